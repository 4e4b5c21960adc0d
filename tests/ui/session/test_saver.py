"""Saves run one after the other, away from the window's thread."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.ui.session.saver import Saver
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import FERRY

FERRY_ID = "_news/2024-05-01-ferry.md"


@pytest.fixture
def library(site: Path) -> Library:
    return Library(open_site(site), load_schemas())


@pytest.fixture
def saver(tasks: Tasks, tmp_path: Path, library: Library) -> Saver:
    saver = Saver(tasks, tmp_path / "state")
    saver.start(library)
    return saver


def test_a_save_is_under_way_until_it_is_told(qtbot: QtBot, saver: Saver, library: Library, site: Path):
    library.apply({FERRY_ID: FERRY + "x"})
    told, reports = [], []
    saver.saved.connect(lambda report: told.append((report, library.unsaved())))
    saver.save([FERRY_ID], reports.append, pytest.fail)
    assert (saver.is_saving, saver.begun) == (True, 1)
    saver.save([FERRY_ID], reports.append, pytest.fail)  # on its way already
    qtbot.waitUntil(lambda: len(reports) == 2)
    assert [report.changes.ids for report in reports] == [(FERRY_ID,), ()]
    assert told == [(reports[0], ()), (reports[1], ())]
    assert not saver.is_saving
    assert (site / FERRY_ID).read_text(encoding="utf-8") == FERRY + "x"


def test_what_is_under_way_when_the_site_is_left_is_written_and_not_heard_of(
    qtbot: QtBot, tasks: Tasks, saver: Saver, library: Library, site: Path
):
    library.apply({FERRY_ID: FERRY + "x"})
    reports = []
    saver.save([FERRY_ID], reports.append, pytest.fail)
    saver.start(None)
    saver.save([FERRY_ID], reports.append, pytest.fail)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert reports == []
    assert (site / FERRY_ID).read_text(encoding="utf-8") == FERRY + "x"
