"""Pictures for the window: from memory, the site's own folder, the disk cache, or the web, in that order."""

import itertools
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QSize, QTimer, QUrl, Signal

from editor.ui.loaded_picture import LoadedPicture, Size
from editor.ui.picture_cache import Kept, PictureCache
from editor.ui.picture_fetch import Fetch, Fetcher, Limits, Outcome
from editor.ui.picture_finder import Found, PictureFinder
from editor.ui.small_pictures import SmallPictures
from editor.ui.tasks import Tasks

__all__ = ["LoadedPicture", "PictureService", "Request"]

MEMORY = 128 * 1024 * 1024
"""Bytes of pixels that are kept at hand."""

FAILURES_LAST = 60.0
"""Seconds until an address that gave no picture is asked again."""

_PATIENCE = 300  # milliseconds that what is not urgent must still be wanted before the web is asked
_AT_WORK = 3  # jobs in the pool at the same time: one thread stays free for the rest of the window


class Request:
    """A picture on its way to one receiver. Belongs to the window's thread."""

    def __init__(
        self,
        service: "PictureService",
        url: str,
        size: Size,
        receiver: Callable[[LoadedPicture], None],
        *,
        small: bool = False,
    ) -> None:
        self.url = url
        self.size = size
        self.small = small
        self._service = service
        self._receiver: Callable[[LoadedPicture], None] | None = receiver

    def cancel(self) -> None:
        """The receiver is not called any more; where nobody else waits for the picture, the work is given up."""
        if self._receiver is not None:
            self._receiver = None
            self._service.withdraw(self)

    def answer(self, picture: LoadedPicture) -> None:
        """Of the service: call the receiver, once, unless it is a method of a deleted widget."""
        receiver, self._receiver = self._receiver, None
        owner = getattr(receiver, "__self__", None)
        if receiver is not None and not (isinstance(owner, QObject) and not shiboken6.isValid(owner)):
            receiver(picture)


@dataclass(slots=True, eq=False)
class _Job:
    """All that is wanted of one address. It waits, is at work in the pool, or is being fetched."""

    url: str
    rank: int  # the highest comes first
    requests: list[Request] = field(default_factory=list)
    fetch: Fetch | None = None
    kept: Kept | None = None
    outcome: Outcome | None = None


class PictureService(QObject):
    """Brings pictures; asks for the same address once, brings what was asked for last first. Window's thread only.

    `folder` holds the disk cache. `local` names the file of an address that belongs to the site itself (None for any
    other) and is called on a worker's thread. http and https only, within `limits`.
    """

    offline_changed = Signal(bool)

    def __init__(
        self,
        tasks: Tasks,
        folder: Path,
        *,
        local: Callable[[str], Path | None],
        offline: bool = False,
        limits: Limits | None = None,
        memory: int = MEMORY,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        limits = limits or Limits()
        self._tasks = tasks
        self._cache = PictureCache(folder, now=clock)
        self._small = SmallPictures(folder / "small", now=clock)
        self._finder = PictureFinder(self._cache, self._small, local=local, max_weight=limits.weight, clock=clock)
        self._fetcher = Fetcher(limits=limits, parent=self)
        self._offline = offline
        self._clock = clock
        self._memory = _Memory(memory)
        self._failures: dict[str, tuple[float, LoadedPicture]] = {}
        self._jobs: dict[str, _Job] = {}
        self._waiting: list[_Job] = []
        self._ranks = itertools.count(1)
        self._at_work = 0
        self._closed = False

    def want(
        self,
        url: str,
        size: QSize,
        *,
        receiver: Callable[[LoadedPicture], None],
        urgent: bool = True,
        small: bool = False,
    ) -> Request:
        """Bring the picture, scaled down to fit into `size` (device pixels; an empty size: as large as it is).

        `receiver` is called once, later, never from within this call. What is not `urgent` waits for all that is. What
        is `small` is kept on disk in that size, for the next time that the same list is looked at.
        """
        request = Request(self, url, _key(size), receiver, small=small)
        known = self.at_hand(url, size) or self._known_failure(url)
        if self._closed:
            pass
        elif known is not None:
            QTimer.singleShot(0, self, partial(request.answer, known))
        else:
            self._enqueue(request, urgent=urgent)
        return request

    def at_hand(self, url: str, size: QSize) -> LoadedPicture | None:
        """The picture, if it is in memory in this very size."""
        return self._memory.get(url, _key(size))

    @property
    def offline(self) -> bool:
        """Whether the web is left alone."""
        return self._offline

    def set_offline(self, offline: bool) -> None:
        """Leave the web alone, or ask it again; what is being fetched is given up."""
        if offline == self._offline:
            return
        self._offline = offline
        self._failures.clear()
        for job in [job for job in self._jobs.values() if job.fetch is not None]:
            self._restart(job)
        self.offline_changed.emit(offline)

    def forget(self, url: str) -> None:
        """Forget this picture in memory and on disk: the next `want` fetches it again."""
        self._memory.remove(url)
        self._failures.pop(url, None)
        self._cache.remove(url)
        self._small.remove(url)
        if url in self._jobs:
            self._restart(self._jobs[url])

    def clear(self) -> None:
        """Forget all that is in memory, for another site or a fresh look; whatever is under way starts over."""
        self._memory = _Memory(self._memory.limit)
        self._failures.clear()
        for job in list(self._jobs.values()):
            self._restart(job)

    def close(self) -> None:
        """Give up everything; no receiver is called any more."""
        self._closed = True
        self._jobs.clear()
        self._waiting.clear()
        self._fetcher.close()

    def withdraw(self, request: Request) -> None:
        """Of a request: nobody waits for it any more."""
        job = self._jobs.get(request.url)
        if job is None or request not in job.requests:
            return
        job.requests.remove(request)
        if not job.requests:
            self._take_off(job)

    def _enqueue(self, request: Request, *, urgent: bool) -> None:
        rank = next(self._ranks) if urgent else -next(self._ranks)
        job = self._jobs.get(request.url)
        if job is None:
            job = self._jobs[request.url] = _Job(request.url, rank)
            self._waiting.append(job)
        job.rank = max(job.rank, rank)
        if job.fetch is not None:
            job.fetch.rank = job.rank
        job.requests.append(request)
        self._work()

    def _take_off(self, job: _Job) -> None:
        """Out of the table: what a worker still brings for it is dropped."""
        del self._jobs[job.url]
        if job in self._waiting:
            self._waiting.remove(job)
        if job.fetch is not None:
            job.fetch.abort()

    def _restart(self, job: _Job) -> None:
        self._take_off(job)
        for request in job.requests:
            self._enqueue(request, urgent=job.rank > 0)

    def _work(self) -> None:
        while self._waiting and self._at_work < _AT_WORK:
            job = max(self._waiting, key=lambda job: job.rank)
            self._waiting.remove(job)
            sizes = frozenset(request.size for request in job.requests)
            small = frozenset(request.size for request in job.requests if request.small)
            if job.outcome is None:
                work = partial(self._finder.find, job.url, sizes, offline=self._offline, small=small)
            else:
                work = partial(self._finder.take, job.url, job.outcome, sizes, kept=job.kept, small=small)
            self._at_work += 1
            self._tasks.read(work, done=partial(self._on_found, job), failed=partial(self._on_broken, job))

    def _on_found(self, job: _Job, found: Found) -> None:
        if self._closed:
            return
        self._at_work -= 1
        if self._jobs.get(job.url) is job:
            if found.ask is None:
                self._deliver(job, found.pictures)
            else:
                job.kept = found.kept
                patience = _PATIENCE if job.rank < 0 else 0
                QTimer.singleShot(patience, self, partial(self._fetch, job, found.ask))
        self._work()

    def _fetch(self, job: _Job, ask: QUrl) -> None:
        """Ask the web, where somebody still waits: not for what was scrolled past, nor for half of a typed address."""
        if self._closed or self._jobs.get(job.url) is not job or job.fetch is not None:
            return
        if self._offline:  # since a moment ago
            self._restart(job)
            return
        job.fetch = self._fetcher.fetch(
            ask,
            done=partial(self._on_fetched, job),
            etag=job.kept.etag if job.kept else "",
            modified=job.kept.modified if job.kept else "",
            rank=job.rank,
        )

    def _on_broken(self, job: _Job, error: Exception) -> None:
        """A mistake of ours, not of the picture: show it where the picture would be, and go on."""
        why = self.tr("The picture could not be read: {0}").format(error)
        self._on_found(job, Found({request.size: LoadedPicture(job.url, why=why) for request in job.requests}))

    def _on_fetched(self, job: _Job, outcome: Outcome) -> None:
        job.fetch = None
        job.outcome = outcome
        self._waiting.append(job)
        self._work()

    def _deliver(self, job: _Job, pictures: dict[Size, LoadedPicture]) -> None:
        served = [request for request in job.requests if request.size in pictures]
        job.requests = [request for request in job.requests if request.size not in pictures]
        fetched, job.outcome = job.outcome is not None, None
        if job.requests:  # another size was asked for in the meantime
            self._waiting.append(job)
        else:
            del self._jobs[job.url]
        for size, picture in pictures.items():
            if picture.image is not None:
                self._memory.put(size, picture)
            elif fetched:
                self._failures[job.url] = (self._clock() + FAILURES_LAST, picture)
        for request in served:
            request.answer(pictures[request.size])

    def _known_failure(self, url: str) -> LoadedPicture | None:
        until, picture = self._failures.get(url, (0.0, None))
        if picture is not None and self._clock() >= until:
            del self._failures[url]
            return None
        return picture


class _Memory:
    """Pictures by address and size; the longest unused go first once their pixels weigh more than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._pictures: OrderedDict[tuple[str, Size], LoadedPicture] = OrderedDict()
        self._weight = 0

    def get(self, url: str, size: Size) -> LoadedPicture | None:
        picture = self._pictures.get((url, size))
        if picture is not None:
            self._pictures.move_to_end((url, size))
        return picture

    def put(self, size: Size, picture: LoadedPicture) -> None:
        self._drop((picture.url, size))
        if _pixels(picture) > self.limit // 2:
            return
        self._pictures[picture.url, size] = picture
        self._weight += _pixels(picture)
        while self._weight > self.limit:
            self._drop(next(iter(self._pictures)))

    def remove(self, url: str) -> None:
        for key in [key for key in self._pictures if key[0] == url]:
            self._drop(key)

    def _drop(self, key: tuple[str, Size]) -> None:
        picture = self._pictures.pop(key, None)
        if picture is not None:
            self._weight -= _pixels(picture)


def _pixels(picture: LoadedPicture) -> int:
    return picture.image.sizeInBytes() if picture.image is not None else 0


def _key(size: QSize) -> Size:
    return (0, 0) if size.isEmpty() else (size.width(), size.height())
