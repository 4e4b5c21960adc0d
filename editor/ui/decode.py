"""From the bytes of a picture to a `QImage` of the size that is wanted. Pure functions, for a worker's thread.

Pillow reads every format, so that a picture looks the same and fails the same on every system. The formats are a short
list of pixel pictures: SVG is left out, because it is a program as much as a picture.
"""

import re
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import IcoImagePlugin, Image, UnidentifiedImageError
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QImage

MAX_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP")
_ICON = b"\0\0\1\0"
_NAMES = {"MPO": "JPEG", "WEBP": "WebP"}
_TURNS = {  # EXIF's orientation, by what undoes it
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112
_LYING = 5  # from here on the orientation swaps width and height
_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)?<(!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_DRAWING = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b", re.IGNORECASE | re.DOTALL)

# Pillow only warns of a picture of more than 89 megapixels; here that is a refusal like any other.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class PictureError(Exception):
    """These bytes cannot be shown; str(error) is a sentence for the person in front of the window."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`image` fits into the wanted size; `width` and `height` are the picture's own, in pixels, as a reader sees it."""

    image: QImage
    width: int
    height: int
    format: str


def decode(data: bytes, size: QSize, *, max_pixels: int = MAX_PIXELS) -> Decoded:
    """The picture, scaled down to fit into `size` (device pixels; an empty size: not scaled). Raises PictureError."""
    try:
        return _decode(data, size, max_pixels)
    except PictureError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureError(_too_large(max_pixels)) from None
    except UnidentifiedImageError as error:
        raise PictureError(_no_picture(data)) from error
    except Exception as error:  # a damaged file may raise nearly anything from Pillow's decoders
        raise PictureError(_translate("The picture is damaged or incomplete.")) from error


def _decode(data: bytes, size: QSize, max_pixels: int) -> Decoded:
    picture, name = _opened(data)
    with picture:
        if picture.width * picture.height > max_pixels:
            raise PictureError(_too_large(max_pixels, picture.size))
        width, height = picture.size
        orientation = _orientation(picture)
        wanted = (size.width(), size.height())
        if orientation >= _LYING:
            width, height, wanted = height, width, wanted[::-1]
        if name != "JPEG":  # only that can be read at a fraction of its size, in any mode
            picture = _plain(picture)
        if not size.isEmpty():
            picture.thumbnail(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)
        picture = _plain(picture)
        if orientation in _TURNS:
            picture = picture.transpose(_TURNS[orientation])
        return Decoded(_qimage(picture), width, height, name)


def _opened(data: bytes) -> tuple[Image.Image, str]:
    """The picture, of which only the head has been read, and its format."""
    if data.startswith(_ICON):  # Pillow would decode the largest one here and now
        return IcoImagePlugin.IcoFile(BytesIO(data)).frame(0), "ICO"
    picture = Image.open(BytesIO(data), formats=_FORMATS)
    return picture, _NAMES.get(picture.format or "", picture.format or "")


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # damaged EXIF data is no reason not to show the picture
        return 1


def _plain(picture: Image.Image) -> Image.Image:
    """The same picture in RGB or RGBA."""
    if picture.mode.startswith("I"):  # 16 bits of grey: the upper eight are what a screen shows
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)


def _qimage(picture: Image.Image) -> QImage:
    """An image with its own memory, in the format that is painted fastest."""
    width, height = picture.size
    if picture.mode == "RGBA":
        shared = QImage(picture.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888)
        return shared.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    shared = QImage(picture.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888)
    return shared.convertToFormat(QImage.Format.Format_RGB32)


def _no_picture(data: bytes) -> str:
    if not data:
        return _translate("The picture is empty (0 bytes).")
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return _translate("This is a web page, not a picture.")
    if _DRAWING.match(head):
        return _translate("This is an SVG drawing, which the editor does not show.")
    return _translate("This is not a picture that the editor can read.")


def _too_large(max_pixels: int, size: tuple[int, int] | None = None) -> str:
    megapixels = max_pixels // 1_000_000
    if size is None:
        return _translate("The picture is larger than {0} megapixels.").format(megapixels)
    return _translate("The picture is {1}×{2}, larger than {0} megapixels.").format(megapixels, *size)


def _translate(text: str) -> str:
    return QCoreApplication.translate("Pictures", text)
