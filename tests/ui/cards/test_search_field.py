from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.cards.search_field import MAX_RECENT, SearchField
from editor.ui.theme import Theme

Key = Qt.Key
FIELDS = {"title": "Title", "topics": "Topics", "provider": "Provider", "provider.domain": "Provider › Domain"}
VALUES: dict[str, Sequence[tuple[str, int]]] = {
    "topics": [("AI", 1200), ("AI Builder", 12), ("Maps", 3)],
    "many": [(f"value {n:02}", 90 - n) for n in range(30)],
}


class Desk(QWidget):
    """A window with a search field and another field below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.resize(400, 300)
        self.field, self.other = SearchField(theme), QLineEdit()
        self.asked = 0
        self.field.offer(self._fields, lambda name: VALUES.get(name, ()))
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addStretch()
        layout.addWidget(self.other)

    def _fields(self) -> dict[str, str]:
        self.asked += 1
        return FIELDS

    @property
    def shown(self) -> list[str]:
        """What is offered."""
        view = self.findChild(QListView, "searchCandidates")
        if view is None or not view.isVisible():
            return []
        return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]

    @property
    def current(self) -> str | None:
        view = self.findChild(QListView, "searchCandidates")
        assert view is not None
        return view.currentIndex().data()


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    desk = Desk(theme)
    qtbot.addWidget(desk)
    desk.show()
    qtbot.waitExposed(desk)
    desk.activateWindow()
    desk.field.setFocus()
    qtbot.waitUntil(desk.field.hasFocus)
    return desk


@pytest.fixture
def field(desk: Desk) -> SearchField:
    return desk.field


def test_a_field_name_is_offered_and_taken_by_tab_and_its_values_follow(
    desk: Desk, field: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "ferry to")
    assert desk.shown == ["topics:"]
    qtbot.keyClick(field, Key.Key_Tab)
    assert field.text() == "ferry topics:"
    assert desk.shown == ["AI", "AI Builder", "Maps"]
    qtbot.keyClicks(field, "ai")
    assert desk.shown == ["AI", "AI Builder"]
    qtbot.keyClick(field, Key.Key_Down)
    assert desk.current == "AI"
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Return)
    assert field.text() == 'ferry topics:"AI Builder" '
    assert desk.shown == []
    assert field.hasFocus()


def test_nothing_is_current_until_one_goes_there_so_return_belongs_to_the_text(
    desk: Desk, field: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "ti")
    assert desk.shown == ["title:"]
    assert desk.current is None
    with qtbot.waitSignal(field.returnPressed):
        qtbot.keyClick(field, Key.Key_Return)
    assert field.text() == "ti"
    assert desk.shown == []


def test_up_leads_back_to_the_text_and_the_ends_hold(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "many:")
    steps = [
        *((Key.Key_Down, "value 00"), (Key.Key_PageDown, "value 08"), (Key.Key_PageUp, "value 00"), (Key.Key_Up, None)),
        *((Key.Key_Up, None), (Key.Key_PageDown, "value 07"), (Key.Key_PageDown, "value 15")),
        *((Key.Key_PageDown, "value 23"), (Key.Key_PageDown, "value 29"), (Key.Key_Down, "value 29")),
        *((Key.Key_PageUp, "value 21"),),
    ]
    for key, value in steps:
        qtbot.keyClick(field, key)
        assert desk.current == value
    assert field.text() == "many:"


def test_escape_closes_what_is_offered_and_only_then_leaves(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "ti")
    with qtbot.assertNotEmitted(field.escaped):
        qtbot.keyClick(field, Key.Key_Escape)
    assert desk.shown == []
    with qtbot.waitSignal(field.escaped):
        qtbot.keyClick(field, Key.Key_Escape)
    assert field.text() == "ti"


def test_keys_of_the_sheet_are_kept_from_the_shortcuts_while_it_is_open(field: SearchField, qtbot: QtBot) -> None:
    def is_kept(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()
        QApplication.sendEvent(field, event)
        return event.isAccepted()

    assert not is_kept(Key.Key_Escape)
    qtbot.keyClicks(field, "ti")
    assert is_kept(Key.Key_Escape)
    assert is_kept(Key.Key_Down)
    assert not is_kept(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not is_kept(Key.Key_F5)
    qtbot.keyClick(field, Key.Key_Escape)
    assert not is_kept(Key.Key_Escape)


def test_tab_leaves_the_field_when_nothing_is_offered(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "ferry")
    qtbot.keyClick(field, Key.Key_Tab)
    assert desk.other.hasFocus()


def test_a_click_takes_and_leaves_the_keyboard_where_it_is(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "topics:m")
    view = desk.findChild(QListView, "searchCandidates")
    assert view is not None
    place = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.text() == "topics:Maps "
    assert field.hasFocus()


def test_taking_is_one_step_to_undo(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "topics:m")
    qtbot.keyClick(field, Key.Key_Tab)
    field.undo()
    assert field.text() == "topics:m"


def test_in_the_middle_of_a_search_no_blank_is_added(field: SearchField, qtbot: QtBot) -> None:
    field.setText("topics: ferry")
    field.setCursorPosition(7)
    qtbot.keyClicks(field, "m")
    qtbot.keyClick(field, Key.Key_Tab)
    assert field.text() == "topics:Maps ferry"


def test_states_are_explained(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "is:bro")
    view = desk.findChild(QListView, "searchCandidates")
    assert view is not None
    assert view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "broken, cannot be read"


def test_going_elsewhere_closes_what_is_offered(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    for leave in (
        desk.other.setFocus,
        lambda: desk.resize(420, 300),
        lambda: qtbot.keyClick(field, Key.Key_Left),
        field.selectAll,
    ):
        field.setFocus()
        field.clear()
        qtbot.keyClicks(field, "ti")
        assert desk.shown != []
        leave()
        qtbot.waitUntil(lambda: desk.shown == [])


def test_text_that_is_set_offers_nothing(desk: Desk, field: SearchField) -> None:
    field.setText("ti")
    field.replace_text("topics:")
    assert desk.shown == []


def test_down_in_the_empty_line_offers_searches_of_before(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.left_downwards):
        qtbot.keyClick(field, Key.Key_Down)
    field.set_recent(["is:new ferry", *map(str, range(MAX_RECENT))])
    qtbot.keyClick(field, Key.Key_Down)
    assert len(desk.shown) == MAX_RECENT
    assert desk.current == "is:new ferry"
    qtbot.keyClick(field, Key.Key_Return)
    assert field.text() == "is:new ferry "
    with qtbot.waitSignal(field.left_downwards):
        qtbot.keyClick(field, Key.Key_Down)


def test_typing_over_searches_of_before_lets_them_go(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    field.set_recent(["is:new"])
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClicks(field, "x")
    assert (field.text(), desk.shown) == ("x", [])


def test_a_hint_waits_for_a_pause_and_gives_way_to_candidates(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "topics:")
    field.set_hint("Go on.")
    assert desk.shown != []
    qtbot.keyClick(field, Key.Key_Escape)
    field.set_hint("Go on.")
    hint = desk.findChild(QLabel, "searchHint")
    qtbot.waitUntil(lambda: hint is not None and hint.isVisible())
    assert desk.shown == []
    field.set_hint("")
    assert hint is not None
    assert not hint.isVisible()


def test_fields_are_asked_for_once_each_time_that_the_keyboard_comes(
    desk: Desk, field: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "ti to")
    assert desk.asked == 1
    desk.other.setFocus()
    field.setFocus()
    qtbot.keyClicks(field, " ti")
    assert desk.asked == 2


def test_the_sheet_stays_in_the_window_below_the_line(desk: Desk, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "many:")
    sheet = desk.findChild(QFrame, "searchPopup")
    assert sheet is not None
    assert desk.rect().contains(sheet.geometry())
    assert sheet.y() > field.mapTo(desk, QPoint(0, field.height() - 1)).y()
    assert sheet.width() == field.width()
