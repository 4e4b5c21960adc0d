"""The same edits for many cards at once: all of them, or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from editor.model.card.card import Card, CardId, read_card
from editor.model.card.edits import Edit, SetValue, apply_edits
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.arrivals import Edited
from editor.model.site.changes import Version
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site
from editor.model.site.library import Library
from editor.model.site.rows import row_of, unread
from editor.model.text.errors import EditRefused
from editor.model.text.quick_edit import QuickEdit, Reader
from editor.model.text.quick_read import QuickReader


@dataclass(frozen=True, slots=True)
class Bulk:
    """What many cards would become.

    `before` are the texts that the edits were worked out on, `after` what the cards that change would be. When a card
    refuses an edit, `refused` has a sentence for every such card, and the others are empty.
    """

    before: Mapping[CardId, str]
    after: Mapping[CardId, Version]
    refused: Mapping[CardId, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A card's text as it is, and as it was saved; with an `error` where its file cannot be read."""

    id: CardId
    text: str
    saved: str
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
    return _together(
        (card.id, card.text, partial(_version, card, saved, edits, library.schemas)) for card, saved in cards
    )


def standing(site: Site, card_id: CardId, edited: Edited | None = None) -> Standing:
    """How a card stands: as `edited`, else as it is on the disk. Any thread; never raises."""
    if edited is not None:
        return Standing(card_id, edited.text, edited.base)
    try:
        text = store.read(site.path(card_id)).text
    except StoreError as error:
        return Standing(card_id, "", "", error)
    return Standing(card_id, text, text)


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
            version = _OneValue(edit, QuickEdit(key, read or QuickReader().read), schemas).version
        case _:
            version = partial(_parsed_version, edits, schemas)
    return _together((card.id, card.text, partial(version, card)) for card in cards)


@dataclass(frozen=True, slots=True)
class _OneValue:
    """A value that is set at the top of many cards, without the parser where its word for a like card is enough."""

    edit: SetValue
    quick: QuickEdit
    schemas: Schemas

    def version(self, card: Standing) -> Version | None:
        now = None if card.error else self.quick.spot(card.text)
        like = now if card.text == card.saved else self.quick.spot(card.saved)
        if now is None or like is None:
            return _parsed_version((self.edit,), self.schemas, card)
        kind = self.schemas.for_card(card.id, now.values)
        made = self.quick.made(kind.name, now, like)
        if made is not None and self.schemas.for_card(card.id, made.values).name == kind.name:
            if made.text == card.text:
                return None
            return Version(made.text, row_of(Card(card.id, made.text, kind, made.values)))
        version = _parsed_version((self.edit,), self.schemas, card)
        self.quick.learn(kind.name, now, like, card.text if version is None else version.text)
        return version


def _together(tries: Iterable[tuple[CardId, str, Callable[[], Version | None]]]) -> Bulk:
    """What is tried with each card, whose text is given, as one."""
    before: dict[CardId, str] = {}
    after: dict[CardId, Version] = {}
    refused: dict[CardId, str] = {}
    for card_id, text, attempt in tries:
        try:
            version = attempt()
        except EditRefused as error:
            refused[card_id] = str(error)
            continue
        if version is not None:
            before[card_id], after[card_id] = text, version
    return Bulk({}, {}, refused) if refused else Bulk(before, after, {})


def _parsed_version(edits: Sequence[Edit], schemas: Schemas, card: Standing) -> Version | None:
    return _version(*card.cards(schemas), edits, schemas)


def _version(card: Card, saved: Card, edits: Sequence[Edit], schemas: Schemas) -> Version | None:
    """What the edits make of a card; None where it stays as it is. Raises EditRefused."""
    edited = apply_edits(card, edits, schemas, like=saved)
    return None if edited.text == card.text else Version(edited.text, row_of(edited))
