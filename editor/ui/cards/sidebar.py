"""The standing questions of a site, with how many cards answer each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, QItemSelectionModel, QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from editor.ui.cards.sidebar_delegate import COUNT, GROUP, ICON_NAME, QUERY, SidebarDelegate
from editor.ui.theme import SPACE_S, Theme

_FIRST = 20  # entries of a group before "more"
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True, slots=True)
class SidebarCounts:
    """Numbers of cards. The groups as (name, number), most used first; months as ("2020-05", number), newest first."""

    total: int = 0
    published: int = 0
    unpublished: int = 0
    unsaved: int = 0
    problems: int = 0
    topics: Sequence[tuple[str, int]] = ()
    providers: Sequence[tuple[str, int]] = ()
    months: Sequence[tuple[str, int]] = ()


class Sidebar(QTreeView):
    """All, published, unpublished, unsaved, problems; then topics, providers and months.

    A click asks for the entry's cards, Ctrl and a click for those among the cards of the present search, Alt and a
    click for the cards of the present search without them. The entry that says the same as the search is selected.
    """

    query_requested = Signal(str)
    """Show the cards that answer this, in the search language."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._query = ""
        self._counts = SidebarCounts()
        self._opened: set[str] = set()  # groups that show everything
        self._entries = QStandardItemModel(self)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Sidebar"))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(SidebarDelegate(theme, self))
        self.setModel(self._entries)
        for name, icon, query in (
            (self.tr("All"), "mdi6.newspaper-variant-multiple-outline", ""),
            (self.tr("Published"), "mdi6.eye-outline", "is:published"),
            (self.tr("Unpublished"), "mdi6.eye-off-outline", "is:unpublished"),
            (self.tr("Unsaved"), "mdi6.content-save-edit-outline", "is:unsaved"),
            (self.tr("Problems"), "mdi6.alert-outline", "has:problems"),
        ):
            self._entries.appendRow(_root(name, icon, QUERY, query))
        self._groups = {
            "topic": self._add_group("topic", self.tr("Topics"), "mdi6.tag-multiple-outline"),
            "provider": self._add_group("provider", self.tr("Providers"), "mdi6.domain"),
            "date": self._add_group("date", self.tr("Months"), "mdi6.calendar-month-outline"),
        }
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._dress)
        self.set_counts(self._counts)
        self._dress()

    def set_counts(self, counts: SidebarCounts) -> None:
        """Show these numbers; emits nothing, and keeps what is selected and what is unfolded."""
        self._counts = counts
        numbers = (counts.total, counts.published, counts.unpublished, counts.unsaved, counts.problems)
        for row, number in enumerate(numbers):
            entry = self._entries.item(row)
            _set(entry, entry.text(), entry.data(QUERY), number)
        for field, named in (("topic", counts.topics), ("provider", counts.providers), ("date", counts.months)):
            self._fill(field, named)
        self._select_query()

    def set_query(self, text: str) -> None:
        """Select the entry that asks for the same as this search, or none; emits nothing."""
        self._query = text.strip()
        self._select_query()

    def _dress(self) -> None:
        """On the window's own ground; what the style draws behind entries is left to the delegate."""
        self.setStyleSheet(
            f"QTreeView {{ background: {self._theme.colours.window.name()}; padding: {SPACE_S}px 0; }}"
            "QTreeView::item, QTreeView::item:hover, QTreeView::item:selected { background: transparent; }"
            "QTreeView::branch { image: none; }"
        )

    def _add_group(self, field: str, name: str, icon: str) -> QStandardItem:
        group = _root(name, icon, GROUP, field)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._entries.appendRow(group)
        return group

    def _fill(self, field: str, named: Sequence[tuple[str, int]]) -> None:
        group = self._groups[field]
        shown = named if field in self._opened else named[:_FIRST]
        wanted: list[tuple[str, str | None, int]] = [
            (self._label(field, name), asking(field, name), number) for name, number in shown
        ]
        if len(shown) < len(named):
            wanted.append((self.tr("{} more…").format(QLocale().toString(len(named) - len(shown))), None, 0))
        group.setRowCount(len(wanted))
        for row, (label, query, number) in enumerate(wanted):
            if group.child(row) is None:
                group.setChild(row, QStandardItem())
            _set(group.child(row), label, query, number)
        self.setRowHidden(group.row(), QModelIndex(), not wanted)

    def _label(self, field: str, name: str) -> str:
        if field != "date":
            return name
        year, _, month = name.partition("-")
        return QLocale().toString(QDate(int(year), int(month), 1), "MMMM yyyy")

    def _select_query(self) -> None:
        model = self.selectionModel()
        entry = next((entry for entry in self._all_entries() if entry.data(QUERY) == self._query), None)
        if entry is None:
            model.clearSelection()
        elif not model.isSelected(entry.index()):
            model.setCurrentIndex(entry.index(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _all_entries(self) -> Iterator[QStandardItem]:
        for row in range(self._entries.rowCount()):
            root = self._entries.item(row)
            yield root
            yield from (root.child(below) for below in range(root.rowCount()))

    # mouse and keys

    def _on_clicked(self, index: QModelIndex) -> None:
        modifiers = QGuiApplication.keyboardModifiers()
        query = index.data(QUERY)
        if query is None:
            self._unfold(index)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._ask(query, among=self._query)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self._ask(f"-{query}" if query else "", among=self._query)
        else:
            self._ask(query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        now = self.currentIndex()
        query = now.data(QUERY)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if query is None:
                self._unfold(now)
            else:
                self._ask(query)
        elif now != before and query is not None:
            self._ask(query)

    def _ask(self, query: str, *, among: str = "") -> None:
        if among and query:
            query = f"({among}) {query}" if " OR " in among else f"{among} {query}"
        self.query_requested.emit(query)

    def _unfold(self, index: QModelIndex) -> None:
        """A group opens or closes; "more" shows the rest of its group."""
        if index.data(GROUP):
            self.setExpanded(index, not self.isExpanded(index))
        elif index.parent().isValid():
            self._opened.add(index.parent().data(GROUP))
            self.set_counts(self._counts)


def asking(field: str, name: str) -> str:
    """The search for the cards of exactly this topic, provider or month."""
    if field == "date":
        return f"date:{name}"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field}:="{quoted}"'


def _set(entry: QStandardItem, name: str, query: str | None, number: int) -> None:
    """`query` is None for "more"."""
    spoken = f"{name}, {QLocale().toString(number)}" if query is not None else name
    entry.setFlags(_PLAIN if query is None else _PLAIN | Qt.ItemFlag.ItemIsSelectable)
    for role, value in (
        (Qt.ItemDataRole.DisplayRole, name),
        (Qt.ItemDataRole.ToolTipRole, name),
        (Qt.ItemDataRole.AccessibleTextRole, spoken),
        (QUERY, query),
        (COUNT, number),
    ):
        if entry.data(role) != value:
            entry.setData(value, role)


def _root(name: str, icon: str, role: int, value: str) -> QStandardItem:
    entry = QStandardItem(name)
    entry.setData(icon, ICON_NAME)
    entry.setData(value, role)
    return entry
