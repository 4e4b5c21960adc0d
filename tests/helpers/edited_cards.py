"""Cards for the tests of edits."""

import datetime

from editor.model.text.document import Document
from editor.model.text.scalars import Plain, Styled

CARD = """---
category: news
title: "Harbour opens"
published: false

provider:
  name: Harbour Times
  domain: harbourtimes.example

topics:
  - Ferries
  - Tides # twice a day

images:
  - url: "https://harbourtimes.example/a.jpg"
    width: 600

secured: "b3Bl"
---
"""


def card(lines):
    """A card with these lines as its front matter, and a body."""
    return Document.parse(f"---\n{lines}---\nBody.\n")


def lines_of(document):
    """The front matter of such a card, all around it unchanged."""
    assert document.envelope.around == ("", "---\n", "---\n", "Body.\n")
    return document.envelope.yaml


SETTINGS = [
    # a string keeps its style, where that can hold it
    ("a: plain # c\n", "other", "a: other # c\n"),
    ("a: plain\n", "x: y", 'a: "x: y"\n'),
    ("a: plain\n", Styled("x: y", "single"), "a: 'x: y'\n"),
    ("a: plain\n", "yes", 'a: "yes"\n'),
    ('a: "double"   # c\n', "it's", 'a: "it\'s"   # c\n'),
    ("a: 'single'\n", "it's", "a: 'it''s'\n"),
    ("a: 'single'\n", "x\ny", 'a: "x\\ny"\n'),
    ("a: one\n  two\nb: 1\n", "three", "a: three\nb: 1\n"),
    ('a: "one\n  two" # c\nb: 1\n', "three", 'a: "three" # c\nb: 1\n'),
    ("a:\n  below # c\n", "other", "a:\n  other # c\n"),
    ("a: |\n  one\n\n  two\n\nb: 1\n", "three\n\n  four\n", "a: |\n  three\n\n    four\n\nb: 1\n"),
    ("a: |  # c\n    one\n", "  two", "a: |4-  # c\n      two\n"),
    ("a: |2-\n   one\n", "two\n\n", "a: |+\n  two\n\n"),
    ("a: >-\n  one two six\n  three\n\nb: 1\n", "one two six four five", "a: >-\n  one two six\n  four five\n\nb: 1\n"),
    ("a: >\n  one\n", "one two three\n", "a: >\n  one two three\n"),
    ("a: >\n  one\n", " lead", 'a: " lead"\n'),
    ("a: |\n  one\nb: 1\n", "\x07", 'a: "\\x07"\nb: 1\n'),
    # other types are plain
    ("a: 'x' # c\n", True, "a: true # c\n"),
    ("a: false\n", True, "a: true\n"),
    ("a: 012\n", 12, "a: 12\n"),
    ("a: 1\n", 1.0, "a: 1.0\n"),
    ("a: 1\n", "1", 'a: "1"\n'),
    ("a: 1\n", Styled("one", "double"), 'a: "one"\n'),
    ("a: x\n", None, "a: null\n"),
    ("a: | # c\n  x\nb: 1\n", 5, "a: 5 # c\nb: 1\n"),
    ("a: 'x'\n", datetime.date(2024, 5, 1), "a: 2024-05-01\n"),
    ("a: 2024-05-01 10:00:00\n", datetime.datetime(2024, 5, 1, 10, tzinfo=datetime.UTC), "a: 2024-05-01T10:00:00Z\n"),
    ("a: 'x' # c\n", Plain(""), "a: # c\n"),
    # an empty value is filled before its comment
    ("a:\nb: 1\n", "x", "a: x\nb: 1\n"),
    ("a:   # c\n", "x", "a: x   # c\n"),
    ("a: &x # c\n", "z", "a: &x z # c\n"),
    ("a: # c\n", Styled("x\n", "literal"), "a: | # c\n  x\n"),
    ("a: &x y\n", 1, "a: &x 1\n"),
    # collections come and go
    ("a: x # c\nb: 1\n", ["p", {"q": 1, "r": ["s"]}], "a: # c\n  - p\n  - q: 1\n    r:\n      - s\nb: 1\n"),
    ("a: |-\n  x\nb: 1\n", {"p": "q"}, "a:\n  p: q\nb: 1\n"),
    ("a:\nz:\n- 1\n", ["p"], "a:\n- p\nz:\n- 1\n"),
    ("a:\n  - x # c\n  - y # d\nb: 1\n", "flat", "a: flat\nb: 1\n"),
    ("a: # c\n  p: 1\n", True, "a: true # c\n"),
    ("a:\n  - x\nb: 1\n", {"p": 1}, "a:\n  p: 1\nb: 1\n"),
    ("a: [x, y] # c\n", "flat", "a: flat # c\n"),
    ("a: [x, y] # c\n", [], "a: [] # c\n"),
    ("a: x\n", {}, "a: {}\n"),
    ("a: {b: x}\n", {"b": [1, {"c": "d, e"}]}, 'a: {b: [1, {c: "d, e"}]}\n'),
    # lists and mappings are made equal, not replaced
    ("a:\n  - p # 1\n  - q # 2\n  - r # 3\n", ["p", "r"], "a:\n  - p # 1\n  - r # 3\n"),
    ("a:\n  - p # 1\n  - r # 3\n", ["p", "q", "r"], "a:\n  - p # 1\n  - q\n  - r # 3\n"),
    ("a:\n  x: 1 # 1\n  y: 2 # 2\n", {"y": 3, "z": 4}, "a:\n  y: 3 # 2\n  z: 4\n"),
    ("a: [p, q]\n", ["q", "p", "r"], "a: [q, p, r]\n"),
]
"""Front matter, a new value of `a`, front matter after."""
