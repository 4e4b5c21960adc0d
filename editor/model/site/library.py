"""The cards of an open site: what is on the disk, what is edited, and the way from one to the other.

Files are read and written by the free functions `read_rows` and `write_cards`, which share nothing with a Library and
so may run in any thread. What a Library keeps is changed by its own methods only, in the window's thread.
"""

import bisect
import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.card.card import Card, CardId, read_card
from editor.model.card.checks import check
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.changes import Changes, Kind, SaveReport
from editor.model.site.errors import ChangedOnDisk, StoreError
from editor.model.site.layout import Site, find_cards
from editor.model.site.summary import Row, summarise
from editor.model.text.errors import EditRefused, Unreadable
from editor.model.text.paths import Path

_KEPT_TEXTS = 4096  # of clean cards; about 2 kB each
_KEPT_CARDS = 256  # read cards with their documents; about 20 kB each


@dataclass(frozen=True, slots=True)
class PendingSave:
    """A text on its way to the disk, and what it was made from: the file's text and digest."""

    id: CardId
    text: str
    base: str
    digest: str


Written: TypeAlias = tuple[PendingSave, store.Stored | StoreError]
"""What became of a save: the file as it is now, or why it is as it was."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card that has just been written for the first time."""

    id: CardId
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """What was read of a file. `text` has surrogates where the bytes are not UTF-8 (PEP 383)."""

    text: str
    digest: str


def read_rows(site: Site, schemas: Schemas, ids: Iterable[CardId]) -> Iterator[Row]:
    """The rows of these cards as they are on the disk. Any thread; never raises, writes nothing."""
    for card_id in ids:
        yield row_of(read_from_disk(site, schemas, card_id))


def read_from_disk(site: Site, schemas: Schemas, card_id: CardId) -> Card:
    """The card as it is on the disk; a broken card where the file cannot be read. Any thread."""
    try:
        return read_card(card_id, store.read(site.path(card_id)).data, schemas)
    except StoreError as error:
        return _unread(card_id, error, schemas)


def row_of(card: Card) -> Row:
    """The card's row with its problems counted. Any thread."""
    return summarise(card, check(card))


def write_cards(site: Site, pending: Iterable[PendingSave]) -> list[Written]:
    """Write each to its file, one after the other, and say what became of it. Any thread, but one at a time."""
    written: list[Written] = []
    for save in pending:
        try:
            written.append((save, store.write(site.path(save.id), save.text.encode(), expected=save.digest)))
        except StoreError as error:
            written.append((save, error))
    return written


def write_new(site: Site, card_id: CardId, text: str) -> NewCard:
    """Write a card that is not there yet. Any thread, but one at a time.

    Raises StoreError when there is a file of that name already, or it cannot be written.
    """
    return NewCard(card_id, text, store.write(site.path(card_id), _encode(text), expected=None).digest)


class Library:
    """The cards of a site by their ids. May be made in any thread, then belongs to one: the window's.

    It keeps the text of edited cards and of some that were looked at, a digest of every card that it has ever shown,
    and for all others nothing but the id.
    """

    def __init__(self, site: Site, schemas: Schemas) -> None:
        """Looks for the cards; raises StoreError when the site's folder is not there."""
        self.site = site
        self.schemas = schemas
        self._ids = sorted(find_cards(site))
        self._known = set(self._ids)
        self._digests: dict[CardId, str] = {}
        self._clean: OrderedDict[CardId, _OnDisk] = OrderedDict()
        self._edited: dict[CardId, tuple[_OnDisk, str]] = {}
        self._cards: OrderedDict[tuple[CardId, str], Card] = OrderedDict()
        store.sweep({site.root / card_id.rpartition("/")[0] for card_id in self._ids})

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._known

    def ids(self) -> tuple[CardId, ...]:
        """All cards, sorted by id."""
        return tuple(self._ids)

    def read(self, ids: Iterable[CardId] | None = None) -> Iterator[Row]:
        """Rows as the cards are on the disk. Any thread, once the call itself was made in the library's own."""
        return read_rows(self.site, self.schemas, self.ids() if ids is None else tuple(ids))

    def row(self, card_id: CardId) -> Row:
        """The row of a card as it is now, edits included. Raises StoreError for an unknown id."""
        return row_of(self.card(card_id))

    def card(self, card_id: CardId) -> Card:
        """The card as it is now, edits included; a broken one when its file cannot be read. StoreError: unknown id."""
        if card_id in self._edited:
            return self._card(card_id, self._edited[card_id][1])
        return self.saved(card_id)

    def text(self, card_id: CardId) -> str:
        """The card's text as it is now, edits included. Raises StoreError: unknown id, or its file cannot be read."""
        self._check_known(card_id)
        return self._edited[card_id][1] if card_id in self._edited else self._on_disk(card_id).text

    def saved(self, card_id: CardId) -> Card:
        """The card as it was last read or saved; a broken one when its file cannot be read. StoreError: unknown id."""
        self._check_known(card_id)
        try:
            base = self._edited[card_id][0] if card_id in self._edited else self._on_disk(card_id)
        except StoreError as error:
            return _unread(card_id, error, self.schemas)
        self._digests[card_id] = base.digest
        return self._card(card_id, base.text)

    def is_unsaved(self, card_id: CardId) -> bool:
        """Whether the card's text differs from what was last read or saved."""
        return card_id in self._edited

    def unsaved(self) -> tuple[CardId, ...]:
        """The unsaved cards, sorted by id."""
        return tuple(sorted(self._edited))

    def apply(
        self, texts: Mapping[CardId, str], *, fields: frozenset[Path] = frozenset(), kind: Kind = "edited"
    ) -> Changes:
        """Give cards new texts, all or none; nothing is written.

        Texts are made from what `card` returned. Raises StoreError for an unknown id or a file that cannot be read,
        ChangedOnDisk when a file is no longer what was shown, EditRefused for a text that cannot be put into a file.
        """
        changed: list[CardId] = []
        for card_id, base in [(card_id, self._base(card_id, text)) for card_id, text in texts.items()]:
            current = self._edited[card_id][1] if card_id in self._edited else base.text
            if texts[card_id] != current:
                self._settle(card_id, base, texts[card_id])
                changed.append(card_id)
        return Changes(kind, tuple(sorted(changed)), fields)

    def pending(self, ids: Iterable[CardId]) -> tuple[PendingSave, ...]:
        """What has to be written to save these cards: the first half of `save`; saved ones are passed over."""
        chosen = sorted(set(ids) & self._edited.keys())
        edited = [(card_id, *self._edited[card_id]) for card_id in chosen]
        return tuple(PendingSave(card_id, text, base.text, base.digest) for card_id, base, text in edited)

    def finish(self, written: Iterable[Written]) -> SaveReport:
        """Take in what `write_cards` did: the second half of `save`. What was edited meanwhile stays unsaved."""
        saved: list[CardId] = []
        failures: dict[CardId, StoreError] = {}
        warnings: dict[CardId, str] = {}
        for save, result in written:
            if isinstance(result, StoreError):
                failures[save.id] = result
                continue
            saved.append(save.id)
            if result.warning:
                warnings[save.id] = result.warning
            current = save.text
            if save.id in self._edited:
                current = self._edited[save.id][1]
            elif self._digests.get(save.id) == save.digest:  # undone meanwhile, and not read anew
                current = save.base
            self._settle(save.id, _OnDisk(save.text, result.digest), current)
        return SaveReport(Changes("saved", tuple(saved)), failures, warnings)

    def save(self, ids: Iterable[CardId]) -> SaveReport:
        """Write the unsaved ones of these cards; each is compared with the disk, and a failing one stops no other."""
        return self.finish(write_cards(self.site, self.pending(ids)))

    def create(self, card_id: CardId, text: str) -> Changes:
        """Write a new card. Raises StoreError when there is a file of that name already, or it cannot be written."""
        return self.take_in(write_new(self.site, card_id, text))

    def take_in(self, new: NewCard) -> Changes:
        """Know a card that `write_new` has written: the second half of `create`."""
        if new.id not in self._known:
            self._known.add(new.id)
            bisect.insort(self._ids, new.id)
        self._settle(new.id, _OnDisk(new.text, new.digest), new.text)
        return Changes("added", (new.id,))

    def reload(self, ids: Iterable[CardId], *, discard: bool = False) -> tuple[Changes, ...]:
        """Look at the disk again: one Changes for what is new there, what is gone and what has to be read anew.

        Unsaved edits stay, and so does what they were made from, so that saving still tells when the file has changed;
        `discard` gives them up and takes what is on the disk.
        """
        found: dict[Kind, list[CardId]] = {"added": [], "removed": [], "reloaded": []}
        places = {card_id: self.site.place(card_id) for card_id in sorted(set(ids))}
        for card_id, place in places.items():
            if card_id in self._edited and not discard:
                continue
            for kept in (self._edited, self._clean, self._digests):
                kept.pop(card_id, None)
            known, there = card_id in self._known, os.path.lexists(place)
            if known or there:
                found["removed" if not there else "reloaded" if known else "added"].append(card_id)
        self._known.update(found["added"])
        self._known.difference_update(found["removed"])
        self._ids = sorted(self._known)
        return tuple(Changes(kind, tuple(changed)) for kind, changed in found.items() if changed)

    def _check_known(self, card_id: CardId) -> None:
        if card_id not in self._known:
            raise StoreError(f"There is no card {card_id} in {self.site.name}.", self.site.root / card_id)

    def _base(self, card_id: CardId, text: str) -> _OnDisk:
        """What a new text of the card was made from."""
        self._check_known(card_id)
        if card_id in self._edited:
            base = self._edited[card_id][0]
        else:
            base = self._on_disk(card_id)
            if self._digests.get(card_id, base.digest) != base.digest:
                sentence = f"{card_id} was changed by something else since it was shown; look at the disk again."
                raise ChangedOnDisk(sentence, self.site.path(card_id))
        if text != base.text:  # the way back to a file that is not UTF-8 stays open
            _encode(text)
        return base

    def _on_disk(self, card_id: CardId) -> _OnDisk:
        if card_id not in self._clean:
            stored = store.read(self.site.path(card_id))
            self._keep(card_id, _OnDisk(stored.data.decode("utf-8", "surrogateescape"), stored.digest))
        self._clean.move_to_end(card_id)
        return self._clean[card_id]

    def _keep(self, card_id: CardId, base: _OnDisk) -> None:
        self._clean[card_id] = base
        if len(self._clean) > _KEPT_TEXTS:
            self._clean.popitem(last=False)

    def _settle(self, card_id: CardId, base: _OnDisk, text: str) -> None:
        self._digests[card_id] = base.digest
        self._edited.pop(card_id, None)
        self._clean.pop(card_id, None)
        if text == base.text:
            self._keep(card_id, base)
        else:
            self._edited[card_id] = base, text

    def _card(self, card_id: CardId, text: str) -> Card:
        key = card_id, text
        if key not in self._cards:
            self._cards[key] = read_card(card_id, text.encode("utf-8", "surrogateescape"), self.schemas)
            if len(self._cards) > _KEPT_CARDS:
                self._cards.popitem(last=False)
        self._cards.move_to_end(key)
        return self._cards[key]


def _encode(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise EditRefused(f"The character at place {error.start + 1} of this text cannot be saved.", ()) from None


def _unread(card_id: CardId, error: StoreError, schemas: Schemas) -> Card:
    return Card(card_id, "", schemas.for_card(card_id, {}), None, Unreadable(str(error)))
