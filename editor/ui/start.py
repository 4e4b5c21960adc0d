"""Runs the window's program: what takes long is begun before all that the window needs is loaded."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QStandardPaths

from editor.model.card.schema import load_schemas
from editor.model.site.opening import find_site
from editor.model.site.state import state_folder
from editor.ui.settings import Settings
from editor.ui.tasks import Tasks

NAME = "newscards"

WATCH = "NEWSCARDS_WATCH"
"""The environment variable that shows the watchdog's overlay from the start, when it is set to something."""


def run_window(path: Path | None) -> int:
    """Open the window on a site, a folder or a card; without a path on the last site. Returns the exit code."""
    if trap := broken_qt(PySide6.__version__, sys.version_info[:2]):
        print(f"newscards: {trap}", file=sys.stderr)
    QCoreApplication.setApplicationName(NAME)  # by which its folders are found
    settings, schemas, cache = Settings(), load_schemas(), cache_folder()
    start = path or last_site(settings)
    tasks = Tasks()
    if start is not None:  # found while the window is made; where it is not, opening it once more says why
        tasks.read(
            lambda: find_site(start, schemas, cache.with_name("index")),
            done=lambda found: parts.session.take_up(found),
            failed=lambda _: parts.window.open(start),
        )
    with starting():
        from editor.ui.app import build, end_politely, make_application  # a third of a second

        app = make_application(sys.argv[:1])
        parts = build(app, settings, cache, state_folder(), schemas, tasks)
        parts.show()
    if os.environ.get(WATCH):
        parts.watch.toggle()
    end_politely(parts.window)
    try:
        return app.exec()
    finally:
        parts.close()


@contextlib.contextmanager
def starting() -> Iterator[None]:
    """Meanwhile, nothing is searched for garbage: there is none, and it takes a tenth of the start. What has been made
    stays, and is not searched later either."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def broken_qt(version: str, python: tuple[int, int]) -> str:
    """A warning where this Qt ends the process after a few thousand paints (docs/architecture.md), else ""."""
    if version.startswith("6.12.0") and python < (3, 12):
        return "PySide6 6.12.0 crashes on this Python; please install PySide6-Essentials 6.11, or Python 3.12 or newer."
    return ""


def cache_folder() -> Path:
    """Where this user's fetched pictures are kept."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)) / "pictures"


def last_site(settings: Settings) -> Path | None:
    """The site that was open last, if it is still there."""
    path = Path(settings.last_site) if settings.last_site else None
    return path if path is not None and path.is_dir() else None
