import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from editor.ui.cards.list_header import ListHeader
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Show


@pytest.fixture
def header(theme: Theme, show: Show) -> ListHeader:
    header = ListHeader(theme)
    show(header, 420, 40)
    return header


@pytest.fixture
def field(header: ListHeader) -> QComboBox:
    field = header.findChild(QComboBox, "sortField")
    assert field is not None
    return field


@pytest.fixture
def direction(header: ListHeader) -> QToolButton:
    direction = header.findChild(QToolButton, "sortDirection")
    assert direction is not None
    return direction


@pytest.mark.parametrize(
    ("shown", "total", "text"),
    [
        (0, 0, "0 cards"),
        (1, 1, "1 card"),
        (128, 128, "128 cards"),
        (0, 128, "0 of 128 cards"),
        (1, 12, "1 of 12 cards"),
    ],
)
def test_it_says_how_many_cards_there_are(header: ListHeader, shown: int, total: int, text: str) -> None:
    header.set_counts(shown, total)
    label = header.findChild(QLabel, "cardCount")
    assert label is not None
    assert label.text() == text


def test_a_field_starts_in_the_direction_one_expects(header: ListHeader, field: QComboBox, qtbot: QtBot) -> None:
    for key, descending in ((Qt.Key.Key_Down, False), (Qt.Key.Key_Down, False), (Qt.Key.Key_Down, True)):
        with qtbot.waitSignal(header.sort_changed) as changed:
            qtbot.keyClick(field, key)
        assert changed.args == [field.currentData(), descending]
    assert field.currentData() == "heat"


def test_the_direction_can_be_turned(header: ListHeader, direction: QToolButton, qtbot: QtBot) -> None:
    assert direction.toolTip() == "Descending"
    with qtbot.waitSignal(header.sort_changed) as changed:
        qtbot.mouseClick(direction, Qt.MouseButton.LeftButton)
    assert changed.args == ["date", False]
    assert direction.toolTip() == direction.accessibleName() == "Ascending"


def test_setting_an_order_is_not_told(
    header: ListHeader, field: QComboBox, direction: QToolButton, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(header.sort_changed):
        header.set_sort("title", False)
        assert (field.currentData(), direction.toolTip()) == ("title", "Ascending")
        header.set_sort("colour", True)
    assert (field.currentData(), direction.toolTip()) == ("title", "Descending")
