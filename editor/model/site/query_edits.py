"""Changes of a search's text: a condition added, left out, taken away. All else stays as it was typed, to the blank.

A text that is no search is replaced by the condition alone. Conditions may be any search: one of several conditions
or alternatives is put in brackets where it needs them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import lru_cache

from editor.model.site.query import Piece, PieceKind, QueryError, pieces
from editor.model.site.summary import fold

_QUOTED = str.maketrans({sign: "\\" + sign for sign in '\\"“”„«»'})
_OTHER_NAMES = {"topics": "topic", "publisheddatetime": "date"}
_PUBLISHING = ("published", "unpublished")
_ALONE = ("is", "has", "no")  # two of these are asked for together: unpublished cards that are new


class Mark(Enum):
    """What a search says of a condition."""

    ASKED = auto()
    """Cards are found that fulfil it, possibly beside others."""
    LEFT_OUT = auto()
    """No card is found that fulfils it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a search asks for and what it leaves out, and the values that it names of each field."""

    asked: frozenset[Hashable] = frozenset()
    left_out: frozenset[Hashable] = frozenset()
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, condition: str) -> Mark | None:
        """What the search says of this condition."""
        meaning = _meaning_of(condition)
        return Mark.ASKED if meaning in self.asked else Mark.LEFT_OUT if meaning in self.left_out else None


def asking(field: str, name: str) -> str:
    """The search for the cards of exactly this topic or provider, or for those of a month or year (field "date")."""
    return f"date:{name}" if field == "date" else f'{field}:="{name.translate(_QUOTED)}"'


def marks(text: str) -> Marks:
    """What the search says of all conditions at once; nothing where it is no search."""
    root = _read(text)
    if root is None:
        return Marks()
    asked = {root.meaning}
    left_out = set()
    for part in _conjuncts(root):
        asked.update(each.meaning for each in (part, *_alternatives(part)))
        if part.kind is _Kind.NOT:
            left_out.add(part.parts[0].meaning)
    values: dict[str, frozenset[str]] = {}
    for part in _leaves(root):
        if part.field:
            values[part.field] = values.get(part.field, frozenset()) | {part.value}
    return Marks(frozenset(asked), frozenset(left_out), values)


def has(text: str, condition: str) -> bool:
    """Whether the search asks for the cards that fulfil the condition, alone or beside others."""
    return marks(text).of(condition) is Mark.ASKED


def leaves_out(text: str, condition: str) -> bool:
    """Whether the search leaves out the cards that fulfil the condition."""
    return marks(text).of(condition) is Mark.LEFT_OUT


def added(text: str, condition: str) -> str:
    """The search for those cards, too, where it asks for others of the same field; else for those among what it finds.

    So `topic:a` and `topic:b` give `(topic:a OR topic:b)`; `topic:a` and `is:new` give `topic:a is:new`, and
    whatever is more than one condition narrows, too.
    """
    root = _read(text)
    if root is None or not text.strip():
        return condition
    if has(text, condition):
        return text
    text = removed(text, condition)
    root, wanted = _read(text), _read(condition)
    if root is None or wanted is None or not text.strip():
        return condition
    field = _union_field(wanted) if wanted.kind is _Kind.ONE else ""
    like = [part for part in _conjuncts(root) if field and _union_field(part) == field]
    if not like:
        return _and(text, root, condition)
    part = like[-1]
    if part.kind is not _Kind.ANY:
        return _replaced(text, part.begin, part.end, f"({text[part.begin : part.end]} OR {condition})")
    end = part.parts[-1].end  # within the brackets, where there are any
    return f"{text[:end]} OR {condition}{text[end:]}"


def excluded(text: str, condition: str) -> str:
    """The search without the cards that fulfil the condition."""
    if _read(text) is None:
        text = ""
    if leaves_out(text, condition):
        return text
    wanted = _read(condition)
    if wanted is None or not condition.strip():
        return text
    text = removed(text, condition)
    negated = f"-{condition}" if wanted.kind is _Kind.ONE else f"-({condition})"
    root = _read(text)
    return negated if root is None or not text.strip() else _and(text, root, negated)


def removed(text: str, condition: str) -> str:
    """The search that says nothing of the condition any more, neither that it is asked for nor that it is left out.

    A text that is no search stays.
    """
    wanted = _meaning_of(condition)
    while True:
        root = _read(text)
        if root is None or not text.strip():
            return text
        if root.meaning == wanted:
            return ""
        shorter = _without(text, root, wanted)
        if shorter is None:
            return text
        text = shorter


# --- the text as a tree -------------------------------------------------------------------------------------------


class _Kind(Enum):
    ONE = auto()
    NOT = auto()
    ALL = auto()
    ANY = auto()


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands in `text[begin:end]`, brackets around it included."""

    kind: _Kind
    begin: int
    end: int
    meaning: Hashable
    field: str = ""
    value: str = ""
    parts: tuple[_Part, ...] = ()


def _read(text: str) -> _Part | None:
    """The tree of a search; None where the text is none."""
    try:
        found = pieces(text)
    except QueryError:
        return None
    return _Reader(found).alternatives() if found else _Part(_Kind.ALL, 0, len(text), ("all", frozenset()))


class _Reader:
    """Makes the tree; `pieces` has found the text to be a search."""

    def __init__(self, found: tuple[Piece, ...]) -> None:
        self._found = found
        self._at = 0

    def alternatives(self) -> _Part:
        parts = [self._all_of()]
        while self._sees(PieceKind.OR):
            self._at += 1
            parts.append(self._all_of())
        return _joined(_Kind.ANY, parts)

    def _all_of(self) -> _Part:
        parts = [self._term()]
        while self._at < len(self._found) and not (self._sees(PieceKind.OR) or self._sees(PieceKind.CLOSE)):
            parts.append(self._term())
        return _joined(_Kind.ALL, parts)

    def _term(self) -> _Part:
        piece = self._found[self._at]
        self._at += 1
        if piece.kind is PieceKind.NOT:
            part = self._term()
            return _Part(_Kind.NOT, piece.begin, part.end, ("not", part.meaning), parts=(part,))
        if piece.kind is PieceKind.CONDITION:
            field, meaning = _condition(piece)
            return _Part(_Kind.ONE, piece.begin, piece.end, meaning, field, fold(piece.value))
        inner = self.alternatives()
        end = self._found[self._at].end
        self._at += 1
        return replace(inner, begin=piece.begin, end=end)

    def _sees(self, kind: PieceKind) -> bool:
        return self._at < len(self._found) and self._found[self._at].kind is kind


def _joined(kind: _Kind, parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    name = "all" if kind is _Kind.ALL else "any"
    meaning = (name, frozenset(part.meaning for part in parts))
    return _Part(kind, parts[0].begin, parts[-1].end, meaning, parts=tuple(parts))


def _condition(piece: Piece) -> tuple[str, Hashable]:
    """The field of a condition, by one of its names, and what tells it from others."""
    field = piece.field.lower()
    field = _OTHER_NAMES.get(field, field)
    if field == "published" and piece.sign != "/" and piece.value.lower() in ("true", "false"):
        return "is", ("is", "", "published" if piece.value.lower() == "true" else "unpublished")
    if piece.sign == "/":
        return field, (field, "/", piece.value)
    sign = "" if field in _ALONE else piece.sign if field else ""
    return field, (field, sign, fold(piece.value))


@lru_cache(1024)  # each line of the sidebar is asked for at every key of a search
def _meaning_of(condition: str) -> Hashable:
    root = _read(condition)
    return None if root is None else root.meaning


def _conjuncts(root: _Part) -> tuple[_Part, ...]:
    """What all has to be fulfilled."""
    return root.parts if root.kind is _Kind.ALL else (root,)


def _alternatives(part: _Part) -> tuple[_Part, ...]:
    return part.parts if part.kind is _Kind.ANY else ()


def _leaves(part: _Part) -> Iterator[_Part]:
    if part.kind is _Kind.ONE:
        yield part
    for each in part.parts:
        yield from _leaves(each)


def _union_field(part: _Part) -> str:
    """The field of which this asks for one value or another; "" where it is nothing of that kind."""
    if part.kind is _Kind.ANY:
        fields = {_union_field(each) for each in part.parts}
        return fields.pop() if len(fields) == 1 else ""
    if part.kind is not _Kind.ONE:
        return ""
    if part.field in _ALONE:
        states = {("is", "", state) for state in _PUBLISHING}
        return "published" if part.meaning in states else ""
    return part.field


# --- pieces of text -----------------------------------------------------------------------------------------------


def _and(text: str, root: _Part, condition: str) -> str:
    wanted = _read(condition)
    if wanted is not None and wanted.kind in (_Kind.ALL, _Kind.ANY) and not _is_bracketed(condition, wanted):
        condition = f"({condition})"
    if root.kind is _Kind.ANY and not _is_bracketed(text, root):
        text = f"({text})"
    return f"{text}{condition}" if text[-1:].isspace() else f"{text} {condition}"


def _is_bracketed(text: str, root: _Part) -> bool:
    return bool(root.parts) and root.begin < root.parts[0].begin


def _without(text: str, root: _Part, wanted: Hashable) -> str | None:
    """The text without the first place that says something of what is wanted; None where none does."""
    siblings = _conjuncts(root)
    for at, part in enumerate(siblings):
        if part.meaning == wanted or (part.kind is _Kind.NOT and part.parts[0].meaning == wanted):
            return _cut(text, siblings, at)
        for place, alternative in enumerate(_alternatives(part)):
            if alternative.meaning == wanted:
                return _without_alternative(text, part, place)
    return None


def _without_alternative(text: str, part: _Part, place: int) -> str:
    others = [each for at, each in enumerate(part.parts) if at != place]
    if len(others) == 1:
        return _replaced(text, part.begin, part.end, text[others[0].begin : others[0].end])
    return _cut(text, part.parts, place)


def _cut(text: str, siblings: tuple[_Part, ...], at: int) -> str:
    """Without one of several that stand beside each other, and what parts it from the one before, else the next."""
    if at > 0:
        return _replaced(text, siblings[at - 1].end, siblings[at].end, "")
    end = siblings[1].begin if len(siblings) > 1 else siblings[0].end
    return _replaced(text, siblings[0].begin, end, "")


def _replaced(text: str, begin: int, end: int, new: str) -> str:
    """With other text at a place; a blank keeps apart what would otherwise grow together."""
    before, after = text[:begin], text[end:]
    if new:
        return _apart(_apart(before, new) + new, after) + after
    return _apart(before, after) + after


def _apart(before: str, after: str) -> str:
    touching = before and after and not before[-1].isspace() and not after[0].isspace()
    return before + " " if touching and before[-1] != "(" and after[0] != ")" else before
