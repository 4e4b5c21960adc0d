"""Text, numbers, choices and locked values."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from editor.model.card.edits import SetValue
from tests.ui.form.conftest import NEWS


def shown_texts(host):
    return [label.text() for label in host.form.findChildren(QLabel) if label.isVisible()]


def test_a_counter_tells_how_long_a_text_is_and_warns_beyond_the_limit(host, qtbot):
    title = host.field("field.title")
    counter = title.findChild(QLabel)
    assert (counter.text(), counter.property("tone")) == ("13/110", "muted")
    title.selectAll()
    qtbot.keyClicks(title, "x" * 111)
    assert (counter.text(), counter.property("tone")) == ("111/110", "warning")
    title.selectAll()
    qtbot.keyClick(title, Qt.Key.Key_Delete)
    assert not counter.isVisible()
    assert host.text == NEWS.replace('"Harbour opens"', '""')


def test_no_break_spaces_and_emoji_survive_an_edit(open_host, qtbot):
    text = '---\ntitle: "a\u00a0\U0001f30d b"\nexcerpt: "10\u00a0000 \U0001f30d ships"\n---\n'
    host = open_host(text)
    for name in ("field.title", "field.excerpt"):
        qtbot.keyClick(host.field(name), Qt.Key.Key_Home)
        qtbot.keyClicks(host.field(name), "!")
    assert host.text == text.replace('"a', '"!a').replace('"10', '"!10')


def test_a_title_of_several_lines_gets_a_field_of_several_lines(open_host, qtbot):
    host = open_host("---\ntitle: |-\n  one\n  two\n---\n")
    title = host.field("field.title")
    assert title.text() == "one\ntwo"
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_End)
    qtbot.keyClicks(title, "!")
    assert host.text == "---\ntitle: |-\n  one!\n  two\n---\n"


def test_text_that_the_input_cannot_hold_is_not_edited_here(open_host, qtbot):
    host = open_host('---\ntitle: "a\\rb"\nexcerpt: "a\\rb"\n---\n')
    excerpt = host.field("field.excerpt")
    assert excerpt.isReadOnly()
    assert "This text has characters that only Source can edit." in shown_texts(host)
    qtbot.keyClicks(excerpt, "x")
    assert host.edits == []


def test_a_number_is_sent_when_it_is_one_and_keeps_what_is_typed(host, qtbot):
    heat = host.field("field.heat")
    heat.setFocus()
    heat.selectAll()
    qtbot.keyClicks(heat, "-")
    assert host.edits == []
    assert heat.property("bad") is True
    assert any("whole number" in text for text in shown_texts(host))
    qtbot.keyClicks(heat, "05")
    assert host.text == NEWS.replace("heat: -1", "heat: -5")
    assert heat.text() == "-05"
    assert heat.property("bad") is False
    qtbot.keyClick(heat, Qt.Key.Key_Tab)
    assert heat.text() == "-5"


def test_what_is_typed_and_makes_no_sense_stays_until_another_card(host, qtbot):
    heat = host.field("field.heat")
    heat.setFocus()
    heat.end(False)
    qtbot.keyClicks(heat, "x")
    host.findings = {("heat",): "Odd."}
    host.refresh()
    assert heat.text() == "-1x"
    host.show_texts(NEWS, first=3)
    assert heat.text() == "-1"
    assert heat.property("bad") is True  # the finding
    assert host.edits == []


def test_the_spelling_of_a_number_in_the_file_is_shown(open_host):
    host = open_host('---\ntitle: "T"\nheat: 0x1F\nquality: "7"\n---\n')
    assert host.field("field.heat").text() == "0x1F"
    assert host.field("field.quality").text() == "7"


def test_a_quoted_number_is_edited(open_host, qtbot):
    host = open_host('---\ntitle: "T"\nheat: "7"\n---\n')
    host.field("field.heat").selectAll()
    qtbot.keyClicks(host.field("field.heat"), "81")
    assert host.cards[0].spelled(("heat",)) == "81"


def test_a_choice_takes_the_schemas_words_and_any_other(host, qtbot):
    choice = host.field("field.type")
    assert [choice.itemText(i) for i in range(choice.count())] == ["article", "video"]
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert host.text == NEWS.replace("type: article", "type: video")
    choice.lineEdit().selectAll()
    qtbot.keyClicks(choice, "podcast")
    assert host.text == NEWS.replace("type: article", "type: podcast")
    host.show_texts(NEWS.replace("type: article", "type: podcast"), first=2)
    assert [choice.itemText(i) for i in range(choice.count())] == ["article", "video", "podcast"]
    assert choice.currentText() == "podcast"


def wheel(widget):
    centre = widget.rect().center()
    event = QWheelEvent(
        QPointF(centre),
        QPointF(widget.mapToGlobal(centre)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_passes_over_a_choice_that_has_no_focus(host):
    choice = host.field("field.type")
    host.field("field.title").setFocus()
    wheel(choice)
    assert host.edits == []
    choice.setFocus()
    wheel(choice)
    assert host.edits == [SetValue(("type",), "video")]


def test_a_locked_field_is_shown_and_cannot_be_typed_into(host, qtbot):
    host.form.focus_field(("secured",))
    secured = host.field("field.secured")
    assert secured.isReadOnly()
    assert secured.accessibleName() == "Secured, locked"
    assert secured.parent().toolTip() == "Locked. Kept byte for byte."
    qtbot.keyClicks(secured, "x")
    assert host.edits == []


@pytest.mark.parametrize("value", ["&one [1, 2]", "!odd text"])
def test_what_the_text_floor_would_refuse_is_read_only_with_the_reason(open_host, value):
    extra = "again: *one\n" if "&one" in value else ""
    host = open_host(f'---\ntitle: "T"\nodd: {value}\n{extra}---\n')
    host.form.focus_field(("odd",))
    assert host.field("field.odd").isReadOnly()
    assert host.cards[0].document.locked_reason(("odd",)) in shown_texts(host)


def test_the_menu_of_a_text_has_no_undo_of_its_own_and_can_remove_the_field(host, qtbot):
    excerpt = host.field("field.excerpt")
    menus = []
    excerpt.manners.menu_requested.connect(menus.append)
    qtbot.mouseClick(excerpt.viewport(), Qt.MouseButton.LeftButton)
    place = excerpt.rect().center()
    QApplication.sendEvent(
        excerpt, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, excerpt.mapToGlobal(place))
    )
    (menu,) = menus
    assert isinstance(menu, QMenu)
    assert not {"edit-undo", "edit-redo"} & {action.objectName() for action in menu.actions()}
    menu.actions()[-1].trigger()
    menu.close()
    assert host.text == NEWS.replace('excerpt: "The new harbour opened on Monday."\n', "")
