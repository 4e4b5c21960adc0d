"""The site that is open: its cards, the rows of its list and its words, kept in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from editor.model.card.card import CardId
from editor.model.site.arrivals import Arrival
from editor.model.site.changes import Changes
from editor.model.site.coded import Coded
from editor.model.site.index import Index
from editor.model.site.index_file import IndexFile
from editor.model.site.library import Library
from editor.model.site.query import Marks
from editor.model.site.reading import Rows
from editor.model.site.steps import Held, held_by
from editor.model.site.summary import Row
from editor.model.site.vocabulary import Vocabulary


class OpenSite:
    """Belongs to the window's thread. `visited` is when the site was last left (ns since 1970; 0: not known)."""

    def __init__(
        self, library: Library, vocabulary: Vocabulary, file: IndexFile | None = None, visited: int = 0
    ) -> None:
        self.library = library
        self.vocabulary = vocabulary
        self.file = file
        self.index = Index()
        vocabulary.count(self.index)
        self._visited = visited
        self._new: set[CardId] = set()
        self._arrived: set[CardId] = set()
        self._changed: frozenset[CardId] = frozenset()

    @property
    def marks(self) -> Marks:
        """What is known of cards beside their rows."""
        return Marks(unsaved=self.library.unsaved_ids(), changed=self._changed, new=self._new)

    @property
    def new(self) -> int:
        """How many cards were not there when the site was last left."""
        return len(self._new)

    def take(self, read: Rows) -> tuple[CardId, ...]:
        """Take in what was read, but for cards of which something newer is known: those that are taken."""
        block, library = read.block, self.library
        library.know(block.ids)
        known_better = self._arrived.union(library.unsaved())
        newer = [each for each in block.ids if each in known_better] if known_better else []
        kept = [self.index.row(each) if each in self.index else library.row(each) for each in newer]
        self.index.take(block)
        if kept:
            self.index.update(kept)
        if read.first_seen > self._visited > 0:
            self._new.update(block.ids)
        return tuple(block.ids)

    def held(self) -> list[Held]:
        """The containers of what thousands of cards have brought, to be let go of when the site is left."""
        columns = self.index.columns
        coded = (each for each in vars(columns).values() if isinstance(each, Coded))
        return [each for owner in (self, self.library, columns, columns.words, *coded) for each in held_by(owner)]

    def take_rows(self, rows: Iterable[Row]) -> None:
        """These are what their cards' rows are now."""
        self.index.update(rows)

    def differ(self, changed: frozenset[CardId]) -> tuple[CardId, ...]:
        """These cards are not as they were committed last: those of which that is news."""
        news, self._changed = changed ^ self._changed, changed
        return tuple(sorted(card_id for card_id in news if card_id in self.index))

    def arrived(self, arrivals: Sequence[Arrival]) -> dict[CardId, Row]:
        """The library has followed these: their rows, as far as they are known. What a reading brings that began before
        is older."""
        self._arrived.update(arrival.id for arrival in arrivals)
        return {arrival.id: row for arrival in arrivals if (row := self._row_of(arrival)) is not None}

    def _row_of(self, arrival: Arrival) -> Row | None:
        if not self.library.is_unsaved(arrival.id):
            return arrival.row
        if arrival.merge is not None and self.library.text(arrival.id) == arrival.merge.card.text:
            return arrival.merged_row
        return None

    def follow(self, changes: Changes, rows: Mapping[CardId, Row]) -> None:
        """Bring the rows in line with what the library has changed. `rows` are those that are known already."""
        if changes.kind == "removed":
            self.index.remove(changes.ids)
            self._new.difference_update(changes.ids)
        elif changes.kind != "saved":  # what was saved is what the rows say already
            self.take_rows(rows.get(card_id) or self.library.row(card_id) for card_id in changes.ids)
        if changes.kind == "added":
            self._new.update(changes.ids)

    def rename(self, old: CardId, new: CardId) -> None:
        """The card has another name on the disk."""
        self.library.rename(old, new)
        self.index.remove((old,))
        self.take_rows((self.library.row(new),))
