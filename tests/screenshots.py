"""Takes the pictures of README and docs from the real window on the sample site: `make screenshots`.

With `--all FOLDER` it takes every scene at 1280x800 and 1920x1080, light and dark, to look at before a release.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from editor.model.card.edits import SetValue
from editor.model.site.sample import write_sample
from editor.ui.app import Parts, build, make_application
from editor.ui.colours import Scheme
from editor.ui.settings import Settings

DOCS = Path(__file__).parent.parent / "docs" / "pictures"
SMALL, LARGE = (1280, 800), (1920, 1080)
QUIET = 1200  # milliseconds without work under way: everything that was asked for is there

Scene = Callable[[Parts], None]


class Studio:
    """One application; a new window for each picture."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._app = make_application(["newscards"])
        self._site = folder / "sample"
        self._empty = folder / "empty site"
        self._empty.mkdir()
        write_sample(self._site)

    def take(self, scene: Scene, to: Path, size: tuple[int, int], scheme: Scheme) -> None:
        """One picture of one scene."""
        settings = Settings(self._folder / "settings.ini")
        settings.theme = scheme
        parts = build(self._app, settings, self._folder / "pictures", self._folder / "state")
        parts.window.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen platform's screen is small
        parts.window.resize(*size)
        parts.window.show()
        parts.window.open(self._empty if scene is empty_site else self._site)
        self.settle(parts)
        scene(parts)
        self.settle(parts)
        to.parent.mkdir(parents=True, exist_ok=True)
        parts.window.grab().save(str(to))
        parts.close()
        print(to)

    def settle(self, parts: Parts) -> None:
        """Let the window go on until nothing has been under way for a moment."""
        loop = QEventLoop()
        quiet = QDeadlineTimer(QUIET)
        while not quiet.hasExpired():
            QApplication.sendPostedEvents()
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            if parts.tasks.pending:
                quiet = QDeadlineTimer(QUIET)


def find(parts: Parts, query: str) -> str:
    """The first card that a query finds."""
    return parts.session.find(query, "date", descending=True)[0]


def window(parts: Parts) -> None:
    """List, form and picture of a published card, its picture's size a little off."""
    parts.window.list.cards.select(find(parts, "images.height:337 is:published type:article -has:problems"))


def related(parts: Parts) -> None:
    """Related stories, as forms in the form."""
    parts.window.list.cards.select(find(parts, "has:related"))
    parts.window.panel.splitter.setSizes([130, 700])
    parts.window.panel.form.focus_field(("related", 0, "title"))


def source_error(parts: Parts) -> None:
    """A mistake in the source, named at its line."""
    parts.window.list.cards.select(find(parts, "is:published has:images"))
    parts.window.panel.show_source()
    editor = parts.window.panel.source.findChild(QPlainTextEdit)
    cursor = editor.document().find("heat: ")
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("heat: [12, ")


def reader(parts: Parts) -> None:
    """The card as its readers meet it."""
    parts.window.list.cards.select(find(parts, "has:related is:published"))
    parts.window.panel.tabs.setCurrentWidget(parts.window.panel.view)


def broken(parts: Parts) -> None:
    """A card that cannot be read."""
    parts.window.list.set_query("is:broken")


def unsaved(parts: Parts) -> None:
    """Several cards with changes, all of them selected."""
    ids = parts.session.find("type:article has:images", "date", descending=True)[:5]
    parts.session.edit(ids, (SetValue(("heat",), 90),), "heat")
    parts.session.edit(ids[:2], (SetValue(("published",), True),), "publish")
    parts.window.list.set_query("is:unsaved")
    parts.window.list.cards.selectAll()


def empty_site(parts: Parts) -> None:
    """A folder without cards."""


def welcome(parts: Parts) -> None:
    """Nothing is open."""
    parts.session.close()


SCENES: tuple[Scene, ...] = (window, related, source_error, reader, broken, unsaved, empty_site, welcome)


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every scene, both sizes, light and dark")
    parser.add_argument("--only", help="this scene alone")
    chosen = parser.parse_args()
    scenes = [scene for scene in SCENES if chosen.only in (None, scene.__name__)]
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        if chosen.all is None:
            studio.take(window, DOCS / "window_dark.png", SMALL, Scheme.DARK)
            for scene in (window, related, source_error):
                studio.take(scene, DOCS / f"{scene.__name__}.png", SMALL, Scheme.LIGHT)
            return
        for scene, size, scheme in product(scenes, (SMALL, LARGE), (Scheme.LIGHT, Scheme.DARK)):
            studio.take(scene, chosen.all / f"{scene.__name__}-{size[0]}-{scheme}.png", size, scheme)


if __name__ == "__main__":
    main()
