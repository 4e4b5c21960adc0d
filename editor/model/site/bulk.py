"""The same edits for many cards at once: all of them, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from editor.model.card.card import CardId
from editor.model.card.edits import Edit, apply_edits
from editor.model.site.library import Library
from editor.model.text.errors import EditRefused


@dataclass(frozen=True, slots=True)
class Bulk:
    """What many cards would become.

    `texts` are the new texts of the cards that change, for `Library.apply`. When a card refuses an edit, `refused` has
    a sentence for every such card, and `texts` is empty.
    """

    texts: Mapping[CardId, str]
    refused: Mapping[CardId, str]


def edit_cards(library: Library, ids: Iterable[CardId], edits: Sequence[Edit]) -> Bulk:
    """Work out the edits for each card. Changes nothing, neither in the library nor on the disk.

    In the library's thread. Raises StoreError for an unknown id.
    """
    texts: dict[CardId, str] = {}
    refused: dict[CardId, str] = {}
    for card_id in ids:
        card, saved = library.card(card_id), library.saved(card_id)
        try:
            edited = apply_edits(card, edits, library.schemas, like=saved)
        except EditRefused as error:
            refused[card_id] = str(error)
            continue
        if edited.text != card.text:
            texts[card_id] = edited.text
    return Bulk({}, refused) if refused else Bulk(texts, {})
