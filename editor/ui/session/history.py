"""The history: every change of cards is a step that can be taken back, also when cards have moved on since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from editor.model.card.card import CardId, read_card
from editor.model.card.merge import merge_cards
from editor.model.site.arrivals import OnDisk
from editor.model.site.bulk import Bulk
from editor.model.site.changes import Changes, Version
from editor.model.site.errors import ChangedOnDisk
from editor.model.site.library import Library
from editor.model.site.rows import row_of
from editor.model.site.steps import Held, Steps, run, slices
from editor.model.text.errors import EditorError
from editor.ui.session.open_site import OpenSite
from editor.ui.session.text_change import TextChange

_AT_ONCE = 128  # cards that are checked, or changed, without a pause: about a millisecond


@dataclass(frozen=True, slots=True)
class Swapped:
    """What came of putting versions in the place of others: a sentence why that cannot be, or what has changed.

    `to_look_at` are cards whose files may say something else by now.
    """

    changes: Changes
    to_look_at: tuple[CardId, ...] = ()
    refusal: str = ""


class History(QObject):
    """The steps of one site. Belongs to the window's thread.

    A step is a single command of the stack; one of many cards is taken in advance, by `pushing` or `stepping`, so that
    the window can answer in between, and handed to `push` or `step` when that is done.
    """

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
        self._swapped: Swapped | None = None

    def start(self, site: OpenSite | None) -> list[Held]:
        """Forget all steps, which come back to be let go of; those to come are of this site."""
        steps = [self.stack.command(number) for number in range(self.stack.count())]
        held: list[Held] = [dict(each) for step in steps if isinstance(step, TextChange) for each in step.versions()]
        del steps  # the stack's own now
        self.stack.clear()
        self._site = site
        self._names.clear()
        return held

    def push(
        self, bulk: Bulk, label: str, typed: frozenset[object] = frozenset(), swapped: Swapped | None = None
    ) -> bool:
        """Make one step of what was worked out; says whether that was done, which it is not where a card refuses.

        A step right after one that was `typed` in the same places joins it. `swapped` is what `pushing` came to.
        """
        if bulk.refused:
            (card_id, sentence), *others = bulk.refused.items()
            more = self.tr(" (and {} more)").format(len(others)) if others else ""
            self.refused.emit(f"{card_id}: {sentence}{more}")
            return False
        if bulk.after and self._site is not None:
            self._swapped = swapped or run(self.pushing(bulk))
            self.stack.push(TextChange(self._swap, bulk.before, bulk.after, label, typed=typed))
        return True

    def pushing(self, bulk: Bulk) -> Steps[Swapped]:
        """What `push` does first, in steps between which no card may change."""
        return self._swapping(bulk.before, bulk.after, bulk.read)

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

    def step(self, *, back: bool, swapped: Swapped | None = None) -> None:
        """Take the last step back, or the one that was taken back again. `swapped` is what `stepping` came to."""
        if self._site is not None:
            self._touched, self._swapped = (), swapped
            self.stack.undo() if back else self.stack.redo()
            if self._touched:
                self.retaken.emit(self._touched)

    def stepping(self, change: TextChange, read: Mapping[CardId, OnDisk], *, back: bool) -> Steps[Swapped]:
        """What `step` does first with the step that is `next`, in steps between which no card may change.

        `read` are files that were read for it.
        """
        expected, versions = change.versions(back=back)
        return self._swapping(expected, versions, read)

    def rename(self, old: CardId, new: CardId) -> None:
        """Steps on the card `old` are steps on `new` from now on."""
        self._names = {name: new if now == old else now for name, now in self._names.items()}
        self._names[old] = new
        self._names.pop(new, None)

    def _swap(self, expected: Mapping[CardId, Version], versions: Mapping[CardId, Version]) -> bool:
        """Put `versions` in the place of `expected`, or tell why that cannot be."""
        if self._site is None:
            return False
        swapped, self._swapped = self._swapped or run(self._swapping(expected, versions)), None
        if swapped.changes.ids:
            self._touched = swapped.changes.ids
            self.stepped.emit(swapped.changes)
        if swapped.to_look_at:
            self.look_requested.emit(swapped.to_look_at)
        if swapped.refusal:
            self.refused.emit(swapped.refusal)
        return not swapped.refusal

    def _swapping(
        self,
        expected: Mapping[CardId, Version],
        versions: Mapping[CardId, Version],
        read: Mapping[CardId, OnDisk] = MappingProxyType({}),
    ) -> Steps[Swapped]:
        """All is checked first: then nothing is refused any more. Rows change next, and in the end, at once, cards."""
        site = self._site
        assert site is not None
        library, nothing = site.library, Changes("edited", ())
        try:
            with library.reading_ahead(read):
                become = yield from self._becoming(
                    library, self._by_name_of_now(expected), self._by_name_of_now(versions)
                )
                if become is None:
                    return Swapped(nothing, refusal=self.tr("The card has changed since: this step cannot be taken."))
                bases: dict[CardId, OnDisk] = {}
                for part in slices(become.items(), _AT_ONCE):
                    bases |= library.bases({card_id: version.text for card_id, version in part})
                    yield
        except EditorError as error:
            return Swapped(nothing, tuple(versions) if isinstance(error, ChangedOnDisk) else (), str(error))
        clashing = tuple(card_id for card_id in become if library.is_clashing(card_id))  # which may end by this
        for rows in slices((version.row for version in become.values()), _AT_ONCE):
            site.take_rows(rows)
            yield
        return Swapped(library.apply({card_id: version.text for card_id, version in become.items()}, bases), clashing)

    def _becoming(
        self, library: Library, expected: Mapping[CardId, Version], versions: Mapping[CardId, Version]
    ) -> Steps[dict[CardId, Version] | None]:
        """What cards become that are to go from `expected` to `versions`; None where that cannot be.

        A card that something else has changed meanwhile takes the same step from what it is now, field by field, so
        that undo never takes back what somebody else has written. Raises StoreError for a card that is not there.
        """
        found: dict[CardId, Version] = {}
        for number, (card_id, version) in enumerate(versions.items(), 1):
            now = library.text(card_id)
            if now in (version.text, expected[card_id].text):
                found[card_id] = version
                if number % _AT_ONCE == 0:
                    yield
                continue
            before, after = (read_card(card_id, each.text, library.schemas) for each in (expected[card_id], version))
            merge = merge_cards(before, after, library.card(card_id), library.schemas)
            if merge.clashes:
                return None
            found[card_id] = Version(merge.card.text, row_of(merge.card))
            yield
        return found

    def _by_name_of_now(self, versions: Mapping[CardId, Version]) -> dict[CardId, Version]:
        if self._names.keys().isdisjoint(versions):
            return dict(versions)
        named: Iterable[tuple[CardId, Version]] = ((self._names.get(old, old), each) for old, each in versions.items())
        return {card_id: Version(each.text, replace(each.row, id=card_id)) for card_id, each in named}
