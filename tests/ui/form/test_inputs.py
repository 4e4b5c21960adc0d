"""The text inputs themselves."""

import pytest
from PySide6.QtCore import Qt

from editor.ui.form.inputs import MAX_LINES, LineInput, TextInput, cursor_after_change


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("ab", "aXb", 2), ("aXb", "ab", 1), ("", "abc", 3), ("abc", "", 0), ("b", "\U0001f30db", 2), ("aa", "aaa", 1)],
)
def test_the_cursor_goes_behind_what_changed(old, new, place):
    assert cursor_after_change(old, new) == place


@pytest.mark.parametrize("kind", [LineInput, TextInput])
def test_showing_text_tells_nobody_and_typing_does(qtbot, kind):
    field = kind()
    qtbot.addWidget(field)
    told = []
    field.textEdited.connect(told.append)
    field.show_text("ab")
    assert told == []
    qtbot.keyClicks(field, "x")
    assert told == ["xab"]


def test_a_text_grows_with_its_content_to_a_limit_and_then_scrolls(qtbot, theme):
    field = TextInput()
    qtbot.addWidget(field)
    field.resize(300, 50)
    field.show()
    heights = []
    for lines in (1, 2, 5, MAX_LINES, MAX_LINES + 5):
        field.show_text("\n".join("x" * lines))
        heights.append(field.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    line = field.fontMetrics().lineSpacing()
    assert heights[2] - heights[1] == 3 * line


def test_no_text_keeps_an_undo_of_its_own(qtbot):
    line, text = LineInput(), TextInput()
    for field in (line, text):
        qtbot.addWidget(field)
        qtbot.keyClicks(field, "ab")
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == "ab"
    assert not line.isUndoAvailable()
    assert not line.isRedoAvailable()
    assert not text.document().isUndoAvailable()
