"""What all parts of the form are made of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.ui.colours import Scheme
from editor.ui.form.kit import FormKit, IconButton, lay_out, resting, set_shown, toned_label


@pytest.fixture
def kit(theme):
    return FormKit(theme, lambda _: (), lambda _: {})


def picture(button):
    return button.icon().pixmap(button.iconSize()).toImage()


def test_an_icon_button_is_named_and_follows_the_theme(kit, qtbot):
    button = IconButton(kit, "mdi6.close", "Remove")
    qtbot.addWidget(button)
    assert (button.toolTip(), button.accessibleName()) == ("Remove", "Remove")
    light = picture(button)
    kit.theme.set_scheme(Scheme.DARK)
    assert picture(button) != light


def test_a_toned_label_wraps_plain_text(qtbot):
    label = toned_label("warning")
    qtbot.addWidget(label)
    assert (label.property("tone"), label.wordWrap(), label.textFormat()) == (
        "warning",
        True,
        Qt.TextFormat.PlainText,
    )


def test_what_was_never_shown_or_hidden_is_so_from_now_on(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    shown, hidden = QLabel(parent), QLabel(parent)
    set_shown(shown, True)
    set_shown(hidden, False)
    parent.show()
    assert (shown.isVisible(), hidden.isVisible()) == (True, False)
    set_shown(shown, False)
    set_shown(hidden, True)
    assert (shown.isVisible(), hidden.isVisible()) == (False, True)


def test_layouts_that_rest_are_laid_out_once_in_the_next_turn(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    layout = QVBoxLayout(parent)
    labels = [QLabel(str(number)) for number in range(3)]
    for label in labels:
        layout.addWidget(label)
        label.hide()
    parent.show()
    with resting(layout, None):
        for label in labels:
            label.show()
        assert {label.y() for label in labels} == {0}  # Qt would have moved them with every one that is shown
    qtbot.waitUntil(lambda: labels[0].y() < labels[1].y() < labels[2].y())


def test_layouts_wake_up_even_where_showing_fails():
    layout = QVBoxLayout()
    with pytest.raises(LookupError), resting(layout):
        raise LookupError
    assert layout.isEnabled()


def test_one_pass_lays_out_what_is_within_each_other(qtbot):
    label = QLabel("short")
    label.setFixedWidth(100)
    label.setWordWrap(True)
    outer = QWidget()
    qtbot.addWidget(outer)
    within = label
    for _level in range(4):
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(within)
        within = box
    column = QVBoxLayout(outer)
    column.addWidget(within)
    column.addStretch()
    outer.resize(300, 600)
    outer.show()
    before = within.height()
    label.setText("long enough for some lines " * 4)
    lay_out(outer)
    assert within.height() == label.height() > before
