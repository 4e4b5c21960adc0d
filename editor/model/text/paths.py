"""The address of a value in a card: keys and list positions, and how people write them (`images[0].width`)."""

from __future__ import annotations

import json
import re
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_BARE = r"[^\s.\[\]\"'=]+"
_STEP = re.compile(
    rf"""\[(?P<index>[0-9]+)\] | \[(?P<quoted>"(?:[^"\\]|\\.)*")\] | (?P<dot>\.?)(?P<bare>{_BARE})""", re.X
)


def parse_path(text: str) -> Path:
    """Read `images[0].width` as `("images", 0, "width")`; `["odd.key"]` quotes a key as JSON does.

    Raises ValueError with a sentence when the text is no path.
    """
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None or (match["bare"] and bool(match["dot"]) != bool(steps)):
            raise ValueError(f"{text!r} is not a field: cannot read it from {text[position:]!r} on")
        if match["index"]:
            steps.append(int(match["index"]))
        elif match["quoted"]:
            steps.append(_unquote(match["quoted"], text))
        else:
            steps.append(match["bare"])
        position = match.end()
    if not steps:
        raise ValueError("a field needs a name")
    return tuple(steps)


def format_path(path: Path) -> str:
    """Write a path as people do: what `parse_path` reads as the same path."""
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        elif re.fullmatch(_BARE, step):
            written += f".{step}" if written else step
        else:
            written += f"[{json.dumps(step, ensure_ascii=False)}]"
    return written


def _unquote(quoted: str, text: str) -> str:
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        raise ValueError(f"{text!r} is not a field: {quoted} is not a quoted key") from None
