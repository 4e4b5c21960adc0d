"""What is wrong with a card: a table of rules, each a small function that yields what it finds."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial

from editor.model.card.card import Card, CardId, Publishing
from editor.model.card.edits import Edit, Remove, SetValue
from editor.model.card.fields import Field, FieldType
from editor.model.card.values import (
    PARSED_TYPES,
    TAKES,
    format_value,
    is_duration,
    parse_value,
    read_datetime,
    url_problem,
)
from editor.model.text.paths import Path, format_path
from editor.model.text.scalars import Value


class Severity(StrEnum):
    """ERROR: the site shows it wrong, or not at all. WARNING: worth a look."""

    ERROR = "error"
    WARNING = "warning"


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
class Found:
    """What a rule yields; the table adds the rule's name and severity, and the card its line."""

    path: Path
    text: str
    fix: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules look at: a readable card, the declared ones of its values, parents first, and the day."""

    card: Card
    fields: tuple[tuple[Path, Field, Value], ...]
    today: date


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `id` is what `newscards check` prints, `help` is what it is about."""

    id: str
    severity: Severity
    help: str
    find: Callable[[Reading], Iterator[Found]]


_FAR = timedelta(days=366)
_SAYS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def check(card: Card, *, today: date | None = None) -> tuple[Finding, ...]:
    """All problems of a card in the order of the file; `today` (UTC's, when None) is where the future begins."""
    if card.document is None:
        line = (card.error.line if card.error else None) or 1
        reason = card.error.reason if card.error else "it has no front matter"
        return (Finding(card.id, UNREADABLE, Severity.ERROR, f"Cannot be read: {reason.rstrip('.')}.", (), line),)
    declared = tuple((path, field, value) for path, field, value in card.schema.walk(card.values) if field is not None)
    reading = Reading(card, declared, today or datetime.now(UTC).date())
    findings = [
        Finding(card.id, rule.id, rule.severity, found.text, found.path, _line(card, found.path), found.fix)
        for rule in RULES
        for found in rule.find(reading)
    ]
    return tuple(sorted(findings, key=lambda finding: finding.line))


def _line(card: Card, path: Path) -> int:
    """The line of a key, or of the nearest thing around it where the key is missing; 1 stands for the whole card."""
    while path and not card.has(path):
        path = path[:-1]
    return card.document.line(path) if path and card.document else 1


def _name(path: Path) -> str:
    return f"`{format_path(path)}`"


def _duplicate_keys(reading: Reading) -> Iterator[Found]:
    for path in reading.card.document.duplicates if reading.card.document else ():
        yield Found(path, f"`{format_path(path)}` stands there twice; the last one counts.")


def _required(reading: Reading) -> Iterator[tuple[Path, Value]]:
    """Every required field of every mapping that has something in it, whether the field is there or not."""
    mappings: list[tuple[Path, tuple[Field, ...]]] = [((), reading.card.schema.fields)]
    mappings += [(path, field.fields) for path, field, value in reading.fields if isinstance(value, dict) and value]
    for path, fields in mappings:
        yield from (((*path, field.key), reading.card.get((*path, field.key))) for field in fields if field.required)


def _missing(reading: Reading) -> Iterator[Found]:
    for path, _ in _required(reading):
        if not reading.card.has(path):
            yield Found(path, f"`{format_path(path)}` is missing.")


def _empty(reading: Reading) -> Iterator[Found]:
    for path, value in _required(reading):
        blank = not value.strip() if isinstance(value, str) else value is None or value == [] or value == {}
        if reading.card.has(path) and blank:
            yield Found(path, f"`{format_path(path)}` is empty.")


def _wrong_type(reading: Reading) -> Iterator[Found]:
    for path, field, value in reading.fields:
        if value is None or path == ("published",) or _fits(field.type, value):
            continue
        fix: tuple[Edit, ...] = ()
        if isinstance(value, str) and field.type in PARSED_TYPES:
            with suppress(ValueError):
                fix = (SetValue(path, parse_value(field, value)),)
        yield Found(path, f"{_name(path)} takes {TAKES[field.type]}, not {_called(value)}.", fix)


def _fits(kind: FieldType, value: Value) -> bool:
    match kind:
        case FieldType.MAPPING:
            return isinstance(value, dict)
        case FieldType.LIST:
            return isinstance(value, list)
        case FieldType.BOOLEAN:
            return isinstance(value, bool)
        case FieldType.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case FieldType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case FieldType.DATETIME:
            return isinstance(value, date | str)  # what the text says is a matter of the rule "date"
    return not isinstance(value, list | dict)  # a number where text belongs is a matter of the rule "misread"


def _called(value: Value) -> str:
    match value:
        case dict():
            return "fields"
        case list():
            return "a list"
        case bool():
            return format_value(value)
        case date():
            return "a date"
        case str():
            return f"“{_short(value)}” in quotes" if value in _SAYS or _is_number(value) else f"“{_short(value)}”"
    return f"the number {format_value(value)}"


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _misread(reading: Reading) -> Iterator[Found]:
    """Text without quotes that YAML reads as something that is shown otherwise: `title: yes` is shown as "true"."""
    for path, field, value in reading.fields:
        if not field.type.is_text or field.locked or value is None or isinstance(value, str | list | dict):
            continue
        spelled, shown = reading.card.spelled(path), format_value(value)
        if spelled != shown:
            yield Found(
                path, f"{_name(path)} is read as {shown}; put “{spelled}” in quotes.", (SetValue(path, spelled),)
            )


def _published(reading: Reading, *, quoted: bool) -> Iterator[Found]:
    value = reading.card.values.get("published", True)
    if isinstance(value, bool) or isinstance(value, str) != quoted:
        return
    says = _SAYS.get(value.strip().lower()) if isinstance(value, str) else None
    fix = (SetValue(("published",), reading.card.is_published if says is None else says),)
    if isinstance(value, str):
        effect = "published" if reading.card.is_published else "not published"
        yield Found(("published",), f"`published` is the text “{_short(value)}”: the card is {effect}.", fix)
    elif reading.card.publishing is Publishing.LISTED:
        yield Found(("published",), "`published` is empty: the card is listed, but has no page.", fix)
    else:
        yield Found(("published",), "`published` is neither true nor false: the card is published.", fix)


def _bad_date(reading: Reading) -> Iterator[Found]:
    for path, field, value in reading.fields:
        if not isinstance(value, str) or not value.strip():
            continue
        if field.type is FieldType.DATETIME and read_datetime(value.strip()) is None:
            yield Found(path, f"{_name(path)} is not a date: “{_short(value)}”.")
        if field.type is FieldType.DURATION and not is_duration(value):
            yield Found(path, f"{_name(path)} is not a length such as PT1H30M: “{_short(value)}”.")


def _future(reading: Reading) -> Iterator[Found]:
    for path, field, value in reading.fields:
        moment = read_datetime(value) if isinstance(value, str) and field.type is FieldType.DATETIME else value
        if field.type is FieldType.DATETIME and isinstance(moment, date):
            day = moment.date() if isinstance(moment, datetime) else moment
            if day - reading.today > _FAR:
                yield Found(path, f"{_name(path)} is more than a year ahead: {day.isoformat()}.")


def _bad_url(reading: Reading) -> Iterator[Found]:
    for path, field, value in reading.fields:
        if field.type is FieldType.URL and isinstance(value, str) and value.strip() and (problem := url_problem(value)):
            yield Found(path, f"{_name(path)} {problem}: “{_short(value)}”.")


def _unknown_choice(reading: Reading) -> Iterator[Found]:
    for path, field, value in reading.fields:
        if field.type is FieldType.CHOICE and isinstance(value, str) and value not in field.choices:
            known = ", ".join(field.choices)
            yield Found(path, f"{_name(path)} is “{_short(value)}”, not one of those known here: {known}.")


def _too_long(reading: Reading) -> Iterator[Found]:
    for path, field, value in reading.fields:
        if field.limit and isinstance(value, str) and len(value) > field.limit:
            yield Found(path, f"{_name(path)} is long: {len(value)} of {field.limit} characters.")


def _no_size(reading: Reading) -> Iterator[Found]:
    for picture in reading.card.pictures:
        if picture.width is None or picture.height is None:
            yield Found(picture.path, f"`{format_path(picture.path)}` does not say how wide and high the picture is.")


def _twice(reading: Reading) -> Iterator[Found]:
    for path, field, value in reading.fields:
        if field.merge != "set" or not isinstance(value, list):
            continue
        spelled = [reading.card.spelled((*path, index)) for index in range(len(value))]
        again = [index for index, text in enumerate(spelled) if text and text in spelled[:index]]
        if again:
            words = ", ".join(dict.fromkeys(spelled[index] for index in again))
            fix = tuple(Remove((*path, index)) for index in reversed(again))
            yield Found(path, f"{_name(path)} has {words} more than once.", fix)


UNREADABLE = "unreadable"
"""The rule of cards that cannot be read; it is the only one for them."""

RULES: tuple[Rule, ...] = (
    Rule("duplicate-key", Severity.ERROR, "A key stands twice in one mapping.", _duplicate_keys),
    Rule("missing", Severity.ERROR, "A required field is not there.", _missing),
    Rule("empty", Severity.ERROR, "A required field has nothing in it.", _empty),
    Rule("type", Severity.ERROR, "A field holds another type of value than it takes.", _wrong_type),
    Rule("misread", Severity.WARNING, "Text without quotes that is shown as something else.", _misread),
    Rule(
        "published-quoted",
        Severity.ERROR,
        "`published` is text instead of true or false.",
        partial(_published, quoted=True),
    ),
    Rule("published-value", Severity.ERROR, "`published` is not true or false.", partial(_published, quoted=False)),
    Rule("date", Severity.ERROR, "A date or a length that cannot be read.", _bad_date),
    Rule("future", Severity.WARNING, "A date more than a year ahead.", _future),
    Rule("url", Severity.ERROR, "A link that cannot be followed.", _bad_url),
    Rule("choice", Severity.WARNING, "A value that is not one of those known.", _unknown_choice),
    Rule("long", Severity.WARNING, "Text over its limit.", _too_long),
    Rule("picture-size", Severity.WARNING, "A picture without width or height.", _no_size),
    Rule("twice", Severity.WARNING, "The same topic or level more than once.", _twice),
)
"""Every rule for a card that can be read."""
