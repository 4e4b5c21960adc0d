import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from editor.ui.cards.search_box import SearchBox
from editor.ui.colours import Scheme
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Show


@pytest.fixture
def box(theme: Theme, show: Show) -> SearchBox:
    box = SearchBox(theme)
    show(box, 420, 80)
    return box


@pytest.fixture
def field(box: SearchBox) -> QLineEdit:
    field = box.findChild(QLineEdit, "searchField")
    assert field is not None
    return field


@pytest.fixture
def told(box: SearchBox) -> list[str]:
    told: list[str] = []
    box.query_changed.connect(told.append)
    return told


def error(box: SearchBox) -> QLabel:
    label = box.findChild(QLabel, "searchError")
    assert label is not None
    return label


def test_typing_is_told_once_after_a_pause(box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "ferries ")
    assert told == []
    qtbot.waitUntil(lambda: told == ["ferries"])
    assert box.query() == "ferries"


def test_return_is_told_at_once_and_leads_to_the_list(
    box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "ferries")
    with qtbot.waitSignal(box.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["ferries"]
    with qtbot.waitSignal(box.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["ferries"]


def test_down_leads_to_the_list(box: SearchBox, field: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_escape_clears_first_and_then_leads_to_the_list(
    box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot
) -> None:
    box.set_query("ferries")
    with qtbot.assertNotEmitted(box.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (told, field.text()) == ([""], "")
    with qtbot.waitSignal(box.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_the_cross_clears_and_is_there_only_when_there_is_something_to_clear(
    box: SearchBox, field: QLineEdit, told: list[str]
) -> None:
    clear = next(action for action in field.actions() if action.text() == "Clear the search")
    assert not clear.isVisible()
    box.set_query("ferries")
    assert clear.isVisible()
    clear.trigger()
    assert told == [""]
    assert not clear.isVisible()


def test_setting_a_search_is_not_told(box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "fer")
    box.set_query("is:unpublished")
    with qtbot.waitSignal(box.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (told, field.text()) == ([], "is:unpublished")


def test_a_search_that_is_there_already_does_not_take_the_blank_that_was_just_typed(
    box: SearchBox, field: QLineEdit
) -> None:
    field.setText("ferries ")
    box.set_query("ferries")
    assert field.text() == "ferries "


def test_another_search_can_be_typed_over_the_old(box: SearchBox, field: QLineEdit, qtbot: QtBot) -> None:
    box.set_query("ferries")
    box.focus_search()
    qtbot.keyClicks(field, "maps")
    assert field.text() == "maps"


def test_a_mistake_is_named_with_its_place_marked(box: SearchBox, field: QLineEdit) -> None:
    low = box.sizeHint().height()
    box.set_query("ferries date:<13> topic:AI")
    box.set_error("<13> is not a date.", 13)
    assert error(box).isVisible()
    assert error(box).text() == (
        "&lt;13&gt; is not a date.<br><code>ferries date:<b><u>&lt;13&gt;</u></b> topic:AI</code>"
    )
    assert field.property("bad") is True
    assert field.accessibleDescription() == "<13> is not a date."
    assert box.sizeHint().height() > low
    box.set_error("")
    assert not error(box).isVisible()
    assert (field.property("bad"), field.accessibleDescription()) == (False, "")
    assert box.sizeHint().height() == low


@pytest.mark.parametrize(
    ("query", "position", "marked"),
    [
        ("ferries", -1, ""),
        ("ferries", 99, ""),
        ("(ferries", 8, "<br><code>(ferries<b><u>&nbsp;</u></b></code>"),
        (f"{'x' * 30} ) {'y' * 30}", 31, f"<br><code>…{'x' * 23} <b><u>)</u></b> {'y' * 23}…</code>"),
    ],
)
def test_only_what_is_around_a_mistake_is_shown(box: SearchBox, query: str, position: int, marked: str) -> None:
    box.set_query(query)
    box.set_error("No.", position)
    assert error(box).text() == "No." + marked


def test_it_follows_the_colours(box: SearchBox, theme: Theme) -> None:
    before = box.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    assert box.grab().toImage() != before
    theme.set_scheme(Scheme.LIGHT)
