import pytest

from editor.model.site.sample import landscapes
from editor.model.site.sample.canvas import Canvas
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.scenes import PALETTES

NAMES = ("skyline", "waves", "lighthouse", "mountains", "wind", "sun", "bridge", "reef")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(120, 63), (60, 80)])
def test_a_landscape_is_darker_below_than_above_in_every_shape_of_sheet(name, size):
    sheet = Canvas(*size, PALETTES[1], Dice(name))
    getattr(landscapes, name)(sheet)
    image = sheet.finished().convert("L")
    width, height = image.size

    def brightness(top: float, bottom: float) -> float:
        part = image.crop((0, round(top * height), width, round(bottom * height)))
        return sum(level * count for level, count in enumerate(part.histogram())) / part.width / part.height

    assert brightness(0.9, 1) < brightness(0, 0.1)
