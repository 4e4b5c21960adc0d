"""The program around the window."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.resources import resource_path
from editor.ui.app import Parts
from editor.ui.form.field_row import FieldRow


def test_the_sample_site_opens_from_the_welcome_page(qtbot: QtBot, parts: Parts):
    with qtbot.waitSignal(parts.session.reading, check_params_cb=lambda read, of: read == of > 0, timeout=30_000):
        parts.window.welcome.sample_requested.emit()
    assert parts.session.total > 50


def test_the_window_never_waits_long_for_a_reading_thread():
    code = (
        "import sys\nfrom editor.ui.app import make_application\n"
        "app = make_application(['newscards', '-platform', 'offscreen'])\nsys.exit(sys.getswitchinterval() > 0.001)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_the_first_card_needs_is_made_while_the_window_waits_for_it(qtbot: QtBot, parts: Parts, site: Path):
    form = parts.window.panel.form
    assert not form.findChildren(FieldRow)
    parts.show()
    qtbot.waitUntil(lambda: not parts.window.panel.is_getting_ready)
    made = set(form.findChildren(FieldRow))
    assert not any(row.isVisible() for row in made)
    with qtbot.waitSignal(parts.session.reading, check_params_cb=lambda read, of: read == of > 0):
        parts.window.open(site)
    qtbot.waitUntil(lambda: bool(parts.window.panel.ids))
    shown = [row for row in form.findChildren(FieldRow) if row.isVisible()]
    assert shown
    assert made.issuperset(shown)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that a program hears")
def test_the_end_of_the_user_s_session_closes_the_window(site: Path, tmp_path: Path):
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    program = subprocess.Popen(
        [sys.executable, "-W", "default", "-m", "editor", str(site)], env=environment, stderr=subprocess.PIPE
    )
    settings = tmp_path / "newscards" / "settings.ini"
    deadline = time.monotonic() + 60
    while program.poll() is None and not settings.exists() and time.monotonic() < deadline:
        time.sleep(0.1)  # the settings are written once the site stands open
        program.send_signal(signal.SIGCONT)
    program.send_signal(signal.SIGTERM)
    _, errors = program.communicate(timeout=60)
    assert program.returncode == 0, errors
    assert b"Warning" not in errors


def test_numbers_are_said_in_good_english(qapp: QApplication):
    translator = QTranslator()
    assert translator.load(QLocale("en"), "newscards", "_", str(resource_path("translations")))
    assert translator.translate("StatusLine", "%Ln card(s)", "", 1) == "%Ln card"
    assert translator.translate("StatusLine", "%Ln card(s)", "", 2) == "%Ln cards"
    words = resource_path("translations", "newscards_en.ts").read_text(encoding="utf-8")
    assert "unfinished" not in words
