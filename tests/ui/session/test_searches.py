"""The saved searches of the open site: shown as their file has them, whoever changes it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.site.layout import open_site
from editor.model.site.searches import PLACE, SavedSearch, read_searches
from editor.ui.session import Session
from editor.ui.session.searches import SavedSearches
from editor.ui.tasks import Tasks

GULLS, TERNS = SavedSearch("Gulls", "gulls"), SavedSearch("Terns", "terns")
TWO = "searches:\n- {name: Gulls, query: gulls}\n- {name: Terns, query: terns}\n"


@pytest.fixture
def file(site: Path) -> Path:
    file = site / PLACE
    file.parent.mkdir()
    file.write_text(TWO)
    return file


@pytest.fixture
def saved(qtbot: QtBot, tasks: Tasks, site: Path, file: Path) -> SavedSearches:
    saved = SavedSearches(tasks)
    with qtbot.waitSignal(saved.changed):
        saved.start(open_site(site))
    return saved


def test_they_are_read_when_a_site_is_opened_and_gone_when_it_is_closed(
    qtbot: QtBot, session: Session, site: Path, file: Path
):
    with qtbot.waitSignal(session.searches.changed):
        session.open(site)
    assert session.searches.found.entries == (GULLS, TERNS)
    session.close()
    assert session.searches.found.entries == ()


def test_each_change_is_in_the_file_when_it_is_told(qtbot: QtBot, saved: SavedSearches, site: Path):
    for change in (
        lambda: saved.save("City", "city"),
        lambda: saved.rename(TERNS, "Birds"),
        lambda: saved.move(GULLS, 2),
        lambda: saved.delete(GULLS),
    ):
        with qtbot.waitSignal(saved.changed):
            change()
        assert read_searches(open_site(site)) == saved.found
    assert saved.found.entries == (SavedSearch("Birds", "terns"), SavedSearch("City", "city"))


def test_what_somebody_else_writes_is_seen_at_the_next_look(qtbot: QtBot, saved: SavedSearches, file: Path):
    file.write_text(TWO.replace("Gulls", "Birds"))
    with qtbot.waitSignal(saved.changed):
        saved.reread()
    assert saved.found.entries == (SavedSearch("Birds", "gulls"), TERNS)


def test_a_look_that_finds_nothing_new_says_nothing(qtbot: QtBot, saved: SavedSearches, tasks: Tasks):
    with qtbot.assertNotEmitted(saved.changed):
        saved.reread()
        qtbot.waitUntil(lambda: tasks.pending == 0)


def test_a_refused_change_is_told_and_what_the_file_has_is_shown(qtbot: QtBot, saved: SavedSearches, file: Path):
    told: list[str] = []
    saved.refused.connect(told.append)
    file.write_text("searches:\n- {name: Terns, query: terns}\n")
    with qtbot.waitSignals([saved.refused, saved.changed]):
        saved.rename(GULLS, "Birds")
    assert told[0].startswith("“Gulls” is not in")
    assert saved.found.entries == (TERNS,)
    file.write_text("searches: [\n")
    with qtbot.waitSignals([saved.refused, saved.changed]):
        saved.save("City", "city")
    assert saved.found.entries == ()
    assert "searches.yml, line" in saved.found.problem
    assert file.read_text() == "searches: [\n"


def test_a_reading_that_a_change_has_overtaken_is_not_shown(qtbot: QtBot, saved: SavedSearches, tasks: Tasks):
    told = []
    saved.changed.connect(lambda: told.append(saved.found.entries))
    saved.reread()
    saved.delete(GULLS)
    saved.reread()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert told == [(TERNS,)]


def test_what_belongs_to_another_site_is_not_shown(qtbot: QtBot, saved: SavedSearches, tasks: Tasks, file: Path):
    saved.rename(GULLS, "Birds")
    saved.reread()
    saved.start(None)
    saved.save("City", "city")
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert saved.found.entries == ()
    assert "Birds" in file.read_text()
    assert "City" not in file.read_text()
