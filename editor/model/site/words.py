"""Which cards have a word: so that a search for a few letters goes through the site's words, not through its texts."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from editor.model.site.block import Sorted
from editor.model.site.slots import Mask

_SEGMENT = 8192
"""Texts whose words are sorted together, in about 5 ms."""

_KEPT = 8
"""Answers: of what is typed word by word only the last changes at each key."""

_UNJOINED = 2000
"""So many new words are looked through one by one before all are joined anew."""


END = "\n"
"""Of a word; no word has it."""


class Numbers(dict[str, int]):
    """Words by their numbers; one that is asked for the first time gets the next."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class _Segment:
    """Some texts the other way round: in `texts`, from `starts` on, those that have each of the words `numbers`.

    Texts are counted from the first of the segment: most take two bytes, of which 100,000 cards have four million.
    """

    numbers: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    texts: NDArray[np.unsignedinteger[Any]]

    def having(self, wanted: Mask) -> NDArray[np.unsignedinteger[Any]]:
        """The texts that have a wanted word; one with several of them comes again."""
        at = np.flatnonzero(wanted[self.numbers])
        begins = self.starts[at].astype(np.intp)
        lengths = self.starts[at + 1] - begins
        before = np.cumsum(lengths) - lengths
        having: NDArray[np.unsignedinteger[Any]]
        having = self.texts[np.repeat(begins - before, lengths) + np.arange(lengths.sum())]
        return having


def sorted_words(texts: Iterable[str], numbers: Numbers) -> Sorted:
    """The words of these texts, as `Words.take` takes them after those that have a number. Any thread or process."""
    before, added, counts = len(numbers), array("I"), array("I")
    _number(texts, numbers, added, counts)
    segment = _segment(added, counts)
    return (
        before,
        tuple(islice(numbers, before, None)),
        segment.numbers.tobytes(),
        segment.starts.tobytes(),
        segment.texts.astype(np.uint32).tobytes(),
    )


def _number(texts: Iterable[str], numbers: Numbers, added: "array[int]", counts: "array[int]") -> None:
    number = numbers.__getitem__
    for text in texts:
        words = set(text.split())
        added.extend(map(number, words))
        counts.append(len(words))


def _segment(added: "array[int]", counts: "array[int]") -> _Segment:
    """The words of some texts, text by text, the other way round."""
    words = np.frombuffer(added, np.uint32).astype(np.uint64)
    texts = np.arange(len(counts), dtype=np.uint64).repeat(np.array(counts, np.intp))
    pairs = words << np.uint64(32) | texts
    pairs.sort()
    words, texts = pairs >> np.uint64(32), pairs & np.uint64(0xFFFF_FFFF)
    firsts = np.flatnonzero(np.diff(words, prepend=np.uint64(0xFFFF_FFFF)))
    starts = np.append(firsts, len(pairs)).astype(np.uint32)
    return _Segment(words[firsts].astype(np.uint32), starts, texts.astype(np.min_scalar_type(len(counts))))


class Words:
    """Texts by slot, in words. Slots are added in their order and never change; one thread at a time."""

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._joined = np.empty(0, np.uint8)  # in UTF-8, a line each, after an empty one
        self._ends = np.empty(0, np.intp)  # of the lines in `_joined`
        self._segments: list[tuple[int, _Segment]] = []  # with the slots of their first texts
        self._begin = 0  # of what is in no segment yet
        self._added: array[int] = array("I")  # its words, text by text
        self._counts: array[int] = array("I")  # and how many each text has
        self._last: _Segment | None = None  # the same, until more is added
        self._having: OrderedDict[tuple[str, int], Mask] = OrderedDict()

    def __len__(self) -> int:
        """How many slots have been added."""
        return self._begin + len(self._counts)

    def add(self, texts: Iterable[str]) -> None:
        """Add the texts of the next slots."""
        _number(texts, self._numbers, self._added, self._counts)
        self._last = None
        if len(self._counts) >= _SEGMENT:
            self._close()

    def _close(self) -> None:
        if self._counts:
            self._segments.append((self._begin, self._unsorted()))
            self._begin += len(self._counts)
            self._added, self._counts, self._last = array("I"), array("I"), None

    def take(self, count: int, words: Sorted) -> None:
        """Add the next texts, so many, whose words somebody has sorted; not where those before them are missing."""
        before, names, numbers, starts, texts = words
        if before != len(self._numbers):
            return
        self._close()
        self._numbers.update(zip(names, range(before, before + len(names)), strict=True))
        segment = _Segment(
            np.frombuffer(numbers, np.uint32),
            np.frombuffer(starts, np.uint32),
            np.frombuffer(texts, np.uint32).astype(np.min_scalar_type(count)),
        )
        self._segments.append((self._begin, segment))
        self._begin += count

    def settle(self) -> None:
        """Do now what the next question would have to do first: about 10 ms."""
        if len(self._ends) < len(self._numbers):
            self._join()
        self._unsorted()

    def having(self, piece: str) -> Mask:
        """For each slot that was added, whether a word of its text contains this one, which has no blanks.

        END in front of it stands for the begin of a word, behind it for the end. Read only: the last ones are kept.
        """
        key = piece, len(self)
        having = self._having.pop(key, None)
        if having is None:
            having = self._found(piece)
        self._having[key] = having
        while len(self._having) > _KEPT:
            self._having.popitem(last=False)
        return having

    def _found(self, piece: str) -> Mask:
        wanted = np.zeros(len(self._numbers), np.bool_)
        wanted[self._containing(piece)] = True
        having = np.zeros(len(self), np.bool_)
        for begin, segment in (*self._segments, (self._begin, self._unsorted())):
            having[begin:][segment.having(wanted)] = True
        return having

    def _unsorted(self) -> _Segment:
        """What is in no segment yet as one."""
        if self._last is None:
            self._last = _segment(self._added, self._counts)
        return self._last

    def _containing(self, piece: str) -> NDArray[np.intp]:
        """The numbers of the words that contain it."""
        if len(self._numbers) - len(self._ends) > _UNJOINED:
            self._join()
        places = _places(self._joined, _in_bytes(piece)) + piece.startswith(END)
        known = len(self._ends)
        unjoined = islice(enumerate(self._numbers), known, None) if known < len(self._numbers) else ()
        others = [number for number, word in unjoined if piece in f"{END}{word}{END}"]
        return np.append(np.searchsorted(self._ends, places), others).astype(np.intp)

    def _join(self) -> None:
        """One array of all words is gone through in a tenth of the time."""
        lines = END.join(("", *self._numbers, ""))
        self._joined = np.frombuffer(_in_bytes(lines), np.uint8)
        self._ends = np.flatnonzero(self._joined == ord(END))[1:]


def _in_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _places(hay: NDArray[np.uint8], needle: bytes) -> NDArray[np.intp]:
    """Where the needle begins in the hay."""
    room = max(0, len(hay) - len(needle) + 1)
    first, *others = needle
    fits = hay[:room] == first
    if others:
        fits &= hay[1 : room + 1] == others[0]
    places = np.flatnonzero(fits)
    for ahead, byte in enumerate(others[1:], 2):
        places = places[hay[places + ahead] == byte]
    return places
