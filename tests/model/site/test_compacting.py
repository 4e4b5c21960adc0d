"""What was remembered bit by bit, put together."""

from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site import compacting, index_file
from editor.model.site.block import Block
from editor.model.site.blocks import read_block
from editor.model.site.compacting import compact
from editor.model.site.index import Index
from editor.model.site.index_file import RACY, IndexFile
from editor.model.site.layout import Site, find_cards, open_site
from editor.model.site.stamp import Stamp
from editor.model.site.stamps import Stamps
from editor.model.site.summary import Row

NOW = 10**18
LATE = 2**62  # no stamp is so late


@pytest.fixture
def site(harbour: Path) -> Site:
    for number in range(7):
        card = harbour / "_news" / f"2024-01-0{number + 1}-more.md"
        card.write_text(f"---\ntitle: More {number}\nheat: {number % 3}\ntopics: [Harbour, T{number}]\n---\n")
    return open_site(harbour)


@pytest.fixture
def file(tmp_path: Path, site: Site, schemas: Schemas) -> IndexFile:
    """One that was filled card by card."""
    file = IndexFile(tmp_path / "index", site, schemas)
    for card_id in find_cards(site):
        file.add([(read_block(site, schemas, (card_id,)), 0)], LATE)
    return file


def index_of(file: IndexFile) -> Index:
    index = Index()
    for remembered in file.blocks():
        index.take(remembered.block)
    return index


def told(row: Row) -> object:
    names = [name for name in Row.__dataclass_fields__ if name != "values"]
    return [getattr(row, name) for name in names], dict(row.values)


def stamps_in(file: IndexFile) -> dict[str, Stamp]:
    return {
        card_id: stamp for each in file.blocks() for card_id, stamp in Stamps(each.block.ids, each.stamps()).items()
    }


def test_the_rows_are_the_same_and_stand_in_the_order_of_a_list(
    file: IndexFile, site: Site, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(compacting, "_FIRST", 2)
    monkeypatch.setattr(compacting, "_AT_ONCE", 5)
    monkeypatch.setattr(compacting, "_CHUNK", 3)
    before = index_of(file)
    stamps = stamps_in(file)
    for _ in range(2):  # what is together can be put together again
        assert list(compact(file, site)) == []
        after = index_of(file)
        assert [len(each.block) for each in file.blocks()][:2] == [2, 5]
        assert len(after.columns.words) == len(after)  # nothing is left to learn
        assert sorted(after.columns.ids) == sorted(before.columns.ids)
        assert after.columns.ids[:3] == ["_news/2024-05-01-ferry.md", *(f"_news/2024-01-0{n}-more.md" for n in (7, 6))]
        for card_id in before.columns.slots:
            assert told(after.row(card_id)) == told(before.row(card_id))
        assert stamps_in(file) == stamps


def test_only_the_last_row_of_a_card_stays_and_none_of_one_that_is_gone(file: IndexFile, site: Site, schemas: Schemas):
    changed, gone = "_news/2024-01-02-more.md", "_news/2024-01-03-more.md"
    (site.root / changed).write_text("---\ntitle: Another\n---\n")
    file.add([(read_block(site, schemas, (changed,)), 0)], LATE)
    (site.root / gone).unlink()
    list(compact(file, site))
    index = index_of(file)
    assert sum(len(each.block) for each in file.blocks()) == len(index)
    assert index.row(changed).title == "Another"
    assert gone not in index


def test_a_stamp_that_cannot_be_relied_upon_is_not_kept(file: IndexFile, site: Site, schemas: Schemas):
    card_id = "_news/2024-01-02-more.md"
    file.add([(read_block(site, schemas, (card_id,)), 0)], (site.root / card_id).stat().st_mtime_ns + RACY // 2)
    list(compact(file, site))
    stamps = stamps_in(file)
    assert stamps[card_id] is None
    assert sum(stamp is None for stamp in stamps.values()) == 1


def test_cards_that_are_news_stay_so_until_the_site_is_left(file: IndexFile, site: Site, schemas: Schemas):
    card_id = "_news/2024-01-02-more.md"
    file.add([(read_block(site, schemas, (card_id,)), NOW)], LATE)
    list(compact(file, site))
    assert next((each.block.ids, each.first_seen) for each in file.blocks()) == ((card_id,), NOW)
    file.visit(NOW + 1)
    list(compact(file, site))
    assert {each.first_seen for each in file.blocks()} == {0}


def test_what_is_added_meanwhile_stays_and_holds(file: IndexFile, site: Site, schemas: Schemas):
    card_id = "_news/2024-01-02-more.md"
    remembered = [*file.blocks()]
    (site.root / card_id).write_text("---\ntitle: Another\n---\n")
    file.add([(read_block(site, schemas, (card_id,)), 0)], LATE)
    file.replace(remembered[-1].number, len(remembered), remembered[:3])
    assert len([*file.blocks()]) == 4
    assert index_of(file).row(card_id).title == "Another"
    file.replace(remembered[-1].number, len(remembered), remembered[:2])  # by somebody who is late
    assert len([*file.blocks()]) == 4


def test_nothing_remembered_is_nothing_to_put_together(tmp_path: Path, site: Site, schemas: Schemas):
    file = IndexFile(tmp_path / "empty", site, schemas)
    assert list(compact(file, site)) == []
    assert not file.is_scattered


def test_it_is_worth_while_from_some_blocks_on(file: IndexFile, monkeypatch: pytest.MonkeyPatch):
    count = len([*file.blocks()])
    monkeypatch.setattr(index_file, "_SCATTERED", count)
    assert not file.is_scattered
    file.add([(Block.of([], []).encode(), 0)], LATE)
    assert file.is_scattered
    monkeypatch.setattr(index_file, "_SMALL", 1)  # a huge site has many, which are large
    assert not file.is_scattered
