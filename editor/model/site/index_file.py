"""What is remembered of a site's rows from one opening to the next: a file in the user's cache folder.

The cards are the truth. The file may be deleted at any time, and one that is broken, of another version or of another
site is made anew without a word.
"""

import contextlib
import hashlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from platformdirs import user_cache_path

from editor.model.card.schema import Schemas
from editor.model.site.block import Block
from editor.model.site.layout import Site
from editor.model.site.packing import BROKEN
from editor.model.site.stamp import NO_STAMP

T = TypeVar("T")

FORMAT = 4
"""Of the file, and of what a row says of a card: another number makes it anew."""

RACY = 2_000_000_000
"""Nanoseconds. A file that was changed so shortly before it was read could be changed again without another stamp:
the clocks of some disks tick every two seconds. Git calls such an entry racy, and looks at the content, too."""

_SCATTERED = 64  # blocks
_SMALL = 1_000_000  # bytes: some thousand rows
_BUSY = 2.0  # seconds to wait for another window that writes
_ANY_ERROR: tuple[type[Exception], ...] = (sqlite3.Error, OSError, *BROKEN)
_TABLES = """
create table if not exists facts (name text primary key, value) without rowid;
create table if not exists blocks (
    number integer primary key, read_at integer, first_seen integer, crc integer, data blob
);
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Rows as they were at `read_at` (ns since 1970), of cards first seen at `first_seen` (0: with the site).

    `number` tells its place in the file: what comes later has a greater one.
    """

    block: Block
    read_at: int
    first_seen: int
    number: int = 0

    def stamps(self) -> bytes:
        """The stamps of the cards' files as the block has them, NO_STAMP where one cannot be relied upon."""
        stamps = np.frombuffer(self.block.stamps, np.int64).reshape(-1, len(NO_STAMP))
        is_racy = (stamps[:, 2:] >= self.read_at - RACY).any(axis=1, keepdims=True)
        return np.where(is_racy, np.int64(NO_STAMP[0]), stamps).tobytes()


class IndexFile:
    """One site's file. Every call may be made in any thread, opens it and closes it; none of them raises."""

    def __init__(self, folder: Path, site: Site, schemas: Schemas) -> None:
        """`folder` is the user's cache folder for such files; it need not exist."""
        name = hashlib.blake2b(str(site.root).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
        self.path = folder / f"{name}.sqlite"
        self._key = f"{FORMAT} {schemas.digest} {site.root}"

    @property
    def size(self) -> int:
        """How many bytes are remembered."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def blocks(self) -> Iterator[Remembered]:
        """All that is remembered, the oldest first: what comes later holds."""
        try:
            with contextlib.closing(self._open()) as file:
                query = "select read_at, first_seen, crc, data, number from blocks order by number"
                for read_at, first_seen, crc, data, number in file.execute(query):
                    if zlib.crc32(data) != crc:
                        raise ValueError("these bytes are not those that were written")
                    yield Remembered(Block.decode(data), read_at, first_seen, number)
        except _ANY_ERROR as error:
            self._on_error(error)

    def add(self, blocks: Iterable[tuple[bytes, int]], read_at: int, *, anew: bool = False) -> None:
        """Remember encoded blocks, each with when its cards were first seen. With `anew`, these only."""

        def work(file: sqlite3.Connection) -> None:
            if anew:
                file.execute("delete from blocks")
            file.executemany(
                "insert into blocks (read_at, first_seen, crc, data) values (?, ?, ?, ?)",
                ((read_at, first_seen, zlib.crc32(data), data) for data, first_seen in blocks),
            )

        self._use(work, None)

    @property
    def is_scattered(self) -> bool:
        """Whether it is worth while to put together what is remembered."""
        query = "select count(*), sum(length(data)) from blocks"
        count, size = self._use(lambda file: file.execute(query).fetchone(), None) or (0, 0)
        return bool(count > _SCATTERED and size < count * _SMALL)

    def replace(self, last: int, count: int, blocks: Iterable[Remembered]) -> None:
        """Put these blocks in the place of the first `count`, up to number `last`; others may have come since.

        They must not be more than those. Nothing is done where somebody else has replaced them meanwhile.
        """

        def work(file: sqlite3.Connection) -> None:
            file.execute("begin immediate")
            there = file.execute("select count(*), max(number) from blocks where number <= ?", (last,)).fetchone()
            if there != (count, last):
                return
            file.execute("delete from blocks where number <= ?", (last,))
            for number, (data, read_at, first_seen) in enumerate(encoded, 1):
                row = (number, read_at, first_seen, zlib.crc32(data), data)
                file.execute("insert into blocks (number, read_at, first_seen, crc, data) values (?, ?, ?, ?, ?)", row)

        encoded = [(each.block.encode(), each.read_at, each.first_seen) for each in blocks]
        if len(encoded) <= count:
            self._use(work, None)

    def visited(self) -> int:
        """When the site was last left, in ns since 1970; 0 where that is not known."""
        found = self._use(lambda file: file.execute("select value from facts where name = 'visited'").fetchone(), None)
        return found[0] if found and isinstance(found[0], int) else 0

    def visit(self, at: int | None = None) -> None:
        """The site is left now."""
        now = time.time_ns() if at is None else at
        self._use(lambda file: file.execute("replace into facts values ('visited', ?)", (now,)), None)

    def forget(self) -> None:
        """Start anew."""
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                Path(f"{self.path}{suffix}").unlink()

    def _use(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do it in one transaction."""
        try:
            with contextlib.closing(self._open()) as file, file:
                return work(file)
        except _ANY_ERROR as error:
            self._on_error(error)
            return otherwise

    def _on_error(self, error: Exception) -> None:
        """Forget the file, unless somebody else is writing it."""
        if getattr(error, "sqlite_errorname", "") not in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            self.forget()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = sqlite3.connect(self.path, timeout=_BUSY)
        try:
            # What a crash of the machine breaks is found out by the sums, and read again.
            file.execute("pragma synchronous = off")
            file.execute("pragma journal_mode = wal")
            file.executescript(_TABLES)
            key = file.execute("select value from facts where name = 'key'").fetchone()
            if key is None or key[0] != self._key:
                with file:
                    file.execute("delete from facts")
                    file.execute("delete from blocks")
                    file.execute("insert into facts values ('key', ?)", (self._key,))
        except BaseException:
            file.close()
            raise
        return file


def index_folder() -> Path:
    """Where this user's files are kept; it need not exist."""
    return user_cache_path("newscards", appauthor=False) / "index"
