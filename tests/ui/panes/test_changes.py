"""The page of a card's changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from editor.model.card.changes import card_changes, revert_all
from editor.model.card.edits import apply_edits
from editor.ui.panes.change_row import ChangeRow
from editor.ui.panes.changes import ChangesPane

OLD = 'title: A\ntopics:\n  - AI # the first\nheat: 1\nsecured: "x"'


@pytest.fixture
def pane(theme, qtbot) -> ChangesPane:
    pane = ChangesPane(theme)
    qtbot.addWidget(pane)
    pane.resize(420, 500)
    with qtbot.waitActive(pane):
        pane.show()
    return pane


@pytest.fixture
def show(pane, card, schemas):
    """Shows a card's changes, and does what the pane asks for, as the window does."""
    texts = {}

    def show(old: str, new: str) -> None:
        texts["old"], texts["new"] = card(old), card(new)
        refresh()

    def refresh() -> None:
        old, new = texts["old"], texts["new"]
        pane.show_changes(card_changes(old, new), card_id=new.id, revert_all=revert_all(old, new))

    @pane.revert_requested.connect
    def revert(edits, label) -> None:
        texts["label"] = label
        texts["new"] = apply_edits(texts["new"], edits, schemas, like=texts["old"])
        refresh()

    show.texts = texts
    return show


def said(pane: ChangesPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_card_as_it_was_saved_is_said_to_be_so(pane, show):
    show(OLD, OLD)
    assert "This card is as it was saved." in said(pane)
    pane.show_changes((), card_id="a.md", unchanged="This card is as it was committed.")
    assert "This card is as it was committed." in said(pane)


def test_changes_are_reverted_one_by_one_by_keyboard_alone(pane, show, qtbot):
    show(OLD, OLD.replace("title: A", "title: B").replace("AI # the first", "Sea"))
    pane.setFocus()
    for label in ("revert title", "revert topics"):
        qtbot.keyClick(pane.window().focusWidget(), Qt.Key.Key_Delete)
        assert show.texts["label"] == label
    assert show.texts["new"].text == show.texts["old"].text
    assert "This card is as it was saved." in said(pane)
    assert pane.hasFocus()


def test_all_are_reverted_at_once(pane, show, qtbot):
    show(OLD, OLD.replace("title: A", "title: B").replace("AI # the first", "Sea"))
    qtbot.mouseClick(pane.revert_all_button, Qt.MouseButton.LeftButton)
    assert show.texts["label"] == "revert all changes"
    assert show.texts["new"].text == show.texts["old"].text


def test_where_only_the_machine_wrote_that_is_said(pane, show):
    show(OLD, OLD.replace('"x"', '"y"'))
    assert "Only the site’s machine changed this card." in said(pane)
    assert not pane.revert_all_button.isVisible()


def test_another_card_begins_afresh(pane, show, card):
    show(OLD, OLD.replace("heat: 1", "heat: 2"))
    pane.list.fold.setChecked(True)
    pane.show_changes(card_changes(card("heat: 1"), card("heat: 2")), card_id="_news/other.md")
    assert not pane.list.fold.isChecked()


def test_showing_emits_nothing_and_takes_no_focus(pane, show, qtbot):
    with qtbot.assertNotEmitted(pane.revert_requested):
        show(OLD, OLD.replace("title: A", "title: B"))
    assert not any(row.hasFocus() for row in pane.findChildren(ChangeRow))
