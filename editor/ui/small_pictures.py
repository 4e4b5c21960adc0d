"""Small pictures on disk: decoded and scaled once, so that a list of cards need not do it again the next morning.

They are JPEG, or PNG where something shines through, in a `PictureCache` of their own. For a worker's thread.
"""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from editor.ui.loaded_picture import LoadedPicture, Size
from editor.ui.picture_cache import Kept, PictureCache

LIMIT = 128 * 1024 * 1024
"""Bytes on disk: some 15,000 pictures of a grid."""

_LIGHT = 16 * 1024  # bytes of a picture that is decoded as fast as the small one would be
_QUALITY = 88


class SmallPictures:
    """The small pictures below `folder`. A cache may forget: no method raises."""

    def __init__(self, folder: Path, *, limit: int = LIMIT, now: Callable[[], float] = time.time) -> None:
        self._cache = PictureCache(folder, limit=limit, now=now)

    def get(self, url: str, size: Size, *, stamp: str = "", since: float = 0.0) -> LoadedPicture | None:
        """The picture scaled to `size`, if it was made from what has this `stamp` and was fetched after `since`."""
        kept = self._cache.get(url, part=_part(size))
        if kept is None or kept.etag != stamp or kept.fetched < since:
            return None
        image = QImage()
        head, _, data = kept.data.partition(b"\n")
        try:
            width, height, name, weight, source = json.loads(head)
        except ValueError:
            return None
        if not image.loadFromData(data):
            return None
        return LoadedPicture(url, _fast(image), width, height, name, weight, source)

    def put(self, size: Size, picture: LoadedPicture, *, fetched: float, stamp: str = "") -> None:
        """Keep what was made of a picture, unless that is light itself; `fetched` is in seconds since 1970."""
        if picture.image is None or picture.weight <= _LIGHT:
            return
        details = (picture.width, picture.height, picture.format, picture.weight, picture.source)
        data = json.dumps(details).encode() + b"\n" + _encoded(picture.image)
        self._cache.put(Kept(picture.url, data, fetched, etag=stamp), part=_part(size))

    def remove(self, url: str) -> None:
        """Forget the picture in every size."""
        self._cache.remove(url)


def from_cache(picture: LoadedPicture) -> LoadedPicture:
    """The same picture, said to be from the cache: the network has nothing to do with it any more."""
    return replace(picture, source="cache") if picture.source == "network" else picture


def _part(size: Size) -> str:
    return f"{size[0]}x{size[1]}"


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"PNG" if image.hasAlphaChannel() else b"JPEG"))
    if not image.hasAlphaChannel():
        writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(data.data())


def _fast(image: QImage) -> QImage:
    """In the format that is painted fastest, as the decoder gives it."""
    alpha = image.hasAlphaChannel()
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32)
