"""editor.ui.dialogs.keys: every key of the table, and a way to find it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QMainWindow, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from editor.ui.actions import ActionTable
from editor.ui.dialogs.keys import KeysDialog
from editor.ui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def actions(theme: Theme, window: QMainWindow) -> ActionTable:
    return ActionTable(theme, window)


@pytest.fixture
def dialog(actions: ActionTable, theme: Theme, window: QMainWindow, qtbot: QtBot) -> KeysDialog:
    dialog = KeysDialog(actions, theme, window)
    with qtbot.waitActive(dialog):
        dialog.open()
    return dialog


def rows(dialog: KeysDialog) -> dict[str, str]:
    """What is seen: name and keys."""
    view = dialog.findChild(QTreeWidget, "keys_list")
    groups = [view.topLevelItem(row) for row in range(view.topLevelItemCount())]
    items: list[QTreeWidgetItem] = [
        group.child(row) for group in groups if not group.isHidden() for row in range(group.childCount())
    ]
    return {item.text(0): item.text(1) for item in items if not item.isHidden()}


def test_every_key_of_the_table_is_there(dialog: KeysDialog, actions: ActionTable):
    assert rows(dialog) == {spec.label: ", ".join(spec.shown_keys()) for spec in actions.specs if spec.keys}


def test_they_stand_by_menu_and_open(dialog: KeysDialog):
    view = dialog.findChild(QTreeWidget, "keys_list")
    groups = [view.topLevelItem(row) for row in range(view.topLevelItemCount())]
    assert [group.text(0) for group in groups] == ["File", "Edit", "Card", "View", "Help"]
    assert all(group.isExpanded() for group in groups)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("picture", {"Next picture", "Previous picture", "Fit the picture", "Grid of pictures"}),
        ("ctrl+shift+s", {"Save all"}),
        ("BROWSER", {"Open the story in the browser"}),
        ("only what was edited", {"Save"}),
        ("zzzz", set()),
    ],
)
def test_names_keys_and_sentences_are_searched(typed: str, left: set[str], dialog: KeysDialog, qtbot: QtBot):
    qtbot.keyClicks(dialog.findChild(QLineEdit, "keys_query"), typed)
    assert set(rows(dialog)) == left


def test_an_emptied_search_shows_all_again(dialog: KeysDialog):
    before = rows(dialog)
    query = dialog.findChild(QLineEdit, "keys_query")
    query.setText("picture")
    query.clear()
    assert rows(dialog) == before


def test_it_closes_by_button_and_by_escape(dialog: KeysDialog, qtbot: QtBot):
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)


def test_the_keyboard_begins_in_the_search(dialog: KeysDialog):
    assert dialog.findChild(QLineEdit, "keys_query").hasFocus()
