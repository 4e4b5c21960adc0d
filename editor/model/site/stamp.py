"""By what a look at the disk tells whether a file has to be read again."""

import os
from array import array
from collections.abc import Iterable
from itertools import chain
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int, int] | None
"""Inode, size, and in nanoseconds when content and file were changed; None where the system would not say.

A program can set the time of the content back, but not that of the file (on Windows, that is when it was made).
"""

NO_STAMP = (-1, -1, -1, -1)
"""How columns of stamps have None."""

_63_BITS = 2**63 - 1
"""What does not fit (some disks number their files at random, and date them after 2262) is cut off, and still tells."""


def stamp_from(status: os.stat_result) -> tuple[int, int, int, int]:
    """The stamp that the system has given."""
    return (
        status.st_ino & _63_BITS,
        status.st_size,
        status.st_mtime_ns & _63_BITS,
        status.st_ctime_ns & _63_BITS,
    )


def as_column(stamps: Iterable[Stamp]) -> bytes:
    """Stamps as an `array("q")` has them, four numbers for each."""
    return array("q", [*chain.from_iterable(stamp or NO_STAMP for stamp in stamps)]).tobytes()
