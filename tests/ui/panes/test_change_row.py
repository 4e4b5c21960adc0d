"""One change as a row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from editor.model.card.changes import CardChange, card_changes
from editor.ui.colours import Scheme
from editor.ui.panes.change_row import ChangeRow, spoken


@pytest.fixture
def changed(card):
    """The one change between the front matter of two cards."""

    def changed(old: str, new: str) -> CardChange:
        (change,) = card_changes(card(old), card(new))
        return change

    return changed


@pytest.fixture
def row(theme, qtbot, changed) -> ChangeRow:
    row = ChangeRow(theme)
    qtbot.addWidget(row)
    row.resize(400, 100)
    row.show_change(changed("title: A ferry", "title: A boat"))
    row.show()
    return row


def test_it_says_what_changed_to_eyes_and_to_screen_readers(row):
    assert row.findChild(QLabel, "change.label").text() == "Title"
    assert row.accessibleName() == "Title: was A ferry, is A boat"
    assert row.revert_button.accessibleName() == "Revert Title"
    assert row.objectName() == "change.title"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_R])
def test_a_key_reverts(row, qtbot, key):
    with qtbot.waitSignal(row.revert_requested):
        qtbot.keyClick(row, key)


def test_the_button_reverts_and_return_does_not(row, qtbot):
    with qtbot.waitSignal(row.revert_requested):
        qtbot.mouseClick(row.revert_button, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(row.revert_requested):
        qtbot.keyClick(row, Qt.Key.Key_Return)
        qtbot.keyClick(row, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)


def test_what_cannot_be_reverted_has_no_button_and_no_key(row, qtbot, changed):
    row.show_change(changed("secured: a", "secured: b"))
    assert row.revert_button.isHidden()
    with qtbot.assertNotEmitted(row.revert_requested):
        qtbot.keyClick(row, Qt.Key.Key_Delete)


def test_only_the_current_row_is_reached_by_tab(row):
    assert row.focusPolicy() is Qt.FocusPolicy.ClickFocus
    row.set_current(True)
    assert (row.focusPolicy(), row.revert_button.focusPolicy()) == (
        Qt.FocusPolicy.StrongFocus,
        Qt.FocusPolicy.TabFocus,
    )


@pytest.mark.parametrize(
    ("old", "new", "remark", "said"),
    [
        ("images: []", "images: [{url: /a.png}]", "added", "Images › 1: was (not there), is Address: /a.png"),
        ("images: [{url: /a.png}]", "images: []", "removed", "Images › 1: was Address: /a.png, is (not there)"),
        ("topics: [AI, Sea]", "topics: [Sea, AI]", "in another order", "Topics: was AI, Sea, is Sea, AI"),
        (
            "images: [{url: a}, {url: b}]",
            "images: [{url: b}, {url: a}]",
            "in another order",
            "Images: was a, b, is b, a",
        ),
        ("heat: 1", "heat:", "", "Heat: was 1, is (empty)"),
    ],
)
def test_what_the_label_leaves_open_is_said_beside_it(row, changed, old, new, remark, said):
    row.show_change(changed(old, new))
    assert row.findChild(QLabel, "change.remark").text() == remark
    assert row.accessibleName() == said


def test_a_screen_reader_is_not_given_a_whole_book(changed):
    assert len(spoken(changed("title: A", f"title: {'boat ' * 1000}"))) < 350


def test_it_follows_the_colours(row, theme):
    before = row.findChild(QLabel, "change.text").text()
    theme.set_scheme(Scheme.DARK)
    assert row.findChild(QLabel, "change.text").text() != before
