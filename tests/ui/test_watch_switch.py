"""The developers' overlay comes and goes by keys that no menu names."""

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from editor.ui.app import Parts
from editor.ui.watch_switch import KEYS


def test_keys_show_and_hide_it(qtbot: QtBot, parts: Parts):
    assert parts.watch.overlay is None
    keys = QKeySequence(KEYS)[0]
    for visible in (True, False, True):
        qtbot.keyClick(parts.window, keys.key(), keys.keyboardModifiers())
        assert parts.watch.overlay.isVisible() is visible


def test_no_menu_names_it(parts: Parts):
    keys = QKeySequence(KEYS)
    assert all(keys not in action.shortcuts() for action in parts.window.actions())
