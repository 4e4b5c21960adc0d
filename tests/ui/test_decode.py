import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from editor.ui.decode import PictureError, decode
from tests.helpers.picture_server import picture_bytes

WHOLE = QSize()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int) -> bytes:
    """A PNG whose head promises this size, with next to no data."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", zlib.compress(bytes(1000))) + png_chunk(b"IEND", b"")


def colour_at(image: QImage, x: int, y: int) -> tuple[int, int, int, int]:
    return QColor(image.pixelColor(x, y)).getRgb()


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WebP"), ("AVIF", "AVIF"), ("GIF", "GIF"), ("BMP", "BMP")],
)
def test_every_format_of_the_web_is_read(kind: str, name: str):
    found = decode(picture_bytes(kind, (60, 40), "#3366cc"), WHOLE)
    assert (found.width, found.height, found.format) == (60, 40, name)
    assert found.image.size() == QSize(60, 40)
    assert near(colour_at(found.image, 30, 20), (0x33, 0x66, 0xCC, 255))


def test_an_icon_shows_its_largest_picture():
    found = decode(picture_bytes("ICO", (64, 64), sizes=[(16, 16), (64, 64)]), WHOLE)
    assert (found.width, found.height, found.format) == (64, 64, "ICO")


def test_a_picture_is_scaled_down_to_fit_and_keeps_its_own_size_in_words():
    found = decode(picture_bytes("JPEG", (600, 338)), QSize(300, 300))
    assert (found.width, found.height) == (600, 338)
    assert found.image.size() == QSize(300, 169)


def test_a_picture_is_never_scaled_up():
    assert decode(picture_bytes(size=(60, 40)), QSize(600, 600)).image.size() == QSize(60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_picture_stands_upright(kind: str):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn to the right
    left_red = Image.new("RGB", (80, 40), "#0000ff")
    left_red.paste("#ff0000", (0, 0, 40, 40))
    buffer = BytesIO()
    left_red.save(buffer, kind, exif=exif)
    found = decode(buffer.getvalue(), QSize(20, 100))
    assert (found.width, found.height) == (40, 80)
    assert found.image.size() == QSize(20, 40)
    assert near(colour_at(found.image, 10, 5), (255, 0, 0, 255))
    assert near(colour_at(found.image, 10, 35), (0, 0, 255, 255))


def test_a_see_through_picture_stays_see_through():
    data = picture_bytes("PNG", (8, 8), mode="RGBA", colour="#ff000000")
    assert decode(data, WHOLE).image.pixelColor(4, 4).alpha() == 0


def test_a_palette_with_a_see_through_colour_stays_see_through():
    picture = Image.new("P", (8, 8), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    buffer = BytesIO()
    picture.save(buffer, "GIF", transparency=0)
    assert decode(buffer.getvalue(), WHOLE).image.pixelColor(4, 4).alpha() == 0


def test_a_jpeg_for_print_is_shown_in_the_colours_of_a_screen():
    data = picture_bytes("JPEG", (400, 400), mode="CMYK", colour=(0, 255, 255, 0))  # type: ignore[arg-type]
    found = decode(data, QSize(100, 100))
    assert found.image.size() == QSize(100, 100)
    assert near(colour_at(found.image, 50, 50), (255, 0, 0, 255))


def test_sixteen_bits_of_grey_keep_their_brightness():
    buffer = BytesIO()
    Image.new("I;16", (8, 8), 0x8000).save(buffer, "PNG")
    assert near(colour_at(decode(buffer.getvalue(), WHOLE).image, 4, 4), (128, 128, 128, 255))


def test_only_the_first_frame_of_an_animation_is_read():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("#ff0000", "#00ff00")]
    buffer = BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    assert near(colour_at(decode(buffer.getvalue(), WHOLE).image, 4, 4), (255, 0, 0, 255))


def test_a_damaged_orientation_does_not_hide_the_picture():
    assert decode(picture_bytes("JPEG", exif=b"Exif\x00\x00nonsense"), WHOLE).width == 60


def test_the_image_outlives_the_bytes_it_came_from():
    found = decode(bytearray(picture_bytes()), WHOLE)  # type: ignore[arg-type]
    assert found.image.copy() == found.image


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The picture is empty (0 bytes)."),
        (b"<!DOCTYPE html><html></html>", "This is a web page, not a picture."),
        (b"\xef\xbb\xbf\n <!-- hello -->\n<html lang='en'>", "This is a web page, not a picture."),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "This is an SVG drawing"),
        (b"%PDF-1.7", "This is not a picture that the editor can read."),
        (b"II*\x00 a TIFF", "This is not a picture that the editor can read."),
        (picture_bytes("JPEG", (400, 400))[:-300], "The picture is damaged or incomplete."),
        (picture_bytes("PNG", (400, 400))[:-40], "The picture is damaged or incomplete."),
        (png_bomb(7000, 6000), "The picture is 7000×6000, larger than 40 megapixels."),
        (png_bomb(10_000, 10_000), "The picture is larger than 40 megapixels."),
        (png_bomb(60_000, 60_000), "The picture is larger than 40 megapixels."),
    ],
)
def test_what_cannot_be_shown_says_why(data: bytes, why: str):
    with pytest.raises(PictureError) as caught:
        decode(data, WHOLE)
    assert str(caught.value).startswith(why)


def test_an_icon_cannot_hide_a_bomb():
    bomb = png_bomb(7000, 6000)
    icon = struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 16, 16, 0, 0, 1, 32, len(bomb), 22) + bomb
    with pytest.raises(PictureError, match="larger than 40 megapixels"):
        decode(icon, WHOLE)


def test_the_limit_of_pixels_is_on_the_size_in_the_head():
    decode(picture_bytes(size=(10, 10)), WHOLE, max_pixels=100)
    with pytest.raises(PictureError, match="11×10"):
        decode(picture_bytes(size=(11, 10)), WHOLE, max_pixels=100)
