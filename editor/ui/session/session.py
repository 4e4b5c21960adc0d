"""What is open: the one way from the window to the cards, and the history of what was changed."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from editor.model.card.card import CardId
from editor.model.card.edits import Edit, ReplaceText
from editor.model.card.merge import Place, Side
from editor.model.card.schema import Schemas
from editor.model.site.arrivals import Arrival, Edited, OnDisk
from editor.model.site.bulk import Bulk, edit_cards
from editor.model.site.changed import changed_since_commit
from editor.model.site.changes import Changes, SaveReport, Version
from editor.model.site.new_card import new_card
from editor.model.site.opening import OpenedSite, find_site
from editor.model.site.reading import Known, Rows
from editor.model.site.rows import row_of
from editor.model.site.saving import NewCard, write_new
from editor.model.site.stamps import Stamps
from editor.model.site.summary import Row
from editor.model.text.errors import EditorError
from editor.ui.session.follower import Follower
from editor.ui.session.history import History
from editor.ui.session.keeper import Keeper
from editor.ui.session.looking import Looking
from editor.ui.session.many import FEW, ManyChanges
from editor.ui.session.open_site import OpenSite
from editor.ui.session.reader import Reader
from editor.ui.session.recovery import Recovery
from editor.ui.session.saver import Saver
from editor.ui.session.searches import SavedSearches
from editor.ui.session.text_change import typed_places
from editor.ui.tasks import Tasks

_MANY = 100
"""From so many cards on, reading them again is shown as it goes, and they are left out when Python looks for cycles."""


class Session(Looking):
    """One open site, its cards and their history. Belongs to the window's thread; slow work goes through `tasks`.

    Every change is one step of `undo_stack`, and ends as one `changed` with what it touched: views refresh by that.
    """

    opened = Signal()
    """A site stands open, or (when `site` is None) none does any more. Its rows are still to come."""
    card_requested = Signal(str)
    """This card is to be shown: the site was opened by way of it, or it has just been made or restored."""
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
    retaken = Signal(object)
    """Ids of the cards that `step` has changed."""
    renamed = Signal(str, str)
    """A card has another id now, since its file has another name."""
    looked = Signal()
    """A look at the disk has ended; what it found has arrived."""

    def __init__(self, schemas: Schemas, tasks: Tasks, state: Path, cache: Path, parent: QObject | None = None) -> None:
        """`state` is the user's own folder for what must outlive a crash, `cache` for what is remembered of sites."""
        super().__init__(schemas, tasks, parent)
        self.recovery = Recovery(schemas, tasks, state, self)
        self.searches = SavedSearches(tasks, self)
        self._cache = cache
        self._wanted: CardId = ""
        self._may_go = False
        self._history = History(self)
        self._reader = Reader(schemas, tasks, self)
        self._many = ManyChanges(tasks, self)
        self._keeper = Keeper(tasks, state, self)
        self._follower = Follower(schemas, tasks, self)
        self._saver = Saver(tasks, state, self)
        self._history.stepped.connect(self.changed)
        self._history.retaken.connect(self.retaken)
        self._history.refused.connect(self.refused)
        self._history.look_requested.connect(self._follower.look)
        self._reader.known.connect(self._on_known)
        self._reader.read.connect(self._on_read)
        self._reader.progressed.connect(self._on_reading)
        self._many.progressed.connect(self.changing)
        self._keeper.failed.connect(self.refused)
        self._follower.arrived.connect(self._on_arrived)
        self._follower.renamed.connect(self._on_renamed)
        self._follower.looking.connect(self._on_looking)
        self._follower.looked.connect(self.looked)
        self.looked.connect(self._ask_git)
        self._follower.failed.connect(self.refused)
        self._saver.saved.connect(self._on_saved)
        self.recovery.failed.connect(self.refused)
        self.recovery.wrote.connect(self.look_at_disk)
        self.changed.connect(self._on_changed)

    # --- opening ------------------------------------------------------------------------------------------------

    @property
    def undo_stack(self) -> QUndoStack:
        """The history, for the names of its steps; `step` goes through it."""
        return self._history.stack

    def open(self, path: Path) -> None:
        """Open the site that `path` (a site, a folder or a card) belongs to; `opened` follows, or `refused`."""
        schemas, cache = self._schemas, self._cache
        self._tasks.read(lambda: find_site(path, schemas, cache), done=self.take_up, failed=self._on_failed)

    def close(self) -> None:
        """Leave the site. Unsaved changes are kept for the next start, unless the user has said that they may go."""
        self._tasks.finish()
        self._leave()
        self.opened.emit()

    def let_go(self) -> None:
        """The user does not want the unsaved changes: the next `close` or `open` loses them."""
        self._may_go = True

    def _leave(self) -> None:
        was_reading = self.is_reading
        self._many.stop()
        self._reader.stop()
        held = self._follower.stop()
        self._keeper.stop(forget=self._may_go or not self.unsaved())
        self.recovery.stop()
        self._saver.start(None)
        self.searches.start(None)
        held += self._history.start(None)
        if self._open is not None and self._open.file is not None and not was_reading:
            self._tasks.keep(self._open.file.visit, done=lambda _: None)  # who left before saw not all that was new
        self._forget(held)
        self._may_go = False
        gc.unfreeze()

    def take_up(self, found: OpenedSite) -> None:
        """Open a site that has been found; `opened` follows at once."""
        self._leave()
        library = found.library
        self._open, self._wanted = OpenSite(library, found.vocabulary, found.file, found.visited), found.card
        self._history.start(self._open)
        self._searcher.start(self._open.index)
        self._keeper.start(library)
        self._follower.start(library)
        self._saver.start(library)
        self.searches.start(library.site)
        self.opened.emit()
        self._reader.start(found, self._on_failed)
        self.recovery.start(library.site)

    def _on_known(self, known: Known) -> None:
        site = self._site
        site.library.know(known.to_read)
        self._follow((site.library.lose(known.gone),))
        self._follower.note(known.stamps)
        if self._wanted not in known.stamps:
            return  # it is read first of all, or there is no such card
        self.card_requested.emit(self._wanted)
        self._wanted = ""

    def _on_read(self, read: Rows) -> None:
        site = self._site
        self.changed.emit(Changes("added", site.take(read)))
        self._searcher.changed()
        if read.checked:
            self._follower.note(Stamps(read.block.ids, read.block.stamps))
            if self._wanted in site.index:
                self.card_requested.emit(self._wanted)
            self._wanted = ""

    def _on_reading(self, read: int, of: int) -> None:
        if read == of:
            gc.freeze()  # the stamps of all files stay as well
            self._follower.go()
            self._ask_git()
        self.reading.emit(read, of)

    def _ask_git(self) -> None:
        """Which cards are not as they were committed last, for who searches for them."""
        site = self._open
        if site is None:
            return
        root = site.library.site.root

        def done(changed: frozenset[CardId]) -> None:
            if self._open is site and (news := site.differ(changed)):
                self.changed.emit(Changes("reloaded", news))

        self._tasks.read(lambda: changed_since_commit(root), done=done)

    @property
    def is_reading(self) -> bool:
        """Whether there are cards that have not been read yet."""
        return self._reader.under_way

    @property
    def seconds_left(self) -> float:
        """How long the reading will go on, as far as can be told; 0 where it cannot."""
        return self._reader.seconds_left

    # --- changing -----------------------------------------------------------------------------------------------

    def edit(self, ids: Sequence[CardId], edits: Sequence[Edit], label: str) -> bool:
        """Change these cards, all or none, as one step that `label` names in the menu.

        Typing goes on in the same step: a text set right after the same field of the same cards joins it, unless a save
        lies between. Many cards are worked out in a reading thread, and change once all of it is done. Says whether it
        was done, or begun; if not, `refused` has told why.
        """
        if self._open is None or not ids:
            return False
        if len(ids) > FEW:
            return self._edit_many(ids, edits, label)
        typed = typed_places(edits)
        try:
            bulk = edit_cards(self._open.library, ids, edits)
            self._tasks.finish()  # not before: what is typed is meant for the cards as they are shown
            return self._history.push(bulk, label, typed | {self._saver.begun} if typed else typed)
        except EditorError as error:
            self.refused.emit(str(error))
            return False

    def stop_work(self) -> None:
        """Give up the change of many cards that is being worked out: nothing has changed. Without one, the reading:
        a look at the disk reads the rest."""
        if self._many.under_way:
            self._many.stop()
        elif self._reader.under_way:
            self._reader.stop()
            self._on_reading(0, 0)

    def _edit_many(self, ids: Sequence[CardId], edits: Sequence[Edit], label: str) -> bool:
        self._tasks.finish()
        site = self._site
        if not self._may_begin():
            return False

        def done(bulk: Bulk) -> None:
            if self._open is site:
                pushing = self._history.pushing(bulk)
                self._tasks.take(pushing, lambda swapped: self._history.push(bulk, label, swapped=swapped))

        self._many.work_out(site.library, ids, edits, done=done, failed=self._on_failed)
        return True

    def step(self, *, back: bool) -> None:
        """Take the last step back, or the one that was taken back again; `retaken` tells which cards that changed.

        What the files of many cards have is read in a reading thread first.
        """
        self._tasks.finish()
        change = self._history.next(back=back)
        ids = () if change is None else self._history.ids_of(change)
        if change is None or len(ids) <= FEW:
            self._history.step(back=back)
            return
        site = self._site

        def done(read: Mapping[CardId, OnDisk]) -> None:
            if self._open is site and self._history.next(back=back) is change:
                stepping = self._history.stepping(change, read, back=back)
                self._tasks.take(stepping, lambda swapped: self._history.step(back=back, swapped=swapped))

        if self._may_begin():
            self._many.read(site.library, ids, change.versions(back=back)[1], done=done, failed=self._on_failed)

    def _may_begin(self) -> bool:
        if self._many.under_way:
            self.refused.emit(self.tr("Another change of many cards is under way."))
        return not self._many.under_way

    def replace_text(self, card_id: CardId, text: str) -> bool:
        """Give the card this whole text, as typed into Source."""
        return self.edit((card_id,), (ReplaceText(text),), self.tr("source"))

    def create(self, folder: str, title: str) -> None:
        """Make a new, unpublished card: its file is there when `card_requested` follows; else `refused` does."""
        site, schemas = self._site, self._schemas
        now = datetime.datetime.now(datetime.UTC)

        def done(new: NewCard) -> None:
            if self._open is site:
                self._follow((site.library.take_in(new),))
                self.card_requested.emit(new.id)

        self._tasks.write(
            lambda: write_new(site.library.site, *new_card(schemas, folder, title, now)),
            done=done,
            failed=self._on_failed,
        )

    def _follow(self, all_changes: Iterable[Changes], rows: Mapping[CardId, Row] = MappingProxyType({})) -> None:
        """Bring the rows in line with the library, and tell everyone."""
        for changes in all_changes:
            if changes.ids:
                self._site.follow(changes, rows)
                self.changed.emit(changes)
                self._searcher.changed()

    def _on_changed(self, changes: Changes) -> None:
        if changes.kind not in ("added", "reloaded"):
            self._keeper.note(changes.ids)
        if len(changes.ids) >= _MANY:
            gc.freeze()  # what comes in many stays: to look through it for cycles stops all threads for 0.2 s
        if self._site.index.is_wasteful:
            self._tasks.take(self._site.index.clear_up(), lambda _: self._searcher.changed())

    # --- what the disk says -------------------------------------------------------------------------------------

    def look_at_disk(self) -> None:
        """Look for what has changed: new cards appear, gone ones go, the others follow; `looked` tells the end."""
        self._follower.look_everywhere()

    def settle(self, card_id: CardId, decided: Mapping[Place, Side]) -> None:
        """Let an unsaved card stand on what its file has now, and what both changed be as decided.

        What is not decided stays as it is here. One step of the history; nothing is written.
        """
        self._tasks.finish()
        library = self._site.library
        settled = library.clash(card_id, decided)
        if settled is not None:
            self._follow((library.take_their_base(card_id),))
            now, then = (Version(card.text, row_of(card)) for card in (library.card(card_id), settled.card))
            self._history.push_versions({card_id: now}, {card_id: then}, self.tr("choose"))

    def give_up(self, ids: Iterable[CardId]) -> None:
        """Let go of unsaved cards that have no file any more."""
        self._tasks.finish()
        library = self._site.library
        self._follow(library.give_up(card_id) for card_id in ids if library.is_gone(card_id))

    def _on_arrived(self, arrivals: Sequence[Arrival]) -> None:
        if self._open is None:
            return
        self._follow(self._open.library.follow(arrivals), self._open.arrived(arrivals))

    def _on_renamed(self, old: CardId, new: CardId) -> None:
        self._site.rename(old, new)
        self._history.rename(old, new)
        self._keeper.note((old, new))
        self.renamed.emit(old, new)

    def _on_looking(self, read: int, of: int) -> None:
        if of >= _MANY and not self._reader.under_way:
            self.reading.emit(read, of)

    # --- what a crash has left behind ---------------------------------------------------------------------------

    def restore(self, ids: Iterable[CardId]) -> None:
        """Make these changes, which `recovery` has found, unsaved again: one step of the history, a moment later."""
        site = self._site

        def done(edited: Mapping[CardId, Edited], old: Mapping[CardId, Version], new: Mapping[CardId, Version]) -> None:
            if self._open is not site:
                return
            restored = site.library.restore(edited)
            self._follow((restored,), {card_id: new[card_id].row for card_id in restored.ids})
            self._history.push_versions({each: old[each] for each in restored.ids}, new, self.tr("restore"))
            self._keeper.note(restored.ids, then=lambda: self.recovery.settle(restored.ids))
            self._follower.look(restored.ids)  # how their files stand to that
            for card_id in restored.ids[:1]:
                self.card_requested.emit(card_id)

        self.recovery.take(ids, done)

    # --- saving -------------------------------------------------------------------------------------------------

    @property
    def is_saving(self) -> bool:
        """Whether a save is still under way."""
        return self._saver.is_saving

    def save(self, ids: Iterable[CardId], then: Callable[[SaveReport], None] | None = None) -> None:
        """Write those of these cards that are unsaved, away from the window's thread; `saved` follows, then `then`.

        What is typed meanwhile stays unsaved. A card that cannot be saved keeps its change.
        """
        self._tasks.finish()
        self._saver.save(ids, then, self._on_failed)

    def _on_saved(self, report: SaveReport) -> None:
        self._follow((report.changes, report.merged))
        self.saved.emit(report)
        self._ask_git()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, EditorError):
            raise error
        self.refused.emit(str(error))
