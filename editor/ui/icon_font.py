"""The icons: glyphs of the font of Material Design Icons that qtawesome ships, drawn as pixmaps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

PREFIX = "mdi6."

_FONT = "materialdesignicons6-webfont-*.ttf"
_CODES = "materialdesignicons6-webfont-charmap-*.json"
_SHARE = 0.875  # of an icon's height that is its font's size; the rest is the room around glyphs


@dataclass(frozen=True, slots=True)
class IconFont:
    """A font that Qt has loaded, and which of its characters is which icon (hexadecimal code points)."""

    family: str
    codes: Mapping[str, str]

    def drawn(self, name: str, size: QSize, colour: QColor, ratio: float = 1.0) -> QPixmap:
        """The icon `mdi6.…` in so many logical pixels, for a screen of this device pixel ratio.

        Raises ValueError for a name that does not exist.
        """
        code = self.codes.get(name.removeprefix(PREFIX))
        if code is None or not name.startswith(PREFIX):
            raise ValueError(f"there is no icon “{name}”")
        pixels = size * ratio
        pixmap = QPixmap(pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        font = QFont(self.family)
        font.setPixelSize(round(_SHARE * pixels.height()))
        painter = QPainter(pixmap)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRect(0, 0, pixels.width(), pixels.height()), Qt.AlignmentFlag.AlignCenter, chr(int(code, 16)))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


@cache
def icon_font() -> IconFont:
    """The font, loaded at the first call: Qt keeps the fonts of a program for as long as it runs.

    Only the files of qtawesome are used: importing it takes as long as all of the editor, since it brings twelve fonts
    and, through qtpy, modules of Qt that no window of ours needs. Raises FileNotFoundError where they are not there.
    """
    spec = find_spec("qtawesome")
    folders = [Path(place) / "fonts" for place in (spec.submodule_search_locations or () if spec is not None else ())]
    fonts, codes = ([path for folder in folders for path in folder.glob(name)] for name in (_FONT, _CODES))
    if not fonts or not codes:
        raise FileNotFoundError(f"qtawesome is not installed, or without {_FONT}")
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(fonts[0])))
    if not families:
        raise FileNotFoundError(f"Qt cannot use the font {fonts[0]}")
    return IconFont(families[0], json.loads(codes[0].read_text(encoding="utf-8")))
