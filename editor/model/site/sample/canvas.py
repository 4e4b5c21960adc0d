"""A sheet to paint flat pictures on: places as shares of its width and height, edges smooth."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw

from editor.model.site.sample.dice import Dice

Colour = tuple[int, int, int]
Point = tuple[float, float]

WHITE: Colour = (255, 255, 255)

_FINE = 2  # painted twice as large and reduced: smooth edges without a drawing library


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour on the way from one to the other (share 0 to 1)."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def rgb(code: str) -> Colour:
    """'#rrggbb' as three numbers."""
    red, green, blue = ImageColor.getrgb(code)[:3]
    return red, green, blue


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that go together: the sky from top to bottom, four layers from far to near, and a light."""

    sky: tuple[Colour, Colour]
    layers: tuple[Colour, Colour, Colour, Colour]
    light: Colour


def palette(top: str, bottom: str, far: str, second: str, third: str, near: str, light: str) -> Palette:
    return Palette((rgb(top), rgb(bottom)), (rgb(far), rgb(second), rgb(third), rgb(near)), rgb(light))


class Canvas:
    """x runs from 0 (left) to 1 (right), y from 0 (top) to 1 (bottom); radii and widths are shares of the height."""

    def __init__(self, width: int, height: int, colours: Palette, dice: Dice) -> None:
        self.colours = colours
        self.dice = dice
        self.ratio = width / height
        self._width, self._height = width * _FINE, height * _FINE
        self._image = Image.new("RGB", (self._width, self._height))
        self._draw = ImageDraw.Draw(self._image)
        self.fade(0, 1, *colours.sky)

    def finished(self) -> Image.Image:
        return self._image.reduce(_FINE)

    def fade(self, top: float, bottom: float, first: Colour, last: Colour) -> None:
        """A band across the whole width that runs from the first colour to the last."""
        start, end = round(top * self._height), round(bottom * self._height)
        for row in range(start, end):
            colour = mix(first, last, (row - start) / max(1, end - start - 1))
            self._draw.line((0, row, self._width, row), fill=colour)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.7) -> None:
        """Light around a point, fading out to the radius."""
        size = round(2 * radius * self._height)
        mask = Image.radial_gradient("L").resize((size, size))
        mask = mask.point([round(max(0, 255 - level * 1.45) * strength) for level in range(256)])
        left, top = round(x * self._width - size / 2), round(y * self._height - size / 2)
        self._image.paste(colour, (left, top), mask)

    def shape(self, points: Iterable[Point], colour: Colour) -> None:
        self._draw.polygon([self._at(x, y) for x, y in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour, *, round_by: float = 0) -> None:
        self._draw.rounded_rectangle(
            (*self._at(left, top), *self._at(right, bottom)), radius=round_by * self._height, fill=colour
        )

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        centre, reach = self._at(x, y), radius * self._height
        self._draw.ellipse((centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach), fill=colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: Colour, *, width: float = 0) -> None:
        """An ellipse of these radii (shares of the height); with a width only its outline."""
        centre, a, b = self._at(x, y), across * self._height, down * self._height
        frame = (centre[0] - a, centre[1] - b, centre[0] + a, centre[1] + b)
        if width:
            self._draw.ellipse(frame, outline=colour, width=round(width * self._height))
        else:
            self._draw.ellipse(frame, fill=colour)

    def stroke(self, points: Iterable[Point], colour: Colour, width: float) -> None:
        """A line through the points, with round ends."""
        places = [self._at(x, y) for x, y in points]
        self._draw.line(places, fill=colour, width=round(width * self._height), joint="curve")
        for x, y in (places[0], places[-1]):
            reach = width * self._height / 2
            self._draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)

    def ground(self, top: Callable[[float], float], colour: Colour) -> None:
        """Everything below the curve `top`."""
        steps = 160
        edge = [(step / steps, top(step / steps)) for step in range(steps + 1)]
        self.shape([(0, 1.01), *edge, (1, 1.01)], colour)

    def hills(self, height: float, swing: float) -> Callable[[float], float]:
        """A soft curve around this height, for `ground`."""
        parts = [(self.dice.spread(1, 4), self.dice.spread(0, 6.3), self.dice.spread(0.3, 1)) for _ in range(3)]
        return lambda x: height + swing * sum(size * math.sin(x * pace * 3 + shift) for pace, shift, size in parts) / 2

    def _at(self, x: float, y: float) -> Point:
        return x * self._width, y * self._height
