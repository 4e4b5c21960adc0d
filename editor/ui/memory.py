"""Memory that is free goes back to the system: glibc keeps 40 MB of what reading 100,000 cards has used for a moment.

Where there is another C library, nothing is done.
"""

from __future__ import annotations

import ctypes
import sys

_M_MMAP_THRESHOLD = -3  # as malloc.h has it
_LARGE = 1_000_000  # bytes: more than one step of a search asks for


def give_back_large() -> None:
    """From now on, give large pieces back at once. Left alone, glibc learns from the first of them to keep the next."""
    _call("mallopt", _M_MMAP_THRESHOLD, _LARGE)


def give_back_all() -> None:
    """Give back what is free now. Any thread; some milliseconds, in which others go on."""
    _call("malloc_trim", 0)


def _call(name: str, *numbers: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function is not None:
        function(*numbers)
