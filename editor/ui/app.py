"""Puts the window together."""

from __future__ import annotations

import gc
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QLibraryInfo, QLocale, QSocketNotifier, QTranslator
from PySide6.QtWidgets import QApplication

from editor.model.card.schema import Schemas, load_schemas
from editor.resources import resource_path
from editor.ui.main_window import MainWindow
from editor.ui.memory import give_back_large
from editor.ui.on_demand import write_sample
from editor.ui.pictures import PictureService
from editor.ui.session import Session
from editor.ui.settings import Settings
from editor.ui.start import NAME
from editor.ui.tasks import Tasks
from editor.ui.theme import Theme, app_icon
from editor.ui.watch_switch import WatchSwitch

SWITCH = 0.0005
"""Seconds for which a reading thread may keep Python's lock while the window's thread waits for it, as it does after
nearly every call of Qt. Python's own 5 ms add up to stalls; reading is no slower for it."""

COLLECTIONS = 100
"""So many collections of Python's middle generation lead to one of all objects, in place of 10: that stops all threads
for a tenth of a second where thousands of cards have come, and finds next to nothing."""


@dataclass(slots=True)
class Parts:
    """Everything that one window stands on, in the order in which it is closed."""

    window: MainWindow
    session: Session
    pictures: PictureService
    tasks: Tasks
    theme: Theme
    watch: WatchSwitch
    schemas: Schemas

    def show(self) -> None:
        """Show the window; what its first cards need is made while it waits for them."""
        self.window.show()
        self.window.panel.make_ready(self.schemas)

    def close(self) -> None:
        """Stop all work and take everything down: what is being written is written, all else is dropped.

        Deleted here, in the order in which they use each other: Python's own order at the end of the program is any,
        and Qt's objects do not survive that.
        """
        self.session.close()
        self.pictures.close()
        self.tasks.close()
        self.window.close()
        for part in (self.window, self.pictures, self.session, self.tasks, self.theme):
            shiboken6.delete(part)


def make_application(arguments: list[str]) -> QApplication:
    """The application with its name, icon and language."""
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(*gc.get_threshold()[:2], COLLECTIONS)
    give_back_large()
    app = QApplication(arguments)
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(app.tr("News Card Editor"))
    app.setDesktopFileName(NAME)
    app.setWindowIcon(app_icon())
    own = str(resource_path("translations"))
    for locale, name, folder in (
        (QLocale("en"), NAME, own),  # the plurals of the words in the code, below every other language
        (QLocale(), "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (QLocale(), NAME, own),
    ):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
    return app


def build(
    app: QApplication,
    settings: Settings,
    cache: Path,
    state: Path,
    schemas: Schemas | None = None,
    tasks: Tasks | None = None,
) -> Parts:
    """A window with all that it needs; fetched pictures are kept in `cache`, what must outlive a crash in `state`.

    What is remembered of sites is kept beside `cache`. Without `schemas`, they are those that ship with the editor;
    without `tasks`, the window has its own.
    """
    theme = Theme(settings.theme)
    tasks, schemas = tasks or Tasks(), schemas or load_schemas()
    session = Session(schemas, tasks, state, cache.with_name("index"))
    pictures = PictureService(tasks, cache, local=session.local_picture, offline=settings.offline)
    window = MainWindow(session, pictures, theme, settings, sample_writer(tasks))
    theme.apply(app)  # last: what is dressed already would be looked at again with every parent that it is given
    watch = WatchSwitch(tasks, lambda: session.total, window)
    return Parts(window, session, pictures, tasks, theme, watch, schemas)


def sample_writer(tasks: Tasks) -> Callable[[Callable[[Path], None]], None]:
    """Writes a made-up site to try things on into a fresh folder, away from the window's thread."""

    def write(then: Callable[[Path], None]) -> None:
        def work() -> Path:
            folder = Path(tempfile.mkdtemp(prefix="newscards-")) / "sample"
            write_sample(folder)
            return folder

        tasks.read(work, done=then)

    return write


def end_politely(window: MainWindow) -> None:
    """Ctrl+C in the terminal and the end of the user's session close the window as any other close does: it asks first.

    Python calls a signal's handler between any two of its steps, in the middle of painting too, and not at all while
    Qt's loop waits. So the handlers do nothing, and the byte that Python writes for each signal is what closes.
    """
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    awake = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, window)

    def close() -> None:
        reader.recv(64)
        window.close()

    def let_go() -> None:
        signal.set_wakeup_fd(-1)
        awake.setEnabled(False)
        reader.close()
        writer.close()

    awake.activated.connect(close)
    window.destroyed.connect(let_go)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
