"""What is open: the one way from the window to the cards, and the history of what was changed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from editor.model.card.card import Card, CardId
from editor.model.card.checks import Finding, check
from editor.model.card.edits import Edit, ReplaceText
from editor.model.card.schema import Schemas
from editor.model.site.bulk import Bulk, edit_cards, work_out
from editor.model.site.changes import Changes, SaveReport, Version
from editor.model.site.index import Counts, Index
from editor.model.site.layout import Site, find_cards
from editor.model.site.library import Library, NewCard, Written, read_from_disk, write_cards, write_new
from editor.model.site.new_card import new_card
from editor.model.site.opening import OpenedSite, find_site
from editor.model.site.pictures import local_picture
from editor.model.site.query import Marks, parse_query
from editor.model.site.summary import Row
from editor.model.site.vocabulary import Vocabulary
from editor.model.text.errors import EditorError
from editor.ui.history import TextChange, typed_places
from editor.ui.tasks import Task, Tasks, in_batches

_FEW = 20
"""So many cards are changed at once; more are worked out away from the window's thread."""

_BATCH_SECONDS = 0.05
"""How long rows are gathered in the reading thread before the window hears of them."""


class Session(QObject):
    """One open site, its cards and their history. Belongs to the window's thread; slow work goes through `tasks`.

    Every change is one step of `undo_stack`, and ends as one `changed` with what it touched: views refresh by that.
    """

    opened = Signal()
    """A site stands open, or (when `site` is None) none does any more. Its rows are still to come."""
    card_requested = Signal(str)
    """The site was opened by way of this card."""
    changed = Signal(object)
    """`Changes`: these cards are not what they were."""
    reading = Signal(int, int)
    """So many rows have been read, of so many; equal numbers mean the end."""
    changing = Signal(int, int)
    """So many cards of a change of many have been worked out, of so many; two zeros mean the end."""
    refused = Signal(str)
    """A sentence: why something was not done. Nothing has changed."""
    saved = Signal(object)
    """`SaveReport`: what a save came to."""

    def __init__(self, schemas: Schemas, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.vocabulary = Vocabulary()
        self._schemas = schemas
        self._tasks = tasks
        self._library: Library | None = None
        self._index = Index()
        self._reading: Task | None = None
        self._changing: Task | None = None
        self._saving: set[CardId] = set()
        self._saves = 0

    # --- opening ------------------------------------------------------------------------------------------------

    @property
    def site(self) -> Site | None:
        """The site that stands open."""
        return self._library.site if self._library is not None else None

    def open(self, path: Path) -> None:
        """Open the site that `path` (a site, a folder or a card) belongs to; `opened` follows, or `refused`."""
        schemas = self._schemas
        self._tasks.read(lambda: find_site(path, schemas), done=self._on_found, failed=self._on_failed)

    def close(self) -> None:
        """Leave the site. Unsaved changes are lost: the caller asks first."""
        self._leave()
        self.opened.emit()

    def _leave(self) -> None:
        self.stop_changing()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self.undo_stack.clear()
        self._saving.clear()
        self._library, self._index, self.vocabulary = None, Index(), Vocabulary()

    def _on_found(self, found: OpenedSite) -> None:
        self._leave()
        self._library, self.vocabulary = found.library, found.vocabulary
        self.opened.emit()
        self._read(found.library.ids(), found.card)

    def _read(self, ids: Sequence[CardId], wanted: CardId = "") -> None:
        """Read rows in a reading thread; they arrive in batches. The card that is `wanted` comes first.

        What is still being read is given up: it may be of cards that are gone by now.
        """
        if self._reading is not None:
            self._reading.cancel()
        library = self._open_library
        order = (wanted, *(card_id for card_id in ids if card_id != wanted)) if wanted else ids
        total, read = len(ids), 0

        def work(task: Task, report: Callable[[list[Row]], None]) -> None:
            for rows in in_batches(library.read(order), _BATCH_SECONDS):
                if task.cancelled:
                    return
                report(rows)

        def progress(rows: list[Row]) -> None:
            nonlocal read, wanted
            read += len(rows)
            self._take_rows(row for row in rows if not library.is_unsaved(row.id))
            self.changed.emit(Changes("added", tuple(row.id for row in rows)))
            if wanted and rows:
                self.card_requested.emit(wanted)
                wanted = ""
            self.reading.emit(read, total)

        self.reading.emit(0, total)
        self._reading = self._tasks.scan(work, progress=progress, done=lambda _: None, failed=self._on_failed)

    def _take_rows(self, rows: Iterable[Row]) -> None:
        taken = list(rows)
        for row in taken:
            self.vocabulary.update(row)
        self._index.update(taken)

    # --- looking ------------------------------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """How many cards the site has, read or not."""
        return 0 if self._library is None else len(self._library)

    def row(self, card_id: CardId) -> Row:
        """The card's line in the list. Raises KeyError for a card that has not been read."""
        return self._index.row(card_id)

    def card(self, card_id: CardId) -> Card:
        """The card as it stands, unsaved changes included. Raises StoreError when there is none of that id."""
        return self._open_library.card(card_id)

    def saved_card(self, card_id: CardId) -> Card:
        """The card as it was last read or saved. Raises StoreError when there is none of that id."""
        return self._open_library.saved(card_id)

    def findings(self, card: Card) -> tuple[Finding, ...]:
        """What is wrong with the card."""
        return check(card)

    def is_unsaved(self, card_id: CardId) -> bool:
        """Whether the card differs from its file."""
        return self._library is not None and self._library.is_unsaved(card_id)

    def unsaved(self) -> tuple[CardId, ...]:
        """The cards that differ from their files."""
        return () if self._library is None else self._library.unsaved()

    def find(self, text: str, sort: str, *, descending: bool) -> list[CardId]:
        """The cards that match a query of the search language, in order. Raises QueryError."""
        marks = Marks(unsaved=frozenset(self.unsaved()))
        return self._index.find(parse_query(text), sort=sort, descending=descending, marks=marks)

    def counts(self) -> Counts:
        """How many cards there are of each kind, as far as they have been read."""
        return self._index.counts()

    def local_picture(self, url: str) -> Path | None:
        """The file of a picture that belongs to the site itself, else None. Any thread."""
        site = self.site
        return None if site is None else local_picture(site, url)

    # --- changing -----------------------------------------------------------------------------------------------

    def edit(self, ids: Sequence[CardId], edits: Sequence[Edit], label: str) -> bool:
        """Change these cards, all or none, as one step that `label` names in the menu.

        Typing goes on in the same step: a text set right after the same field of the same cards joins it, unless a save
        lies between. Many cards are worked out in a reading thread, and change once all of it is done. Says whether it
        was done, or begun; if not, `refused` has told why.
        """
        if self._library is None or not ids:
            return False
        if len(ids) > _FEW:
            return self._edit_many(ids, edits, label)
        try:
            return self._push(edit_cards(self._library, ids, edits), label, typed_places(edits))
        except EditorError as error:
            self.refused.emit(str(error))
            return False

    def stop_changing(self) -> None:
        """Give up the change of many cards that is being worked out: nothing has changed."""
        if self._changing is not None:
            self._changing.cancel()
            self._changing = None
            self.changing.emit(0, 0)

    def _edit_many(self, ids: Sequence[CardId], edits: Sequence[Edit], label: str) -> bool:
        library, schemas = self._open_library, self._schemas
        if self._changing is not None:
            self.refused.emit(self.tr("Another change of many cards is under way."))
            return False
        edited = {
            card_id: (library.card(card_id), library.saved(card_id)) for card_id in ids if self.is_unsaved(card_id)
        }

        def work(task: Task, report: Callable[[int], None]) -> Bulk:
            def cards() -> Iterator[tuple[Card, Card]]:
                for number, card_id in enumerate(ids):
                    if task.cancelled:
                        return
                    if number % _FEW == 0:
                        report(number)
                    on_disk = read_from_disk(library.site, schemas, card_id)
                    yield edited.get(card_id, (on_disk, on_disk))

            return work_out(cards(), edits, schemas)

        def done(bulk: Bulk) -> None:
            self._changing = None
            self.changing.emit(0, 0)
            if self._library is library:
                self._push(bulk, label)

        def failed(error: Exception) -> None:
            self._changing = None
            self.changing.emit(0, 0)
            self._on_failed(error)

        self._changing = self._tasks.scan(
            work, progress=lambda number: self.changing.emit(number, len(ids)), done=done, failed=failed
        )
        return True

    def _push(self, bulk: Bulk, label: str, typed: frozenset[object] = frozenset()) -> bool:
        """Make one step of the history of what was worked out, unless a card refuses."""
        if bulk.refused:
            (card_id, sentence), *others = bulk.refused.items()
            more = self.tr(" (and {} more)").format(len(others)) if others else ""
            self.refused.emit(f"{card_id}: {sentence}{more}")
            return False
        if bulk.after:
            before = {card_id: Version(text, self.row(card_id)) for card_id, text in bulk.before.items()}
            places = typed | {self._saves} if typed else typed
            self.undo_stack.push(TextChange(self._swap, before, bulk.after, label, typed=places))
        return True

    def replace_text(self, card_id: CardId, text: str) -> bool:
        """Give the card this whole text, as typed into Source."""
        return self.edit((card_id,), (ReplaceText(text),), self.tr("source"))

    def folders(self) -> tuple[str, ...]:
        """Where this site keeps cards, relative to its root."""
        library = self._open_library
        return tuple(sorted({card_id.rpartition("/")[0] for card_id in library.ids()} | set(library.site.collections)))

    def new_name(self, folder: str, title: str) -> CardId:
        """The card that `create` would make."""
        return new_card(self._schemas, folder, title, datetime.datetime.now(datetime.UTC))[0]

    def create(self, folder: str, title: str) -> None:
        """Make a new, unpublished card: its file is there when `card_requested` follows; else `refused` does."""
        library, schemas = self._open_library, self._schemas
        now = datetime.datetime.now(datetime.UTC)

        def done(new: NewCard) -> None:
            if self._library is library:
                self._follow((library.take_in(new),))
                self.card_requested.emit(new.id)

        self._tasks.write(
            lambda: write_new(library.site, *new_card(schemas, folder, title, now)), done=done, failed=self._on_failed
        )

    def take_from_disk(self, ids: Sequence[CardId]) -> None:
        """Show what the disk has now in the place of unsaved changes. Undo brings these back, still unsaved."""
        library = self._open_library
        before = {card_id: Version(library.card(card_id).text, self.row(card_id)) for card_id in ids}
        self._follow(library.reload(ids, discard=True))
        there = [card_id for card_id in ids if card_id in library]
        own = {card_id: before[card_id] for card_id in there}
        after = {card_id: Version(library.card(card_id).text, self.row(card_id)) for card_id in there}
        if after:
            self.undo_stack.push(TextChange(self._swap, own, after, self.tr("take what is on disk")))

    def _swap(self, expected: Mapping[CardId, Version], versions: Mapping[CardId, Version]) -> bool:
        """For the history only: put `versions` in the place of `expected`, or tell why that cannot be."""
        library = self._open_library
        try:
            now = {card_id: library.text(card_id) for card_id in versions}
            if all(now[card_id] == version.text for card_id, version in versions.items()):
                return True
            if any(now[card_id] != version.text for card_id, version in expected.items()):
                self.refused.emit(self.tr("The card has changed on disk since: this step cannot be taken."))
                return False
            changes = library.apply({card_id: version.text for card_id, version in versions.items()})
        except EditorError as error:
            self.refused.emit(str(error))
            return False
        self._take_rows(version.row for version in versions.values())
        self.changed.emit(changes)
        return True

    def _follow(self, all_changes: Iterable[Changes]) -> None:
        """Bring the rows in line with the library, and tell everyone."""
        library = self._open_library
        for changes in all_changes:
            if changes.kind == "removed":
                for card_id in changes.ids:
                    self.vocabulary.forget(card_id)
                self._index.remove(changes.ids)
            elif changes.kind != "saved":  # what was saved is what the rows say already
                self._take_rows(library.row(card_id) for card_id in changes.ids)
            self.changed.emit(changes)

    # --- saving -------------------------------------------------------------------------------------------------

    @property
    def is_saving(self) -> bool:
        """Whether a save is still under way."""
        return bool(self._saving)

    def save(self, ids: Iterable[CardId], then: Callable[[SaveReport], None] | None = None) -> None:
        """Write those of these cards that are unsaved, away from the window's thread; `saved` follows, then `then`.

        What is typed meanwhile stays unsaved. A card that cannot be saved keeps its change.
        """
        library = self._open_library
        pending = library.pending(card_id for card_id in ids if card_id not in self._saving)
        saving = {save.id for save in pending}
        self._saving |= saving
        self._saves += 1

        def done(written: list[Written]) -> None:
            if self._library is not library:
                return  # the site was left meanwhile; the files are written all the same
            self._saving -= saving
            report = library.finish(written)
            self._follow((report.changes,))
            self.saved.emit(report)
            if then is not None:
                then(report)

        def failed(error: Exception) -> None:
            self._saving -= saving
            self._on_failed(error)

        self._tasks.write(lambda: write_cards(library.site, pending), done=done, failed=failed)

    def look_at_disk(self) -> None:
        """Find the cards again: new ones appear, others follow the disk, unsaved ones stay as they are."""
        library = self._open_library
        site = library.site

        def done(found: tuple[CardId, ...]) -> None:
            if self._library is not library:
                return
            for changes in library.reload({*found, *library.ids()}):
                if changes.kind == "removed":
                    self._follow((changes,))
                else:
                    self.changed.emit(changes)
            self._read(library.ids())

        self._tasks.read(lambda: tuple(find_cards(site)), done=done, failed=self._on_failed)

    # --- ends ---------------------------------------------------------------------------------------------------

    @property
    def _open_library(self) -> Library:
        if self._library is None:
            raise RuntimeError("no site is open")
        return self._library

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, EditorError):
            raise error
        self.refused.emit(str(error))
