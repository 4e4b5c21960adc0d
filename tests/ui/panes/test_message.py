"""The calm page."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.ui.colours import Scheme
from editor.ui.panes.message import Message
from editor.ui.theme import Theme


def test_it_says_what_and_why_also_to_a_screen_reader(qtbot: QtBot, theme: Theme):
    message = Message(theme)
    qtbot.addWidget(message)
    message.tell("mdi6.card-text-outline", "No card selected", "Choose a card in the list.")
    assert message.findChild(QLabel, "message.title").text() == "No card selected"
    assert message.accessibleName() == "No card selected. Choose a card in the list."
    theme.set_scheme(Scheme.DARK)
    assert not message.findChildren(QLabel)[0].pixmap().isNull()
