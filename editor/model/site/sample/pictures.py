"""The pictures of the sample site: which there are, and how they come onto the disk."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from editor.model.site.sample.canvas import Canvas
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.scenes import PALETTES, SCENES
from editor.model.site.sample.world import Outlet

LOGO_SIZES = (50, 400)

_SIZES = ((1200, 630), (600, 338), (800, 450), (1200, 675), (1024, 683))
_PER_SCENE = 2


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the site; `path` is relative to its root."""

    path: str
    scene: str
    width: int
    height: int
    palette: int


def shots(scene: str) -> tuple[Shot, ...]:
    """The pictures that there are of a scene."""
    place = list(SCENES).index(scene)
    found = []
    for number in range(_PER_SCENE):
        index = place * _PER_SCENE + number
        width, height = _SIZES[index % len(_SIZES)]
        ending = "webp" if scene == "lighthouse" and number else ("jpg", "jpg", "png")[index % 3]
        path = f"assets/images/{scene}-{number + 1}-{width}x{height}.{ending}"
        found.append(Shot(path, scene, width, height, (index + 2 * number) % len(PALETTES)))
    return tuple(found)


def logo_path(outlet: Outlet, size: int) -> str:
    return f"assets/images/organizations/{outlet.domain}-{size}x{size}.png"


class Shelf:
    """Puts pictures below the root of the site, each when it is asked for first.

    The same seed paints the same pictures; their bytes are those that the installed Pillow encodes them to.
    """

    def __init__(self, root: Path, *, seed: int) -> None:
        self._root = root
        self._seed = seed
        self._there: set[str] = set()

    def put(self, shot: Shot) -> None:
        if shot.path in self._there:
            return
        self._there.add(shot.path)
        sheet = Canvas(shot.width, shot.height, PALETTES[shot.palette], Dice(self._seed, shot.path))
        SCENES[shot.scene](sheet)
        path = self._root / shot.path
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet.finished().save(path, quality=86)

    def put_logos(self, outlet: Outlet) -> None:
        """Both sizes of a provider's logo, if it has one."""
        if outlet.colours is None:
            return
        for size in LOGO_SIZES:
            path = self._root / logo_path(outlet, size)
            path.parent.mkdir(parents=True, exist_ok=True)
            _logo(outlet.colours, Dice(self._seed, outlet.domain)).resize((size, size), Image.Resampling.LANCZOS).save(
                path
            )


def _logo(colours: tuple[str, str], dice: Dice) -> Image.Image:
    """A mark of two colours, without letters."""
    side, (ground, ink) = 400, colours
    image = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(image)
    middle, reach = side / 2, side * 0.3
    match dice.below(5):
        case 0:
            draw.ellipse((middle - reach, middle - reach, middle + reach, middle + reach), fill=ink)
            draw.rectangle((0, middle, side, side), fill=ground)
            for row in range(3):
                top = middle + 24 + row * 44
                draw.rounded_rectangle((middle - reach, top, middle + reach, top + 20), radius=10, fill=ink)
        case 1:
            for ring in range(3):
                inset = 70 + ring * 48
                draw.ellipse((inset, inset, side - inset, side - inset), outline=ink, width=24)
        case 2:
            draw.polygon(((80, 320), (200, 80), (320, 320)), fill=ink)
            draw.polygon(((150, 320), (200, 220), (250, 320)), fill=ground)
        case 3:
            for bar in range(4):
                left, tall = 84 + bar * 62, (110, 170, 230, 150)[bar]
                draw.rounded_rectangle((left, 320 - tall, left + 44, 320), radius=14, fill=ink)
        case _:
            draw.rounded_rectangle((84, 84, 316, 316), radius=56, fill=ink)
            draw.pieslice((84, 84, 316, 316), 90, 270, fill=ground)
            draw.ellipse((166, 166, 234, 234), fill=ink)
    return image
