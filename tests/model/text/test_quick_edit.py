"""An edit by another card's example: the same bytes as the edit by the parser, or none."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from editor.model.text.document import Document
from editor.model.text.errors import EditRefused, Unreadable
from editor.model.text.quick_edit import Made, QuickEdit, Reader, Values
from editor.model.text.quick_read import QuickReader
from editor.model.text.scalars import Plain, Styled, Value
from editor.model.text.spans import AnyNode, MappingNode, SequenceNode

LINES = [
    "published: false",
    "published: true",
    "published:   true ",
    "published: no",
    "published:",
    'published: "true"',
    "published: 'yes'",
    "published: false # for now",
    "published: ~",
    "published: text",
    "published: 12",
    "published: 1.0",
    "published: 1.50",
    "published: 2024-05-01",
    "published: [a, b]",
    "published: {a: 1}",
    "published: >-\n  folded\n  text",
    "published: |\n  kept\n",
    "published: one\n  two",
    'published: "one\n  two"',
    "published:\n  - item",
    "published:\n- item",
    "published:\n  name: x",
    "published:\n  below",
    '"published": true',
    "? published\n: true",
    "published: &a true",
    "published: !!str true",
    "published : true",
    "published: \\x",
]
OTHERS = [
    "",
    "title: Pier",
    'title: "The pier: open"',
    "heat: 137",
    "# published: false",
    "  ",
    "body: |\n  published: true",
    "provider:\n  name: Times\n  published: true",
    "topics:\n  - published: true\n  - Sea",
    "again: *a",
    "b: [1, 2]",
    "published2: false",
    'quoted: "one\npublished: false\nthree"',
    "when: 2024-05-01T10:00:00Z",
    "<<: {z: 1}",
    "published: true",
    "other: 'it''s'",
    "folded: >\n  a\n  b\n",
    "tab:\tx",
    "é: ü",
    "n: .nan",
    "x: 1 # published: y",
]
VALUES: list[Value] = [
    *(
        True,
        False,
        None,
        12,
        13,
        1.0,
        1.5,
        "true",
        "yes",
        "text",
        "it's",
        "x: y",
        "one\ntwo",
        "12",
        "",
        " lead",
        "a\x07",
    ),
    *(Plain("1.50"), Plain("2024-05-01"), Plain(""), Styled("text", "double"), Styled("text", "single")),
    *(Styled("one\ntwo\n", "literal"), Styled("a b", "folded"), ["a"], {"a": 1}, [], {}, "kept\n", "folded text"),
]


def certain(yaml: str) -> Values | None:
    """All values, as the parser has them, of a card in which no value stands for another."""
    try:
        document = Document.parse(f"---\n{yaml}---\n")
    except Unreadable:
        return None
    tree = document.tree
    found = document.value()
    unusual = tree.aliases or tree.duplicates or any(node.tagged or node.anchor for node in nodes(tree.root))
    return found if isinstance(found, dict) and not unusual else None


def nodes(node: AnyNode) -> list[AnyNode]:
    if isinstance(node, MappingNode):
        return [node, *(each for pair in node.pairs for half in (pair.key, pair.value) for each in nodes(half))]
    if isinstance(node, SequenceNode):
        return [node, *(each for item in node.items for each in nodes(item))]
    return [node]


def made_up(dice: random.Random, line: str) -> str:
    """A card with such a line among others."""
    lines = [*dice.sample(OTHERS, dice.randint(0, 4)), line]
    dice.shuffle(lines)
    newline = dice.choice(("\n", "\n", "\n", "\r\n"))
    text = "\n".join(
        ("---", *lines, dice.choice(("---", "...", "--- ")), dice.choice(("", "Body.\npublished: true\n")))
    )
    return dice.choice(("", "", "\ufeff")) + text.replace("\n", newline)


def by_parser(text: str, value: Value, like: str) -> str | None:
    try:
        like_document = Document.parse(like)
    except Unreadable:
        like_document = None
    try:
        return Document.parse(text).set(("published",), value, like=like_document).text
    except (EditRefused, Unreadable):
        return None


def edited(quick: QuickEdit, text: str, like: str, value: Value) -> tuple[str | None, bool]:
    """The text after the edit, and whether the parser was spared."""
    now, saved = quick.spot(text), quick.spot(like)
    made = quick.made("kind", now, saved) if now and saved else None
    if made is not None:
        return made.text, True
    found = by_parser(text, value, like)
    if now and saved and found is not None:
        quick.learn("kind", now, saved, found)
    return found, False


@pytest.mark.parametrize("read", [certain, QuickReader().read], ids=["parser", "quick"])
@pytest.mark.parametrize("seed", range(40))
def test_many_cards_get_the_very_bytes_that_the_parser_gives_each(seed: int, read: Reader):
    dice = random.Random(seed)
    value = dice.choice(VALUES) if seed >= len(VALUES) else VALUES[seed]
    quick, spared = QuickEdit("published", read), 0
    few = [*dice.sample(LINES, 4), *LINES[:2]]
    for _ in range(150):
        text = made_up(dice, dice.choice(few))
        like = text if dice.random() < 0.6 else made_up(dice, dice.choice(few))
        found, quickly = edited(quick, text, like, value)
        assert found == by_parser(text, value, like), (text, like, value)
        spared += quickly
    never_spared = isinstance(value, list | dict) or value in (Styled("one\ntwo\n", "literal"), "a\x07")
    assert spared or never_spared


def card(line: str, *others: str) -> str:
    return "\n".join(("---", *others, line, "---", "Body."))


def test_the_values_of_the_new_text_are_given_with_it():
    quick = QuickEdit("published", certain)
    edited(quick, card("published: false"), card("published: false"), True)
    now = quick.spot(card("published: false", "title: Pier"))
    assert now
    assert quick.made("kind", now, now) == Made(
        card("published: true", "title: Pier"), {"title": "Pier", "published": True}
    )


def test_cards_of_another_kind_learn_for_themselves():
    quick = QuickEdit("published", certain)
    edited(quick, card("published: false"), card("published: false"), True)
    now = quick.spot(card("published: false"))
    assert now
    assert quick.made("another", now, now) is None


def test_typing_a_value_back_gives_the_first_bytes_back():
    quick = QuickEdit("published", certain)
    for title in ("title: a", "title: b"):
        like = card("published: yes", title)
        assert edited(quick, card("published: false", title), like, True) == (like, title == "title: b")


def test_a_value_that_the_saved_line_only_begins_is_not_taken_for_that():
    quick = QuickEdit("x", certain)
    cards = [('x: "z"', "x:   a"), ('x: "z"', "x:   a\n  b")]
    for text, like in cards:
        now, saved = quick.spot(card(text)), quick.spot(card(like))
        assert now
        assert saved
        made = quick.made("kind", now, saved)
        assert made is None
        after = Document.parse(card(text)).set(("x",), "a", like=Document.parse(card(like)))
        quick.learn("kind", now, saved, after.text)


@pytest.mark.parametrize(
    "text",
    [
        card("publish: false"),
        card("published: false", "published: true"),
        card('"published": false'),
        card("published: [", "title: Pier"),
        "no front matter",
        card("published: false") + "\udcff",  # a byte that is not UTF-8
        card("title: Pier", "a: {published: true}"),
    ],
)
def test_what_is_not_certain_is_left_to_the_parser(text: str):
    assert QuickEdit("published", certain).spot(text) is None


MORE_THAN_A_LINE: list[tuple[str, Value]] = [
    ("a: one\n  two", "three"),
    ("a: x", Styled("long\nlines\n", "literal")),
    ("a:\n  - b", 1),
    ("a: x", ["y"]),
]


def test_an_edit_that_touches_more_than_a_line_teaches_nothing():
    quick = QuickEdit("a", certain)
    for line, value in MORE_THAN_A_LINE:
        text = card(line)
        now = quick.spot(text)
        assert now
        quick.learn("kind", now, now, Document.parse(text).set(("a",), value).text)
        assert quick.made("kind", now, now) is None


def test_an_example_is_not_followed_where_the_card_would_come_to_mean_something_else():
    """A reader that says another thing about the new text stands for what nobody has thought of."""
    said: Counter[str] = Counter()

    def changing(yaml: str) -> Values | None:
        said[yaml] += 1
        values = certain(yaml)
        return {**values, "title": "other"} if values and "published: true" in yaml and "title" in values else values

    quick = QuickEdit("published", changing)
    edited(quick, card("published: false"), card("published: false"), True)
    now = quick.spot(card("published: false", "title: Pier"))
    assert now
    assert quick.made("kind", now, now) is None
