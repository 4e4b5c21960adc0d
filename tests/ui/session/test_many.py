"""A change of many cards is worked out elsewhere: with progress, and a way to give it up."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.model.card.schema import load_schemas
from editor.model.site.bulk import Bulk
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.ui.session.many import ManyChanges
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"
HIDE = (SetValue(("published",), False),)


@pytest.fixture
def library(site: Path) -> Library:
    return Library(open_site(site), load_schemas())


def test_cards_are_worked_out_as_they_stand_and_nothing_changes(qtbot: QtBot, tasks: Tasks, library: Library):
    many, steps, found = ManyChanges(tasks), [], []
    many.progressed.connect(lambda done, of: steps.append((done, of)))
    library.apply({FERRY_ID: FERRY.replace("heat: 137", "heat: 138")})
    many.work_out(library, (FERRY_ID, CAFE_ID), HIDE, done=found.append, failed=pytest.fail)
    assert many.under_way
    qtbot.waitUntil(lambda: len(found) == 1)
    assert not many.under_way
    assert steps == [(0, 2), (0, 0)]
    bulk: Bulk = found[0]
    assert set(bulk.after) == {FERRY_ID}  # the café is hidden already
    assert "heat: 138" in bulk.after[FERRY_ID].text
    assert library.card(FERRY_ID).is_published


def test_what_is_given_up_is_never_heard_of(qtbot: QtBot, tasks: Tasks, library: Library):
    many, found = ManyChanges(tasks), []
    many.work_out(library, (FERRY_ID,), HIDE, done=found.append, failed=found.append)
    with qtbot.waitSignal(many.progressed, check_params_cb=lambda done, of: done == of == 0):
        many.stop()
    many.stop()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert found == []
