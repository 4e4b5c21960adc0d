"""A text editor that keeps every byte of what is not typed: line ends, marks and odd characters alike."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QWidget

from editor.model.text.splices import between
from editor.ui.panes.exact_lines import ExactLines
from editor.ui.panes.gutter import Gutter
from editor.ui.panes.highlighter import CardHighlighter
from editor.ui.theme import FontRole, Theme

INDENT = 2
"""Spaces that Tab inserts: YAML as this house writes it."""

_KEEP = QTextCursor.MoveMode.KeepAnchor
_CONTROL = Qt.KeyboardModifier.ControlModifier


class SourceEditor(QPlainTextEdit):
    """Edits a text of which Qt sees a copy with one kind of line end only.

    `text_edited` carries the exact text after each change by the person. It has no undo of its own: the window's undo
    sees each of its edits. Tab indents, Ctrl+Tab leaves.
    """

    text_edited = Signal(object)
    """A str, handed over as it is: on its way through Qt it would lose a byte order mark."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source.text")
        self.setAccessibleName(self.tr("Source"))
        self.setAccessibleDescription(self.tr("The text of the card. Tab indents; Ctrl+Tab leaves the text."))
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._theme = theme
        self._lines = ExactLines("")
        self._shown = ""
        self._showing = False
        self._bad: tuple[int, int] | None = None  # block and column of the mark, from 0
        self._highlighter = CardHighlighter(self.document(), theme)
        self.gutter = Gutter(self, theme)
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._mark)
        self.blockCountChanged.connect(lambda _: self._make_room())
        self.updateRequest.connect(self.gutter.follow)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def text(self) -> str:
        """The exact text."""
        return self._shown if self.isReadOnly() else self._lines.text

    def show_text(self, text: str, *, afresh: bool, read_only: bool = False) -> None:
        """Show this text: `afresh` from its beginning, else by changing what differs, with cursor and place kept.

        Lone surrogates cannot be shown, so a text that has some must be `read_only`.
        """
        if not afresh and text == self.text and read_only == self.isReadOnly():
            return
        self.setReadOnly(read_only)
        self._shown = text
        before = self._lines.shown
        self._lines = ExactLines(_presentable(text) if read_only else text)
        self._showing = True
        if afresh:
            self.clear()
            _insert(QTextCursor(self.document()), self._lines.shown)
            self.moveCursor(QTextCursor.MoveOperation.Start)
        else:
            self._splice(before, self._lines.shown)
        self._showing = False

    def set_mark(self, line: int, column: int | None) -> None:
        """Mark an error at a line of the text and, where known, a column; both count from 1."""
        block = min(max(line, 1), self.blockCount()) - 1
        self._bad = (block, max((column or 1) - 1, 0))
        self.gutter.set_bad(block)
        self._mark()

    def clear_mark(self) -> None:
        """Take the mark away."""
        self._bad = None
        self.gutter.set_bad(None)
        self._mark()

    def go_to(self, line: int, column: int | None = None) -> None:
        """Put the cursor there and bring it into sight; both count from 1."""
        block = self.document().findBlockByNumber(min(max(line, 1), self.blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(_position(block, max((column or 1) - 1, 0)))
        self.setTextCursor(cursor)
        self.centerCursor()

    def _splice(self, old: str, text: str) -> None:
        for splice in between(old, text):
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(old[: splice.start]))
            cursor.setPosition(_units(old[: splice.end]), _KEEP)
            cursor.removeSelectedText()
            _insert(cursor, splice.text)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._showing:
            return
        document = self.document()
        first = document.findBlock(position).blockNumber()
        last = document.findBlock(position + added)
        end = last.blockNumber() if last.isValid() else document.blockCount() - 1
        texts = [document.findBlockByNumber(number).text() for number in range(first, end + 1)]
        self._lines.replace(first, len(texts) - (document.blockCount() - self._lines.count), texts)

    def _on_text_changed(self) -> None:
        if self._showing or self.isReadOnly():
            return
        text = self._lines.text
        if text != self._shown:
            self._shown = text
            self.text_edited.emit(text)

    def _mark(self) -> None:
        """The line of the cursor, and the error."""
        here = _selection(self.textCursor())
        here.format.setBackground(self._theme.colours.hover)
        here.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        marks = [here]
        if self._bad is not None:
            block = self.document().findBlockByNumber(self._bad[0])
            cursor = QTextCursor(block)
            line = _selection(cursor)
            line.format.setBackground(self._theme.colours.error_soft)
            line.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            cursor.setPosition(_position(block, min(self._bad[1], max(len(block.text()) - 1, 0))))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
            wave = _selection(cursor)
            wave.format.setUnderlineStyle(wave.format.UnderlineStyle.WaveUnderline)
            wave.format.setUnderlineColor(self._theme.colours.error)
            marks = [line, wave] if here.cursor.blockNumber() == self._bad[0] else [here, line, wave]
        self.setExtraSelections(marks)
        self.gutter.update()

    def _on_theme_changed(self) -> None:
        font = self._theme.font(FontRole.MONO)
        self.setFont(font)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 4)
        self._make_room()
        self._mark()

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter.wanted_width(), 0, 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        view = self.viewport().geometry()
        width = self.gutter.wanted_width()
        self.gutter.setGeometry(QRect(view.left() - width, view.top(), width, view.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the window's: without this Qt would keep their keys for the text."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        back = key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and held & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and held & _CONTROL:
            self._leave(forward=not back)
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif back:
            self._outdent()
        elif key == Qt.Key.Key_Tab:
            self._indent()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & ~Qt.KeyboardModifier.ShiftModifier:
            self._new_line()  # with Shift too, for which Qt would insert a character that is no line end in a file
        else:
            super().keyPressEvent(event)

    def _leave(self, *, forward: bool) -> None:
        self.setTabChangesFocus(True)  # else Qt does not let the focus go
        self.focusNextPrevChild(forward)
        self.setTabChangesFocus(False)

    def _indent(self) -> None:
        cursor = self.textCursor()
        blocks = self._selected_blocks()
        cursor.beginEditBlock()
        if len(blocks) > 1:
            for block in blocks:
                QTextCursor(block).insertText(" " * INDENT if block.text() else "")
        else:
            cursor.insertText(" " * (INDENT - (cursor.selectionStart() - blocks[0].position()) % INDENT))
        cursor.endEditBlock()

    def _outdent(self) -> None:
        edit = self.textCursor()
        edit.beginEditBlock()
        for block in self._selected_blocks():
            spaces = len(block.text()) - len(block.text().lstrip(" "))
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(spaces, INDENT), _KEEP)
            cursor.removeSelectedText()
        edit.endEditBlock()

    def _new_line(self) -> None:
        """A new line that begins where the one before does."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText("\n" + before[: len(before) - len(before.lstrip(" "))])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _selected_blocks(self) -> list[QTextBlock]:
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(max(cursor.selectionStart(), cursor.selectionEnd() - 1)).blockNumber()
        return [document.findBlockByNumber(number) for number in range(first, last + 1)]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """Qt's own, without its undo and redo, which could never be used here."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        if menu.actions() and menu.actions()[0].isSeparator():
            menu.removeAction(menu.actions()[0])
        return menu


def _insert(cursor: QTextCursor, text: str) -> None:
    """PySide takes a text that begins with a byte order mark for one in that order, and drops or turns it."""
    if text.startswith(("\ufeff", "\ufffe")):
        start = cursor.position()
        cursor.insertText(f".{text}")
        cursor.setPosition(start)
        cursor.deleteChar()
    else:
        cursor.insertText(text)


def _selection(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = QTextCursor(cursor)
    return made


def _position(block: QTextBlock, column: int) -> int:
    """Of a column that counts characters, where Qt counts an emoji as two."""
    return block.position() + _units(block.text()[:column])


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _presentable(text: str) -> str:
    """Bytes that are not UTF-8 come as lone surrogates (PEP 383); they are shown as replacement characters."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
