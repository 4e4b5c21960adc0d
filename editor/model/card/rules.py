"""What can be wrong with a card: a table of rules, each a small function that yields what it finds in one value."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import TypeAlias

from editor.model.card.card import PICTURE_KINDS, Card, Publishing, declared_size, picture_kind
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
class Found:
    """What a rule yields; the table adds the rule's name and severity, and the card its line.

    Of what one rule finds at one line, what has a lower `turn` comes first.
    """

    path: Path
    text: str
    fix: tuple[Edit, ...] = ()
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules know besides a value: the card that it stands in, and the last day that is not too far ahead."""

    card: Card
    horizon: date


Find: TypeAlias = Callable[..., Iterator[Found]]
"""Looks at a value: takes the Reading, the value's path, its field, and the value, of a type that the rule is for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `id` is what `newscards check` prints, `help` is what it is about.

    `looks_at` tells the types of values of a field in which it can find something: none for most fields, so that a
    value costs no more than the rules that concern it.
    """

    id: str
    severity: Severity
    help: str
    find: Find
    looks_at: Callable[[Field], Iterable[type]]


_SAYS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _name(path: Path) -> str:
    return f"`{format_path(path)}`"


def _duplicate_keys(reading: Reading, _path: Path, _field: Field, _value: Value) -> Iterator[Found]:
    for path in reading.card.duplicates:
        yield Found(path, f"{_name(path)} stands there twice; the last one counts.")


def _missing(_reading: Reading, path: Path, field: Field, value: dict[str, Value]) -> Iterator[Found]:
    for key in field.needed:
        if key not in value and (value or not path):  # what is empty itself is a matter of the rule "empty"
            yield Found((*path, key), f"{_name((*path, key))} is missing.")


def _empty(_reading: Reading, path: Path, field: Field, value: dict[str, Value]) -> Iterator[Found]:
    for key in field.needed:
        if key in value and _is_blank(value[key]):
            yield Found((*path, key), f"{_name((*path, key))} is empty.")


def _is_blank(value: Value) -> bool:
    return not value.strip() if isinstance(value, str) else value is None or value == [] or value == {}


def _wrong_type(_reading: Reading, path: Path, field: Field, value: Value) -> Iterator[Found]:
    if path == ("published",):
        return
    fix: tuple[Edit, ...] = ()
    if isinstance(value, str) and field.type in PARSED_TYPES:
        with suppress(ValueError):
            fix = (SetValue(path, parse_value(field, value)),)
    yield Found(path, f"{_name(path)} takes {TAKES[field.type]}, not {_called(value)}.", fix)


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


def _misread(reading: Reading, path: Path, _field: Field, value: Value) -> Iterator[Found]:
    """Text without quotes that YAML reads as something that is shown otherwise: `title: yes` is shown as "true"."""
    spelled, shown = reading.card.spelled(path), format_value(value)
    if spelled != shown:
        yield Found(path, f"{_name(path)} is read as {shown}; put “{spelled}” in quotes.", (SetValue(path, spelled),))


def _published(
    reading: Reading, _path: Path, _field: Field, values: dict[str, Value], *, quoted: bool
) -> Iterator[Found]:
    value = values.get("published", True)
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


def _bad_date(_reading: Reading, path: Path, field: Field, value: str) -> Iterator[Found]:
    if not value.strip():
        return
    if field.type is FieldType.DATETIME and read_datetime(value.strip()) is None:
        yield Found(path, f"{_name(path)} is not a date: “{_short(value)}”.")
    if field.type is FieldType.DURATION and not is_duration(value):
        yield Found(path, f"{_name(path)} is not a length such as PT1H30M: “{_short(value)}”.")


def _future(reading: Reading, path: Path, _field: Field, value: str | date) -> Iterator[Found]:
    moment = read_datetime(value) if isinstance(value, str) else value
    day = moment.date() if isinstance(moment, datetime) else moment
    if day is not None and day > reading.horizon:
        yield Found(path, f"{_name(path)} is more than a year ahead: {day.isoformat()}.")


def _bad_url(_reading: Reading, path: Path, _field: Field, value: str) -> Iterator[Found]:
    if value.strip() and (problem := url_problem(value)):
        yield Found(path, f"{_name(path)} {problem}: “{_short(value)}”.")


def _unknown_choice(_reading: Reading, path: Path, field: Field, value: str) -> Iterator[Found]:
    if value not in field.choices:
        known = ", ".join(field.choices)
        yield Found(path, f"{_name(path)} is “{_short(value)}”, not one of those known here: {known}.")


def _too_long(_reading: Reading, path: Path, field: Field, value: str) -> Iterator[Found]:
    if field.limit and len(value) > field.limit:
        yield Found(path, f"{_name(path)} is long: {len(value)} of {field.limit} characters.")


def _no_size(reading: Reading, path: Path, _field: Field, value: str) -> Iterator[Found]:
    around = path[:-1]
    if value.strip() and None in declared_size(reading.card.get(around)):
        turn = PICTURE_KINDS.index(picture_kind(path))
        yield Found(around, f"{_name(around)} does not say how wide and high the picture is.", turn=turn)


def _twice(reading: Reading, path: Path, _field: Field, _value: list[Value]) -> Iterator[Found]:
    spelled = reading.card.spelled_items(path)
    if len(set(spelled)) == len(spelled):
        return
    first = {text: index for index, text in reversed([*enumerate(spelled)])}
    again = [index for index, text in enumerate(spelled) if text and first[text] < index]
    if again:
        words = ", ".join(dict.fromkeys(spelled[index] for index in again))
        fix = tuple(Remove((*path, index)) for index in reversed(again))
        yield Found(path, f"{_name(path)} has {words} more than once.", fix)


_SCALARS = frozenset({str, bool, int, float, date, datetime})
_FITS: Mapping[FieldType, frozenset[type]] = {
    FieldType.MAPPING: frozenset({dict}),
    FieldType.LIST: frozenset({list}),
    FieldType.BOOLEAN: frozenset({bool}),
    FieldType.INTEGER: frozenset({int}),
    FieldType.NUMBER: frozenset({int, float}),
    FieldType.DATETIME: frozenset({date, datetime, str}),  # what the text says is a matter of the rule "date"
}
"""The types of values that fields of a type take; all others are text, and take scalars: see the rule "misread"."""


def _whole(field: Field) -> Iterable[type]:
    return {dict} if field.key == "" else ()


def _needing(field: Field) -> Iterable[type]:
    return {dict} if field.needed else ()


def _misfitting(field: Field) -> Iterable[type]:
    return {*_SCALARS, list, dict} - _FITS.get(field.type, _SCALARS)


def _misreadable(field: Field) -> Iterable[type]:
    return _SCALARS - {str} if field.type.is_text and not field.locked else ()


def _texts_of(*types: FieldType) -> Callable[[Field], Iterable[type]]:
    return lambda field: {str} if field.type in types else ()


UNREADABLE = "unreadable"
"""The rule of cards that cannot be read; it is the only one for them."""

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES: tuple[Rule, ...] = (
    Rule("duplicate-key", _ERROR, "A key stands twice in one mapping.", _duplicate_keys, _whole),
    Rule("missing", _ERROR, "A required field is not there.", _missing, _needing),
    Rule("empty", _ERROR, "A required field has nothing in it.", _empty, _needing),
    Rule("type", _ERROR, "A field holds another type of value than it takes.", _wrong_type, _misfitting),
    Rule("misread", _WARNING, "Text without quotes that is shown as something else.", _misread, _misreadable),
    Rule(
        "published-quoted",
        _ERROR,
        "`published` is text instead of true or false.",
        partial(_published, quoted=True),
        _whole,
    ),
    Rule("published-value", _ERROR, "`published` is not true or false.", partial(_published, quoted=False), _whole),
    Rule(
        "date",
        _ERROR,
        "A date or a length that cannot be read.",
        _bad_date,
        _texts_of(FieldType.DATETIME, FieldType.DURATION),
    ),
    Rule(
        "future",
        _WARNING,
        "A date more than a year ahead.",
        _future,
        lambda field: _FITS[FieldType.DATETIME] if field.type is FieldType.DATETIME else (),
    ),
    Rule("url", _ERROR, "A link that cannot be followed.", _bad_url, _texts_of(FieldType.URL)),
    Rule("choice", _WARNING, "A value that is not one of those known.", _unknown_choice, _texts_of(FieldType.CHOICE)),
    Rule("long", _WARNING, "Text over its limit.", _too_long, lambda field: {str} if field.limit else ()),
    Rule(
        "picture-size",
        _WARNING,
        "A picture without width or height.",
        _no_size,
        lambda field: {str} if field.picture else (),
    ),
    Rule(
        "twice",
        _WARNING,
        "The same topic or level more than once.",
        _twice,
        lambda field: {list} if field.merge == "set" else (),
    ),
)
"""Every rule for a card that can be read."""
