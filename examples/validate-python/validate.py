"""Checks files with a schema: python3 validate.py SCHEMA FILE..."""

import json
import sys

from jsonschema import Draft202012Validator


def read(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def pointer(tokens):
    """A JSON Pointer (RFC 6901)."""
    return "".join("/" + str(t).replace("~", "~0").replace("/", "~1") for t in tokens)


def locations(error):
    """Where it is. A property that is missing or unknown is located at the property itself."""
    names = [None]
    if error.validator == "required":
        names = [n for n in error.validator_value if n not in error.instance]
    elif error.validator == "additionalProperties":
        names = [n for n in error.instance if n not in error.schema["properties"]]
    return [pointer([*error.absolute_path] + ([] if n is None else [n])) for n in names]


def main(schema, *files):
    validator = Draft202012Validator(read(schema))
    wrong = False
    for name in files:
        faults = {place for error in validator.iter_errors(read(name)) for place in locations(error)}
        wrong = wrong or bool(faults)
        for place in sorted(faults):
            print(f"{name}: {place}")
        if not faults:
            print(f"{name}: valid")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: python3 validate.py SCHEMA FILE...")
    sys.exit(main(*sys.argv[1:]))
