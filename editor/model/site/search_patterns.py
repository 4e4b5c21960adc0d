"""The regular expressions of a search: those that a list of many cards can be asked in good time.

Python's `re` tries one way after the other, cannot be stopped, and holds all threads up meanwhile: `(a+)+$` takes hours
on forty letters. So patterns that can explode are told by their form, and refused.
"""

import re
import warnings
from dataclasses import dataclass

_MAX_WEIGHT = 3  # a text of 300 letters is tried at most 300³ / 6 ways, in practice a few hundred
_LONG = 10  # repeats up to so many times count as repeats without end
_FEW = 3  # a group that repeats at most so often may vary inside
_ANYTHING_AT_START = re.compile(r"(?:\.\*\??)+")
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL)
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|P=\w+|<?[=!]|\(\w+\)|[aiLmsux-]*[:)]|[:>]))?")
_COMMENT = re.compile(r"\(\?#[^)]*\)")
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})[?+]?")
_WIDE = re.compile(r"\.|\\[WDS\d]|\[\^.*|\[.*\\[WDS].*", re.DOTALL)  # stand for nearly everything, or who knows what
_BLANK = re.compile(r"\\s| |\[\\s\]|\[ \]")


class PatternError(Exception):
    """No pattern to search with: a sentence, and the place in the pattern."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


def compile_pattern(text: str) -> re.Pattern[str]:
    """The pattern, without regard to case. Raises PatternError for what is none, and for what may take very long."""
    try:
        with warnings.catch_warnings():  # `[[a]` may mean something else in some later Python
            warnings.simplefilter("ignore")
            pattern = re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise PatternError(f"This is not a regular expression: {error.msg}.", error.pos or 0) from None
    except (OverflowError, RecursionError) as error:
        raise PatternError(f"This is not a regular expression: {error}.", 0) from None
    if pattern.flags & re.VERBOSE:
        raise PatternError("A search cannot use (?x).", 0)
    needed = text[_free_start(text) :]
    _Scan(needed, len(text) - len(needed)).check()
    return re.compile(needed, re.IGNORECASE) if needed != text else pattern


def _free_start(text: str) -> int:
    """How much of a leading `.*` means nothing, since a pattern is looked for anywhere: it only costs time."""
    found = _ANYTHING_AT_START.match(text)
    rest = text[found.end() :] if found else ""
    return found.end() if found and rest and rest[0] not in "|+?*{" and "|" not in rest else 0


@dataclass(slots=True)
class _Atom:
    """What a quantifier stands behind. `varies`: a group that can match in more than one way."""

    text: str
    varies: bool = False

    @property
    def is_wide(self) -> bool:
        return _WIDE.fullmatch(self.text) is not None


class _Scan:
    """Goes through a pattern that compiles; `offset` is where it stands in what was typed."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._at = 0
        self._weight = 0
        self._open: list[bool] = [False]  # for each group that is open: whether it varies
        self._before: _Atom | None = None  # repeats without end, and nothing that must be there has come since

    def check(self) -> None:
        while self._at < len(self._text):
            begin = self._at
            atom = self._next()
            if atom is not None:
                self._quantified(atom, begin)

    def _next(self) -> _Atom | None:
        """The next thing that a quantifier may follow; None for signs that none follows."""
        text, at = self._text, self._at
        if comment := _COMMENT.match(text, at):
            self._at = comment.end()
            return None
        if text[at] == "(":
            opening = _OPENING.match(text, at)
            assert opening is not None
            self._at = opening.end()
            if opening[0].endswith(")"):  # (?i)
                return None
            self._open.append(False)
            return None
        if text[at] == ")" and len(self._open) > 1:
            self._at += 1
            varies = self._open.pop()
            self._open[-1] |= varies
            return _Atom(")", varies)
        if text[at] == "|":
            self._at += 1
            self._open[-1] = True
            self._before = None
            return None
        found = _CLASS.match(text, at) if text[at] == "[" else None
        length = len(found[0]) if found else 2 if text[at] == "\\" else 1
        self._at += length
        return _Atom(text[at : at + length])

    def _quantified(self, atom: _Atom, begin: int) -> None:
        found = _QUANTIFIER.match(self._text, self._at)
        if found is None or found[0] == "{}" or found[0].startswith("{,}"):
            if atom.text not in (")", "^", "$", r"\b", r"\B"):
                self._before = None
            return
        self._at = found.end()
        least, most = _times(found)
        if atom.varies and most > _FEW:
            raise PatternError(
                "A group that repeats cannot have * + ? { or | in it: that may take very long.", self._offset + begin
            )
        self._open[-1] |= least != most
        if least != most and most >= _LONG:
            self._weigh(atom, begin)
            self._before = atom
        elif least and atom.text != ")":
            self._before = None

    def _weigh(self, atom: _Atom, begin: int) -> None:
        before = self._before
        self._weight += atom.is_wide
        if before is not None and bool(_BLANK.fullmatch(atom.text)) == bool(_BLANK.fullmatch(before.text)):
            self._weight += 2 if atom.is_wide and before.is_wide else 1
        if self._weight > _MAX_WEIGHT:
            raise PatternError("There are too many * and + here: that may take very long.", self._offset + begin)


def _times(quantifier: re.Match[str]) -> tuple[int, float]:
    sign, low, comma, high = quantifier.groups()
    if sign:
        return (1 if sign == "+" else 0), (1 if sign == "?" else float("inf"))
    least = int(low or 0)
    return least, (least if not comma else int(high) if high else float("inf"))
