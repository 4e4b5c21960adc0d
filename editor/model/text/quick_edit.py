"""One edit of many cards, worked out once for each way in which a line is spelled.

Most cards spell `published: false` alike. What an edit makes of such a line the parser has to say and to prove once; on
any other card with that line the edit is the same line replaced, and the values of the whole card, read before and
after, are the proof. What is not certain is left to the parser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.text.envelope import split
from editor.model.text.errors import Unreadable
from editor.model.text.resolution import equal
from editor.model.text.scalars import Plain, Styled, Value

Values: TypeAlias = dict[str, Value]

Reader: TypeAlias = Callable[[str], Values | None]
"""From the YAML of a card (`Envelope.yaml`) to its values, exactly as `Document.value` has them; None: not certain."""


@dataclass(frozen=True, slots=True)
class Made:
    """A card's text after an edit, and its values."""

    text: str
    values: Values


@dataclass(frozen=True, slots=True)
class Spot:
    """A card of which all values are certain, and where in its text the line of one top-level key begins and ends."""

    text: str
    start: int
    end: int
    yaml: tuple[int, int]
    key: str
    values: Values

    @property
    def line(self) -> str:
        return self.text[self.start : self.end]

    @property
    def value(self) -> Value:
        return self.values[self.key]


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What an edit made of a line with this value, where the saved line had that value."""

    value: Value
    like: Value
    line: str
    becomes: Value


class QuickEdit:
    """An edit of the value of one top-level key. For one thread."""

    def __init__(self, key: str, read: Reader) -> None:
        self._key = key
        self._read = read
        self._lessons: dict[tuple[str, str, str], _Lesson] = {}

    def spot(self, text: str) -> Spot | None:
        """Where the key stands in a card; None where the quick reader is not certain of the card, or of the place."""
        return _spot(text, self._key, self._read)

    def made(self, kind: str, now: Spot, like: Spot) -> Made | None:
        """The card `now` after the edit, where it was saved as `like`, or None: nothing like it was learnt yet.

        The text is, byte for byte, what the edit by the parser comes to. Cards of one `kind` take an edit alike.
        """
        lesson = self._lessons.get((kind, now.line, like.line))
        if lesson is None or not (_alike(now.value, lesson.value) and _alike(like.value, lesson.like)):
            return None
        if lesson.line == now.line:
            return Made(now.text, now.values)
        values = self._read(_replaced(now, lesson.line, *now.yaml))
        if values is None or list(values) != list(now.values):
            return None
        expected = ((lesson.becomes if key == now.key else value) for key, value in now.values.items())
        if not all(map(_alike, values.values(), expected)):
            return None
        return Made(_replaced(now, lesson.line, 0, len(now.text)), values)

    def learn(self, kind: str, now: Spot, like: Spot, text: str) -> None:
        """Remember what the edit by the parser has made of such a card, if it replaced that line and no more."""
        after = _spot(text, self._key, self._read)
        if (
            after is not None
            and after.start == now.start
            and text == _replaced(now, after.line, 0, len(now.text))
            and not any(isinstance(each.value, list | dict) for each in (now, like, after))
        ):
            self._lessons[kind, now.line, like.line] = _Lesson(now.value, like.value, after.line, after.value)


def _spot(text: str, key: str, read: Reader) -> Spot | None:
    try:
        text.encode()
        envelope = split(text)
    except (UnicodeEncodeError, Unreadable):
        return None
    values = read(envelope.yaml)
    if values is None or key not in values:
        return None
    first, head = envelope.yaml_start, f"\n{key}:"
    last = first + len(envelope.yaml)
    start = text.find(head, first - 1, last) + 1  # the opening fence ends with a line break
    if not start or text.find(head, start, last) >= 0:
        return None
    return Spot(text, start, text.index("\n", start, last), (first, last), key, values)


def _replaced(spot: Spot, line: str, start: int, end: int) -> str:
    """What stands between two places, with another line in the place of the spot's."""
    return spot.text[start : spot.start] + line + spot.text[spot.end : end]


def _alike(one: Value, other: Value) -> bool:
    """Equal in type and value, all the way down, in the same order."""
    if one is other:
        return True
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, Plain | Styled) or isinstance(other, list | dict | Plain | Styled):
        return False
    return equal(one, other)
