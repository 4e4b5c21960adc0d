"""The cards that the form shows, asked field by field. No widgets in here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from editor.model.card.card import Card, Publishing
from editor.model.card.diff import ABSENT, Absent, State, changed_fields, field_states
from editor.model.card.schema import Field, FieldType, guess_field
from editor.model.card.values import format_value
from editor.model.text.paths import Path
from editor.model.text.scalars import Value
from editor.ui.form.field_editor import Shown

PUBLISHED: Path = ("published",)


class Selection:
    """One readable card or several of them, with what was found in them and what is not saved."""

    def __init__(self, cards: Sequence[Card], findings: Mapping[Path, str], saved: Sequence[Card]) -> None:
        self.cards = tuple(cards)
        self.ids = tuple(card.id for card in cards)
        self._findings = findings
        self._unsaved = frozenset(path for card, old in zip_longest(cards, saved) for path in _changed(old, card))

    @property
    def is_single(self) -> bool:
        """Whether it is one card."""
        return len(self.cards) == 1

    def has(self, path: Path) -> bool:
        """Whether any of the cards has it."""
        return any(_at(card.values, path) is not ABSENT for card in self.cards)

    def declared(self) -> tuple[Field, ...]:
        """The fields that the schemas of all the cards declare."""
        first, *others = {card.schema.name: card.schema for card in self.cards}.values()
        return tuple(field for field in first.fields if all(other.field((field.key,)) for other in others))

    def places(self, base: Path, declared: Sequence[Field]) -> list[tuple[Path, Field]]:
        """What is or could be in the mapping at `base`: what is declared, then the files' other keys."""
        places = [((*base, field.key), field) for field in declared]
        known = {field.key for field in declared}
        for card in self.cards:
            mapping = _at(card.values, base) if base else card.values
            if isinstance(mapping, Mapping):
                places += [((*base, key), guess_field(key, mapping[key])) for key in mapping if key not in known]
                known.update(mapping)
        return places

    def shown(self, path: Path, field: Field) -> Shown:
        """One field as its editor is to show it."""
        state, value = self._state(path)
        field = _fitting(field, value)
        is_list = field.type is FieldType.LIST
        return Shown(
            path=path,
            field=field,
            cards=self.ids,
            state=state,
            value=value,
            text=value if isinstance(value, str) else "" if value is None else self.cards[0].spelled(path),
            shares=self._shares(path) if is_list and not self.is_single else (),
            publishing=self._publishing() if path == PUBLISHED else None,
            locked=self._locked(path, field),
            problem=self._findings.get(path, ""),
            unsaved=path in self._unsaved,
        )

    def problems_below(self, path: Path) -> int:
        """In how many places below `path` something was found."""
        return sum(found[: len(path)] == path for found in self._findings)

    def is_unsaved(self, path: Path) -> bool:
        """Whether anything at or below `path` differs from the disk."""
        return path in self._unsaved

    def _state(self, path: Path) -> tuple[State, Value]:
        """Where the cards stand, and what all of them share."""
        if not self.is_single:
            found = field_states(self.cards, (path,))[path]
            return found.state, found.value if found.state is State.SAME else None
        value = _at(self.cards[0].values, path)
        return (State.MISSING, None) if isinstance(value, Absent) else (State.SAME, value)

    def _publishing(self) -> Publishing | None:
        effects = {card.publishing for card in self.cards}
        return effects.pop() if len(effects) == 1 else None

    def _locked(self, path: Path, field: Field) -> str:
        if field.locked:
            return "locked"
        reasons = (card.document.locked_reason(path) for card in self.cards if card.document)
        return next((reason for reason in reasons if reason), "")

    def _shares(self, path: Path) -> tuple[tuple[Value, int], ...]:
        """The items of lists of scalars, in the order in which they are first met, and in how many cards each is."""
        counts: dict[str, tuple[Value, int]] = {}
        for card in self.cards:
            items = card.get(path)
            if isinstance(items, list) and not any(isinstance(item, dict | list) for item in items):
                for name, item in {format_value(item): item for item in items}.items():
                    counts[name] = (item, counts[name][1] + 1 if name in counts else 1)
        return tuple(counts.values())


def _at(values: Mapping[str, Value], path: Path) -> "Value | Absent":
    """What stands at `path`: the form asks for every field, and the document would walk its tree each time."""
    found = values.get(str(path[0]), ABSENT)
    for step in path[1:]:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step, ABSENT)
        elif isinstance(found, list) and isinstance(step, int):
            found = found[step] if step < len(found) else ABSENT
        else:
            return ABSENT
    return found


def holds_forms(shown: Shown) -> bool:
    """Whether a list is one of mappings or lists, rather than of words."""
    items = shown.value if isinstance(shown.value, list) else []
    if items:
        return any(isinstance(item, dict | list) for item in items)
    return shown.field.item is not None and shown.field.item.type in (FieldType.MAPPING, FieldType.LIST)


def _changed(old: Card | None, card: Card | None) -> set[Path]:
    """All paths at or above a difference between the saved and the current card."""
    if old is None or card is None or old.text == card.text:
        return set()
    changes = changed_fields(old, card)
    return {change.path[:length] for change in changes for length in range(1, len(change.path) + 1)}


def _fitting(field: Field, value: Value) -> Field:
    """`field`, or one of the value's own type where the file has something else than the schema says."""
    nested = FieldType.LIST if isinstance(value, list) else FieldType.MAPPING if isinstance(value, dict) else None
    expected = field.type if field.type in (FieldType.LIST, FieldType.MAPPING) else None
    if value is not None and nested is not expected:
        guess = guess_field(field.key, value)
        return replace(guess, label=field.label, section=field.section, required=field.required, locked=field.locked)
    if field.type is FieldType.TEXT and isinstance(value, str) and "\n" in value:
        return replace(field, type=FieldType.LONG_TEXT)
    return field
