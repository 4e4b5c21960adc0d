"""The merge that Git asks for most: a bot moved some plain values of a card, a person others, and no more happened.

It needs no parser, only a card whose every line is a thing of its own, and loads nothing, since Git starts a program
for each file. What it does not know for certain it leaves to the merge by fields, which comes to the same.
"""

from __future__ import annotations

import re

_PLAIN = r"(?:[A-Za-z0-9/]|-(?=[0-9]))(?:[A-Za-z0-9 ._/+&'(),;?=%~-]|[\u00a1-\u1fff\u2010-\u2027]|:(?=[^\s]))*"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_VALUE = rf"(?: +(?:{_PLAIN}|{_QUOTED}))? *\r?"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*:"
_LINE = re.compile(rf" *(?:(?:- +)*{_KEY}{_VALUE}|-{_VALUE}|\r?)")
"""What ends on the line on which it begins: no block of text, no bracket, no open quote, no comment, no alias."""

_ENTRY = re.compile(rf"({_KEY}) +(?:{_PLAIN}|{_QUOTED}) *\r?")
_UNUSUAL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")  # some end lines in YAML


def quick_merge(base: str, mine: str, theirs: str) -> str | None:
    """The text with the changes of both sides; None where this is not the simple case, or both changed the same line.

    The simple case: the three differ in nothing but the values of top-level keys, each on its line. Any thread.
    """
    if any(map(_UNUSUAL.search, (base, mine, theirs))):
        return None
    versions = base.split("\n"), mine.split("\n"), theirs.split("\n")
    lines = versions[0]
    end = next((at for at, line in enumerate(lines) if at and line.rstrip(" \r") in ("---", "...")), 0)
    if len({len(each) for each in versions}) > 1 or lines[0].rstrip(" \r") != "---" or not end:
        return None
    if not all(map(_LINE.fullmatch, lines[1:end])):
        return None
    merged: list[str] = []
    for at, (before, ours, incoming) in enumerate(zip(*versions, strict=True)):
        if ours == incoming == before:
            merged.append(before)
            continue
        entries = [_ENTRY.fullmatch(line) for line in (before, ours, incoming)]
        keys = {entry[1] for entry in entries if entry is not None}
        if (
            not 0 < at < end
            or None in entries
            or len(keys) > 1
            or (before not in (ours, incoming) and ours != incoming)
        ):
            return None
        (key,) = keys
        if sum(line.startswith(key) for line in lines[1:end]) > 1:
            return None
        merged.append(incoming if ours == before else ours)
    return "\n".join(merged)
