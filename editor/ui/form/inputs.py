"""The text inputs of the form. They keep no undo of their own: the window's holds every keystroke, merged by field."""

from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget

from editor.ui.form.kit import set_shown
from editor.ui.parts import restyle

MAX_LINES = 14  # a longer text scrolls inside its own field
COUNTER_SPACE = 8  # pixels around the count at the right end


def cursor_after_change(old: str, new: str) -> int:
    """Where the cursor belongs when `old` becomes `new` under it, in UTF-16 units: behind the place that changed."""
    same = 0
    for before, after in zip(reversed(old), reversed(new), strict=False):
        if before != after:
            break
        same += 1
    return len(new[: len(new) - same].encode("utf-16-le", "surrogatepass")) // 2


class InputManners(QObject):
    """What every input does alike: leave undo to the window, tell of focus, let others add to its menu."""

    focus_changed = Signal(bool)
    menu_requested = Signal(QMenu)  # about to be shown

    def __init__(self, owner: "LineInput | TextInput | ChoiceInput") -> None:
        super().__init__(owner)
        self._owner = owner
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyPress if _is_undo(event):
                event.ignore()  # so that it goes to the window's own undo, or up the parents, never into the input
                return True
            case QEvent.Type.FocusIn:
                self.focus_changed.emit(True)
            case QEvent.Type.FocusOut:
                # Menus and completion lists take the focus only in passing.
                if isinstance(event, QFocusEvent) and event.reason() != Qt.FocusReason.PopupFocusReason:
                    self.focus_changed.emit(False)
            case QEvent.Type.ContextMenu:
                if isinstance(event, QContextMenuEvent) and not isinstance(self._owner, QComboBox):
                    self._show_menu(event, self._owner.createStandardContextMenu())
                    return True
        return super().eventFilter(watched, event)

    def _show_menu(self, event: QContextMenuEvent, menu: QMenu) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        if menu.actions() and menu.actions()[0].isSeparator():
            menu.removeAction(menu.actions()[0])
        self.menu_requested.emit(menu)
        menu.popup(event.globalPos())


class LineInput(QLineEdit):
    """A line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.manners = InputManners(self)
        self._counter = _Counter(self)

    def isUndoAvailable(self) -> bool:
        """No: undo is the window's."""
        return False

    def isRedoAvailable(self) -> bool:
        """No: redo is the window's."""
        return False

    def show_text(self, text: str) -> None:
        """Shows `text`; under the user's cursor only what differs seems to change. Never emits `textEdited`."""
        old = self.text()
        if old != text:
            self.setText(text)
            self.setCursorPosition(cursor_after_change(old, text) if self.hasFocus() else 0)

    def show_count(self, text: str, tone: str) -> None:
        """A small count inside the field, at its right end; empty takes it away."""
        if (room := self._counter.show_count(text, tone)) != self.textMargins().right():
            self.setTextMargins(0, 0, room, 0)
        self._place_counter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_counter()

    def _place_counter(self) -> None:
        self._counter.move_to_right(top=(self.height() - self._counter.height()) // 2)


class TextInput(QPlainTextEdit):
    """Several lines of text, as tall as they need. Tab leaves the field."""

    textEdited = Signal(str)  # by the user only, as QLineEdit has it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.manners = InputManners(self)
        self._counter = _Counter(self)
        self._showing = False
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """The text exactly: `toPlainText` would turn no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Shows `text`; under the user's cursor only what differs seems to change. Never emits `textEdited`."""
        old = self.text()
        if old == text:
            return
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(cursor_after_change(old, text), self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def show_count(self, text: str, tone: str) -> None:
        """A small count inside the field, right of the first line; empty takes it away."""
        if (room := self._counter.show_count(text, tone)) != self.viewportMargins().right():
            self.setViewportMargins(0, 0, room, 0)  # Qt would break the lines anew for the same margins, too
        self._place_counter()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()  # nothing to scroll in here: the form scrolls
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._place_counter()

    def _on_text_changed(self) -> None:
        if not self._showing:
            self.textEdited.emit(self.text())

    def _fit(self) -> None:
        lines = max(2, ceil(self.document().size().height()))  # QPlainTextEdit measures its document in lines
        margins = self.contentsMargins()
        height = ceil(min(lines, MAX_LINES) * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin())
        height += margins.top() + margins.bottom()
        too_long = lines > MAX_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if too_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
        if (self.minimumHeight(), self.maximumHeight()) != (height, height):
            self.setFixedHeight(height)

    def _place_counter(self) -> None:
        self._counter.move_to_right(top=COUNTER_SPACE)


class ChoiceInput(QComboBox):
    """An editable choice that a passing mouse wheel does not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.line = LineInput()
        self.setLineEdit(self.line)
        self.manners = InputManners(self)  # Qt hands keys and focus of the combo box to its line without asking filters
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes null: completing would send words nobody typed
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Counter(QLabel):
    """The count inside an input."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_count(self, text: str, tone: str) -> int:
        """The width in pixels that the input must leave free."""
        if text != self.text():
            self.setText(text)
        restyle(self, tone=tone)
        set_shown(self, bool(text))
        self.adjustSize()
        return self.width() + COUNTER_SPACE if text else 0

    def move_to_right(self, *, top: int) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.move(parent.width() - self.width() - COUNTER_SPACE, top)


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )
