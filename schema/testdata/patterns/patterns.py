"""Tries the patterns of the schemas in Python's re, as its JSON Schema engines do.

Run it with any Python 3.8 or later: python3 patterns.py. It needs no package.
"""

import json
import pathlib
import re
import unittest
import warnings

HERE = pathlib.Path(__file__).parent
SCHEMAS = {path.name: json.loads(path.read_text("utf-8")) for path in sorted((HERE / "../../base").resolve().glob("*.json"))}
TEXTS = json.loads((HERE / "texts.json").read_text("utf-8"))


def matches(definition, text):
    """Whether a text satisfies the definition of a format."""
    return (
        ("pattern" not in definition or re.search(definition["pattern"], text) is not None)
        and ("const" not in definition or definition["const"] == text)
        and all(matches(part, text) for part in definition.get("allOf", []))
        and ("not" not in definition or not matches(definition["not"], text))
    )


class Patterns(unittest.TestCase):
    def test_every_format_gives_the_verdict_of_go(self):
        warnings.simplefilter("error")  # re warns of what later versions read in another way
        tried = set()
        for name, schema in SCHEMAS.items():
            for rule, definition in schema["$defs"].items():
                if rule.startswith("format."):
                    tried.add(rule)
                    for text, valid in TEXTS[rule].items():
                        self.assertEqual(matches(definition, text), valid, f"{name}, {rule}: {text!r}")
        self.assertEqual(tried, set(TEXTS))


if __name__ == "__main__":
    unittest.main()
