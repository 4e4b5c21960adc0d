"""The same edits for many cards at once: all of them, or none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from editor.model.card.card import Card, CardId, read_card
from editor.model.card.edits import Edit, SetValue, apply_edits
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.arrivals import Edited, OnDisk
from editor.model.site.changes import Version
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site
from editor.model.site.library import Library
from editor.model.site.rows import row_of, unread
from editor.model.site.summary import Row
from editor.model.text.errors import EditRefused
from editor.model.text.quick_edit import QuickEdit, Reader
from editor.model.text.quick_read import QuickReader

_Step: TypeAlias = tuple[Version, Version]
"""What a card is, and what it would become."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What many cards would become.

    `before` is what the edits were worked out on, `after` what the cards that change would be, `read` what was read
    from the disk for it. When a card refuses an edit, `refused` has a sentence for every such card, and the others are
    empty.
    """

    before: Mapping[CardId, Version]
    after: Mapping[CardId, Version]
    refused: Mapping[CardId, str]
    read: Mapping[CardId, OnDisk] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A card's text as it is, and as it was saved; with an `error` where its file cannot be read.

    `digest` is that of the file, where it was read for this.
    """

    id: CardId
    text: str
    saved: str
    digest: str = ""
    error: StoreError | None = None

    def cards(self, schemas: Schemas) -> tuple[Card, Card]:
        """The card as it is, and as it was saved."""
        if self.error is not None:
            broken = unread(self.id, self.error, schemas)
            return broken, broken
        saved = read_card(self.id, store.data_of(self.saved), schemas)
        return saved if self.text == self.saved else read_card(self.id, store.data_of(self.text), schemas), saved


def edit_cards(library: Library, ids: Iterable[CardId], edits: Sequence[Edit]) -> Bulk:
    """Work out the edits for each card. Changes nothing, neither in the library nor on the disk.

    In the library's thread. Raises StoreError for an unknown id.
    """
    cards = ((library.card(card_id), library.saved(card_id)) for card_id in ids)
    return _together((card.id, partial(_step, card, saved, edits, library.schemas)) for card, saved in cards)


def standing(site: Site, card_id: CardId, edited: Edited | None = None) -> Standing:
    """How a card stands: as `edited`, else as it is on the disk. Any thread; never raises."""
    if edited is not None:
        return Standing(card_id, edited.text, edited.base)
    try:
        stored = store.read(site.path(card_id))
    except StoreError as error:
        return Standing(card_id, "", "", error=error)
    text = stored.text
    return Standing(card_id, text, text, stored.digest)


def work_out(
    cards: Iterable[Standing],
    edits: Sequence[Edit],
    schemas: Schemas,
    *,
    read: Reader | None = None,
) -> Bulk:
    """The same for cards as they stand. Any thread.

    One value that is set at the top of many cards is not worked out for each of them where `read` (None: the quick
    reader) is certain of a card; the outcome is the same.
    """
    match edits:
        case [SetValue((str(key),)) as edit]:
            step = _OneValue(edit, QuickEdit(key, read or QuickReader().read), schemas).step
        case _:
            step = partial(_parsed_step, edits, schemas)
    on_disk: dict[CardId, OnDisk] = {}

    def tries() -> Iterator[tuple[CardId, Callable[[], _Step | None]]]:
        for card in cards:
            if card.digest:
                on_disk[card.id] = OnDisk(card.saved, card.digest)
            yield card.id, partial(step, card)

    bulk = _together(tries())
    return replace(bulk, read={card_id: on_disk[card_id] for card_id in bulk.after if card_id in on_disk})


@dataclass(frozen=True, slots=True)
class _OneValue:
    """A value that is set at the top of many cards, without the parser where its word for a like card is enough."""

    edit: SetValue
    quick: QuickEdit
    schemas: Schemas

    def step(self, card: Standing) -> _Step | None:
        now = None if card.error else self.quick.spot(card.text)
        like = now if card.text == card.saved else self.quick.spot(card.saved)
        if now is None or like is None:
            return _parsed_step((self.edit,), self.schemas, card)
        kind = self.schemas.for_card(card.id, now.values)
        made = self.quick.made(kind.name, now, like)
        if made is not None and self.schemas.for_card(card.id, made.values).name == kind.name:
            if made.text == card.text:
                return None
            before = partial(_row_from, card.id, card.text, self.schemas)
            after = Card(card.id, made.text, kind, made.values)
            return Version(card.text, before), Version(made.text, row_of(after))
        step = _parsed_step((self.edit,), self.schemas, card)
        self.quick.learn(kind.name, now, like, card.text if step is None else step[1].text)
        return step


def _row_from(card_id: CardId, text: str, schemas: Schemas) -> Row:
    return row_of(read_card(card_id, store.data_of(text), schemas, quick=QuickReader().read))


def _together(tries: Iterable[tuple[CardId, Callable[[], _Step | None]]]) -> Bulk:
    """What is tried with each card as one."""
    before: dict[CardId, Version] = {}
    after: dict[CardId, Version] = {}
    refused: dict[CardId, str] = {}
    for card_id, attempt in tries:
        try:
            step = attempt()
        except EditRefused as error:
            refused[card_id] = str(error)
            continue
        if step is not None:
            before[card_id], after[card_id] = step
    return Bulk({}, {}, refused) if refused else Bulk(before, after, {})


def _parsed_step(edits: Sequence[Edit], schemas: Schemas, card: Standing) -> _Step | None:
    return _step(*card.cards(schemas), edits, schemas)


def _step(card: Card, saved: Card, edits: Sequence[Edit], schemas: Schemas) -> _Step | None:
    """What the edits make of a card; None where it stays as it is. Raises EditRefused."""
    edited = apply_edits(card, edits, schemas, like=saved)
    if edited.text == card.text:
        return None
    return Version(card.text, row_of(card)), Version(edited.text, row_of(edited))
