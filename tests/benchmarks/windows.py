"""The real window for benchmarks: on settings of nobody, off the web, and without a person in front of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.app import Parts, build, make_application
from editor.ui.colours import Scheme
from editor.ui.settings import Settings


@contextmanager
def shown_window(scratch: Path, *ahead: Any) -> Iterator[Parts]:
    """The window with nothing open, but for what was begun `ahead`, as `build` takes it; one in a process."""
    qInstallMessageHandler(_complain)
    app = QApplication.instance() or make_application(["benchmarks"])
    assert isinstance(app, QApplication)
    settings = Settings(scratch / "settings.ini")
    settings.theme, settings.offline = Scheme.LIGHT, True
    parts = build(app, settings, scratch / "pictures", scratch / "state", *ahead)
    parts.window.resize(1280, 800)
    parts.show()
    wait_until(lambda: parts.window.isVisible())
    yield parts
    parts.close()


def read_site(parts: Parts, folder: Path) -> None:
    """Open the site, and come back when all of its rows are in the list and the window is at rest."""
    ends: list[bool] = []
    parts.session.reading.connect(lambda read, of: ends.append(read == of))
    parts.window.open(folder)
    wait_until(lambda: bool(ends) and ends[-1])
    settle(parts)


def settle(parts: Parts) -> None:
    """Come back when nothing is under way any more: tasks, what comes a moment later, layouts, paints."""
    turn()
    wait_until(lambda: parts.tasks.pending == 0)
    parts.window.panel.form.fill_rest()  # waiting for it would let the processor fall asleep
    parts.window.ahead.look()
    turn()
    wait_until(lambda: parts.tasks.pending == 0)


def turn() -> None:
    """Let the window do all that is due now, layouts and paints included."""
    for _ in range(3):
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


def wait_until(there: Callable[[], bool]) -> None:
    """Let the window live until `there` says so."""
    loop, timer = QEventLoop(), QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if there() else None)
    timer.start()
    if not there():
        loop.exec()
    timer.stop()


class PaintOf(QObject):
    """Tells of the next paint of a widget for which `ready` holds."""

    def __init__(self, widget: QWidget, told: Callable[[], None], ready: Callable[[], bool] = lambda: True) -> None:
        super().__init__(widget)
        self._told, self._ready = told, ready
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._ready():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._told)  # after the paint
        return False


def _complain(_kind: object, _context: object, message: str) -> None:
    if "propagateSizeHints" not in message:  # the offscreen platform says so of every window with a layout
        print(message, file=sys.stderr)
