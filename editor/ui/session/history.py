"""The history: every change of cards is a step that can be taken back, also when cards have moved on since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from editor.model.card.card import CardId, read_card
from editor.model.card.merge import merge_cards
from editor.model.site.arrivals import OnDisk
from editor.model.site.bulk import Bulk
from editor.model.site.changes import Version
from editor.model.site.errors import ChangedOnDisk
from editor.model.site.library import Library
from editor.model.site.rows import row_of
from editor.model.text.errors import EditorError
from editor.ui.session.open_site import OpenSite
from editor.ui.session.text_change import TextChange


class History(QObject):
    """The steps of one site. Belongs to the window's thread."""

    stepped = Signal(object)
    """`Changes`: a step was taken, forwards or back."""
    refused = Signal(str)
    """A sentence: why a step was not taken. Nothing has changed."""
    retaken = Signal(object)
    """Ids of the cards that `step` has changed."""
    look_requested = Signal(object)
    """Ids of cards whose files may say something else by now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._site: OpenSite | None = None
        self._names: dict[CardId, CardId] = {}
        self._touched: tuple[CardId, ...] = ()

    def start(self, site: OpenSite | None) -> None:
        """Forget all steps; those to come are of this site."""
        self.stack.clear()
        self._site = site
        self._names.clear()

    def push(self, bulk: Bulk, label: str, typed: frozenset[object] = frozenset()) -> bool:
        """Make one step of what was worked out; says whether that was done, which it is not where a card refuses.

        A step right after one that was `typed` in the same places joins it.
        """
        if bulk.refused:
            (card_id, sentence), *others = bulk.refused.items()
            more = self.tr(" (and {} more)").format(len(others)) if others else ""
            self.refused.emit(f"{card_id}: {sentence}{more}")
            return False
        if bulk.after and self._site is not None:
            with self._site.library.reading_ahead(bulk.read):
                self.stack.push(TextChange(self._swap, bulk.before, bulk.after, label, typed=typed))
        return True

    def push_versions(self, before: Mapping[CardId, Version], after: Mapping[CardId, Version], label: str) -> None:
        """One step from whole texts to others; cards that are the same in both are none of it."""
        changed = [card_id for card_id in before if before[card_id].text != after[card_id].text]
        if changed and self._site is not None:
            old, new = ({card_id: each[card_id] for card_id in changed} for each in (before, after))
            self.stack.push(TextChange(self._swap, old, new, label))

    def next(self, *, back: bool) -> TextChange | None:
        """The step that `step` would take; None where there is none."""
        command = self.stack.command(self.stack.index() - 1 if back else self.stack.index())
        return command if isinstance(command, TextChange) else None

    def ids_of(self, change: TextChange) -> tuple[CardId, ...]:
        """The cards of a step, by their names of now."""
        return tuple(self._names.get(card_id, card_id) for card_id in change.ids)

    def step(self, *, back: bool, read: Mapping[CardId, OnDisk] = MappingProxyType({})) -> None:
        """Take the last step back, or the one that was taken back again. `read` are files that were read for it."""
        if self._site is not None:
            self._touched = ()
            with self._site.library.reading_ahead(read):
                self.stack.undo() if back else self.stack.redo()
            if self._touched:
                self.retaken.emit(self._touched)

    def rename(self, old: CardId, new: CardId) -> None:
        """Steps on the card `old` are steps on `new` from now on."""
        self._names = {name: new if now == old else now for name, now in self._names.items()}
        self._names[old] = new
        self._names.pop(new, None)

    def _swap(self, expected: Mapping[CardId, Version], versions: Mapping[CardId, Version]) -> bool:
        """Put `versions` in the place of `expected`, or tell why that cannot be."""
        site = self._site
        if site is None:
            return False
        library = site.library
        try:
            become = self._become(library, self._by_name_of_now(expected), self._by_name_of_now(versions))
            if become is None:
                self.refused.emit(self.tr("The card has changed since: this step cannot be taken."))
                return False
            clashing = [card_id for card_id in become if library.is_clashing(card_id)]
            changes = library.apply({card_id: version.text for card_id, version in become.items()})
        except EditorError as error:
            if isinstance(error, ChangedOnDisk):
                self.look_requested.emit(tuple(versions))
            self.refused.emit(str(error))
            return False
        if changes.ids:
            site.take_rows(version.row for version in become.values())
            self._touched = changes.ids
            self.stepped.emit(changes)
        if clashing:  # they may agree with their files by now
            self.look_requested.emit(clashing)
        return True

    def _become(
        self, library: Library, expected: Mapping[CardId, Version], versions: Mapping[CardId, Version]
    ) -> dict[CardId, Version] | None:
        """What cards become that are to go from `expected` to `versions`; None where that cannot be.

        A card that something else has changed meanwhile takes the same step from what it is now, field by field, so
        that undo never takes back what somebody else has written. Raises StoreError for a card that is not there.
        """
        found: dict[CardId, Version] = {}
        for card_id, version in versions.items():
            now = library.text(card_id)
            if now in (version.text, expected[card_id].text):
                found[card_id] = version
                continue
            before, after = (read_card(card_id, each.text, library.schemas) for each in (expected[card_id], version))
            merge = merge_cards(before, after, library.card(card_id), library.schemas)
            if merge.clashes:
                return None
            found[card_id] = Version(merge.card.text, row_of(merge.card))
        return found

    def _by_name_of_now(self, versions: Mapping[CardId, Version]) -> dict[CardId, Version]:
        if self._names.keys().isdisjoint(versions):
            return dict(versions)
        named: Iterable[tuple[CardId, Version]] = ((self._names.get(old, old), each) for old, each in versions.items())
        return {card_id: Version(each.text, replace(each.row, id=card_id)) for card_id, each in named}
