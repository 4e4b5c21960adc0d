"""The cards of an open site: what is on the disk, what is edited, and the way from one to the other.

Files are read and written by free functions (`rows`, `arrivals`, `saving`), which share nothing with a Library and so
may run in any thread. What a Library keeps is changed by its own methods only, in the window's thread.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from editor.model.card.card import Card, CardId, read_card
from editor.model.card.merge import Merge, Place, Side
from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.arrivals import Arrival, Edited, OnDisk, merged
from editor.model.site.changes import Changes, Kind, SaveReport
from editor.model.site.errors import ChangedOnDisk, StoreError
from editor.model.site.layout import Site, find_cards
from editor.model.site.rows import read_rows, row_of, unread
from editor.model.site.saving import NewCard, PendingSave, Saved, Written, encoded, write_cards, write_new
from editor.model.site.summary import Row

_KEPT_TEXTS = 4096  # of clean cards; about 2 kB each
_KEPT_CARDS = 256  # read cards with their documents; about 20 kB each


class Library:
    """The cards of a site by their ids. May be made in any thread, then belongs to one: the window's.

    It keeps the text of edited cards and of some that were looked at, a digest of every card that it has ever shown,
    and for all others nothing but the id.
    """

    def __init__(self, site: Site, schemas: Schemas, ids: Iterable[CardId] | None = None) -> None:
        """The cards with these ids; for None they are looked for: StoreError when the site's folder is not there."""
        self.site = site
        self.schemas = schemas
        self._known = set(find_cards(site) if ids is None else ids)
        self._sorted: tuple[CardId, ...] | None = None
        self._digests: dict[CardId, str] = {}
        self._clean: OrderedDict[CardId, OnDisk] = OrderedDict()
        self._edited: dict[CardId, tuple[OnDisk, str]] = {}
        self._clashing: dict[CardId, OnDisk] = {}
        self._gone: set[CardId] = set()
        self._ahead: Mapping[CardId, OnDisk] = {}
        self._cards: OrderedDict[tuple[CardId, str], Card] = OrderedDict()
        store.sweep({site.root / card_id.rpartition("/")[0] for card_id in self._known})

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._known

    def ids(self) -> tuple[CardId, ...]:
        """All cards, sorted by id."""
        if self._sorted is None:
            self._sorted = tuple(sorted(self._known))
        return self._sorted

    def know(self, ids: Iterable[CardId]) -> None:
        """There are these cards, too."""
        self._known.update(ids)
        self._sorted = None

    def lose(self, ids: Iterable[CardId]) -> Changes:
        """These cards are no more, but for those that are unsaved."""
        gone = self._known.intersection(ids).difference(self._edited)
        self._forget(gone)
        return Changes("removed", tuple(sorted(gone)))

    def _forget(self, ids: Iterable[CardId]) -> None:
        self._known.difference_update(ids)
        self._sorted = None

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
            return unread(card_id, error, self.schemas)
        self._digests[card_id] = base.digest
        return self._card(card_id, base.text)

    def is_unsaved(self, card_id: CardId) -> bool:
        """Whether the card's text differs from what was last read or saved."""
        return card_id in self._edited

    def unsaved(self) -> tuple[CardId, ...]:
        """The unsaved cards, sorted by id."""
        return tuple(sorted(self._edited))

    def unsaved_ids(self) -> frozenset[CardId]:
        """The same in no order, which takes a tenth of the time."""
        return frozenset(self._edited)

    def bases(self, texts: Mapping[CardId, str]) -> dict[CardId, OnDisk]:
        """What cards stand on that are to have these texts; changes nothing.

        Texts are made from what `card` returned. Raises StoreError for an unknown id or a file that cannot be read,
        ChangedOnDisk when a file is no longer what was shown, EditRefused for a text that cannot be put into a file.
        """
        return {card_id: self._base(card_id, text) for card_id, text in texts.items()}

    def apply(self, texts: Mapping[CardId, str], bases: Mapping[CardId, OnDisk] | None = None) -> Changes:
        """Give cards new texts, all or none; nothing is written.

        `bases` are those of the texts, where nothing has changed since they were asked for. Raises what `bases` does.
        """
        found, edited = self.bases(texts) if bases is None else bases, self._edited
        stands = {each: edited[each][1] if each in edited else found[each].text for each in texts}
        changed = [card_id for card_id, text in texts.items() if text != stands[card_id]]
        for card_id in changed:
            self._put(card_id, found[card_id], texts[card_id])
        return Changes("edited", tuple(sorted(changed)))

    def pending(self, ids: Iterable[CardId]) -> tuple[PendingSave, ...]:
        """What has to be written to save these cards: the first half of `save`; saved ones are passed over."""
        chosen = sorted(set(ids) & self._edited.keys())
        edited = [(card_id, *self._edited[card_id]) for card_id in chosen]
        return tuple(
            PendingSave(card_id, text, base.text, None if card_id in self._gone else base.digest)
            for card_id, base, text in edited
        )

    def finish(self, written: Iterable[Written]) -> SaveReport:
        """Take in what `write_cards` did: the second half of `save`. What was edited meanwhile stays unsaved."""
        saved: list[CardId] = []
        moved: list[CardId] = []
        arrivals: list[Arrival] = []
        failures: dict[CardId, StoreError] = {}
        warnings: dict[CardId, str] = {}
        for save, result in written:
            if isinstance(result, StoreError):
                failures[save.id] = result
                continue
            if isinstance(result, Arrival):
                arrivals.append(result)
                continue
            saved.append(save.id)
            if result.text != save.text:
                moved.append(save.id)
            if result.warning:
                warnings[save.id] = result.warning
            self._take_saved(save, result)
        self.follow(arrivals)
        moved += (arrival.id for arrival in arrivals)
        return SaveReport(
            Changes("saved", tuple(saved)),
            Changes("merged", tuple(sorted(moved))),
            tuple(arrival.id for arrival in arrivals if arrival.id in self._clashing),
            tuple(arrival.id for arrival in arrivals if arrival.id in self._gone),
            failures,
            warnings,
        )

    def _take_saved(self, save: PendingSave, result: Saved) -> None:
        typed = save.text  # what has been typed by now
        if save.id in self._edited:
            typed = self._edited[save.id][1]
        elif self._digests.get(save.id) == save.digest:  # undone meanwhile, and not read anew
            typed = save.base
        disk = OnDisk(result.text, result.digest)
        if typed == save.text:
            self._settle(save.id, disk, disk.text)
        elif result.text == save.text:
            self._settle(save.id, disk, typed)
        else:
            # Typed on while what was saved was merged: as if the file had moved on right after the save.
            self._settle(save.id, OnDisk(save.text, store.digest(encoded(save.text))), typed)
            mine = Edited(save.text, typed)
            theirs = self._card(save.id, disk.text)
            self.follow((Arrival(save.id, disk, None, mine, merged(save.id, mine, theirs, self.schemas)),))

    def save(self, ids: Iterable[CardId]) -> SaveReport:
        """Write the unsaved ones of these cards; each is compared with the disk, and a failing one stops no other."""
        return self.finish(write_cards(self.site, self.schemas, self.pending(ids)))

    def create(self, card_id: CardId, text: str) -> Changes:
        """Write a new card. Raises StoreError when there is a file of that name already, or it cannot be written."""
        return self.take_in(write_new(self.site, card_id, text))

    def take_in(self, new: NewCard) -> Changes:
        """Know a card that `write_new` has written: the second half of `create`."""
        self.know((new.id,))
        self._settle(new.id, OnDisk(new.text, new.digest), new.text)
        return Changes("added", (new.id,))

    def unsaved_among(self, ids: Iterable[CardId]) -> dict[CardId, tuple[OnDisk, str]]:
        """What the unsaved ones of these cards stand on, and their texts, for work in another thread."""
        return {card_id: self._edited[card_id] for card_id in self._edited.keys() & set(ids)}

    def edited(self, ids: Iterable[CardId]) -> dict[CardId, Edited]:
        """The same as texts only."""
        return {card_id: Edited(base.text, text) for card_id, (base, text) in self.unsaved_among(ids).items()}

    def known(self, ids: Iterable[CardId]) -> dict[CardId, str]:
        """The digests that the files of these cards should have; those left out have to be read again."""
        wanted = set(ids) - self._gone - self._clashing.keys()
        return {card_id: self._digests[card_id] for card_id in wanted & self._digests.keys()}

    def follow(self, arrivals: Iterable[Arrival]) -> tuple[Changes, ...]:
        """Take in what the disk has now. A card without unsaved changes becomes that; others are merged with it.

        Where both changed the same, the card stays as it is and `clash` tells; a file that is gone leaves its unsaved
        change behind (`is_gone`). What is no news changes nothing.
        """
        found: dict[Kind, list[CardId]] = {"added": [], "removed": [], "reloaded": [], "merged": []}
        for arrival in arrivals:
            kind = self._take_edited(arrival) if arrival.id in self._edited else self._take_clean(arrival)
            if kind is not None:
                found[kind].append(arrival.id)
        self.know(found["added"])
        self._forget(found["removed"])
        return tuple(Changes(kind, tuple(sorted(ids))) for kind, ids in found.items() if ids)

    def _take_clean(self, arrival: Arrival) -> Kind | None:
        known, disk = arrival.id in self._known, arrival.disk
        if known and disk is not None and self._digests.get(arrival.id) == disk.digest:
            return None
        self._clean.pop(arrival.id, None)
        if self._digests.pop(arrival.id, None) is not None and disk is not None:
            self._digests[arrival.id] = disk.digest
        if disk is None and arrival.row is None:
            return "removed" if known else None
        return "reloaded" if known else "added"

    def _take_edited(self, arrival: Arrival) -> Kind | None:
        card_id, disk = arrival.id, arrival.disk
        base, text = self._edited[card_id]
        told = card_id in self._gone or card_id in self._clashing
        if disk is None:
            if arrival.row is None and card_id not in self._gone:
                self._gone.add(card_id)
                return "merged"
            return None
        self._gone.discard(card_id)
        self._clashing.pop(card_id, None)
        if disk.digest == base.digest:
            return "merged" if told else None
        mine, merge = Edited(base.text, text), arrival.merge
        if merge is None or arrival.edited != mine:  # typed on while the disk was looked at
            merge = merged(card_id, mine, self._card(card_id, disk.text), self.schemas)
        if merge.clashes:
            self._clashing[card_id] = disk
        else:
            self._settle(card_id, disk, merge.card.text)
        return "merged"

    def restore(self, edited: Mapping[CardId, Edited]) -> Changes:
        """Make these changes unsaved again, on the texts that they were made on; `follow` then has to say how the
        files stand to that. A card that was edited since keeps what it has, and so does one whose file was the change.
        """
        restored = [card_id for card_id in edited if card_id not in self._edited]
        for card_id in restored:
            mine = edited[card_id]
            self._put(card_id, OnDisk(mine.base, store.digest(encoded(mine.base))), mine.text)
        self.know(restored)
        return Changes("edited", tuple(sorted(restored)))

    def rename(self, old: CardId, new: CardId) -> None:
        """The card has another name on the disk, and keeps its unsaved change. `follow` has to bring its row."""
        if old in self._edited:
            self._edited[new] = self._edited.pop(old)
            self._digests[new] = self._digests[old]
        if old in self._clashing:
            self._clashing[new] = self._clashing.pop(old)
        self._clean.pop(old, None)
        self._digests.pop(old, None)
        self._forget((old,))
        self.know((new,))

    def clash(self, card_id: CardId, decided: Mapping[Place, Side] = MappingProxyType({})) -> Merge | None:
        """What an unsaved card and its file disagree about, but for what is decided; None where they are not known to.

        Where nothing is decided, what the card has stands.
        """
        disk = self._clashing.get(card_id)
        if disk is None:
            return None
        base, text = self._edited[card_id]
        return merged(card_id, Edited(base.text, text), self._card(card_id, disk.text), self.schemas, decided)

    def clashing(self) -> tuple[CardId, ...]:
        """The unsaved cards that disagree with their files, sorted by id."""
        return tuple(sorted(self._clashing))

    def is_clashing(self, card_id: CardId) -> bool:
        """Whether that is one of them."""
        return card_id in self._clashing

    def is_gone(self, card_id: CardId) -> bool:
        """Whether the unsaved card has no file any more; a save writes it again."""
        return card_id in self._gone

    def take_their_base(self, card_id: CardId) -> Changes:
        """Let a clashing card stand on what its file has now; what both changed stays as the card has it, unsaved."""
        disk, merge = self._clashing[card_id], self.clash(card_id)
        assert merge is not None
        self._settle(card_id, disk, merge.card.text)
        return Changes("edited", (card_id,))

    def give_up(self, card_id: CardId) -> Changes:
        """Let go of the unsaved change of a card whose file is gone, and of the card."""
        for kept in (self._edited, self._clean, self._digests):
            kept.pop(card_id, None)
        self._gone.discard(card_id)
        self._forget((card_id,))
        return Changes("removed", (card_id,))

    def _check_known(self, card_id: CardId) -> None:
        if card_id not in self._known:
            raise StoreError(f"There is no card {card_id} in {self.site.name}.", self.site.root / card_id)

    def _base(self, card_id: CardId, text: str) -> OnDisk:
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
            encoded(text)
        return base

    @contextmanager
    def reading_ahead(self, read: Mapping[CardId, OnDisk]) -> Iterator[None]:
        """Meanwhile, take these files for what was read of them a moment ago, in another thread."""
        self._ahead = read
        try:
            yield
        finally:
            self._ahead = {}

    def _on_disk(self, card_id: CardId) -> OnDisk:
        if card_id in self._ahead:
            return self._ahead[card_id]
        if card_id not in self._clean:
            stored = store.read(self.site.path(card_id))
            self._keep(card_id, OnDisk(stored.text, stored.digest))
        self._clean.move_to_end(card_id)
        return self._clean[card_id]

    def _keep(self, card_id: CardId, base: OnDisk) -> None:
        self._clean[card_id] = base
        self._clean.move_to_end(card_id)
        if len(self._clean) > _KEPT_TEXTS:
            self._clean.popitem(last=False)

    def _settle(self, card_id: CardId, base: OnDisk, text: str) -> None:
        """The file is known to have `base`."""
        self._gone.discard(card_id)
        self._clashing.pop(card_id, None)
        self._put(card_id, base, text)

    def _put(self, card_id: CardId, base: OnDisk, text: str) -> None:
        """The card has `text` now; without a file it is unsaved whatever it has."""
        self._digests[card_id] = base.digest
        if text != base.text or card_id in self._gone:
            self._edited[card_id] = base, text
            self._clean.pop(card_id, None)
        else:
            self._edited.pop(card_id, None)
            self._clashing.pop(card_id, None)
            self._keep(card_id, base)

    def _card(self, card_id: CardId, text: str) -> Card:
        key = card_id, text
        if key not in self._cards:
            self._cards[key] = read_card(card_id, store.data_of(text), self.schemas)
            if len(self._cards) > _KEPT_CARDS:
                self._cards.popitem(last=False)
        self._cards.move_to_end(key)
        return self._cards[key]
