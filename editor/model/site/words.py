"""Which cards have a word: so that a search for a few letters goes through the site's words, not through its texts."""

from array import array
from collections.abc import Iterable, Sequence

_SHORTEST = 2
"""Letters that are looked up. A single one is in most texts, and near their beginning."""

_MOST = 2
"""A word and all that contain it may stand so often in each text: beyond, going through the texts is quicker."""


class Words:
    """Texts by slot, in words. Slots are added in their order and never change; one thread at a time."""

    def __init__(self) -> None:
        self._slots: dict[str, int | array[int]] = {}  # a mere number for the many that stand in one text only
        self._added = 0

    def __len__(self) -> int:
        """How many slots have been added."""
        return self._added

    def add(self, texts: Iterable[str]) -> None:
        """Add the texts of the next slots."""
        slots, slot = self._slots, self._added
        for text in texts:
            for word in set(text.split()):
                having = slots.get(word)
                if having is None:
                    slots[word] = slot
                elif isinstance(having, int):
                    slots[word] = array("I", (having, slot))
                else:
                    having.append(slot)
            slot += 1
        self._added = slot

    def having(self, text: str, texts: Sequence[str]) -> set[int] | None:
        """The slots, among those added, whose text in `texts` contains this one; None where looking does not pay."""
        pieces = sorted(text.split(), key=len)
        if not pieces or len(pieces[-1]) < _SHORTEST:
            return None
        piece = pieces[-1]
        found = [slots for word, slots in self._slots.items() if piece in word]
        several = [slots for slots in found if not isinstance(slots, int)]
        if sum(map(len, several)) > self._added * _MOST:
            return None
        having: set[int] = {slot for slot in found if isinstance(slot, int)}.union(*several)
        return having if piece == text else {slot for slot in having if text in texts[slot]}
