"""From the files of a site to cards, and to the rows of its list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from editor.model.card.card import Card, CardId, Quick, read_card
from editor.model.card.checks import count_problems
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.changes import Version
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site
from editor.model.site.summary import PackedValues, Row, summarise
from editor.model.site.survey import Stamp
from editor.model.text.errors import Unreadable
from editor.model.text.quick_read import QuickReader


def read_rows(site: Site, schemas: Schemas, ids: Iterable[CardId]) -> Iterator[Row]:
    """The rows of these cards as they are on the disk. Any thread; never raises, writes nothing."""
    quick = QuickReader().read
    for card_id in ids:
        yield summary_of(read_stamped(site, schemas, card_id, quick)[0])


def read_from_disk(site: Site, schemas: Schemas, card_id: CardId) -> Card:
    """The card as it is on the disk; a broken card where the file cannot be read. Any thread."""
    return read_stamped(site, schemas, card_id)[0]


def read_stamped(site: Site, schemas: Schemas, card_id: CardId, quick: Quick | None = None) -> tuple[Card, Stamp]:
    """The same with the stamp of its file from before the reading: what is written meanwhile makes another one.

    `quick` belongs to the thread; it remembers what cards have in common, so that the next ones are read faster.
    """
    plain = None if ".." in card_id else store.read_plain(f"{site.root}/{card_id}")
    try:
        data, stamp = plain or (store.read(site.path(card_id)).data, None)
    except StoreError as error:
        return unread(card_id, error, schemas), None
    return read_card(card_id, data, schemas, quick=quick), stamp


def summary_of(card: Card) -> Row:
    """The card's row with its problems counted. Any thread."""
    return summarise(card, count_problems(card))


def row_of(card: Card) -> Row:
    """The same, small enough to be kept for many cards."""
    row = summary_of(card)
    return replace(row, values=PackedValues(row.values))


def versions_of(texts: Mapping[CardId, str], schemas: Schemas) -> dict[CardId, Version]:
    """These texts with the rows that they make. Any thread."""
    return {card_id: Version(text, row_of(read_card(card_id, text, schemas))) for card_id, text in texts.items()}


def unread(card_id: CardId, error: StoreError, schemas: Schemas) -> Card:
    """What stands for a card whose file cannot be read: one that is broken, with the reason."""
    return Card(card_id, "", schemas.for_card(card_id, {}), {}, Unreadable(str(error)))
