"""The stamps of many cards, and what differs between two looks at the disk."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat

import numpy as np
from numpy.typing import NDArray

from editor.model.card.card import CardId
from editor.model.site.slots import Mask
from editor.model.site.stamp import NO_STAMP, Stamp
from editor.model.site.steps import slices

_WIDTH = len(NO_STAMP)


class Stamps(MutableMapping[CardId, Stamp]):
    """The stamps of cards as one column: a third of the memory of a dict of tuples, and compared all at once.

    One thread at a time.
    """

    def __init__(self, ids: Sequence[CardId] = (), column: bytes = b"") -> None:
        """`column` has the cards' stamps as `stamp.as_column` makes them. ValueError where their numbers differ."""
        self._places: dict[CardId, int] = {}
        self._column = array("q")
        self.add(ids, column)

    @classmethod
    def of(cls, survey: Iterable[tuple[Sequence[CardId], bytes]]) -> "Stamps":
        """All that a survey has found."""
        stamps = cls()
        for ids, column in survey:
            stamps.add(ids, column)
        return stamps

    def add(self, ids: Sequence[CardId], column: bytes) -> None:
        """Take in these stamps, in place of those of the same cards."""
        begin = len(self._column) // _WIDTH
        self._places.update(zip(ids, range(begin, begin + len(column) // (8 * _WIDTH)), strict=True))
        self._column.frombytes(column)

    def __getitem__(self, card_id: CardId) -> Stamp:
        at = self._places[card_id] * _WIDTH
        inode, size, content, file = self._column[at : at + _WIDTH]
        return None if size < 0 else (inode, size, content, file)

    def __setitem__(self, card_id: CardId, stamp: Stamp) -> None:
        at = self._places.setdefault(card_id, len(self._column) // _WIDTH) * _WIDTH
        self._column[at : at + _WIDTH] = array("q", stamp or NO_STAMP)

    def __delitem__(self, card_id: CardId) -> None:
        del self._places[card_id]

    def __iter__(self) -> Iterator[CardId]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._places

    def complete(self, other: "Stamps") -> None:
        """Take in what the other has of cards that have no stamp here."""
        missing = other._those(np.fromiter((card_id not in self._places for card_id in other), np.bool_, len(other)))
        self.add(tuple(missing), missing._column.tobytes())

    def split(self, now: "Stamps") -> tuple["Stamps", list[CardId]]:
        """What there is now: those cards whose stamps are known and the same here, in any order, and the others."""
        own, theirs = self._numbers(now), now._numbers(now)
        same = (own == theirs).all(axis=1) & (theirs[:, 1] >= 0)
        if same.all() and len(now) == len(self):  # as mostly; the ids that are here are those that others have, too
            return self, []
        return now._those(same), [*compress(now, (~same).tolist())]

    def _those(self, chosen: Mask) -> "Stamps":
        return Stamps([*compress(self, chosen.tolist())], self._numbers(self)[chosen].tobytes())

    def _numbers(self, ids: "Stamps") -> NDArray[np.int64]:
        """A row for each of these cards, that of NO_STAMP where it is not here."""
        column = np.array(self._column + array("q", NO_STAMP), np.int64).reshape(-1, _WIDTH)
        if ids is self:
            places = np.fromiter(self._places.values(), np.intp, len(self))
        else:  # in parts, between which another thread can have Python's lock
            parts = (np.fromiter(map(self._places.get, part, repeat(-1)), np.intp, len(part)) for part in slices(ids))
            places = np.concatenate([np.empty(0, np.intp), *parts])
        numbers: NDArray[np.int64] = column[places]
        return numbers


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two surveys. `renamed` has the old and new id of what kept its file under another name."""

    changed: tuple[CardId, ...] = ()
    added: tuple[CardId, ...] = ()
    removed: tuple[CardId, ...] = ()
    renamed: tuple[tuple[CardId, CardId], ...] = ()


def differences(old: Stamps, new: Stamps) -> Differences:
    """What happened between two surveys. Any thread, while nobody changes them."""
    _, others = old.split(new)
    added = [card_id for card_id in others if card_id not in old]
    removed = [card_id for card_id in old if card_id not in new]
    return Differences(
        tuple(card_id for card_id in others if card_id in old and new[card_id] != old[card_id]),
        tuple(added),
        tuple(removed),
        tuple(_renamed({card_id: old[card_id] for card_id in removed}, {card_id: new[card_id] for card_id in added})),
    )


def _renamed(removed: Mapping[CardId, Stamp], added: Mapping[CardId, Stamp]) -> Iterable[tuple[CardId, CardId]]:
    """A rename keeps the file, with its size and the time of its content."""
    by_file = {stamp[:3]: card_id for card_id, stamp in removed.items() if stamp is not None}
    for card_id, stamp in added.items():
        before = by_file.pop(stamp[:3], None) if stamp is not None else None
        if before is not None:
            yield before, card_id
