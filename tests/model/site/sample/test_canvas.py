from editor.model.site.sample.canvas import WHITE, Canvas, mix, palette, rgb
from editor.model.site.sample.dice import Dice

COLOURS = palette("#000000", "#ffffff", "#100000", "#200000", "#300000", "#400000", "#ffff00")
RED = (255, 0, 0)


def sheet() -> Canvas:
    return Canvas(200, 100, COLOURS, Dice("canvas"))


def test_colours_mix_on_the_way_from_one_to_the_other():
    assert mix((0, 0, 0), (100, 200, 50), 0.5) == (50, 100, 25)
    assert mix(RED, WHITE, 0) == RED
    assert rgb("#0a0b0c") == (10, 11, 12)


def test_the_sky_fades_from_top_to_bottom():
    image = sheet().finished()
    assert image.size == (200, 100)
    assert image.getpixel((100, 0))[0] < 5
    assert image.getpixel((100, 99))[0] > 250


def test_shapes_stand_where_they_are_put():
    canvas = sheet()
    canvas.box(0, 0, 0.1, 0.1, RED)
    canvas.disc(0.5, 0.5, 0.1, RED)
    canvas.shape([(0.8, 0.8), (1, 0.8), (1, 1), (0.8, 1)], RED)
    canvas.stroke([(0.2, 0.5), (0.3, 0.5)], RED, 0.06)
    canvas.oval(0.5, 0.2, 0.2, 0.1, RED)
    image = canvas.finished()
    for place in ((5, 5), (100, 50), (190, 90), (50, 50), (100, 20), (84, 20)):
        assert image.getpixel(place) == RED
    assert image.getpixel((130, 50)) != RED


def test_the_outline_of_an_oval_leaves_its_middle():
    canvas = sheet()
    before = canvas.finished().getpixel((100, 50))
    canvas.oval(0.5, 0.5, 0.4, 0.4, RED, width=0.05)
    image = canvas.finished()
    assert image.getpixel((100, 50)) == before
    assert image.getpixel((62, 50)) == RED


def test_ground_fills_everything_below_its_curve():
    canvas = sheet()
    canvas.ground(lambda x: 0.5, RED)
    image = canvas.finished()
    assert image.getpixel((10, 80)) == RED == image.getpixel((190, 99))
    assert image.getpixel((10, 40)) != RED


def test_a_glow_is_bright_in_its_middle_and_gone_at_its_edge():
    canvas = sheet()
    canvas.fade(0, 1, (0, 0, 0), (0, 0, 0))
    canvas.glow(0.5, 0.5, 0.3, WHITE, 0.8)
    image = canvas.finished()
    assert image.getpixel((100, 50))[0] > 150
    assert image.getpixel((100 + 29, 50))[0] < 20
    assert image.getpixel((0, 0)) == (0, 0, 0)


def test_hills_roll_around_their_height():
    curve = sheet().hills(0.6, 0.05)
    heights = [curve(step / 50) for step in range(51)]
    assert all(0.5 < height < 0.7 for height in heights)
    assert max(heights) - min(heights) > 0.01
