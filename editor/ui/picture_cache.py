"""The disk cache of pictures from the web: the raw bytes as they came, so that any size can be made from them again.

One file for each address: a line of JSON, then the picture's bytes. It is written to a temporary file and renamed, so
two editors on one folder, or an editor that is killed, leave whole files or none. A cache may forget: no method raises
because of the disk. Plain Python, no Qt; every method may be called from any thread.
"""

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

LIMIT = 512 * 1024 * 1024
_SUFFIX = ".picture"
_TEMPORARY = ".new"
_ABANDONED = 3600.0  # a temporary file this old belongs to a process that died


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture as it came from the web. `fetched` is in seconds since 1970; `etag` and `modified` are the server's."""

    url: str
    data: bytes
    fetched: float
    etag: str = ""
    modified: str = ""


class PictureCache:
    """The pictures below `folder`; the longest unused go once all together weigh more than `limit` bytes."""

    def __init__(self, folder: Path, *, limit: int = LIMIT, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._limit = limit
        self._now = now
        self._weight: int | None = None  # not counted yet; a race of two threads makes it wrong for a while at most

    def get(self, url: str, *, part: str = "") -> Kept | None:
        """The picture of that address; None when it is not there or its file is damaged (which is then removed).

        `part` (letters and digits) tells several things of one address apart.
        """
        path = self._path(url, part)
        try:
            with path.open("rb") as file:
                head = json.loads(file.readline())
                data = file.read()
            if len(data) != head.pop("weight") or head["url"] != url:
                raise ValueError("not all of the picture is there")
            kept = Kept(data=data, **head)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.remove(url)
            return None
        with contextlib.suppress(OSError):
            os.utime(path, (self._now(), self._now()))  # when it was last used
        return kept

    def put(self, kept: Kept, *, part: str = "") -> None:
        """Keep this picture; a full disk or a folder that cannot be written leaves things as they were."""
        if len(kept.data) > self._limit // 4:
            return
        head = asdict(kept) | {"weight": len(kept.data)}
        del head["data"]
        path = self._path(kept.url, part)
        temporary = path.with_suffix(f".{uuid4().hex}{_TEMPORARY}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(json.dumps(head).encode() + b"\n" + kept.data)
            os.utime(temporary, (self._now(), self._now()))
            temporary.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            return
        self._make_room(len(kept.data))

    def remove(self, url: str) -> None:
        """Forget the picture of that address, in all its parts."""
        with contextlib.suppress(OSError):
            whole = self._path(url)
            for path in whole.parent.glob(whole.stem + "*" + _SUFFIX):
                path.unlink(missing_ok=True)

    def _path(self, url: str, part: str = "") -> Path:
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / f"{name}{'-' if part else ''}{part}{_SUFFIX}"

    def _make_room(self, added: int) -> None:
        if self._weight is not None:
            self._weight += added
            if self._weight <= self._limit:
                return
        # Count again rather than trust the sum: another process may share the folder.
        files = sorted(self._files())
        weight = sum(size for _, size, _ in files)
        if weight > self._limit:
            for _, size, path in files:
                if weight <= self._limit * 9 // 10:
                    break
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
                weight -= size
        self._weight = weight

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """When it was last used, size, and path of every picture; abandoned temporary files are swept on the way."""
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                if path.suffix == _SUFFIX:
                    yield stat.st_mtime, stat.st_size, path
                elif path.suffix == _TEMPORARY and stat.st_mtime < self._now() - _ABANDONED:
                    path.unlink()
