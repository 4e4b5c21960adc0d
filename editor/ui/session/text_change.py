"""One step of the history: whole texts, swapped."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtGui import QUndoCommand

from editor.model.card.card import CardId
from editor.model.card.edits import Edit, ReplaceText, SetBody, SetValue
from editor.model.site.changes import Version

Swap: TypeAlias = Callable[[Mapping[CardId, Version], Mapping[CardId, Version]], bool]
"""Given the versions that are expected to stand and those to put there; says whether that was done."""

PAUSE_SECONDS = 2.0
"""A rest in typing that begins a new step."""

_TYPING = 1


class TextChange(QUndoCommand):
    """From some cards' versions to others, and back: exact by construction, and cheap, since a card is about 2 kB.

    Never raises: a command whose `redo` raises would stay on the stack. Where the cards are no longer what the step
    left behind, it is struck from the history instead.
    """

    def __init__(
        self,
        swap: Swap,
        before: Mapping[CardId, Version],
        after: Mapping[CardId, Version],
        label: str,
        *,
        typed: frozenset[object] = frozenset(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(label)
        self._swap = swap
        self._before = dict(before)
        self._after = dict(after)
        self._typed = typed  # the places that are being typed into; steps of the same places join
        self._made = clock()

    @property
    def ids(self) -> tuple[CardId, ...]:
        """The cards that it changes, by the names that they had."""
        return tuple(self._before)

    def versions(self, *, back: bool = False) -> tuple[Mapping[CardId, Version], Mapping[CardId, Version]]:
        """Those that are expected to stand, and those to put there, when it is taken `back`, or taken."""
        return (self._after, self._before) if back else (self._before, self._after)

    def id(self) -> int:
        return _TYPING if self._typed else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, TextChange):
            return False
        # What something else has brought in between must not be taken back with what was typed.
        goes_on = self._typed == other._typed and self._after == other._before
        if not goes_on or other._made - self._made > PAUSE_SECONDS:
            return False
        self._after, self._made = other._after, other._made
        if self._after == self._before:
            self.setObsolete(True)
        return True

    def undo(self) -> None:
        if not self._swap(*self.versions(back=True)):
            self.setObsolete(True)

    def redo(self) -> None:
        if not self._swap(*self.versions(back=False)):
            self.setObsolete(True)


def typed_places(edits: Sequence[Edit]) -> frozenset[object]:
    """The places that the user is typing into, if that is where these edits come from; else none."""
    typed: set[object] = set()
    for edit in edits:
        match edit:
            case SetValue(path, str()):
                typed.add(path)
            case ReplaceText() | SetBody():
                typed.add(type(edit))
            case _:
                return frozenset()
    return frozenset(typed)
