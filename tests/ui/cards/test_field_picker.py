import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.cards.columns import Column
from editor.ui.cards.field_picker import FieldPicker
from editor.ui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog stands in front of."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def picker(qtbot: QtBot, theme: Theme, window: QWidget) -> FieldPicker:
    columns = (Column("title", "Title"), Column("provider.domain", "Provider · Domain"), Column("odd", "Odd"))
    picker = FieldPicker(columns, window)
    picker.open()
    return picker


@pytest.fixture
def line(picker: FieldPicker) -> QLineEdit:
    return picker.findChild(QLineEdit, "field_filter")


def test_typing_narrows_and_return_chooses(picker: FieldPicker, line: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "domain")
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert chosen.args == ["provider.domain"]


def test_arrows_go_through_the_list_while_one_types(picker: FieldPicker, line: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert chosen.args == ["odd"]


def test_a_click_chooses(picker: FieldPicker, qtbot: QtBot) -> None:
    fields = picker.findChild(QListWidget, "field_list")
    with qtbot.waitSignal(picker.chosen) as chosen:
        place = fields.visualItemRect(fields.item(1)).center()
        qtbot.mouseClick(fields.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["provider.domain"]


def test_where_nothing_is_left_return_chooses_nothing(picker: FieldPicker, line: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "zzz")
    with qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(line, Qt.Key.Key_Return)
