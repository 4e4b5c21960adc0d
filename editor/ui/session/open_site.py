"""The site that is open: its cards, the rows of its list and its words, kept in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from editor.model.card.card import CardId
from editor.model.site.changes import Changes
from editor.model.site.index import Index
from editor.model.site.library import Library
from editor.model.site.summary import Row
from editor.model.site.vocabulary import Vocabulary


class OpenSite:
    """Belongs to the window's thread."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self.library = library
        self.vocabulary = vocabulary
        self.index = Index()

    def take_rows(self, rows: Iterable[Row]) -> None:
        """These are what their cards' rows are now."""
        taken = list(rows)
        for row in taken:
            self.vocabulary.update(row)
        self.index.update(taken)

    def follow(self, changes: Changes, rows: Mapping[CardId, Row]) -> None:
        """Bring the rows in line with what the library has changed. `rows` are those that are known already."""
        if changes.kind == "removed":
            self._forget(changes.ids)
        elif changes.kind != "saved":  # what was saved is what the rows say already
            self.take_rows(rows.get(card_id) or self.library.row(card_id) for card_id in changes.ids)

    def rename(self, old: CardId, new: CardId) -> None:
        """The card has another name on the disk."""
        self.library.rename(old, new)
        self._forget((old,))
        self.take_rows((self.library.row(new),))

    def _forget(self, ids: Iterable[CardId]) -> None:
        gone = tuple(ids)
        for card_id in gone:
            self.vocabulary.forget(card_id)
        self.index.remove(gone)
