"""Where in a text that people read stands what they looked for."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TypeAlias

from editor.model.site.query_nodes import And, FieldFits, FieldIs, Node, Or, Word
from editor.model.site.query_values import Like
from editor.model.site.summary import fold

Needle: TypeAlias = str | re.Pattern[str]
"""Folded text, or a pattern for the text as it is."""
Span: TypeAlias = tuple[int, int]
"""From the first character up to, but without, the last."""

_SEARCHED = frozenset({"title", "excerpt", "provider", "topics"})
_OTHER_NAMES = {"topic": "topics", "provider.name": "provider"}


@dataclass(frozen=True, slots=True)
class Needles:
    """What a search looks for: words anywhere, and more in fields. `in_fields` has pairs of field and needle."""

    words: tuple[str, ...] = ()
    in_fields: tuple[tuple[str, Needle], ...] = ()

    def of(self, field: str) -> tuple[Needle, ...]:
        """What to mark in a field: a name such as `title`, or a path without indexes. Case does not matter."""
        name = _known_name(field)
        own = (needle for asked, needle in self.in_fields if name == asked or name.startswith(f"{asked}."))
        return (*(self.words if name in _SEARCHED else ()), *own)


NO_NEEDLES = Needles()


def needles_of(node: Node) -> Needles:
    """What those conditions look for that a card may be found by: not what is left out, not states and numbers."""
    words: dict[str, None] = {}
    in_fields: dict[tuple[str, Needle], None] = {}
    for leaf in _leaves(node):
        match leaf:
            case Word(text) if text:
                words[text] = None
            case FieldIs(field, Like(text=text)) if text:
                in_fields[_known_name(field.name), text] = None
            case FieldFits(field, pattern):
                in_fields[_known_name(field.name), pattern] = None
    return Needles(tuple(words), tuple(in_fields))


def spans(text: str, needles: Sequence[Needle]) -> tuple[Span, ...]:
    """Where the needles stand in `text`, in its own characters, in order; those that touch are one.

    A character that folds to several (`ß`, `ﬁ`) is marked as a whole when one of them is meant; accents that stand on
    the last character are marked with it.
    """
    if not needles:
        return ()
    folded = [needle for needle in needles if isinstance(needle, str) and needle]
    found = list(_places(text, folded)) if folded else []
    for needle in needles:
        if isinstance(needle, re.Pattern):
            found.extend(match.span() for match in needle.finditer(text) if match.end() > match.start())
    return _joined(found)


def _places(text: str, needles: Sequence[str]) -> Iterator[Span]:
    if text.isascii():
        hay = text.lower()
        for needle in needles:
            yield from ((at, at + len(needle)) for at in _occurrences(hay, needle))
        return
    pieces = [fold(letter) for letter in text]  # one by one gives the same as all at once
    hay = "".join(pieces)
    ends = list(accumulate(map(len, pieces)))
    for needle in needles:
        for at in _occurrences(hay, needle):
            # Characters that fold to nothing end where the one before them does: they go along with it.
            last = ends[bisect_right(ends, at + len(needle) - 1)]
            yield bisect_right(ends, at), bisect_right(ends, last)


def _occurrences(hay: str, needle: str) -> Iterator[int]:
    at = hay.find(needle)
    while at >= 0:
        yield at
        at = hay.find(needle, at + 1)


def _joined(found: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return tuple(joined)


def _leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        yield from chain.from_iterable(map(_leaves, node.nodes))
    else:
        yield node


def _known_name(name: str) -> str:
    lower = name.lower()
    return _OTHER_NAMES.get(lower, lower)
