"""What stands on the disk: a stamp for each card, by which a look at the disk tells which ones to read again."""

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from editor.model.card.card import CardId
from editor.model.site.apart import Apart, P
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site, find_cards
from editor.model.site.packing import pack, unpack

Stamp: TypeAlias = tuple[int, int, int, int] | None
"""Inode, size, and in nanoseconds when content and file were changed; None where the system would not say.

A program can set the time of the content back, but not that of the file (on Windows, that is when it was made).
"""


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two surveys. `renamed` has the old and new id of what kept its file under another name."""

    changed: tuple[CardId, ...] = ()
    added: tuple[CardId, ...] = ()
    removed: tuple[CardId, ...] = ()
    renamed: tuple[tuple[CardId, CardId], ...] = ()


def survey(site: Site) -> dict[CardId, Stamp]:
    """The stamps of all cards. Any thread; reads no file. Raises StoreError when the site's folder is not there."""
    return {card_id: stamp_of(site, card_id) for card_id in find_cards(site)}


class _Urgent(Apart[P]):
    """A process whose end is waited for."""

    modesty = 0


class SurveyApart:
    """A survey on another core, begun at once. One thread at a time."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._apart = _Urgent(_packed, site)

    def stamps(self) -> dict[CardId, Stamp]:
        """What `survey` says, when it is there. Raises StoreError."""
        data = self._apart.next()
        if data is None:
            return survey(self._site)
        found: Any = unpack(data)
        return dict(zip(*found, strict=True))

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._apart.stop()


def _packed(site: Site) -> Iterator[bytes]:
    with contextlib.suppress(StoreError):  # whoever asks will see for himself
        stamps = survey(site)
        yield pack((tuple(stamps), tuple(stamps.values())))


def stamp_of(site: Site, card_id: CardId) -> Stamp:
    """The stamp of one card's file, links followed; None where there is none. Any thread."""
    try:
        status = os.stat(f"{site.root}/{card_id}")  # noqa: PTH116 (a Path for each card of a site takes ten times as long)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def differences(old: Mapping[CardId, Stamp], new: Mapping[CardId, Stamp]) -> Differences:
    """What happened between two surveys."""
    added = [card_id for card_id in new if card_id not in old]
    removed = [card_id for card_id in old if card_id not in new]
    return Differences(
        tuple(card_id for card_id, stamp in new.items() if card_id in old and stamp != old[card_id]),
        tuple(added),
        tuple(removed),
        tuple(_renamed({card_id: old[card_id] for card_id in removed}, {card_id: new[card_id] for card_id in added})),
    )


def _renamed(removed: Mapping[CardId, Stamp], added: Mapping[CardId, Stamp]) -> Iterable[tuple[CardId, CardId]]:
    """A rename keeps the file, with its size and the time of its content."""
    by_file = {stamp[:3]: card_id for card_id, stamp in removed.items() if stamp is not None}
    for card_id, stamp in added.items():
        before = by_file.pop(stamp[:3], None) if stamp is not None else None
        if before is not None:
            yield before, card_id
