"""Lines of ours in a file that is not ours: every other byte of it stays."""

import os
from collections.abc import Sequence
from pathlib import Path

from editor.model.site import store


def add_lines(path: Path, lines: Sequence[str]) -> bool:
    """Puts those lines that are not there yet at the end of the file, which need not exist; False: all were there.

    They end as the other lines do, and where the last line has no end, ours has none. Raises StoreError.
    """
    old = _read(path)
    there = _split(old.data if old else b"")
    end = b"\r" if there[0].endswith(b"\r") else b""
    missing = [line + end for line in map(os.fsencode, lines) if line not in map(_bare, there)]
    if not missing:
        return False
    whole = there[-1] == b""
    new = [*there[:-1], *missing, b""] if whole else [*there, *missing]
    store.write(path, b"\n".join(new), expected=old.digest if old else None)
    return True


def remove_lines(path: Path, lines: Sequence[str]) -> bool:
    """Takes those lines out of the file, and the file away where nothing else is in it; False: none was there."""
    old = _read(path)
    if old is None:
        return False
    there = _split(old.data)
    ours = set(map(os.fsencode, lines))
    kept = [line for line in there if _bare(line) not in ours]
    if len(kept) == len(there):
        return False
    data = b"\n".join(kept)
    if data:
        store.write(path, data, expected=old.digest)
    else:
        store.remove(path, expected=old.digest)
    return True


def has_line(path: Path, ending: str) -> bool:
    """Whether a line of the file ends so."""
    old = _read(path)
    return old is not None and any(_bare(line).endswith(ending.encode()) for line in _split(old.data))


def _read(path: Path) -> store.Stored | None:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        pass  # the store says why it cannot be read
    return store.read(path)


def _split(data: bytes) -> list[bytes]:
    return data.split(b"\n")


def _bare(line: bytes) -> bytes:
    return line.removesuffix(b"\r")
