from typing import Any

import pytest

from editor.model.card.card import Publishing
from editor.model.site.query_nodes import NO_MARKS, STATES, And, FieldName, Has, Marks, Node, Not, Or, StateIs, Word
from editor.model.site.summary import Row


def row(card_id: str, **fields: Any) -> Row:
    usual: dict[str, Any] = {
        "title": "",
        "excerpt": "",
        "date": None,
        "publishing": Publishing.PUBLISHED,
        "provider": "",
        "topics": (),
        "type": "",
        "picture": "",
        "provider_picture": "",
        "schema": "news",
        "error": "",
        "problems": 0,
        "values": {},
        "search": "",
    }
    return Row(id=card_id, **{**usual, **fields})


A, B = row("a", search="ferry pier"), row("b", search="ferry")


@pytest.mark.parametrize(
    ("node", "ids"),
    [
        (And(()), "ab"),
        (Or(()), ""),
        (Word("pier"), "a"),
        (Not(Word("pier")), "b"),
        (And((Word("ferry"), Not(Word("pier")))), "b"),
        (Or((Word("pier"), StateIs("unsaved"))), "ab"),
        (And((And(()), Or((Word("pier"),)))), "a"),
    ],
)
def test_conditions_narrow_rows_as_they_match_them_one_by_one(node: Node, ids: str):
    marks = Marks(unsaved={"b"})
    assert [found.id for found in node.narrow([A, B], marks)] == list(ids)
    assert [found.id for found in (A, B) if node.matches(found, marks)] == list(ids)


def test_an_order_of_rows_stays():
    assert And((Word("ferry"),)).narrow([B, A], NO_MARKS) == [B, A]


def test_a_broken_card_is_neither_published_nor_unpublished():
    broken = row("c", error="line 2: no")
    assert [name for name in STATES if STATES[name](broken, NO_MARKS)] == ["broken"]


def test_a_field_name_stands_for_what_is_nested_in_it_but_not_for_longer_names():
    nested = row("n", values={"maker.name": ("Ann",), "Maker.links.url": ("x",), "makers": ("no",)})
    assert list(FieldName("maker").values(nested)) == ["Ann", "x"]
    assert list(FieldName("maker.name").values(nested)) == ["Ann"]
    assert list(FieldName("MAKERS").values(nested)) == ["no"]
    assert list(FieldName("maker[2].name").values(nested)) == ["Ann"]


@pytest.mark.parametrize(("values", "filled"), [((None,), False), (("",), False), ((0,), True), ((False,), True)])
def test_empty_text_and_null_do_not_fill_a_field_but_zero_and_false_do(values: tuple[Any, ...], filled: bool):
    assert Has(FieldName("key")).matches(row("h", values={"key": values}), NO_MARKS) is filled
