"""The dialog of clashes: nothing is settled before all is chosen, and nothing is lost by leaving."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.model.card.card import Card, read_card
from editor.model.card.merge_values import Clash, ClashKind, Side
from editor.model.card.schema import load_schemas
from editor.ui.dialogs.clashes import ClashDialog
from editor.ui.theme import Theme

SCHEMAS = load_schemas()
CLASHES = [
    Clash((key,), ClashKind.FIELD, "A ferry", "A boat", "A ship", key.title()) for key in ("title", "excerpt", "type")
]


def read(text: str) -> Card:
    return read_card("_news/a.md", text, SCHEMAS)


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)

    def opened(clashes=tuple(CLASHES)) -> ClashDialog:
        dialog = ClashDialog("The <b>ferry</b>", clashes, read, theme, window)
        with qtbot.waitActive(dialog):
            dialog.open()
        return dialog

    return opened


@pytest.fixture
def dialog(opened) -> ClashDialog:
    return opened()


def press(qtbot: QtBot, *keys: str) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key[f"Key_{key}"])


def button(dialog: ClashDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, f"clashes.{name}")


def still_open(dialog: ClashDialog) -> str:
    return dialog.findChild(QLabel, "clashes.open").text()


def test_it_is_modal_to_its_window_and_names_the_card_as_plain_text(dialog: ClashDialog):
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    title = dialog.findChild(QLabel, "clashes.title")
    assert title.text() == "“The <b>ferry</b>” changed here and on disk"
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert "stay unsaved" in dialog.findChild(QLabel, "clashes.kept").text()


def test_a_number_chooses_and_goes_on_and_return_uses_the_choices(dialog: ClashDialog, qtbot: QtBot):
    assert dialog.rows[0].hasFocus()
    assert still_open(dialog) == "3 of 3 still open"
    press(qtbot, "2", "3")
    assert dialog.rows[2].hasFocus()
    assert still_open(dialog) == "1 of 3 still open"
    press(qtbot, "1")
    settled: list[object] = []
    dialog.settled.connect(settled.append)
    with qtbot.waitSignal(dialog.finished):
        press(qtbot, "Return")
    assert settled == [{("title",): Side.MINE, ("excerpt",): Side.THEIRS, ("type",): Side.BASE}]


def test_return_goes_to_what_is_still_open(dialog: ClashDialog, qtbot: QtBot):
    press(qtbot, "Down", "Down")
    with qtbot.assertNotEmitted(dialog.settled):
        press(qtbot, "2", "Down", "Return")
    assert dialog.rows[0].hasFocus()
    assert not button(dialog, "use").isEnabled()


def test_up_and_down_stop_at_the_ends(dialog: ClashDialog, qtbot: QtBot):
    press(qtbot, "Up")
    assert dialog.rows[0].hasFocus()
    press(qtbot, "Down", "Down", "Down")
    assert dialog.rows[2].hasFocus()


def test_a_choice_can_be_changed_until_it_is_used(dialog: ClashDialog, qtbot: QtBot):
    press(qtbot, "2", "2", "2", "Up", "Up", "3")
    with qtbot.waitSignal(dialog.settled) as asked:
        qtbot.mouseClick(button(dialog, "use"), Qt.MouseButton.LeftButton)
    assert asked.args[0][("title",)] is Side.THEIRS


@pytest.mark.parametrize(("name", "side"), [("all_mine", Side.MINE), ("all_theirs", Side.THEIRS)])
def test_all_are_chosen_at_once(dialog: ClashDialog, qtbot: QtBot, name: str, side: Side):
    qtbot.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)
    assert still_open(dialog) == "All chosen: Return uses them."
    with qtbot.waitSignal(dialog.settled) as asked:
        press(qtbot, "Return")
    assert set(asked.args[0].values()) == {side}


@pytest.mark.parametrize("by", ["escape", "button"])
def test_later_settles_nothing(dialog: ClashDialog, qtbot: QtBot, by: str):
    press(qtbot, "2", "2", "2")
    settled: list[object] = []
    dialog.settled.connect(settled.append)
    with qtbot.waitSignal(dialog.finished):
        if by == "escape":
            press(qtbot, "Escape")
        else:
            qtbot.mouseClick(button(dialog, "later"), Qt.MouseButton.LeftButton)
    assert settled == []


def test_tab_goes_through_the_choices_of_one_clash_then_on(dialog: ClashDialog, qtbot: QtBot):
    press(qtbot, "Down", "Tab")
    row = dialog.rows[1]
    assert row.sides[Side.BASE].button.hasFocus()
    press(qtbot, "Tab", "Space")
    assert row.choice is Side.MINE


def test_a_whole_story_is_explained_as_such(opened):
    story = Clash(("\0",), ClashKind.STORY, *("---\ntitle: A\n---\n",) * 3, "The whole story")
    assert opened([story]).findChild(QLabel, "clashes.about").text() == "Choose the version that the card is to have."


def test_many_long_clashes_fit_a_small_screen_and_the_current_one_is_in_sight(opened, qtbot: QtBot):
    text = "Donaudampfschifffahrtsgesellschaftskapitän " * 30
    many = [Clash((f"k{number}",), ClashKind.FIELD, "", text, text + "x", f"Field {number}") for number in range(30)]
    dialog = opened(many)
    assert dialog.width() <= 1280
    assert dialog.height() <= 760
    press(qtbot, *["Down"] * 29)
    last = dialog.rows[29]
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()
