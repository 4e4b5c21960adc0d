"""What is open, to be looked at: every question that the window has about the site and its cards."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from editor.model.card.card import Card, CardId, read_card
from editor.model.card.checks import Finding, check
from editor.model.card.merge import Merge
from editor.model.card.schema import Schemas
from editor.model.site.index import Counts, Found, Index
from editor.model.site.layout import Site
from editor.model.site.new_card import new_card
from editor.model.site.pictures import local_picture
from editor.model.site.query import Query, parse_query
from editor.model.site.steps import Held, let_go
from editor.model.site.summary import Row
from editor.model.site.vocabulary import Vocabulary
from editor.ui.session.open_site import OpenSite
from editor.ui.session.searcher import Searcher
from editor.ui.tasks import Tasks

_MANY_VALUES = 50
"""More of a field are not offered."""


class Looking(QObject):
    """The half of the session that changes nothing. Belongs to the window's thread."""

    def __init__(self, schemas: Schemas, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schemas = schemas
        self._tasks = tasks
        self._open: OpenSite | None = None
        self._searcher = Searcher(self)

    @property
    def site(self) -> Site | None:
        """The site that stands open."""
        return self._open.library.site if self._open is not None else None

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the site; of none, where none is open."""
        return self._open.vocabulary if self._open is not None else Vocabulary()

    @property
    def total(self) -> int:
        """How many cards the site has, read or not."""
        return 0 if self._open is None else len(self._open.library)

    def row(self, card_id: CardId) -> Row:
        """The card's line in the list. Raises KeyError for a card that has not been read."""
        return self._site.index.row(card_id)

    def has_row(self, card_id: CardId) -> bool:
        """Whether the card has been read, and is still there."""
        return self._open is not None and card_id in self._open.index

    def card(self, card_id: CardId) -> Card:
        """The card as it stands, unsaved changes included. Raises StoreError when there is none of that id."""
        return self._site.library.card(card_id)

    def saved_card(self, card_id: CardId) -> Card:
        """The card as it was last read or saved. Raises StoreError when there is none of that id."""
        return self._site.library.saved(card_id)

    def findings(self, card: Card) -> tuple[Finding, ...]:
        """What is wrong with the card."""
        return check(card)

    def read(self, card_id: CardId, text: str) -> Card:
        """Another text as that card."""
        return read_card(card_id, text, self._schemas)

    def is_unsaved(self, card_id: CardId) -> bool:
        """Whether the card differs from its file."""
        return self._open is not None and self._open.library.is_unsaved(card_id)

    def unsaved(self) -> tuple[CardId, ...]:
        """The cards that differ from their files; those of a change under way included, which is finished."""
        self._tasks.finish()
        return () if self._open is None else self._open.library.unsaved()

    def count_unsaved(self) -> int:
        """How many they are."""
        return 0 if self._open is None else len(self._open.library.unsaved_ids())

    def find(self, text: str, sort: str, *, descending: bool) -> list[CardId]:
        """The cards that match a query of the search language, in order and at once. Raises QueryError."""
        query = parse_query(text, typing=True)
        if self._open is None:
            return []
        return self._open.index.find(query, sort=sort, descending=descending, marks=self._open.marks)

    def search(
        self, query: Query, sort: str, *, descending: bool, group: str = "", done: Callable[[Found], None]
    ) -> None:
        """The same, `done` being called at once where that is quick, else a little later; a newer search takes the
        place of one that is under way. With `group` ("month", "provider", "topic") in groups."""
        if self._open is None:
            done(Found())
        else:
            self._searcher.search(query, self._open.marks, sort, descending=descending, group=group, done=done)

    def count(self, text: str, done: Callable[[int], None]) -> None:
        """Say later how many cards match. Raises QueryError."""
        query = parse_query(text)
        if self._open is not None:
            self._searcher.later(self._open.index.count(query, marks=self._open.marks), done)

    def count_all(self, done: Callable[[Counts], None]) -> None:
        """Say how many cards there are of each kind, as far as they have been read; at once where that is quick."""
        if self._open is None:
            done(Counts())
        else:
            self._searcher.soon(self._open.index.counting(self._open.new), done)

    def counts(self) -> Counts:
        """The same, at once."""
        return Counts() if self._open is None else self._open.index.counts(self._open.new)

    def months(self) -> tuple[tuple[str, int], ...]:
        """The months that cards are of, as "2020-05", and how many are of each; the newest first."""
        return () if self._open is None else self._open.index.months()

    def fields(self) -> frozenset[str]:
        """The fields that cards can be sorted by, nested ones by their paths."""
        return (Index() if self._open is None else self._open.index).fields()

    def values_of(self, field: str) -> tuple[tuple[str, int], ...]:
        """The most used values of a field, with how many cards have them; none while that is found out."""
        if self._open is None:
            return ()
        found: list[tuple[tuple[str, int], ...]] = []
        self._searcher.soon(self._open.index.values_of(field), found.append)
        return found[0][:_MANY_VALUES] if found else ()

    def local_picture(self, url: str) -> Path | None:
        """The file of a picture that belongs to the site itself, else None. Any thread."""
        site = self.site
        return None if site is None else local_picture(site, url)

    def folders(self) -> tuple[str, ...]:
        """Where this site keeps cards, relative to its root."""
        library = self._site.library
        return tuple(sorted({card_id.rpartition("/")[0] for card_id in library.ids()} | set(library.site.collections)))

    def new_name(self, folder: str, title: str) -> CardId:
        """The card that `create` would make."""
        return new_card(self._schemas, folder, title, datetime.datetime.now(datetime.UTC))[0]

    def clash(self, card_id: CardId) -> Merge | None:
        """What an unsaved card and its file disagree about, to be settled; None where they do not."""
        return None if self._open is None else self._open.library.clash(card_id)

    def clashing(self) -> tuple[CardId, ...]:
        """The unsaved cards that disagree with their files."""
        return () if self._open is None else self._open.library.clashing()

    def is_gone(self, card_id: CardId) -> bool:
        """Whether an unsaved card has no file any more."""
        return self._open is not None and self._open.library.is_gone(card_id)

    def _forget(self, held: list[Held]) -> None:
        """Leave the site; what it has brought, `held` as well, is let go of a little at a time."""
        held += self._open.held() if self._open is not None else []
        self._open = None
        self._searcher.start(Index())
        self._tasks.take(let_go(held), lambda _: None)

    @property
    def _site(self) -> OpenSite:
        if self._open is None:
            raise RuntimeError("no site is open")
        return self._open
