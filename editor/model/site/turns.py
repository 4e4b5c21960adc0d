"""Editors that save into one folder, one after the other."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LONGEST_TURN = 5.0  # seconds that another editor's turn is waited for
_PAUSE = 0.01  # seconds between two looks whether it has ended


@contextlib.contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """One editor after the other, so that none replaces a file which another has just compared.

    Programs that do not ask for the lock are not kept out; where there are no such locks, or one that has stopped in
    the middle keeps it, it goes without.
    """
    handle = None
    try:
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
                _wait_for(handle)
        yield
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):
                if sys.platform != "win32":
                    fcntl.flock(handle, fcntl.LOCK_UN)  # if closing failed, this process would wait for itself
            with contextlib.suppress(OSError):
                os.close(handle)


def _wait_for(handle: int) -> None:
    """Until the folder is free, a few seconds at most: a turn takes some milliseconds."""
    if sys.platform != "win32":
        give_up = time.monotonic() + _LONGEST_TURN
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    return
                time.sleep(_PAUSE)
            else:
                return
