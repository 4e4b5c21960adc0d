"""Topics and other lists of words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.model.card.edits import AddItem, Remove, RemoveItem
from tests.ui.form.conftest import NEWS


def test_return_and_a_comma_add_and_what_is_there_is_not_added_again(host, qtbot):
    line = host.field("field.topics")
    line.setFocus()
    qtbot.keyClicks(line, "Tides")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, " Boats ,AI,")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert host.cards[0].topics == ("AI", "Ships", "Tides", "Boats")
    assert host.edits == [AddItem(("topics",), "Tides"), AddItem(("topics",), "Boats")]
    assert host.labels[0] == "add “Tides” to topics"
    assert line.text() == ""
    assert line.hasFocus()


def test_a_word_is_added_as_the_site_spells_it(host, qtbot):
    line = host.field("field.topics")
    qtbot.keyClicks(line, "cafe CULTURE")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert host.cards[0].topics[-1] == "Café culture"


def test_the_completion_offers_what_is_not_there_and_adds_what_is_chosen(host, qtbot):
    line = host.field("field.topics")
    line.setFocus()
    qtbot.keyClicks(line, "S")
    popup = QApplication.activePopupWidget()
    model = popup.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Harbours"]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert host.cards[0].topics == ("AI", "Ships", "Harbours")
    assert line.text() == ""


def test_the_mouse_takes_a_chip_away(host, qtbot):
    qtbot.mouseClick(host.field("field.topics[0].remove"), Qt.MouseButton.LeftButton)
    assert host.text == NEWS.replace("  - AI\n", "")
    assert host.edits == [RemoveItem(("topics",), "AI")]


def test_the_keyboard_walks_takes_away_and_moves(host, qtbot):
    line = host.field("field.topics")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    ships = host.field("field.topics[1]")
    assert ships.hasFocus()
    qtbot.keyClick(ships, Qt.Key.Key_Left)
    assert host.field("field.topics[0]").hasFocus()
    qtbot.keyClick(host.field("field.topics[0]"), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert host.cards[0].topics == ("Ships", "AI")
    assert host.field("field.topics[1]").hasFocus()
    qtbot.keyClick(host.field("field.topics[1]"), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert host.cards[0].topics == ("Ships", "AI")
    qtbot.keyClick(host.field("field.topics[1]"), Qt.Key.Key_Delete)
    assert host.cards[0].topics == ("Ships",)
    assert host.field("field.topics[0]").hasFocus()
    qtbot.keyClick(host.field("field.topics[0]"), Qt.Key.Key_Right)
    assert line.hasFocus()


def test_a_chip_is_dragged_to_another_place(open_host, qtbot):
    host = open_host(NEWS.replace("  - Ships\n", "  - Ships\n  - Tides\n"))
    first, last = host.field("field.topics[0]"), host.field("field.topics[2]")
    target = first.mapFromGlobal(last.mapToGlobal(last.rect().center()))
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=first.rect().center())
    QTest.mouseMove(first, target)
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=target)
    assert host.cards[0].topics == ("Ships", "Tides", "AI")


def test_of_equal_words_the_one_that_is_clicked_goes(open_host, qtbot):
    host = open_host(NEWS.replace("  - Ships\n", "  - Ships\n  - AI\n"))
    qtbot.mouseClick(host.field("field.topics[2].remove"), Qt.MouseButton.LeftButton)
    assert host.edits == [Remove(("topics", 2))]
    assert host.cards[0].topics == ("AI", "Ships")


def test_the_first_word_makes_the_list(open_host, qtbot):
    host = open_host('---\ntitle: "T"\n---\n')
    line = host.field("field.topics")
    assert line.placeholderText() == "not in the file"
    qtbot.keyClicks(line, "AI,")
    assert host.cards[0].topics == ("AI",)


def test_of_several_cards_partly_shared_words_tell_how_often_and_change_everywhere(open_host, qtbot):
    host = open_host(NEWS, NEWS.replace("  - AI\n", ""))
    assert host.field("field.topics[0]").accessibleName() == "AI  1/2"
    assert host.field("field.topics[0]").property("partly") is True
    assert host.field("field.topics[1]").accessibleName() == "Ships"
    qtbot.keyClick(host.field("field.topics[1]"), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert host.edits == []
    line = host.field("field.topics")
    qtbot.keyClicks(line, "AI,")
    assert [card.topics for card in host.cards] == [("AI", "Ships"), ("Ships", "AI")]
    qtbot.mouseClick(host.field("field.topics[0].remove"), Qt.MouseButton.LeftButton)
    assert [card.topics for card in host.cards] == [("Ships",), ("Ships",)]


def test_numbers_in_a_list_are_chips_too(open_host, qtbot):
    host = open_host('---\ntitle: "T"\nodd: [1, 2]\n---\n')
    host.form.focus_field(("odd",))
    assert host.field("field.odd[1]").accessibleName() == "2"
    qtbot.keyClick(host.field("field.odd[1]"), Qt.Key.Key_Delete)
    assert host.cards[0].get(("odd",)) == [1]
