"""The search box above the cards."""

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from editor.ui.parts import restyle
from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS, FontRole, Theme

_PAUSE = 80  # ms without a key before the search runs
_AROUND = 24  # characters of the search shown on either side of a mistake


class SearchBox(QWidget):
    """One line in the search language; says what is wrong with it below, in words and with its place marked."""

    query_changed = Signal(str)
    """The search is another one; told after a short pause in typing, or at once on Return."""
    list_requested = Signal()
    """Return, Down or a second Escape: on to the cards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self._theme = theme
        self._told = ""
        self._message = ""
        self._position = -1
        self._field = _SearchField(self)
        self._field.setObjectName("searchField")
        self._field.setAccessibleName(self.tr("Search the cards"))
        self._field.setPlaceholderText(self.tr("Search: words, topic:AI, is:unpublished, date:2020-05"))
        self._field.setProperty("search", True)
        self._magnifier = self._field.addAction(theme.icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self._field.addAction(theme.icon("mdi6.close"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText(self.tr("Clear the search"))
        self._clear.setVisible(False)
        self._error = QLabel(self)
        self._error.setObjectName("searchError")
        self._error.setWordWrap(True)
        self._error.setTextFormat(Qt.TextFormat.RichText)
        self._error.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        self._error.hide()
        self.setFocusProxy(self._field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_XS)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._field)
        layout.addWidget(self._error)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self._clear.triggered.connect(self._on_clear)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self._on_return)
        self._field.left_downwards.connect(self.list_requested)
        self._field.escaped.connect(self._on_escape)
        theme.changed.connect(self._dress)
        self._dress()

    def query(self) -> str:
        """The text in the box, without blanks around it."""
        return self._field.text().strip()

    def set_query(self, text: str) -> None:
        """Show this search; emits nothing, and leaves a box alone that says so already."""
        if text.strip() != self.query():
            self._field.setText(text)
        self._pause.stop()
        self._told = self.query()

    def set_error(self, message: str, position: int = -1) -> None:
        """Show what is wrong with the search, and where (an index into it, -1 for nowhere); "" when it is fine."""
        self._message, self._position = message, position
        self._show_error()

    def focus_search(self) -> None:
        """Put the keyboard here, ready to type another search."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _tell(self) -> None:
        self._pause.stop()
        if self.query() != self._told:
            self._told = self.query()
            self.query_changed.emit(self._told)

    def _on_return(self) -> None:
        self._tell()
        self.list_requested.emit()

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _on_clear(self) -> None:
        self._field.clear()
        self._tell()

    def _on_escape(self) -> None:
        if self._field.text():
            self._on_clear()
        else:
            self.list_requested.emit()

    def _show_error(self) -> None:
        self._error.setVisible(bool(self._message))
        self._error.setText(escape(self._message) + self._marked_place() if self._message else "")
        self._field.setAccessibleDescription(self._message)
        restyle(self._field, bad=bool(self._message))

    def _marked_place(self) -> str:
        """The part of the search with the mistake, the mistake underlined."""
        query = self.query()
        if not 0 <= self._position <= len(query):
            return ""
        end = query.find(" ", self._position + 1)
        end = len(query) if end < 0 else end
        before, wrong, after = query[: self._position], query[self._position : end], query[end:]
        before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
        after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
        return f"<br><code>{escape(before)}<b><u>{escape(wrong) or '&nbsp;'}</u></b>{escape(after)}</code>"

    def _dress(self) -> None:
        self._magnifier.setIcon(self._theme.icon("mdi6.magnify"))
        self._clear.setIcon(self._theme.icon("mdi6.close"))
        self._error.setFont(self._theme.font(FontRole.SMALL))
        self._error.setStyleSheet(f"color: {self._theme.colours.error.name()};")


class _SearchField(QLineEdit):
    """A line that says when one leaves it by Down or Escape."""

    left_downwards = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {Qt.Key.Key_Down: self.left_downwards, Qt.Key.Key_Escape: self.escaped}
        signal = signals.get(Qt.Key(event.key()))
        if signal is None:
            super().keyPressEvent(event)
        else:
            signal.emit()
