"""From what a person types to a field's value, and from a value to what is printed."""

import json
import math
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeAlias
from urllib.parse import urlsplit

from editor.model.card.fields import Field, FieldType
from editor.model.text.document import Document
from editor.model.text.envelope import MAX_DEPTH
from editor.model.text.errors import Unreadable
from editor.model.text.paths import Path, format_path
from editor.model.text.resolution import construct, resolve, spell
from editor.model.text.scalars import Plain, Styled, Value

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_PLAINLY_A_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]+)?")
_LOOKS_LIKE_A_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_DURATION = re.compile(
    r"P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
)
_LONGEST_SAID = 100  # characters of what was typed that a sentence repeats
_PLAINLY_A_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[-+][0-9]{2}:[0-9]{2})?)?"
)
PLAIN_URL = re.compile(r"(https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,4})?(/|(?![^?#]))|/(?!/))[!#-;=?-~]*")
"""Links in which nothing is wrong, as most are; of all others `url_problem` has to be asked."""

_NOT_IN_URLS = re.compile(r"[\x00-\x1f\x7f<>\"]")
_SPACE = re.compile(r"\s")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[^.]+(\.[^.]+)*\.?")

TAKES: dict[FieldType, str] = {
    FieldType.TEXT: "text",
    FieldType.LONG_TEXT: "text",
    FieldType.URL: "a web address",
    FieldType.CHOICE: "text",
    FieldType.INTEGER: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.BOOLEAN: "true or false",
    FieldType.DATETIME: "a date such as 2024-05-01 or 2024-05-01T10:00:00Z",
    FieldType.DURATION: "a length such as PT1H30M",
    FieldType.MAPPING: "fields such as {name: Harbour Times}",
    FieldType.LIST: "a list such as [AI, Cloud]",
}
"""What a field of a type takes, in words that end a sentence."""

_Spelled: TypeAlias = Callable[[Path], str]
"""How the scalar at a path is spelled; the path begins with the key of the field."""


def parse_value(field: Field | None, text: str) -> Value:
    """The value that `text` means for `field`; raises ValueError with a sentence where it means none.

    A date that YAML reads as one is `Plain`, spelled as typed. A list or a mapping is JSON or YAML flow. For an unknown
    field (None) it is a number, true or false, a list or a mapping where `text` is plainly that, else the text.
    """
    if field is None:
        return _parse_unknown(text)
    if field.type in (FieldType.LIST, FieldType.MAPPING):
        return _parse_flow(field, text)
    if field.type in _PARSERS:
        value = _PARSERS[field.type](text.strip())
        if value is None:
            raise ValueError(_refusal(field, text))
        return value
    if field.type is FieldType.URL and (problem := url_problem(text)):
        raise ValueError(f"`{field.key}` {problem}: “{text}”.")
    if field.type is FieldType.DURATION and not is_duration(text):
        raise ValueError(_refusal(field, text))
    return text


def format_value(value: Value) -> str:
    """A value as `newscards get` prints it: text bare, null as nothing, lists and mappings as JSON."""
    match value:
        case None:
            return ""
        case Plain():
            return value.text
        case Styled():
            return value.value
        case list() | dict():
            return json.dumps(value, ensure_ascii=False, default=format_value)
    return spell(value)[1]


def read_datetime(text: str) -> date | None:
    """The date or date and time that `text` spells, in YAML's ways or ISO 8601's; None where it spells none."""
    if _PLAINLY_A_MOMENT.fullmatch(text):  # which all readers agree on, where a calendar has that day
        try:
            return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
        except ValueError:
            return None
    moment = construct(resolve(text), text)
    if isinstance(moment, date):
        return moment
    if not _LOOKS_LIKE_A_DATE.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def is_duration(text: str) -> bool:
    """Whether `text` is a length of time in ISO 8601 (`PT1H30M`)."""
    return _DURATION.fullmatch(text) is not None


def url_problem(text: str) -> str:
    """What is wrong with a link, as the end of a sentence; "" for http(s) addresses and for paths of the site."""
    if PLAIN_URL.fullmatch(text):
        return ""
    if not text.strip():
        return "is empty"
    if _SPACE.search(text):
        return "has a space in it"
    if _NOT_IN_URLS.search(text):
        return "has a character that links cannot have"
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return "does not begin with https://, http:// or /"
    if scheme or text.startswith("//"):
        return "" if _has_host(text) else "has no host that can be read"
    first, slash, _ = text.partition("/")
    # `assets/a.png` is a path of the site; `www.harbourtimes.example/a` is an address that lost its beginning.
    if slash and (first in (".", "..") or "." not in first):
        return ""
    return "does not begin with https://, http:// or /"


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError where it is no number
    except ValueError:
        return False
    return bool(parts.hostname and _HOST.fullmatch(parts.hostname))


def _refusal(field: Field, text: str) -> str:
    said = text if len(text) <= _LONGEST_SAID else text[: _LONGEST_SAID - 1] + "…"
    return f"`{field.key}` takes {TAKES[field.type]}, not “{said}”."


def _parse_integer(text: str) -> Value:
    return int(text) if _INTEGER.fullmatch(text) else None


def _parse_number(text: str) -> Value:
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) and math.isfinite(float(text)) else None


def _parse_boolean(text: str) -> Value:
    return {"true": True, "false": False}.get(text)


def _parse_datetime(text: str) -> Value:
    if isinstance(construct(resolve(text), text), date):
        return Plain(text)
    moment = read_datetime(text)
    return None if moment is None else Plain(spell(moment)[1])


_PARSERS: dict[FieldType, Callable[[str], Value]] = {
    FieldType.INTEGER: _parse_integer,
    FieldType.NUMBER: _parse_number,
    FieldType.BOOLEAN: _parse_boolean,
    FieldType.DATETIME: _parse_datetime,
}

PARSED_TYPES = frozenset(_PARSERS)
"""The types whose text is read as something else than text."""


def _parse_unknown(text: str) -> Value:
    stripped = text.strip()
    if stripped in ("true", "false"):
        return stripped == "true"
    if _PLAINLY_A_NUMBER.fullmatch(stripped):
        return float(stripped) if "." in stripped else int(stripped)
    if (stripped[:1], stripped[-1:]) in (("[", "]"), ("{", "}")):
        flow = _read_flow(stripped)
        return text if flow is None else flow[0]
    return text


def _parse_flow(field: Field, text: str) -> Value:
    flow = _read_flow(text.strip())
    kind = list if field.type is FieldType.LIST else dict
    if flow is None or not isinstance(flow[0], kind):
        raise ValueError(_refusal(field, text))
    return _typed(field, flow[0], flow[1], (field.key,))


def _read_flow(text: str) -> tuple[Value, _Spelled] | None:
    """The list or mapping that `text` is in JSON or YAML flow, and how its scalars are spelled; None when neither."""
    if text[:1] not in ("[", "{"):
        return None
    try:
        # JSON first: YAML 1.1 reads `1e3` as text and the two halves of "\ud83d\ude00" as two characters.
        value: Value = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        return None
    except ValueError:
        pass
    else:
        if _nests_too_deep(value):
            return None
        return value, lambda path: format_value(_at(value, path[1:]))
    try:
        document = Document.parse(f"---\nx: {text}\n---\n")
    except Unreadable:
        return None
    if document.keys() != ("x",) or document.locked_reason(("x",)):
        return None
    return document.value(("x",)), lambda path: document.raw(("x", *path[1:]))


def _nests_too_deep(value: Value) -> bool:
    """Whether a card could not hold the value; asked before anything recursive sees it."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for item in level for inner in _inner(item)]
    return bool(level)


def _inner(value: Value) -> Iterable[Value]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse_constant(name: str) -> Value:
    raise ValueError(f"{name} is not JSON")


def _at(value: Value, path: Path) -> Value:
    for step in path:
        match value, step:
            case list(), int():
                value = value[step]
            case dict(), str():
                value = value[step]
    return value


def _typed(field: Field | None, value: Value, spelled: _Spelled, path: Path) -> Value:
    """`value` with all that is in it turned to the types of its fields: `[AI, 2024]` is a list of two topics."""
    if isinstance(value, list) and field and field.type is FieldType.LIST:
        return [_typed(field.item, item, spelled, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, dict) and field and field.type is FieldType.MAPPING:
        return {str(key): _typed(field.child(str(key)), item, spelled, (*path, key)) for key, item in value.items()}
    if field is None or value is None:
        return value
    if isinstance(value, list | dict) or field.type in (FieldType.LIST, FieldType.MAPPING):
        raise ValueError(f"`{format_path(path)}` takes {TAKES[field.type]}.")
    if isinstance(value, str):
        return parse_value(field, value)
    return parse_value(field, spelled(path))
