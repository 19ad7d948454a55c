"""Checks documents with python3-jsonschema. ../README.md has the protocol."""

import json
import re
import sys

from jsonschema import Draft202012Validator

# A definition that is a rule has a name in lower case; groups of values have a colon in theirs.
RULE = re.compile(r"[a-z][^:]*")


def escape(token):
    return "/" + str(token).replace("~", "~0").replace("/", "~1")


def names(error):
    """The properties that an error is about, if it is about names."""
    if error.validator == "required":
        return [n for n in error.validator_value if n not in error.instance]
    if error.validator == "additionalProperties":
        return [n for n in error.instance if n not in error.schema.get("properties", {})]
    if "propertyNames" in error.absolute_schema_path:
        return [error.instance]
    return None


def locations(error):
    place = "".join(escape(token) for token in error.absolute_path)
    about = names(error)
    return [place] if about is None else [place + escape(name) for name in about]


def owners(root):
    """The rule that each part of a schema belongs to, by the part's id."""
    rules = {}

    def mark(part, name):
        if isinstance(part, dict):
            rules[id(part)] = name
            part = list(part.values())
        if isinstance(part, list):
            for one in part:
                mark(one, name)

    for name, definition in root.get("$defs", {}).items():
        if RULE.fullmatch(name):
            mark(definition, name)
    return rules


def answer(validator, rules, document):
    errors = []
    for error in validator.iter_errors(document):
        rule = rules.get(id(error.schema))
        for location in locations(error):
            errors.append({"location": location, "rule": rule} if rule else {"location": location})
    return json.dumps({"valid": not errors, "errors": errors})


def compile_schema(schema):
    Draft202012Validator.check_schema(schema)
    validator, rules = Draft202012Validator(schema), owners(schema)
    return lambda document: answer(validator, rules, document)


def serve():
    check = None
    for line in sys.stdin:
        request = json.loads(line)
        if "schema" in request:
            check = compile_schema(request["schema"])
        else:
            print(check(request["document"]))
            sys.stdout.flush()


def main(files):
    if not files:
        return serve()
    values = []
    for name in files:
        with open(name, encoding="utf-8-sig") as file:
            values.append(json.load(file))
    check = compile_schema(values[0])
    for document in values[1:]:
        print(check(document))


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        main(sys.argv[1:])
    except Exception as error:
        print(f"python3-jsonschema: {error}", file=sys.stderr)
        sys.exit(2)
