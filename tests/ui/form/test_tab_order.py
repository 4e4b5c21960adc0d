"""Where Tab leads within a page that scrolls."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from editor.ui.form.tab_order import next_stop


@pytest.fixture
def window(qtbot):
    """Lines `a` to `d` in the page, made in another order than they stand, `c` within a row; `before` and `after`."""
    window = QWidget()
    qtbot.addWidget(window)
    lines = {"before": QLineEdit(window)}
    area, page = QScrollArea(window), QWidget()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    lines |= {name: QLineEdit(page) for name in ("d", "c", "b", "a")} | {"after": QLineEdit(window)}
    for name, line in lines.items():
        line.setObjectName(name)
    rows = QVBoxLayout(page)
    rows.addWidget(lines["a"])
    rows.addWidget(lines["b"])
    row = QHBoxLayout()
    row.addWidget(lines["c"])
    rows.addLayout(row)
    rows.addStretch()
    rows.addWidget(lines["d"])
    area.setWidget(page)
    outside = QVBoxLayout(window)
    for widget in (lines["before"], area, lines["after"]):
        outside.addWidget(widget)
    window.area, window.lines = area, lines
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def walk(window, start, *, forward=True):
    names = []
    window.lines[start].setFocus()
    while (stop := next_stop(window.area, forward=forward)) is not None and len(names) < 9:
        names.append(stop.objectName())
        stop.setFocus()
    return names


def test_the_order_is_that_of_the_layouts(window):
    assert walk(window, "a")[:3] == ["b", "c", "d"]
    assert walk(window, "d", forward=False)[:3] == ["c", "b", "a"]


def test_at_its_ends_tab_leaves_the_page(window):
    assert walk(window, "d") == ["after"]
    assert walk(window, "a", forward=False) == ["before"]


def test_what_cannot_take_the_focus_is_passed_over(window):
    window.lines["b"].setEnabled(False)
    window.lines["c"].hide()
    assert walk(window, "a") == ["d", "after"]


def test_elsewhere_it_is_for_qt_to_say(window):
    window.lines["before"].setFocus()
    assert next_stop(window.area, forward=True) is None
    window.lines["before"].clearFocus()
    assert next_stop(window.area, forward=True) is None
