from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from editor.ui.loaded_picture import LoadedPicture
from editor.ui.small_pictures import SmallPictures, from_cache

URL, SIZE = "https://harbourtimes.example/ferry.jpg", (160, 100)


@pytest.fixture
def small(tmp_path: Path) -> SmallPictures:
    return SmallPictures(tmp_path / "small")


def picture(*, alpha: bool = False, weight: int = 80_000, source: str = "site") -> LoadedPicture:
    kind = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    image = QImage(160, 90, kind)
    image.fill(Qt.GlobalColor.transparent if alpha else QColor("#336699"))
    return LoadedPicture(URL, image, 1600, 900, "JPEG", weight, source)


def test_what_was_kept_comes_back_in_that_size_with_what_is_known_of_the_picture(small: SmallPictures) -> None:
    small.put(SIZE, picture(), fetched=100.0)
    found = small.get(URL, SIZE)
    assert found is not None
    assert found.image is not None
    assert (found.image.width(), found.image.height()) == (160, 90)
    assert found.image.format() == QImage.Format.Format_RGB32
    assert found.image.pixelColor(80, 45).blue() in range(150, 157)
    assert (found.width, found.height, found.format, found.weight, found.source) == (1600, 900, "JPEG", 80_000, "site")
    assert small.get(URL, (80, 50)) is None
    assert small.get(URL + "?", SIZE) is None


def test_what_shines_through_stays_so(small: SmallPictures) -> None:
    small.put(SIZE, picture(alpha=True), fetched=100.0)
    found = small.get(URL, SIZE)
    assert found is not None
    assert found.image is not None
    assert found.image.pixelColor(0, 0).alpha() == 0


def test_one_of_another_file_or_too_old_is_none(small: SmallPictures) -> None:
    small.put(SIZE, picture(), fetched=100.0, stamp="17-4")
    assert small.get(URL, SIZE, stamp="17-4", since=100.0) is not None
    assert small.get(URL, SIZE, stamp="18-4") is None
    assert small.get(URL, SIZE, stamp="17-4", since=101.0) is None


def test_removing_forgets_every_size(small: SmallPictures) -> None:
    small.put(SIZE, picture(), fetched=100.0)
    small.put((80, 50), picture(), fetched=100.0)
    small.remove(URL)
    assert (small.get(URL, SIZE), small.get(URL, (80, 50))) == (None, None)


def test_a_light_picture_is_not_kept_twice(small: SmallPictures, tmp_path: Path) -> None:
    small.put(SIZE, picture(weight=4000), fetched=100.0)
    small.put(SIZE, LoadedPicture(URL, why="gone"), fetched=100.0)
    assert list(tmp_path.rglob("*.picture")) == []


@pytest.mark.parametrize(
    "damage", [b"", b"no head", b"{}\n", b'["wide"]\nxx', b'[1, 2, "JPEG", 4, "site"]\nno picture']
)
def test_a_damaged_file_is_as_good_as_none(small: SmallPictures, tmp_path: Path, damage: bytes) -> None:
    small.put(SIZE, picture(), fetched=100.0)
    (file,) = tmp_path.rglob("*.picture")
    head, _, data = file.read_bytes().partition(b"\n")
    file.write_bytes(head.replace(str(len(data)).encode(), str(len(damage)).encode()) + b"\n" + damage)
    assert small.get(URL, SIZE) is None
    file.write_bytes(file.read_bytes()[:20])
    assert small.get(URL, SIZE) is None


def test_it_weighs_no_more_than_its_limit(tmp_path: Path) -> None:
    small = SmallPictures(tmp_path, limit=8_000)
    for number in range(40):
        image = picture()
        small.put(SIZE, LoadedPicture(f"/{number}.jpg", image.image, 1, 1, "JPEG", 80_000, "site"), fetched=1.0)
    assert 0 < sum(file.stat().st_size for file in tmp_path.rglob("*.picture")) <= 12_000


def test_a_picture_of_the_network_is_of_the_cache_the_next_time() -> None:
    assert from_cache(picture(source="network")).source == "cache"
    assert from_cache(picture(source="site")).source == "site"
