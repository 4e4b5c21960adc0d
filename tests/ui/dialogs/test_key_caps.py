"""editor.ui.dialogs.key_caps: keys drawn as they look on a keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QListWidget, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.key_caps import KeyCapsDelegate, caps, caps_width, draw_caps
from editor.ui.theme import Theme


@pytest.mark.parametrize(
    ("keys", "parts"),
    [
        ("J", ["J"]),
        ("Ctrl+Shift+S", ["Ctrl", "Shift", "S"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("+", ["+"]),
        ("⌘S", ["⌘S"]),
    ],
)
def test_a_shortcut_is_its_keys(keys: str, parts: list[str]):
    assert caps(keys) == parts


def test_keys_are_drawn_as_wide_as_they_say(theme: Theme):
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    painter = QPainter(image)
    draw_caps(painter, 10, 20, "Ctrl+Shift+S", theme)
    painter.end()
    drawn = [x for x in range(300) if any(image.pixelColor(x, y) != QColor("red") for y in range(40))]
    assert drawn[0] == 10
    assert drawn[-1] == 10 + caps_width("Ctrl+Shift+S", theme) - 1


def test_keys_that_do_nothing_now_are_faint(theme: Theme):
    def ink(enabled: bool) -> QImage:
        image = QImage(80, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_caps(painter, 10, 20, "Ctrl+S", theme, enabled=enabled)
        painter.end()
        return image

    assert ink(True) != ink(False)


def test_an_item_is_as_wide_as_all_its_keys(theme: Theme, qtbot: QtBot):
    view = QListWidget()
    qtbot.addWidget(view)
    delegate = KeyCapsDelegate(theme)
    view.setItemDelegate(delegate)
    view.addItems(["Ctrl+S", "Ctrl+S, J", ""])
    option = QStyleOptionViewItem()
    one, two, none = (delegate.sizeHint(option, view.model().index(row, 0)).width() for row in range(3))
    assert two > one > none
    assert not view.grab().isNull()
