"""The first reading of a site's cards."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.summary import Row
from editor.ui.session.reader import Reader
from editor.ui.tasks import Tasks

CAFE_ID = "_news/2023-11-20-cafe.md"


@pytest.fixture
def library(site: Path) -> Library:
    return Library(open_site(site), load_schemas())


def test_all_rows_are_read_the_one_that_is_wanted_first(qtbot: QtBot, tasks: Tasks, library: Library):
    reader = Reader(tasks)
    rows: list[Row] = []
    steps: list[tuple[int, int]] = []
    reader.read.connect(rows.extend)
    reader.progressed.connect(lambda read, of: steps.append((read, of)))
    reader.start(library, CAFE_ID, pytest.fail)
    assert (reader.under_way, steps) == (True, [(0, 4)])
    qtbot.waitUntil(lambda: not reader.under_way)
    assert steps[-1] == (4, 4)
    assert rows[0].id == CAFE_ID
    assert {row.id for row in rows} == set(library.ids())


def test_a_reading_that_is_stopped_says_no_more(qtbot: QtBot, tasks: Tasks, library: Library):
    reader, rows = Reader(tasks), []
    reader.read.connect(rows.extend)
    reader.start(library, "", pytest.fail)
    reader.stop()
    assert not reader.under_way
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert rows == []
