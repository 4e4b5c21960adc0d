"""What stands in the sidebar: states of cards, topics, providers, months, saved searches."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractItemModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from editor.model.site.index import Counts
from editor.model.site.query_edits import asking, marks
from editor.model.site.searches import SavedSearch, Searches
from editor.ui.cards.sidebar_entries import ENTRY, SEARCHES, Entry, Kind, month_name, spoken, tool_tip

_FIRST = 20  # entries of a group before "more"
_MORE = 200  # entries that "more" shows at once: opening thousands would take the view a while
_FLAT_MONTHS = 24  # more of them are put below their years
_YEARS = 10_000  # added to a year, it names the branch of its months
_MIME = "application/x-newscards-search"

_LIKENESSES: tuple[Callable[[SavedSearch, SavedSearch], bool], ...] = (
    lambda old, new: old == new,
    lambda old, new: old.query == new.query,
    lambda old, new: old.name == new.name,
)

_FOLDER = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TAKES_DROPS = _FOLDER | Qt.ItemFlag.ItemIsDropEnabled
_LEAF = _FOLDER | Qt.ItemFlag.ItemNeverHasChildren
_SEARCH = _LEAF | Qt.ItemFlag.ItemIsDragEnabled

_AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(slots=True)
class _Branch:
    """What is below a group or a year: keys in their order, and the number of each that has one."""

    name: str
    keys: list[Hashable] = field(default_factory=list)
    numbers: Mapping[Hashable, int] = field(default_factory=dict)
    shown: int = _FIRST
    hidden: int = 0


class SidebarModel(QAbstractItemModel):
    """A tree of entries, made when they are looked at. New numbers move rows only where rows have moved.

    Indexes that somebody keeps go along with their entry.
    """

    move_requested = Signal(object, int)
    """A `SavedSearch` was dropped: its new place, counted without it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts = Counts()
        self._unsaved = 0
        self._marks = marks("")
        self._searches: dict[Hashable, SavedSearch] = {}
        self._found: dict[str, int] = {}
        self._keys = itertools.count()
        self._problem = ""
        self._states = (
            (self.tr("All"), "mdi6.newspaper-variant-multiple-outline", ""),
            (self.tr("Published"), "mdi6.eye-outline", "is:published"),
            (self.tr("Unpublished"), "mdi6.eye-off-outline", "is:unpublished"),
            (self.tr("Unsaved"), "mdi6.content-save-edit-outline", "is:unsaved"),
            (self.tr("Problems"), "mdi6.alert-outline", "has:problems"),
            (self.tr("New since last visit"), "mdi6.new-box", "is:new"),
        )
        self._groups = (
            ("topic", self.tr("Topics"), "mdi6.tag-multiple-outline"),
            ("provider", self.tr("Providers"), "mdi6.domain"),
            ("date", self.tr("Months"), "mdi6.calendar-month-outline"),
            (SEARCHES, self.tr("Searches"), "mdi6.bookmark-multiple-outline"),
        )
        self._group_numbers = {name: number for number, (name, _, _) in enumerate(self._groups, start=1)}
        self._branches = {number: _Branch(name) for name, number in self._group_numbers.items()}
        self._root_count = len(self._states) + len(self._groups)
        self._branch(SEARCHES).keys = [Kind.SAVE]

    # --- what is shown --------------------------------------------------------------------------------------------

    def set_counts(self, counts: Counts, unsaved: int) -> None:
        """Show these numbers."""
        self._counts, self._unsaved = counts, unsaved
        for name, named in (("topic", counts.topics), ("provider", counts.providers)):
            self._set_values(self._branch(name), named)
        self._set_months(counts.months)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._states) - 1, 0))

    def set_query(self, text: str) -> None:
        """Mark what this search asks for, and what it leaves out."""
        before, self._marks = self._marks, (said := marks(text.strip()))
        if said == before:
            return
        asked = (*(query for _, _, query in self._states), *(each.query for each in self._searches.values()))
        if said.values != before.values or any(said.of(query) != before.of(query) for query in asked):
            self._tell_roots()
            self._tell(self._branch(SEARCHES))
        named = said.values.keys() | before.values.keys()  # nothing of other fields is marked, or was
        for branch in self._branches.values():
            if ("date" if branch.name.isdigit() else branch.name) in named:
                self._tell(branch)

    def set_searches(self, searches: Searches) -> None:
        """Show these saved searches."""
        self._problem = searches.problem
        keyed = self._keyed(searches.entries)
        self._searches |= keyed  # those that go are still looked at
        self._sync(SEARCHES, [*keyed, *([Kind.PROBLEM] if searches.problem else []), Kind.SAVE])
        self._searches = keyed
        queries = {search.query for search in keyed.values()}
        self._found = {query: number for query, number in self._found.items() if query in queries}
        self._tell(self._branch(SEARCHES))

    def set_search_count(self, query: str, number: int) -> None:
        """So many cards match the saved searches that ask for this."""
        if self._found.get(query) != number:
            self._found[query] = number
            self._tell(self._branch(SEARCHES))

    @property
    def search_count(self) -> int:
        """How many saved searches there are."""
        return len(self._searches)

    def show_more(self, group: str) -> None:
        """Show the next entries of a group."""
        branch = self._branch(group)
        branch.shown += _MORE
        self.set_counts(self._counts, self._unsaved)

    def group_index(self, group: str) -> QModelIndex:
        """The line of a group, or of a year that is shown."""
        return self._index_of(self._number(group))

    def folders(self) -> tuple[str, ...]:
        """All groups and years."""
        return tuple(branch.name for branch in self._branches.values())

    def is_empty(self, group: str) -> bool:
        """Whether there is nothing in a group."""
        return not self._branch(group).keys

    def entry(self, index: _AnyIndex) -> Entry:
        """The line at a valid index."""
        number, row = index.internalId(), index.row()
        if number:
            branch = self._branches[number]
            return self._entry(branch, branch.keys[row])
        if row < len(self._states):
            name, icon, query = self._states[row]
            return Entry(Kind.STATE, name, "", query, self._state_count(row), icon, self._marks.of(query))
        group, name, icon = self._groups[row - len(self._states)]
        return Entry(Kind.GROUP, name, group, icon=icon, holds_mark=self._holds_mark(group))

    def _state_count(self, row: int) -> int:
        counts = self._counts
        return (counts.all, counts.published, counts.unpublished, self._unsaved, counts.problems, counts.new)[row]

    def _holds_mark(self, group: str) -> bool:
        if group == SEARCHES:
            return any(self._marks.of(search.query) for search in self._searches.values() if search.query)
        if group.isdigit():
            return any(month.startswith(f"{group}-") for month in self._marks.values.get("date", ()))
        return group in self._marks.values

    def _entry(self, branch: _Branch, key: Hashable) -> Entry:
        group = branch.name
        number = branch.numbers.get(key)
        if key is Kind.MORE:
            return Entry(Kind.MORE, self.tr("{} more…").format(QLocale().toString(branch.hidden)), group)
        if key is Kind.SAVE:
            return Entry(Kind.SAVE, self.tr("Save this search…"), group, icon="mdi6.plus")
        if key is Kind.PROBLEM:
            name = self.tr("The searches cannot be read")
            return Entry(Kind.PROBLEM, name, group, icon="mdi6.alert-circle-outline", problem=self._problem)
        if group == SEARCHES:
            return self._search_entry(self._searches[key])
        name = str(key)
        query = asking("date" if group.isdigit() else group, name)
        mark = self._marks.of(query)
        if group == "date" and len(name) == len("2020"):
            return Entry(Kind.YEAR, name, name, query, number, mark=mark, holds_mark=self._holds_mark(name))
        shown = name if group in ("topic", "provider") else month_name(name, with_year=group == "date")
        return Entry(Kind.VALUE, shown, group, query, number, mark=mark)

    def _search_entry(self, search: SavedSearch) -> Entry:
        mark = self._marks.of(search.query) if search.query else None
        name = search.name or self.tr("(no name)")
        return Entry(
            Kind.SEARCH,
            name,
            SEARCHES,
            search.query or None,
            self._found.get(search.query),
            mark=mark,
            problem=search.problem,
            search=search,
        )

    def _keyed(self, searches: Sequence[SavedSearch]) -> dict[Hashable, SavedSearch]:
        """By keys that stay with a search when it gets another name or asks for something else."""
        left = dict(self._searches)
        keys: dict[int, Hashable] = {}
        for same in _LIKENESSES:
            for at, search in enumerate(searches):
                key = None if at in keys else next((key for key, old in left.items() if same(old, search)), None)
                if key is not None:
                    keys[at] = key
                    del left[key]
        return {keys.get(at, next(self._keys)): search for at, search in enumerate(searches)}

    # --- rows that come, go and move ------------------------------------------------------------------------------

    def _index_of(self, number: int) -> QModelIndex:
        if number < _YEARS:
            return self.createIndex(len(self._states) + number - 1, 0, 0)
        row = self._branch("date").keys.index(self._branches[number].name)
        return self.createIndex(row, 0, self._number("date"))

    def _number(self, group: str) -> int:
        return _YEARS + int(group) if group.isdigit() else self._group_numbers[group]

    def _branch(self, group: str) -> _Branch:
        return self._branches[self._number(group)]

    def _set_values(self, branch: _Branch, named: Sequence[tuple[str, int]]) -> None:
        numbers: dict[Hashable, int] = dict(named[: branch.shown])
        branch.hidden = len(named) - len(numbers)
        self._sync(branch.name, [*numbers, *([Kind.MORE] if branch.hidden else [])])
        self._set_numbers(branch, numbers)

    def _set_months(self, months: Sequence[tuple[str, int]]) -> None:
        """All in one list while they are few, else below their years."""
        years = {
            year: list(of_year) for year, of_year in itertools.groupby(months, lambda month: month[0].partition("-")[0])
        }
        flat = len(months) <= _FLAT_MONTHS
        numbers: dict[Hashable, int]
        numbers = dict(months) if flat else {year: sum(n for _, n in below) for year, below in years.items()}
        self._sync("date", list(numbers))
        self._set_numbers(self._branch("date"), numbers)
        for year, below in () if flat else years.items():
            self._sync(year, [month for month, _ in below])
            self._set_numbers(self._branch(year), dict(below))

    def _sync(self, group: str, wanted: list[Hashable]) -> None:
        """Have these keys in that group, and tell of rows only where they differ."""
        keys = self._branch(group).keys
        if keys == wanted:
            return
        parent, staying = self.group_index(group), set(wanted)
        for first, last in reversed(list(_runs(keys, lambda key: key not in staying))):
            self.beginRemoveRows(parent, first, last)
            for key in keys[first : last + 1]:
                self._close_year(group, key)
            del keys[first : last + 1]
            self.endRemoveRows()
        there = set(keys)
        self._reorder(group, [key for key in wanted if key in there])
        for first, last in list(_runs(wanted, lambda key: key not in there)):
            self.beginInsertRows(parent, first, last)
            keys[first:first] = wanted[first : last + 1]
            for key in wanted[first : last + 1]:
                self._open_year(group, key)
            self.endInsertRows()

    def _reorder(self, group: str, wanted: list[Hashable]) -> None:
        """The same entries in another order. Nothing hangs below those, so that to a view only their texts change."""
        branch, number = self._branch(group), self._number(group)
        if branch.keys == wanted:
            return
        rows = {key: row for row, key in enumerate(wanted)}
        kept = [index for index in self.persistentIndexList() if index.internalId() == number]
        moved = [self.createIndex(rows[branch.keys[index.row()]], 0, number) for index in kept]
        branch.keys[:] = wanted
        self.changePersistentIndexList(kept, moved)
        self._tell(branch)

    def _open_year(self, group: str, key: Hashable) -> None:
        if group == "date" and isinstance(key, str) and key.isdigit():
            self._branches[_YEARS + int(key)] = _Branch(key)

    def _close_year(self, group: str, key: Hashable) -> None:
        if group == "date" and isinstance(key, str) and key.isdigit():
            del self._branches[_YEARS + int(key)]

    def _set_numbers(self, branch: _Branch, numbers: Mapping[Hashable, int]) -> None:
        if numbers != branch.numbers:
            branch.numbers = numbers
            self._tell(branch)

    def _tell(self, branch: _Branch) -> None:
        if branch.keys:
            number = self._number(branch.name)
            self.dataChanged.emit(self.createIndex(0, 0, number), self.createIndex(len(branch.keys) - 1, 0, number))

    def _tell_roots(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    # --- what Qt asks ---------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: _AnyIndex = _NOWHERE) -> QModelIndex:
        below = self._below(parent) if parent.isValid() else 0
        there = len(self._branches[below].keys) if below else 0 if parent.isValid() else self._root_count
        return self.createIndex(row, 0, below) if 0 <= row < there and column == 0 else QModelIndex()

    def parent(self, child: _AnyIndex = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject's own has none
        return self._index_of(child.internalId()) if child.isValid() and child.internalId() else QModelIndex()

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        if not parent.isValid():
            return self._root_count
        below = self._below(parent)
        return len(self._branches[below].keys) if below else 0

    def columnCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 1

    def _below(self, index: _AnyIndex) -> int:
        """The number of the branch below an entry, 0 for none."""
        number = index.internalId()
        if not number:
            return max(index.row() - len(self._states) + 1, 0)
        if number != self._group_numbers["date"]:
            return 0
        key = self._branches[number].keys[index.row()]
        return _YEARS + int(key) if isinstance(key, str) and key.isdigit() else 0

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Ready-made ones: a view that lays out thousands of lines asks twice for each."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if below := self._below(index):
            return _TAKES_DROPS if below == self._group_numbers[SEARCHES] else _FOLDER
        is_search = index.internalId() == self._group_numbers[SEARCHES] and index.row() < len(self._searches)
        return _SEARCH if is_search else _LEAF

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ENTRY:
            return self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.entry(index).name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self.entry(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.entry(index))
        return None

    # --- saved searches are dragged to another place --------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _AnyIndex) -> bool:
        return data.hasFormat(_MIME) and parent.isValid() and self.entry(parent).field == SEARCHES

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _AnyIndex) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        searches = list(self._searches.values())
        source = int(bytes(data.data(_MIME).data()))
        to = min(row if row >= 0 else len(searches), len(searches))
        to -= to > source
        if source < len(searches) and to != source:
            self.move_requested.emit(searches[source], to)
        return False  # the rows move once the file has changed


def _runs(keys: Sequence[Hashable], is_in: Callable[[Hashable], bool]) -> Iterator[tuple[int, int]]:
    """The first and last rows of all stretches of such keys."""
    for chosen, run in itertools.groupby(enumerate(keys), lambda pair: is_in(pair[1])):
        if chosen:
            rows = [row for row, _ in run]
            yield rows[0], rows[-1]
