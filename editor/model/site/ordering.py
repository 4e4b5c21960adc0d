"""Rows in the order of any field."""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Generic, TypeAlias

import numpy as np
from numpy.typing import NDArray

from editor.model.card.card import Publishing
from editor.model.site.block import NO_DATE, Cell
from editor.model.site.coded import Coded, T
from editor.model.site.columns import Columns
from editor.model.site.slots import NO_SLOTS, Slots, parts
from editor.model.site.steps import Steps, slices
from editor.model.site.summary import EXCERPT, Scalar, fold

Key: TypeAlias = "tuple[int, float | str] | float | str | None"
"""What a row is sorted by: of one field, all alike. None where it has nothing, which comes last either way."""

_RUN = 8192  # slots that are sorted at once, in about 5 ms
_FEW = 4  # where only one row of so many is new, each new one is looked up its place

_Ranks: TypeAlias = NDArray[np.int64]
"""For each of some slots where its key stands among the others' keys: equal ones alike, and _NOTHING for None."""

_NOTHING = NO_DATE


class Keys(ABC):
    """What rows are sorted by, for as long as they may come and go."""

    @abstractmethod
    def of(self, slot: int) -> Key:
        """The key of one row."""

    @abstractmethod
    def ranks(self, slots: Slots) -> Steps[_Ranks]:
        """The keys of many rows as numbers."""


class Order:
    """All rows in the order of one field; kept in order while rows come and go. One thread at a time."""

    def __init__(self, columns: Columns, keys: Keys, by_id: "Order | None" = None, *, descending: bool = False) -> None:
        """`by_id` is the order by ids, which decides where keys are equal; None makes that order."""
        self._columns = columns
        self._keys = keys
        self._by_id = by_id
        self._descending = descending
        self._filled = self._empty = self._all = NO_SLOTS
        self._seen = 0
        self._changes = -1

    def begin_with(self, slots: Slots) -> None:
        """All slots that there are, in this order of theirs; each has a key."""
        self._filled = self._all = slots
        self._seen = len(slots)

    def slots(self) -> Steps[Slots]:
        """The slots in order; those of equal rows by the rows' ids."""
        columns = self._columns
        if self._changes == columns.changes:
            return self._all
        changes, seen = columns.changes, len(columns.live)
        fresh = columns.live_slots(self._seen)
        if len(fresh) * _FEW > len(self._all):
            filled, empty = yield from self._sorted(seen)
        else:
            filled_in: list[bool] = []
            for part in parts(fresh, 256):
                filled_in += (self._keys.of(slot) is not None for slot in part.tolist())
                yield
            has_key = np.array(filled_in, np.bool_)
            filled = yield from self._with(fresh[has_key], columns.living(self._filled))
            empty = yield from self._with(fresh[~has_key], columns.living(self._empty))
        self._filled, self._empty, self._seen = filled, empty, seen
        self._all, self._changes = np.concatenate((filled, empty)), changes
        return self._all

    def _sorted(self, seen: int) -> Steps[tuple[Slots, Slots]]:
        """The rows of the first `seen` slots, those with a key and those without: more may come meanwhile."""
        if self._by_id is None:
            live = self._columns.live_slots().tolist()
            return np.array((yield from sorted_by(live, self._columns.ids.__getitem__)), np.int32), NO_SLOTS
        by_id = yield from self._by_id.slots()
        by_id = by_id[by_id < seen]
        ranks = yield from self._keys.ranks(by_id)
        yield
        is_filled = ranks != _NOTHING
        filled, ranks = by_id[is_filled], ranks[is_filled]
        yield
        order = np.argsort(-ranks if self._descending else ranks, kind="stable")
        yield
        return filled[order], by_id[~is_filled]

    def _with(self, fresh: Slots, slots: Slots) -> Steps[Slots]:
        """The slots, which are in order, with some more."""
        places: list[tuple[int, int]] = []
        for part in parts(fresh, 256):
            places += ((self._place(slot, slots), slot) for slot in part.tolist())
            yield
        if not places:
            return slots
        found = _by_place(places)
        yield
        ordered = [self._by_key(sharing) if len(sharing) > 1 else sharing for _, sharing in found]
        yield
        where = np.repeat([place for place, _ in found], [*map(len, ordered)])
        return np.insert(slots, where, [*chain.from_iterable(ordered)])

    def _place(self, slot: int, slots: Slots) -> int:
        low, high = 0, len(slots)
        while low < high:
            middle = (low + high) // 2
            if self._is_before(int(slots[middle]), slot):
                low = middle + 1
            else:
                high = middle
        return low

    def _is_before(self, one: int, other: int) -> bool:
        first, second = self._keys.of(one), self._keys.of(other)
        if first == second or first is None or second is None:
            return self._columns.ids[one] < self._columns.ids[other]
        return (first > second) if self._descending else (first < second)  # type: ignore[operator]  # keys are alike

    def _by_key(self, slots: list[int]) -> list[int]:
        by_id = sorted(slots, key=self._columns.ids.__getitem__)
        if by_id and self._keys.of(by_id[0]) is None:
            return by_id
        return sorted(by_id, key=self._keys.of, reverse=self._descending)  # type: ignore[arg-type]  # keys are alike


def sorted_by(slots: Sequence[int], key_of: Callable[[int], Key], *, descending: bool = False) -> Steps[list[int]]:
    """Like `sorted`, in steps."""
    runs: list[list[int]] = []
    for part in slices(slots, _RUN):
        runs.append(sorted(part, key=key_of, reverse=descending))  # type: ignore[arg-type]  # keys are alike
        yield
    while len(runs) > 1:
        merged: list[list[int]] = []
        for at in range(0, len(runs), 2):
            pair = [*runs[at], *runs[at + 1]] if at + 1 < len(runs) else runs[at]
            merged.append(sorted(pair, key=key_of, reverse=descending))  # type: ignore[arg-type]  # keys are alike
            yield
        runs = merged
    return runs[0] if runs else []


def _by_place(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for place, slot in pairs:
        found.setdefault(place, []).append(slot)
    return sorted(found.items())


# --- what a row is sorted by ------------------------------------------------------------------------------------


def keys_of(columns: Columns, field: str) -> Steps[Keys]:
    """The keys of a field of Row, or of a nested field."""
    own = _OWN.get(field)
    if own is not None:
        return own(columns)
    return _CodedKeys((yield from columns.field(EXCERPT if field == "excerpt" else field)), _first_key)


class _Texts(Keys):
    """Of nearly each row another one."""

    def __init__(self, texts: Sequence[str], key: Callable[[str], Key]) -> None:
        self._texts = texts
        self._key = key

    def of(self, slot: int) -> Key:
        return self._key(self._texts[slot])

    def ranks(self, slots: Slots) -> Steps[_Ranks]:
        keys: list[Key] = []
        for part in parts(slots, 512):
            keys += (self.of(slot) for slot in part.tolist())
            yield
        filled = [at for at, key in enumerate(keys) if key is not None]
        yield
        order = yield from sorted_by(filled, keys.__getitem__)
        ordered = list(map(keys.__getitem__, order))
        yield
        is_other = np.fromiter(map(operator.ne, ordered[1:], ordered), np.bool_, max(0, len(ordered) - 1))
        ranks = np.full(len(slots), _NOTHING, np.int64)
        ranks[order] = np.cumsum(np.append(np.zeros(1, np.bool_), is_other))[: len(order)]
        return ranks


class _Dates(Keys):
    def __init__(self, columns: Columns) -> None:
        self._dates = columns.dates

    def of(self, slot: int) -> Key:
        date = self._dates[slot]
        return None if date == NO_DATE else date

    def ranks(self, slots: Slots) -> Steps[_Ranks]:
        dates = np.array(self._dates, np.int64)
        yield
        return dates[slots]


class _Published(Keys):
    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def of(self, slot: int) -> Key:
        columns = self._columns
        return int(columns.publishing.at(slot) == Publishing.PUBLISHED and not columns.errors.at(slot))

    def ranks(self, slots: Slots) -> Steps[_Ranks]:
        columns = self._columns
        states = np.array([value == Publishing.PUBLISHED for value in columns.publishing.values], np.bool_)
        wholes = np.array([not error for error in columns.errors.values], np.bool_)
        published, whole = states[columns.publishing.numbers()[slots]], wholes[columns.errors.numbers()[slots]]
        return (published & whole).astype(np.int64)
        yield


class _CodedKeys(Keys, Generic[T]):
    """A key for each different value, found once."""

    def __init__(self, column: Coded[T], key: Callable[[T], Key]) -> None:
        self._column = column
        self._key = key
        self._keys: list[Key] = []

    def of(self, slot: int) -> Key:
        return self._known()[self._column.codes[slot]]

    def ranks(self, slots: Slots) -> Steps[_Ranks]:
        codes = self._column.numbers()[slots]
        keys = self._known()
        yield
        ordered = sorted({key for key in keys if key is not None})
        yield
        places = {key: place for place, key in enumerate(ordered)}
        return np.array([_NOTHING if key is None else places[key] for key in keys], np.int64)[codes]

    def _known(self) -> list[Key]:
        self._keys.extend(map(self._key, self._column.values[len(self._keys) :]))
        return self._keys


def _text_key(text: str) -> Key:
    return fold(text) or None


def _first_key(cell: Cell) -> Key:
    return _scalar_key(cell[0]) if cell else None


def _scalar_key(value: Scalar) -> Key:
    """Numbers before text, so that a field with both can be sorted."""
    if value is None or value == "" or value != value:  # the last is YAML's .nan
        return None
    if isinstance(value, bool | int | float):
        return 0, value
    return 1, fold(value)


_OWN: dict[str, Callable[[Columns], Keys]] = {
    "id": lambda columns: _Texts(columns.ids, str),
    "title": lambda columns: _Texts(columns.titles, _text_key),
    "date": _Dates,
    "published": _Published,
    "publishing": lambda columns: _CodedKeys(columns.publishing, _text_key),
    "provider": lambda columns: _CodedKeys(columns.providers, _text_key),
    "topics": lambda columns: _CodedKeys(columns.topics, lambda topics: _text_key(", ".join(topics))),
    "type": lambda columns: _CodedKeys(columns.types, _text_key),
    "schema": lambda columns: _CodedKeys(columns.schemas, _text_key),
    "problems": lambda columns: _CodedKeys(columns.problems, int),
    "error": lambda columns: _CodedKeys(columns.errors, _text_key),
}

OWN_FIELDS = frozenset((*_OWN, "excerpt"))
"""The fields that every row has."""
