"""Which words and lines differ between two texts, to be shown; bounded in time for texts of any length."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeAlias

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_COMPARED = 60_000
"""Words of one text times words of the other that are compared each with each: beyond, the time would be felt."""
_LITTLE = 0.25
"""Of the shorter text: where less is the same, that is chance, and each text is marked as a whole."""

_Block: TypeAlias = tuple[int, int, int, int]
"""From and up to where the first text differs, and the second."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of one text; `differs` where the other text does not have them there."""

    text: str
    differs: bool


Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Both sides of one place where two texts differ."""

    old: Pieces
    new: Pieces


def word_difference(old: str, new: str) -> Difference:
    """Both texts whole, in pieces."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    blocks = list(_blocks(before, after))
    differing = sum(_spoken(before[start:end]) for start, end, _, _ in blocks)
    if _spoken(before) - differing < _LITTLE * min(_spoken(before), _spoken(after)):
        blocks = [(0, len(before), 0, len(after))]
    return Difference(
        _pieces(before, [(start, end) for start, end, _, _ in blocks]),
        _pieces(after, [(start, end) for _, _, start, end in blocks]),
    )


def line_differences(old: str, new: str) -> tuple[Difference, ...]:
    """The lines that differ, place by place, those that are the same left out."""
    before, after = _lines(old), _lines(new)
    return tuple(
        word_difference("".join(before[start:end]), "".join(after[first:last]))
        for start, end, first, last in _blocks(before, after)
    )


def _spoken(words: Sequence[str]) -> int:
    """How many of the words are no blanks."""
    return sum(not word.isspace() for word in words)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """Where two sequences differ; as one block from the first to the last difference where that is too much work."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before and not after:
        return
    if len(before) * len(after) > _MOST_COMPARED:
        yield head, head + len(before), head, head + len(after)
        return
    matcher: SequenceMatcher[str] = SequenceMatcher(None, before, after, autojunk=False)
    for name, start, end, first, last in matcher.get_opcodes():
        if name != "equal":
            yield head + start, head + end, head + first, head + last


def _pieces(words: Sequence[str], differing: Sequence[tuple[int, int]]) -> Pieces:
    """The words put together; blanks between two that differ go with them."""
    marks = [False] * len(words)
    for start, end in differing:
        marks[start:end] = [True] * (end - start)
    for at in range(1, len(words) - 1):
        if words[at].isspace() and marks[at - 1] and marks[at + 1]:
            marks[at] = True
    return tuple(
        Piece("".join(word for word, _ in group), mark)
        for mark, group in groupby(zip(words, marks, strict=True), key=lambda pair: pair[1])
    )
