"""The exact text behind an editor that knows only one kind of line end. Plain Python, no Qt.

Qt's text editor turns every line end into one, and takes some odd characters for line ends too. Here each line keeps
the end that it has in the file, so that typing in one line changes that line only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# What Qt's QTextCursor::insertText takes for the end of a paragraph.
_ENDS = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown, and what ends it in the file; the last line has no end."""

    text: str
    end: str


class ExactLines:
    """A text as lines. `text` is always the whole, with every line end and the byte order mark as they came."""

    def __init__(self, text: str) -> None:
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._lines: list[Line] = []
        start = len(self._bom)
        for match in _ENDS.finditer(text, start):
            self._lines.append(Line(text[start : match.start()], match.group()))
            start = match.end()
        self._lines.append(Line(text[start:], ""))
        ends = [line.end for line in self._lines if line.end in ("\n", "\r\n")]
        self._newline = "\r\n" if ends.count("\r\n") * 2 > len(ends) else "\n"

    @property
    def text(self) -> str:
        """The exact text."""
        return self._bom + "".join(line.text + line.end for line in self._lines)

    @property
    def count(self) -> int:
        """How many lines there are, at least one."""
        return len(self._lines)

    @property
    def shown(self) -> str:
        """The text as the editor shows it: without the mark, each line end one line feed."""
        return "\n".join(line.text for line in self._lines)

    def replace(self, first: int, removed: int, texts: Sequence[str]) -> None:
        """Lines `first` to `first + removed` (0-based) become `texts`, at least one of each.

        Lines at either end of the change that stay the same keep their ends; so do all when their number stays the
        same. New lines get the end that most lines have, and what follows the change hangs on as before.
        """
        old = self._lines[first : first + removed]
        *inner, last = (line.end for line in old)  # the last end is that of the change as a whole
        if len(texts) != len(old):
            most = min(len(texts), len(old)) - 1
            head = _same(old, texts, most)
            tail = _same(old[::-1], texts[::-1], most - head)
            new = [self._newline] * (len(texts) - 1 - head - tail)
            inner = inner[:head] + new + inner[len(inner) - tail :]
        self._lines[first : first + removed] = [Line(*pair) for pair in zip(texts, (*inner, last), strict=True)]


def _same(old: Sequence[Line], texts: Sequence[str], most: int) -> int:
    """How many lines are the same from the start on, at most so many."""
    count = 0
    while count < most and old[count].text == texts[count]:
        count += 1
    return count
