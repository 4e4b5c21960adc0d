"""Files of records in the user's own folder for state: what a crash must not take, and what is read after one.

A file is lines of ASCII, each a CRC-32 of eight hex digits, a blank, and one JSON object. The first says what the file
is. Lines are only ever appended and flushed, so a crash can tear nothing but the last of them; a line whose sum is
wrong ends the reading. A living process holds a lock on each of its files; the system lets go of it when the process
ends, however it ends, so a file without a lock is one that was left behind.
"""

import contextlib
import itertools
import json
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from editor.model.site.durable import flush, flush_folder, write_all
from editor.model.site.errors import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Record: TypeAlias = dict[str, object]

_NUMBER = re.compile(r"\d+(?=-)")
_LOCKED_BYTE = 1 << 40  # Windows keeps others from reading what is locked: a byte that no file reaches


class RecordFile:
    """An open file of records that this process holds. One thread at a time."""

    def __init__(self, path: Path, handle: int, size: int, header: Record) -> None:
        """For `create` and `claim` only."""
        self.path = path
        self.header = header
        self._handle = handle
        self._size = size

    @classmethod
    def create(cls, folder: Path, suffix: str, header: Record) -> "RecordFile":
        """A new file in `folder` (which is made, for this user's eyes only), its name ending with `suffix`.

        Raises StoreError.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path, handle = _new_file(folder, suffix)
            file = cls(path, handle, 0, header)
            try:
                file.append([header])
            except BaseException:
                file.remove()
                raise
            flush_folder(folder)
        except OSError as error:
            raise StoreError(_why_not(error, folder), folder) from error
        return file

    @classmethod
    def claim(cls, path: Path) -> "RecordFile | None":
        """A file that was left behind, now held by this process; None where a living process holds it, or it is gone.

        Raises StoreError where it cannot be opened.
        """
        try:
            handle = os.open(path, os.O_RDWR | _BINARY)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(_why_not(error, path), path) from error
        claimed = False
        try:
            claimed = _lock(handle) and path.exists()  # it may have been removed by whoever held it till now
            if not claimed:
                return None
            records, size = _read(handle)
            header = records[0] if records else {}
        except OSError as error:
            claimed = False
            raise StoreError(_why_not(error, path), path) from error
        finally:
            if not claimed:
                os.close(handle)
        return cls(path, handle, size, header)

    @property
    def size(self) -> int:
        """Bytes of whole records."""
        return self._size

    def records(self) -> list[Record]:
        """All whole records but the first, in their order. Raises StoreError."""
        try:
            return _read(self._handle)[0][1:]
        except OSError as error:
            raise StoreError(_why_not(error, self.path), self.path) from error

    def append(self, records: Iterable[Record]) -> None:
        """Add these and flush them to the disk, all or none. Raises StoreError; the file then ends where it did."""
        data = b"".join(map(_line, records))
        try:
            os.ftruncate(self._handle, self._size)  # what is torn, or was not confirmed the last time
            os.lseek(self._handle, self._size, os.SEEK_SET)
            write_all(self._handle, data)
            flush(self._handle)
        except OSError as error:
            raise StoreError(_why_not(error, self.path), self.path) from error
        self._size += len(data)

    def close(self) -> None:
        """Let go of the file; it stays, as one that was left behind. Never raises."""
        with contextlib.suppress(OSError):  # what the system says of the last close changes nothing any more
            os.close(self._handle)

    def remove(self) -> None:
        """Take the file away, and let go of it. Never raises: what cannot be removed is offered once more."""
        if sys.platform == "win32":  # where an open file has to stay
            self.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        if sys.platform != "win32":
            self.close()


def left_behind(folder: Path, suffix: str) -> Iterator[RecordFile]:
    """The files in `folder` that no living process holds, oldest name first, each now held by this one.

    What cannot be opened is passed over, and stays. Never raises.
    """
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.name.endswith(suffix):
                with contextlib.suppress(StoreError):
                    claimed = RecordFile.claim(path)
                    if claimed is not None:
                        yield claimed


_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def _new_file(folder: Path, suffix: str) -> tuple[Path, int]:
    """An empty file that this process holds; numbered, so that names sort as they were made.

    Until it is held, whoever looks for what was left behind may take it for that, and remove it: then the next is made.
    """
    numbers = [int(found[0]) for path in folder.iterdir() if (found := _NUMBER.match(path.name))]
    for number in itertools.count(max(numbers, default=0) + 1):
        path = folder / f"{number:06}-{os.getpid()}{suffix}"
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        except FileExistsError:
            continue
        if _held(handle) and path.exists():
            return path, handle
        os.close(handle)
    raise AssertionError("numbers do not end")


def _held(handle: int) -> bool:
    try:
        return _lock(handle)
    except OSError:  # a disk without locks: nobody else can claim the file there either
        return True


def _lock(handle: int) -> bool:
    """Hold the file, without waiting; says whether nobody else does. Raises OSError where there are no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # how Linux and macOS say it, and how Windows does
        return False
    return True


def _line(record: Record) -> bytes:
    # ASCII only: half characters (of a file that is not UTF-8) come through as well.
    data = json.dumps(record, separators=(",", ":")).encode("ascii")
    return b"%08x %b\n" % (zlib.crc32(data), data)


def _read(handle: int) -> tuple[list[Record], int]:
    """All records up to the first that is torn or broken, and where they end."""
    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(os.dup(handle), "rb") as file:
        data = file.read()
    found: list[Record] = []
    size = 0
    while (end := data.find(b"\n", size)) >= 0:
        record = _parsed(data[size:end])
        if record is None:
            break
        found.append(record)
        size = end + 1
    return found, size


def _parsed(line: bytes) -> Record | None:
    try:
        if int(line[:8], 16) != zlib.crc32(line[9:]):
            return None
        record = json.loads(line[9:])
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _why_not(error: OSError, path: Path) -> str:
    return f"Unsaved changes cannot be kept in {path}, where a crash would not reach them: {error.strerror or error}."
