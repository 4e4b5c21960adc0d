from __future__ import annotations

import pytest
from hypothesis import given

from editor.model.text.document import Document
from editor.model.text.quick_read import QuickReader
from tests.helpers.yaml_made_up import BOUNDED, made_up_cards
from tests.helpers.yaml_traps import PLACES, TRAPS, placed
from tests.torture.quick_read import verdict

CARD = """\
category: news
title: "Ferry returns"
excerpt: "“At last,” said the mayor; \\"at last\\""
publishedDateTime: 2024-05-01T06:30:00Z
type: article
heat: -1
published: true
length:

provider:
  name: Harbour Times
  domain: harbourtimes.example
  images:
    - url: "https://harbourtimes.example/a.png"
      width: 50

    - url: /b.png
topics:
- Ferries & Boats
- "#Art"

related:
  - title: 'It''s open'
    provider:
      name: Gull Post
    images:
      - url: "https://gullpost.example/a.png"
  - title: "Closed"

secured: "b3Bl;YXF1ZQ=="
"""


BY_HAND = """\
# Call Wanjiru
title: 'Ferry returns'
excerpt: >-
  "At last," said
  the mayor: # loudly
publishedDateTime: 2025-06-13 14:19:24 +02:00   # when it was on air
heat: 95   # moved by hand
published: no
provider: {name: The Tidal Review, domain: tidalreview.example}
topics: [Markets, "Business, small"]
note: |
  One \\\\ two

  # images
images:
- url: "https://tidalreview.example/a.png"
  # as it was
  width: 800
"""


def parsed(yaml: str) -> object:
    return Document.parse(f"---\n{yaml}---\n").value()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_card_as_machines_write_them_is_read(newline: str):
    found = QuickReader().read(CARD.replace("\n", newline))
    assert repr(found) == repr(parsed(CARD))
    assert found["provider"]["images"][1] == {"url": "/b.png"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_so_is_one_with_remarks_brackets_and_texts(newline: str):
    yaml = BY_HAND.replace("\n\n  # images", "")
    assert repr(QuickReader().read(yaml.replace("\n", newline))) == repr(parsed(yaml))
    assert QuickReader().read(BY_HAND.replace("\n", newline)) is None


def test_line_ends_of_both_kinds_mean_the_same():
    assert QuickReader().read("a: 1\r\nb: 2\n") == {"a": 1, "b": 2}
    assert QuickReader().read("a: 1\rb: 2\n") is None


@pytest.mark.parametrize("yaml", ["", "\n", "\n\n\n"])
def test_front_matter_without_keys_has_no_values(yaml: str):
    assert QuickReader().read(yaml) == parsed(yaml) == {}


@pytest.mark.parametrize(
    "yaml",
    [
        *("a: 1\na: 2\n", "a: 1\n\na: 2\n", "a:\n  b: 1\n  b: 2\n", "a:\n  - b: 1\n    b: 2\n"),  # twice
        *("a: 1\n  b: 2\n", "a: x\n  y\n", "- a\n", " a: 1\n", "a: 1\n- b\n", "a:\n- b\nc: 1\n- d\n"),
        *("a:\n  b: 1\n c: 2\n", "a:\n    b: 1\n  c: 2\n", "a:\n  - b\n - c\n", "a:\n  - b: 1\n   c: 2\n"),
        *(
            "a:\n  - b\n    c: 1\n",
            "a:\n  - b: 1\n  c: 2\n",
            "a:\n  b: 1\n  - c\n",
            "a: 1\n\n  b: 2\n",
            "a: 1\n\n- b\n",
        ),
        *(
            "a: &x 1\n",
            "a: *x\n",
            "<<: {a: 1}\n",
            "a: !t x\n",
            "a: # c\n",
            "#\x07\na: 1\n",
            "a: |\n  b",
            "a: >+\n  b\n",
        ),
        *(
            "\ufeffa: 1\n",
            "a: 1\n  \nb: 2\n",
            "a: x\u2028b: 1\n",
            "a: x\x85b: 1\n",
            "a: [[1]]\n",
            "a: {b: {}}\n",
            "a:\t1\n",
        ),
        *("a\n", "a\n\nb: 1\n", "?\n", ": a\n", "-\n", "---\na: 1\n", "...\n", "%YAML 1.1\n", "\ud800: 1\n"),
        *("a: 1\n" * 20_000, f"a: {'x' * 300_000}\n", "\n" * 300_000, "a:\n" + " a:\n" * 20_000),
        "".join(f"{' ' * depth}a:\n" for depth in range(70)),
        "".join(f"{'  ' * depth}- a:\n" for depth in range(40)),
    ],
)
def test_what_is_not_certain_is_handed_over(yaml: str):
    assert QuickReader().read(yaml) is None


def test_every_trap_in_every_place_is_read_as_the_parser_reads_it_or_handed_over():
    reader = QuickReader()
    kinds = [verdict(reader, f"---\n{placed(trap, place)}---\n") for place in PLACES for trap in TRAPS]
    assert min(kinds.count("read"), kinds.count("handed over")) > 2000


@BOUNDED
@given(made_up_cards())
def test_so_are_cards_in_every_style(text: str):
    verdict(QuickReader(), text)


@pytest.mark.parametrize("first", ["1", "x", '"x"', "2024-01-02", "", "\n  b: 1", "\n- b", "[", '"', "a: b"])
def test_what_was_read_before_changes_nothing(first: str):
    reader = QuickReader()
    for yaml in (
        f"a: {first}\n",
        f"a: {first}\n\nb: 1\n",
        f"a:\n  - b: {first}\n",
        f"b:\n  a: {first}\n",
        f"a: {first}\n",
    ):
        assert repr(reader.read(yaml)) == repr(QuickReader().read(yaml))


def test_many_cards_that_have_nothing_in_common_are_read_and_forgotten():
    reader = QuickReader()
    for number in range(10_000):
        yaml = f"k{number}: {number}\n\nimages:\n  - url: /{number}.png\n"
        assert reader.read(yaml) == {f"k{number}": number, "images": [{"url": f"/{number}.png"}]}
    assert max(map(len, vars(reader).values())) < 5000
