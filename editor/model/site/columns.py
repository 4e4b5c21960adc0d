"""The rows of a site's list as columns: a fifth of the memory of objects, and quick to go through."""

import bisect
from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from editor.model.card.card import CardId, Publishing
from editor.model.site.block import (
    PICTURE,
    Block,
    Cell,
    Repeated,
    as_date,
    as_microseconds,
    numbers,
    typed,
    unpacked,
)
from editor.model.site.coded import Coded
from editor.model.site.letters import Letters
from editor.model.site.members import Members
from editor.model.site.slots import Slots, parts
from editor.model.site.steps import Steps
from editor.model.site.summary import EXCERPT, Row, Use, month
from editor.model.site.words import Words

_KEPT_FIELDS = 4  # columns of nested fields that were asked for last; of 100,000 different texts each takes 30 MB
_KEPT_ROWS = 500
_KEPT_CELLS = 64  # packed columns of a block that were unpacked last
_WASTE = 10_000  # slots that may stand for rows that are no more, before the columns are cleared up


class _Unpacked:
    """The packed columns that were looked into last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str], tuple[Sequence[Cell], array[int]]] = OrderedDict()

    def column(self, part: "_Part", path: str) -> tuple[Sequence[Cell], "array[int]"]:
        """The different cells, and for each row which of them it has."""
        key = part.origin, path
        column = self._kept.get(key)
        if column is None:
            values, codes = unpacked(part.cells[path])
            column = self._kept[key] = values, numbers(codes)
            while len(self._kept) > _KEPT_CELLS:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return column


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The nested values of rows that came together: those whose origins go from `origin` on."""

    origin: int
    length: int
    cells: Mapping[str, bytes]
    unpacked: _Unpacked

    def cell(self, path: str, at: int) -> Cell:
        if path not in self.cells:
            return ()
        values, codes = self.unpacked.column(self, path)
        return values[codes[at]]


class _Values(Mapping[str, Cell]):
    """The nested values of a row that came with others, unpacked when they are asked for."""

    __slots__ = ("_at", "_part")

    def __init__(self, part: _Part, at: int) -> None:
        self._part = part
        self._at = at

    def __getitem__(self, path: str) -> Cell:
        cell = self._part.cell(path, self._at)
        if not cell:
            raise KeyError(path)
        return cell

    def __iter__(self) -> Iterator[str]:
        names = (path for path in self._part.cells if path != PICTURE)
        return (path for path in names if self._part.cell(path, self._at))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Columns:
    """Every row has a slot, which never changes: a row that takes another's place gets another slot.

    Anyone may read the columns; what they say of a slot that is not `live` means nothing. `before` is the slot that the
    same card had before, or -1. One thread at a time.
    """

    def __init__(self) -> None:
        self.slots: dict[CardId, int] = {}
        self.live = bytearray()
        self._changes = 0
        self._clear()

    def _clear(self) -> None:
        self.ids: list[CardId] = []
        self.before = array("i")
        self.titles: list[str] = []
        self.texts: list[str] = []
        self.dates = array("q")
        self.months: Coded[str] = Coded()
        self.publishing: Coded[str] = Coded()
        self.providers: Coded[str] = Coded()
        self.topics: Coded[tuple[str, ...]] = Coded()
        self._topic_members = Members(self.topics)
        self.types: Coded[str] = Coded()
        self.provider_pictures: Coded[str] = Coded()
        self.uses: Coded[Use] = Coded()
        self.schemas: Coded[str] = Coded()
        self.errors: Coded[str] = Coded()
        self.problems: Coded[int] = Coded()
        self._forget_texts()
        self._paths: set[str] = set()
        self._unnamed: list[Row] = []  # whose paths are looked at when somebody asks: to unpack them takes time
        self._parts: list[_Part] = []
        self._origins = array("Q")
        self._next_origin = 0
        self._loose: dict[int, Row] = {}
        self._fields: OrderedDict[str, Coded[Cell]] = OrderedDict()
        self._unpacked = _Unpacked()
        self._rows: OrderedDict[int, Row] = OrderedDict()

    def _forget_texts(self) -> None:
        self.words = Words()
        self.letters = Letters()

    def __len__(self) -> int:
        return len(self.slots)

    @property
    def changes(self) -> int:
        """Another number means other rows."""
        return self._changes

    def paths(self) -> frozenset[str]:
        """The nested fields that any card has, or had."""
        for row in self._unnamed:
            self._paths.update(row.values.keys() - {EXCERPT})
        self._unnamed.clear()
        return frozenset(self._paths)

    def live_slots(self, begin: int = 0) -> Slots:
        """The slots that have a row, ascending, from `begin` on."""
        return (np.flatnonzero(np.frombuffer(self.live[begin:], np.bool_)) + begin).astype(np.int32)

    def living(self, slots: Slots) -> Slots:
        """Those of the slots that have a row."""
        return slots[np.frombuffer(bytes(self.live), np.bool_)[slots]]

    # --- changing -----------------------------------------------------------------------------------------------

    def take(self, block: Block) -> range:
        """Take in rows, in place of those with the same ids: their slots."""
        begin, before = len(self.ids), self._let_go(block.ids)
        self.ids.extend(block.ids)
        self.titles.extend(block.titles)
        self.texts.extend(block.texts)
        self.dates.extend(block.dates)
        for column, (values, codes) in self._coded(block):
            column.extend_coded(values, numbers(codes))
        origin = self._next_origin
        for length, cells in block.chunks:
            self._parts.append(_Part(origin, length, cells, self._unpacked))
            self._paths.update(cells.keys() - {EXCERPT, PICTURE})
            origin += length
        if block.words and len(self.words) == begin:
            self.words.take(len(block), block.words)
        return self._occupy(begin, before)

    def _coded(self, block: Block) -> Iterator[tuple[Coded[object], Repeated[object]]]:
        for name in _CODED:
            yield getattr(self, name), getattr(block, name)

    def put(self, rows: Iterable[Row]) -> range:
        """Take in rows one by one: their slots."""
        kept = tuple({row.id: row for row in rows}.values())
        begin, before = len(self.ids), self._let_go(row.id for row in kept)
        for number, row in enumerate(kept, self._next_origin):
            self.ids.append(row.id)
            self.titles.append(row.title)
            self.texts.append(row.text)
            self.dates.append(as_microseconds(row.date))
            self._loose[number] = row
        self._unnamed.extend(kept)
        self.months.extend(month(row.date) for row in kept)
        self.publishing.extend(row.publishing.value for row in kept)
        self.providers.extend(row.provider for row in kept)
        self.topics.extend(row.topics for row in kept)
        self.types.extend(row.type for row in kept)
        self.provider_pictures.extend(row.provider_picture for row in kept)
        self.uses.extend(row.use for row in kept)
        self.schemas.extend(row.schema for row in kept)
        self.errors.extend(row.error for row in kept)
        self.problems.extend(row.problems for row in kept)
        return self._occupy(begin, before)

    def remove(self, ids: Iterable[CardId]) -> None:
        """Forget these rows; those that are not there do not matter."""
        self._let_go(ids)

    def _occupy(self, begin: int, before: Mapping[CardId, int]) -> range:
        end = len(self.ids)
        taken = range(begin, end)
        self.slots.update(zip(self.ids[begin:], taken, strict=True))
        self.live.extend(b"\1" * len(taken))
        self.before.extend(map(before.get, self.ids[begin:], repeat(-1)))
        self._origins.extend(range(self._next_origin, self._next_origin + len(taken)))
        self._next_origin += len(taken)
        for path, column in self._fields.items():
            while len(column.codes) < end:
                self._fill(path, column)
        return taken

    def _let_go(self, ids: Iterable[CardId]) -> dict[CardId, int]:
        """The slots that these cards had."""
        self._changes += 1
        gone = tuple(ids)
        slots_of = zip(gone, map(self.slots.pop, gone, repeat(None)), strict=True)
        had = {card_id: slot for card_id, slot in slots_of if slot is not None}
        slots = had.values()
        for slot in slots:
            self.live[slot] = 0
            self._loose.pop(self._origins[slot], None)
        for name in _CODED:
            getattr(self, name).let_go(slots)
        return had

    @property
    def is_wasteful(self) -> bool:
        """Whether `clear_up` is due: more slots than a few stand for rows that are no more."""
        return len(self.ids) - len(self.slots) > max(_WASTE, len(self.slots) // 2)

    def clear_up(self) -> Steps[None]:
        """Give all rows new slots, without gaps, in the order of the old ones. The words have to be added again.

        In steps between which no row may change; all is as it was until the last.
        """
        kept = self.live_slots()
        texts: dict[str, list[str]] = {name: [] for name in _TEXTS}
        slots: dict[CardId, int] = {}
        for some in parts(kept):
            for name, new in texts.items():
                new += map(getattr(self, name).__getitem__, some.tolist())
            slots.update(zip(texts["ids"][len(slots) :], range(len(slots), len(kept)), strict=False))
            yield
        for name, new in texts.items():
            setattr(self, name, new)
        for name in _CODED:
            getattr(self, name).keep(kept)
        self.dates = array("q", np.array(self.dates)[kept].tobytes())
        self._origins = array("Q", np.array(self._origins)[kept].tobytes())
        self._fields.clear()
        self._rows.clear()
        self._forget_texts()
        self.live = bytearray(b"\1" * len(kept))
        self.before = array("i", [-1]) * len(kept)
        self.slots = slots

    def learn_words(self) -> Steps[None]:
        """Bring `words` and `letters` up to date, so that searches for a few letters are quick."""
        words, letters, texts = self.words, self.letters, self.texts
        while len(letters) < len(texts):
            letters.add(texts[len(letters) : len(letters) + _LETTERS_AT_ONCE])
            yield
        while len(words) < len(texts):
            words.add(texts[len(words) : len(words) + _WORDS_AT_ONCE])
            yield
        words.settle()

    # --- asking -------------------------------------------------------------------------------------------------

    def row(self, slot: int) -> Row:
        """The row of a slot. Those that were asked for last, such as those on screen, are kept."""
        loose = self._loose.get(self._origins[slot])
        if loose is not None:
            return loose
        row = self._rows.get(slot)
        if row is None:
            row = self._rows[slot] = self._made(slot)
            while len(self._rows) > _KEPT_ROWS:
                self._rows.popitem(last=False)
        return row

    def _made(self, slot: int) -> Row:
        part, at = self._placed(slot)
        return Row(
            id=self.ids[slot],
            title=self.titles[slot],
            date=as_date(self.dates[slot]),
            publishing=Publishing(self.publishing.at(slot)),
            provider=self.providers.at(slot),
            topics=self.topics.at(slot),
            type=self.types.at(slot),
            picture=str(part.cell(PICTURE, at)[0]),
            provider_picture=self.provider_pictures.at(slot),
            schema=self.schemas.at(slot),
            error=self.errors.at(slot),
            problems=self.problems.at(slot),
            text=self.texts[slot],
            use=self.uses.at(slot),
            values=_Values(part, at),
        )

    def field(self, path: str) -> Steps[Coded[Cell]]:
        """The column of a nested field. The last ones that were asked for are kept."""
        column = self._fields.get(path)
        if column is None:
            column, live = Coded(key=typed), self.live
            while len(column.codes) < len(self.ids):
                self._fill(path, column)
                yield
                if live is not self.live:  # the rows have other slots by now
                    column, live = Coded(key=typed), self.live
            self._fields[path] = column
            while len(self._fields) > _KEPT_FIELDS:
                self._fields.popitem(last=False)
        self._fields.move_to_end(path)
        return column

    def _placed(self, slot: int) -> tuple[_Part, int]:
        """The part that a row came with, and its place in that."""
        origin = self._origins[slot]
        part = self._parts[bisect.bisect_right(self._parts, origin, key=_origin) - 1]
        return part, origin - part.origin

    def _fill(self, path: str, column: Coded[Cell]) -> None:
        """Add the cells of some more slots: of a whole part where its rows still stand together."""
        slot = len(column.codes)
        loose = self._loose.get(self._origins[slot])
        if loose is not None or not self.live[slot]:
            column.extend([_cell(loose, path) if loose is not None else ()])
            return
        part, at = self._placed(slot)
        end = min(slot + part.length - at, len(self.ids))
        if self._origins[end - 1] != part.origin + at + end - 1 - slot:
            end = slot + 1  # rows were cleared up in between
        if path in part.cells:
            values, codes = self._unpacked.column(part, path)
            column.extend_coded(values, codes[at : at + end - slot])
        else:
            column.extend([()] * (end - slot))

    def topic_members(self) -> Steps[Members]:
        """The topics in the lists of topics that cards have."""
        members = self._topic_members
        yield from members.learn()
        return members

    def topic_counts(self) -> Steps[Counter[str]]:
        """How many cards have each topic."""
        return (yield from self.topic_members()).counted()


_CODED = (
    *("months", "publishing", "providers", "topics", "types", "provider_pictures", "uses", "schemas", "errors"),
    "problems",
)
_TEXTS = ("ids", "titles", "texts")
_WORDS_AT_ONCE = 100
_LETTERS_AT_ONCE = 1000


def _cell(row: Row, path: str) -> Cell:
    return row.values.get(path, ())


def _origin(part: _Part) -> int:
    return part.origin
