import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.card import read_card
from editor.model.card.merge import merge_cards
from editor.model.card.schema import load_schemas
from editor.model.text.quick_merge import quick_merge

CARD = """\
---
category: news
title: "Ferry returns: \\"at last\\""
publishedDateTime: 2024-05-01T06:30:00Z
heat: 137
published: true

provider:
  name: Harbour Times
  images:
    - url: "https://harbourtimes.example/a.png"
      width: 50
topics:
  - Ferries & Boats
  - "Art: new"

secured: "b3Bl;YXF1ZQ=="
---
# The body
- published: it says
"""
BOT = CARD.replace("heat: 137", "heat: 99").replace("b3Bl", "c4Cm")
MINE = CARD.replace("published: true\n\n", "published: false\n\n")
BOTH = BOT.replace("published: true\n\n", "published: false\n\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_one_side_changed_come_together_though_they_are_neighbours(newline: str):
    base, mine, theirs, both = (text.replace("\n", newline) for text in (CARD, MINE, BOT, BOTH))
    assert quick_merge(base, mine, theirs) == both
    assert quick_merge(base, theirs, mine) == both
    assert quick_merge(base, mine, mine) == quick_merge(base, mine, base) == mine


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (MINE, CARD.replace("true\n\n", "maybe\n\n")),  # both changed it
        (MINE, CARD.replace("heat: 137\n", "")),
        (MINE, CARD.replace("heat: 137", "warmth: 137")),
        (MINE, CARD.replace("width: 50", "width: 60")),  # in a list: which item that is takes more than lines
        (MINE, CARD.replace("name: Harbour Times", "name: Gull Post")),
        (MINE, CARD.replace("it says", "it said")),
        (MINE, CARD.replace("heat: 137", "heat: [137]")),
        (MINE, CARD.replace("heat: 137", "heat: 137 # warm")),
        (MINE, CARD.replace("heat: 137", "heat:")),
        (MINE, CARD.replace("---\ncat", "--- \ncat")),
        (MINE.replace("news", "ne\u2028ws"), BOT),
        (MINE.replace("news", "ne\x85ws"), BOT),
        ("\ufeff" + MINE, BOT),
        ("", BOT),
    ],
)
def test_anything_else_is_left_to_the_merge_by_fields(mine: str, theirs: str):
    assert quick_merge(CARD, mine, theirs) is None
    assert quick_merge(CARD, theirs, mine) is None


@pytest.mark.parametrize(
    "line",
    [
        'excerpt: "begins here',
        "excerpt: |",
        "excerpt: >-",
        "topics: [a,",
        "excerpt: &a text",
        "excerpt: *a",
        "excerpt: !x y",
        "excerpt: it's # a comment",
        "# a comment",
        "? heat",
        "  goes on",
        "heat: 12",  # the key is there twice
        '"heat": 12',
        "a: b: c",
    ],
)
def test_a_card_with_a_line_that_is_more_than_a_line_is_left_alone(line: str):
    base, mine, theirs = (text.replace("category: news\n", f"category: news\n{line}\n") for text in (CARD, MINE, BOT))
    assert quick_merge(base, mine, theirs) is None


def test_without_front_matter_there_is_nothing_to_merge():
    assert quick_merge("a: 1\n", "a: 2\n", "a: 1\n") is None
    assert quick_merge("---\na: 1\n", "---\na: 2\n", "---\na: 1\n") is None


keys = st.sampled_from(["heat", "published", "title", "secured", "webUrl", "quality", "odd_key"])
values = st.sampled_from(
    ["1", "true", "no", '"a: b"', '"\\""', "2024-05-01", "a b", "12:30", "null", "x'y", '"#"', "-", "[1]"]
)
changes = st.dictionaries(keys, values, max_size=4)


@given(start=st.fixed_dictionaries(dict.fromkeys(("heat", "published", "title"), values)), one=changes, other=changes)
def test_what_it_does_is_what_the_merge_by_fields_does(
    start: dict[str, str], one: dict[str, str], other: dict[str, str]
):
    schemas = load_schemas()

    def text(fields: dict[str, str]) -> str:
        lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
        return f"---\n{lines}provider:\n  name: Gull Post\n---\nBody\n"

    base, mine, theirs = text(start), text(start | one), text(start | other)
    quick = quick_merge(base, mine, theirs)
    if quick is not None:
        cards = [read_card("_news/a.md", each, schemas) for each in (base, mine, theirs)]
        if all(card.document for card in cards):
            merge = merge_cards(*cards, schemas)
            assert (merge.clashes, merge.card.text) == ((), quick)


def test_a_bot_and_an_editor_mostly_go_this_way():
    """Or the way would not be worth its lines."""
    dice = random.Random(1)
    quick = 0
    for _ in range(100):
        bot = CARD.replace("heat: 137", f"heat: {dice.randint(0, 136)}").replace("b3Bl", f"c{dice.randint(0, 99)}")
        mine = dice.choice([MINE, CARD.replace("returns", "comes back")])
        quick += quick_merge(CARD, mine, bot) is not None
    assert quick == 100
