"""A person at the window: looks, presses keys and clicks, and knows nothing else of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QStatusBar, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.app import Parts
from editor.ui.cards.empty_state import EmptyState
from editor.ui.main_window import MainWindow
from editor.ui.session import Session


class Desk:
    """Keys go to whatever has the focus, as on a real desk."""

    def __init__(self, qtbot: QtBot, parts: Parts) -> None:
        self.qtbot = qtbot
        self.parts = parts

    # --- looking ------------------------------------------------------------------------------------------------

    @property
    def window(self) -> MainWindow:
        return self.parts.window

    @property
    def session(self) -> Session:
        return self.parts.session

    @property
    def focus(self) -> QWidget:
        """What the keys go to."""
        here = QApplication.focusWidget()
        assert here is not None, "nothing has the focus"
        return here

    def wait_for_focus(self, name: str) -> None:
        """Until the widget of that name has it."""
        self.qtbot.waitUntil(lambda: here.objectName() == name if (here := QApplication.focusWidget()) else False)

    def come_back(self) -> None:
        """From a dialog that has closed. Window managers do this themselves; the offscreen platform does not."""
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()

    def find(self, name: str) -> QWidget:
        """The one widget of that name that can be seen."""
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} widgets named {name} are to be seen"
        return found[0]

    def listed(self) -> list[str]:
        """The cards in the list, in its order."""
        model = self.window.list.cards.model()
        return [model.id_at(row) for row in range(model.rowCount())]

    def current(self) -> str:
        return self.window.list.cards.current_id()

    def message(self) -> str:
        """What the status bar says just now."""
        return self.window.findChild(QStatusBar).currentMessage()

    def panel_says(self) -> str:
        """All words of the right half of the window, and those of the list where it is empty."""
        labels = self.window.panel.findChildren(QLabel)
        for empty in self.window.list.cards.findChildren(EmptyState):
            labels += empty.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    # --- doing --------------------------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a site and wait for its last row."""
        with self.reading():
            self.window.open(path)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Wait until all rows are read, and one of them is shown."""
        with self.qtbot.waitSignal(self.session.reading, check_params_cb=lambda read, of: read == of > 0):
            yield
        self.qtbot.waitUntil(lambda: bool(self.window.panel.ids) or not self.listed())

    def press(self, keys: str, times: int = 1) -> None:
        """A key with what is held, as a shortcut spells it: `Ctrl+S`, `J`, `Down`."""
        combination = QKeySequence(keys)[0]
        for _ in range(times):
            self.qtbot.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Characters, one by one; those of no ASCII key as an input method sends them."""
        for character in text:
            if character == "\n":
                self.press("Return")
            elif character.isascii():
                self.qtbot.keyClicks(self.focus, character)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                    QApplication.sendEvent(self.focus, event)

    def retype(self, text: str) -> None:
        """Put `text` in the place of all that stands in the field."""
        self.press("Ctrl+A")
        self.type(text)

    def paste_over(self, text: str) -> None:
        """Put `text` in the place of all that stands in the field, by the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+A")
        self.press("Ctrl+V")

    def click(self, target: str | QWidget) -> None:
        """With the left button, in the middle of the widget; brought into sight first, if it is in the form."""
        widget = self.find(target) if isinstance(target, str) else target
        if self.window.panel.form.isAncestorOf(widget):
            self.window.panel.form.ensureWidgetVisible(widget)
        surface = widget.viewport() if isinstance(widget, QPlainTextEdit) else widget
        self.qtbot.mouseClick(surface, Qt.MouseButton.LeftButton)

    def click_card(self, card_id: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """On its row in the list, left of the mark; what is shown of it follows."""
        cards = self.window.list.cards
        row = cards.visualRect(cards.model().index(self.listed().index(card_id), 0))
        place = QPoint(row.left() + row.width() // 2, row.center().y())
        self.qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, held, place)
        self.qtbot.waitUntil(lambda: self.window.panel.ids == cards.selected_ids())

    def search(self, query: str) -> None:
        """By Ctrl+F and typing; the list has answered when this returns."""
        self.press("Ctrl+F")
        self.retype(query) if query else self.press("Backspace")
        self.qtbot.waitUntil(lambda: self.window.list.query == query)

    def choose_sort(self, field: str) -> None:
        """In the box above the list, by keys."""
        box = self.find("sortField")
        assert isinstance(box, QComboBox)
        box.setFocus()
        self.press("Home")
        self.press("Down", times=box.findData(field))

    def look_again(self) -> None:
        """By F5; what the disk has now has arrived when this returns."""
        with self.qtbot.waitSignal(self.session.looked):
            self.press("F5")

    def save(self, keys: str = "Ctrl+S") -> None:
        """By that key; all is on the disk when this returns."""
        with self.qtbot.waitSignal(self.session.saved):
            self.press(keys)

    def undo_all(self) -> None:
        """Ctrl+Z as long as there is something to undo."""
        while self.window.actions_table.action("undo").isEnabled():
            self.press("Ctrl+Z")
