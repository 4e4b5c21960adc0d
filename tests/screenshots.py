"""Takes the pictures of README and docs from the real window on the sample site: `make screenshots`.

With `--all FOLDER` it takes every scene at 1280x800 and 1920x1080, light and dark, to look at before a release.
"""

import argparse
import os
import re
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from editor.model.card.edits import AddItem, SetValue, apply_edits
from editor.model.card.schema import load_schemas
from editor.model.site.journal import Journal, Unsaved
from editor.model.site.recovery import recoverable
from editor.model.site.sample import write_sample
from editor.ui.app import Parts, build, make_application
from editor.ui.cards.groups import Grouping
from editor.ui.colours import Scheme
from editor.ui.dialogs.clashes import ClashDialog
from editor.ui.dialogs.cut_short import CutShortDialog
from editor.ui.dialogs.recovery import RecoveryDialog
from editor.ui.settings import Settings
from tests.benchmarks.windows import wait_until

DOCS = Path(__file__).parent.parent / "docs" / "pictures"
SMALL, LARGE = (1280, 800), (1920, 1080)
QUIET = 1200  # milliseconds without work under way: everything that was asked for is there

Scene = Callable[[Parts], QWidget | None]
"""Sets the window up, and gives what is to be taken instead of it, if anything."""


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
        settings.theme, settings.view, settings.grouping = scheme, "list", ""
        parts = build(self._app, settings, self._folder / "pictures", self._folder / "state")
        parts.window.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen platform's screen is small
        parts.window.resize(*size)
        parts.window.show()
        parts.window.open(self._empty if scene is empty_site else self._site)
        self.settle(parts)
        found = scene(parts)
        self.settle(parts)
        to.parent.mkdir(parents=True, exist_ok=True)
        (found or parts.window).grab().save(str(to))
        parts.session.let_go()
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


def widely(parts: Parts, view: str) -> None:
    """The cards in another view, with more room for them than for the one card."""
    parts.window.actions_table.action(view).trigger()
    room = parts.window.splitter.width()
    parts.window.splitter.setSizes([170, room - 570, 400])


def table(parts: Parts) -> None:
    """Cards as a table, by month."""
    widely(parts, "view_table")
    parts.window.list.set_grouping(Grouping.MONTH)
    parts.window.list.cards.select(find(parts, "is:published type:article -has:problems"))


def grid(parts: Parts) -> None:
    """Cards by their pictures."""
    widely(parts, "view_grid")
    parts.window.list.cards.select(find(parts, "is:published type:article -has:problems"))


def empty_site(parts: Parts) -> None:
    """A folder without cards."""


def welcome(parts: Parts) -> None:
    """Nothing is open."""
    parts.session.close()


def edited(parts: Parts) -> str:
    """A card with several changes, selected."""
    card_id = find(parts, "images.height:337 is:published type:article -has:problems")
    title = parts.session.card(card_id).title
    parts.window.list.cards.select(card_id)
    edits = (
        SetValue(("title",), f"{title}, and what comes next"),
        SetValue(("published",), False),
        AddItem(("topics",), "Weather"),
        SetValue(("images", 0, "height"), 338),
    )
    parts.session.edit((card_id,), edits, "several")
    return card_id


def changes(parts: Parts) -> None:
    """What changed in a card."""
    edited(parts)
    parts.window.panel.splitter.setSizes([130, 700])
    parts.window.panel.show_changes()


def disagreeing(parts: Parts) -> str:
    """A card whose title and excerpt somebody else has changed on the disk, too."""
    card_id = edited(parts)
    parts.session.edit((card_id,), (SetValue(("excerpt",), "What I would rather say about it."),), "excerpt")
    site = parts.session.site
    assert site is not None
    path = site.root / card_id
    own = path.read_text(encoding="utf-8")
    theirs = re.sub(r"(?m)^(title|excerpt): \"[^\"]*", r'\1: "As the bot has it since this morning', own)
    path.write_text(re.sub(r"(?m)^heat: .*", "heat: 91", theirs), encoding="utf-8")
    parts.session.look_at_disk()
    wait_until(lambda: bool(parts.session.clashing()))
    path.write_text(own, encoding="utf-8")
    return card_id


def notice(parts: Parts) -> None:
    """The bar above a card that was changed on the disk, too."""
    disagreeing(parts)


def clash(parts: Parts) -> QWidget | None:
    """What it was, mine, and the one on disk."""
    disagreeing(parts)
    parts.window.panel.choice_requested.emit(parts.window.panel.current.id)
    return parts.window.findChild(ClashDialog)


def recovery(parts: Parts) -> QWidget | None:
    """What was not saved when the editor ended."""
    site = parts.session.site
    assert site is not None
    ids = parts.session.find("type:article has:images", "date", descending=True)[:3]
    unsaved = []
    for minutes, card_id in enumerate(ids):
        text = parts.session.card(card_id).text
        base = text.replace("heat: ", "heat: 1", 1) if minutes == 1 else text
        card = parts.session.read(card_id, base)
        edits = (SetValue(("title",), f"Corrected: {card.title}"), SetValue(("published",), False))
        mine = apply_edits(card, edits, load_schemas()).text
        unsaved.append(Unsaved(card_id, base, mine, time.time() - 60 * minutes - 5))
    gone = parts.session.card(ids[0]).text
    unsaved.append(Unsaved("_news/a-story-that-was-removed.md", gone, gone + "\nMore.\n", time.time() - 400))
    with tempfile.TemporaryDirectory() as state:
        journal = Journal(Path(state), site.root)
        journal.keep(unsaved)
        found = recoverable(site, load_schemas(), journal.unsaved.values())
        journal.close()
    parts.session.recovery.found.emit(tuple(found))
    return parts.window.findChild(RecoveryDialog)


def cut_short(parts: Parts) -> QWidget | None:
    """A save of many cards that did not come to its end."""
    parts.session.recovery.cut_short.emit(412, 588)
    return parts.window.findChild(CutShortDialog)


SCENES: tuple[Scene, ...] = (
    *(window, related, source_error, reader, broken, unsaved, empty_site, welcome),
    *(changes, notice, clash, recovery, cut_short, table, grid),
)


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
            for scene in (window, related, source_error, changes, clash, recovery, table, grid):
                studio.take(scene, DOCS / f"{scene.__name__}.png", SMALL, Scheme.LIGHT)
            return
        for scene, size, scheme in product(scenes, (SMALL, LARGE), (Scheme.LIGHT, Scheme.DARK)):
            studio.take(scene, chosen.all / f"{scene.__name__}-{size[0]}-{scheme}.png", size, scheme)


if __name__ == "__main__":
    main()
