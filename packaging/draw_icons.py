"""Draws the PNG icons from the two SVG files in resources/icons: `python packaging/draw_icons.py`."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parent.parent / "resources" / "icons"
SMALL = (16, 24, 32)  # these are drawn from the simpler picture
LARGE = (48, 64, 128, 256, 512)


def draw(source: Path, size: int) -> None:
    """Writes newscards-SIZE.png."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    image.save(str(ICONS / f"newscards-{size}.png"))


if __name__ == "__main__":
    app = QGuiApplication([])
    for size in SMALL:
        draw(ICONS / "newscards-small.svg", size)
    for size in LARGE:
        draw(ICONS / "newscards.svg", size)
