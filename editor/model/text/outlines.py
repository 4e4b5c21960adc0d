"""Blocks of YAML by their outlines: one match of a pattern takes all values of a block that a machine wrote.

The outline of a block is what stands before the values of its lines, indentation, dashes and keys, and how the values
are spelled. Thousands of cards share some dozens of outlines. What one says is asked once, of the reader of lines; from
then on its pattern takes the values of all blocks that have it, and of no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias, cast

from editor.model.text.envelope import MAX_FRONT_MATTER
from editor.model.text.quick_lines import MOMENT, is_safe, join_texts, read_value
from editor.model.text.quick_read import QuickReader
from editor.model.text.scalars import Scalar, Value

_SHORT = 400  # characters of a block that may well be that of another card
_SHORT_VALUE = 40  # characters of a value that may
_REMEMBERED = 4096  # blocks, values, and outlines that were met but a few times, each at most
_WORTH_IT = 2  # blocks with the same outline, from where a pattern pays: to make one takes as long as to read ten
_MOST_LINES = 300  # of a block that is worth a pattern: of thousands it would take seconds to make one
_MOST_BLOCKS = 100  # of a card: who has more has blank lines without end
_MOST = 64  # patterns of blocks that begin alike and have as many lines: more are no help

_LONGEST_NUMBER = 18  # characters: longer ones are none that a person meant
_PLAIN = bytes((ord("\n"), *range(ord(" "), 127)))
_MOMENT = re.compile(MOMENT)
_LINE = re.compile("^( *+(?:- )?+(?:[A-Za-z_][A-Za-z0-9_-]*+:(?: |$))?+)(.*+)", re.MULTILINE)


class Uncertain(Exception):
    """What a text means has to be found out in another way."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A way to spell a value: a pattern that takes it, a type, and what makes the value of what was taken.

    The pattern may take more than it should, where `read` raises Uncertain for it: simple patterns are made in a
    tenth of the time, and match in half of it.
    """

    pattern: str
    type: type
    read: Callable[[Sequence[str]], Sequence[Scalar]]
    quote: str = ""

    @property
    def taking(self) -> str:
        return f"{self.quote}({self.pattern}){self.quote}"


def _as_they_are(taken: Sequence[str]) -> Sequence[Scalar]:
    return taken


def _quoted(taken: Sequence[str]) -> Sequence[Scalar]:
    together = "".join(taken)
    if "\n" in together:
        raise Uncertain
    return [*map(_unescaped, taken)] if "\\" in together else taken


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    read = read_value(f'"{text}"')
    if read is None:
        raise Uncertain
    return str(read[0])


def _moments(taken: Sequence[str]) -> Sequence[Scalar]:
    if not all(map(_MOMENT.fullmatch, taken)):
        raise Uncertain
    try:
        return [*map(datetime.fromisoformat, taken)]
    except ValueError:  # no calendar has that day
        raise Uncertain from None


def _numbers(taken: Sequence[str]) -> Sequence[Scalar]:
    if max(map(len, taken)) > _LONGEST_NUMBER:
        raise Uncertain
    numbers = [*map(int, taken)]
    if [*map(str, numbers)] != [*taken]:
        raise Uncertain
    return numbers


def _truths(taken: Sequence[str]) -> Sequence[Scalar]:
    return [*map("true".__eq__, taken)]


_SPELLINGS = (
    _Spelling('[^"]*+', str, _quoted, quote='"'),
    _Spelling("https?://[^ :#\n]++", str, _as_they_are),
    _Spelling("[0-9T:-]{19}Z", datetime, _moments),
    _Spelling("-?[0-9]++", int, _numbers),
    _Spelling("true|false", bool, _truths),
)
_ONE_OF_THEM = re.compile("|".join(each.taking for each in _SPELLINGS))
_OTHER = r'(?!"[^"]*"$)[^\[{\n].*+'  # no lists and mappings; and what is in double quotes is read faster


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of an outline: its number among what the pattern takes, and the type that it has in every block.

    `read` makes the values of many blocks from what was taken of them; it raises Uncertain where one is another.
    """

    number: int
    type: type
    read: Callable[[Sequence[str]], Sequence[Scalar]]

    @property
    def is_moment(self) -> bool:
        """Whether it is spelled as 2020-05-19T10:00:00Z."""
        return self.read is _moments


Shape: TypeAlias = "Leaf | dict[str, Shape] | list[Shape] | None"
"""What an outline says, with a leaf for each value; None where nothing stands behind a key, nor below it."""


@dataclass(frozen=True, eq=False)
class Outline:
    """What blocks have in common. `match` takes the texts of the leaves from a block that has it."""

    match: Callable[[str], re.Match[str] | None]
    shape: Mapping[str, Shape]


Outlined: TypeAlias = tuple[Outline, tuple[str, ...]]
"""A block: its outline, and what was taken."""


def plain_yaml(data: bytes) -> str | None:
    """The YAML of a card's file, with LF and without the last one. None for a file in which anything is unusual.

    It may be UTF-8, and `is_safe`. Whether it is YAML at all remains to be seen.
    """
    if data.startswith(b"---\r\n"):
        data = data.replace(b"\r\n", b"\n")
    end = data.find(b"\n---", 3)
    if not data.startswith(b"---\n") or not 3 < end < MAX_FRONT_MATTER or data[end + 4 : end + 5] not in (b"\n", b""):
        return None
    raw = data[4:end]
    try:
        if not data.isascii():
            data.decode()
        return raw.decode() if is_safe(raw.translate(None, _PLAIN).decode()) else None
    except UnicodeDecodeError:
        return None


class _Meanings(dict[str, Scalar]):
    """What stands behind a colon or dash and one blank; raises Uncertain for what is not certain, or no scalar."""

    def __missing__(self, text: str) -> Scalar:
        read = read_value(text)
        if read is None or isinstance(read[0], list | dict):
            raise Uncertain
        value = cast("Scalar", read[0])
        if len(text) <= _SHORT_VALUE:
            _make_room(self)
            self[text] = value
        return value


@dataclass(frozen=True, slots=True, eq=False)
class _ReadAs:
    """Reads values of one type that are spelled in any way."""

    type: type
    meanings: Mapping[str, Scalar]

    def __call__(self, taken: Sequence[str]) -> Sequence[Scalar]:
        values = [*map(self.meanings.__getitem__, taken)]
        if {*map(type, values)} - {self.type}:
            raise Uncertain
        return values


class OutlineReader:
    """Reads cards one after the other, and remembers the outlines of their blocks. For one thread."""

    def __init__(self) -> None:
        self._outlines: dict[tuple[str, int], list[Outline]] = {}
        self._blocks: dict[str, Outlined] = {}
        self._met: dict[tuple[tuple[str, int], ...], int] = {}
        self._meanings = _Meanings()

    def read(self, yaml: str) -> list[Outlined] | None:
        """The blocks of a card's YAML, which `is_safe` but for line ends, and has none at its end.

        None where one of them has no outline, or one that has not been met often enough.
        """
        if yaml.count("\n\n") >= _MOST_BLOCKS:
            return None
        blocks: list[Outlined] = []
        are_known = True
        for block in yaml.split("\n\n"):
            outlined = self._blocks.get(block) if len(block) <= _SHORT else None
            if outlined is None:
                outlined = self._read(block)
                if outlined is None:
                    are_known = False  # which is no reason not to meet the others
                    continue
                if len(block) <= _SHORT:
                    _make_room(self._blocks)
                    self._blocks[block] = outlined
            blocks.append(outlined)
        return blocks if are_known else None

    def _read(self, block: str) -> Outlined | None:
        block = join_texts(block)
        alike = block[: block.find(":")], block.count("\n")
        outlines = self._outlines.get(alike, [])
        for place, outline in enumerate(outlines):
            found = outline.match(block)
            if found is not None:
                if place:
                    outlines[place - 1 : place + 1] = outline, outlines[place - 1]  # the common ones come to the front
                return outline, found.groups()
        if len(outlines) < _MOST and (learnt := self._learn(block)) is not None:
            self._outlines[alike] = [*outlines, learnt]
        return None

    def _learn(self, block: str) -> Outline | None:
        """The outline of a block that has been met often enough."""
        if not block[:1].isalpha() or block.count("\n") >= _MOST_LINES:
            return None
        lines: list[tuple[str, str]] = _LINE.findall(block)
        met = tuple((head, _kind(text)) for head, text in lines)
        times = self._met.get(met, 0) + 1
        learnt = None
        if times == _WORTH_IT:
            try:
                learnt = _outline([(head, self._spelling(text)) for head, text in lines])
            except Uncertain:  # another one with the same outline may have other values
                return None
        _make_room(self._met)
        self._met[met] = times
        return learnt

    def _spelling(self, text: str) -> _Spelling | None:
        if not text:
            return None
        if kind := _kind(text):
            return _SPELLINGS[kind - 1]
        other = type(self._meanings[text])
        return _Spelling(_OTHER, other, _ReadAs(other, self._meanings))


def _kind(text: str) -> int:
    """Which of the spellings it is, from 1; 0 for any other."""
    found = _ONE_OF_THEM.fullmatch(text)
    return found.lastindex or 0 if found else 0


def _outline(lines: Iterable[tuple[str, _Spelling | None]]) -> Outline | None:
    """The outline of these lines; None where it is not certain what they say. Numbers stand in for their values."""
    leaves: list[Leaf] = []
    numbered: list[str] = []
    pattern: list[str] = []
    for head, spelling in lines:
        if spelling is None:
            numbered.append(head)
            pattern.append(re.escape(head))
        else:
            numbered.append(f'{head}"{len(leaves)}"')
            pattern.append(re.escape(head) + spelling.taking)
            leaves.append(Leaf(len(leaves), spelling.type, spelling.read))
    values = QuickReader().read("\n".join((*numbered, "")))
    if values is None:
        return None
    shape = {key: _with_leaves(value, leaves) for key, value in values.items()}
    return Outline(re.compile("\n".join(pattern), re.MULTILINE).fullmatch, shape)


def _with_leaves(value: Value, leaves: Sequence[Leaf]) -> Shape:
    if isinstance(value, dict):
        return {key: _with_leaves(child, leaves) for key, child in value.items()}
    if isinstance(value, list):
        return [_with_leaves(child, leaves) for child in value]
    return leaves[int(value)] if isinstance(value, str) else None


def _make_room(memory: dict[Any, Any]) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
