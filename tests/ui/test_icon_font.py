"""The icons are drawn from the font that qtawesome ships."""

import subprocess
import sys

import pytest
import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from editor.ui.icon_font import icon_font

GREEN = QColor("#12a456")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("name", ["mdi6.check", "mdi6.folder-open-outline"])
def test_an_icon_looks_as_qtawesome_draws_it(qapp: QApplication, name: str, ratio: float):
    ours = icon_font().drawn(name, QSize(18, 18), GREEN, ratio)
    theirs = qtawesome.icon(name, color=GREEN).pixmap(QSize(18, 18), ratio)
    assert ours.toImage() == theirs.toImage()
    assert ours.devicePixelRatio() == ratio


@pytest.mark.parametrize("name", ["mdi6.no-such-thing", "check", "fa6s.check", ""])
def test_what_is_no_name_of_an_icon_is_refused(qapp: QApplication, name: str):
    with pytest.raises(ValueError, match="there is no icon"):
        icon_font().drawn(name, QSize(18, 18), GREEN)


def test_the_font_is_loaded_once(qapp: QApplication):
    assert icon_font() is icon_font()


def test_drawing_icons_does_not_import_what_ships_them():
    code = (
        "import sys\nfrom PySide6.QtCore import QSize\nfrom PySide6.QtGui import QColor, QGuiApplication\n"
        "from editor.ui.icon_font import icon_font\napp = QGuiApplication(['x', '-platform', 'offscreen'])\n"
        "assert not icon_font().drawn('mdi6.check', QSize(18, 18), QColor('red')).isNull()\n"
        "sys.exit(' '.join({'qtawesome', 'qtpy', 'PySide6.QtOpenGL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
