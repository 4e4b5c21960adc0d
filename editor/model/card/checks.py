"""What is wrong with a card: the rules that concern its fields, in one walk through its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from editor.model.card.card import Card, CardId
from editor.model.card.edits import Edit
from editor.model.card.fields import Field
from editor.model.card.rules import RULES, UNREADABLE, Find, Found, Reading, Severity
from editor.model.card.schema import Schema
from editor.model.text.paths import Path
from editor.model.text.scalars import Value

__all__ = ["RULES", "UNREADABLE", "Finding", "Severity", "check", "count_problems"]

FAR = timedelta(days=366)
"""From today to the first day that is too far ahead."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, at a line of the file (from 1). `fix` are edits that mend it, where it is plain how."""

    card: CardId
    rule: str
    severity: Severity
    text: str
    path: Path
    line: int
    fix: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Watched:
    """A declared field with the rules that look at it, by the type of its value, and with the fields in it."""

    field: Field
    rules: Mapping[type, tuple[tuple[int, Find], ...]]
    fields: Mapping[str, "Watched"]
    item: "Watched | None"


def check(card: Card, *, today: date | None = None) -> tuple[Finding, ...]:
    """All problems of a card in the order of the file; `today` (UTC's, when None) is where the future begins."""
    if card.error is not None:
        reason = card.error.reason.rstrip(".")
        line = card.error.line or 1
        return (Finding(card.id, UNREADABLE, Severity.ERROR, f"Cannot be read: {reason}.", (), line),)
    placed = [(_line(card, found.path), rank, found) for rank, found in _found(card, today)]
    placed.sort(key=lambda each: (each[0], each[1], each[2].turn))
    return tuple(
        Finding(card.id, RULES[rank].id, RULES[rank].severity, found.text, found.path, line, found.fix)
        for line, rank, found in placed
    )


def count_problems(card: Card, *, today: date | None = None) -> int:
    """How many problems `check` finds. Where they stand is not looked up, so that a card read quickly stays so."""
    return 1 if card.error is not None else len(_found(card, today))


def _found(card: Card, today: date | None) -> list[tuple[int, Found]]:
    """What the rules find, each with its rule's place in the table: in the order of the file, parents first."""
    found: list[tuple[int, Found]] = []
    horizon = (today or datetime.now(UTC).date()) + FAR
    _look(card.schema.once(_watch_all), (), card.values, Reading(card, horizon), found)
    return found


def _look(watched: Watched, path: Path, value: Value, reading: Reading, found: list[tuple[int, Found]]) -> None:
    for rank, find in watched.rules[type(value)]:
        for each in find(reading, path, watched.field, value):
            found.append((rank, each))  # noqa: PERF401  # a generator around each rule would cost as much as the rule
    if isinstance(value, dict):
        fields = watched.fields
        for key, child in value.items():
            inner = fields.get(key)
            if inner is not None and type(child) in inner.rules:
                _look(inner, (*path, key), child, reading, found)
    elif isinstance(value, list) and (item := watched.item) is not None:
        for index, child in enumerate(value):
            if type(child) in item.rules:
                _look(item, (*path, index), child, reading, found)


def _watch_all(schema: Schema) -> Watched:
    return _watch(schema.root)


def _watch(field: Field) -> Watched:
    rules: dict[type, tuple[tuple[int, Find], ...]] = {dict: (), list: ()}
    for rank, rule in enumerate(RULES):
        for kind in rule.looks_at(field):
            rules[kind] = (*rules.get(kind, ()), (rank, rule.find))
    fields = {inner.key: _watch(inner) for inner in field.fields}
    return Watched(field, rules, fields, _watch(field.item) if field.item is not None else None)


def _line(card: Card, path: Path) -> int:
    """The line of a key, or of the nearest thing around it where the key is missing; 1 stands for the whole card."""
    while path and not card.has(path):
        path = path[:-1]
    return card.document.line(path) if path and card.document else 1
