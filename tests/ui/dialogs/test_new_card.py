"""The dialog for a new card."""

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.new_card import NewCardDialog


def test_the_file_is_shown_while_the_title_is_typed(qtbot: QtBot):
    dialog = NewCardDialog(["_learning", "_news"], "_news", lambda folder, title: f"{folder}/{title}.md")
    qtbot.addWidget(dialog)
    dialog.show()
    make = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert not make.isEnabled()
    qtbot.keyClicks(dialog.findChild(QLineEdit), "ferry")
    assert dialog.findChild(QLabel, "new_card.file").text() == "_news/ferry.md"
    dialog.findChild(QComboBox).setCurrentText("_learning")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        make.click()
    assert chosen.args == ["_learning", "ferry"]
