"""A card's file in five pieces: byte order mark, opening fence, YAML, closing fence, body.

The rules are Jekyll's (`lib/jekyll/document.rb`, YAML_FRONT_MATTER_REGEXP): the first line is `---`, and the next line
that is only `---` or `...` (and blanks) closes the front matter, wherever it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.model.text.errors import Unreadable

MAX_FRONT_MATTER = 256 * 1024
"""Bytes of YAML that are read at most: beyond, a file is no card, and reading it would stall the window."""

MAX_DEPTH = 64
"""Levels of nesting that are read at most: PyYAML's C loader ends the process at a few thousand."""

_BOM = "\ufeff"
_HEAD = re.compile(r"---[ \t\r\f\v]*\n")
_BLANKS = " \t\r\f\v"


@dataclass(frozen=True, slots=True)
class Envelope:
    """The pieces of a file. Put together they are its text, always; `yaml` is empty or ends with a line break."""

    bom: str
    head: str
    yaml: str
    fence: str
    body: str
    newline: str

    @property
    def text(self) -> str:
        return self.bom + self.head + self.yaml + self.fence + self.body

    @property
    def around(self) -> tuple[str, str, str, str]:
        """All but the YAML: what no edit of a field may change."""
        return self.bom, self.head, self.fence, self.body

    @property
    def yaml_start(self) -> int:
        """Where the YAML begins in the text."""
        return len(self.bom) + len(self.head)


def decode(data: bytes) -> str:
    """The file's text, BOM and line ends included. Raises Unreadable where the bytes are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
        reason = f"this file is not UTF-8: byte {data[error.start]:#04x} at offset {error.start} is no character"
        raise Unreadable(reason, line=line, column=column) from None


def split(text: str) -> Envelope:
    """Cut a file's text into its pieces. Raises Unreadable without front matter that ends and has a card's size."""
    bom = _BOM if text.startswith(_BOM) else ""
    head = _HEAD.match(text, len(bom))
    if head is None:
        is_empty = not text[len(bom) :].strip()
        reason = "this file is empty" if is_empty else "this file has no front matter: its first line must be ---"
        raise Unreadable(reason, line=1, column=1)
    start = head.end()
    fence = _find_fence(text, start)
    if fence is None:
        raise Unreadable("the front matter never ends: a line with only --- must close it", line=1, column=1)
    fence_end = text.find("\n", fence) + 1 or len(text)
    yaml = text[start:fence]
    try:
        size = len(yaml) if yaml.isascii() else len(yaml.encode())
    except UnicodeEncodeError as error:
        line, column = line_and_column(text, start + error.start)
        raise Unreadable("half of a character stands here, which UTF-8 cannot hold", line=line, column=column) from None
    if size > MAX_FRONT_MATTER:
        raise Unreadable(f"the front matter is larger than {MAX_FRONT_MATTER // 1024} KiB", line=1, column=1)
    newline = "\r\n" if "\r" in text and 2 * text.count("\r\n", 0, fence_end) > text.count("\n", 0, fence_end) else "\n"
    return Envelope(bom, text[len(bom) : start], yaml, text[fence:fence_end], text[fence_end:], newline)


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """The place of an index as an editor shows it, both from 1. NEL, LS and PS are characters here, not line ends."""
    line = text.count("\n", 0, index) + text.count("\r", 0, index) - text.count("\r\n", 0, index)
    line_start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    return line + 1, index - line_start + 1


def _find_fence(text: str, start: int) -> int | None:
    """The start of the closing fence's line, the first of both kinds."""
    dashes = _find_fence_of(text, "---", start, len(text))
    dots = _find_fence_of(text, "...", start, len(text) if dashes is None else dashes)
    return dashes if dots is None else dots


def _find_fence_of(text: str, mark: str, start: int, end: int) -> int | None:
    at = start if text.startswith(mark, start, end) else text.find("\n" + mark, start, end) + 1
    while at:
        line_end = text.find("\n", at)
        if not text[at + len(mark) : len(text) if line_end < 0 else line_end].strip(_BLANKS):
            return at
        at = text.find("\n" + mark, at, end) + 1
    return None
