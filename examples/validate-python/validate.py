"""Checks files with a schema: python3 validate.py SCHEMA FILE..."""

import codecs
import json
import sys

from jsonschema import Draft202012Validator


def no_number(name):
    """JSON has no NaN and no Infinity; Python's reader would take them."""
    raise ValueError(name)


def read(name):
    with open(name, encoding="utf-8-sig") as file:  # a byte-order mark is no part of the document
        return json.load(file, parse_constant=no_number)


def encoding(name):
    """What a file is encoded in, by the byte-order mark that it begins with."""
    with open(name, "rb") as file:
        return "UTF-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ""


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


def faults(validator, name):
    """Lines about what is wrong. A parser's own message could repeat the text."""
    try:
        document = read(name)
    except UnicodeDecodeError:
        return [f"{'encoded in ' + encoding(name) if encoding(name) else 'not encoded in UTF-8'}: save it in UTF-8"]
    except (ValueError, RecursionError):
        return ["no JSON document"]
    return sorted({place or "the document" for error in validator.iter_errors(document) for place in locations(error)})


def main(schema, *files):
    validator = Draft202012Validator(read(schema))
    status = 0
    for name in files:
        found = faults(validator, name)
        for line in found or ["valid"]:
            print(f"{name}: {line}")
        if found:
            status = 1
    return status


if __name__ == "__main__":
    if len(sys.argv) < 3:
        print("usage: python3 validate.py SCHEMA FILE...", file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main(*sys.argv[1:]))
    except OSError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
