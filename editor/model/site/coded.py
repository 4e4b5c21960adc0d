"""A column of a table that keeps each different value once."""

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from editor.model.site.slots import Slots

T = TypeVar("T")


class Coded(Generic[T]):
    """Values by slot, as numbers (`codes`) of the different `values`; `counts` says how many slots have each.

    What is asked of a column is asked once for each different value. With `key`, values are the same when their keys
    are: Python itself holds 1, 1.0 and True for one.
    """

    def __init__(self, cells: Iterable[T] = (), *, key: Callable[[T], Hashable] | None = None) -> None:
        self.codes = array("I")
        self.values: list[T] = []
        self.counts: list[int] = []
        self._key = key
        self._known: dict[Hashable, int] = {}
        self.extend(cells)

    def extend(self, cells: Iterable[T]) -> None:
        """Add slots with these values."""
        added = array("I", map(self.code_of, cells))
        self.codes.extend(added)
        for code, times in Counter(added).items():
            self.counts[code] += times

    def extend_coded(self, values: Sequence[T], codes: Sequence[int]) -> None:
        """Add slots with values that have been numbered by somebody else."""
        known = map(self._known.get, values if self._key is None else map(self._key, values))
        own = np.array(
            [self.code_of(value) if code is None else code for value, code in zip(values, known, strict=True)],
            np.uint32,
        )
        added = np.asarray(codes, np.uint32)
        self.codes.frombytes(own[added].tobytes())
        for code, times in zip(own.tolist(), np.bincount(added, minlength=len(own)).tolist(), strict=True):
            self.counts[code] += times

    def code_of(self, cell: T) -> int:
        """The number of a value, a new one where it was never there."""
        key: Hashable = cell if self._key is None else self._key(cell)
        code = self._known.get(key)
        if code is None:
            code = self._known[key] = len(self.values)
            self.values.append(cell)
            self.counts.append(0)
        return code

    def numbers(self) -> NDArray[np.uint32]:
        """The codes as they are now."""
        return np.array(self.codes, np.uint32)

    def at(self, slot: int) -> T:
        """The slot's value."""
        return self.values[self.codes[slot]]

    def let_go(self, slots: Iterable[int]) -> None:
        """Count these slots no more."""
        for code, times in Counter(map(self.codes.__getitem__, slots)).items():
            self.counts[code] -= times

    def keep(self, slots: Slots) -> None:
        """Keep these slots only, in this order."""
        self.codes = array("I", self.numbers()[slots].tobytes())

    def counted(self) -> list[tuple[T, int]]:
        """The values that any slot has, with how many have them."""
        return [(value, count) for value, count in zip(self.values, self.counts, strict=True) if count]
