"""The views in the whole window, and what is remembered of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from editor.ui.cards.card_views import ViewKind
from editor.ui.cards.columns_dialog import ColumnsDialog
from editor.ui.cards.groups import Grouping
from editor.ui.main_window import MainWindow
from editor.ui.settings import Settings
from tests.helpers.window_fixtures import StartWindow

CAFE_ID = "_news/2023-11-20-cafe.md"


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_2, ViewKind.TABLE), (Qt.Key.Key_3, ViewKind.GRID), (Qt.Key.Key_1, ViewKind.LIST)]
)
def test_a_key_changes_the_view_and_keeps_card_and_focus(
    window: MainWindow, settings: Settings, qtbot: QtBot, key: Qt.Key, kind: ViewKind
) -> None:
    cards = window.list.cards
    cards.select(CAFE_ID)
    cards.setFocus()
    qtbot.keyClick(cards.view, key, Qt.KeyboardModifier.AltModifier)
    assert (cards.kind, cards.current_id(), cards.hasFocus()) == (kind, CAFE_ID, True)
    assert window.actions_table.action(f"view_{kind}").isChecked()
    assert settings.view == kind


def test_a_button_above_the_cards_changes_the_view(window: MainWindow, qtbot: QtBot) -> None:
    button = window.list.header.findChild(QToolButton, "button_action_view_grid")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.list.cards.kind is ViewKind.GRID


def test_curating_by_keys_goes_on_in_every_view(window: MainWindow, qtbot: QtBot) -> None:
    for kind in ViewKind:
        window.actions_table.action(f"view_{kind}").trigger()
        window.list.cards.select_first()
        window.list.cards.setFocus()
        qtbot.keyClick(window.list.cards.view, Qt.Key.Key_N)
        assert window.list.cards.current_id() == CAFE_ID


def test_view_groups_and_columns_are_there_at_the_next_start(
    start_window: StartWindow, settings: Settings, site: Path, qtbot: QtBot
) -> None:
    settings.view, settings.grouping, settings.columns = "table", "month", [["heat", 90], ["title", 210]]
    with start_window(settings) as parts:
        with qtbot.waitSignal(parts.session.reading, check_params_cb=lambda read, of: read == of > 0):
            parts.window.open(site)
        cards = parts.window.list.cards
        assert cards.kind is ViewKind.TABLE
        assert cards.view.to_save() == [["heat", 90], ["title", 210]]
        assert [group.key for group in cards.model().groups] == ["2024-05", "2023-11", ""]


def test_settings_that_make_no_sense_are_the_list_without_groups(start_window: StartWindow, settings: Settings) -> None:
    settings.view, settings.grouping, settings.columns = "cube", "colour", ["x"]
    with start_window(settings) as parts:
        assert parts.window.list.cards.kind is ViewKind.LIST
        assert parts.window.actions_table.action("view_list").isChecked()


def test_what_is_chosen_is_remembered(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    window.list.header.grouping_changed.emit(Grouping.PROVIDER)
    assert settings.grouping == "provider"
    window.actions_table.action("choose_columns").trigger()
    dialog = window.findChild(ColumnsDialog)
    assert dialog is not None
    dialog.accept()
    assert settings.columns == window.list.cards.view.to_save()
    assert settings.view == "table"


def test_a_click_on_a_column_sorts_the_cards(window: MainWindow) -> None:
    window.actions_table.action("view_table").trigger()
    window.list.cards.view.sort_requested.emit("title", False)
    assert window.list.sort == ("title", False)
