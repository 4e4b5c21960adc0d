"""A picture as it came, for who shows it."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

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
