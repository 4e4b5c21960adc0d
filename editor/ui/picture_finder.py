"""Finds pictures before the web is asked: in the site's own folder and in the disk cache. For a worker's thread."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication, QSize, QUrl
from PySide6.QtGui import QImage

from editor.ui.decode import PictureError, decode
from editor.ui.picture_cache import Kept, PictureCache
from editor.ui.picture_fetch import Failed, Fetched, Outcome, too_heavy, web_address

FRESH = 7 * 24 * 3600.0
"""Seconds for which a picture from the web is taken as it is; after that the server is asked whether it has changed."""

Size = tuple[int, int]
"""Width and height in device pixels into which a picture shall fit; (0, 0): as large as it is."""


@dataclass(frozen=True, slots=True)
class LoadedPicture:
    """A picture as it came, or why it did not.

    `image` fits into the size that was asked for and is None when the picture could not be had; `why` then says so in
    a sentence. `width` and `height` (pixels, as a reader sees it), `format` and `weight` (bytes) are of the picture
    itself. `source` is "site", "cache" or "network".
    """

    url: str
    image: QImage | None = None
    width: int = 0
    height: int = 0
    format: str = ""
    weight: int = 0
    source: str = ""
    why: str = ""


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
        *,
        local: Callable[[str], Path | None],
        max_weight: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._cache = cache
        self._local = local
        self._max_weight = max_weight
        self._clock = clock

    def find(self, url: str, sizes: Iterable[Size], *, offline: bool) -> Found:
        """The picture of that address from the site or the cache, else the reason why not, else nothing yet."""
        path = self._local(url)
        if path is not None:
            return Found(self._from_site(url, path, sizes))
        ask = web_address(url)
        if ask is None:
            return Found(_nowhere(url, sizes, _unfit(url)))
        kept = self._cache.get(url)
        if kept is not None and (offline or 0 <= self._clock() - kept.fetched < FRESH):
            return Found(_decoded(url, kept.data, sizes, "cache"))
        if offline:
            return Found(_nowhere(url, sizes, _translate("Working offline.")))
        return Found({}, ask, kept)

    def take(self, url: str, outcome: Outcome, sizes: Iterable[Size], *, kept: Kept | None) -> Found:
        """The picture that has come from the web, now in the cache too. Where the web is silent, what was kept."""
        match outcome:
            case Failed(answered=False) if kept is not None:
                return Found(_decoded(url, kept.data, sizes, "cache"))
            case Failed():
                return Found(_nowhere(url, sizes, outcome.why))
            case Fetched(data=None) if kept is not None:
                self._cache.put(replace(kept, fetched=self._clock()))
                return Found(_decoded(url, kept.data, sizes, "cache"))
        data = outcome.data or b""
        pictures = _decoded(url, data, sizes, "network")
        if any(picture.image is not None for picture in pictures.values()):
            self._cache.put(Kept(url, data, self._clock(), outcome.etag, outcome.modified))
        return Found(pictures)

    def _from_site(self, url: str, path: Path, sizes: Iterable[Size]) -> dict[Size, LoadedPicture]:
        name = _common_tail(path, url)
        try:
            if path.stat().st_size > self._max_weight:
                return _nowhere(url, sizes, too_heavy(self._max_weight))
            return _decoded(url, path.read_bytes(), sizes, "site")
        except FileNotFoundError:
            return _nowhere(url, sizes, _translate("The file {0} is not in the site's folder.").format(name))
        except OSError as error:
            why = _translate("The file {0} cannot be read: {1}.").format(name, error.strerror)
            return _nowhere(url, sizes, why)


def _unfit(url: str) -> str:
    """Why the web cannot be asked for this address."""
    if not url.strip():
        return _translate("The address is empty.")
    scheme = QUrl(url).scheme()
    if scheme and scheme not in ("http", "https"):
        return _translate("Addresses of the kind {0}: are not fetched, only http and https.").format(scheme)
    return _translate("“{0}” is not the address of a picture.").format(url if len(url) <= 80 else url[:79] + "…")


def _decoded(url: str, data: bytes, sizes: Iterable[Size], source: str) -> dict[Size, LoadedPicture]:
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
