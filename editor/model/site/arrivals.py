"""What the disk has now of a card, and what that makes of an unsaved change to it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from editor.model.card.card import Card, CardId, Quick, read_card
from editor.model.card.merge import Merge, Place, Side, merge_cards
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site
from editor.model.site.rows import row_of, unread
from editor.model.site.summary import Row


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What a file has. `text` has surrogates where the bytes are not UTF-8 (PEP 383)."""

    text: str
    digest: str


class Edited(NamedTuple):  # a third of the time of a frozen dataclass, 10,000 times in one turn of the window
    """An unsaved text, and the text of the file that it was made on."""

    base: str
    text: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A card as the disk has it now.

    `disk` is None where there is no file any more, or it cannot be read; then `row` says why (None: it is gone).
    `merge` is what an unsaved change, `edited`, becomes; None where there is none, or the file is what it was made on.
    `merged_row` is the row of that, where nothing clashes.
    """

    id: CardId
    disk: OnDisk | None
    row: Row | None
    edited: Edited | None = None
    merge: Merge | None = None
    merged_row: Row | None = None


def look(
    site: Site,
    schemas: Schemas,
    card_id: CardId,
    edited: Edited | None = None,
    known: str | None = None,
    quick: Quick | None = None,
) -> Arrival | None:
    """Read a card again; None where the file still has the digest that is `known`. Any thread; never raises.

    `quick` belongs to the thread, and reads the common card faster.
    """
    try:
        stored = store.read(site.path(card_id))
    except StoreError as error:
        # A disk that is not there has removed nothing; a link that leads nowhere is there.
        is_gone = site.root.is_dir() and not os.path.lexists(site.place(card_id))
        return Arrival(card_id, None, None if is_gone else row_of(unread(card_id, error, schemas)), edited)
    if stored.digest == known:
        return None
    disk, theirs = OnDisk(stored.text, stored.digest), read_card(card_id, stored.data, schemas, quick=quick)
    merge = None if edited is None or edited.base == disk.text else merged(card_id, edited, theirs, schemas)
    merged_row = None if merge is None or merge.clashes else row_of(merge.card)
    return Arrival(card_id, disk, row_of(theirs), edited, merge, merged_row)


def merged(
    card_id: CardId,
    mine: Edited,
    theirs: Card,
    schemas: Schemas,
    decided: Mapping[Place, Side] = MappingProxyType({}),
) -> Merge:
    """An unsaved change and the file's own, as one."""
    base, text = (read_card(card_id, each, schemas) for each in (mine.base, mine.text))
    return merge_cards(base, text, theirs, schemas, decided)
