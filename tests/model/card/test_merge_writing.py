"""Values written into a text by splicing, spelled as another version has them."""

from typing import Any

import pytest

from editor.model.card.merge_writing import with_values
from editor.model.card.schema import Schemas
from editor.model.text.document import Document
from editor.model.text.errors import EditRefused

CARD = """\
---
category: news
title: 'One'   # kept
topics: [A, B]   # flow

images:
  # the harbour
  - url: "/a.jpg"
    width: 1
  # the ferry
  - url: "/b.jpg"
    width: 2
---
"""


@pytest.fixture
def write(schemas: Schemas):
    def write_it(values: dict[str, Any], *likes: str, text: str = CARD) -> str:
        versions = [Document.parse(like) for like in likes]
        written = with_values(Document.parse(text), values, schemas.by_name("news"), versions)
        assert written.value() == values
        return written.text

    return write_it


def values(**changes: Any) -> dict[str, Any]:
    return {**Document.parse(CARD).value(), **changes}


A, B = {"url": "/a.jpg", "width": 1}, {"url": "/b.jpg", "width": 2}


def test_what_is_there_already_is_not_touched(write):
    assert write(values()) == CARD


def test_a_value_is_spelled_as_the_other_version_has_it(write):
    like = CARD.replace("'One'", "Two words").replace("width: 2", "width: 0x10")
    wanted = values(title="Two words", images=[A, {"url": "/b.jpg", "width": 16}])
    assert write(wanted, like) == like


def test_a_new_key_is_spelled_like_the_other_s_and_stands_in_the_house_s_order(write):
    like = CARD.replace("topics:", "odd: 'x'\nmore: 0x10\nempty:\nheat: +5\ntopics:")
    assert write(values(heat=5, odd="x", more=16, empty=None), like) == CARD.replace(
        "topics:", "odd: 'x'\nmore: 0x10\nempty:\nheat: +5\ntopics:"
    )


def test_items_go_come_and_move_with_their_comments(write):
    c = {"url": "/c.jpg"}
    text = write(values(images=[B, c, A], topics=["B", "C"]))
    assert "topics: [B, C]   # flow\n" in text
    assert text.endswith(
        'images:\n  # the ferry\n  - url: "/b.jpg"\n    width: 2\n'
        '  - url: "/c.jpg"\n  # the harbour\n  - url: "/a.jpg"\n    width: 1\n---\n'
    )


def test_items_that_are_all_new_look_like_those_that_go(write):
    text = write(values(topics=["C", "D"], images=[{"url": "/x.jpg", "width": 9}]))
    assert "topics: [C, D]   # flow\n" in text
    assert '  - url: "/x.jpg"\n    width: 9\n' in text


def test_an_item_finds_its_like_under_its_own_name_but_strings_look_like_their_neighbours(write):
    like = CARD.replace('  - url: "/b.jpg"\n', "  - url: '/c.jpg'\n    width: 0x9\n  - url: \"/b.jpg\"\n")
    assert '  - url: "/c.jpg"\n    width: 0x9\n' in write(values(images=[A, {"url": "/c.jpg", "width": 9}]), like)


def test_what_goes_is_gone_up_to_the_last_key(write):
    assert write({}, text="---\na: 1\nb: {c: 1}\n---\n") == "---\n---\n"
    assert write({"b": {}}, text="---\na: 1\nb: {c: 1}\n---\n") == "---\nb: {}\n---\n"


def test_what_cannot_be_spliced_is_refused(write):
    with pytest.raises(EditRefused):
        write({"a": 1, "b": 2}, text="---\na: &x 1\nb: *x\n---\n")
