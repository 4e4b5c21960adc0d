"""The search language of the window and the command line: from what is typed to what a card must be like.

Words and "phrases" are looked for in title, excerpt, provider and topics, without regard to case and accents. The rest:

    topic:cloud  topic:"two words"   the field contains it      topic:=cloud             is it, wholly
    heat:50      published:true      numbers, booleans: is it   date:2020-05             within that year, month or day
    heat:>50     date:<=2020         greater, less, or equal    heat:10..20  date:2020.. from, to, both included
    provider.domain:example          nested fields by path      has:image  no:topics     filled, or not
    is:unsaved                       see STATES                 re:title:/^(the|an) /    a regular expression
    -word        -(a b)              not                        a OR b       ( )         alternatives, groups
    https://…                        words, or the address of the story, a picture or a related story
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NoReturn

from editor.model.site.highlights import Needles, needles_of
from editor.model.site.query_implication import implies
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
from editor.model.site.query_signs import NAME, PHRASE, QUOTES, VALUE, WEB_ADDRESS, WORD, unescaped
from editor.model.site.query_values import Question, is_begun, read_between, read_boolean, read_like
from editor.model.site.search_patterns import PatternError, compile_pattern
from editor.model.site.summary import fold
from editor.model.text.errors import EditorError

__all__ = ["NO_MARKS", "STATES", "Marks", "Piece", "PieceKind", "Query", "QueryError", "parse_query", "pieces"]

_MAX_GROUPS = 50
_NAME_OF_FIELD = re.compile(rf"{NAME.pattern}(?=:(?:\S|\Z))")
_OWN_NAME = re.compile(r"(?:is|has|no|re|title|excerpt|date|provider|topics?|published)(?=:)", re.IGNORECASE)
_PATTERN = re.compile(r"([^:/\s]+):/((?:[^/\\]|\\.)*)/")
_PATTERN_BEGUN = re.compile(r"[^:/\s]*(?::?|:/(?:[^/\\]|\\.)*\\?)")
_ADDRESS = re.compile(r"https?://[^\s\"]*", re.IGNORECASE)
_ADDRESS_FIELDS = ("originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl", "images", "related", "provider")
_NOTHING = re.compile(r"-+\Z")


class QueryError(EditorError):
    """What was typed is no search. `position` is where, counted from 0.

    `is_unfinished` when more typing at the end can make it one: no mistake yet, and the sentence says how to go on.
    """

    def __init__(self, sentence: str, position: int, *, is_unfinished: bool = False) -> None:
        super().__init__(sentence)
        self.position = position
        self.is_unfinished = is_unfinished


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
    """A search, understood. `text` is what was typed; `unfinished` tells of what was left out at its end."""

    text: str
    node: Node
    unfinished: QueryError | None = None

    def needles(self) -> Needles:
        """What is to be marked in the cards that are found: what was asked for, not what was left out. Any thread."""
        return needles_of(self.node)

    def refines(self, other: "Query") -> bool:
        """Whether `other` is certain to find every card that this search finds, of the same rows with the same marks.

        False also where it cannot be told. `micr` refines `mic`; `mic is:new` refines both `mic` and `is:new`.
        """
        return implies(self.node, other.node)


def parse_query(text: str, *, typing: bool = False) -> Query:
    """The search that `text` stands for; an empty one finds all. Raises QueryError with a sentence and its place.

    While somebody is `typing`, nothing is wrong that is only not finished yet: a quote or group that is open at the end
    counts as closed there, and a last condition such as `topic:` is left out, and told as `unfinished`.
    """
    parser = _Parser(text, typing=typing)
    return Query(text, parser.parse(), parser.unfinished)


def pieces(text: str) -> tuple[Piece, ...]:
    """What a search is made of, in the order of the text; blanks lie between. Raises QueryError as `parse_query`."""
    parser = _Parser(text, typing=False)
    parser.parse()
    return tuple(parser.pieces)


class _Parser:
    """Reads from left to right; `_at` is the place reached."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._at = 0
        self._groups = 0
        self.unfinished: QueryError | None = None
        self.pieces: list[Piece] = []

    def parse(self) -> Node:
        self._skip_blanks()
        if self._is_at_end:
            return And(())
        node = self._alternatives()
        if not self._is_at_end:
            raise QueryError("This ) closes nothing.", self._at)
        return node or And(())

    @property
    def _is_at_end(self) -> bool:
        return self._at == len(self._text)

    def _fail(self, sentence: str, position: int, *, unfinished: bool | None = None) -> NoReturn:
        """What is wrong at the end of the text is unfinished unless something else is known."""
        raise QueryError(sentence, position, is_unfinished=self._is_at_end if unfinished is None else unfinished)

    # None stands for what is left out while somebody is typing.

    def _leave_out(self, error: QueryError) -> None:
        if not (self._typing and error.is_unfinished):
            raise error
        self.unfinished = error
        self._at = len(self._text)

    def _alternatives(self) -> Node | None:
        nodes = [self._all_of()]
        while self._sees_or() and self._takes("OR"):
            self._note(PieceKind.OR, self._at - 2)
            nodes.append(self._all_of())
        return _joined(Or, nodes)

    def _all_of(self) -> Node | None:
        nodes: list[Node | None] = []
        self._skip_blanks()
        begin = self._at
        while not self._is_at_end and self._text[self._at] != ")" and not self._sees_or():
            nodes.append(self._term())
            self._skip_blanks()
        if not nodes:
            ends_so = self._text[self._at :] in ("", "OR")  # of which ORchard may come
            self._leave_out(QueryError("Something to look for is missing here.", begin, is_unfinished=ends_so))
        return _joined(And, nodes)

    def _term(self) -> Node | None:
        try:
            if self._text[self._at] != "-":
                return self._term_not_negated()
            if _NOTHING.match(self._text, self._at):
                self._fail("Write what to leave out after -, without a blank.", self._at, unfinished=True)
            after = self._text[self._at + 1]
            if after == ")" or after.isspace():
                return self._term_not_negated()
            self._at += 1
            self._note(PieceKind.NOT, self._at - 1)
            node = self._term_not_negated()
            return None if node is None else Not(node)
        except QueryError as error:
            self._leave_out(error)
            return None

    def _term_not_negated(self) -> Node | None:
        begin = self._at
        if self._text[begin] == "(":
            return self._group()
        if self._text[begin] in QUOTES:
            return self._word(self._phrase(), begin)
        if WEB_ADDRESS.match(self._text, begin):
            return self._address()
        name = _NAME_OF_FIELD.match(self._text, begin) or _OWN_NAME.match(self._text, begin)
        if name is None:
            return self._word(self._take(WORD), begin)
        self._at = name.end() + 1
        return self._field(name[0], begin)

    def _word(self, typed: str, begin: int) -> Node:
        self._note(PieceKind.CONDITION, begin, value=typed)
        return Word(fold(typed))

    def _group(self) -> Node | None:
        begin = self._at
        self._groups += 1
        if self._groups > _MAX_GROUPS:
            raise QueryError("There are too many groups here.", begin)
        self._at += 1
        self._note(PieceKind.OPEN, begin)
        node = self._alternatives()
        if self._is_at_end and not self._typing:
            self._fail("This ( is never closed.", begin)
        if not self._is_at_end:
            self._at += 1
            self._note(PieceKind.CLOSE, self._at - 1)
        return node

    def _address(self) -> Node:
        """As a word, or in the fields for addresses, whether it begins with http or https, ends with a slash or not."""
        found = _ADDRESS.match(self._text, self._at)
        assert found is not None
        address = found[0]
        while address.endswith(")") and address.count(")") > address.count("("):  # closes a group of the search
            address = address[:-1]
        self._at += len(address)
        self._note(PieceKind.CONDITION, self._at - len(address), value=address)
        place = WEB_ADDRESS.sub("", address).rstrip("/")
        if not place:
            return Word(fold(address))
        asked = read_like(place)
        return Or((Word(fold(address)), *(FieldIs(FieldName(name), asked) for name in _ADDRESS_FIELDS)))

    def _field(self, name: str, begin: int) -> Node:
        at = self._at
        word = name.lower()
        if word == "re":
            return self._regular_expression(begin)
        exactly = self._takes("=")
        quoted = self._text[self._at : self._at + 1] in QUOTES
        value = self._phrase() if quoted else self._take(VALUE)
        if not value:
            if self._text.startswith("(", self._at):
                raise QueryError(f"Write {name}: before each value, as in ({name}:one OR {name}:two).", self._at)
            is_last = not self._text[self._at :].strip()
            self._fail(f"Write what to look for after {name}: without a blank.", at, unfinished=is_last)
        sign = "=" if exactly else '"' if quoted else ""
        self._note(PieceKind.CONDITION, begin, field=name, sign=sign, value=value)
        if word == "is":
            return self._state(value.lower(), at)
        if word in ("has", "no"):
            return Has(FieldName(value)) if word == "has" else Not(Has(FieldName(value)))
        if word == "published" and (published := read_boolean(value)) is not None:
            # Jekyll's truth rather than the key's spelling: a card without the key is published.
            return StateIs("published" if published else "unpublished")
        if word == "published" and self._is_at_end and "true false".find(value.lower()) in (0, 5):
            self._fail("Write published:true or published:false.", at)
        field = FieldName(name)
        return FieldIs(
            field, read_like(value, whole=exactly) if exactly or quoted else self._question(field, value, at)
        )

    def _question(self, field: FieldName, value: str, at: int) -> Question:
        begun = self._is_at_end and is_begun(value)
        try:
            between = read_between(value)
        except ValueError as error:
            self._fail(str(error), at, unfinished=begun)
        if between:
            if field.is_date and between.period is None:
                sentence = f"{value} is no stretch of time; write dates such as 2020-05-01..2020-05-19."
                self._fail(sentence, at, unfinished=begun)
            return between
        like = read_like(value)
        if field.is_date and like.period is None:
            sentence = f"{value} is not a date; write one such as 2020, 2020-05 or 2020-05-19."
            self._fail(sentence, at, unfinished=begun)
        return like

    def _state(self, name: str, at: int) -> Node:
        if name not in STATES:
            begun = self._is_at_end and any(state.startswith(name) for state in STATES)
            self._fail(f"A card is never {name}; there is {', '.join(STATES)}.", at, unfinished=begun)
        return StateIs(name)

    def _regular_expression(self, begin: int) -> Node:
        at = self._at
        found = _PATTERN.match(self._text, at)
        if found is None:
            begun = _PATTERN_BEGUN.fullmatch(self._text, at) is not None
            self._fail("Write a regular expression as re:title:/pattern/.", at, unfinished=begun)
        self._at = found.end()
        try:
            pattern = compile_pattern(found[2])
        except PatternError as error:
            raise QueryError(str(error), found.start(2) + error.position) from None
        self._note(PieceKind.CONDITION, begin, field=found[1], sign="/", value=found[2])
        return FieldFits(FieldName(found[1]), pattern)

    def _phrase(self) -> str:
        begin = self._at
        found = PHRASE.match(self._text, begin)
        if found is None:
            self._at = len(self._text)
            if not self._typing:
                self._fail('This " is never closed.', begin)
            return unescaped(self._text[begin + 1 :])
        self._at = found.end()
        return unescaped(found[1] or found[2] or "")

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


def _joined(kind: type[And] | type[Or], nodes: Sequence[Node | None]) -> Node | None:
    left = [node for node in nodes if node is not None]
    return kind(tuple(left)) if len(left) > 1 else left[0] if left else None
