"""The rows of a whole site: what is remembered of them at once, the rest from the files, on all cores."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site.block import Block
from editor.model.site.blocks import FEW, read_blocks
from editor.model.site.index_file import IndexFile
from editor.model.site.layout import Site, find_cards
from editor.model.site.stamps import Stamps
from editor.model.site.survey import SurveyApart
from editor.model.site.survey import survey as look_at

_WRITTEN_TOGETHER = 16  # blocks
_MOST_REMEMBERED = 2  # rows for each card, before what is remembered is made anew
_LARGE = 8_000_000  # bytes that are remembered of a site, from where a process to look at its files pays: 8,000 cards
_STAMPED = re.compile(r"\d{4}-\d\d-\d\d-")


@dataclass(frozen=True, slots=True)
class Known:
    """What there is now: the stamps of the cards whose remembered rows hold, and those that are to be read, in order.

    `gone` were remembered, and are no more.
    """

    stamps: Stamps
    to_read: tuple[CardId, ...]
    gone: tuple[CardId, ...]


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
    survey: SurveyApart | None = None,
    first: CardId = "",
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Piece]:
    """All rows of a site, in pieces. Writes nothing but `file`. Any thread. Raises StoreError.

    What `file` remembers comes first; then `Known`; then what has to be read, `first` before all, then in the order of
    a list with the newest on top, as far as the files' names tell. `survey` is one that was begun before, and ends
    here. `stopped` is asked now and then.
    """
    before = Stamps()
    seen: dict[CardId, int] = {}
    blocks = remembered_rows = 0
    look = survey or (begin_survey(site, file) if file else None)
    try:
        for remembered in file.blocks() if file else ():
            if stopped():
                return
            blocks += 1
            remembered_rows += len(remembered.block)
            before.add(remembered.block.ids, remembered.stamps())
            if remembered.first_seen:
                seen |= dict.fromkeys(remembered.block.ids, remembered.first_seen)
            yield Rows(remembered.block, checked=False, first_seen=remembered.first_seen)
        now = Stamps.of(look.result() if look else look_at(site) if blocks else ())
        ids = tuple(now) if look or blocks else tuple(find_cards(site))
    finally:
        if look is not None:
            look.stop()
    is_wasteful = remembered_rows > _MOST_REMEMBERED * len(ids) + FEW
    if is_wasteful or not blocks:  # most of it is what cards were once: all is read, and remembered anew
        holding, others = Stamps(), [*ids]
    else:
        holding, others = before.split(now)
    there = len(holding) + sum(1 for card_id in others if card_id in before)
    gone = before.keys() - set(ids) if there < len(before) else ()
    wanted = in_list_order(others, first)
    yield Known(holding, tuple(wanted), tuple(gone))
    started = time.time_ns()
    written: list[tuple[bytes, int]] = []
    times = {card_id: 0 if card_id in before else started for card_id in wanted} if blocks else {}
    for first_seen, some in _by_first_seen(wanted, times | seen):
        for data in read_blocks(site, schemas, some):
            yield Rows(Block.decode(data), checked=True, first_seen=first_seen)
            written.append((data, first_seen))
            if len(written) >= _WRITTEN_TOGETHER:
                _write(file, written, started, anew=is_wasteful)
                is_wasteful = False
            if stopped():
                _write(file, written, started, anew=is_wasteful)
                return
    _write(file, written, started, anew=is_wasteful)


def begin_survey(site: Site, file: IndexFile) -> SurveyApart | None:
    """A look at all files of a site, begun in a process where that pays: when much is remembered of the site."""
    return SurveyApart(site) if file.size > _LARGE else None


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

    def rank(card_id: CardId) -> str:
        own = card_id.rpartition("/")[2]
        return ("2" if card_id == first else "1" if _STAMPED.match(own) else "0") + own

    return sorted(ids, key=rank, reverse=True)
