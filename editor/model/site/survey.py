"""A look at what stands on the disk: all cards, with their stamps."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any, TypeAlias

from editor.model.card.card import CardId
from editor.model.site.apart import Apart, P
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site, find_cards
from editor.model.site.packing import pack, unpack
from editor.model.site.stamp import Stamp, as_column, stamp_from

Survey: TypeAlias = tuple[tuple[CardId, ...], bytes]
"""All cards, sorted, and their stamps as `stamp.as_column` has them: what `Stamps` is made from."""


def survey(site: Site) -> Survey:
    """Look at all cards. Any thread; reads no file. Raises StoreError when the site's folder is not there."""
    ids = tuple(find_cards(site))
    root = f"{site.root}/"
    return ids, as_column(_stamp(root + card_id) for card_id in ids)


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
        data = self._apart.next()
        if data is None:
            return survey(self._site)
        found: Any = unpack(data)
        return (found[0], found[1])

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
        yield pack(survey(site))
