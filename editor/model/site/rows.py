"""From the files of a site to cards, and to the rows of its list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from editor.model.card.card import Card, CardId, read_card
from editor.model.card.checks import count_problems
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.changes import Version
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site
from editor.model.site.stamp import Stamp
from editor.model.site.summary import PackedValues, Row, summarise
from editor.model.text.errors import Unreadable
from editor.model.text.quick_read import QuickReader


class RowReader:
    """Reads the rows of cards, and remembers what cards have in common. For one thread."""

    def __init__(self, site: Site, schemas: Schemas) -> None:
        self._site = site
        self._schemas = schemas
        self._quick = QuickReader().read

    def read(self, ids: Sequence[CardId]) -> tuple[list[Row], list[Stamp]]:
        """The rows of these cards as they are on the disk, with the stamps of their files. Never raises."""
        files = [read_file(self._site, card_id) for card_id in ids]
        return self.rows(ids, [data for data, _ in files]), [stamp for _, stamp in files]

    def rows(self, ids: Iterable[CardId], files: Iterable[bytes | StoreError]) -> list[Row]:
        """The rows of these cards, whose files have been read. Never raises.

        One step after the other for all of them: a processor is much faster at what it has just done.
        """
        cards = [self._card(card_id, data) for card_id, data in zip(ids, files, strict=True)]
        problems = [*map(count_problems, cards)]
        return [*map(summarise, cards, problems)]

    def _card(self, card_id: CardId, data: bytes | StoreError) -> Card:
        if isinstance(data, StoreError):
            return unread(card_id, data, self._schemas)
        return read_card(card_id, data, self._schemas, quick=self._quick)


def read_rows(site: Site, schemas: Schemas, ids: Iterable[CardId]) -> Iterator[Row]:
    """The rows of these cards as they are on the disk. Any thread; never raises, writes nothing."""
    reader = RowReader(site, schemas)
    for card_id in ids:
        yield from reader.read([card_id])[0]


def read_from_disk(site: Site, schemas: Schemas, card_id: CardId) -> Card:
    """The card as it is on the disk; a broken card where the file cannot be read. Any thread."""
    data, _ = read_file(site, card_id)
    return unread(card_id, data, schemas) if isinstance(data, StoreError) else read_card(card_id, data, schemas)


def read_file(site: Site, card_id: CardId) -> tuple[bytes | StoreError, Stamp]:
    """Bytes, or why there are none, and the file's stamp from before: what is written meanwhile makes another."""
    plain = None if ".." in card_id else store.read_plain(f"{site.root}/{card_id}")
    try:
        return plain or (store.read(site.path(card_id)).data, None)
    except StoreError as error:
        return error, None


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
