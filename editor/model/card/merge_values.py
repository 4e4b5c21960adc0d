"""Three versions of a card's values made one: field by field, by the rules that the schema declares."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from editor.model.card.diff import ABSENT, Absent, equal_values
from editor.model.card.fields import Field, label_of
from editor.model.card.schema import Schema
from editor.model.text.scalars import Value

Slot: TypeAlias = "Value | Absent"
"""What a version has at a place: a value, be it null, or nothing."""

Place: TypeAlias = tuple[str, ...]
"""Keys, and for an item of a list the value that it is known by (its url, webUrl, name); () is the body."""


class Side(StrEnum):
    """BASE: the version that both come from. MINE: the one at hand. THEIRS: the one that comes in."""

    BASE = "base"
    MINE = "mine"
    THEIRS = "theirs"


class ClashKind(StrEnum):
    """What a clash is about: a FIELD, the BODY, or the whole file: two STORIES, or a TEXT that has no fields."""

    FIELD = "field"
    BODY = "body"
    STORY = "story"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both sides changed, not to the same. `label` names it in words, `field` says what belongs there.

    Values of a BODY, STORY or TEXT are texts.
    """

    place: Place
    kind: ClashKind
    base: Slot
    mine: Slot
    theirs: Slot
    label: str
    field: Field | None = None

    def side(self, side: Side) -> Slot:
        """What that version has here."""
        return {Side.BASE: self.base, Side.MINE: self.mine, Side.THEIRS: self.theirs}[side]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a merge is: its place, in words too, the field there, and the rule for it."""

    place: Place
    label: Place
    field: Field | None
    rule: str

    def key(self, key: str) -> _Spot:
        """One of its keys. What a rule settles for a mapping, it settles for all that is in it."""
        found = self.field.child(key) if self.field else None
        rule = self.rule if self.rule in ("theirs", "ours") else found.merge if found else "ask"
        return _Spot((*self.place, key), (*self.label, found.label if found else label_of(key)), found, rule)

    def item(self, name: str) -> _Spot:
        """The item of its list that is known by that name."""
        return _Spot((*self.place, name), (*self.label, name), self.field.item if self.field else None, "ask")


def same(one: Slot, other: Slot) -> bool:
    """Whether two versions agree at a place, type and all."""
    if isinstance(one, Absent) or isinstance(other, Absent):
        return one is other
    return equal_values(one, other)


def merge_values(
    base: Mapping[str, Value],
    mine: Mapping[str, Value],
    theirs: Mapping[str, Value],
    schema: Schema,
    decided: Mapping[Place, Side],
) -> tuple[dict[str, Value], tuple[Clash, ...]]:
    """The values of both sides together, and the clashes that nobody decided: there, mine stands."""
    merge = _Merge(decided)
    merged = merge.mapping(dict(base), dict(mine), dict(theirs), _root(schema))
    return merged, tuple(merge.clashes)


def swaps_story(base: Mapping[str, Value], side: Mapping[str, Value]) -> bool:
    """Whether a side tells another story than the base: both its address and who tells it have changed."""
    return all(
        not isinstance(before, Absent | None) and not isinstance(after, Absent | None) and not same(before, after)
        for before, after in zip(_story(base), _story(side), strict=True)
    )


def same_story(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Whether two versions have the story's address and teller in common."""
    return all(map(same, _story(one), _story(other)))


def changes_only_ruled(base: Mapping[str, Value], side: Mapping[str, Value], schema: Schema) -> bool:
    """Whether all that a side changed are fields in which the incoming value wins anyway (heat, quality, secured)."""
    return _only_ruled(dict(base), dict(side), _root(schema))


def identities(items: Sequence[Value], list_field: Field | None) -> list[Hashable] | None:
    """What each item of a list is known by; None where the list is to be taken as one value.

    That is its key's value where the field says `by KEY`, else a scalar itself; no two items may have the same.
    """
    names: list[Hashable]
    rule = list_field.merge if list_field else "ask"
    if rule.startswith("by "):
        key = rule.removeprefix("by ")
        found = [item.get(key) if isinstance(item, dict) else None for item in items]
        names = [name for name in found if isinstance(name, str) and name]
    else:
        names = [_identity(item) for item in items if not isinstance(item, list | dict)]
    return names if len(set(names)) == len(items) else None


def _root(schema: Schema) -> _Spot:
    return _Spot((), (), schema.root, "ask")


def _story(values: Mapping[str, Value]) -> tuple[Slot, Slot]:
    provider = values.get("provider")
    return values.get("webUrl", ABSENT), provider.get("name", ABSENT) if isinstance(provider, dict) else ABSENT


def _identity(scalar: Hashable) -> Hashable:
    return type(scalar), repr(scalar) if isinstance(scalar, float) else scalar


@dataclass(slots=True)
class _Merge:
    """One merge: what was decided, and the clashes found so far."""

    decided: Mapping[Place, Side]
    clashes: list[Clash] = field(default_factory=list)

    def merge(self, base: Slot, mine: Slot, theirs: Slot, spot: _Spot) -> Slot:
        if same(mine, theirs) or same(base, theirs):
            return mine
        if same(base, mine):
            return theirs
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self.mapping(base if isinstance(base, dict) else {}, mine, theirs, spot)
        if spot.rule in ("theirs", "ours"):
            return theirs if spot.rule == "theirs" else mine
        if isinstance(mine, list) and isinstance(theirs, list) and isinstance(base, list | Absent | None):
            before = base if isinstance(base, list) else []
            merged = self._list(before, mine, theirs, spot)
            if merged is not None:
                return merged
        return self._clash(base, mine, theirs, spot)

    def mapping(
        self, base: dict[str, Value], mine: dict[str, Value], theirs: dict[str, Value], spot: _Spot
    ) -> dict[str, Value]:
        merged: dict[str, Value] = {}
        for key in {**mine, **theirs}:
            slot = self.merge(base.get(key, ABSENT), mine.get(key, ABSENT), theirs.get(key, ABSENT), spot.key(key))
            if not isinstance(slot, Absent):
                merged[key] = slot
        return merged

    def _list(self, base: list[Value], mine: list[Value], theirs: list[Value], spot: _Spot) -> list[Value] | None:
        """The list item by item; None where it is one value."""
        rule = spot.rule
        if rule != "set" and not rule.startswith("by "):
            return None
        known = [identities(items, spot.field) for items in (base, mine, theirs)]
        versions: list[dict[Hashable, Slot]] = []
        for names, items in zip(known, (base, mine, theirs), strict=True):
            if names is None:
                return None
            versions.append(dict(zip(names, items, strict=True)))
        before, ours, incoming = versions
        merged: list[Value] = []
        for name in _order(list(before), list(ours), list(incoming)):
            slots = before.get(name, ABSENT), ours.get(name, ABSENT), incoming.get(name, ABSENT)
            slot = self.merge(*slots, spot.item(name) if isinstance(name, str) else spot)
            if not isinstance(slot, Absent):
                merged.append(slot)
        return merged

    def _clash(self, base: Slot, mine: Slot, theirs: Slot, spot: _Spot) -> Slot:
        clash = Clash(spot.place, ClashKind.FIELD, base, mine, theirs, " › ".join(spot.label), spot.field)
        side = self.decided.get(spot.place)
        if side is None:
            self.clashes.append(clash)
        return mine if side is None else clash.side(side)


def _order(base: list[Hashable], mine: list[Hashable], theirs: list[Hashable]) -> list[Hashable]:
    """All names in the order of mine, then the others; where theirs alone has moved some, in the order of theirs."""
    first, second = (theirs, mine) if _keeps_order(base, mine) and not _keeps_order(base, theirs) else (mine, theirs)
    return list(dict.fromkeys((*first, *second)))


def _keeps_order(base: list[Hashable], side: list[Hashable]) -> bool:
    """Whether a side took items out and added some at the end, and that is all."""
    present, before = set(side), set(base)
    return side == [*(name for name in base if name in present), *(name for name in side if name not in before)]


def _only_ruled(base: Slot, side: Slot, spot: _Spot) -> bool:
    if same(base, side) or spot.rule == "theirs":
        return True
    if isinstance(base, dict) and isinstance(side, dict):
        return all(_only_ruled(base.get(key, ABSENT), side.get(key, ABSENT), spot.key(key)) for key in {**base, **side})
    if isinstance(base, list) and isinstance(side, list) and spot.rule.startswith("by "):
        names, others = identities(base, spot.field), identities(side, spot.field)
        if names is not None and names == others:
            return all(map(_only_ruled, base, side, [spot.item(str(name)) for name in names]))
    return False
