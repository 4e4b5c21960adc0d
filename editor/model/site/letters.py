"""Which letters a text has: of one letter alone too many words have it to go by words."""

from collections.abc import Iterable

import numpy as np

from editor.model.site.slots import Mask

_BITS = {letter: np.uint64(1 << number) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
_BIT_OF = np.zeros(256, np.uint64)  # by byte
_BIT_OF[[ord(letter) for letter in _BITS]] = list(_BITS.values())

COMMON = frozenset(_BITS)
"""The letters of which account is kept."""


class Letters:
    """Folded texts by slot, and which of a to z and 0 to 9 each has, as one number: 8 bytes a text.

    Slots are added in their order and never change; one thread at a time.
    """

    def __init__(self) -> None:
        self._sets = np.empty(0, np.uint64)  # with room for more
        self._count = 0

    def __len__(self) -> int:
        """How many slots have been added."""
        return self._count

    def add(self, texts: Iterable[str]) -> None:
        """Add the texts of the next slots: a microsecond for each."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        if not encoded:
            return
        lengths = np.fromiter(map(len, encoded), np.intp, len(encoded)) + 1
        bits = _BIT_OF[np.frombuffer(b"\n".join((*encoded, b"")), np.uint8)]
        end = self._count + len(encoded)
        if end > len(self._sets):
            self._sets = np.append(self._sets[: self._count], np.empty(end, np.uint64))
        self._sets[self._count : end] = np.bitwise_or.reduceat(bits, np.cumsum(lengths) - lengths)
        self._count = end

    def having(self, letter: str) -> Mask | None:
        """For each slot that was added, whether its text has the letter; None of one that is not COMMON."""
        bit = _BITS.get(letter)
        return None if bit is None else (self._sets[: self._count] & bit) != 0
