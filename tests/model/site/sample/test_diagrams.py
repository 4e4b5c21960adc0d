import pytest

from editor.model.site.sample import diagrams
from editor.model.site.sample.canvas import Canvas
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.scenes import PALETTES

NAMES = ("planet", "stars", "stage", "chart", "line", "network", "chip", "helix", "city_map", "tiles")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(120, 63), (60, 80)])
def test_a_diagram_leaves_no_quarter_of_any_sheet_as_it_was(name, size):
    blank = Canvas(*size, PALETTES[0], Dice(name)).finished()
    sheet = Canvas(*size, PALETTES[0], Dice(name))
    getattr(diagrams, name)(sheet)
    image = sheet.finished()
    width, height = image.size
    for left in (0, width // 2):
        for top in (0, height // 2):
            quarter = (left, top, left + width // 2, top + height // 2)
            assert image.crop(quarter).tobytes() != blank.crop(quarter).tobytes()
