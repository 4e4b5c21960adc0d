"""A window in a process of its own into which somebody types without end: `python -m tests.torture.typist SITE FOLDER`.

Says when a key has been taken: the number of the text, and the time by the system's clock that all processes share.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.ui.app import build, make_application
from editor.ui.settings import Settings

EVERY = 40
"""Milliseconds between two keys."""


def main() -> None:
    """Opens the site, goes to the title of its first card, and types until the process is killed."""
    site, folder = Path(sys.argv[1]), Path(sys.argv[2])
    app = make_application(["newscards"])
    settings = Settings(folder / "settings.ini")
    settings.offline = True
    parts = build(app, settings, folder / "pictures", folder / "state")
    parts.window.show()
    keys = QTimer(interval=EVERY)
    count = 0

    def press() -> None:
        nonlocal count
        here = QApplication.focusWidget()
        if not isinstance(here, QLineEdit):
            return
        count += 1
        QTest.keyClicks(here, "." if count > 1 else " ")
        print(count, time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)

    def begin() -> None:
        parts.window.activateWindow()
        parts.window.actions_table.action("edit_title").trigger()
        keys.start()

    keys.timeout.connect(press)
    parts.session.reading.connect(lambda read, of: QTimer.singleShot(100, begin) if read == of > 0 else None)
    parts.window.open(site)
    app.exec()


if __name__ == "__main__":
    main()
