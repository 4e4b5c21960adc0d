"""Where one stands in a list of cards, and where one stands when the list has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from editor.model.card.card import CardId

PositionOf = Callable[[CardId], int | None]


@dataclass(frozen=True, slots=True)
class Place:
    """What a list shows: its cards, the position of the current one (-1: none), those selected and those on screen."""

    ids: tuple[CardId, ...] = ()
    current: int = -1
    selected: tuple[CardId, ...] = ()
    visible: range = range(0)

    @property
    def current_is_visible(self) -> bool:
        return self.current in self.visible


def selected_now(place: Place, position_of: PositionOf) -> list[int]:
    """The positions in the changed list of the selected cards that are still there, ascending."""
    found = map(position_of, place.selected)
    return sorted(position for position in found if position is not None)


def current_now(place: Place, position_of: PositionOf, among: frozenset[int] = frozenset()) -> int:
    """The position in the changed list of the current card; when it is gone, of the card nearest to it in the old list.

    Below goes before above, as one works downwards. `among`: the positions to choose from, any when empty. 0 when no
    card of the old list is left.
    """
    below, above = place.ids[place.current :], reversed(place.ids[: place.current])
    for position in map(position_of, chain(below, above)):
        if position is not None and (not among or position in among):
            return position
    return 0


def moved_by(place: Place, position_of: PositionOf) -> int | None:
    """By how many rows the list must be scrolled so that what one looked at stays where it was; None when it is gone.

    One looks at the current card when it is on screen, else at the topmost.
    """
    looked_at = (place.current, *place.visible) if place.current_is_visible else place.visible
    for old in looked_at:
        new = position_of(place.ids[old])
        if new is not None:
            return new - old
    return None
