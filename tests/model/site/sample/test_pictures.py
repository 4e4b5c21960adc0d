import pytest
from PIL import Image

from editor.model.site.sample.pictures import LOGO_SIZES, Shelf, logo_path, shots
from editor.model.site.sample.scenes import SCENES
from editor.model.site.sample.world import Outlet, load_world

ALL = [shot for scene in SCENES for shot in shots(scene)]


def test_there_are_a_few_dozen_in_three_formats_and_many_sizes():
    assert 24 <= len(ALL) <= 60
    assert len({shot.path for shot in ALL}) == len(ALL)
    endings = [shot.path.rpartition(".")[2] for shot in ALL]
    assert set(endings) == {"jpg", "png", "webp"}
    assert endings.count("webp") == 1
    assert {(shot.width, shot.height) for shot in ALL} >= {(1200, 630), (600, 338), (800, 450)}
    assert len({shot.palette for shot in ALL}) == 6


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_a_picture_on_the_shelf_is_what_its_name_says(tmp_path, ending):
    shot = next(shot for shot in ALL if shot.path.endswith(ending))
    Shelf(tmp_path, seed=1).put(shot)
    with Image.open(tmp_path / shot.path) as image:
        assert image.size == (shot.width, shot.height)
        assert image.format == {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[ending]


def test_a_picture_is_painted_once(tmp_path):
    shelf, shot = Shelf(tmp_path, seed=1), shots("tiles")[1]
    shelf.put(shot)
    (tmp_path / shot.path).write_bytes(b"marked")
    shelf.put(shot)
    assert (tmp_path / shot.path).read_bytes() == b"marked"


def test_every_provider_has_its_logo_in_two_sizes(tmp_path):
    shelf, outlets = Shelf(tmp_path, seed=1), load_world().outlets
    for outlet in outlets:
        shelf.put_logos(outlet)
        for size in LOGO_SIZES:
            with Image.open(tmp_path / logo_path(outlet, size)) as logo:
                assert logo.size == (size, size)
    assert len({(tmp_path / logo_path(outlet, 50)).read_bytes() for outlet in outlets}) == len(outlets)


def test_a_logo_shows_both_colours(tmp_path):
    for name in "abcdefghijklmn":  # enough for every mark
        outlet = Outlet(name, f"{name}.example", ("#ff0000", "#0000ff"))
        Shelf(tmp_path, seed=1).put_logos(outlet)
        with Image.open(tmp_path / logo_path(outlet, 400)) as logo:
            assert {(255, 0, 0), (0, 0, 255)} <= {colour for _, colour in logo.getcolors(100_000)}
