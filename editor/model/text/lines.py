"""Lines of a text as YAML 1.1 cuts them: at CRLF, LF, CR, and at NEL, LS and PS, too."""

from __future__ import annotations

import re

BREAKS = "\r\n\x85\u2028\u2029"
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def line_start(text: str, index: int) -> int:
    return max(text.rfind(mark, 0, index) for mark in BREAKS) + 1


def line_end(text: str, index: int) -> int:
    """Where the line ends, before its line break."""
    found = _BREAK.search(text, index)
    return found.start() if found else len(text)


def line_end_above(text: str, index: int) -> int:
    """Where the line above the index's line ends."""
    start = line_start(text, index)
    return start - 2 if text.endswith("\r\n", 0, start) else start - 1


def next_line(text: str, index: int) -> int:
    """Where the next line begins; the text's end when there is none."""
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def indent_before(text: str, index: int) -> str:
    """What a line needs at its start to reach the same column: the same blanks, or spaces where other things stand."""
    before = text[line_start(text, index) : index]
    return before if not before.strip(" ") else " " * len(before)


def first_on_line(text: str, index: int) -> bool:
    """Whether only spaces stand before the index on its line."""
    return not text[line_start(text, index) : index].strip(" ")


def is_blank(text: str, start: int) -> bool:
    """Whether the line that begins here holds nothing but blanks."""
    return not text[start : line_end(text, start)].strip(" \t")


def blank_lines_above(text: str, index: int) -> int:
    """Where the run of blank lines directly above the index's line begins; that line's start when there is none."""
    start = line_start(text, index)
    while start > 0:
        above = line_start(text, start - 2 if text.endswith("\r\n", 0, start) else start - 1)
        if not is_blank(text, above):
            break
        start = above
    return start


def comments_above(text: str, index: int) -> int:
    """Where the comments directly above, of the same column, begin; the index's line start when there are none."""
    start = line_start(text, index)
    mark = indent_before(text, index) + "#"
    while start > 0:
        above = line_start(text, start - 2 if text.endswith("\r\n", 0, start) else start - 1)
        if not text.startswith(mark, above):
            break
        start = above
    return start
