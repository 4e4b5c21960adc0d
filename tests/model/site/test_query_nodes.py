from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.card import Publishing
from editor.model.site.columns import Columns
from editor.model.site.query_nodes import (
    NO_MARKS,
    STATES,
    And,
    FieldIs,
    FieldName,
    Has,
    Marks,
    Node,
    Not,
    Or,
    StateIs,
    Word,
    narrowed,
    states_of,
)
from editor.model.site.query_values import read_like
from editor.model.site.steps import run
from editor.model.site.summary import Row
from tests.helpers.searches import matching


def row(card_id: str, **fields: Any) -> Row:
    usual: dict[str, Any] = {
        "title": "",
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
    }
    return Row(id=card_id, **{**usual, **fields})


A, B = row("a", text="ferry pier"), row("b", text="ferry")


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
def test_conditions_narrow_rows(node: Node, ids: str):
    marks = Marks(unsaved={"b"})
    assert [found.id for found in matching(node, [A, B], marks)] == list(ids)


@given(
    st.lists(st.text("abé \n", max_size=9), max_size=8),
    st.text("abé ", max_size=5),
    st.integers(0, 8),
)
def test_a_word_is_found_wherever_it_stands_in_texts_learnt_or_not(texts: list[str], word: str, learnt: int):
    columns = Columns()
    columns.put(row(f"{number}", text=text) for number, text in enumerate(texts[:learnt]))
    run(columns.learn_words())
    columns.put(row(f"{number}", text=text) for number, text in enumerate(texts[learnt:], learnt))
    found = run(narrowed(Word(word), columns, NO_MARKS, columns.live_slots()))
    assert found.tolist() == [number for number, text in enumerate(texts) if word in text]


def test_an_order_of_rows_stays():
    assert matching(And((Word("ferry"),)), [B, A]) == [B, A]


def test_a_broken_card_is_neither_published_nor_unpublished():
    broken = row("c", error="line 2: no")
    assert [name for name in STATES if matching(StateIs(name), [broken])] == ["broken"]


def test_a_field_name_stands_for_what_is_nested_in_it_but_not_for_longer_names():
    nested = row("n", values={"maker.name": ("Ann",), "Maker.links.url": ("x",), "makers": ("no",)})
    everything = ["maker.name", "Maker.links.url", "makers"]
    assert list(filter(FieldName("maker").stands_for, everything)) == ["maker.name", "Maker.links.url"]
    assert list(filter(FieldName("maker[2].name").stands_for, everything)) == ["maker.name"]
    for found, name, value in ((1, "maker", "x"), (0, "maker.name", "x"), (1, "MAKERS", "no"), (0, "maker", "no")):
        assert len(matching(FieldIs(FieldName(name), read_like(value)), [nested])) == found


@pytest.mark.parametrize(("values", "filled"), [((None,), False), (("",), False), ((0,), True), ((False,), True)])
def test_empty_text_and_null_do_not_fill_a_field_but_zero_and_false_do(values: tuple[Any, ...], filled: bool):
    assert bool(matching(Has(FieldName("key")), [row("h", values={"key": values})])) is filled


def test_cards_with_the_title_or_the_story_of_another_are_duplicates():
    rows = [
        row("a", title="Café opens"),
        row("b", title="CAFE OPENS"),
        row("c", title="c", values={"webUrl": ("https://x.example/1",)}),
        row("d", title="d", values={"originalUrl": ("https://x.example/1",), "webUrl": ("https://x.example/2",)}),
        row("e", title="e", values={"originalUrl": ("https://x.example/3",), "webUrl": ("https://x.example/3",)}),
    ]
    assert [found.id for found in matching(StateIs("duplicate"), rows)] == ["a", "b", "c", "d"]


def test_the_states_that_a_search_asks_for_are_known():
    inner = Or((Word("x"), Not(StateIs("changed"))))
    assert states_of(And((StateIs("new"), inner))) == {"new", "changed"}
    assert states_of(Word("changed")) == frozenset()
