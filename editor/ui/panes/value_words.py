"""What a value is called where people read it, not where they edit it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from editor.model.card.diff import Absent
from editor.model.card.fields import Field, label_of
from editor.model.card.values import format_value
from editor.model.text.scalars import Value

_translate = QCoreApplication.translate
_STEP = "    "


def value_words(value: Value | Absent, field: Field | None = None) -> str:
    """The value as plain text: words in a row, one line for each field of a mapping; "" for what is empty."""
    if isinstance(value, Absent):
        return ""
    return "\n".join(_lines(value, field))


def stand_in(value: Value | Absent) -> str:
    """What is said in place of a value without a text of its own: `(empty)`, `(not there)`; "" for all others."""
    if isinstance(value, Absent):
        return _translate("ValueWords", "(not there)")
    return "" if value_words(value) else _translate("ValueWords", "(empty)")


def told_apart(old: Value | Absent, new: Value | Absent, field: Field | None = None) -> tuple[str, str]:
    """The words of two values that are not the same; of two that read alike, text stands in quotes."""
    words = value_words(old, field), value_words(new, field)
    if words[0] != words[1] or stand_in(old) != stand_in(new):
        return words
    return _quoted(old, words[0]), _quoted(new, words[1])


def item_name(value: Value | Absent) -> str:
    """What an item of a list is called: its title, its name, its address, else what it holds."""
    if isinstance(value, dict):
        for key in ("title", "name", "url", "webUrl"):
            if isinstance(value.get(key), str) and value[key]:
                return str(value[key])
    return value_words(value)


def _quoted(value: Value | Absent, words: str) -> str:
    return f"“{words}”" if isinstance(value, str) else words


def _lines(value: Value, field: Field | None) -> Iterator[str]:
    match value:
        case True:
            yield _translate("ValueWords", "yes")
        case False:
            yield _translate("ValueWords", "no")
        case dict():
            for key, child in value.items():
                known = field.child(key) if field else None
                yield from _labelled(f"{known.label if known else label_of(key)}:", child, known)
        case list() if any(isinstance(item, dict | list) for item in value):
            for number, item in enumerate(value, 1):
                yield from _labelled(f"{number}.", item, field.item if field else None)
        case list():
            yield ", ".join(value_words(item) for item in value)
        case _:
            yield format_value(value)


def _labelled(label: str, value: Value, field: Field | None) -> Iterator[str]:
    """On the label's line what fits there, else below it, one step in."""
    lines = list(_lines(value, field))
    if len(lines) < 2 and not isinstance(value, dict):
        yield f"{label} {''.join(lines) or stand_in(value)}"
    else:
        yield label if lines else f"{label} {stand_in(value)}"
        yield from (_STEP + line for line in lines)
