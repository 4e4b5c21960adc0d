"""Bytes that outlive a power cut: written to the end, and flushed down to the disk."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NOT_ALLOWED = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS, errno.ENOTTY)


def write_all(handle: int, data: bytes) -> None:
    """All of `data`, however little the system takes at once. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def flush(handle: int) -> None:
    """Down to the disk. Raises OSError.

    After an error there is no second try: the system counts the pages as clean after the first.
    """
    if sys.platform == "darwin":
        with forbidden_is_fine():  # a plain fsync leaves the bytes in the drive's own memory
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def begin_flush(handle: int) -> None:
    """Have the system send the bytes off, so that the `flush` to come waits less. A hint: never raises, proves nothing.

    Worth it for several files: the disk then takes the bytes of all of them at once, and each `flush` finds them there.
    """
    if sys.platform == "linux":
        with contextlib.suppress(
            OSError
        ):  # what is dirty cannot be dropped: it is written, and an error kept for flush
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system knows of such a thing. Raises OSError."""
    if sys.platform == "win32":
        return
    with forbidden_is_fine():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def forbidden_is_fine() -> Iterator[None]:
    """Passes over what this system, file system or user cannot do; all other errors are raised."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_ALLOWED:
            raise
