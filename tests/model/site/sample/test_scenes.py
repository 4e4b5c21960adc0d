import pytest

from editor.model.site.sample.canvas import Canvas
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.scenes import PALETTES, SCENES


def painted(name: str, size: tuple[int, int], colours: int, key: int):
    sheet = Canvas(*size, PALETTES[colours], Dice(name, key))
    SCENES[name](sheet)
    return sheet.finished()


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_fills_its_sheet_with_many_colours(name):
    image = painted(name, (240, 126), 0, 1)
    assert image.size == (240, 126)
    assert len(image.getcolors(100_000)) > 40


@pytest.mark.parametrize("name", SCENES)
def test_the_same_throws_paint_the_same_picture_and_others_another(name):
    first = painted(name, (120, 63), 2, 1).tobytes()
    assert painted(name, (120, 63), 2, 1).tobytes() == first
    assert painted(name, (120, 63), 2, 2).tobytes() != first
    assert painted(name, (120, 63), 3, 1).tobytes() != first
