"""What is imported when it is first asked for is not there at the start, and is the real thing when it is asked for."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from editor.ui.app import Parts
from editor.ui.dialogs.about import AboutDialog
from editor.ui.dialogs.palette import CommandPalette
from editor.ui.on_demand import about_dialog, command_palette, write_sample

LATER = (
    *("editor.model.site.sample", "editor.ui.dialogs.about", "editor.ui.dialogs.palette", "editor.ui.watch_overlay"),
    *("qtawesome", "qtpy", "rapidfuzz", "importlib.metadata", "PySide6.QtOpenGL"),
)


def test_the_window_starts_without_what_is_only_asked_for_later():
    code = f"import sys, editor.ui.app\nprint(*set({LATER!r}) & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_dialogs_come_when_they_are_asked_for(qtbot: QtBot, parts: Parts):
    window = parts.window
    palette, about = command_palette(window.actions_table, parts.theme, window), about_dialog(window)
    assert isinstance(palette, CommandPalette)
    assert isinstance(about, AboutDialog)
    assert {palette.parent(), about.parent()} == {window}
    palette.deleteLater()
    about.deleteLater()


def test_the_sample_site_is_written(tmp_path: Path):
    write_sample(tmp_path / "sample")
    assert len(list((tmp_path / "sample" / "_news").glob("*.md"))) > 20
