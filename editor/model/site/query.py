"""The search language of the window and the command line: from what is typed to what a card must be like.

Words and "phrases" are looked for in title, excerpt, provider and topics, without regard to case and accents. The rest:

    topic:cloud  topic:"two words"   the field contains it      topic:=cloud             is it, wholly
    heat:50      published:true      numbers, booleans: is it   date:2020-05             within that year, month or day
    heat:>50     date:<=2020         greater, less, or equal    heat:10..20  date:2020.. from, to, both included
    provider.domain:example          nested fields by path      has:image  no:topics     filled, or not
    is:unsaved                       see STATES                 re:title:/^(the|an) /    a regular expression
    -word        -(a b)              not                        a OR b       ( )         alternatives, groups
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from editor.model.site.query_nodes import (
    NO_MARKS,
    STATES,
    And,
    FieldFits,
    FieldIs,
    FieldName,
    Has,
    Marks,
    Node,
    Not,
    Or,
    StateIs,
    Word,
)
from editor.model.site.query_values import Question, read_between, read_like
from editor.model.site.summary import fold
from editor.model.text.errors import EditorError

__all__ = ["NO_MARKS", "STATES", "Marks", "Piece", "PieceKind", "Query", "QueryError", "parse_query", "pieces"]

_MAX_GROUPS = 50
_QUOTES = str.maketrans("“”„«»", '"""""')
_NAME = re.compile(r"[^\W\d][\w.\-\[\]]*(?=:\S|:\Z)")
_BARE = re.compile(r'[^\s()"]+')
_VALUE = re.compile(r"[^\s()]*")
_PHRASE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_PATTERN = re.compile(r"([^:/\s]+):/((?:[^/\\]|\\.)*)/")
_ESCAPE = re.compile(r'\\(["“”„«»\\])')
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class QueryError(EditorError):
    """What was typed is no search. `position` is where, counted from 0."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


class PieceKind(Enum):
    """What a piece of a search is."""

    CONDITION = auto()
    NOT = auto()
    OR = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[begin:end]` of a search. A condition has its field as typed ("" for words), its sign and its value.

    The sign is "=" where the value is meant wholly, `"` where it is in quotes, "/" for a regular expression, else "".
    """

    kind: PieceKind
    begin: int
    end: int
    field: str = ""
    sign: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood. `text` is what was typed."""

    text: str
    node: Node

    def refines(self, other: "Query") -> bool:
        """Whether `other` is certain to find all that this one finds."""
        return self.node == other.node or other.node == And(())


def parse_query(text: str) -> Query:
    """The search that `text` stands for; an empty one finds all. Raises QueryError with a sentence and its place."""
    return Query(text, _Parser(text).parse())


def pieces(text: str) -> tuple[Piece, ...]:
    """What a search is made of, in the order of the text; blanks lie between. Raises QueryError as `parse_query`."""
    parser = _Parser(text)
    parser.parse()
    return tuple(parser.pieces)


class _Parser:
    """Reads from left to right; `_at` is the place reached."""

    def __init__(self, text: str) -> None:
        self.pieces: list[Piece] = []
        self._typed = text
        self._text = text.translate(_QUOTES)
        self._at = 0
        self._groups = 0

    def parse(self) -> Node:
        self._skip_blanks()
        if self._at == len(self._text):
            return And(())
        node = self._alternatives()
        if self._at < len(self._text):
            raise QueryError("This ) closes nothing.", self._at)
        return node

    def _alternatives(self) -> Node:
        nodes = [self._all_of()]
        while self._sees_or() and self._takes("OR"):
            self._note(PieceKind.OR, self._at - 2)
            nodes.append(self._all_of())
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def _all_of(self) -> Node:
        nodes: list[Node] = []
        self._skip_blanks()
        begin = self._at
        while self._at < len(self._text) and self._text[self._at] != ")" and not self._sees_or():
            nodes.append(self._term())
            self._skip_blanks()
        if not nodes:
            raise QueryError("Something to look for is missing here.", begin)
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _term(self) -> Node:
        here = self._text[self._at]
        if here == "-" and self._text[self._at + 1 : self._at + 2].strip(" \t)"):
            self._at += 1
            self._note(PieceKind.NOT, self._at - 1)
            return Not(self._term_not_negated())
        return self._term_not_negated()

    def _term_not_negated(self) -> Node:
        begin = self._at
        if self._text[begin] == "(":
            return self._group()
        name = None if _WEB_ADDRESS.match(self._text, begin) else _NAME.match(self._text, begin)
        if name is None:
            word = self._phrase() if self._text[begin] == '"' else self._take(_BARE)
            self._note(PieceKind.CONDITION, begin, value=word)
            return Word(fold(word))
        self._at = name.end() + 1
        return self._field(name[0], begin)

    def _group(self) -> Node:
        begin = self._at
        self._groups += 1
        if self._groups > _MAX_GROUPS:
            raise QueryError("There are too many groups here.", begin)
        self._at += 1
        self._note(PieceKind.OPEN, begin)
        node = self._alternatives()
        if self._at == len(self._text):
            raise QueryError("This ( is never closed.", begin)
        self._at += 1
        self._note(PieceKind.CLOSE, self._at - 1)
        return node

    def _field(self, name: str, begin: int) -> Node:
        at = self._at
        word = name.lower()
        if word == "re":
            return self._regular_expression(begin)
        exactly = self._takes("=")
        quoted = self._text[self._at : self._at + 1] == '"'
        value = self._phrase() if quoted else self._take(_VALUE)
        if not value:
            raise QueryError(f"Write what to look for after {name}: without a blank.", at)
        sign = "=" if exactly else '"' if quoted else ""
        self._note(PieceKind.CONDITION, begin, field=name, sign=sign, value=value)
        if word == "is":
            return self._state(value.lower(), at)
        if word in ("has", "no"):
            return Has(FieldName(value)) if word == "has" else Not(Has(FieldName(value)))
        if word == "published" and value.lower() in ("true", "false"):
            # Jekyll's truth rather than the key's spelling: a card without the key is published.
            return StateIs("published" if value.lower() == "true" else "unpublished")
        field = FieldName(name)
        return FieldIs(field, read_like(value, whole=exactly) if exactly or quoted else _question(field, value, at))

    def _state(self, name: str, at: int) -> Node:
        if name not in STATES:
            raise QueryError(f"A card is never {name}; there is {', '.join(STATES)}.", at)
        return StateIs(name)

    def _regular_expression(self, begin: int) -> Node:
        at = self._at
        found = _PATTERN.match(self._text, at)
        if found is None:
            raise QueryError("Write a regular expression as re:title:/pattern/.", at)
        self._at = found.end()
        try:
            pattern = re.compile(found[2], re.IGNORECASE)
        except (re.error, OverflowError, RecursionError) as error:
            raise QueryError(f"This is not a regular expression: {error}.", found.start(2)) from None
        self._note(PieceKind.CONDITION, begin, field=found[1], sign="/", value=found[2])
        return FieldFits(FieldName(found[1]), pattern)

    def _phrase(self) -> str:
        found = _PHRASE.match(self._text, self._at)
        if found is None:
            raise QueryError('This " is never closed.', self._at)
        self._at = found.end()
        return _ESCAPE.sub(r"\1", self._typed[found.start(1) : found.end(1)])

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        assert found is not None
        self._at = found.end()
        return found[0]

    def _note(self, kind: PieceKind, begin: int, *, field: str = "", sign: str = "", value: str = "") -> None:
        """What was read from `begin` up to here."""
        self.pieces.append(Piece(kind, begin, self._at, field, sign, value))

    def _takes(self, sign: str) -> bool:
        found = self._text.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _sees_or(self) -> bool:
        after = self._text[self._at + 2 : self._at + 3]
        return self._text.startswith("OR", self._at) and (not after.strip() or after in "()")

    def _skip_blanks(self) -> None:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1


def _question(field: FieldName, value: str, at: int) -> Question:
    try:
        between = read_between(value)
    except ValueError as error:
        raise QueryError(str(error), at) from None
    if between:
        if field.is_date and between.period is None:
            raise QueryError(f"{value} is no stretch of time; write dates such as 2020-05-01..2020-05-19.", at)
        return between
    like = read_like(value)
    if field.is_date and like.period is None:
        raise QueryError(f"{value} is not a date; write one such as 2020, 2020-05 or 2020-05-19.", at)
    return like
