"""What each part of a card's line looks like: YAML in the front matter, a little Markdown in the body.

Plain Python, no Qt. It goes line by line, judges nothing, and takes time in proportion to the line's length.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

START, YAML, BODY, DOUBLE, SINGLE, LITERAL = -1, 0, 1, 2, 3, 16
"""What a line leaves open for the next: nothing yet, front matter, body, a quoted string, and from LITERAL on a block
scalar, with the indent of what holds it added."""


class Token(NamedTuple):
    """`text[start:end]` of a line is a key, string, number, comment, fence, heading, strong, code or link."""

    start: int
    end: int
    kind: str


_FIRST_FENCE = re.compile(r"\ufeff?---[ \t]*$")
_LAST_FENCE = re.compile(r"(---|\.\.\.)[ \t]*$")
_QUOTED = r""" "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' """
_KEY = re.compile(
    rf"""
    [ \t]* (?:-[ \t]+)*                                                         # the item that begins with this key
    (?P<key> {_QUOTED} | (?:[^\s#"'\[\]{{}},&*!|>%@`-] | -(?=\S)) [^:#]* )
    [ \t]*:(?=[ \t]|$)
    """,
    re.VERBOSE,
)
_DASHES = re.compile(r"[ \t]*(?:-(?:[ \t]+|$))*")
_BLOCK = re.compile(r"[ \t]*([|>][-+0-9]*)[ \t]*(?=#|$)")
_REST = {DOUBLE: re.compile(r'(?:[^"\\]|\\.)*(?P<end>")?\\?'), SINGLE: re.compile(r"(?:[^']|'')*(?P<end>')?")}
_VALUE = re.compile(
    r"""
    (?P<double> "(?:[^"\\]|\\.)*(?P<double_end>")?\\? )
  | (?P<single> '(?:[^']|'')*(?P<single_end>')? )
  | (?P<comment> (?:^|(?<=[ \t]))\#.* )
  | (?P<mark> [&*!][^\s,\[\]{}]* )                                              # anchor, alias, tag
  | (?P<plain> [^\s,\[\]{}"'#&*!:] (?:[^,\[\]{}\#:]|:(?=\S)|(?<=\S)\#)* )
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"[-+]?(0x[0-9a-fA-F_]+|\d[\d_]*(\.[\d_]*)?([eE][-+]?\d+)?)$|\d{4}-\d\d?-\d\d?([Tt ].*)?$")
_WORD = re.compile(r"(true|false|yes|no|on|off|null|~)$", re.IGNORECASE)
_BODY = re.compile(
    r"""
    (?P<heading> ^\#{1,6}[ \t].* )
  | (?P<code> `[^`]+` | \{\{.{0,200}?\}\} | \{%.{0,200}?%\} | </?[A-Za-z][^<>]*> )
  | (?P<strong> \*\*[^*]+\*\* | __[^_]+__ )
  | (?P<link> !?\[[^\[\]]*\]\([^()]*\) | https?://[^\s<>)"']+ )
    """,
    re.VERBOSE,
)


def tokens(line: str, state: int) -> tuple[list[Token], int]:
    """The tokens of a line in order, and the state it leaves; `state` is what the line before has left."""
    if state == START:
        return ([Token(0, len(line), "fence")], YAML) if _FIRST_FENCE.match(line) else (list(_body(line)), BODY)
    if state == BODY:
        return list(_body(line)), BODY
    if _LAST_FENCE.match(line):  # wherever it stands, as Jekyll has it
        return [Token(0, len(line), "fence")], BODY
    if state >= LITERAL:
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or indent > state - LITERAL:
            return [Token(0, len(line), "string")], state
    if state in _REST:
        rest = _REST[state].match(line)
        assert rest is not None  # it matches the empty string
        found = [Token(0, rest.end(), "string")]
        return (found, state) if rest["end"] is None else _values(line, rest.end(), found)
    return _entry(line)


def _entry(line: str) -> tuple[list[Token], int]:
    """A key, an item, or what goes on from the line before."""
    found: list[Token] = []
    key = _KEY.match(line)
    if key:
        found.append(Token(*key.span("key"), "key"))
        start, indent = key.end(), key.start("key")
    else:
        dashes = _DASHES.match(line)
        start = dashes.end() if dashes else 0
        indent = len(line) - len(line.lstrip(" "))
    block = _BLOCK.match(line, start)
    if block:
        found.append(Token(*block.span(1), "number"))
        return _values(line, block.end(), found)[0], LITERAL + indent
    return _values(line, start, found)


def _values(line: str, start: int, found: list[Token]) -> tuple[list[Token], int]:
    state = YAML
    for match in _VALUE.finditer(line, start):
        kind = match.lastgroup or ""
        if match["double"] is not None:
            kind, state = "string", YAML if match["double_end"] else DOUBLE
        elif match["single"] is not None:
            kind, state = "string", YAML if match["single_end"] else SINGLE
        elif kind == "plain":
            plain = match[0].strip()
            kind = "number" if _NUMBER.match(plain) or _WORD.match(plain) else "string"
        elif kind == "mark":
            kind = "number"
        found.append(Token(*match.span(), kind))
    return found, state


def _body(line: str) -> Iterator[Token]:
    for match in _BODY.finditer(line):
        yield Token(*match.span(), match.lastgroup or "")
