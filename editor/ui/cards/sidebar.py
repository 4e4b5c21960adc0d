"""The standing questions of a site, with how many cards answer each."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QMenu, QTreeView, QWidget

from editor.model.site.index import Counts
from editor.model.site.query_edits import Mark, added, excluded, removed
from editor.model.site.searches import SavedSearch, Searches
from editor.ui.cards.sidebar_delegate import SidebarDelegate, is_chevron
from editor.ui.cards.sidebar_entries import Entry, Kind, usage
from editor.ui.cards.sidebar_model import SidebarModel
from editor.ui.theme import SPACE_S, Theme

_Modifier = Qt.KeyboardModifier
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = (*_RETURNS, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down)


class Choice(Enum):
    """What is wanted of an entry."""

    ONLY = auto()
    ADD = auto()
    LEAVE_OUT = auto()


class Sidebar(QTreeView):
    """States of cards; then topics, providers, months and saved searches.

    A click (or Return) asks for the entry's cards only, with Ctrl for those as well or for those among what is found,
    with Alt for all but those; the same again takes that back. What the search says of an entry is marked.
    """

    query_requested = Signal(str)
    """Show the cards that answer this, in the search language."""
    folded = Signal()
    """A group was opened or closed by the user: `opened` is another."""
    save_requested = Signal()
    """Keep the present search."""
    rename_requested = Signal(object)
    """Another name for this `SavedSearch`."""
    delete_requested = Signal(object)
    """Take this `SavedSearch` away."""
    move_requested = Signal(object, int)
    """Put this `SavedSearch` there, counted from 0 and without it."""
    explanation_requested = Signal(str)
    """Tell the user this sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._query = ""
        self._opened: set[str] = set()
        self._pressed = QPoint()
        self._entries = SidebarModel(self)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Sidebar"))
        self.setAccessibleDescription(usage())
        self.setWhatsThis(usage())
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)  # the search alone says what is marked
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(SidebarDelegate(theme, self))
        self.setModel(self._entries)
        self.clicked.connect(self._on_clicked)
        self._entries.move_requested.connect(self.move_requested)
        theme.changed.connect(self._dress)
        self.set_counts(Counts(), 0)
        self._dress()

    # --- what is shown --------------------------------------------------------------------------------------------

    def set_counts(self, counts: Counts, unsaved: int) -> None:
        """Show these numbers; emits nothing, and keeps what is marked and what is open."""
        self._entries.set_counts(counts, unsaved)
        for group in ("topic", "provider", "date"):
            row, is_empty = self._entries.group_index(group).row(), self._entries.is_empty(group)
            if self.isRowHidden(row, QModelIndex()) != is_empty:  # else all is laid out anew for nothing
                self.setRowHidden(row, QModelIndex(), is_empty)
        self._unfold()

    def set_query(self, text: str) -> None:
        """Mark the entries that this search asks for or leaves out; emits nothing."""
        self._query = text.strip()
        self._entries.set_query(self._query)

    def set_searches(self, searches: Searches) -> None:
        """Show these saved searches; emits nothing."""
        self._entries.set_searches(searches)

    def set_search_count(self, query: str, number: int) -> None:
        """So many cards match the saved searches that ask for this; emits nothing."""
        self._entries.set_search_count(query, number)

    @property
    def opened(self) -> tuple[str, ...]:
        """The groups and years that stand open, or will once they are there."""
        return tuple(sorted(self._opened))

    def set_opened(self, groups: Iterable[str]) -> None:
        """Open these, close all others; emits nothing."""
        self._opened = set(groups)
        for group in self._entries.folders():
            self.setExpanded(self._entries.group_index(group), group in self._opened)

    def _unfold(self) -> None:
        for group in self._opened.intersection(self._entries.folders()):
            index = self._entries.group_index(group)
            if not self.isExpanded(index):
                self.setExpanded(index, True)

    def _dress(self) -> None:
        """On the window's own ground; what the style draws behind entries is left to the delegate."""
        self.setStyleSheet(
            f"QTreeView {{ background: {self._theme.colours.window.name()}; padding: {SPACE_S}px 0; }}"
            "QTreeView::item, QTreeView::item:hover, QTreeView::item:selected { background: transparent; }"
            "QTreeView::branch { image: none; }"
        )

    # --- what the user does ---------------------------------------------------------------------------------------

    def choose(self, entry: Entry, choice: Choice) -> None:
        """Ask for, add or leave out what an entry stands for."""
        if entry.query is None:
            if entry.problem:
                self.explanation_requested.emit(entry.problem)
            return
        self.query_requested.emit(_changed(self._query, entry, choice))

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = self._entries.entry(index)
        if is_chevron(entry, self.visualRect(index), self._pressed.x(), self.layoutDirection()):
            self._fold(index, entry)
        else:
            self._activate(index, entry, QGuiApplication.keyboardModifiers())

    def _activate(self, index: QModelIndex, entry: Entry, modifiers: Qt.KeyboardModifier) -> None:
        if entry.kind is Kind.GROUP:
            self._fold(index, entry)
        elif entry.kind is Kind.MORE:
            self._entries.show_more(entry.field)
        elif entry.kind is Kind.SAVE:
            self.save_requested.emit()
        elif modifiers & _Modifier.ControlModifier:
            self.choose(entry, Choice.ADD)
        elif modifiers & _Modifier.AltModifier:
            self.choose(entry, Choice.LEAVE_OUT)
        else:
            self.choose(entry, Choice.ONLY)

    def _fold(self, index: QModelIndex, entry: Entry) -> None:
        self.setExpanded(index, not self.isExpanded(index))
        self._note_folded(index, entry)

    def _note_folded(self, index: QModelIndex, entry: Entry) -> None:
        if entry.kind in (Kind.GROUP, Kind.YEAR) and self.isExpanded(index) != (entry.field in self._opened):
            self._opened ^= {entry.field}
            self.folded.emit()

    def _move(self, index: QModelIndex, search: SavedSearch, by: int) -> None:
        to = index.row() + by
        if 0 <= to < self._entries.search_count:
            self.move_requested.emit(search, to)

    # --- Qt's events ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Saved searches can be dragged; Qt itself would drag what is selected, which nothing ever is here."""
        index = self.indexAt(self._pressed)
        if not event.buttons() & Qt.MouseButton.LeftButton or not index.flags() & Qt.ItemFlag.ItemIsDragEnabled:
            super().mouseMoveEvent(event)
        elif (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            drag = QDrag(self)
            drag.setMimeData(self._entries.mimeData([index]))
            drag.exec(Qt.DropAction.MoveAction)

    def event(self, event: QEvent) -> bool:
        """Its own keys come before the window's shortcuts, such as Ctrl+Return."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
            return
        entry = self._entries.entry(index)
        with_ctrl = event.modifiers() == _Modifier.ControlModifier
        if event.key() in (*_RETURNS, Qt.Key.Key_Space):
            self._activate(index, entry, event.modifiers())
        elif entry.search is not None and event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit(entry.search)
        elif entry.search is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(entry.search)
        elif entry.search is not None and with_ctrl and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(index, entry.search, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
            self._note_folded(index, entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu(index).popup(place)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with an entry, as a menu to pop up; it goes when it is closed."""
        menu = QMenu(self)
        menu.setObjectName("sidebar_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            self._fill_menu(menu, index, self._entries.entry(index))
        menu.addAction(self.tr("Save this search…"), self.save_requested.emit)
        return menu

    def _fill_menu(self, menu: QMenu, index: QModelIndex, entry: Entry) -> None:
        """The keys stand in the names, since a menu's shortcut would work in all of the window."""
        if entry.query is not None:
            asked, left_out = entry.mark is Mark.ASKED, entry.mark is Mark.LEFT_OUT
            add = self.tr("Take out of the search") if asked else self.tr("Add to the search")
            leave_out = self.tr("Leave out no longer") if left_out else self.tr("Leave out")
            menu.addAction(self.tr("Show only these") + "\tReturn", lambda: self.choose(entry, Choice.ONLY))
            if entry.query and not entry.problem:
                menu.addAction(add + "\tCtrl+Return", lambda: self.choose(entry, Choice.ADD))
                menu.addAction(leave_out + "\tAlt+Return", lambda: self.choose(entry, Choice.LEAVE_OUT))
            menu.addSeparator()
        search = entry.search
        if search is not None:
            menu.addAction(self.tr("Rename…") + "\tF2", lambda: self.rename_requested.emit(search))
            menu.addAction(self.tr("Delete…") + "\tDel", lambda: self.delete_requested.emit(search))
            up = menu.addAction(self.tr("Move up") + "\tCtrl+Up", lambda: self._move(index, search, -1))
            down = menu.addAction(self.tr("Move down") + "\tCtrl+Down", lambda: self._move(index, search, 1))
            up.setEnabled(index.row() > 0)
            down.setEnabled(index.row() + 1 < self._entries.search_count)
            menu.addSeparator()


def _changed(query: str, entry: Entry, choice: Choice) -> str:
    """The search after a choice; the same choice again takes back what it did.

    “All” is the end of any search, and one with a mistake can only be shown as it is.
    """
    condition = entry.query or ""
    if choice is Choice.ONLY or not condition or entry.problem:
        return condition
    if choice is Choice.ADD:
        return removed(query, condition) if entry.mark is Mark.ASKED else added(query, condition)
    return removed(query, condition) if entry.mark is Mark.LEFT_OUT else excluded(query, condition)
