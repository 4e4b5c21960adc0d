"""editor.ui.switch: a check box in all but its looks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from pytestqt.qtbot import QtBot

from editor.ui.colours import Scheme
from editor.ui.switch import Switch
from editor.ui.theme import Theme

ON, OFF, HALF = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked
LEFT, RIGHT, MIDDLE = 8, 28, 12  # of the track, where the knob may be


@pytest.fixture
def switch(theme: Theme, qtbot: QtBot) -> Switch:
    switch = Switch("Published", theme)
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    return switch


def track(switch: Switch) -> QColor:
    """Its colour where the knob is not."""
    return switch.grab().toImage().pixelColor(RIGHT if switch.checkState() is OFF else LEFT, MIDDLE)


def test_a_click_anywhere_turns_it_on_and_off(switch: Switch, qtbot: QtBot):
    with qtbot.waitSignal(switch.clicked):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 2, 3))
    assert switch.checkState() is ON
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.checkState() is OFF


def test_the_space_bar_turns_it_on(switch: Switch, qtbot: QtBot):
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()


def test_several_values_become_on_with_a_click_and_never_come_back(switch: Switch, qtbot: QtBot):
    switch.setCheckState(HALF)
    states = []
    for _ in range(3):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
        states.append(switch.checkState())
    assert states == [ON, OFF, ON]


def test_setting_it_from_code_is_no_click(switch: Switch, qtbot: QtBot):
    with qtbot.assertNotEmitted(switch.clicked):
        switch.setChecked(True)


def test_its_track_says_what_it_is(switch: Switch, theme: Theme):
    assert track(switch) == theme.colours.switch_off
    switch.setChecked(True)
    assert track(switch) == theme.colours.switch_on
    switch.setCheckState(HALF)
    assert track(switch) == theme.colours.switch_off
    switch.setEnabled(False)
    assert track(switch) == theme.colours.field_border


def test_it_changes_with_the_theme(switch: Switch, theme: Theme):
    theme.set_scheme(Scheme.DARK)
    assert track(switch) == theme.colours.switch_off


def test_the_knob_slides_while_it_is_seen(switch: Switch, qtbot: QtBot):
    with qtbot.waitExposed(switch):
        switch.show()
    before = switch.grab().toImage()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: switch.grab().toImage().pixelColor(RIGHT, MIDDLE) == QColor("white"))
    assert before.pixelColor(RIGHT, MIDDLE) != QColor("white")


def test_a_knob_that_is_not_to_slide_stands_where_it_belongs(switch: Switch, qtbot: QtBot):
    with qtbot.waitExposed(switch):
        switch.show()
    switch.setChecked(True)
    switch.stop_sliding()
    assert switch.grab().toImage().pixelColor(RIGHT, MIDDLE) == QColor("white")


def test_the_focus_is_seen(switch: Switch, theme: Theme, qtbot: QtBot):
    with qtbot.waitActive(switch):
        switch.show()
    switch.clearFocus()
    without = switch.grab().toImage()
    switch.setFocus()
    qtbot.waitUntil(switch.hasFocus)
    assert switch.grab().toImage() != without


def test_a_screen_reader_meets_a_check_box(switch: Switch):
    told = QAccessible.queryAccessibleInterface(switch)
    assert told.role() == QAccessible.Role.CheckBox
    assert told.text(QAccessible.Text.Name) == "Published"
    assert told.state().checkable


def test_without_text_it_is_only_as_wide_as_its_track(theme: Theme, switch: Switch, qtbot: QtBot):
    bare = Switch("", theme)
    qtbot.addWidget(bare)
    assert bare.sizeHint().width() < switch.sizeHint().width()
    assert bare.minimumSizeHint() == bare.sizeHint()
    assert not bare.grab().isNull()
