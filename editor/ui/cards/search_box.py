"""The search box above the cards."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from editor.model.site.query_completion import ValuesOf
from editor.ui.cards.search_field import FieldsOf, SearchField
from editor.ui.dialogs.search_help import SearchHelp
from editor.ui.parts import restyle
from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS, FontRole, Theme

_AROUND = 24  # characters of the search shown on either side of a mistake


class SearchBox(QWidget):
    """One line in the search language; says what is wrong with it below, in words and with its place marked.

    What is only not finished yet is explained in a sheet that moves nothing, after a pause in typing; once the user has
    gone on to the cards it is said below the line.
    """

    query_changed = Signal(str)
    """The search is another one; told at each key."""
    list_requested = Signal()
    """Return, Down or a second Escape: on to the cards."""
    searched = Signal(str)
    """The user is done with typing this search: it is worth remembering."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self._theme = theme
        self._told = ""
        self._message = ""
        self._position = -1
        self._unfinished = False
        self._setting = False
        self._field = SearchField(theme, self)
        self._field.setObjectName("searchField")
        self._field.setAccessibleName(self.tr("Search the cards"))
        self._field.setPlaceholderText(self.tr("Search: words, topic:AI, is:unpublished, date:2020-05"))
        self._field.setProperty("search", True)
        self._magnifier = self._field.addAction(theme.icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self._help = self._field.addAction(
            theme.icon("mdi6.help-circle-outline"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._help.setText(self.tr("What can be searched for"))
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
        self._help.triggered.connect(self.show_help)
        self._clear.triggered.connect(self._on_clear)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self._on_done)
        self._field.left_downwards.connect(self._on_done)
        self._field.left.connect(self._on_left)
        self._field.escaped.connect(self._on_escape)
        theme.changed.connect(self._dress)
        self._dress()

    def query(self) -> str:
        """The text in the box, without blanks around it."""
        return self._field.text().strip()

    def set_query(self, text: str) -> None:
        """Show this search, as a step that can be undone; emits nothing, and leaves a box alone that says so."""
        if text.strip() != self.query():
            self._setting = True
            self._field.replace_text(text)
            self._setting = False
        self._told = self.query()

    def set_error(self, message: str, position: int = -1, *, unfinished: bool = False) -> None:
        """Show what is wrong with the search, and where (an index into it, -1 for nowhere); "" when it is fine."""
        self._message, self._position, self._unfinished = message, position, unfinished
        self._field.set_hint(message if unfinished else "")
        self._show_error(message if not unfinished else "")

    def offer(self, fields: FieldsOf, values_of: ValuesOf) -> None:
        """Complete names and values from these while the user types."""
        self._field.offer(fields, values_of)

    def set_recent(self, searches: Sequence[str]) -> None:
        """The searches of before, the latest first, offered on Down in the empty box."""
        self._field.set_recent(searches)

    def show_help(self) -> None:
        """The language on a page; an example that is chosen there becomes the search."""
        page = SearchHelp(self._theme, self)
        page.example_chosen.connect(self._on_example_chosen)
        page.open()

    def focus_search(self) -> None:
        """Put the keyboard here, ready to type another search."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if not self._setting and self.query() != self._told:
            self._told = self.query()
            self.query_changed.emit(self._told)

    def _on_done(self) -> None:
        self._remember()
        self.list_requested.emit()

    def _on_left(self) -> None:
        self._remember()
        self._show_error(self._message)

    def _remember(self) -> None:
        search, recent = self.query(), self._field.recent
        if search and not self._message and recent[:1] != (search,):
            self._field.set_recent((search, *(other for other in recent if other != search)))
            self.searched.emit(search)

    def _on_example_chosen(self, example: str) -> None:
        self._field.replace_text(example)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clear(self) -> None:
        self._field.clear()

    def _on_escape(self) -> None:
        if self._field.text():
            self._on_clear()
        else:
            self.list_requested.emit()

    def _show_error(self, message: str) -> None:
        self._error.setVisible(bool(message))
        self._error.setText(escape(message) + self._marked_place() if message else "")
        self._field.setAccessibleDescription(self._message)
        restyle(self._error, tone="muted" if self._unfinished else "error")
        restyle(self._field, bad=bool(message) and not self._unfinished)

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
        self._help.setIcon(self._theme.icon("mdi6.help-circle-outline"))
        self._error.setFont(self._theme.font(FontRole.SMALL))
