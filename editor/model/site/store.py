"""The only writer of card files: whole, durable, and never over somebody else's change.

A save goes through a temporary file in the same folder, which is flushed to the disk and then takes the card's place in
one step. At every moment the card is either the old bytes or the new ones.

Some decisions, since a replacement is a new file under an old name:

- A link stays a link: the file that it points to is replaced.
- Mode, owner, group and extended attributes are carried over as far as the system allows. Where the owner may not be
  given away, the card belongs to whoever saved it.
- A hard link is not followed: the other name keeps the old bytes. Writing into the shared file would be the only way to
  keep it; that cannot be done in one step, and would change the copies of a backup made with `cp -al`.
- A file without any permission to write is refused, though replacing it would be possible: somebody has locked it.
- A folder in which nothing may be created is refused, for the same reason as hard links.
"""

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from editor.model.site.durable import begin_flush, flush, flush_folder, forbidden_is_fine, write_all
from editor.model.site.errors import ChangedOnDisk, GoneFromDisk, StoreError
from editor.model.site.stamp import Stamp, stamp_from
from editor.model.site.turns import in_turn

MAX_CARD = 8 * 1024 * 1024
"""Bytes; a card is about 2 kB, so a file beyond this is something else."""

_PLAINLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
AT_ONCE = 64
"""Files that are written together."""

_TEMPORARY = re.compile(r"\.newscards-(\d+)-\d+\.tmp")
_TEMPORARY_NAMES = 1000
_PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16)  # seconds between tries to replace a file that another program holds open
_HELD_ON_WINDOWS = (5, 32)  # ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
_LEFT_BEHIND = 3600  # seconds; a save takes milliseconds


class Stored(NamedTuple):  # no dataclass: their module would be most of what a merge by Git loads
    """The bytes of a file as they were on the disk, and their digest.

    `warning` is a sentence when the bytes are in place but the system would not confirm that they outlive a power cut.
    """

    data: bytes
    digest: str
    warning: str = ""

    @property
    def text(self) -> str:
        """The bytes as text; those that are not UTF-8 as surrogates (PEP 383)."""
        return self.data.decode("utf-8", "surrogateescape")


def data_of(text: str) -> bytes:
    """The bytes that `Stored.text` shows as this text."""
    return text.encode("utf-8", "surrogateescape")


def digest(data: bytes) -> str:
    """A digest by which two versions of a file are told apart; size and time are not enough (`heat: 137` to `138`)."""
    return blake2b(data, digest_size=16).hexdigest()


def read(path: Path) -> Stored:
    """The file's bytes. Any thread.

    Raises GoneFromDisk when there is none, StoreError for everything else, also for what is no file and for more than
    `MAX_CARD` bytes.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(path).close()  # a folder that cannot be looked into says that first
            raise StoreError(f"{path.name} is a folder, not a card.", path)
        if not stat.S_ISREG(status.st_mode):
            raise StoreError(f"{path.name} is not an ordinary file, so it is not opened.", path)
        if status.st_size > MAX_CARD:
            size, limit = status.st_size / 1048576, MAX_CARD // 1048576
            raise StoreError(f"{path.name} has {size:.0f} MB; a card may have {limit} MB, so it is not opened.", path)
        with path.open("rb", buffering=0) as file:
            data = file.readall()
    except OSError as error:
        raise _kind_of(error, path)(_why_not_read(error, path), path) from error
    return Stored(data, digest(data))


def read_plain(path: str) -> tuple[bytes, Stamp] | None:
    """A file's bytes, and its stamp from before it was read. Any thread.

    None for all that is not plain: a link, no file, one that is too large, an error. `read` says what it is.
    """
    try:
        handle = os.open(path, _PLAINLY)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_CARD:
                return None
            data = os.read(handle, status.st_size + 1)
        finally:
            os.close(handle)
    except OSError:
        return None
    if len(data) != status.st_size:
        return None
    return data, stamp_from(status)


class Write(NamedTuple):
    """Bytes for the file at `path`, in place of those with the digest `expected` (None: there must be no file yet)."""

    path: Path
    data: bytes
    expected: str | None


def write(path: Path, data: bytes, *, expected: str | None) -> Stored:
    """Put `data` in the place of the file whose digest is `expected`; with None the file must not exist yet.

    Missing folders are made for a new file only. Any thread, but one per file. Raises ChangedOnDisk when the file is
    not the expected one (any more), GoneFromDisk when there is none, StoreError for everything else; either way the
    file is as it was and nothing is left beside it.
    """
    (outcome,) = write_many([Write(path, data, expected)])
    if isinstance(outcome, StoreError):
        raise outcome
    return outcome


def write_many(writes: Sequence[Write]) -> list[Stored | StoreError]:
    """The same for several files: what `write` would give or raise, in their order; one that fails stops no other.

    Each step is taken for all of them before the next, so that the disk takes their bytes together; each file is
    compared right before it is replaced. All lie beside their cards at one moment, where a crash leaves them: give it
    `AT_ONCE` at most.
    """
    drafts = [_Draft(write, number) for number, write in enumerate(writes)]
    try:
        for draft in drafts:
            draft.take(_Draft.fill)
        if len(drafts) > 1:
            for draft in drafts:
                draft.take(_Draft.begin_flush)
        for draft in drafts:
            draft.take(_Draft.flush)
        for folder, inside in _by_folder(drafts):
            with in_turn(folder):
                for draft in inside:
                    draft.take(_Draft.place)
        for folder, inside in _by_folder(drafts):
            unconfirmed = _flush_folder(folder)
            for draft in inside:
                data = draft.write.data
                draft.outcome = Stored(data, digest(data), unconfirmed and _not_confirmed(draft.target, unconfirmed))
    finally:
        for draft in drafts:
            draft.discard()
    return [draft.outcome for draft in drafts if draft.outcome is not None]


def remove(path: Path, *, expected: str) -> None:
    """Delete the file whose digest is `expected`. Any thread. Raises ChangedOnDisk when it is another, StoreError."""
    try:
        with in_turn(path.parent):
            _compare(path, expected)
            path.unlink()
    except OSError as error:
        raise _kind_of(error, path)(_why_not_written(error, path), path) from error
    _flush_folder(path.parent)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the temporary files that a killed editor left in these folders. Any thread; never raises.

    Only files with the editor's own pattern of name, and only those whose process has ended.
    """
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                found = _TEMPORARY.fullmatch(entry.name) if entry.name[0] == "." else None
                if found is not None and _has_ended(int(found[1]), entry):
                    with contextlib.suppress(OSError):
                        Path(entry).unlink()


class _Draft:
    """New bytes beside the place that they are to take. Each step may fail, and then nothing is left of it."""

    def __init__(self, write: Write, number: int) -> None:
        self.write = write
        self.target = write.path
        self.outcome: Stored | StoreError | None = None
        self._number = number
        self._temporary: Path | None = None
        self._handle: int | None = None

    def take(self, step: Callable[["_Draft"], None]) -> None:
        """Take a step, unless one has failed."""
        if self.outcome is not None:
            return
        path = self.write.path
        try:
            step(self)
        except OSError as error:
            self.outcome = _kind_of(error, path)(_why_not_written(error, path), path)
            self.outcome.__cause__ = error
        except StoreError as error:
            self.outcome = error
        if self.outcome is not None:
            self.discard()

    def fill(self) -> None:
        path, data, expected = self.write
        if expected is None:
            self.target, status = _place_for_new(path), None
        else:
            self.target = Path(os.path.realpath(path, strict=True))
            status = _writable(self.target)
        mode = 0o666 if status is None else 0o600
        self._temporary, self._handle = _create_temporary(self.target.parent, mode, self._number)
        write_all(self._handle, data)
        if status is not None:
            _take_over(self._handle, self._temporary, self.target, status)

    def begin_flush(self) -> None:
        assert self._handle is not None
        begin_flush(self._handle)

    def flush(self) -> None:
        assert self._handle is not None
        handle = self._handle
        try:
            flush(handle)
        finally:
            self._handle = None
            os.close(handle)

    def place(self) -> None:
        assert self._temporary is not None
        _compare(self.target, self.write.expected)
        _replace(self._temporary, self.target)
        self._temporary = None

    def discard(self) -> None:
        """Leave nothing beside the place. Never raises."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            with contextlib.suppress(OSError):
                os.close(handle)
        if self._temporary is not None:
            temporary, self._temporary = self._temporary, None
            with contextlib.suppress(OSError):
                temporary.unlink()


def _by_folder(drafts: Iterable[_Draft]) -> list[tuple[Path, list[_Draft]]]:
    """Those that have not failed, by the folders in which they stand."""
    found: dict[Path, list[_Draft]] = {}
    for draft in drafts:
        if draft.outcome is None:
            found.setdefault(draft.target.parent, []).append(draft)
    return list(found.items())


def _place_for_new(path: Path) -> Path:
    if os.path.lexists(path):
        raise ChangedOnDisk(f"There is already a {path.name} in {path.parent}; choose another name.", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(os.path.realpath(path))


def _writable(target: Path) -> os.stat_result:
    status = target.stat()
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise StoreError(f"{target.name} is read-only; allow writing to it in {target.parent} and save again.", target)
    return status


def _create_temporary(folder: Path, mode: int, first: int) -> tuple[Path, int]:
    """A new, empty file with a name that Jekyll and the list of cards pass over; `first` is a number that is free."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    for number in range(first, first + _TEMPORARY_NAMES):
        path = folder / f".newscards-{os.getpid()}-{number}.tmp"
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, flags, mode)
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))


def _take_over(handle: int, temporary: Path, target: Path, status: os.stat_result) -> None:
    """Give the new file the owner, mode and attributes of the old; what the system forbids stays as it is."""
    if sys.platform != "win32":
        with forbidden_is_fine():
            os.fchown(handle, -1, status.st_gid)
        with forbidden_is_fine():
            os.fchown(handle, status.st_uid, -1)
    with forbidden_is_fine():
        temporary.chmod(stat.S_IMODE(status.st_mode))  # after the owner: a change of owner takes bits away
    if sys.platform == "linux":
        with forbidden_is_fine():
            for name in os.listxattr(target):
                os.setxattr(handle, name, os.getxattr(target, name))


def _compare(target: Path, expected: str | None) -> None:
    if expected is None:
        _place_for_new(target)
    elif read(target).digest != expected:
        raise ChangedOnDisk(
            f"{target.name} was changed by something else since it was opened, so it was not saved over.", target
        )


def _replace(temporary: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            temporary.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_ON_WINDOWS:
                raise
            time.sleep(pause)
        else:
            return
    temporary.replace(target)


def _flush_folder(folder: Path) -> str:
    """Make new names durable. The bytes are in place already, so what goes wrong here is told, not raised."""
    try:
        flush_folder(folder)
    except OSError as error:
        return _reason(error)
    return ""


def _not_confirmed(target: Path, reason: str) -> str:
    return f"{target.name} is saved, but the disk did not confirm it ({reason}); look at the disk."


def _has_ended(process: int, entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":  # where os.kill would end it
        return time.time() - entry.stat().st_mtime > _LEFT_BEHIND
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # somebody else's process, no process at all
        return False
    return False


def _kind_of(error: OSError, path: Path) -> type[StoreError]:
    return GoneFromDisk if isinstance(error, FileNotFoundError) and path.parent.is_dir() else StoreError


def _why_not_read(error: OSError, path: Path) -> str:
    name, folder = path.name, path.parent
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return f"{name} is a link to a file that is not there."
        return f"{name} is no longer in {folder}." if folder.is_dir() else f"The folder {folder} is not there any more."
    if isinstance(error, PermissionError):
        return f"There is no permission to read {name} in {folder}; change its permissions or ask its owner."
    if error.errno == errno.ELOOP:
        return f"{name} is a link that leads back to itself."
    return f"{name} in {folder} cannot be read: {_reason(error)}."


def _why_not_written(error: OSError, path: Path) -> str:
    name, folder = path.name, path.parent
    if isinstance(error, FileNotFoundError):
        if folder.is_dir():
            return f"{name} is no longer in {folder}, so it was not saved."
        return f"The folder {folder} is not there any more, so {name} was not saved; bring it back and save again."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full, so {name} was not saved; make room and save again."
    if error.errno == errno.EROFS:
        return f"{folder} is on a disk that is read-only, so {name} was not saved."
    if isinstance(error, PermissionError):
        return f"There is no permission to write {name} in {folder}; change its permissions and save again."
    return f"{name} was not saved in {folder}: {_reason(error)}; try again."


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
