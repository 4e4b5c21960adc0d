"""Rows in the order of any field."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from editor.model.card.card import Publishing
from editor.model.site.block import EXCERPT, NO_DATE, Cell
from editor.model.site.coded import Coded, T
from editor.model.site.columns import Columns
from editor.model.site.steps import Steps, slices
from editor.model.site.summary import Scalar, fold

Key: TypeAlias = "tuple[int, float | str] | float | str | None"
"""What a row is sorted by: of one field, all alike. None where it has nothing, which comes last either way."""

KeyOf: TypeAlias = Callable[[int], Key]

_RUN = 8192  # slots that are sorted at once, in about 5 ms
_FEW = 4  # where only one row of so many is new, each new one is looked up its place


class Order:
    """All rows in the order of one field; kept in order while rows come and go. One thread at a time."""

    def __init__(self, columns: Columns, key_of: KeyOf, *, descending: bool) -> None:
        self._columns = columns
        self._key_of = key_of
        self._descending = descending
        self._filled: list[int] = []
        self._empty: list[int] = []
        self._seen = 0
        self._all: list[int] = []
        self._changes = -1

    def slots(self) -> Steps[list[int]]:
        """The slots in order; those of equal rows by the rows' ids."""
        if self._changes == self._columns.changes:
            return self._all
        changes, live = self._columns.changes, self._columns.live
        fresh = [slot for slot in range(self._seen, len(live)) if live[slot]]
        known = len(self._filled) + len(self._empty)
        filled = [slot for slot in self._filled if live[slot]]
        empty = [slot for slot in self._empty if live[slot]]
        yield
        seen = len(live)
        if len(fresh) * _FEW > known:
            everything = yield from sorted_by([*filled, *empty, *fresh], self._columns.ids.__getitem__)
            keys: list[Key] = [None] * seen
            for part in slices(everything):
                for slot in part:
                    keys[slot] = self._key_of(slot)
                yield
            empty = [slot for slot in everything if keys[slot] is None]
            filled = [slot for slot in everything if keys[slot] is not None]
            yield
            filled = yield from sorted_by(filled, keys.__getitem__, descending=self._descending)
        else:
            filled = yield from self._with([slot for slot in fresh if self._key_of(slot) is not None], filled)
            empty = yield from self._with([slot for slot in fresh if self._key_of(slot) is None], empty)
        self._filled, self._empty, self._seen = filled, empty, seen
        self._all, self._changes = filled + empty, changes
        return self._all

    def _with(self, fresh: Iterable[int], slots: list[int]) -> Steps[list[int]]:
        """The slots, which are in order, with some more."""
        places: list[tuple[int, int]] = []
        for part in slices(fresh, 256):
            places += ((self._place(slot, slots), slot) for slot in part)
            yield
        if not places:
            return slots
        merged: list[int] = []
        begin = 0
        for place, sharing in _by_place(places):
            merged += slots[begin:place]
            merged += self._by_key(sharing)
            begin = place
        return merged + slots[begin:]

    def _place(self, slot: int, slots: Sequence[int]) -> int:
        low, high = 0, len(slots)
        while low < high:
            middle = (low + high) // 2
            if self._is_before(slots[middle], slot):
                low = middle + 1
            else:
                high = middle
        return low

    def _is_before(self, one: int, other: int) -> bool:
        first, second = self._key_of(one), self._key_of(other)
        if first == second or first is None or second is None:
            return self._columns.ids[one] < self._columns.ids[other]
        return (first > second) if self._descending else (first < second)  # type: ignore[operator]  # keys are alike

    def _by_key(self, slots: list[int]) -> list[int]:
        by_id = sorted(slots, key=self._columns.ids.__getitem__)
        if by_id and self._key_of(by_id[0]) is None:
            return by_id
        return sorted(by_id, key=self._key_of, reverse=self._descending)  # type: ignore[arg-type]  # keys are alike


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


def key_of_field(columns: Columns, field: str) -> Steps[KeyOf]:
    """The key of a field of Row, or of a nested field, by slot."""
    own = _OWN.get(field)
    if own is not None:
        return own(columns)
    field = EXCERPT if field == "excerpt" else field
    return _coded_key((yield from columns.field(field)), _first_key)


def _id_key(columns: Columns) -> KeyOf:
    return columns.ids.__getitem__


def _title_key(columns: Columns) -> KeyOf:
    titles = columns.titles
    return lambda slot: fold(titles[slot]) or None


def _date_key(columns: Columns) -> KeyOf:
    dates = columns.dates
    return lambda slot: None if dates[slot] == NO_DATE else dates[slot]


def _published_key(columns: Columns) -> KeyOf:
    publishing, errors = columns.publishing, columns.errors
    return lambda slot: int(publishing.at(slot) == Publishing.PUBLISHED and not errors.at(slot))


def _coded_key(column: Coded[T], key: Callable[[T], Key]) -> KeyOf:
    """A key for each different value, found once."""
    keys: list[Key] = []

    def key_of(slot: int) -> Key:
        code = column.codes[slot]
        if code >= len(keys):
            keys.extend(map(key, column.values[len(keys) :]))
        return keys[code]

    return key_of


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


_OWN: dict[str, Callable[[Columns], KeyOf]] = {
    "id": _id_key,
    "title": _title_key,
    "date": _date_key,
    "published": _published_key,
    "publishing": lambda columns: _coded_key(columns.publishing, _text_key),
    "provider": lambda columns: _coded_key(columns.providers, _text_key),
    "topics": lambda columns: _coded_key(columns.topics, lambda topics: _text_key(", ".join(topics))),
    "type": lambda columns: _coded_key(columns.types, _text_key),
    "schema": lambda columns: _coded_key(columns.schemas, _text_key),
    "problems": lambda columns: _coded_key(columns.problems, int),
    "error": lambda columns: _coded_key(columns.errors, _text_key),
}

OWN_FIELDS = frozenset((*_OWN, "excerpt"))
"""The fields that every row has."""
