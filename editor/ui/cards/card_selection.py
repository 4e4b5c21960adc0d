"""Which card is current, and which are selected: one for all views."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QTimer, Signal

from editor.model.card.card import CardId
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.place import Place, Run, current_now, position_in, selected_now

_Flag = QItemSelectionModel.SelectionFlag


class CardSelection(QObject):
    """The current card and the selected ones, kept by card over `set_ids` of the model.

    When the current card leaves the list the next one that stays becomes current, else the one before, else the first.
    The cards are known by their position here; `-1` stands for none.
    """

    current_changed = Signal(str)
    """Another card is current: its id, "" when there is none."""
    selection_changed = Signal(tuple)
    """Other cards are selected: their ids in the list's order; told once per turn of the event loop."""
    moved = Signal(int)
    """Somebody went to the card at this position."""

    def __init__(self, cards: CardTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = QItemSelectionModel(cards, self)
        self._cards = cards
        self._anchor = -1  # where a range begins
        self._changing = False
        self._told_current: CardId = ""
        self._last_current: CardId = ""  # the one to come back to when the list was empty for a while
        self._told_selected: tuple[CardId, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell_selected)
        self.model.currentChanged.connect(self._tell_current)
        self.model.selectionChanged.connect(self._soon.start)

    @property
    def current(self) -> int:
        """The position of the current card."""
        return self.model.currentIndex().row()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The positions of the selected cards, ascending."""
        selection = self.model.selection()
        return tuple(sorted((span.top(), span.bottom()) for span in map(selection.at, range(selection.size()))))

    def current_id(self) -> CardId:
        """The current card, "" when there is none."""
        return self._cards.ids[self.current] if self.current >= 0 else ""

    def selected_ids(self) -> tuple[CardId, ...]:
        """The selected cards in the list's order."""
        return tuple(Place(self._cards.ids, selected=self.runs).selected_ids())

    def go_to(self, position: int) -> bool:
        """Make this the current and only selected card; False when there is none."""
        return self._move(position, _Flag.ClearAndSelect)

    def walk_to(self, position: int) -> bool:
        """Make this card current and leave the selection as it is."""
        return self._move(position, _Flag.NoUpdate)

    def toggle(self, position: int) -> bool:
        """Make this card current, and selected if it is not."""
        return self._move(position, _Flag.Toggle)

    def extend_to(self, position: int, *, keep: bool = False) -> bool:
        """Select all cards from where the range begins to this one, and make it current; others stay with `keep`."""
        if not 0 <= position < len(self._cards.ids):
            return False
        start = self._anchor if 0 <= self._anchor < len(self._cards.ids) else max(self.current, 0)
        span = [(min(start, position), max(start, position))]
        self._select(span, _Flag.Select if keep else _Flag.ClearAndSelect)
        self.model.setCurrentIndex(self._cards.index(position, 0), _Flag.NoUpdate)
        self._anchor = start
        self.moved.emit(position)
        return True

    def select_all(self) -> None:
        """Select every card, in one go."""
        if self._cards.ids:
            self._select([(0, len(self._cards.ids) - 1)], _Flag.ClearAndSelect)

    def keep(self, place: Place) -> None:
        """The cards have changed: stand where one stood at `place` before."""
        ids = self._cards.ids
        if ids and self._last_current:
            if place.current >= 0:
                selected = selected_now(place, ids)
                current = current_now(place, ids, among_selected=bool(selected))
            else:
                selected, current = [], position_in(ids, self._last_current) or 0
            self._select(selected or [(current, current)], _Flag.ClearAndSelect)
            self.model.setCurrentIndex(self._cards.index(current, 0), _Flag.NoUpdate)
        self._anchor = self.current

    def hold(self) -> None:
        """The cards are about to change: tell nothing until `release`."""
        self._changing = True

    def release(self) -> None:
        """Tell what has become of the current card and the selection."""
        self._changing = False
        self._tell_current()
        self._soon.start()

    def _move(self, position: int, flag: QItemSelectionModel.SelectionFlag) -> bool:
        if not 0 <= position < len(self._cards.ids):
            return False
        # setCurrentIndex of a view would look at the keyboard: Ctrl held for Ctrl+Return would add to the selection.
        self.model.setCurrentIndex(self._cards.index(position, 0), flag)
        self._anchor = position
        self.moved.emit(position)
        return True

    def _select(self, runs: Iterable[Run], flag: QItemSelectionModel.SelectionFlag) -> None:
        selection = QItemSelection()
        for first, last in runs:
            selection.select(self._cards.index(first, 0), self._cards.index(last, 0))
        self.model.select(selection, flag)

    def _tell_current(self) -> None:
        current = self.current_id()
        if not self._changing and current != self._told_current:
            self._told_current = current
            self._last_current = current or self._last_current
            self.current_changed.emit(current)

    def _tell_selected(self) -> None:
        selected = self.selected_ids()
        if selected != self._told_selected:
            self._told_selected = selected
            self.selection_changed.emit(selected)
