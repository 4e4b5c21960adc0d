import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.ui.cards.columns import Chosen, Columns
from editor.ui.cards.columns_dialog import ColumnsDialog
from editor.ui.theme import Theme

SHOWN = (Chosen("title", 222), Chosen("heat", 60))
FIELDS = ("title", "heat", "date", "provider.domain", "odd")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog stands in front of."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, window: QWidget) -> ColumnsDialog:
    dialog = ColumnsDialog(Columns(load_schemas()), SHOWN, FIELDS, window)
    dialog.open()
    return dialog


@pytest.fixture
def fields(dialog: ColumnsDialog) -> QListWidget:
    return dialog.findChild(QListWidget, "columns_list")


def ok(dialog: ColumnsDialog, qtbot: QtBot) -> tuple[Chosen, ...]:
    buttons = dialog.findChild(QDialogButtonBox)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    return chosen.args[0]


def keys(fields: QListWidget) -> list[str]:
    return [fields.item(row).toolTip() for row in range(fields.count())]


def test_shown_columns_come_first_and_are_ticked(fields: QListWidget) -> None:
    assert keys(fields) == ["title", "heat", "date", "odd", "provider.domain"]
    ticked = [fields.item(row).checkState() == Qt.CheckState.Checked for row in range(fields.count())]
    assert ticked == [True, True, False, False, False]


def test_nothing_done_changes_nothing(dialog: ColumnsDialog, qtbot: QtBot) -> None:
    assert ok(dialog, qtbot) == SHOWN


def test_a_tick_by_key_adds_a_column(dialog: ColumnsDialog, fields: QListWidget, qtbot: QtBot) -> None:
    fields.setCurrentRow(2)
    qtbot.keyClick(fields, Qt.Key.Key_Space)
    assert ok(dialog, qtbot) == (*SHOWN, Chosen("date", 104))


def test_fields_are_moved_by_keys_and_by_buttons(dialog: ColumnsDialog, fields: QListWidget, qtbot: QtBot) -> None:
    fields.setCurrentRow(1)
    qtbot.keyClick(fields, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert keys(fields)[:2] == ["heat", "title"]
    qtbot.keyClick(fields, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert fields.currentRow() == 0
    dialog.findChild(QPushButton, "columns_down").click()
    dialog.findChild(QPushButton, "columns_down").click()
    assert keys(fields)[:3] == ["title", "date", "heat"]
    assert ok(dialog, qtbot) == SHOWN


def test_the_list_can_be_narrowed_and_keeps_its_ticks(dialog: ColumnsDialog, fields: QListWidget, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.findChild(QLineEdit, "columns_filter"), "domain")
    assert [key for row, key in enumerate(keys(fields)) if not fields.item(row).isHidden()] == ["provider.domain"]
    assert ok(dialog, qtbot) == SHOWN


def test_giving_up_tells_nothing(dialog: ColumnsDialog, fields: QListWidget, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
