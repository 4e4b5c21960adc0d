"""The first reading of a site's cards."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site import index_file
from editor.model.site.blocks import read_block
from editor.model.site.index_file import IndexFile
from editor.model.site.layout import Site, find_cards, open_site
from editor.model.site.library import Library
from editor.model.site.opening import OpenedSite
from editor.model.site.reading import Known
from editor.model.site.vocabulary import Vocabulary
from editor.ui.session.reader import Reader
from editor.ui.tasks import Tasks

CAFE_ID = "_news/2023-11-20-cafe.md"


@pytest.fixture
def opened(site: Path) -> Site:
    return open_site(site)


@pytest.fixture
def file(opened: Site, tmp_path: Path) -> IndexFile:
    return IndexFile(tmp_path / "index", opened, load_schemas())


def found(site: Site, file: IndexFile, card: str = "") -> OpenedSite:
    return OpenedSite(Library(site, load_schemas(), ()), Vocabulary(), card, file, visited=0, survey=None)


class Heard:
    """What a reader has told."""

    def __init__(self, reader: Reader) -> None:
        self.ids: list[str] = []
        self.known: list[Known] = []
        self.steps: list[tuple[int, int]] = []
        reader.read.connect(lambda read: self.ids.extend(read.block.ids))
        reader.known.connect(self.known.append)
        reader.progressed.connect(lambda read, of: self.steps.append((read, of)))


def test_all_rows_are_read_the_one_that_is_wanted_first(qtbot: QtBot, tasks: Tasks, opened: Site, file: IndexFile):
    reader = Reader(load_schemas(), tasks)
    heard = Heard(reader)
    reader.start(found(opened, file, CAFE_ID), pytest.fail)
    assert (reader.under_way, heard.steps) == (True, [(0, 1)])
    qtbot.waitUntil(lambda: not reader.under_way)
    assert heard.steps[-1] == (4, 4)
    assert heard.ids[0] == CAFE_ID
    assert sorted(heard.ids) == sorted(heard.known[0].to_read) == sorted(find_cards(opened))


def test_what_is_remembered_comes_before_what_there_is(
    qtbot: QtBot, tasks: Tasks, opened: Site, file: IndexFile, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(index_file, "RACY", 0)  # a clock that ticks finely, on files that were only just written
    for _ in range(2):
        reader = Reader(load_schemas(), tasks)
        heard = Heard(reader)
        reader.start(found(opened, file), pytest.fail)
        qtbot.waitUntil(lambda reader=reader: not reader.under_way)
    assert (heard.known[0].to_read, sorted(heard.ids)) == ((), sorted(find_cards(opened)))
    assert heard.steps == [(0, 1), (0, 0)]


def test_a_site_that_is_gone_ends_the_reading_with_a_sentence(
    qtbot: QtBot, tasks: Tasks, opened: Site, file: IndexFile
):
    reader, failed = Reader(load_schemas(), tasks), []
    heard = Heard(reader)
    opened.root.rename(opened.root.with_name("elsewhere"))
    reader.start(found(opened, file), failed.append)
    qtbot.waitUntil(lambda: not reader.under_way)
    assert (len(failed), heard.steps[-1]) == (1, (0, 0))


def test_a_reading_that_is_stopped_says_no_more(qtbot: QtBot, tasks: Tasks, opened: Site, file: IndexFile):
    reader, rows = Reader(load_schemas(), tasks), []
    reader.read.connect(rows.append)
    reader.start(found(opened, file), pytest.fail)
    reader.stop()
    assert not reader.under_way
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert rows == []


def test_what_was_remembered_bit_by_bit_is_put_together_after_the_reading(
    qtbot: QtBot, tasks: Tasks, opened: Site, file: IndexFile, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(index_file, "_SCATTERED", 3)
    for card_id in find_cards(opened):
        file.add([(read_block(opened, load_schemas(), (card_id,)), 0)], 2**62)
    assert len([*file.blocks()]) == 4
    reader = Reader(load_schemas(), tasks)
    reader.start(found(opened, file), pytest.fail)
    qtbot.waitUntil(lambda: not reader.under_way and tasks.pending == 0, timeout=30_000)
    assert [len(each.block) for each in file.blocks()] == [4]
    reader.stop()
