import pytest
from PySide6.QtCore import Qt

from editor.model.card.card import Card, read_card
from editor.model.card.schema import Schemas
from editor.ui.colours import Scheme
from editor.ui.panes.source import SourcePane

GOOD = "---\r\ntitle: The ferry is back\r\nheat: 1\r\n---\r\nBody\r\n"
BAD = GOOD.replace("heat: 1", "heat: [1")


@pytest.fixture
def pane(qtbot, theme) -> SourcePane:
    pane = SourcePane(theme)
    qtbot.addWidget(pane)
    pane.resize(500, 400)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


@pytest.fixture
def emitted(pane: SourcePane) -> list[str]:
    emitted: list[str] = []
    pane.text_edited.connect(emitted.append)
    return emitted


@pytest.fixture
def read(schemas: Schemas):
    def read(data: str | bytes, card_id: str = "_news/ferry.md") -> Card:
        return read_card(card_id, data, schemas)

    return read


def test_a_card_is_shown_byte_for_byte_and_nothing_is_emitted(pane, emitted, read):
    pane.show_card(read(GOOD))
    assert pane.text == GOOD
    assert not pane.bar.isVisible()
    pane.show_card(read(GOOD.replace("heat: 1", "heat: 2")))
    assert pane.text == GOOD.replace("heat: 1", "heat: 2")
    assert emitted == []


def test_typing_emits_the_whole_text(qtbot, pane, emitted, read):
    pane.show_card(read(GOOD))
    pane.go_to_line(3)
    qtbot.keyClicks(pane.editor, "x")
    assert emitted == [GOOD.replace("heat", "xheat")]


def test_a_broken_card_names_its_error_at_its_line(qtbot, pane, read):
    card = read(BAD)
    pane.show_card(card)
    assert card.error is not None
    assert pane.bar.isVisible()
    assert pane.bar.sentence.text().lower().startswith(card.error.reason[:20].lower())
    assert pane.bar.buttons[0].text() == f"Line {card.error.line}"
    qtbot.mouseClick(pane.bar.buttons[0], Qt.MouseButton.LeftButton)
    assert pane.editor.textCursor().blockNumber() + 1 == card.error.line
    assert pane.editor.hasFocus()
    pane.show_card(read(GOOD))
    assert not pane.bar.isVisible()


def test_a_half_typed_line_is_not_yet_an_error(qtbot, pane, read):
    pane.show_card(read(GOOD))
    pane.text_edited.connect(lambda text: pane.show_card(read(text)))
    pane.editor.go_to(3, 7)
    qtbot.keyClicks(pane.editor, "[")
    assert pane.text == BAD
    assert not pane.bar.isVisible()
    qtbot.waitUntil(pane.bar.isVisible)
    qtbot.keyClicks(pane.editor, ",")  # once it is named it stays named
    assert pane.bar.isVisible()
    qtbot.keyClick(pane.editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(pane.editor, Qt.Key.Key_Backspace)
    assert not pane.bar.isVisible()
    qtbot.keyClicks(pane.editor, "[")
    qtbot.keyClick(pane.editor, Qt.Key.Key_Backspace)
    assert not pane._waiting.isActive()


def test_an_error_without_a_line_is_a_sentence_only(pane, read):
    pane.show_card(read(GOOD))
    pane.set_error(0, 0, "The file is empty.")
    assert pane.bar.sentence.text() == "The file is empty."
    assert not pane.bar.buttons[0].isVisible()


def test_a_reason_becomes_a_sentence(pane, read):
    pane.show_card(read("no front matter"))
    assert pane.bar.sentence.text()[0].isupper()
    assert pane.bar.sentence.text().endswith(".")


def test_an_edit_that_was_refused_is_taken_back(qtbot, pane, emitted, read):
    pane.show_card(read(GOOD))
    pane.go_to_line(2)
    qtbot.keyClicks(pane.editor, "x")
    pane.show_card(read(GOOD))
    assert pane.text == GOOD
    assert len(emitted) == 1


def test_another_card_begins_at_its_top(pane, read):
    pane.show_card(read(GOOD))
    pane.go_to_line(4)
    pane.show_card(read(GOOD, "_news/other.md"))
    assert pane.editor.textCursor().position() == 0


def test_what_is_not_utf8_is_read_only_and_says_why(qtbot, pane, emitted, read):
    card = read(b"---\ntitle: caf\xe9\n---\n")
    pane.show_card(card)
    assert pane.editor.isReadOnly()
    assert pane.bar.isVisible()
    qtbot.keyClicks(pane.editor, "x")
    assert pane.text == card.text
    assert emitted == []
    pane.show_card(read(GOOD))
    assert not pane.editor.isReadOnly()
    assert pane.text == GOOD


def test_no_card_is_an_empty_page(qtbot, pane, emitted, read):
    pane.show_card(read(BAD))
    pane.show_card(None)
    assert pane.text == ""
    assert pane.editor.isReadOnly()
    assert not pane.bar.isVisible()


def test_the_pane_takes_the_focus_for_its_text(qtbot, pane):
    pane.setFocus()
    assert pane.editor.hasFocus()
    assert pane.editor.accessibleName() == "Source"


def test_it_follows_the_colours(pane, read, theme):
    pane.show_card(read(BAD))
    before = pane.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    after = pane.grab().toImage()
    for x, y in ((4, pane.bar.geometry().bottom() - 1), (480, 200)):
        assert after.pixelColor(x, y).lightness() < before.pixelColor(x, y).lightness()
