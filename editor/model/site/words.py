"""Which cards have a word: so that a search for a few letters goes through the site's words, not through its texts."""

import bisect
from array import array
from collections.abc import Iterable, Sequence

_MOST = 4
"""A word and all that contain it may stand so often in each text: beyond, going through the texts is quicker."""

_UNJOINED = 2000
"""So many new words are looked through one by one before all are joined anew."""


class Words:
    """Texts by slot, in words and letters. Slots are added in their order and never change; one thread at a time."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._slots: list[int | array[int]] = []  # a mere number for the many words that stand in one text only
        self._letters: dict[str, bytearray] = {}  # by slot, 1 where the text has the letter
        self._joined = ""
        self._begins: list[int] = []  # of the words in `_joined`
        self._added = 0

    def __len__(self) -> int:
        """How many slots have been added."""
        return self._added

    def add(self, texts: Iterable[str]) -> None:
        """Add the texts of the next slots."""
        for text in texts:
            self._add(text)
            self._added += 1

    def _add(self, text: str) -> None:
        numbers, slots, slot = self._numbers, self._slots, self._added
        for word in set(text.split()):
            number = numbers.setdefault(word, len(slots))
            if number == len(slots):
                self._words.append(word)
                slots.append(slot)
                continue
            having = slots[number]
            if isinstance(having, int):
                slots[number] = array("I", (having, slot))
            else:
                having.append(slot)
        for letter in set(text):
            having_letter = self._letters.setdefault(letter, bytearray())
            if len(having_letter) <= slot:
                having_letter.extend(bytes(slot + 1 + slot // 8 - len(having_letter)))
            having_letter[slot] = 1

    def marks(self, letter: str) -> bytes:
        """For each slot that was added, 1 where its text has the letter."""
        return bytes(self._letters.get(letter, b"")[: self._added]).ljust(self._added, b"\0")

    def having(self, text: str, texts: Sequence[str]) -> set[int] | None:
        """The slots, among those added, whose text in `texts` contains this one; None where looking does not pay."""
        piece = max(text.split(), key=len, default="")
        if len(piece) < 2:
            return None
        found = [self._slots[number] for number in self._containing(piece)]
        several = [slots for slots in found if not isinstance(slots, int)]
        if sum(map(len, several)) > self._added * _MOST:
            return None
        having: set[int] = {slots for slots in found if isinstance(slots, int)}.union(*several)
        return having if piece == text else {slot for slot in having if text in texts[slot]}

    def _containing(self, piece: str) -> list[int]:
        """The numbers of the words that contain it."""
        words, begins = self._words, self._begins
        if len(words) - len(begins) > _UNJOINED:
            self._join()
            begins = self._begins
        found: list[int] = []
        at = self._joined.find(piece)
        while at >= 0:
            number = bisect.bisect_right(begins, at) - 1
            found.append(number)
            at = self._joined.find(piece, begins[number] + len(words[number]))
        return [*found, *(number for number in range(len(begins), len(words)) if piece in words[number])]

    def _join(self) -> None:
        """One text of all words is gone through in a tenth of the time."""
        self._begins = []
        begin = 0
        for word in self._words:
            self._begins.append(begin)
            begin += len(word) + 1
        self._joined = "\n".join(self._words)
