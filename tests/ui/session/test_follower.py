"""What something else does to the files of a site arrives, once, and as what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site.arrivals import Arrival
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.stamps import Stamps
from editor.model.site.survey import survey
from editor.ui.session import follower as follower_module
from editor.ui.session.follower import Follower
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


class Heard:
    """All that a follower has said."""

    def __init__(self, follower: Follower) -> None:
        self.arrivals: list[Arrival] = []
        self.renamed: list[tuple[str, str]] = []
        self.failed: list[str] = []
        follower.arrived.connect(self.arrivals.extend)
        follower.renamed.connect(lambda old, new: self.renamed.append((old, new)))
        follower.failed.connect(self.failed.append)

    @property
    def ids(self) -> list[str]:
        return [arrival.id for arrival in self.arrivals]


@pytest.fixture
def library(site: Path) -> Library:
    return Library(open_site(site), load_schemas())


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that gives no hints."""
    monkeypatch.setattr(follower_module, "hints", lambda site, stop, below: iter(()))


@pytest.fixture
def follower(tasks: Tasks, library: Library) -> Iterator[Follower]:
    follower = Follower(load_schemas(), tasks)
    follower.start(library)
    follower.note(Stamps.of(survey(library.site)))
    follower.go()
    yield follower
    follower.stop()
    follower.deleteLater()


@pytest.fixture
def heard(follower: Follower) -> Heard:
    return Heard(follower)


def look(qtbot: QtBot, follower: Follower) -> None:
    with qtbot.waitSignal(follower.looked):
        follower.look_everywhere()


@pytest.mark.usefixtures("unwatched")
def test_a_look_finds_what_is_changed_new_and_gone_and_the_next_one_finds_nothing(
    qtbot: QtBot, follower: Follower, heard: Heard, site: Path
):
    (site / FERRY_ID).write_text(FERRY + "x", encoding="utf-8")
    (site / CAFE_ID).unlink()
    (site / "_news" / "new.md").write_text("---\ntitle: New\n---\n")
    for _ in range(2):
        look(qtbot, follower)
        assert sorted(heard.ids) == sorted([FERRY_ID, CAFE_ID, "_news/new.md"])
    gone = next(arrival for arrival in heard.arrivals if arrival.id == CAFE_ID)
    assert gone.row is None


@pytest.mark.usefixtures("unwatched")
def test_a_rename_is_one(qtbot: QtBot, follower: Follower, heard: Heard, site: Path):
    (site / FERRY_ID).rename(site / "_news" / "moved.md")
    look(qtbot, follower)
    assert heard.renamed == [(FERRY_ID, "_news/moved.md")]
    assert heard.ids == ["_news/moved.md"]


@pytest.mark.usefixtures("unwatched")
def test_what_is_asked_for_while_a_look_is_under_way_is_looked_at_after_it(
    qtbot: QtBot, follower: Follower, heard: Heard, site: Path
):
    with qtbot.waitSignal(follower.looked):
        follower.look_everywhere()
        follower.look((FERRY_ID,))
        follower.look_everywhere()
    assert heard.ids == [FERRY_ID]


@pytest.mark.usefixtures("unwatched")
def test_a_folder_that_is_not_there_is_told_once_until_it_is_back(
    qtbot: QtBot, follower: Follower, heard: Heard, site: Path
):
    away = site.with_name("away")
    site.rename(away)
    for _ in range(2):
        with qtbot.waitSignal(follower.looked):
            follower.look_everywhere()
    assert len(heard.failed) == 1
    assert str(site) in heard.failed[0]
    away.rename(site)
    look(qtbot, follower)
    assert heard.ids == []


def test_hints_lead_to_a_look_at_the_card(qtbot: QtBot, follower: Follower, heard: Heard, site: Path):
    def arrived() -> None:  # the watch begins a moment later: write until it is heard of
        (site / FERRY_ID).write_text(FERRY + "x", encoding="utf-8")
        assert FERRY_ID in heard.ids

    qtbot.waitUntil(arrived)

    def new_arrived() -> None:
        (site / "_news" / "new.md").write_text("---\ntitle: New\n---\n")
        assert "_news/new.md" in heard.ids

    qtbot.waitUntil(new_arrived)


def test_a_disk_that_cannot_be_watched_is_told_and_still_looked_at(
    qtbot: QtBot, tasks: Tasks, library: Library, site: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*rest: object, **named: object) -> None:
        raise OSError(28, "OS file watch limit reached.")

    monkeypatch.setattr(follower_module, "hints", fail)
    follower = Follower(load_schemas(), tasks)
    heard = Heard(follower)
    with qtbot.waitSignal(follower.failed):
        follower.start(library)
        follower.note(Stamps.of(survey(library.site)))
        follower.go()
    assert "OS file watch limit reached" in heard.failed[0]
    (site / CAFE_ID).unlink()
    look(qtbot, follower)
    assert heard.ids == [CAFE_ID]
    qtbot.waitUntil(lambda: len(heard.failed) == 1)
    follower.stop()
    follower.deleteLater()


def test_nothing_is_heard_after_a_stop(qtbot: QtBot, tasks: Tasks, follower: Follower, heard: Heard, site: Path):
    (site / FERRY_ID).write_text(FERRY + "x", encoding="utf-8")
    follower.look_everywhere()
    follower.stop()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert heard.ids == []
