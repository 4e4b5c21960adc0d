"""What a search has found, as ids that are looked up when they are asked for."""

import contextlib
import operator
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from editor.model.card.card import CardId


class CardIds(Sequence[CardId]):
    """Ids in order, by their slots: 100,000 of them cost nothing before somebody looks. A value; any thread."""

    __slots__ = ("_ids", "_slot_of", "_slots")

    def __init__(self, slots: Sequence[int], ids: Sequence[CardId], slot_of: Mapping[CardId, int]) -> None:
        """`ids` by slot, as they stay; `slot_of` has most of them, and may change."""
        self._slots = slots
        self._ids = ids
        self._slot_of = slot_of

    def __len__(self) -> int:
        return len(self._slots)

    @overload
    def __getitem__(self, position: int) -> CardId: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[CardId, ...]: ...
    def __getitem__(self, position: int | slice) -> CardId | tuple[CardId, ...]:
        if isinstance(position, slice):
            return tuple(map(self._ids.__getitem__, self._slots[position]))
        return self._ids[self._slots[position]]

    def __iter__(self) -> Iterator[CardId]:
        return map(self._ids.__getitem__, self._slots)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CardIds) and other._ids is self._ids:
            return self._slots == other._slots
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(operator.eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # as that of lists, to which it is equal

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Where that card stands; ValueError when it does not."""
        slot = self._slot_of.get(value) if isinstance(value, str) and start == 0 and stop is None else None
        if slot is not None and self._ids[slot] == value:
            with contextlib.suppress(ValueError):  # it may have had another slot when it was found
                return self._slots.index(slot)
        return tuple(self).index(value, start, len(self) if stop is None else stop)
