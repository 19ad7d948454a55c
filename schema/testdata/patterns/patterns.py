"""Tries the patterns of the schemas in Python's re, as its JSON Schema engines do.

Run it with any Python 3.8 or later: python3 patterns.py. It needs no package.
"""

import json
import pathlib
import re
import time
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


# What a stranger may send: a text that begins as a right one does, goes on with one thing again and again,
# and is wrong at the end. A pattern that is not linear takes from seconds to minutes for it.
LENGTH = 60_000
AGAIN = ["a", "0", " ", "-", ".", "@", "a-", "a.", "0 ", "\n", "\u00a0", "\u200b", "\u0301", "\u202a", "\u3164", "\U00010437"]


def long_texts(rule):
    right = [text for text, valid in TEXTS[rule].items() if valid][:4]
    return (begin + part * (LENGTH // len(part)) + end for begin in right for part in AGAIN for end in ("\0", "@\0"))


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

    def test_every_format_refuses_long_texts_in_time(self):
        definitions = {rule: d for schema in SCHEMAS.values() for rule, d in schema["$defs"].items() if rule.startswith("format.")}
        for rule, definition in definitions.items():
            for text in long_texts(rule):
                start = time.process_time()
                self.assertFalse(matches(definition, text), f"{rule}: {text[:40]!r}…")
                self.assertLess(time.process_time() - start, 2, f"{rule}: seconds for {text[:40]!r}…")


if __name__ == "__main__":
    unittest.main()
