"""The rows of a whole site: what is remembered of them at once, the rest from the files, on all cores."""

import gc
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.apart import Apart
from editor.model.site.block import Block
from editor.model.site.index_file import IndexFile
from editor.model.site.layout import Site, find_cards
from editor.model.site.rows import RowReader
from editor.model.site.survey import Stamp, SurveyApart, survey

FEW = 1000
"""Cards that are read at once, in the thread that asks; more are worth processes of their own."""

_FIRST = 100  # cards of the first blocks, so that the top of the list is there at once
_AT_ONCE = 500  # cards of a block
_CORES = os.cpu_count() or 1
_WRITTEN_TOGETHER = 16  # blocks
_MOST_REMEMBERED = 2  # rows for each card, before what is remembered is made anew
_LARGE = 8_000_000  # bytes that are remembered of a site, from where a process to look at its files pays: 8,000 cards
_STAMPED = re.compile(r"\d{4}-\d\d-\d\d-")


@dataclass(frozen=True, slots=True)
class Known:
    """All cards that there are now, with the stamps of those whose remembered rows hold; the others have to be read."""

    ids: frozenset[CardId]
    stamps: dict[CardId, Stamp]
    to_read: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows. `checked` tells that they are those of the files as they are; others come again, or go, after `Known`.

    `first_seen` is when their cards were first seen (ns since 1970; 0: when the site was).
    """

    block: Block
    checked: bool
    first_seen: int


Piece: TypeAlias = Known | Rows


def read_site(
    site: Site,
    schemas: Schemas,
    file: IndexFile | None = None,
    *,
    first: CardId = "",
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Piece]:
    """All rows of a site, in pieces. Writes nothing but `file`. Any thread. Raises StoreError.

    What `file` remembers comes first; then `Known`; then what has to be read, `first` before all, then in the order of
    a list with the newest on top, as far as the files' names tell. `stopped` is asked now and then.
    """
    stamps: dict[CardId, Stamp] = {}
    seen: dict[CardId, int] = {}
    blocks = remembered_rows = 0
    look = SurveyApart(site) if file is not None and file.size > _LARGE else None
    try:
        for remembered in file.blocks() if file else ():
            if stopped():
                return
            blocks += 1
            remembered_rows += len(remembered.block)
            stamps.update(remembered.stamps())
            if remembered.first_seen:
                seen |= dict.fromkeys(remembered.block.ids, remembered.first_seen)
            yield Rows(remembered.block, checked=False, first_seen=remembered.first_seen)
        now = look.stamps() if look else survey(site) if blocks else dict.fromkeys(find_cards(site))
    finally:
        if look is not None:
            look.stop()
    is_wasteful = remembered_rows > _MOST_REMEMBERED * len(now) + FEW
    if is_wasteful:  # most of it is what cards were once: all is read, and remembered anew
        stamps = dict.fromkeys(stamps)
    holding = {card_id: stamp for card_id, stamp in now.items() if stamp is not None and stamps.get(card_id) == stamp}
    wanted = in_list_order((card_id for card_id in now if card_id not in holding), first)
    yield Known(frozenset(now), holding, len(wanted))
    store.sweep({site.root / folder for folder in {card_id.rpartition("/")[0] for card_id in now}})
    started = time.time_ns()
    written: list[tuple[bytes, int]] = []
    times = {card_id: 0 if card_id in stamps else started for card_id in wanted} if blocks else {}
    for first_seen, ids in _by_first_seen(wanted, times | seen):
        for data in read_blocks(site, schemas, ids):
            yield Rows(Block.decode(data), checked=True, first_seen=first_seen)
            written.append((data, first_seen))
            if len(written) >= _WRITTEN_TOGETHER:
                _write(file, written, started, anew=is_wasteful)
                is_wasteful = False
            if stopped():
                _write(file, written, started, anew=is_wasteful)
                return
    _write(file, written, started, anew=is_wasteful)


def _by_first_seen(ids: Iterable[CardId], seen: Mapping[CardId, int]) -> list[tuple[int, Sequence[CardId]]]:
    """The cards of each time, the latest first. Where all of the site is new, its cards are no news: 0."""
    times: dict[int, list[CardId]] = {}
    for card_id in ids:
        times.setdefault(seen.get(card_id, 0), []).append(card_id)
    return sorted(times.items(), reverse=True)


def _write(file: IndexFile | None, blocks: list[tuple[bytes, int]], read_at: int, *, anew: bool) -> None:
    if file and blocks:
        file.add(blocks, read_at, anew=anew)
    blocks.clear()


def in_list_order(ids: Iterable[CardId], first: CardId = "") -> list[CardId]:
    """Cards as a list shows them that has the newest on top: most files' names begin with their date."""

    def name(card_id: CardId) -> tuple[bool, bool, str]:
        own = card_id.rpartition("/")[2]
        return card_id == first, _STAMPED.match(own) is not None, own

    return sorted(ids, key=name, reverse=True)


def read_blocks(site: Site, schemas: Schemas, ids: Sequence[CardId]) -> Iterator[bytes]:
    """The rows of these cards as encoded blocks, in this order: many cards in as many processes as there are cores."""
    if len(ids) <= FEW:
        for part in _parts(ids):
            yield read_block(site, schemas, part)
        return
    begin, parts = ids[:_FIRST], list(_parts(ids[_FIRST:]))
    workers = [Apart(_read_parts, site, schemas, parts[number::_CORES]) for number in range(_CORES)]
    try:
        yield read_block(site, schemas, begin)  # while the processes start
        for number, part in enumerate(parts):
            yield workers[number % _CORES].next() or read_block(site, schemas, part)
    finally:
        for worker in workers:
            worker.stop()


def _read_parts(site: Site, schemas: Schemas, parts: Sequence[Sequence[CardId]]) -> Iterator[bytes]:
    """The blocks that a process of its own reads."""
    gc.disable()  # nothing here goes round in a circle
    reader = RowReader(site, schemas)
    for part in parts:
        yield _read_block(reader, part)


def read_block(site: Site, schemas: Schemas, ids: Sequence[CardId]) -> bytes:
    """The rows of these cards as they are on the disk, as an encoded block. Any thread or process; never raises."""
    return _read_block(RowReader(site, schemas), ids)


def _read_block(reader: RowReader, ids: Sequence[CardId]) -> bytes:
    return Block.of(*reader.read(ids)).encode()


def _parts(ids: Sequence[CardId]) -> Iterator[Sequence[CardId]]:
    begin, length = 0, _FIRST
    while begin < len(ids):
        yield ids[begin : begin + length]
        begin, length = begin + length, min(length * 2, _AT_ONCE)
