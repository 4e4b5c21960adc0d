"""The left of the window: the sidebar, kept in step with the session, and what is done with saved searches."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from editor.model.site.index import Counts
from editor.model.site.query import QueryError, parse_query
from editor.model.site.searches import SavedSearch
from editor.ui.cards.sidebar import Sidebar
from editor.ui.cards.sidebar_entries import SEARCHES
from editor.ui.dialogs.search_name import SearchNameDialog
from editor.ui.search_counts import CountCards, SearchCounts
from editor.ui.session import Session
from editor.ui.settings import Settings
from editor.ui.theme import Theme


class SidebarPanel(QWidget):
    """Asks for searches; saves, renames, orders and deletes those that are kept in the site."""

    query_requested = Signal(str)
    """Show the cards that answer this, in the search language."""
    told = Signal(str)
    """A sentence for the user."""

    def __init__(
        self, session: Session, count: CountCards, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar_panel")
        self._searches, self._settings = session.searches, settings
        self._query = ""
        self._is_reading = False
        self.tree = Sidebar(theme)
        self.setFocusProxy(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        self._counting = SearchCounts(count, self)

        self.tree.query_requested.connect(self.query_requested)
        self.tree.explanation_requested.connect(self.told)
        self.tree.folded.connect(self._on_folded)
        self.tree.save_requested.connect(self.save_search)
        self.tree.rename_requested.connect(self._rename)
        self.tree.delete_requested.connect(self._delete)
        self.tree.move_requested.connect(self._searches.move)
        self._counting.counted.connect(self.tree.set_search_count)
        self._searches.changed.connect(self._on_searches_changed)
        self._searches.refused.connect(self.told)
        session.opened.connect(lambda: self.set_query(""))
        session.reading.connect(self._on_reading)
        session.looked.connect(self._searches.reread)
        self.tree.set_opened(settings.sidebar_opened)
        self._watch()

    def set_counts(self, counts: Counts, unsaved: int) -> None:
        """Show these numbers, and count anew what the saved searches find."""
        self.tree.set_counts(counts, unsaved)
        self._counting.recount()

    def set_query(self, text: str) -> None:
        """Mark what this search asks for."""
        self._query = text.strip()
        self.tree.set_query(text)

    def save_search(self) -> None:
        """Keep the present search in the site, under a name that is asked for."""
        query = self._query
        try:
            parse_query(query)
        except QueryError as error:
            self.told.emit(self.tr("This search has a mistake, so it is not saved: {}").format(error))
            return
        if not query:
            self.told.emit(self.tr("Search for something first; then the search can be saved."))
            return
        dialog = SearchNameDialog(query, self._names(), parent=self.window())
        dialog.chosen.connect(lambda name: self._searches.save(name, query))
        dialog.open()

    def _names(self) -> frozenset[str]:
        return frozenset(search.name for search in self._searches.found.entries)

    def _rename(self, search: SavedSearch) -> None:
        dialog = SearchNameDialog(search.query, self._names(), name=search.name, parent=self.window())
        dialog.chosen.connect(lambda name: self._searches.rename(search, name))
        dialog.open()

    def _delete(self, search: SavedSearch) -> None:
        question = QMessageBox(self.window())
        question.setObjectName("delete_search")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(self.tr("Delete the search"))
        question.setIcon(QMessageBox.Icon.Question)
        question.setText(self.tr("Delete the search “{}”?").format(search.name))
        question.setInformativeText(self.tr("It goes from the site’s list of searches; no card is touched."))
        delete = question.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(lambda: self._searches.delete(search))
        question.open()

    def _on_searches_changed(self) -> None:
        found = self._searches.found
        self.tree.set_searches(found)
        self._counting.set_queries(search.query for search in found.entries if search.query and not search.problem)

    def _on_folded(self) -> None:
        self._settings.sidebar_opened = self.tree.opened
        self._watch()

    def _on_reading(self, read: int, of: int) -> None:
        self._is_reading = read < of
        self._watch()

    def _watch(self) -> None:
        """Numbers of searches are for who sees them, and not while every moment brings other cards."""
        self._counting.set_watched(SEARCHES in self.tree.opened and not self._is_reading)
