"""What an operation on cards came to: values that anyone may look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from editor.model.card.card import CardId
from editor.model.site.errors import StoreError
from editor.model.site.summary import Row
from editor.model.text.paths import Path

Kind: TypeAlias = Literal["edited", "saved", "reloaded", "merged", "added", "removed"]
"""MERGED: an unsaved card whose file has changed, whatever came of it; the others say what they say."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed: the ids in the library's order, and the fields where they are known."""

    kind: Kind
    ids: tuple[CardId, ...]
    fields: frozenset[Path] = frozenset()


class Version:
    """A card's text, and the row that it makes in the list. Those of one card are equal where their texts are.

    A value; any thread.
    """

    __slots__ = ("_make", "_row", "text")

    def __init__(self, text: str, row: Row | Callable[[], Row]) -> None:
        """`row` may also be what makes it, when somebody asks: few steps of many cards are ever taken back."""
        self.text = text
        self._row = row if isinstance(row, Row) else None
        self._make = None if isinstance(row, Row) else row

    @property
    def row(self) -> Row:
        """The row; kept from the first time on."""
        if self._row is None:
            assert self._make is not None
            self._row = self._make()
        return self._row

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class SaveReport:
    """What a save did. A card with a failure is as unsaved as before; a warning belongs to a card that is saved.

    `merged` are those whose files had moved on. Most of them are saved, with what that brought. Those that clash, both
    having changed the same, or that are gone from the disk, are as unsaved as before.
    """

    changes: Changes
    merged: Changes = Changes("merged", ())
    clashing: tuple[CardId, ...] = ()
    gone: tuple[CardId, ...] = ()
    failures: Mapping[CardId, StoreError] = field(default_factory=dict)
    warnings: Mapping[CardId, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether everything that was to be saved is."""
        return not (self.failures or self.clashing or self.gone)
