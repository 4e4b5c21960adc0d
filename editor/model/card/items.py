"""Which items of a list are which in another version of it, after the key that the schema knows them by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from editor.model.card.diff import equal_values
from editor.model.card.fields import Field
from editor.model.text.scalars import Value

MOST = 200
"""Items that are matched; a longer list is looked at as a whole."""

_Item = dict[str, Value]


@dataclass(frozen=True)
class Matches:
    """Two versions of a list, item by item: those with the same key are the same.

    So is one between the same neighbours that has a new key and little else that is new: a picture whose address was
    mended is still that picture.
    """

    key: str
    old: Sequence[_Item]
    new: Sequence[_Item]

    def name(self, item: _Item) -> str:
        """What an item is known by."""
        return str(item[self.key])

    @cached_property
    def old_of(self) -> dict[int, int]:
        """By the index of an item in the new version, its index in the old."""
        return {**self._same, **dict(self._mended())}

    @cached_property
    def new_of(self) -> dict[int, int]:
        """By the index of an item in the old version, its index in the new."""
        return {was: at for at, was in self.old_of.items()}

    def place_for(self, was: int) -> int:
        """The index in the new version at which an item of the old one would stand again: behind the same neighbour."""
        return next((self.new_of[at] + 1 for at in range(was - 1, -1, -1) if at in self.new_of), 0)

    @property
    def old_order(self) -> list[Value]:
        """The items that both versions have, as the new one has them, in the old order."""
        return [self.new[at] for at in sorted(self._same, key=self._same.__getitem__)]

    @property
    def new_order(self) -> list[Value]:
        """The same in their new order."""
        return [self.new[at] for at in self._same]

    @cached_property
    def moves(self) -> tuple[tuple[int, int], ...]:
        """From which index to which, one after the other, until the shared items stand in their old order.

        What is new between them goes along with the shared item before it.
        """
        groups = self._groups(range(len(self.new)), self._same)
        wanted = [at for leader in sorted(groups, key=lambda at: self._same.get(at, -1)) for at in groups[leader]]
        now, moves = list(range(len(self.new))), []
        for to, at in enumerate(wanted):
            if now[to] != at:
                moves.append((now.index(at), to))
                now.insert(to, now.pop(now.index(at)))
        return tuple(moves)

    @cached_property
    def _same(self) -> dict[int, int]:
        """By new index, the old index of the items that have their key in both."""
        places = {self.name(item): was for was, item in enumerate(self.old)}
        return {at: places[name] for at, item in enumerate(self.new) if (name := self.name(item)) in places}

    def _mended(self) -> Iterator[tuple[int, int]]:
        """New and old index of the items that only their key tells apart, in order between the same neighbours."""
        after = self._groups(range(len(self.new)), self._same)
        before = self._groups(range(len(self.old)), set(self._same.values()))
        for leader, group in after.items():
            free = [at for at in group if at != leader]
            neighbour = self._same.get(leader, -1)
            for was in before[neighbour]:
                found = None
                if was != neighbour:
                    found = next((at for at in free if _is_alike(self.old[was], self.new[at])), None)
                if found is not None:
                    yield found, was
                    free = [at for at in free if at > found]

    @staticmethod
    def _groups(indexes: range, leaders: "dict[int, int] | set[int]") -> dict[int, list[int]]:
        """Each leader with what follows it up to the next one; what stands before all of them is led by -1."""
        groups: dict[int, list[int]] = {-1: []}
        leader = -1
        for index in indexes:
            if index in leaders:
                leader = index
                groups[leader] = []
            groups[leader].append(index)
        return groups


def match_items(field: Field | None, old: Sequence[Value], new: Sequence[Value]) -> Matches | None:
    """The items of two versions of a list of this field; None where there is nothing to know each of them by."""
    if field is None or not field.merge.startswith("by ") or max(len(old), len(new)) > MOST:
        return None
    key = field.merge.removeprefix("by ")
    olds, news = _keyed(key, old), _keyed(key, new)
    return None if olds is None or news is None else Matches(key, olds, news)


def _keyed(key: str, items: Sequence[Value]) -> list[_Item] | None:
    """The items, where each is a mapping with a key of its own."""
    found = [item for item in items if isinstance(item, dict) and isinstance(item.get(key), str)]
    return found if len({item[key] for item in found}) == len(items) else None


def _is_alike(one: _Item, other: _Item) -> bool:
    """Whether at least half of what either has is the same in both."""
    same = sum(key in other and equal_values(value, other[key]) for key, value in one.items())
    return 2 * same >= len(one.keys() | other.keys())
