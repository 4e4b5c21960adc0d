"""Git's conflict markers around the lines in which two versions differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.model.text.line_merge import Hunk, split_lines

_START = re.compile(r"(<{7,})(?: |\r?$)")


@dataclass(frozen=True, slots=True)
class Markers:
    """How Git writes them: their size, what it calls the three versions, and whether the base is shown (diff3)."""

    size: int = 7
    labels: tuple[str, str, str] = ("ours", "base", "theirs")
    with_base: bool = False

    def text(self, hunks: Iterable[Hunk]) -> str:
        """The lines of all hunks in which mine and theirs agree, and the others between markers."""
        written: list[str] = []
        for hunk in hunks:
            if hunk.mine == hunk.theirs:
                written.append(hunk.mine)
            else:
                written += self._block(hunk, written[-1] if written else "")
        return "".join(written)

    def _block(self, hunk: Hunk, above: str) -> Iterator[str]:
        """A hunk between markers, which end as the lines beside them do; what is alike in all stays outside."""
        base, ours, theirs = split_lines(hunk.base), split_lines(hunk.mine), split_lines(hunk.theirs)
        head, tail = _shared_ends(ours, theirs, base if self.with_base else ours)
        sample = next((text for text in (hunk.mine, hunk.theirs, above) if "\n" in text), "")
        newline = "\r\n" if sample.endswith("\r\n") else "\n"
        yield "".join(ours[:head])
        yield from self._part("<", self.labels[0], ours[head : len(ours) - tail], newline)
        if self.with_base:
            yield from self._part("|", self.labels[1], base[head : len(base) - tail], newline)
        yield from self._part("=", "", theirs[head : len(theirs) - tail], newline)
        yield from self._part(">", self.labels[2], (), newline)
        yield "".join(ours[len(ours) - tail :])

    def _part(self, sign: str, label: str, lines: Iterable[str], newline: str) -> Iterator[str]:
        yield f"{sign * self.size}{' ' if label else ''}{label}{newline}"
        for line in lines:
            yield line if line.endswith("\n") else line + ("\n" if line.endswith("\r") else newline)


def _shared_ends(*versions: list[str]) -> tuple[int, int]:
    """How many lines all versions begin with alike, and how many of the rest they end with alike."""
    first, *others = versions
    most = min(map(len, versions))
    head = next((at for at in range(most) if any(lines[at] != first[at] for lines in others)), most)
    rest = most - head
    tail = next((at for at in range(rest) if any(lines[-1 - at] != first[-1 - at] for lines in others)), rest)
    return head, tail


def without_conflicts(text: str) -> str:
    """The text without what stands between markers, and without them: what is in dispute is not said at all."""
    kept: list[str] = []
    end: re.Pattern[str] | None = None
    for line in split_lines(text):
        if end is None and (start := _START.match(line)):
            end = re.compile(f">{{{len(start[1])}}}(?!>)")
        elif end is None:
            kept.append(line)
        elif end.match(line):
            end = None
    return text if end else "".join(kept)
