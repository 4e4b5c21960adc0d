"""Keys and items more, as the bytes before and after."""

import pytest

from editor.model.text.document import Document
from editor.model.text.scalars import Styled
from tests.helpers.edited_cards import CARD, card, lines_of

ADD = [
    (("heat",), 3, {}, CARD.replace("---\n", "---\n", 1).replace('"b3Bl"\n', '"b3Bl"\nheat: 3\n')),
    (("heat",), 3, {"order": ("title", "published", "heat")}, CARD.replace("false\n", "false\nheat: 3\n")),
    (("heat",), 3, {"order": ("absent", "title", "gone", "heat")}, CARD.replace('opens"\n', 'opens"\nheat: 3\n')),
    (("heat",), 3, {"order": ("heat", "gone", "title")}, CARD.replace("title:", "heat: 3\ntitle:", 1)),
    (("heat",), 3, {"order": ("provider", "heat")}, CARD.replace("times.example\n", "times.example\n\nheat: 3\n", 1)),
    (
        ("related",),
        [{"title": Styled("T", "double")}],
        {},
        CARD.replace('"b3Bl"\n', '"b3Bl"\n\nrelated:\n  - title: "T"\n'),
    ),
    (
        ("related",),
        [{"width": 1}],
        {"order": ("title", "related")},
        CARD.replace('opens"\n', 'opens"\n\nrelated:\n  - width: 1\n\n'),
    ),
    (("provider", "logo", "url"), "x", {}, CARD.replace("times.example\n", "times.example\n  logo:\n    url: x\n", 1)),
    (("images", 0, "title"), "T", {}, CARD.replace("width: 600\n", "width: 600\n    title: T\n")),
    (("images", 1, "url"), "u", {}, CARD.replace("width: 600\n", 'width: 600\n  - url: "u"\n')),
    (("topics", 2), "Piers", {}, CARD.replace("twice a day\n", "twice a day\n  - Piers\n")),
    (("more", 0, "odd: key"), "x", {}, CARD.replace('"b3Bl"\n', '"b3Bl"\n\nmore:\n  - "odd: key": x\n')),
]


@pytest.mark.parametrize(("path", "value", "options", "after"), ADD)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_adding_what_is_missing(path, value, options, after, newline, bom):
    document = Document.parse(bom + CARD.replace("\n", newline))
    edited = document.set(path, value, **options)
    assert edited.text == bom + after.replace("\n", newline)


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("", ("a",), "x", "a: x\n"),
        ("# top\n", ("a",), ["x"], "# top\na:\n  - x\n"),
        ("{} # c\n", ("a",), "x", "a: x # c\n"),
        ("a: {} # c\n", ("a", "b"), 1, "a: # c\n  b: 1\n"),
        ("a:\n", ("a", "b", "c"), 1, "a:\n  b:\n    c: 1\n"),
        ("a: [{}]\n", ("a", 0, "b"), 1, "a: [{b: 1}]\n"),
        ("a:\n  - {}\n  -\n", ("a", 1, "b"), 1, "a:\n  - {}\n  - b: 1\n"),
        ("a:\n  - {}\n", ("a", 0, "b"), {"c": 1, "d": 2}, "a:\n  - b:\n      c: 1\n      d: 2\n"),
        ("a: {x: 1} # c\n", ("a", "b"), "p, q", 'a: {x: 1, b: "p, q"} # c\n'),
        ("a: {x: 1,} # c\n", ("a", "b"), None, "a: {x: 1, b: null,} # c\n"),
        ("a: {\n  x: 1 # c\n}\n", ("a", "b"), 2, "a: {\n  x: 1, # c\n  b: 2\n}\n"),
        ("a: {\n  x: 1, # c\n}\n", ("a", "b"), 2, "a: {\n  x: 1, # c\n  b: 2,\n}\n"),
        ('a: {"x": 1}\n', ("a", "b"), 2, 'a: {"x": 1, "b": 2}\n'),
        ("a:\n    x: 1\n    # tail\nb: 1\n", ("a", "z"), 2, "a:\n    x: 1\n    z: 2\n    # tail\nb: 1\n"),
        (
            "a:\n  - x: 1\n    z: 'p'\n  - x: 2\n",
            ("a", 1, "z"),
            "q",
            "a:\n  - x: 1\n    z: 'p'\n  - x: 2\n    z: 'q'\n",
        ),
        ("a: |+\n  x\n\n", ("b",), 1, "a: |+\n  x\n\nb: 1\n"),
    ],
)
def test_adding_to_all_kinds_of_mappings(before, path, value, after):
    assert lines_of(card(before).set(path, value)) == after


@pytest.mark.parametrize(
    ("before", "index", "value", "after"),
    [
        ("a:\n  - p\n  - q # c\nb: 1\n", 0, "new", "a:\n  - new\n  - p\n  - q # c\nb: 1\n"),
        ("a:\n  - p\n  - q # c\nb: 1\n", 1, "new", "a:\n  - p\n  - new\n  - q # c\nb: 1\n"),
        ("a:\n  - p\n  - q # c\nb: 1\n", 2, "new", "a:\n  - p\n  - q # c\n  - new\nb: 1\n"),
        ("a:\n  # on p\n  - p\n  # on q\n  - q\n", 0, "new", "a:\n  - new\n  # on p\n  - p\n  # on q\n  - q\n"),
        (
            "a:\n  # on p\n  - p\n    # below p\n  # on q\n  - q\n",
            1,
            "new",
            "a:\n  # on p\n  - p\n    # below p\n  - new\n  # on q\n  - q\n",
        ),
        ("a:\n  - p\n\n  - q\n\nb: 1\n", 1, "new", "a:\n  - p\n\n  - new\n\n  - q\n\nb: 1\n"),
        ("a:\n  - p\n\n  - q\n\nb: 1\n", 2, "new", "a:\n  - p\n\n  - q\n\n  - new\n\nb: 1\n"),
        ("a:\n- 'p'\nb: 1\n", 1, "new", "a:\n- 'p'\n- 'new'\nb: 1\n"),
        ("a:\n  -   p: 1\n      q: 2\n", 1, {"p": 3, "q": 4}, "a:\n  -   p: 1\n      q: 2\n  -   p: 3\n      q: 4\n"),
        ("a:\n  - - p\n    - q\n", 1, ["new", "m"], "a:\n  - - p\n    - q\n  - - new\n    - m\n"),
        (
            'a:\n  - url: "u"\n    w: 1\n',
            0,
            {"url": "v", "w": 2, "t": "x"},
            'a:\n  - url: "v"\n    w: 2\n    t: x\n  - url: "u"\n    w: 1\n',
        ),
        ("a: []\n", 0, "new", "a:\n  - new\n"),
        ("a: [] # c\nz:\n- 1\n", 0, "new", "a: # c\n- new\nz:\n- 1\n"),
        ("a:\n", 0, {"b": [], "c": {}}, "a:\n  - b: []\n    c: {}\n"),
        ("a: # c\nb: 1\n", 0, "new", "a: # c\n  - new\nb: 1\n"),
        ("b: 1\n", 0, "new", "b: 1\na:\n  - new\n"),
        ("a: [p, q] # c\n", 0, "new", "a: [new, p, q] # c\n"),
        ("a: [p, q] # c\n", 2, "new]", 'a: [p, q, "new]"] # c\n'),
        ("a: [p, q,]\n", 2, {"x": "z"}, "a: [p, q, {x: z},]\n"),
        ("a: [\n  p, # 1\n  q # 2\n]\n", 2, "new", "a: [\n  p, # 1\n  q, # 2\n  new\n]\n"),
        ("a: [\n  p, # 1\n  q # 2\n]\n", 0, "new", "a: [\n  new,\n  p, # 1\n  q # 2\n]\n"),
        ("a: [p,\n  q]\n", 2, "new", "a: [p,\n  q,\n  new]\n"),
        ("a: [\n  p, q\n]\n", 2, "new", "a: [\n  p, q, new\n]\n"),
        ("a:\n  - |+\n    p\n\n  - 2\n", 1, 1, "a:\n  - |+\n    p\n\n  - 1\n  - 2\n"),
    ],
)
def test_inserting_an_item(before, index, value, after):
    edited = card(before).insert(("a",), index, value)
    assert lines_of(edited) == after
