"""Rich text in which it is seen what differs: what is gone struck out, what is new on green."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from editor.model.card.changes import CardChange, Kind
from editor.model.card.diff import Absent
from editor.model.card.values import format_value
from editor.model.text.differences import Difference, Piece, Pieces, line_differences, word_difference
from editor.model.text.scalars import Value
from editor.ui.colours import Colours
from editor.ui.panes.value_words import item_name, stand_in, told_apart, value_words

_translate = QCoreApplication.translate

GONE, NEW = "−", "+"
_STAYS = "\xa0"  # a blank at which no line breaks
_SHORT = 36
"""Characters: two values of no more stand in one line."""
_LONGEST = 3000
"""Characters of one text that are shown; the rest is for Source."""
_MOST = 24
"""Words that came or went, or places in a text, that are shown one by one."""
_UNBROKEN = re.compile(r"\S{24,}")
_BREAKABLE = re.compile(r"(?<=[/?&=_.,;:@%+-])|(?<=\w{16})(?!\W|$)")


@dataclass(frozen=True, slots=True)
class Marker:
    """Writes differences as rich text, in these colours."""

    colours: Colours

    def change(self, change: CardChange) -> str:
        """What was and what is, with what differs marked."""
        if change.kind is Kind.WORDS and (change.added or change.removed):
            return self._words(change.removed, change.added)
        if change.kind in (Kind.BODY, Kind.TEXT, Kind.SPELLING):
            return self._lines(str(change.old), str(change.new))
        if change.kind is Kind.ORDER:
            return self._sides(word_difference(_numbered(change.old), _numbered(change.new)))
        if change.kind is Kind.ITEM:
            return self._item(change)
        return self._values(change)

    def side(self, pieces: Pieces, *, gone: bool) -> str:
        """One text whole, what differs in it marked as gone or new."""
        return "".join(self._piece(piece, gone=gone) for piece in _cut(pieces))

    def said(self, words: str) -> str:
        """What the editor says in place of a text."""
        return f'<span style="color:{self.colours.muted.name()}">{html.escape(words)}</span>'

    def mark(self, text: str, *, gone: bool) -> str:
        """A text that only one side has."""
        return self._piece(Piece(text, differs=True), gone=gone)

    def _values(self, change: CardChange) -> str:
        old, new = told_apart(change.old, change.new, change.field)
        if max(len(old), len(new)) <= _SHORT and "\n" not in old + new:
            arrow = self.said(" → ")
            return _paragraph(
                (self.mark(old, gone=True) or self.said(stand_in(change.old)))
                + arrow
                + (self.mark(new, gone=False) or self.said(stand_in(change.new)))
            )
        difference = word_difference(old, new)
        before = self.side(difference.old, gone=True) or self.said(stand_in(change.old))
        after = self.side(difference.new, gone=False) or self.said(stand_in(change.new))
        return self._rows([(GONE, before), (NEW, after)])

    def _item(self, change: CardChange) -> str:
        gone = isinstance(change.new, Absent)
        value = change.old if gone else change.new
        text = value_words(value, change.field) or stand_in(value)
        pieces = (Piece(text, differs=True),)
        return self._rows([(GONE if gone else NEW, self.side(pieces, gone=gone))])

    def _words(self, removed: Sequence[Value], added: Sequence[Value]) -> str:
        """Words in a row, each with its sign."""
        words = [(GONE, item) for item in removed] + [(NEW, item) for item in added]
        shown = [self._word(sign, format_value(item) or stand_in(item)) for sign, item in words[:_MOST]]
        return _paragraph("   ".join(shown) + self._more(len(words) - _MOST))

    def _word(self, sign: str, word: str) -> str:
        """A word behind its sign, in one piece."""
        return self.said(sign + _STAYS) + self.mark(word.replace(" ", _STAYS), gone=sign == GONE)

    def _lines(self, old: str, new: str) -> str:
        """The lines that differ, place by place."""
        places = line_differences(old, new)
        rows: list[tuple[str, str]] = []
        for place in places[:_MOST]:
            rows += [("⋯", "")] if rows else []
            for sign, pieces in ((GONE, place.old), (NEW, place.new)):
                rows += [(sign, self.side(_unended(pieces), gone=sign == GONE))] if pieces else []
        return self._rows(rows) + self._more(len(places) - _MOST)

    def _sides(self, difference: Difference) -> str:
        return self._rows([(GONE, self.side(difference.old, gone=True)), (NEW, self.side(difference.new, gone=False))])

    def _rows(self, rows: Iterable[tuple[str, str]]) -> str:
        """Texts below one another, each with its sign in front."""
        cells = "".join(
            f'<tr><td style="color:{self.colours.muted.name()}; padding-right:8px">{sign}</td>'
            f'<td style="white-space:pre-wrap">{text}</td></tr>'
            for sign, text in rows
        )
        return f'<table cellspacing="0" cellpadding="1">{cells}</table>'

    def _more(self, count: int) -> str:
        return self.said(" " + _translate("MarkedText", "and {0} more").format(count)) if count > 0 else ""

    def _piece(self, piece: Piece, *, gone: bool) -> str:
        if not piece.text:
            return ""
        if not piece.differs:
            return _escaped(piece.text)
        ground = self.colours.removed_soft if gone else self.colours.added_soft
        struck = "; text-decoration:line-through" if gone else ""
        text = piece.text if piece.text.strip() else piece.text.replace("\r", "␍").replace("\n", "↵\n")
        return f'<span style="background-color:{ground.name()}{struck}">{_escaped(text)}</span>'


def _paragraph(text: str) -> str:
    return f'<div style="white-space:pre-wrap">{text}</div>'


def _numbered(items: Value | Absent) -> str:
    return "\n".join(f"{item_name(item)}" for item in items) if isinstance(items, list) else ""


def _unended(pieces: Pieces) -> Pieces:
    """Without the end of the last line, but where that is all that differs."""
    last = pieces[-1]
    if last.differs and not last.text.strip():
        return pieces
    return (*pieces[:-1], Piece(last.text.removesuffix("\n"), last.differs))


def _cut(pieces: Pieces) -> Pieces:
    """The pieces up to as many characters as are shown."""
    found: list[Piece] = []
    room = _LONGEST
    for piece in pieces:
        if len(piece.text) > room:
            return (*found, Piece(piece.text[:room] + "…", piece.differs))
        found.append(piece)
        room -= len(piece.text)
    return tuple(found)


def _escaped(text: str) -> str:
    """As HTML, with places where a long word or address may break."""
    text = _UNBROKEN.sub(lambda word: _BREAKABLE.sub("\u200b", word[0]), text)
    return html.escape(text).replace("\n", "<br>")
