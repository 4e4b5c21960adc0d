"""A YAML parser's complaint in plain words, at its place in the file."""

from __future__ import annotations

import re

import yaml
from yaml.reader import ReaderError

from editor.model.text.envelope import MAX_DEPTH, line_and_column
from editor.model.text.errors import Unreadable

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TOO_DEEP = f"this is nested deeper than {MAX_DEPTH} levels"

_CONFLICT = re.compile("^<{7,} ", re.MULTILINE)

_CONFLICT_LEFT = "Git has left a conflict here: keep one of the versions, and none of the lines with <<<, === and >>>"
_MISFIT = "this line does not fit what stands above it: look at its indentation and at the quotes above"
_COLON_INSIDE = "a `: ` stands inside of this value: it needs quotes around it"
_DASH = "a list's `- ` cannot stand here: it begins on its own line below its key"
_NAME = "`&` and `*` need a name: to mean the sign itself, put it in quotes"
_AT_CONTEXT = {
    ("while scanning a quoted scalar", "found unexpected end of stream"): "this quote is never closed",
    ("while scanning a flow sequence", "found unexpected end of stream"): "this `[` is never closed",
    (
        "while parsing a flow sequence",
        "did not find expected ',' or ']'",
    ): "the list that opens here lacks a `,` or its `]`",
    ("while parsing a flow sequence", "expected ',' or ']'"): "the list that opens here lacks a `,` or its `]`",
    (
        "while parsing a flow mapping",
        "did not find expected ',' or '}'",
    ): "the `{` that opens here lacks a `,` or its `}`",
    ("while parsing a flow mapping", "expected ',' or '}'"): "the `{` that opens here lacks a `,` or its `}`",
    (
        "while scanning a simple key",
        "could not find expected ':'",
    ): "this is neither `key: value` nor part of the line above",
}
_AT_PROBLEM = {
    "block sequence entries are not allowed": _DASH,
    "sequence entries are not allowed": _DASH,
    "mapping keys are not allowed": "a key cannot stand here",
    "did not find expected key": _MISFIT,
    "expected <block end>": _MISFIT,
    "did not find expected '-' indicator": "this line does not fit the list above it: look at its indentation",
    "did not find expected node content": "a value is missing here",
    "expected the node content": "a value is missing here",
    "did not find expected <document start>": _MISFIT,
    "expected '<document start>'": _MISFIT,
    "found unknown escape character": "a backslash in double quotes cannot stand before this character: write it twice",
    "found a tab character": "a tab stands where only spaces may indent a line",
    "did not find expected hexdecimal number": "the backslash code in these double quotes is not complete",
    "did not find expected comment or line break": "only a comment may follow here on this line",
    "did not find expected alphabetic or numeric character": _NAME,
    "expected alphabetic or numeric character": _NAME,
    "found undefined tag handle": "nothing explains this `!` tag: to mean the sign itself, put it in quotes",
    "exceeded maximum nesting depth": TOO_DEEP,  # libyaml's own, since PyYAML 6.0.4; it looks ahead of our count
    "found unexpected document indicator": "`---` or `...` stands inside of a quoted value",
}


def explain(error: yaml.YAMLError, text: str, part: str, base: int) -> Unreadable:
    """What an error of PyYAML's means for a person. `part` is what was parsed; it begins at `base` in the text."""
    conflict = _CONFLICT.search(part)
    if conflict is not None:
        return _at(text, base + conflict.start(), _CONFLICT_LEFT)
    if isinstance(error, ReaderError):
        found = _UNPRINTABLE.search(part)
        assert found is not None
        return _at(text, base + found.start(), f"the character U+{ord(found[0]):04X} cannot stand in a card")
    assert isinstance(error, yaml.MarkedYAMLError)
    problem, context = error.problem or "", error.context or ""
    mark, context_mark = error.problem_mark, error.context_mark
    where = mark or context_mark
    index = where.index if where is not None else 0
    for (context_start, problem_start), sentence in _AT_CONTEXT.items():
        if context.startswith(context_start) and problem.startswith(problem_start) and context_mark is not None:
            return _at(text, base + context_mark.index, sentence)
    if problem.startswith("mapping values are not allowed"):
        line_start = max(part.rfind("\n", 0, index), part.rfind("\r", 0, index)) + 1
        inside = ": " in part[line_start:index]
        return _at(text, base + index, _COLON_INSIDE if inside else _MISFIT)
    if "cannot start any token" in problem:
        return _at(text, base + index, _bad_start(part[index : index + 1]))
    for start, sentence in _AT_PROBLEM.items():
        if problem.startswith(start):
            return _at(text, base + index, sentence)
    return _at(text, base + index, " ".join(filter(None, (context, problem))))


def _bad_start(character: str) -> str:
    if character == "\t":
        return "a tab stands where only spaces may indent a line"
    return f"a value cannot begin with `{character}`: it needs quotes around it"


def _at(text: str, index: int, reason: str) -> Unreadable:
    line, column = line_and_column(text, index)
    return Unreadable(reason, line=line, column=column)
