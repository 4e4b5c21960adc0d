"""Where one stands in a list of cards, and where one stands when the list has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from editor.model.card.card import CardId
from editor.model.site.card_ids import among

Run = tuple[int, int]
"""The first and the last of some positions without a gap."""

_FEW_WANTED = 8  # cards, of which each is looked for by itself


@dataclass(frozen=True, slots=True)
class Place:
    """What a list shows: its cards, the position of the current one (-1: none), those selected and those on screen."""

    ids: Sequence[CardId] = ()
    current: int = -1
    selected: tuple[Run, ...] = ()
    visible: range = range(0)

    @property
    def current_is_visible(self) -> bool:
        return self.current in self.visible

    def selected_ids(self) -> list[CardId]:
        """The selected cards in the order of the list."""
        return list(chain.from_iterable(self.ids[first : last + 1] for first, last in self.selected))


def position_in(ids: Sequence[CardId], card_id: CardId) -> int | None:
    """Where the card stands, None when it is not there."""
    try:
        return ids.index(card_id)
    except ValueError:
        return None


def positions_in(ids: Sequence[CardId], wanted: Sequence[CardId]) -> list[Run]:
    """Where the wanted cards stand, ascending, those that are not there left out."""
    if len(wanted) <= _FEW_WANTED:
        return _joined(sorted(at for each in set(wanted) if (at := position_in(ids, each)) is not None))
    return _runs_of(among(ids, wanted).tobytes())


def selected_now(place: Place, ids: Sequence[CardId]) -> list[Run]:
    """Where in the changed list the selected cards stand that are still there."""
    return positions_in(ids, place.selected_ids())


def current_now(place: Place, ids: Sequence[CardId], *, among_selected: bool = False) -> int:
    """The position in the changed list of the current card; when it is gone, of the card nearest to it in the old list.

    Below goes before above, as one works downwards. With `among_selected` only cards that were selected come into
    question. 0 when no such card is left.
    """
    same = position_in(ids, place.ids[place.current])
    if same is not None:
        return same
    nearest = _nearest(place, ids, place.selected if among_selected else ((0, len(place.ids) - 1),))
    return 0 if nearest is None else ids.index(nearest)


def _nearest(place: Place, ids: Sequence[CardId], spans: tuple[Run, ...]) -> CardId | None:
    """The card of these old positions that is nearest to the current one, of those that are left."""
    here = among(place.ids, ids)
    left = np.concatenate([np.flatnonzero(here[first : last + 1]) + first for first, last in spans])
    below = int(np.searchsorted(left, place.current))
    return place.ids[int(left[min(below, len(left) - 1)])] if len(left) else None


def looked_at(place: Place, ids: Sequence[CardId]) -> tuple[int, int] | None:
    """The card that one looks at: its old and its new position; None when nothing that was on screen is left.

    One looks at the current card when it is on screen, else at the topmost.
    """
    seen = (place.current, *place.visible) if place.current_is_visible else tuple(place.visible)
    for old in seen:
        new = position_in(ids, place.ids[old])
        if new is not None:
            return old, new
    return None


def _joined(positions: Iterable[int]) -> list[Run]:
    """The unbroken runs of these, which ascend."""
    found: list[Run] = []
    for at in positions:
        if found and found[-1][1] == at - 1:
            found[-1] = found[-1][0], at
        else:
            found.append((at, at))
    return found


def _runs_of(flags: bytes) -> list[Run]:
    """The unbroken runs of ones."""
    found: list[Run] = []
    end = 0
    while (first := flags.find(1, end)) >= 0:
        end = flags.find(0, first)
        if end < 0:
            end = len(flags)
        found.append((first, end - 1))
    return found
