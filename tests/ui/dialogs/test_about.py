"""editor.ui.dialogs.about: what one needs to say in a report."""

from importlib import metadata

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.about import AboutDialog, version_text
from editor.ui.theme import Theme


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> AboutDialog:
    dialog = AboutDialog()
    with qtbot.waitActive(dialog):
        dialog.open()
    return dialog


def test_the_versions_are_those_that_run():
    lines = version_text().splitlines()
    assert lines[0].startswith("News Card Editor")
    assert f"Qt {qVersion()}" in version_text()
    assert f"PyYAML {metadata.version('PyYAML')}" in lines


def test_a_part_without_metadata_is_no_failure(monkeypatch: pytest.MonkeyPatch):
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert "PyYAML (unknown version)" in version_text().splitlines()


def test_the_versions_can_be_copied(dialog: AboutDialog, qtbot: QtBot):
    qtbot.mouseClick(dialog.findChild(QPushButton, "about_copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == version_text()
    assert dialog.findChild(QLabel, "about_versions").text() == version_text()


def test_return_closes_it(dialog: AboutDialog, qtbot: QtBot):
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    assert close.isDefault()
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
