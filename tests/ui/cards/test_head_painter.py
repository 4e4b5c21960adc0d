import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from editor.model.site.index import Group
from editor.ui.cards.groups import Grouping
from editor.ui.cards.head_painter import HeadPainter
from editor.ui.theme import Theme

PLACE = QRect(0, 0, 300, 32)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def painted(theme: Theme, name: str, direction: Qt.LayoutDirection = LTR) -> QImage:
    image = QImage(PLACE.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    HeadPainter(theme).paint(painter, PLACE, Group(name, 0, 12), Grouping.PROVIDER, direction)
    painter.end()
    return image


def ink(theme: Theme, image: QImage) -> list[int]:
    ground = theme.colours.window
    return [x for x in range(300) if any(image.pixelColor(x, y) != ground for y in range(31))]


def test_a_name_and_a_number_stand_on_the_ground_of_the_window(theme: Theme) -> None:
    found = ink(theme, painted(theme, "Harbour Times"))
    assert 12 <= found[0] < 16
    assert found[-1] < 200


@pytest.mark.parametrize("direction", [LTR, RTL])
def test_a_long_name_leaves_room_for_the_number(theme: Theme, direction: Qt.LayoutDirection) -> None:
    found = ink(theme, painted(theme, "The Association of Very Long Names of Providers of News, Inc.", direction))
    assert found[0] >= 12
    assert found[-1] <= 288


def test_for_who_reads_from_the_right_it_stands_at_the_right(theme: Theme) -> None:
    found = ink(theme, painted(theme, "Harbour Times", RTL))
    assert found[0] > 100
    assert 284 <= found[-1] <= 288
