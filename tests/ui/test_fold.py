"""A heading that opens and closes what is below it."""

import pytest
from PySide6.QtCore import Qt

from editor.ui.colours import Scheme
from editor.ui.fold import Fold


@pytest.fixture
def fold(theme, qtbot) -> Fold:
    fold = Fold(theme)
    qtbot.addWidget(fold)
    fold.show()
    return fold


def chevron(fold: Fold):
    return fold.icon().pixmap(fold.iconSize()).toImage()


def test_left_closes_right_opens_and_space_does_either(fold, qtbot):
    for key, is_open in (
        (Qt.Key.Key_Right, True),
        (Qt.Key.Key_Right, True),
        (Qt.Key.Key_Left, False),
        (Qt.Key.Key_Space, True),
        (Qt.Key.Key_Space, False),
    ):
        qtbot.keyClick(fold, key)
        assert fold.isChecked() is is_open


def test_the_chevron_tells_whether_it_is_open_and_follows_the_colours(fold, theme):
    closed = chevron(fold)
    fold.setChecked(True)
    opened = chevron(fold)
    assert opened != closed
    theme.set_scheme(Scheme.DARK)
    assert chevron(fold) != opened
