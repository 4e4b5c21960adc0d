import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from editor.ui.cards.field_picker import FieldPicker
from editor.ui.cards.groups import Grouping
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
        (0, 128, "0 of 128"),
        (1, 12, "1 of 12"),
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
        header.set_sort("provider.domain", True)
    assert (field.currentData(), direction.toolTip()) == ("provider.domain", "Descending")


def test_any_field_there_is_can_be_chosen(theme: Theme, show: Show, qtbot: QtBot) -> None:
    header = ListHeader(theme, lambda: ("title", "provider.domain", "readingTime"))
    show(header, 420, 40)
    field = header.findChild(QComboBox, "sortField")
    qtbot.keyClick(field, Qt.Key.Key_End)
    assert field.currentData() == "date"  # until one is chosen
    picker = header.findChild(FieldPicker)
    qtbot.keyClicks(picker.findChild(QLineEdit, "field_filter"), "reading")
    with qtbot.waitSignal(header.sort_changed) as changed:
        qtbot.keyClick(picker.findChild(QLineEdit, "field_filter"), Qt.Key.Key_Return)
    assert changed.args == ["readingTime", False]
    assert (field.currentData(), field.currentText()) == ("readingTime", "Reading time")


def test_groups_are_chosen_from_a_menu_and_setting_them_is_not_told(header: ListHeader, qtbot: QtBot) -> None:
    button = header.findChild(QToolButton, "groupBy")
    with qtbot.waitSignal(header.grouping_changed) as changed:
        button.menu().actions()[1].trigger()
    assert changed.args == ["month"]
    assert button.toolTip() == "Grouped by month"
    with qtbot.assertNotEmitted(header.grouping_changed):
        header.set_grouping(Grouping.TOPIC)
    assert [action.isChecked() for action in button.menu().actions()] == [False, False, False, True]


def test_each_view_has_a_button_that_says_what_it_is(header: ListHeader, qtbot: QtBot) -> None:
    action = QAction("&Table", header)
    action.setObjectName("action_view_table")
    action.setIconText("Table")
    action.setCheckable(True)
    header.show_views([action])
    button = header.findChild(QToolButton, "button_action_view_table")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    assert button.accessibleName() == "Table"


def test_a_narrow_header_cuts_the_count_not_the_buttons(header: ListHeader, show: Show) -> None:
    header.set_counts(99_999, 100_000)
    assert header.minimumSizeHint().width() <= 240
