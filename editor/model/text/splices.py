"""A change of a text as the places where it differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class OverlapError(ValueError):
    """Two splices want the same characters."""


@dataclass(frozen=True, slots=True)
class Splice:
    """The characters from `start` up to `end` give way to `text`."""

    start: int
    end: int
    text: str


def apply(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made; their places are those of the text given. Raises OverlapError."""
    pieces: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if splice.start < done:
            raise OverlapError("two splices want the same characters")
        pieces += text[done : splice.start], splice.text
        done = splice.end
    return "".join((*pieces, text[done:]))


def inverse(text: str, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """The splices that turn `apply(text, splices)` back into the text."""
    undone: list[Splice] = []
    shift = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        start = splice.start + shift
        undone.append(Splice(start, start + len(splice.text), text[splice.start : splice.end]))
        shift += len(splice.text) - (splice.end - splice.start)
    return tuple(undone)


def between(old: str, new: str) -> tuple[Splice, ...]:
    """The one splice that makes the new text of the old, as short as it can be; none where they are equal."""
    if old == new:
        return ()
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    return (Splice(start, len(old) - end, new[start : len(new) - end]),)


def _common_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
