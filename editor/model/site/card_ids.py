"""What a search has found, as ids that are looked up when they are asked for."""

import operator
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from editor.model.card.card import CardId
from editor.model.site.slots import Mask, Slots


class CardIds(Sequence[CardId]):
    """Ids in order, by their slots: 100,000 of them cost nothing before somebody looks. A value; any thread."""

    def __init__(
        self,
        slots: Slots,
        ids: Sequence[CardId],
        slot_of: Mapping[CardId, int],
        before: Sequence[int],
        state: int | None = None,
    ) -> None:
        """`ids` by slot, as they stay; `slot_of` has most of them, and may change; `before` has by slot the one
        that the same card had before it, or -1. Ids of the same `state` have the same slots; None tells nothing.
        """
        self._slots = slots
        self._ids = ids
        self._slot_of = slot_of
        self._before = before
        self._known = len(ids)
        self._state = state

    def __len__(self) -> int:
        return len(self._slots)

    @overload
    def __getitem__(self, position: int) -> CardId: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[CardId, ...]: ...
    def __getitem__(self, position: int | slice) -> CardId | tuple[CardId, ...]:
        if isinstance(position, slice):
            return tuple(map(self._ids.__getitem__, self._slots[position].tolist()))
        return self._ids[int(self._slots[position])]

    def __iter__(self) -> Iterator[CardId]:
        return map(self._ids.__getitem__, self._slots.tolist())

    def __contains__(self, value: object) -> bool:
        try:
            self.index(value)
        except ValueError:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CardIds) and other._ids is self._ids:
            return np.array_equal(self._slots, other._slots)
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(operator.eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # as that of lists, to which it is equal

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Where that card stands; ValueError when it does not."""
        if start or stop is not None:
            return tuple(self).index(value, start, len(self) if stop is None else stop)
        position = -1
        is_known = False
        slot = self._slot_of.get(value, -1) if isinstance(value, str) else -1
        while position < 0 <= slot:  # it may have had another when it was found
            is_known = is_known or slot < self._known
            position = int(self._positions[slot]) if slot < len(self._positions) else -1
            slot = self._before[slot]
        if position < 0 and not is_known:  # it is no more, or new
            position = self._places.get(value, -1)
        if position < 0:
            raise ValueError(f"{value!r} is not among these cards")
        return position

    def members(self, others: "CardIds") -> Mask | None:
        """For each of these, whether it is one of the others; None where a card may have another slot there."""
        if others._ids is not self._ids or self._state is None or others._state != self._state:
            return None
        is_other = np.zeros(self._known, np.bool_)
        is_other[others._slots] = True
        found: Mask = is_other[self._slots]
        return found

    @cached_property
    def _places(self) -> dict[object, int]:
        """By id, the same as `_positions`: a dict of 100,000 takes 15 ms, and is hardly ever needed."""
        return dict(zip(self, range(len(self)), strict=True))

    @cached_property
    def _positions(self) -> NDArray[np.int32]:
        """By slot, the place in the order; -1 for those that are not in it."""
        positions = np.full(int(self._slots.max(initial=-1)) + 1, -1, np.int32)
        positions[self._slots] = np.arange(len(self._slots), dtype=np.int32)
        return positions


def among(ids: Sequence[CardId], others: Sequence[CardId]) -> Mask:
    """For each of the ids, whether it is one of the others, too: at once where both were found among the same rows."""
    if isinstance(ids, CardIds) and isinstance(others, CardIds):
        member = ids.members(others)
        if member is not None:
            return member
    known = frozenset(others)
    return np.fromiter(map(known.__contains__, ids), np.bool_, len(ids))
