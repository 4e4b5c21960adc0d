"""Saves run one after the other, away from the window's thread."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site import store
from editor.model.site.arrivals import look
from editor.model.site.errors import StoreError
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.store import AT_ONCE
from editor.ui.session.saver import Saver
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import FERRY

HIDDEN = FERRY.replace("published: true", "published: false")
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


def many(library: Library, site: Path, count: int) -> list[str]:
    """So many unsaved cards."""
    ids = [f"_news/{number:03}.md" for number in range(count)]
    for card_id in ids:
        (site / card_id).write_text(FERRY, encoding="utf-8")
    library.follow([arrival for card_id in ids if (arrival := look(library.site, library.schemas, card_id))])
    library.apply(dict.fromkeys(ids, HIDDEN))
    return ids


def test_of_many_cards_those_that_are_written_are_known_before_the_last_is_and_told_as_one(
    qtbot: QtBot, saver: Saver, library: Library, site: Path, tmp_path: Path
):
    ids = many(library, site, 3 * AT_ONCE)
    (site / ids[0]).write_text(FERRY.replace("heat: 137", "heat: 138"), encoding="utf-8")
    (site / ids[1]).unlink()
    (site / ids[2]).write_text(FERRY.replace("published: true", "published: 0"), encoding="utf-8")
    (site / ids[-1]).chmod(0o444)
    reports, unsaved = [], []
    finish = library.finish
    library.finish = lambda written: (finish(written), unsaved.append(len(library.unsaved())))[0]  # type: ignore[method-assign]
    saver.save(ids, reports.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(reports))
    (report,) = reports
    assert unsaved == [2 * AT_ONCE + 2, AT_ONCE + 2, 3]
    assert report.changes.ids == (ids[0], *ids[3:-1])
    assert report.merged.ids == tuple(ids[:3])
    assert (report.clashing, report.gone, set(report.failures)) == ((ids[2],), (ids[1],), {ids[-1]})
    assert not saver.is_saving
    assert [path.name for path in (tmp_path / "state").rglob("*")] == ["batches"]


def test_a_save_that_breaks_off_tells_what_was_saved_and_is_over(
    qtbot: QtBot, saver: Saver, library: Library, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ids, turns, write_many = many(library, site, 3 * AT_ONCE), iter(range(9)), store.write_many

    def broken(writes: Sequence[store.Write]) -> list[store.Stored | StoreError]:
        if next(turns) == 1:
            raise RuntimeError("what nobody has thought of")
        return write_many(writes)

    monkeypatch.setattr(store, "write_many", broken)
    told, errors = [], []
    saver.saved.connect(told.append)
    saver.save(ids, pytest.fail, errors.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [str(error) for error in errors] == ["what nobody has thought of"]
    assert told[0].changes.ids == tuple(ids[:AT_ONCE])
    assert library.unsaved() == tuple(ids[AT_ONCE:])
    assert not saver.is_saving
    assert [path.name for path in (tmp_path / "state").rglob("*")] == ["batches"]
