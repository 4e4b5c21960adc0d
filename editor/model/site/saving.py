"""Texts on their way to the disk; where a file has moved on meanwhile, the two become one, field by field."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.arrivals import Arrival, Edited, look
from editor.model.site.batches import Batch, Rewrite
from editor.model.site.errors import ChangedOnDisk, GoneFromDisk, StoreError
from editor.model.site.layout import Site
from editor.model.text.errors import EditRefused

_TRIES = 5  # of a save of a file that something else changes all the time


class PendingSave(NamedTuple):  # a third of the time of a frozen dataclass, 10,000 times in one turn of the window
    """A text on its way to the disk, and what it was made from: the file's text and digest (None: there is none)."""

    id: CardId
    text: str
    base: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What the file has now. `text` is another than the one to save where the file had moved on and was merged with."""

    text: str
    digest: str
    warning: str = ""


Written: TypeAlias = tuple[PendingSave, Saved | Arrival | StoreError]
"""What became of a save: the file as it is now, or why it is as it was: both changed the same, it is gone, or worse."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card that has just been written for the first time."""

    id: CardId
    text: str
    digest: str


def write_cards(
    site: Site, schemas: Schemas, pending: Sequence[PendingSave], *, state: Path | None = None
) -> list[Written]:
    """Write each to its file and say what became of it, in their order. Any thread, but one at a time.

    A file that something else has changed is merged with, field by field. With the user's folder for `state`, a crash
    among several files leaves enough behind to finish or to put back.
    """
    return [written for piece in write_in_pieces(site, schemas, pending, state=state) for written in piece]


def write_in_pieces(
    site: Site, schemas: Schemas, pending: Sequence[PendingSave], *, state: Path | None = None
) -> Iterator[list[Written]]:
    """The same, a piece at a time: what became of so many as are written together, as soon as they are durable.

    `pieces_of` says how many there are. Until it has ended, what a crash leaves behind is about all of them.
    """
    with contextlib.ExitStack() as stack:
        if state is not None and len(pending) > 1:
            with contextlib.suppress(StoreError):  # better saved without a net than not saved
                rewrites = (
                    Rewrite(site.root / each.id, None if each.digest is None else each.base, each.text)
                    for each in pending
                )
                stack.enter_context(Batch(state, rewrites))
        for piece in range(pieces_of(pending)):
            start = piece * store.AT_ONCE
            yield list(_written(site, schemas, pending[start : start + store.AT_ONCE]))


def pieces_of(pending: Sequence[PendingSave]) -> int:
    """How many pieces `write_in_pieces` makes of these."""
    return -(-len(pending) // store.AT_ONCE)


def write_new(site: Site, card_id: CardId, text: str) -> NewCard:
    """Write a card that is not there yet. Any thread, but one at a time.

    Raises StoreError when there is a file of that name already, or it cannot be written.
    """
    return NewCard(card_id, text, store.write(site.path(card_id), encoded(text), expected=None).digest)


def encoded(text: str) -> bytes:
    """The text as a file holds it. Raises EditRefused for half a character."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise EditRefused(f"The character at place {error.start + 1} of this text cannot be saved.", ()) from None


def _written(site: Site, schemas: Schemas, pending: Sequence[PendingSave]) -> Iterator[Written]:
    places = [_place(site, save.id) for save in pending]
    outcomes = iter(
        store.write_many(
            [
                store.Write(place, encoded(save.text), save.digest)
                for save, place in zip(pending, places, strict=True)
                if isinstance(place, Path)
            ]
        )
    )
    for save, place in zip(pending, places, strict=True):
        yield save, _settled(site, schemas, save, place, next(outcomes)) if isinstance(place, Path) else place


def _place(site: Site, card_id: CardId) -> Path | StoreError:
    try:
        return site.path(card_id)
    except StoreError as error:
        return error


def _settled(
    site: Site, schemas: Schemas, save: PendingSave, place: Path, outcome: store.Stored | StoreError
) -> Saved | Arrival | StoreError:
    """What becomes of a save whose first try came to `outcome`: more tries, where the file had moved on."""
    mine, text = Edited(save.base, save.text), save.text
    for tries in range(1, _TRIES + 1):
        if isinstance(outcome, store.Stored):
            return Saved(text, outcome.digest, outcome.warning)
        if not isinstance(outcome, ChangedOnDisk | GoneFromDisk):
            return outcome
        found = look(site, schemas, save.id, mine)
        assert found is not None  # nothing is known of the file any more
        if found.disk is None:
            return StoreError(found.row.error, place) if found.row else found
        if found.merge is not None and found.merge.clashes:
            return found
        text = found.merge.card.text if found.merge else save.text
        if text == found.disk.text:  # what was changed here has been changed there, too
            return Saved(text, found.disk.digest)
        if tries < _TRIES:
            try:
                outcome = store.write(site.path(save.id), encoded(text), expected=found.disk.digest)
            except StoreError as error:
                outcome = error
    return StoreError(f"{place.name} was changed by something else again and again; try again in a moment.", place)
