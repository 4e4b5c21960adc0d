import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from editor.ui.cards.search_box import SearchBox
from editor.ui.colours import Scheme
from editor.ui.dialogs.search_help import SearchHelp
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


def test_each_key_is_told_but_blanks_around_are_not(
    box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, " fer ")
    assert told == ["f", "fe", "fer"]
    qtbot.keyClicks(field, "r")
    assert told[3:] == ["fer r"]
    assert box.query() == "fer r"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_return_leads_to_the_list(box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClicks(field, "fe")
    with qtbot.waitSignal(box.list_requested):
        qtbot.keyClick(field, key)
    assert told == ["f", "fe"]


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
    qtbot.keyClicks(field, "f")
    box.set_query("is:unpublished")
    with qtbot.waitSignal(box.list_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (told, field.text()) == (["f"], "is:unpublished")


def test_undo_brings_back_what_was_searched_before(
    box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "fer")
    box.set_query("is:unpublished")
    field.undo()
    assert (field.text(), told[-1]) == ("fer", "fer")
    field.redo()
    assert told[-1] == "is:unpublished"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told[-1] == ""
    field.undo()
    assert told[-1] == "is:unpublished"


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


def test_what_is_not_finished_yet_is_no_mistake_and_moves_nothing(
    box: SearchBox, field: QLineEdit, qtbot: QtBot
) -> None:
    low = box.sizeHint().height()
    field.setFocus()
    qtbot.keyClicks(field, "topic:")
    box.set_error("Go on.", 6, unfinished=True)
    qtbot.waitUntil(lambda: box.window().findChild(QLabel, "searchHint") is not None)
    hint = box.window().findChild(QLabel, "searchHint")
    qtbot.waitUntil(hint.isVisible)
    assert (hint.text(), field.accessibleDescription()) == ("Go on.", "Go on.")
    assert not error(box).isVisible()
    assert not field.property("bad")
    assert box.sizeHint().height() == low
    qtbot.keyClicks(field, "a")
    box.set_error("")
    assert not hint.isVisible()


def test_what_is_not_finished_when_the_user_goes_on_is_said_calmly_below(
    box: SearchBox, field: QLineEdit, show: Show, qtbot: QtBot
) -> None:
    other = QLineEdit(box.window())
    other.show()
    field.setFocus()
    qtbot.keyClicks(field, "topic:")
    box.set_error("Go on.", 6, unfinished=True)
    other.setFocus()
    assert error(box).isVisible()
    assert error(box).property("tone") == "muted"
    assert not field.property("bad")
    field.setFocus()
    qtbot.keyClicks(field, "a")
    box.set_error("")
    assert not error(box).isVisible()
    box.set_error("No.", 0)
    assert error(box).property("tone") == "error"


def test_searches_are_remembered_when_one_is_done_with_them(box: SearchBox, field: QLineEdit, qtbot: QtBot) -> None:
    remembered: list[str] = []
    box.searched.connect(remembered.append)
    box.set_recent(["boats", "maps"])
    for text in ("maps", "maps", "boats", ""):
        field.clear()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "topic:")
    box.set_error("Go on.", 6, unfinished=True)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert remembered == ["maps", "boats"]
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "maps "


def test_names_and_values_are_completed(box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot) -> None:
    box.offer(lambda: {"topics": "Topics"}, lambda name: [("Ferries", 3)] if name == "topics" else [])
    field.setFocus()
    qtbot.keyClicks(field, "top")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert told[-1] == "topics:Ferries"


def test_an_example_from_the_page_of_help_becomes_the_search(
    box: SearchBox, field: QLineEdit, told: list[str], qtbot: QtBot
) -> None:
    next(action for action in field.actions() if action.text() == "What can be searched for").trigger()
    page = box.findChild(SearchHelp)
    assert page is not None
    page.example_chosen.emit("is:new")
    assert told == ["is:new"]
    with qtbot.waitSignal(page.destroyed):
        page.reject()


def test_it_follows_the_colours(box: SearchBox, theme: Theme) -> None:
    before = box.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    assert box.grab().toImage() != before
    theme.set_scheme(Scheme.LIGHT)
