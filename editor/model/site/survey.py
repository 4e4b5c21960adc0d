"""A look at what stands on the disk: all cards, with their stamps."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from editor.model.card.card import CardId
from editor.model.site.apart import Apart, P
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site, find_cards
from editor.model.site.packing import pack, unpack
from editor.model.site.stamp import Stamp, as_column, stamp_from
from editor.model.site.steps import slices

Survey: TypeAlias = list[tuple[Sequence[CardId], bytes]]
"""All cards, sorted, and their stamps as `stamp.as_column` has them, in parts: what `Stamps.of` takes. To take in one
part holds Python's lock for ten milliseconds, which all at once would for fifty.
"""

_AT_ONCE = 32_768  # cards of a part


def survey(site: Site) -> Survey:
    """Look at all cards. Any thread; reads no file. Raises StoreError when the site's folder is not there."""
    return [*_parts(site)]


def _parts(site: Site) -> Iterator[tuple[Sequence[CardId], bytes]]:
    root = f"{site.root}/"
    for ids in slices(find_cards(site), _AT_ONCE):
        yield ids, as_column(_stamp(root + card_id) for card_id in ids)


def stamp_of(site: Site, card_id: CardId) -> Stamp:
    """The stamp of one card's file, links followed; None where there is none. Any thread."""
    return _stamp(f"{site.root}/{card_id}")


def _stamp(path: str) -> Stamp:
    try:
        return stamp_from(os.stat(path))  # noqa: PTH116 (a Path for each card of a site takes ten times as long)
    except OSError:
        return None


class _Urgent(Apart[P]):
    """A process whose end is waited for."""

    modesty = 0


class SurveyApart:
    """A survey on another core, begun at once. One thread at a time."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._apart = _Urgent(_packed, site)

    def result(self) -> Survey:
        """What `survey` says, when it is there. Raises StoreError."""
        parts: Survey = []
        while (data := self._apart.next()) is not None:
            found: Any = unpack(data)
            if not found:
                return parts
            parts.append((found[0], found[1]))
        return survey(self._site)  # the process has ended before it was done

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._apart.stop()


def survey_apart(site: Site) -> Survey:
    """`survey` on another core, for many cards: here it would hold Python's lock from the other threads."""
    look = SurveyApart(site)
    try:
        return look.result()
    finally:
        look.stop()


def _packed(site: Site) -> Iterator[bytes]:
    with contextlib.suppress(StoreError):  # whoever asks will see for himself
        parts = [pack(part) for part in _parts(site)]  # all, before the first is sent: nobody may take it for a while
        yield from parts
        yield pack(())  # the end
