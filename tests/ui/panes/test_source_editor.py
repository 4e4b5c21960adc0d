import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from editor.ui.colours import Scheme
from editor.ui.panes.source_editor import SourceEditor

MOVE, KEEP = QTextCursor.MoveOperation, QTextCursor.MoveMode.KeepAnchor
in_a_window = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
odd = st.text(
    st.sampled_from([*"ab :\"'\t\n\n\r\u2028\u2029\x85\x00\x0b\x0c\ufeff\ufdd0\ufdd1\ufffc\ufffe\u00a0\u200dé😀"]),
    max_size=60,
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.fixture
def editor(qtbot, theme) -> SourceEditor:
    editor = SourceEditor(theme)
    qtbot.addWidget(editor)
    return editor


@pytest.fixture
def emitted(editor: SourceEditor) -> list[str]:
    emitted: list[str] = []
    editor.text_edited.connect(emitted.append)
    return emitted


def place(editor: SourceEditor, start: int, end: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, KEEP)
    editor.setTextCursor(cursor)


# --- every byte


@in_a_window
@given(odd)
def test_a_text_that_is_only_shown_stays_as_it_is(editor: SourceEditor, text: str):
    editor.show_text(text, afresh=True)
    assert editor.text == text
    assert editor.document().toRawText().replace("\u2029", "\n") == editor._lines.shown


@in_a_window
@given(odd, odd)
def test_showing_another_text_changes_what_differs(editor: SourceEditor, first: str, second: str):
    editor.show_text(first, afresh=True)
    editor.show_text(second, afresh=False)
    assert editor.text == second
    assert editor.document().toRawText().replace("\u2029", "\n") == editor._lines.shown


steps = st.lists(
    st.tuples(st.sampled_from(["type", "delete", "back", "forward", "block"]), st.floats(0, 1), st.floats(0, 1), odd),
    min_size=1,
    max_size=2,
)


def edit(editor: SourceEditor, plan: list[tuple[str, float, float, str]]) -> None:
    """One change such as a person, an input method or a drop may make, at places given as shares of the text."""
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    for what, start, end, text in plan:
        last = editor.document().characterCount() - 1
        cursor.setPosition(round(start * last))
        cursor.setPosition(round(end * last), KEEP)
        match what:
            case "type":
                cursor.insertText(text)
            case "delete":
                cursor.removeSelectedText()
            case "back":
                cursor.deletePreviousChar()
            case "forward":
                cursor.deleteChar()
            case "block":
                cursor.insertBlock()
    cursor.endEditBlock()


@in_a_window
@given(odd, st.lists(steps, min_size=1, max_size=3))
def test_whatever_is_done_the_exact_text_follows(editor: SourceEditor, emitted: list[str], text: str, plans):
    emitted.clear()
    editor.show_text(text, afresh=True)
    for plan in plans:
        edit(editor, plan)
        assert editor.document().toRawText().replace("\u2029", "\n") == editor._lines.shown
    assert (emitted[-1] if emitted else text) == editor.text


@in_a_window
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b: 1", "", "é😀", "\u00a0x"]), st.sampled_from(["\n", "\r\n", "\u2029"])),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
def test_typing_in_a_line_leaves_every_other_line_alone(editor: SourceEditor, parts, data: st.DataObject):
    number = data.draw(st.integers(0, len(parts) - 1))
    editor.show_text("\ufeff" + "".join(text + end for text, end in parts), afresh=True)
    cursor = QTextCursor(editor.document().findBlockByNumber(number))
    cursor.movePosition(MOVE.EndOfBlock)
    cursor.insertText("!")
    parts[number] = (parts[number][0] + "!", parts[number][1])
    assert editor.text == "\ufeff" + "".join(text + end for text, end in parts)


def test_typing_emits_the_exact_text(qtbot, editor: SourceEditor, emitted: list[str]):
    editor.show_text("---\r\ntitle: a\r\nold: b\n---\r\n", afresh=True)
    place(editor, len("---\ntitle: a"))
    qtbot.keyClicks(editor, "bc")
    assert emitted == [f"---\r\ntitle: {title}\r\nold: b\n---\r\n" for title in ("ab", "abc")]


def test_a_byte_order_mark_outlives_typing(qtbot, editor: SourceEditor, emitted: list[str]):
    editor.show_text("\ufeff---\r\na: 1\r\n", afresh=True)
    place(editor, 0)
    qtbot.keyClicks(editor, "x")
    assert emitted == ["\ufeffx---\r\na: 1\r\n"]


def test_showing_from_code_never_emits(editor: SourceEditor, emitted: list[str]):
    editor.show_text("a\nb", afresh=True)
    editor.show_text("a\nc", afresh=False)
    editor.show_text("a\nc", afresh=False)
    editor.show_text("x", afresh=True, read_only=True)
    editor.set_mark(1, 1)
    editor.clear_mark()
    assert emitted == []


def test_colours_are_no_edit(editor: SourceEditor, emitted: list[str], theme):
    editor.show_text("---\na: 1\n---\n", afresh=True)
    theme.set_scheme(Scheme.DARK)
    editor._highlighter.rehighlight()
    assert emitted == []
    assert editor.text == "---\na: 1\n---\n"


def test_what_is_pasted_gets_the_line_ends_of_the_file(editor: SourceEditor, emitted: list[str]):
    editor.show_text("a\r\nb\r\n", afresh=True)
    place(editor, 1)
    pasted = QMimeData()
    pasted.setText("1\n2\r\n3")
    editor.insertFromMimeData(pasted)
    assert emitted == ["a1\r\n2\r\n3\r\nb\r\n"]


def test_what_is_not_utf8_is_shown_and_kept(qtbot, editor: SourceEditor, emitted: list[str]):
    text = b"title: caf\xe9\r\n".decode("utf-8", "surrogateescape")
    editor.show_text(text, afresh=True, read_only=True)
    assert editor.toPlainText() == "title: caf\ufffd\n"
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert (editor.text, emitted) == (text, [])


# --- place


def test_the_cursor_stays_in_its_line_when_another_changes(editor: SourceEditor):
    editor.show_text("title: 😀 a\nheat: 1\nother: x\n", afresh=True)
    place(
        editor,
        editor.document().findBlockByNumber(2).position() + 3,
        editor.document().findBlockByNumber(2).position() + 5,
    )
    editor.show_text("title: 😀 longer\nheat: 23\nother: x\n", afresh=False)
    assert editor.textCursor().selectedText() == "er"
    assert editor.textCursor().blockNumber() == 2


def test_the_place_stays_when_a_line_far_away_changes(qtbot, editor: SourceEditor):
    text = "".join(f"key{number}: value\n" for number in range(300))
    editor.resize(300, 200)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.show_text(text, afresh=True)
    editor.go_to(150)
    before = editor.verticalScrollBar().value()
    assert before > 0
    editor.show_text(text.replace("key299: value", "key299: other"), afresh=False)
    assert editor.verticalScrollBar().value() == before
    editor.show_text("a: 1\n" + text, afresh=True)
    assert editor.verticalScrollBar().value() == 0
    assert editor.textCursor().position() == 0


def test_going_to_a_line_and_column(editor: SourceEditor):
    editor.show_text("a\n😀😀: b\nc", afresh=True)
    editor.go_to(2, 3)
    assert (editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()) == (1, 4)
    editor.go_to(99)
    assert editor.textCursor().blockNumber() == 2
    editor.go_to(0)
    assert editor.textCursor().blockNumber() == 0


# --- keys


def type_keys(
    qtbot, editor: SourceEditor, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        qtbot.keyClick(editor, key, held)


def test_tab_inserts_spaces_to_the_next_step(qtbot, editor: SourceEditor):
    editor.show_text("a", afresh=True)
    place(editor, 1)
    type_keys(qtbot, editor, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert editor.text == "a   "


def test_tab_moves_all_selected_lines_and_back(qtbot, editor: SourceEditor, emitted: list[str]):
    text = "a: 1\r\n\n   b: 2\nc: 3\n"
    editor.show_text(text, afresh=True)
    place(editor, 1, len("a: 1\n\n   b: 2\n"))
    type_keys(qtbot, editor, Qt.Key.Key_Tab)
    assert emitted == ["  a: 1\r\n\n     b: 2\nc: 3\n"]
    type_keys(qtbot, editor, Qt.Key.Key_Backtab, held=Qt.KeyboardModifier.ShiftModifier)
    assert emitted[-1] == text
    type_keys(qtbot, editor, Qt.Key.Key_Tab, held=Qt.KeyboardModifier.ShiftModifier)
    assert emitted[-1] == "a: 1\r\n\n b: 2\nc: 3\n"


def test_tab_replaces_a_selection_within_a_line(qtbot, editor: SourceEditor):
    editor.show_text("abcd", afresh=True)
    place(editor, 2, 4)
    type_keys(qtbot, editor, Qt.Key.Key_Tab)
    assert editor.text == "ab  "


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_return_begins_where_the_line_before_does(qtbot, editor: SourceEditor, key: Qt.Key, held):
    editor.show_text("a:\r\n  b: 1\r\n", afresh=True)
    place(editor, len("a:\n  b: 1"))
    type_keys(qtbot, editor, key, held=held)
    assert editor.text == "a:\r\n  b: 1\r\n  \r\n"


def test_control_return_is_for_the_window(qtbot, editor: SourceEditor):
    editor.show_text("a", afresh=True)
    type_keys(qtbot, editor, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert editor.text == "a"


@pytest.fixture
def window(qtbot, editor: SourceEditor) -> QWidget:
    """A window with a field before and a field after the text."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for part in (QLineEdit(objectName="before"), editor, QLineEdit(objectName="after")):
        layout.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return window


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, "after"),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, "before"),
    ],
)
def test_control_tab_leaves_the_text(qtbot, window: QWidget, editor: SourceEditor, key, held, name: str):
    qtbot.keyClick(editor, key, held)
    assert window.focusWidget().objectName() == name
    assert editor.text == ""


def test_tab_leaves_a_text_that_cannot_be_edited(qtbot, window: QWidget, editor: SourceEditor):
    editor.show_text("x", afresh=True, read_only=True)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert window.focusWidget().objectName() == "after"


@pytest.mark.parametrize("key", [QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo])
def test_undo_and_redo_are_the_windows(qtbot, window: QWidget, editor: SourceEditor, key):
    action = QAction(window)
    action.setShortcuts(key)
    window.addAction(action)
    qtbot.keyClicks(editor, "abc")
    with qtbot.waitSignal(action.triggered):
        qtbot.keySequence(editor, QKeySequence(QKeySequence.keyBindings(key)[0]))
    assert editor.text == "abc"


def test_the_menu_offers_what_can_be_done_here(qtbot, editor: SourceEditor):
    menu = editor.context_menu()
    qtbot.addWidget(menu)
    names = [action.objectName() for action in menu.actions()]
    assert "edit-paste" in names
    assert "edit-undo" not in names
    assert not menu.actions()[0].isSeparator()


# --- marks


def lines_marked(editor: SourceEditor, colour: str) -> list[int]:
    return [
        mark.cursor.blockNumber()
        for mark in editor.extraSelections()
        if mark.format.background().color().name() == colour
    ]


def test_the_line_of_the_cursor_and_the_error_are_marked(editor: SourceEditor, theme):
    editor.show_text("a: 1\nb: 😀 x\nc: 3", afresh=True)
    editor.set_mark(2, 4)
    assert lines_marked(editor, theme.colours.hover.name()) == [0]
    assert lines_marked(editor, theme.colours.error_soft.name()) == [1]
    (wave,) = [mark for mark in editor.extraSelections() if mark.cursor.hasSelection()]
    assert wave.cursor.selectedText() == "😀 x"
    editor.go_to(2)
    assert lines_marked(editor, theme.colours.hover.name()) == []
    editor.clear_mark()
    assert lines_marked(editor, theme.colours.error_soft.name()) == []


@pytest.mark.parametrize(("line", "column"), [(0, 0), (99, 99), (1, None), (2, 1)])
def test_an_error_anywhere_finds_a_line(editor: SourceEditor, theme, line: int, column: int | None):
    editor.show_text("a: 1\n", afresh=True)
    editor.set_mark(line, column)
    assert len(lines_marked(editor, theme.colours.error_soft.name())) == 1


def test_it_follows_the_colours(editor: SourceEditor, theme):
    editor.show_text("a: 1\n", afresh=True)
    editor.set_mark(2, None)
    theme.set_scheme(Scheme.DARK)
    assert lines_marked(editor, theme.colours.error_soft.name()) == [1]


def colours_of(editor: SourceEditor, number: int) -> list[str]:
    formats = editor.document().findBlockByNumber(number).layout().formats()
    return [run.format.foreground().color().name() for run in formats]


def test_front_matter_is_coloured(editor: SourceEditor, theme):
    editor.show_text('---\n"😀": 1\n---\n# b', afresh=True)
    colours = theme.colours
    assert colours_of(editor, 1) == [colours.syntax_key.name(), colours.syntax_number.name()]
    (key, number) = editor.document().findBlockByNumber(1).layout().formats()
    assert (key.start, key.length, number.start, number.length) == (0, 4, 6, 1)


def test_a_very_long_line_stays_without_colour(editor: SourceEditor):
    editor.show_text(f"---\nx: {'a ' * 20_000}\nb: 1\n---\n", afresh=True)
    assert colours_of(editor, 1) == []
    assert len(colours_of(editor, 2)) == 2


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, a menu cannot take the keyboard
def test_the_menu_opens(qtbot, qapp, editor: SourceEditor):
    with qtbot.waitExposed(editor):
        editor.show()
    where = QPoint(5, 5)
    qapp.sendEvent(editor, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, editor.mapToGlobal(where)))
    menu = qapp.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
