"""What the values of a column are made of, where each is several texts."""

from array import array
from collections import Counter
from collections.abc import Callable

import numpy as np

from editor.model.site.coded import Coded
from editor.model.site.slots import Mask
from editor.model.site.steps import Steps

_AT_ONCE = 2048  # values


class Members:
    """The texts in a column's values, each different one once: 20,000 lists of topics have some hundred topics.

    One thread at a time.
    """

    def __init__(self, column: Coded[tuple[str, ...]]) -> None:
        self._column = column
        self._numbers: dict[str, int] = {}
        self._members = array("I")  # the number of a text,
        self._values = array("I")  # and of the value that it is in
        self._known = 0

    def learn(self) -> Steps[None]:
        """Take in the values that are new."""
        while part := self._column.values[self._known : self._known + _AT_ONCE]:
            for number, value in enumerate(part, self._known):
                for text in dict.fromkeys(value):
                    self._members.append(self._numbers.setdefault(text, len(self._numbers)))
                    self._values.append(number)
            self._known += len(part)  # before the pause: somebody else may go on from here
            yield

    def fitting(self, accepts: Callable[[str], bool]) -> Mask:
        """For each value that was learnt, whether a text in it is accepted; each text is asked once."""
        accepted = np.fromiter(map(accepts, self._numbers), np.bool_, len(self._numbers))
        fits = np.zeros(self._known, np.bool_)
        fits[np.array(self._values)[accepted[np.array(self._members)]]] = True
        return fits

    def counted(self) -> Counter[str]:
        """How many slots have each text."""
        counts = np.array(self._column.counts, np.int64)[np.array(self._values)]
        sums = np.zeros(len(self._numbers), np.int64)
        np.add.at(sums, np.array(self._members), counts)
        return Counter({text: count for text, count in zip(self._numbers, sums.tolist(), strict=True) if count})
