"""The cards as an item model: ordered ids, a row built when it is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.model.card.card import CardId, Publishing
from editor.model.site.index import Group
from editor.model.site.summary import Row
from editor.ui.cards.groups import Grouping
from editor.ui.cards.place import position_in, positions_in

ROW = Qt.ItemDataRole.UserRole
"""The one role that is painted from: a CardItem."""

_MANY = 8  # cards from which on all are said to look different
_NOWHERE = QModelIndex()  # the parent of every row; never changed


@dataclass(frozen=True, slots=True)
class CardItem:
    """What a row of the list shows: the card's summary, and whether its text differs from the saved text."""

    row: Row
    unsaved: bool


class CardTableModel(QAbstractTableModel):
    """Cards in the order of `set_ids`, one wide column. Heads of groups are no rows: they cannot be chosen.

    Holds ids only; `row_of` and `is_unsaved` are asked for the rows that a view needs, on the window's thread, so
    100,000 ids cost one tuple. `row_of` must know every id of `set_ids` for as long as it is in the list.
    """

    def __init__(
        self,
        row_of: Callable[[CardId], Row],
        is_unsaved: Callable[[CardId], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._row_of = row_of
        self._is_unsaved = is_unsaved
        self._ids: Sequence[CardId] = ()
        self._groups: tuple[Group, ...] = ()
        self._grouping = Grouping.NONE

    @property
    def ids(self) -> Sequence[CardId]:
        """All ids, in the order shown."""
        return self._ids

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that the cards stand in, in the order shown; empty when they stand in none."""
        return self._groups

    @property
    def grouping(self) -> Grouping:
        """What the keys of the groups are."""
        return self._grouping

    def set_ids(self, ids: Sequence[CardId], groups: Sequence[Group] = (), grouping: Grouping = Grouping.NONE) -> None:
        """Show these cards in this order: one reset, or none when nothing differs.

        `groups`, if any, cover all of `ids` without a gap; their keys are of the kind that `grouping` says.
        """
        fresh, heads = tuple(ids) if isinstance(ids, list) else ids, tuple(groups)
        if (heads, grouping) == (self._groups, self._grouping) and self._ids == fresh:
            self._ids = fresh  # with its own slots, so that the next comparison is quick
            return
        self.beginResetModel()
        self._ids, self._groups, self._grouping = fresh, heads, grouping
        self.endResetModel()

    def refresh(self, ids: Sequence[CardId]) -> None:
        """Say that these cards look different now; those not in the list are passed over.

        Of many it says that all may: a view paints what is on screen, and that is less than to look for each.
        """
        many = len(ids) > _MANY and bool(self._ids)
        for first, last in [(0, len(self._ids) - 1)] if many else positions_in(self._ids, ids):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def id_at(self, position: int) -> CardId:
        """The card at this position; IndexError outside the list."""
        return self._ids[position]

    def position_of(self, card_id: CardId) -> int | None:
        """Where the card stands, None when it is not in the list."""
        return position_in(self._ids, card_id)

    def item(self, position: int) -> CardItem:
        """What the row at this position shows."""
        card_id = self._ids[position]
        return CardItem(self._row_of(card_id), self._is_unsaved(card_id))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ROW:
            return self.item(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.item(index.row()).row
            return row.title or row.id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(self.item(index.row()))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.item(index.row()).row.excerpt
        return None

    def _spoken(self, item: CardItem) -> str:
        """The row in words, as a screen reader says it."""
        row = item.row
        words = [row.title or row.id]
        if row.error:
            words += [self.tr("broken"), row.error]
        else:
            date = QLocale().toString(day_of(row.date), QLocale.FormatType.LongFormat) if row.date else ""
            words += [row.provider, date, self._publishing_in_words(row.publishing)]
        if item.unsaved:
            words.append(self.tr("unsaved"))
        if row.problems:
            words.append(self.tr("1 problem") if row.problems == 1 else self.tr("{} problems").format(row.problems))
        return ", ".join(word for word in words if word)

    def _publishing_in_words(self, publishing: Publishing) -> str:
        if publishing is Publishing.PUBLISHED:
            return self.tr("published")
        if publishing is Publishing.LISTED:
            return self.tr("listed without a page")
        return self.tr("unpublished")


def day_of(moment: datetime) -> QDate:
    """The day that the card names, in the card's own time zone: dates do not shift with the reader's place."""
    return QDate(moment.year, moment.month, moment.day)
