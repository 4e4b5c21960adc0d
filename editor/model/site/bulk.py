"""The same edits for many cards at once: all of them, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from editor.model.card.card import Card, CardId
from editor.model.card.edits import Edit, apply_edits
from editor.model.card.schema import Schemas
from editor.model.site.changes import Version
from editor.model.site.library import Library
from editor.model.site.rows import row_of
from editor.model.text.errors import EditRefused


@dataclass(frozen=True, slots=True)
class Bulk:
    """What many cards would become.

    `before` are the texts that the edits were worked out on, `after` what the cards that change would be. When a card
    refuses an edit, `refused` has a sentence for every such card, and the others are empty.
    """

    before: Mapping[CardId, str]
    after: Mapping[CardId, Version]
    refused: Mapping[CardId, str]


def edit_cards(library: Library, ids: Iterable[CardId], edits: Sequence[Edit]) -> Bulk:
    """Work out the edits for each card. Changes nothing, neither in the library nor on the disk.

    In the library's thread. Raises StoreError for an unknown id.
    """
    return work_out(((library.card(card_id), library.saved(card_id)) for card_id in ids), edits, library.schemas)


def work_out(cards: Iterable[tuple[Card, Card]], edits: Sequence[Edit], schemas: Schemas) -> Bulk:
    """The same for cards as they are, each with the card as it was saved. Any thread."""
    before: dict[CardId, str] = {}
    after: dict[CardId, Version] = {}
    refused: dict[CardId, str] = {}
    for card, saved in cards:
        try:
            edited = apply_edits(card, edits, schemas, like=saved)
        except EditRefused as error:
            refused[card.id] = str(error)
            continue
        if edited.text != card.text:
            before[card.id] = card.text
            after[card.id] = Version(edited.text, row_of(edited))
    return Bulk({}, {}, refused) if refused else Bulk(before, after, {})
