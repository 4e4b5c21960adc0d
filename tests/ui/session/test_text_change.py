"""Steps of the history."""

from collections.abc import Mapping

import pytest
from PySide6.QtGui import QUndoStack

from editor.model.card.edits import AddItem, ReplaceText, SetValue
from editor.ui.session.text_change import PAUSE_SECONDS, TextChange, typed_places

TITLE = frozenset({("title",)})


class Desk:
    """Texts by id, and what was refused: what a session is to the history."""

    def __init__(self, **texts: str) -> None:
        self.texts = dict(texts)
        self.stack = QUndoStack()
        self.now = 0.0

    def swap(self, expected: Mapping[str, str], texts: Mapping[str, str]) -> bool:
        now = {card_id: self.texts[card_id] for card_id in texts}
        if now not in (expected, texts):
            return False
        self.texts.update(texts)
        return True

    def change(self, text: str, label: str = "title", typed: frozenset[object] = frozenset(), card: str = "a") -> None:
        before = {card: self.texts[card]}
        step = TextChange(self.swap, before, {card: text}, label, typed=typed, clock=lambda: self.now)
        self.stack.push(step)


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk(a="one", b="one")


def test_a_step_swaps_texts_back_and_forth(desk: Desk):
    desk.change("two")
    assert desk.texts["a"] == "two"
    desk.stack.undo()
    assert desk.texts["a"] == "one"
    desk.stack.redo()
    assert desk.texts["a"] == "two"


def test_typing_into_one_field_is_one_step(desk: Desk):
    for text in ("t", "tw", "two"):
        desk.change(text, typed=TITLE)
        desk.now += PAUSE_SECONDS / 2
    assert desk.stack.count() == 1
    desk.stack.undo()
    assert desk.texts["a"] == "one"
    desk.stack.redo()
    assert desk.texts["a"] == "two"


def test_a_rest_begins_a_new_step(desk: Desk):
    desk.change("two", typed=TITLE)
    desk.now = PAUSE_SECONDS + 0.1
    desk.change("three", typed=TITLE)
    assert desk.stack.count() == 2


@pytest.mark.parametrize(("typed", "card"), [(frozenset({("excerpt",)}), "a"), (TITLE, "b"), (frozenset(), "a")])
def test_another_field_another_card_or_a_click_begins_a_new_step(desk: Desk, typed: frozenset[object], card: str):
    desk.change("two", typed=TITLE)
    desk.change("three", typed=typed, card=card)
    assert desk.stack.count() == 2


def test_typing_back_to_where_it_began_leaves_no_step(desk: Desk):
    desk.change("two", typed=TITLE)
    desk.change("one", typed=TITLE)
    assert desk.stack.count() == 0
    assert desk.texts["a"] == "one"


def test_a_step_whose_card_has_moved_on_is_struck_and_changes_nothing(desk: Desk):
    desk.change("two")
    desk.texts["a"] = "what a bot wrote"
    desk.stack.undo()
    assert desk.texts["a"] == "what a bot wrote"
    assert not desk.stack.canUndo()


def test_only_texts_that_are_set_are_typed():
    assert typed_places((SetValue(("title",), "a"), SetValue(("excerpt",), "b"))) == {("title",), ("excerpt",)}
    assert typed_places((ReplaceText("---\n---\n"),))
    assert typed_places((SetValue(("title",), "a"), SetValue(("published",), True))) == frozenset()
    assert typed_places((AddItem(("topics",), "Sea"),)) == frozenset()
