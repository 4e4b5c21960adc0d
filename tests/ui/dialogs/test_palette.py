"""editor.ui.dialogs.palette: a few letters, Enter, done."""

from functools import partial

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.actions import ActionTable
from editor.ui.dialogs.palette import CommandListModel, CommandPalette
from editor.ui.theme import Theme


class Window(QMainWindow):
    """A window that logs what the palette runs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.table = ActionTable(theme, self)
        self.table.handle({spec.name: partial(self._log, spec.name) for spec in self.table.specs})

    def _log(self, name: str, _checked: bool = False) -> None:
        self.ran.append(name)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    window = Window(theme)
    qtbot.addWidget(window)
    window.setCentralWidget(QWidget())
    window.resize(900, 700)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.fixture
def palette(window: Window, theme: Theme, qtbot: QtBot) -> CommandPalette:
    palette = CommandPalette(window.table, theme, window)
    with qtbot.waitActive(palette):
        palette.open()
    return palette


def query(palette: CommandPalette) -> QLineEdit:
    return palette.findChild(QLineEdit, "command_query")


def shown(palette: CommandPalette) -> list[str]:
    model = palette.findChild(QListView, "command_list").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def chosen(palette: CommandPalette) -> str:
    return str(palette.findChild(QListView, "command_list").currentIndex().data())


def test_it_begins_with_every_command_and_the_keyboard_in_the_query(palette: CommandPalette, window: Window):
    assert query(palette).hasFocus()
    assert shown(palette) == [spec.label for spec in window.table.specs if spec.name != "commands"]
    assert chosen(palette) == "Open site"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sav", "Save"),
        ("save all", "Save all"),
        ("SAVE AL", "Save all"),
        ("saev all", "Save all"),
        ("browser", "Open the story in the browser"),
        ("next pic", "Next picture"),
        ("offline", "Work offline"),
        ("dark", "Dark"),
    ],
)
def test_a_few_letters_find_the_command(typed: str, first: str, palette: CommandPalette, qtbot: QtBot):
    qtbot.keyClicks(query(palette), typed)
    assert shown(palette)[0] == first


def test_enter_runs_what_is_chosen_and_closes(palette: CommandPalette, window: Window, qtbot: QtBot):
    qtbot.keyClicks(query(palette), "sav")
    with qtbot.waitSignal(palette.destroyed):
        qtbot.keyClick(query(palette), Qt.Key.Key_Return)
    assert window.ran == ["save"]


def test_the_arrows_choose_without_leaving_the_query(palette: CommandPalette, qtbot: QtBot):
    for key, label in (
        (Qt.Key.Key_Up, "Open site"),
        (Qt.Key.Key_Down, "Open card"),
        (Qt.Key.Key_Down, "New card"),
        (Qt.Key.Key_Up, "Open card"),
        (Qt.Key.Key_PageDown, "Redo"),
        (Qt.Key.Key_PageUp, "Open card"),
    ):
        qtbot.keyClick(query(palette), key)
        assert chosen(palette) == label
    assert query(palette).hasFocus()


def test_a_click_runs(palette: CommandPalette, window: Window, qtbot: QtBot):
    view = palette.findChild(QListView, "command_list")
    place = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.ran == ["new_card"]


def test_what_is_disabled_is_neither_chosen_first_nor_run(window: Window, theme: Theme, qtbot: QtBot):
    window.table.enable(["save"], False)
    palette = CommandPalette(window.table, theme, window)
    qtbot.addWidget(palette)
    query(palette).setText("save")
    assert shown(palette)[0] == "Save"
    assert chosen(palette) == "Save all"
    qtbot.keyClick(query(palette), Qt.Key.Key_Up)
    assert chosen(palette) == "Save"
    qtbot.keyClick(query(palette), Qt.Key.Key_Return)
    assert window.ran == []


def test_nothing_found_is_said(palette: CommandPalette, window: Window, qtbot: QtBot):
    query(palette).setText("zzzzqqqq")
    assert shown(palette) == []
    assert [label.text() for label in palette.findChildren(QLabel) if label.isVisible()] == [
        "No command has such a name."
    ]
    qtbot.keyClick(query(palette), Qt.Key.Key_Return)
    assert window.ran == []
    assert palette.isVisible()


def test_escape_leaves_it_without_running_anything(palette: CommandPalette, window: Window, qtbot: QtBot):
    with qtbot.waitSignal(palette.destroyed):
        qtbot.keyClick(query(palette), Qt.Key.Key_Escape)
    assert window.ran == []


def test_it_goes_when_another_window_is_chosen(window: Window, theme: Theme, qtbot: QtBot):
    palette = CommandPalette(window.table, theme, window)
    with qtbot.waitActive(palette):
        palette.show()
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitSignal(palette.destroyed):
        other.show()
        other.activateWindow()


def test_what_cannot_be_used_is_faint(palette: CommandPalette, window: Window, theme: Theme):
    def inks(row: int) -> set[str]:
        view = palette.findChild(QListView, "command_list")
        image = view.viewport().grab(view.visualRect(view.model().index(row, 0))).toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert theme.colours.text.name() in inks(3)
    window.table.enable(["save"], False)
    assert theme.colours.text.name() not in inks(3)
    assert theme.colours.disabled.name() in inks(3)


def test_the_list_keeps_qts_rules(window: Window):
    model = CommandListModel(window.table)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.search("save")
    model.search("")
    assert tester.model() is model
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Opens the folder of a site and reads its cards."
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None
