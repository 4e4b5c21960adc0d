"""Where cards agree and where they differ, by values with strict types: 1, 1.0, true and "1" are four things."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from editor.model.card.card import Card
from editor.model.text.paths import Path
from editor.model.text.resolution import equal
from editor.model.text.scalars import Plain, Styled, Value


class Absent(Enum):
    """The value of a key that is not there: `published:` left empty is None, no `published` at all is ABSENT."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class State(StrEnum):
    """SAME: all cards have one value; MIXED: all have one, not the same; PARTLY: some have one; MISSING: none has."""

    SAME = "same"
    MIXED = "mixed"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FieldState:
    """`value` is the one that all cards share (or those that have the field, when PARTLY), else None."""

    value: Value
    state: State


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One scalar, or one list or mapping that is or was empty; the body has the empty path."""

    path: Path
    old: "Value | Absent"
    new: "Value | Absent"


def equal_values(one: Value, other: Value) -> bool:
    """Equal in type and value, at any depth; the order of keys does not count, that of items does."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal_values(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal_values, one, other))
    if isinstance(one, list | dict | Plain | Styled) or isinstance(other, list | dict | Plain | Styled):
        return one == other
    return equal(one, other)


def field_states(cards: Sequence[Card], paths: Iterable[Path]) -> dict[Path, FieldState]:
    """What the form shows at each path for the selected cards; broken cards have no fields and are left out."""
    readable = [card for card in cards if card.error is None]
    return {path: _state(readable, path) for path in paths}


def changed_fields(old: Card, new: Card) -> tuple[FieldChange, ...]:
    """What differs from `old` to `new`, leaf by leaf, in the order of `new`, then what is gone; the body last.

    Of a broken card on either side only the whole text is known: one change with the empty path.
    """
    if old.document is None or new.document is None:
        return (FieldChange((), old.text, new.text),) if old.text != new.text else ()
    after = _leaves(new.values)
    paths = [*after, *(path for path in _leaves(old.values) if path not in after)]
    changes = [FieldChange(path, _value(old, path), _value(new, path)) for path in paths]
    changes.append(FieldChange((), old.document.envelope.body, new.document.envelope.body))
    return tuple(change for change in changes if not _same(change))


def _leaves(values: Mapping[str, Value]) -> dict[Path, None]:
    """The paths of all scalars, and of all lists and mappings that are empty, in the file's order."""
    found: dict[Path, None] = {}
    pending: list[tuple[Path, Value]] = [((key,), value) for key, value in reversed(list(values.items()))]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict) and value:
            pending.extend(((*path, key), child) for key, child in reversed(list(value.items())))
        elif isinstance(value, list) and value:
            pending.extend(((*path, index), child) for index, child in reversed(list(enumerate(value))))
        else:
            found[path] = None
    return found


def _value(card: Card, path: Path) -> "Value | Absent":
    return card.get(path) if card.has(path) else ABSENT


def _same(change: FieldChange) -> bool:
    if isinstance(change.old, Absent) or isinstance(change.new, Absent):
        return change.old is change.new
    return equal_values(change.old, change.new)


def _state(cards: Sequence[Card], path: Path) -> FieldState:
    values = [card.get(path) for card in cards if card.has(path)]
    if not values:
        return FieldState(None, State.MISSING)
    shared = all(equal_values(values[0], value) for value in values)
    if len(values) < len(cards):
        return FieldState(values[0] if shared else None, State.PARTLY)
    return FieldState(values[0], State.SAME) if shared else FieldState(None, State.MIXED)
