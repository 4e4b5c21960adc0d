"""How a string is spelled in each of YAML's styles, so that every reader of YAML 1.1 takes it for that string.

PyYAML's own dumper and `json.dumps` both write strings that come back as others; the rules here were read back equal by
libyaml, PyYAML's Python parser, Ruby's Psych and SafeYAML (which is what Jekyll reads with).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.model.text.resolution import STR, resolve, spell
from editor.model.text.scalars import Plain, Style, Styled, Value

FOLD_WIDTH = 80

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_TO_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff0-\uffff]')
_NOT_RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff0-\uffff]")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", ".nan", ".inf"})
_NUMBER_LIKE = re.compile(r"[0-9.][-+0-9.,:_ abcdefoxtz]*", re.I)
_PLAIN_START = re.compile(r"[^\W_]|[_($/\\^;]|\.(?=\w)|[^\x00-\xa0]")
_FOLDS = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True, slots=True)
class Spelling:
    """What stands behind the key or dash, and for a block scalar the lines below, without their indentation."""

    head: str
    lines: tuple[str, ...] = ()

    def render(self, indent: str, newline: str) -> str:
        return self.head + "".join(newline + (indent + line if line else "") for line in self.lines)


def double(text: str) -> str:
    """In double quotes: any text, on one line."""
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def single(text: str) -> str | None:
    """In single quotes; None for what they cannot hold on one line."""
    return None if "\n" in text or _NOT_RAW.search(text.replace("\t", "")) else "'" + text.replace("'", "''") + "'"


def plain(text: str, *, flow: bool) -> str | None:
    """Without quotes; None for all that some reader could take for something else."""
    if _NOT_RAW.search(text) or "\n" in text or text != text.strip() or not _PLAIN_START.match(text):
        return None
    if ": " in text or " #" in text or text.endswith(":") or (flow and re.search(r"[,\[\]{}:?]", text)):
        return None
    if text.lower() in _WORDS or _NUMBER_LIKE.fullmatch(text) or resolve(text) != STR:
        return None
    return text


def block(text: str, style: Style, *, offset: int, width: int = FOLD_WIDTH) -> Spelling | None:
    """As a literal or folded block, `offset` spaces deeper than its key; None for what such a block cannot hold."""
    content = text.rstrip("\n")
    ending = len(text) - len(content)
    if not content.strip() or _NOT_RAW.search(text.replace("\t", "")):
        return None
    lines = content.split("\n")
    if style == "folded":
        if any(line[:1] in (" ", "\t") for line in lines):
            return None
        lines = list(_folded(lines, width))
    first = next(number for number, line in enumerate(lines) if line.strip(" "))
    indicator = str(offset) if any(line[:1] in (" ", "\t") for line in lines[: first + 1] if line) else ""
    chomping = "-" if ending == 0 else "" if ending == 1 else "+"
    head = ("|" if style == "literal" else ">") + indicator + chomping
    return Spelling(head, (*lines, *[""] * max(0, ending - 1)))


def spellings(
    value: Value, styles: Iterable[Style | None], *, flow: bool, offset: int, width: int = FOLD_WIDTH
) -> Iterator[Spelling]:
    """Ways to write a single value, the best first: in the styles that can hold it, then plain, then double quotes."""
    if isinstance(value, Plain):
        yield Spelling(value.text)
        return
    if isinstance(value, Styled):
        value = value.value
    assert not isinstance(value, list | dict)
    tag, text = spell(value)
    if tag != STR:
        yield Spelling(text)
        return
    for style in dict.fromkeys((*styles, "plain", "double")):
        written: str | None = None
        if style == "double":
            written = double(text)
        elif style == "single":
            written = single(text)
        elif style == "plain":
            written = plain(text, flow=flow)
        elif style is not None and not flow:
            found = block(text, style, offset=offset, width=width)
            if found is not None:
                yield found
        if written is not None:
            yield Spelling(written)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def _folded(lines: list[str], width: int) -> Iterator[str]:
    """Each line broken at single spaces into lines of the width; a break of the text itself is an empty line."""
    for number, line in enumerate(lines):
        if line and any(lines[:number]):
            yield ""
        start = 0
        fold = None
        for space in _FOLDS.finditer(line):
            if space.start() - start > width and fold is not None:
                yield line[start:fold]
                start = fold + 1
            fold = space.start()
        if fold is not None and len(line) - start > width and fold > start:
            yield line[start:fold]
            start = fold + 1
        yield line[start:]
