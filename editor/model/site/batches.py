"""Changes of many files as one: written down before the first of them is touched, so that a crash cannot leave half.

What was cut short is told from the files themselves: each has the text of before, that of after, or one that something
else has given it since.
"""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from types import TracebackType

from editor.model.site import store
from editor.model.site.errors import ChangedOnDisk, GoneFromDisk, StoreError
from editor.model.site.records import Record, RecordFile, left_behind

VERSION = 1
SUFFIX = f".v{VERSION}.batch"

_COMPLETE: Record = {"complete": True}
_AT_ONCE = 500  # files whose texts are put into one piece of memory: about 2 MB


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file that is to become `text`; `base` is what it has before, None where there is no such file yet."""

    file: Path
    base: str | None
    text: str


class Batch:
    """While it is open, a crash leaves enough behind to finish the writing or to put everything back.

    Used around the writing: `with Batch(folder, rewrites): …`. It goes when the writing has ended in any way that this
    process has seen, errors included: then whoever writes knows what was written, and says so.
    """

    def __init__(self, folder: Path, rewrites: Iterable[Rewrite]) -> None:
        """`folder` is the user's own for state. On the disk when this returns; raises StoreError. Any thread."""
        header: Record = {"what": "a change of many files", "version": VERSION, "when": time.time()}
        self._file = RecordFile.create(_folder_of(folder), SUFFIX, header)
        try:
            records = chain(map(_record, rewrites), [_COMPLETE])
            while some := list(islice(records, _AT_ONCE)):
                self._file.append(some)
        except StoreError:
            self._file.remove()
            raise

    def __enter__(self) -> "Batch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.remove()


class CutShort:
    """A change of many files that a crash has cut short, held by this process until it is settled or let go of.

    Any thread, one at a time.
    """

    def __init__(self, file: RecordFile, rewrites: Sequence[Rewrite]) -> None:
        """For `cut_short` only."""
        self._file = file
        self.rewrites = tuple(rewrites)
        when = file.header.get("when")
        self.when = float(when) if isinstance(when, int | float) else 0.0
        """When it began, in seconds since 1970."""

    @property
    def written(self) -> tuple[Rewrite, ...]:
        """The files that are what they were to become. Looks at the disk."""
        return tuple(each for each in self.rewrites if _seems(each.file, each.text))

    @property
    def missing(self) -> tuple[Rewrite, ...]:
        """The files that are as they were before. Looks at the disk."""
        return tuple(each for each in self.rewrites if _seems(each.file, each.base))

    def finish(self) -> tuple[StoreError, ...]:
        """Write what is missing. Gives a sentence for each file that could not be.

        Files that something else has changed since are left as they are. Where the disk refuses, the batch is let go of
        and offered again; otherwise it is settled.
        """
        return self._settle(_rewritten(each.file, each.text, each.base) for each in self.rewrites)

    def put_back(self) -> tuple[StoreError, ...]:
        """Give what was written its former text; a file that was new stays. Otherwise like `finish`."""
        return self._settle(
            _rewritten(each.file, each.base, each.text) for each in self.rewrites if each.base is not None
        )

    def close(self) -> None:
        """Let go of it, unsettled: it is offered again."""
        self._file.close()

    def _settle(self, outcomes: Iterable[StoreError | None]) -> tuple[StoreError, ...]:
        errors = tuple(error for error in outcomes if error is not None)
        if all(isinstance(error, ChangedOnDisk) for error in errors):
            self._file.remove()
        else:
            self._file.close()
        return errors


def cut_short(folder: Path, site: Path) -> list[CutShort]:
    """The changes of files below `site` that a crash has cut short, oldest first. Never raises.

    One that was cut short before its first file was written, or after its last, leaves nothing to settle: it is taken
    away. One whose files cannot be looked at (a disk that is not there) is left for another start.
    """
    found: list[CutShort] = []
    for file in left_behind(_folder_of(folder), SUFFIX):
        try:
            *records, last = file.records() or [{}]
        except StoreError:
            file.close()
            continue
        rewrites = [rewrite for record in records if (rewrite := _rewrite(record)) is not None]
        batch = CutShort(file, rewrites)
        if last != _COMPLETE or _leaves_nothing(batch):
            file.remove()
        elif any(each.file.is_relative_to(site) and _can_be_looked_at(each.file) for each in rewrites):
            found.append(batch)
        else:
            file.close()
    return found


def _leaves_nothing(batch: CutShort) -> bool:
    missing = len(batch.missing)
    return missing in (0, len(batch.rewrites)) and all(_can_be_looked_at(each.file) for each in batch.rewrites)


def _folder_of(folder: Path) -> Path:
    return folder / "batches"


def _record(rewrite: Rewrite) -> Record:
    return {"file": str(rewrite.file), "base": rewrite.base, "text": rewrite.text}


def _rewrite(record: Record) -> Rewrite | None:
    match record:
        case {"file": str(file), "base": str() | None as base, "text": str(text)}:
            return Rewrite(Path(file), base, text)
    return None


def _has(file: Path, text: str | None) -> bool:
    """Whether the file has this text; with None, whether there is no file. Raises StoreError where nobody can tell."""
    try:
        return store.read(file).data == store.data_of(text) if text is not None else not os.path.lexists(file)
    except GoneFromDisk:
        return False


def _seems(file: Path, text: str | None) -> bool:
    try:
        return _has(file, text)
    except StoreError:
        return False


def _can_be_looked_at(file: Path) -> bool:
    try:
        store.read(file)
    except GoneFromDisk:
        return True
    except StoreError:
        return False
    return True


def _rewritten(file: Path, text: str, expected: str | None) -> StoreError | None:
    """Give a file this text where it has the expected one; says why that could not be."""
    try:
        if _has(file, text):
            return None
        if not _has(file, expected):
            return ChangedOnDisk(f"{file.name} was changed by something else since, so it was left alone.", file)
        store.write(
            file, store.data_of(text), expected=None if expected is None else store.digest(store.data_of(expected))
        )
    except StoreError as error:
        return error
    return None
