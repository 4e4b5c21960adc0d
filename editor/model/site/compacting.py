"""What was remembered of a site bit by bit, put together: 100,000 cards are read from a dozen blocks, not hundreds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from editor.model.card.card import CardId
from editor.model.site.block import REPEATED, Block, Cell, Chunk, chunk, numbers, repeated, unpacked
from editor.model.site.index_file import IndexFile, Remembered
from editor.model.site.layout import Site
from editor.model.site.reading import in_list_order
from editor.model.site.stamp import NO_STAMP
from editor.model.site.words import Numbers, sorted_words

_FIRST = 500  # rows of the first block, so that the top of the list is there at once
_AT_ONCE = 4096  # rows of the others: about 10 ms of the window's thread
_CHUNK = 500  # rows whose nested values are unpacked together when one of them is asked for
_KEPT = 4096  # unpacked columns

_Place: TypeAlias = tuple[int, int]
"""Which of the blocks, and which of its rows."""


def compact(file: IndexFile, site: Site) -> Iterator[bytes]:
    """Put together all that `file` remembers; nothing comes of it. For a process of its own: it takes some seconds.

    Rows go that a later one has taken the place of, and those of cards that are no more. Whatever was added meanwhile
    stays.
    """
    remembered = [*file.blocks()]
    if remembered:
        file.replace(remembered[-1].number, len(remembered), _Heap(remembered).blocks(site, file.visited()))
    yield from ()


class _Heap:
    """Blocks with rows here and there."""

    def __init__(self, remembered: Sequence[Remembered]) -> None:
        self._remembered = remembered
        self._blocks = [each.block for each in remembered]
        self._stamps = [_rows_of(each.stamps()) for each in remembered]
        self._chunk_places = [
            [(number, row) for number, (length, _) in enumerate(block.chunks) for row in range(length)]
            for block in self._blocks
        ]
        self._numbers = Numbers()
        self._unpacked = lru_cache(_KEPT)(self._unpack)

    def blocks(self, site: Site, visited: int) -> list[Remembered]:
        """The rows of cards that are there, in the order of a list. Whoever has been here since has seen them all."""
        places: dict[CardId, _Place] = {}
        for number, block in enumerate(self._blocks):
            places.update((card_id, (number, row)) for row, card_id in enumerate(block.ids))
        by_time: dict[int, list[CardId]] = {}
        for card_id, (number, _) in places.items():
            if os.path.lexists(f"{site.root}/{card_id}"):
                seen = self._remembered[number].first_seen
                by_time.setdefault(0 if seen <= visited else seen, []).append(card_id)
        read_at = max(each.read_at for each in self._remembered)
        return [
            Remembered(self._block([places[card_id] for card_id in ids]), read_at, first_seen)
            for first_seen, found in sorted(by_time.items(), reverse=True)
            for ids in _parts(in_list_order(found))
        ]

    def _block(self, places: Sequence[_Place]) -> Block:
        columns: dict[str, Any] = {name: self._column(name, places) for name in ("ids", "titles", "texts", "dates")}
        for name in REPEATED:
            columns[name] = repeated(self._column(name, places))
        return Block(
            **columns,
            stamps=b"".join(self._stamps[number][row] for number, row in places),
            chunks=tuple(self._chunk(places[begin : begin + _CHUNK]) for begin in range(0, len(places), _CHUNK)),
            words=sorted_words(columns["texts"], self._numbers),
        )

    def _column(self, name: str, places: Sequence[_Place]) -> tuple[Any, ...]:
        columns = [getattr(block, name) for block in self._blocks]
        if name not in REPEATED:
            return tuple(columns[number][row] for number, row in places)
        values, codes = [column[0] for column in columns], [numbers(column[1]) for column in columns]
        return tuple(values[number][codes[number][row]] for number, row in places)

    def _chunk(self, places: Sequence[_Place]) -> Chunk:
        inner = [(number, *self._chunk_places[number][row]) for number, row in places]
        paths = {path for number, part, _ in set(inner) for path in self._blocks[number].chunks[part][1]}
        return chunk(len(places), {path: [self._cell(path, *place) for place in inner] for path in sorted(paths)})

    def _cell(self, path: str, number: int, part: int, row: int) -> Cell:
        values, codes = self._unpacked(path, number, part)
        return values[codes[row]] if codes else ()

    def _unpack(self, path: str, number: int, part: int) -> tuple[Sequence[Cell], Sequence[int]]:
        cells = self._blocks[number].chunks[part][1]
        if path not in cells:
            return (), ()
        values, codes = unpacked(cells[path])
        return values, numbers(codes)


def _rows_of(stamps: bytes) -> list[bytes]:
    """A column of stamps, cut into those of each card."""
    width = 8 * len(NO_STAMP)
    return [stamps[begin : begin + width] for begin in range(0, len(stamps), width)]


def _parts(ids: Sequence[CardId]) -> Iterator[Sequence[CardId]]:
    yield ids[:_FIRST]
    for begin in range(_FIRST, len(ids), _AT_ONCE):
        yield ids[begin : begin + _AT_ONCE]
