"""One field that two versions changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.model.card.card import Card, read_card
from editor.model.card.diff import ABSENT
from editor.model.card.merge_values import Clash, ClashKind, Side
from editor.model.card.schema import load_schemas
from editor.ui.colours import Scheme
from editor.ui.dialogs.clash_row import ClashRow
from editor.ui.theme import Theme

SCHEMAS = load_schemas()
TITLE = Clash(("title",), ClashKind.FIELD, "A ferry", "A boat", "A ship", "Title")


def read(text: str) -> Card:
    return read_card("_news/a.md", text, SCHEMAS)


@pytest.fixture
def made(theme: Theme, qtbot: QtBot):
    def made(clash: Clash) -> ClashRow:
        row = ClashRow(clash, read, theme)
        qtbot.addWidget(row)
        row.resize(600, 200)
        with qtbot.waitExposed(row):
            row.show()
        return row

    return made


def heard(row: ClashRow) -> list[str]:
    return [row.sides[side].accessibleName() for side in Side]


def test_nothing_is_chosen_at_first(made):
    row = made(TITLE)
    assert row.choice is None
    assert row.accessibleName() == "Title: still open"
    assert heard(row) == ["Before: A ferry", "Mine: A boat", "On disk: A ship"]


@pytest.mark.parametrize(
    ("key", "side"), [(Qt.Key.Key_1, Side.BASE), (Qt.Key.Key_2, Side.MINE), (Qt.Key.Key_3, Side.THEIRS)]
)
def test_a_number_chooses_a_side(made, qtbot: QtBot, key: Qt.Key, side: Side):
    row = made(TITLE)
    with qtbot.waitSignal(row.chosen):
        qtbot.keyClick(row, key)
    assert row.choice is side
    assert [each for each in Side if row.sides[each].button.isChecked()] == [side]
    assert row.accessibleName() == f"Title: {row.sides[side].name}"


def test_a_click_on_the_text_or_on_the_button_chooses_and_can_be_changed(made, qtbot: QtBot):
    row = made(TITLE)
    text = row.sides[Side.THEIRS].findChild(QLabel)
    qtbot.mouseClick(text, Qt.MouseButton.LeftButton)
    assert row.choice is Side.THEIRS
    qtbot.mouseClick(row.sides[Side.MINE].button, Qt.MouseButton.LeftButton)
    assert row.choice is Side.MINE
    qtbot.mouseClick(row.sides[Side.MINE].button, Qt.MouseButton.LeftButton)
    assert row.choice is Side.MINE
    assert row.sides[Side.MINE].button.isChecked()


def test_up_and_down_are_handed_on_from_the_buttons_too(made, qtbot: QtBot):
    row = made(TITLE)
    for widget, key, step in ((row, "Down", 1), (row.sides[Side.MINE].button, "Up", -1)):
        with qtbot.waitSignal(row.step_requested) as asked:
            qtbot.keyClick(widget, Qt.Key[f"Key_{key}"])
        assert asked.args == [step]


def test_what_has_no_text_is_said(made):
    row = made(Clash(("heat",), ClashKind.FIELD, ABSENT, None, 1, "Heat"))
    assert heard(row) == ["Before: (not there)", "Mine: (empty)", "On disk: 1"]
    assert row.sides[Side.BASE].isEnabled()  # that the field goes is a choice


def test_of_whole_stories_title_teller_and_address_are_shown(made):
    story = "---\ntitle: {0}\nwebUrl: https://{0}.example/\nprovider:\n  name: {0} Post\n---\n"
    texts = [story.format(name) for name in ("Bay", "Lake", "Hill")]
    row = made(Clash(("\0",), ClashKind.STORY, *texts, "The whole story"))
    assert heard(row)[1] == "Mine: Lake\nLake Post\nhttps://Lake.example/"
    assert "never mixed" in row.findChild(QLabel, "clash.sentence").text()


def test_a_whole_version_that_never_was_cannot_be_chosen(made, qtbot: QtBot):
    row = made(Clash(("\0",), ClashKind.TEXT, ABSENT, "mine\n", "theirs\n", "The whole card"))
    qtbot.keyClick(row, Qt.Key.Key_1)
    assert row.choice is None
    assert not row.sides[Side.BASE].isEnabled()


def test_only_the_current_row_is_reached_by_tab(made):
    row = made(TITLE)
    row.set_current(False)
    assert row.focusPolicy() is Qt.FocusPolicy.ClickFocus
    row.set_current(True)
    assert row.sides[Side.MINE].button.focusPolicy() is Qt.FocusPolicy.TabFocus


def test_a_long_text_scrolls_inside(made):
    lines = "".join(f"Line {number} of a very long body.\n" for number in range(60))
    row = made(Clash((), ClashKind.BODY, "", lines, "short", "Text below the front matter"))
    assert row.sizeHint().height() < 320


def test_words_that_differ_from_before_are_marked_in_the_colours_of_the_scheme(made, theme: Theme):
    row = made(TITLE)
    label = row.sides[Side.MINE].findChild(QLabel)
    assert theme.colours.added_soft.name() in label.text()
    assert theme.colours.added_soft.name() not in row.sides[Side.BASE].findChild(QLabel).text()
    theme.set_scheme(Scheme.DARK)
    assert theme.colours.added_soft.name() in label.text()
