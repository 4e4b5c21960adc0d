"""Rows by their numbers in the columns of a site, many at a time."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from editor.model.site.steps import SLICE

Slots: TypeAlias = NDArray[np.int32]
"""Numbers of rows; read only, so that an answer can be kept and handed on."""

Mask: TypeAlias = NDArray[np.bool_]
"""For each of some slots, whether something holds."""

NO_SLOTS: Slots = np.empty(0, np.int32)


def parts(slots: Slots, size: int = SLICE) -> Iterator[Slots]:
    """The slots, so many at a time."""
    for begin in range(0, len(slots), size):
        yield slots[begin : begin + size]
