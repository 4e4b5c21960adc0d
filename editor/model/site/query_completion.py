"""What a half-typed search could go on with: names of fields, states, and the values that cards have."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from editor.model.card.fields import Field
from editor.model.card.schema import Schema
from editor.model.site.query_nodes import STATES
from editor.model.site.query_signs import NAME, OPEN_PHRASE, PHRASE, QUOTES, VALUE, WORD, spelled, unescaped
from editor.model.site.summary import Scalar, fold

ValuesOf: TypeAlias = Callable[[str], Iterable[tuple[Scalar, int]]]
"""The values of a field, as a search names it, and how many cards have them; the most used first."""

MAX_CANDIDATES = 50

_LEAST = 2  # letters of a plain word before a field is offered: one letter begins too many words
_LEAST_WITHIN = 3  # before one is offered for a name inside its path
_BETWEEN = re.compile(r"(?:[\s()]|-(?=\S))*")
_ADDRESS = re.compile(r"https?://[^\s()]*", re.IGNORECASE)
_PATTERN = re.compile(r"([^:/\s]*)(:?)(?:/(?:[^/\\]|\\.)*/?)?")
_ASKED_OTHERWISE = re.compile(r"[<>]|.*\.\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to go on. `text` takes the place of what is typed, `shown` says it in a list, `note` explains it.

    `count` is how many cards have it. `goes_on` when something is to be typed right behind it.
    """

    text: str
    shown: str
    note: str = ""
    count: int | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Completions:
    """What could take the place from `start` up to `end` (in characters of the search)."""

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """What the cursor stands in: `name` of a field (None where a name could stand), and what is typed before it."""

    start: int
    end: int
    typed: str
    name: str | None = None
    is_quoted: bool = False


def complete(text: str, cursor: int, fields: Mapping[str, str], values_of: ValuesOf) -> Completions:
    """What could stand where the cursor is, at most MAX_CANDIDATES, the most used first.

    `fields` has the names that can be searched for, in their order, and what they mean; with `is`, `has`, `no`, `re`
    among them those are offered too. A plain word is left alone unless it begins a field's name. Candidates fit in any
    case and accents, and by the beginning of any of their words.
    """
    place = _place_at(text, cursor)
    if place is None:
        return Completions(cursor, cursor)
    found = _names(place.typed, fields) if place.name is None else _values(place, place.name, fields, values_of)
    return Completions(place.start, place.end, tuple(islice(found, MAX_CANDIDATES)))


def declared_fields(schema: Schema) -> dict[str, str]:
    """The paths of all that a schema declares, in its order, parents before what is in them, with their labels."""
    return dict(_declared(schema.fields, "", ""))


def _declared(fields: Iterable[Field], above: str, label_above: str) -> Iterator[tuple[str, str]]:
    for field in fields:
        if field.locked:
            continue
        path, label = f"{above}{field.key}", f"{label_above}{field.label}"
        yield path, label
        within = field.item.fields if field.item else field.fields
        yield from _declared(within, f"{path}.", f"{label} › ")


# where the cursor is


def _place_at(text: str, cursor: int) -> _Place | None:
    at = 0
    while at < len(text):
        between = _BETWEEN.match(text, at)
        assert between is not None
        at = between.end()
        if at >= len(text) or at > cursor:
            return None
        place, end = _term_at(text, at, cursor)
        if at <= cursor <= end:
            return place
        at = end
    return None


def _term_at(text: str, at: int, cursor: int) -> tuple[_Place | None, int]:
    """What can be completed in the term that begins there, if the cursor is in it, and where the term ends."""
    if text[at] in QUOTES:
        return None, _end_of_phrase(text, at)
    if address := _ADDRESS.match(text, at):
        return None, address.end()
    if named := NAME.match(text, at):
        place, end = _in_field(text, named[0], named.end() + 1, cursor)
        if cursor <= named.end():
            place = _Place(at, named.end() + 1, text[at:cursor])
        return place, end
    word = WORD.match(text, at)
    assert word is not None
    return _Place(at, word.end(), text[at:cursor]), word.end()


def _in_field(text: str, name: str, begin: int, cursor: int) -> tuple[_Place | None, int]:
    if name.lower() == "re":
        pattern = _PATTERN.match(text, begin)
        assert pattern is not None
        end = pattern.end(1)
        return (_Place(begin, end, text[begin:cursor], name) if cursor <= end else None), pattern.end()
    begin += text.startswith("=", begin)
    if text[begin : begin + 1] in QUOTES:
        end = _end_of_phrase(text, begin)
        last = cursor - (cursor == end and PHRASE.fullmatch(text, begin, end) is not None)
        return _Place(begin, end, unescaped(text[begin + 1 : last]), name, is_quoted=True), end
    value = VALUE.match(text, begin)
    assert value is not None
    return _Place(begin, value.end(), text[begin:cursor], name), value.end()


def _end_of_phrase(text: str, at: int) -> int:
    found = PHRASE.match(text, at) or OPEN_PHRASE.match(text, at)
    assert found is not None
    return found.end()


# what fits


def _names(typed: str, fields: Mapping[str, str]) -> Iterator[Candidate]:
    if len(typed) < _LEAST or typed == "OR":
        return
    wanted = fold(typed)
    within = [] if len(typed) < _LEAST_WITHIN else [n for n in fields if f".{wanted}" in fold(n)]
    first = [name for name in fields if fold(name).startswith(wanted)]
    for name in dict.fromkeys([*first, *within]):
        yield Candidate(f"{name}:", f"{name}:", _note(name, fields), goes_on=True)


def _values(place: _Place, name: str, fields: Mapping[str, str], values_of: ValuesOf) -> Iterator[Candidate]:
    if not place.is_quoted and _ASKED_OTHERWISE.match(place.typed):
        return
    fits, own = _fits(place.typed), name.lower()
    if own == "is":
        yield from (Candidate(state, state) for state in STATES if fits(state) and state != place.typed)
    elif own in ("has", "no"):
        yield from (_field(other, fields) for other in _own(fields) if fits(other) and other != place.typed)
    elif own == "re":
        yield from (_field(f"{other}:/", fields) for other in _own(fields) if fits(other))
    elif own == "published":
        yield from (Candidate(word, word) for word in ("true", "false") if fits(word) and word != place.typed)
    else:
        for value, count in values_of(name):
            shown = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            if shown and fits(shown) and shown != place.typed:
                yield Candidate(spelled(shown, always=place.is_quoted), " ".join(shown.split()), count=count)


def _field(text: str, fields: Mapping[str, str]) -> Candidate:
    return Candidate(text, text, _note(text.removesuffix(":/"), fields), goes_on=text.endswith("/"))


def _note(name: str, fields: Mapping[str, str]) -> str:
    """What a field means, where its name does not say so itself."""
    note = fields[name]
    return "" if fold(note) == fold(name) else note


def _own(fields: Mapping[str, str]) -> Iterator[str]:
    return (name for name in fields if name not in ("is", "has", "no", "re"))


def _fits(typed: str) -> Callable[[str], bool]:
    wanted = re.compile(rf"(?<!\w){re.escape(fold(typed).strip())}")
    return lambda value: wanted.search(fold(value)) is not None
