"""Finds pictures before the web is asked: in the site's own folder and in the disk cache. For a worker's thread."""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication, QSize, QUrl

from editor.ui.loaded_picture import LoadedPicture, Size
from editor.ui.picture_cache import Kept, PictureCache
from editor.ui.picture_fetch import Failed, Fetched, Outcome, too_heavy, web_address
from editor.ui.small_pictures import SmallPictures, from_cache

FRESH = 7 * 24 * 3600.0
"""Seconds for which a picture from the web is taken as it is; after that the server is asked whether it has changed."""


@dataclass(frozen=True, slots=True)
class Found:
    """The picture in each size that was wanted, or which address to ask for it, and what is kept from last time."""

    pictures: dict[Size, LoadedPicture]
    ask: QUrl | None = None
    kept: Kept | None = None


class PictureFinder:
    """Finds pictures without the web, and keeps what came from it. Holds no state: any thread may call it.

    `local` names the file of an address that belongs to the site, and is called on the worker's thread.
    """

    def __init__(
        self,
        cache: PictureCache,
        small: SmallPictures,
        *,
        local: Callable[[str], Path | None],
        max_weight: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._cache = cache
        self._small = small
        self._local = local
        self._max_weight = max_weight
        self._clock = clock

    def find(self, url: str, sizes: Collection[Size], *, offline: bool, small: Collection[Size] = ()) -> Found:
        """The picture of that address from the site or the cache, else the reason why not, else nothing yet.

        Those of the sizes that are in `small` too are kept on disk in that size.
        """
        path = self._local(url)
        if path is not None:
            return Found(self._from_site(url, path, sizes, small))
        ask = web_address(url)
        if ask is None:
            return Found(_nowhere(url, sizes, _unfit(url)))
        since = 0.0 if offline else self._clock() - FRESH
        known = {size: self._small.get(url, size, since=since) for size in sizes if size in small}
        made = {size: from_cache(picture) for size, picture in known.items() if picture is not None}
        if len(made) == len(sizes):
            return Found(made)
        kept = self._cache.get(url)
        if kept is not None and (offline or 0 <= self._clock() - kept.fetched < FRESH):
            return Found(self._made(kept, sizes, small, "cache"))
        if offline:
            return Found(_nowhere(url, sizes, _translate("Working offline.")))
        return Found({}, ask, kept)

    def take(
        self, url: str, outcome: Outcome, sizes: Collection[Size], *, kept: Kept | None, small: Collection[Size] = ()
    ) -> Found:
        """The picture that has come from the web, now in the cache too. Where the web is silent, what was kept."""
        match outcome:
            case Failed(answered=False) if kept is not None:
                return Found(_decoded(url, kept.data, sizes, "cache"))
            case Failed():
                return Found(_nowhere(url, sizes, outcome.why))
            case Fetched(data=None) if kept is not None:
                again = replace(kept, fetched=self._clock())
                self._cache.put(again)
                return Found(self._made(again, sizes, small, "cache"))
        fresh = Kept(url, outcome.data or b"", self._clock(), outcome.etag, outcome.modified)
        self._small.remove(url)
        pictures = self._made(fresh, sizes, small, "network")
        if any(picture.image is not None for picture in pictures.values()):
            self._cache.put(fresh)
        return Found(pictures)

    def _made(
        self, kept: Kept, sizes: Collection[Size], small: Collection[Size], source: str
    ) -> dict[Size, LoadedPicture]:
        pictures = _decoded(kept.url, kept.data, sizes, source)
        for size in pictures.keys() & small:
            self._small.put(size, pictures[size], fetched=kept.fetched)
        return pictures

    def _from_site(
        self, url: str, path: Path, sizes: Collection[Size], small: Collection[Size]
    ) -> dict[Size, LoadedPicture]:
        name = _common_tail(path, url)
        try:
            stat = path.stat()
            stamp = f"{stat.st_mtime_ns}-{stat.st_size}"
            known = {size: self._small.get(url, size, stamp=stamp) for size in sizes if size in small}
            made = {size: picture for size, picture in known.items() if picture is not None}
            rest = [size for size in sizes if size not in made]
            if rest and stat.st_size > self._max_weight:
                return _nowhere(url, sizes, too_heavy(self._max_weight))
            if rest:
                made |= _decoded(url, path.read_bytes(), rest, "site")
        except FileNotFoundError:
            return _nowhere(url, sizes, _translate("The file {0} is not in the site's folder.").format(name))
        except OSError as error:
            why = _translate("The file {0} cannot be read: {1}.").format(name, error.strerror)
            return _nowhere(url, sizes, why)
        for size in set(rest).intersection(small):
            self._small.put(size, made[size], fetched=self._clock(), stamp=stamp)
        return made


def _unfit(url: str) -> str:
    """Why the web cannot be asked for this address."""
    if not url.strip():
        return _translate("The address is empty.")
    scheme = QUrl(url).scheme()
    if scheme and scheme not in ("http", "https"):
        return _translate("Addresses of the kind {0}: are not fetched, only http and https.").format(scheme)
    return _translate("“{0}” is not the address of a picture.").format(url if len(url) <= 80 else url[:79] + "…")


def _decoded(url: str, data: bytes, sizes: Iterable[Size], source: str) -> dict[Size, LoadedPicture]:
    from editor.ui.decode import PictureError, decode  # Pillow, which the first picture may wait for, not the window

    try:
        pictures = {size: decode(data, QSize(*size)) for size in sizes}
    except PictureError as error:
        return {size: LoadedPicture(url, weight=len(data), source=source, why=str(error)) for size in sizes}
    return {
        size: LoadedPicture(url, found.image, found.width, found.height, found.format, len(data), source)
        for size, found in pictures.items()
    }


def _nowhere(url: str, sizes: Iterable[Size], why: str) -> dict[Size, LoadedPicture]:
    return {size: LoadedPicture(url, why=why) for size in sizes}


def _common_tail(path: Path, url: str) -> str:
    """The part of the path that the address names too: the path within the site."""
    tail: list[str] = []
    for ours, theirs in zip(reversed(path.parts), reversed(unquote(urlsplit(url).path).split("/")), strict=False):
        if ours != theirs:
            break
        tail.insert(0, ours)
    return "/".join(tail) or path.name


def _translate(text: str) -> str:
    return QCoreApplication.translate("Pictures", text)
