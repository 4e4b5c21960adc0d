"""Cards that were read together, as columns: what reading hands over, and what the index on disk keeps."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from editor.model.card.card import CardId, Publishing
from editor.model.site.packing import pack, pack_tightly, unpack, unpack_tight
from editor.model.site.stamp import NO_STAMP, Stamp, as_column
from editor.model.site.summary import Row, Scalar, Use, month

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

Cell: TypeAlias = tuple[Scalar, ...]
"""All values that a card has at one path; none where it has not got it."""

Repeated: TypeAlias = tuple[Sequence[T], bytes]
"""A column with few different values: these, and for each card (as an `array("I")` has it) which of them it has."""

Chunk: TypeAlias = tuple[int, Mapping[str, bytes]]
"""Of so many cards the values at each path packed, read by `unpacked`; a path that none of them has is not in it."""

Sorted: TypeAlias = tuple[int, Sequence[str], bytes, bytes, bytes]
"""The words of some texts. How many words have been met in texts before; those that are new; then, as `array("I")`, the
numbers of the words of these texts; where each begins in what follows, and the end; which texts have it.
"""

PICTURE = "\0picture"
"""The path of what is no nested value, but rarely asked for: no key begins like this."""

NO_DATE = -(2**63)
_NUMBERS = frozenset({bool, int, float})
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Block:
    """Columns of equal length, in no order. A value; any thread.

    `dates` are microseconds since 1970 in UTC, or NO_DATE; `months` are "2020-05" or "". `chunks` have the nested
    values, a few hundred cards' together. `words` are those of `texts`, where somebody has sorted them, else none.
    `stamps` are those of the files right before they were read, as `stamp.as_column` has them.
    """

    ids: Sequence[CardId]
    titles: Sequence[str]
    texts: Sequence[str]
    dates: Sequence[int]
    months: Repeated[str]
    publishing: Repeated[str]
    providers: Repeated[str]
    topics: Repeated[tuple[str, ...]]
    types: Repeated[str]
    provider_pictures: Repeated[str]
    uses: Repeated[Use]
    schemas: Repeated[str]
    errors: Repeated[str]
    problems: Repeated[int]
    chunks: Sequence[Chunk]
    stamps: bytes
    words: Sorted | tuple[()] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, rows: Iterable[Row], stamps: Iterable[Stamp]) -> Block:
        """These rows as columns."""
        kept = tuple(rows)
        return cls.from_columns(columns_of(kept), cells_of(kept), stamps)

    @classmethod
    def from_columns(
        cls, columns: Mapping[str, Sequence[Any]], cells: Mapping[str, Sequence[Cell]], stamps: Iterable[Stamp]
    ) -> Block:
        """A block of columns as `columns_of` has them, of cells as `cells_of` has them, and of stamps."""
        return cls(
            **{name: repeated(column) if name in REPEATED else tuple(column) for name, column in columns.items()},
            chunks=(chunk(len(columns["ids"]), cells),),
            stamps=as_column(stamps),
        )

    def encode(self) -> bytes:
        """The block as bytes."""
        return pack([getattr(self, name) for name in _NAMES])

    @classmethod
    def decode(cls, data: bytes) -> Block:
        """The block of these bytes. Raises ValueError for others."""
        columns: Any = unpack(data)
        if not isinstance(columns, tuple) or len(columns) != len(_NAMES):
            raise ValueError("these bytes are no block")
        block = cls(*columns)
        block._check()
        return block

    def _check(self) -> None:
        """That the columns fit each other. Raises ValueError."""
        length = len(self.ids)
        for name in _NAMES:
            column = getattr(self, name)
            if name == "chunks":
                fits = sum(cards for cards, _ in column) == length
            elif name == "words":
                fits = not column or _fit(column, length)
            elif name == "stamps":
                fits = len(column) == length * len(NO_STAMP) * 8
            elif name not in REPEATED:
                fits = len(column) == length
            else:
                values, codes = column
                fits = len(codes) == length * _CODE.itemsize and _highest(codes) < len(values)
            if not fits:
                raise ValueError(f"the column {name} does not fit the others")
        if not set(self.publishing[0]) <= set(Publishing):
            raise ValueError("this block knows another way to publish")


_NAMES = tuple(field.name for field in fields(Block))
REPEATED = frozenset(field.name for field in fields(Block) if str(field.type).startswith("Repeated"))
"""The names of the columns with few different values."""

_CODE = array("I")


def _fit(words: Sorted, length: int) -> bool:
    """Whether these can be the words of so many texts."""
    before, names, found, starts, texts = words
    begins = _array(starts)
    return (
        _highest(found) < before + len(names)
        and len(begins) == len(_array(found)) + 1
        and begins[0] == 0
        and begins[-1] * _CODE.itemsize == len(texts)
        and bool((begins[1:] >= begins[:-1]).all())
        and _highest(texts) < length
    )


def _highest(codes: bytes) -> int:
    return int(_array(codes).max()) if codes else -1


def _array(codes: bytes) -> NDArray[np.uint32]:
    import numpy as np  # half of the start of a process that only makes blocks

    return np.frombuffer(codes, np.uint32)


def columns_of(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """What the columns of a block have, one value for each row, by the names of the columns."""
    return {
        "ids": [row.id for row in rows],
        "titles": [row.title for row in rows],
        "texts": [row.text for row in rows],
        "dates": [as_microseconds(row.date) for row in rows],
        "months": [month(row.date) for row in rows],
        "publishing": [row.publishing.value for row in rows],
        "providers": [row.provider for row in rows],
        "topics": [row.topics for row in rows],
        "types": [row.type for row in rows],
        "provider_pictures": [row.provider_picture for row in rows],
        "uses": [row.use for row in rows],
        "schemas": [row.schema for row in rows],
        "errors": [row.error for row in rows],
        "problems": [row.problems for row in rows],
    }


def cells_of(rows: Sequence[Row]) -> dict[str, list[Cell]]:
    """The nested values of these rows, and their pictures: by path a cell for each row."""
    paths: dict[str, list[Cell]] = {PICTURE: [(row.picture,) for row in rows]}
    for at, row in enumerate(rows):
        for path, cell in row.values.items():
            column = paths.get(path)
            if column is None:
                column = paths[path] = [()] * len(rows)
            column[at] = cell
    return paths


def chunk(length: int, paths: Mapping[str, Sequence[Cell]]) -> Chunk:
    """The values of so many cards, by path, packed."""
    return length, {path: pack_tightly(_repeated_cells(column)) for path, column in paths.items()}


def repeated(column: Sequence[T]) -> Repeated[T]:
    """A column with each different value once."""
    values = tuple(dict.fromkeys(column))
    codes = dict(zip(values, range(len(values)), strict=True))
    return values, array("I", [*map(codes.__getitem__, column)]).tobytes()


def _repeated_cells(column: Sequence[Cell]) -> Repeated[Cell]:
    """The same; where there are several types of numbers, equal cells are told apart by them."""
    values, codes = repeated(column)
    if _numbers_in(values) and len(_numbers_in(column)) > 1:
        keys = [*map(typed, column)]
        different, codes = repeated(keys)
        firsts = dict(zip(reversed(keys), reversed(column), strict=True))
        values = tuple(map(firsts.__getitem__, different))
    return values, codes


def _numbers_in(cells: Iterable[Cell]) -> frozenset[type]:
    return _NUMBERS.intersection(map(type, chain.from_iterable(cells)))


def numbers(codes: bytes) -> array[int]:
    """The codes of a repeated column."""
    return array("I", codes)


def typed(cell: Cell) -> tuple[object, ...]:
    """A key by which cells are told apart: Python takes 1, 1.0 and True for the same; a search does not."""
    if not cell or (len(cell) == 1 and type(cell[0]) is str):
        return cell
    return (*cell, *map(type, cell))


def unpacked(cells: bytes) -> Repeated[Cell]:
    """The values of a path, one cell for each card of its block."""
    column: Any = unpack_tight(cells)
    return column  # type: ignore[no-any-return]  # what `Block.of` has packed


def as_microseconds(date: datetime.datetime | None) -> int:
    """A date as a block has it."""
    return NO_DATE if date is None else (date - _EPOCH) // _MICROSECOND


def as_date(microseconds: int) -> datetime.datetime | None:
    """The date that a block has."""
    return None if microseconds == NO_DATE else _EPOCH + microseconds * _MICROSECOND
