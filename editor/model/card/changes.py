"""What changed from one version of a card to another, in the steps that a person would name, each with its way back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from editor.model.card.card import Card
from editor.model.card.diff import ABSENT, Absent, equal_values
from editor.model.card.edits import AddItem, Edit, Move, Remove, ReplaceText, SetBody, SetValue
from editor.model.card.fields import Field, FieldType, label_of
from editor.model.card.items import Matches, match_items
from editor.model.card.merge import BODY, WHOLE
from editor.model.card.merge_values import Place
from editor.model.text.document import Document
from editor.model.text.paths import Path
from editor.model.text.scalars import Plain, Value

BETWEEN = " › "
"""Stands between the parts of a label."""


class Kind(StrEnum):
    """VALUE: something else stands there. WORDS: a list of scalars. ITEM: an item of a list came or went. ORDER: the
    items stand in another order. BODY. TEXT: the whole file, where one version has no fields. SPELLING: all fields are
    the same, but not how they are written, their order, or the comments.
    """

    VALUE = "value"
    WORDS = "words"
    ITEM = "item"
    ORDER = "order"
    BODY = "body"
    TEXT = "text"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class CardChange:
    """One thing that differs from the old version to the new.

    `path` is where it stands in the new version, or where an item that is gone stood in the old one; `place` names it
    in both. Of an ORDER, both values are the shared items as they stand. `machine`: only the site's machine writes it.
    `revert` are the edits that bring the old value back when they are applied to the new version `like` the old; empty
    where no edit can.
    """

    place: Place
    path: Path
    kind: Kind
    label: str
    old: "Value | Absent"
    new: "Value | Absent"
    field: Field | None = None
    machine: bool = False
    revert: tuple[Edit, ...] = ()

    @property
    def added(self) -> tuple[Value, ...]:
        """The items of WORDS that only the new version has."""
        return _only_in_first(self.new, self.old)

    @property
    def removed(self) -> tuple[Value, ...]:
        """The items of WORDS that only the old version has."""
        return _only_in_first(self.old, self.new)


def card_changes(old: Card, new: Card) -> tuple[CardChange, ...]:
    """What differs, in the order of `new`, what is gone behind what is there, the body last; no two at one place.

    Reverting one change leaves all others as they are. Of a card that cannot be read only the whole text is known.
    """
    if old.text == new.text:
        return ()
    if old.document is None or new.document is None:
        return (_of_all(Kind.TEXT, "The whole card", old, new),)
    changes = [*_Comparison(old, new, old.document, new.document).changes()]
    return tuple(changes) or (_of_all(Kind.SPELLING, "Spelling and comments", old, new),)


def revert_all(old: Card, new: Card) -> tuple[Edit, ...]:
    """The edits that make `new` what `old` is: to the byte, but where only the site's machine may undo what differs."""
    changes = card_changes(old, new)
    locked = {change.path[:1] for change in changes if change.field is not None and change.field.locked}
    if changes and not locked:
        return (ReplaceText(old.text),)
    edits: dict[Path, Edit] = {}
    for change in changes:
        if change.kind is Kind.BODY:
            edits[()] = change.revert[0]
        elif change.path[:1] not in locked:
            path = change.path[:1]
            edits[path] = SetValue(path, old.get(path)) if old.has(path) else Remove(path)
    return tuple(edits.values())


def _of_all(kind: Kind, label: str, old: Card, new: Card) -> CardChange:
    return CardChange(WHOLE, (), kind, label, old.text, new.text, revert=(ReplaceText(old.text),))


def _only_in_first(one: "Value | Absent", other: "Value | Absent") -> tuple[Value, ...]:
    """The items of one list that another does not have, as often as it lacks them."""
    if not _is_words(one):
        return ()
    rest = Counter(map(_identity, other)) if isinstance(other, list) else Counter()
    found = []
    for item in one if isinstance(one, list) else ():
        if rest[_identity(item)]:
            rest[_identity(item)] -= 1
        else:
            found.append(item)
    return tuple(found)


def _identity(value: Value) -> tuple[str, str]:
    return type(value).__name__, repr(value)


def _is_words(value: "Value | Absent") -> bool:
    """Whether it is a list of nothing but scalars."""
    return isinstance(value, list) and not any(isinstance(item, list | dict) for item in value)


@dataclass(frozen=True, slots=True)
class _Spot:
    """One place in both versions: its path in each, and what the schema says of it."""

    place: Place = ()
    old: Path = ()
    new: Path = ()
    labels: tuple[str, ...] = ()
    field: Field | None = None
    machine: bool = False

    def key(self, key: str) -> "_Spot":
        field = self.field.child(key) if self.field else None
        machine = self.machine or (field is not None and (field.locked or field.merge == "theirs"))
        label = field.label if field else label_of(key)
        return _Spot((*self.place, key), (*self.old, key), (*self.new, key), (*self.labels, label), field, machine)

    def item(self, name: str, *, old: int | None, new: int | None) -> "_Spot":
        """An item, by its index in each version; where one has none, what stands for it there is the list."""
        field = self.field.item if self.field else None
        labels = (*self.labels, str((old or 0) + 1 if new is None else new + 1))
        before, after = () if old is None else (old,), () if new is None else (new,)
        return _Spot((*self.place, name), (*self.old, *before), (*self.new, *after), labels, field, self.machine)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two versions of a card that both have fields."""

    old: Card
    new: Card
    before: Document
    after: Document

    def changes(self) -> Iterator[CardChange]:
        yield from self._keys(_Spot(field=self.new.schema.root), self.old.values, self.new.values)
        old, new = self.before.envelope.body, self.after.envelope.body
        if old != new:
            yield CardChange(BODY, (), Kind.BODY, "Text below the front matter", old, new, revert=(SetBody(old),))

    def _keys(self, spot: _Spot, old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[CardChange]:
        for key in dict.fromkeys((*new, *old)):
            yield from self._values(spot.key(key), old.get(key, ABSENT), new.get(key, ABSENT))

    def _values(self, spot: _Spot, old: "Value | Absent", new: "Value | Absent") -> Iterator[CardChange]:
        if isinstance(old, Absent) or isinstance(new, Absent):
            words = _is_words(old) or _is_words(new)
            yield self._change(spot, Kind.WORDS if words else Kind.VALUE, old, new)
        elif equal_values(old, new):
            return
        elif isinstance(old, dict) and isinstance(new, dict):
            yield from self._keys(spot, old, new)
        elif isinstance(old, list) and isinstance(new, list):
            matches = match_items(spot.field, old, new)
            if matches is not None:
                yield from self._items(spot, matches)
            else:
                words = _is_words(old) and _is_words(new)
                yield self._change(spot, Kind.WORDS if words else Kind.VALUE, old, new)
        else:
            yield self._change(spot, Kind.VALUE, old, new)

    def _change(self, spot: _Spot, kind: Kind, old: "Value | Absent", new: "Value | Absent") -> CardChange:
        return self._told(spot, spot.new, kind, old, new, self._way_back(spot, old, new))

    def _told(
        self, spot: _Spot, path: Path, kind: Kind, old: "Value | Absent", new: "Value | Absent", revert: Sequence[Edit]
    ) -> CardChange:
        locked = (spot.field is not None and spot.field.locked) or self.after.locked_reason(spot.new) is not None
        return CardChange(
            spot.place,
            path,
            kind,
            BETWEEN.join(spot.labels),
            old,
            new,
            spot.field,
            spot.machine,
            () if locked else tuple(revert),
        )

    def _way_back(self, spot: _Spot, old: "Value | Absent", new: "Value | Absent") -> tuple[Edit, ...]:
        if isinstance(old, Absent):
            return (Remove(spot.new),)
        if spot.old == spot.new and not isinstance(new, Absent):
            return (SetValue(spot.new, old),)  # whose spelling is taken from the old version
        value = self.before.as_written(spot.old)
        reread = isinstance(value, Plain) and spot.field is not None and spot.field.type is FieldType.DATETIME
        if reread and isinstance(new, str):  # in quotes, and a date that is put there would get them, too
            return (Remove(spot.new), SetValue(spot.new, value))
        return (SetValue(spot.new, value),)

    def _items(self, spot: _Spot, matches: Matches) -> Iterator[CardChange]:
        """A list whose items are known by a key: one by one, then those that are gone, then their order."""
        for at, item in enumerate(matches.new):
            was = matches.old_of.get(at)
            if was is None:
                own = spot.item(matches.name(item), old=None, new=at)
                yield self._told(own, own.new, Kind.ITEM, ABSENT, item, (Remove(own.new),))
            else:
                before = matches.old[was]
                yield from self._values(spot.item(matches.name(before), old=was, new=at), before, item)
        for was, item in enumerate(matches.old):
            if was not in matches.new_of:
                own = spot.item(matches.name(item), old=was, new=None)
                again = AddItem(spot.new, self.before.as_written(own.old), matches.place_for(was))
                yield self._told(own, own.old, Kind.ITEM, item, ABSENT, (again,))
        if matches.moves:
            back = [Move(spot.new, index, to) for index, to in matches.moves]
            yield self._told(spot, spot.new, Kind.ORDER, matches.old_order, matches.new_order, back)
