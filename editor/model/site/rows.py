"""From the files of a site to cards, and to the rows of its list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from editor.model.card.card import Card, CardId, read_card
from editor.model.card.checks import check
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.changes import Version
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site
from editor.model.site.summary import PackedValues, Row, summarise
from editor.model.text.errors import Unreadable


def read_rows(site: Site, schemas: Schemas, ids: Iterable[CardId]) -> Iterator[Row]:
    """The rows of these cards as they are on the disk. Any thread; never raises, writes nothing."""
    for card_id in ids:
        card = read_from_disk(site, schemas, card_id)
        yield summarise(card, check(card))


def read_from_disk(site: Site, schemas: Schemas, card_id: CardId) -> Card:
    """The card as it is on the disk; a broken card where the file cannot be read. Any thread."""
    try:
        return read_card(card_id, store.read(site.path(card_id)).data, schemas)
    except StoreError as error:
        return unread(card_id, error, schemas)


def row_of(card: Card) -> Row:
    """The card's row with its problems counted, small enough to be kept for many cards. Any thread."""
    row = summarise(card, check(card))
    return replace(row, values=PackedValues(row.values))


def versions_of(texts: Mapping[CardId, str], schemas: Schemas) -> dict[CardId, Version]:
    """These texts with the rows that they make. Any thread."""
    return {card_id: Version(text, row_of(read_card(card_id, text, schemas))) for card_id, text in texts.items()}


def unread(card_id: CardId, error: StoreError, schemas: Schemas) -> Card:
    """What stands for a card whose file cannot be read: one that is broken, with the reason."""
    return Card(card_id, "", schemas.for_card(card_id, {}), {}, Unreadable(str(error)))
