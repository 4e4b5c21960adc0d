"""editor.ui.key_guard: what is typed into a field is text, and what commands the window still does."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.ui.actions import ActionTable
from editor.ui.key_guard import KeyGuard
from editor.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Window(QMainWindow):
    """Fields of every kind, and a log of the actions that ran."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.actions_table = ActionTable(theme, self)
        self.actions_table.handle({spec.name: partial(self._log, spec.name) for spec in self.actions_table.specs})
        self.guard = KeyGuard(self.actions_table, self)
        self.list = QListWidget()
        self.list.addItems(["one", "two"])
        self.line, self.text, self.rich, self.number = QLineEdit(), QPlainTextEdit(), QTextEdit(), QSpinBox()
        self.choice, self.editable = QComboBox(), QComboBox()
        self.choice.addItems(["article", "podcast"])
        self.editable.setEditable(True)
        page = QWidget()
        layout = QVBoxLayout(page)
        for widget in (self.list, self.line, self.text, self.rich, self.number, self.choice, self.editable):
            layout.addWidget(widget)
        self.setCentralWidget(page)

    def _log(self, name: str, _checked: bool = False) -> None:
        self.ran.append(name)


FIELDS = ("line", "text", "rich", "editable")


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    window = Window(theme)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.list.setFocus()
    return window


@pytest.fixture
def press(window: Window, qtbot: QtBot) -> Callable[..., None]:
    """Presses a key in whatever has the focus, as a person does."""

    def press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window.focusWidget(), key, modifiers)

    return press


def focus(window: Window, name: str, qtbot: QtBot) -> QWidget:
    field: QWidget = getattr(window, name)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def content(field: QWidget) -> str:
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_letters_are_shortcuts_in_the_list(window: Window, press: Callable[..., None]):
    for key in "jkpynoe.,z/?":
        press(key)
    assert window.ran == [
        *("next_card", "previous_card", "publish", "publish_and_next", "hide_and_next", "open_story", "edit_title"),
        *("next_picture", "previous_picture", "fit_picture", "find", "keys"),
    ]


@pytest.mark.parametrize("name", FIELDS)
def test_letters_are_text_in_a_field(name: str, window: Window, press: Callable[..., None], qtbot: QtBot):
    field = focus(window, name, qtbot)
    for key in "jkpynoez.,/?":
        press(key)
    press("P", SHIFT)
    assert window.ran == []
    assert content(field) == "jkpynoez.,/?P"


def test_letters_do_nothing_in_a_number(window: Window, press: Callable[..., None], qtbot: QtBot):
    field = focus(window, "number", qtbot)
    field.selectAll()
    for key in "4p2":
        press(key)
    assert window.ran == []
    assert field.value() == 42


def test_letters_choose_in_a_combo_box(window: Window, press: Callable[..., None], qtbot: QtBot):
    field = focus(window, "choice", qtbot)
    press("p")
    assert window.ran == []
    assert field.currentText() == "podcast"


@pytest.mark.parametrize("name", ["line", "text"])
def test_a_field_that_cannot_be_edited_takes_no_letters(
    name: str, window: Window, press: Callable[..., None], qtbot: QtBot
):
    focus(window, name, qtbot).setReadOnly(True)
    press("j")
    assert window.ran == ["next_card"]


@pytest.mark.parametrize("name", [*FIELDS, "number", "choice", "list"])
def test_commands_work_everywhere(name: str, window: Window, press: Callable[..., None], qtbot: QtBot):
    focus(window, name, qtbot)
    press(Qt.Key.Key_S, CTRL)
    press(Qt.Key.Key_S, CTRL | SHIFT)
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_K, CTRL)
    press(Qt.Key.Key_F, CTRL)
    press(Qt.Key.Key_O, CTRL)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(key, CTRL)
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F1, Qt.Key.Key_Escape):
        press(key)
    assert window.ran == [
        *(
            "save",
            "save_all",
            "save_and_next",
            "commands",
            "find",
            "open_site",
            "show_form",
            "show_source",
            "show_card",
        ),
        *("next_card", "previous_card", "reload", "keys", "back_to_list"),
    ]


@pytest.mark.parametrize("name", FIELDS)
def test_undo_is_the_fields_while_it_has_a_step_and_then_the_windows(
    name: str, window: Window, press: Callable[..., None], qtbot: QtBot
):
    field = focus(window, name, qtbot)
    press("a")
    press(Qt.Key.Key_Z, CTRL)
    assert content(field) == ""
    assert window.ran == []
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert content(field) == "a"
    assert window.ran == []
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert window.ran == ["undo"]


@pytest.mark.parametrize("name", [*FIELDS, "number", "choice", "list"])
def test_undo_and_redo_are_the_windows_where_nothing_was_typed(
    name: str, window: Window, press: Callable[..., None], qtbot: QtBot
):
    focus(window, name, qtbot)
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert window.ran == ["undo", "redo"]


def test_the_fields_own_keys_stay_its_own(window: Window, press: Callable[..., None], qtbot: QtBot):
    field = focus(window, "line", qtbot)
    for key in "abc":
        press(key)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Backspace)
    assert content(field) == ""
    assert window.ran == []
