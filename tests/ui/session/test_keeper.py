"""What is unsaved is on the disk within a second, and gone once it is settled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site import records
from editor.model.site.errors import StoreError
from editor.model.site.journal import Journal
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.ui.session import keeper as keeper_module
from editor.ui.session.keeper import Keeper
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def library(site: Path) -> Library:
    return Library(open_site(site), load_schemas())


@pytest.fixture
def keeper(tasks: Tasks, state: Path, library: Library) -> Iterator[Keeper]:
    keeper = Keeper(tasks, state)
    keeper.start(library)
    yield keeper
    keeper.stop(forget=False)
    keeper.deleteLater()


def left(qtbot: QtBot, keeper: Keeper, tasks: Tasks, state: Path, library: Library) -> dict[str, str]:
    """What the next start would find, were the window to end now."""
    keeper.stop(forget=False)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    found = {}
    for journal in Journal.left_behind(state, library.site.root):
        found.update({card_id: unsaved.text for card_id, unsaved in journal.unsaved.items()})
        journal.close()
    return found


def test_changes_are_kept_soon_and_all_together(
    qtbot: QtBot, keeper: Keeper, tasks: Tasks, state: Path, library: Library
):
    for text in (FERRY + "o", FERRY + "on"):
        keeper.note(library.apply({FERRY_ID: text}).ids)
    kept = []
    keeper.note(library.apply({CAFE_ID: CAFE + "x"}).ids, lambda: kept.append(True))
    qtbot.waitUntil(lambda: kept == [True])
    assert left(qtbot, keeper, tasks, state, library) == {FERRY_ID: FERRY + "on", CAFE_ID: CAFE + "x"}


def test_what_is_saved_or_undone_is_not_kept_any_more(
    qtbot: QtBot, keeper: Keeper, tasks: Tasks, state: Path, library: Library
):
    kept = []
    keeper.note(library.apply({FERRY_ID: FERRY + "x", CAFE_ID: CAFE + "x"}).ids, lambda: kept.append(1))
    qtbot.waitUntil(lambda: kept == [1])
    library.save([FERRY_ID])
    library.apply({CAFE_ID: CAFE})
    keeper.note((FERRY_ID, CAFE_ID), lambda: kept.append(2))
    qtbot.waitUntil(lambda: kept == [1, 2])
    assert [path for path in state.rglob("*") if path.is_file()] == []


def test_the_last_keys_are_kept_when_it_is_stopped_and_all_goes_when_nobody_wants_it(
    qtbot: QtBot, keeper: Keeper, tasks: Tasks, state: Path, library: Library
):
    keeper.note(library.apply({FERRY_ID: FERRY + "x"}).ids)
    assert left(qtbot, keeper, tasks, state, library) == {FERRY_ID: FERRY + "x"}
    keeper.start(library)
    keeper.note((FERRY_ID,))
    keeper.stop(forget=True)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert len([path for path in state.rglob("*") if path.is_file()]) == 1  # of the first stop


def test_a_disk_that_refuses_is_told_once_and_asked_again(
    qtbot: QtBot,
    keeper: Keeper,
    tasks: Tasks,
    state: Path,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(keeper_module, "_AGAIN", 10)
    tries, told = [], []
    create = records.RecordFile.create

    def full(folder: Path, suffix: str, header: records.Record) -> records.RecordFile:
        tries.append(folder)
        if len(tries) < 4:
            raise StoreError("The disk is full.", folder)
        return create(folder, suffix, header)

    monkeypatch.setattr(records.RecordFile, "create", full)
    keeper.failed.connect(told.append)
    kept = []
    keeper.note(library.apply({FERRY_ID: FERRY + "x"}).ids, lambda: kept.append(True))
    qtbot.waitUntil(lambda: kept == [True])
    assert told == ["The disk is full."]
    assert left(qtbot, keeper, tasks, state, library) == {FERRY_ID: FERRY + "x"}
