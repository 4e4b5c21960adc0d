"""Three versions of a text as hunks of lines: what they share, what one side changed, and where both did.

Only `\\n` ends a line, and a carriage return belongs to its line, so that every hunk is exact. The hunks are those of
diff3 (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

_MOST_COMPARED = 40_000
"""Lines of one text times lines of the other that are compared each with each: beyond, the time would be felt."""

_Change: TypeAlias = tuple[int, int, int, int]
"""From and up to which line of the base, and of the side, the two differ."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Whole lines that stand at one place in three versions. Put together, the hunks are the three texts."""

    base: str
    mine: str
    theirs: str

    @property
    def clashes(self) -> bool:
        """Whether both sides changed these lines, not to the same."""
        return self.mine != self.theirs and self.base not in (self.mine, self.theirs)

    @property
    def merged(self) -> str:
        """The lines with the changes of both sides; where they clash, mine."""
        return self.theirs if self.mine == self.base else self.mine


def merge_lines(base: str, mine: str, theirs: str, *, neighbours_clash: bool = True) -> tuple[Hunk, ...]:
    """The hunks of three versions in their order.

    Changes of lines that touch are one hunk, as in Git, unless not `neighbours_clash`: then only changes of the same
    lines are, and lines that both sides added at the same place.
    """
    versions = split_lines(base), split_lines(mine), split_lines(theirs)
    sides = _changes(versions[0], versions[1]), _changes(versions[0], versions[2])
    found: list[Hunk] = []
    done = (0, 0, 0)
    for start, end, ours, incoming in _groups(*sides, neighbours_clash=neighbours_clash):
        before = start - done[0]
        upto = (start, done[1] + before, done[2] + before)
        found.append(_hunk(versions, done, upto))
        done = (end, _line_in_side(ours, end, upto[1] - start), _line_in_side(incoming, end, upto[2] - start))
        found.append(_hunk(versions, upto, done))
    found.append(_hunk(versions, done, (len(versions[0]), len(versions[1]), len(versions[2]))))
    return tuple(hunk for hunk in found if hunk.base or hunk.mine or hunk.theirs)


def shared_lines(one: str, other: str) -> str:
    """The lines that two texts have in common, in their order."""
    lines = split_lines(one)
    return "".join(lines[at] for at, _ in _pairs(lines, split_lines(other)))


def split_lines(text: str) -> list[str]:
    """The lines with their ends; the last one may have none."""
    *whole, rest = text.split("\n")
    lines = [line + "\n" for line in whole]
    return [*lines, rest] if rest else lines


def _hunk(versions: Sequence[list[str]], start: Sequence[int], end: Sequence[int]) -> Hunk:
    return Hunk(*("".join(lines[at:to]) for lines, at, to in zip(versions, start, end, strict=True)))


def _line_in_side(changes: Sequence[_Change], end: int, shift: int) -> int:
    """Where a line of the base is in a side, behind these changes; `shift` is how far off it was before them."""
    if changes:
        _, base_end, _, side_end = changes[-1]
        shift = side_end - base_end
    return end + shift


def _groups(
    mine: list[_Change], theirs: list[_Change], *, neighbours_clash: bool
) -> Iterator[tuple[int, int, list[_Change], list[_Change]]]:
    """Changes of both sides that meet, as one range of the base's lines, with the changes of each side in it."""
    sides = (mine[::-1], theirs[::-1])
    while any(sides):
        first = min((side[-1] for side in sides if side), key=lambda change: change[:2])
        start, end = first[:2]
        taken: tuple[list[_Change], list[_Change]] = ([], [])
        grown = True
        while grown:
            grown = False
            for side, into in zip(sides, taken, strict=True):
                while side and (
                    side[-1][0] < end
                    or (side[-1][0] == end and (neighbours_clash or side[-1] is first or start == side[-1][1]))
                ):
                    change = side.pop()
                    into.append(change)
                    end = max(end, change[1])
                    grown = True
        yield start, end, *taken


def _changes(old: list[str], new: list[str]) -> list[_Change]:
    changes: list[_Change] = []
    at, to = 0, 0
    for old_line, new_line in (*_pairs(old, new), (len(old), len(new))):
        if old_line > at or new_line > to:
            changes.append((at, old_line, to, new_line))
        at, to = old_line + 1, new_line + 1
    return changes


def _pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which line is which: around lines that occur once in both first, as a person would find them."""
    found: list[tuple[int, int]] = []
    pending = [(0, len(old), 0, len(new))]
    while pending:
        a, a_end, b, b_end = pending.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            found.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        anchors = _anchors(old, new, a, a_end, b, b_end)
        if anchors:
            for anchor_a, anchor_b in anchors:
                pending.append((a, anchor_a, b, anchor_b))
                a, b = anchor_a, anchor_b
            pending.append((a, a_end, b, b_end))
        elif (a_end - a) * (b_end - b) <= _MOST_COMPARED:
            for match in SequenceMatcher(None, old[a:a_end], new[b:b_end], autojunk=False).get_matching_blocks():
                found += ((a + match.a + n, b + match.b + n) for n in range(match.size))
    return sorted(found)


def _anchors(old: list[str], new: list[str], a: int, a_end: int, b: int, b_end: int) -> list[tuple[int, int]]:
    """Lines that occur once in each range, as many of them as stand in the same order in both (patience diff)."""
    old_counts, new_counts = Counter(old[a:a_end]), Counter(new[b:b_end])
    places = {new[at]: at for at in range(b, b_end) if new_counts[new[at]] == 1}
    ends: list[int] = []
    chains: list[tuple[int, int, int]] = []  # line of old, line of new, the chain's link before
    tops: list[int] = []
    for at in range(a, a_end):
        to = places.get(old[at])
        if to is None or old_counts[old[at]] > 1:
            continue
        length = bisect_left(ends, to)
        ends[length : length + 1] = [to]
        tops[length : length + 1] = [len(chains)]
        chains.append((at, to, tops[length - 1] if length else -1))
    anchors: list[tuple[int, int]] = []
    link = tops[-1] if tops else -1
    while link >= 0:
        at, to, link = chains[link]
        anchors.append((at, to))
    return anchors[::-1]
