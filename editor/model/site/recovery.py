"""Unsaved changes that a crash has left behind, beside what their files have now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from editor.model.card.card import CardId, read_card
from editor.model.card.changes import CardChange, card_changes
from editor.model.card.merge import merge_cards
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.errors import StoreError
from editor.model.site.journal import Unsaved
from editor.model.site.layout import Site


class Standing(StrEnum):
    """How a file stands to an unsaved change of it.

    SAME: as it was. MERGED: changed since, and both can be had. CLASH: both changed the same. GONE: no such file.
    BROKEN: as it was, and the change is a text that cannot be read.
    """

    SAME = "same"
    MERGED = "merged"
    CLASH = "clash"
    GONE = "gone"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Recovered:
    """One card's unsaved change; `changes` are those that the file would see, `when` is that of the last of them."""

    id: CardId
    title: str
    when: datetime
    standing: Standing
    changes: tuple[CardChange, ...]


def recoverable(site: Site, schemas: Schemas, unsaved: Iterable[Unsaved]) -> list[Recovered]:
    """What can be restored, sorted by id; what the files have already is left out. Any thread; writes nothing."""
    found = [_recovered(site, schemas, each) for each in unsaved]
    return sorted((each for each in found if each is not None), key=lambda each: each.id)


def _recovered(site: Site, schemas: Schemas, unsaved: Unsaved) -> Recovered | None:
    base, mine = (read_card(unsaved.id, text, schemas) for text in (unsaved.base, unsaved.text))
    standing, disk, become = Standing.BROKEN if mine.error else Standing.SAME, base, mine
    now = _text_on_disk(site, unsaved.id)
    if now is None:
        standing = Standing.GONE
    elif now != unsaved.base:
        disk = read_card(unsaved.id, now, schemas)
        merge = merge_cards(base, mine, disk, schemas)
        standing = Standing.CLASH if merge.clashes else Standing.MERGED
        become = merge.card
    if disk.text == become.text and standing is not Standing.GONE:
        return None
    when = datetime.fromtimestamp(unsaved.when, UTC)
    return Recovered(unsaved.id, mine.title, when, standing, card_changes(disk, become))


def _text_on_disk(site: Site, card_id: CardId) -> str | None:
    try:
        return store.read(site.path(card_id)).text
    except StoreError:
        return None
