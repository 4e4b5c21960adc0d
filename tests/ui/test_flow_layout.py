"""Side by side, and on in the next line."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.flow_layout import FlowLayout


@pytest.fixture
def board(qtbot):
    board = QWidget()
    qtbot.addWidget(board)
    return board


@pytest.fixture
def flow(board):
    layout = FlowLayout(board, gap=10, line_gap=5, indent=20)
    for _ in range(3):
        box = QWidget()
        box.setFixedSize(100, 30)
        layout.addWidget(box)
    return layout


def places(flow):
    return [(flow.itemAt(i).geometry().left(), flow.itemAt(i).geometry().top()) for i in range(flow.count())]


def test_items_go_on_in_the_next_line_after_an_indent(flow):
    assert flow.heightForWidth(400) == 30
    assert flow.heightForWidth(230) == 65
    flow.setGeometry(QRect(0, 0, 230, 65))
    assert places(flow) == [(0, 0), (110, 0), (20, 35)]


def test_hidden_items_take_no_room(flow):
    flow.itemAt(1).widget().hide()
    assert flow.heightForWidth(230) == 30


def test_an_item_that_grows_fills_its_line(flow):
    line = QWidget()
    line.setMinimumSize(50, 30)
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    flow.addWidget(line)
    flow.setGeometry(QRect(0, 0, 600, 30))
    assert line.geometry() == QRect(330, 0, 270, 30)


def test_items_are_counted_inserted_and_taken(flow):
    box = QWidget()
    flow.insertWidget(0, box)
    assert flow.itemAt(0).widget() is box
    assert flow.takeAt(0).widget() is box
    assert flow.count() == 3
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    assert flow.expandingDirections() == Qt.Orientation(0)
    assert flow.sizeHint() == flow.minimumSize()
    box.deleteLater()


def test_margins_are_kept_on_all_sides(flow):
    plain = flow.heightForWidth(210)
    flow.setContentsMargins(7, 3, 0, 2)
    assert flow.heightForWidth(217) == plain + 5
    flow.setGeometry(QRect(0, 0, 217, 100))
    assert places(flow) == [(7, 3), (117, 3), (27, 38)]
