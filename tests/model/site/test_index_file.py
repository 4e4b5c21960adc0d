"""What is remembered of a site in the user's cache folder."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site.block import Block
from editor.model.site.blocks import read_block
from editor.model.site.index_file import FORMAT, RACY, IndexFile
from editor.model.site.layout import Site, find_cards, open_site
from editor.model.site.rows import versions_of
from editor.model.site.stamps import Stamps
from tests.helpers.harbour_site import CAFE, FERRY, PLAIN

NOW = 10**18


@pytest.fixture
def site(harbour: Path) -> Site:
    return open_site(harbour)


@pytest.fixture
def file(tmp_path: Path, site: Site, schemas: Schemas) -> IndexFile:
    return IndexFile(tmp_path / "cache" / "index", site, schemas)


@pytest.fixture
def data(site: Site, schemas: Schemas) -> bytes:
    return read_block(site, schemas, tuple(find_cards(site)))


def remembered(file: IndexFile) -> list[Block]:
    return [each.block for each in file.blocks()]


def test_blocks_come_back_in_their_order_with_their_times(file: IndexFile, data: bytes):
    empty = Block.of([], []).encode()
    file.add([(data, 0), (empty, 7)], NOW)
    file.add([(data, 8)], NOW + 1)
    assert remembered(file) == [Block.decode(data), Block.decode(empty), Block.decode(data)]
    assert [(each.read_at, each.first_seen) for each in file.blocks()] == [(NOW, 0), (NOW, 7), (NOW + 1, 8)]
    file.add([(empty, 9)], NOW, anew=True)
    assert remembered(file) == [Block.decode(empty)]


def test_a_site_that_was_never_read_has_nothing_and_nobody_minds(file: IndexFile):
    assert remembered(file) == []
    assert file.visited() == 0


def test_a_visit_is_remembered(file: IndexFile):
    file.visit(NOW)
    assert file.visited() == NOW
    file.visit()
    assert file.visited() > NOW


def test_a_stamp_shortly_before_the_reading_is_not_relied_upon(file: IndexFile, schemas: Schemas):
    old, racy = NOW - RACY - 1, NOW - RACY
    rows = [version.row for version in versions_of(dict.fromkeys("abcd", FERRY), schemas).values()]
    stamps = [(1, 5, old, old), (1, 5, racy, old), (1, 5, old, racy), None]
    file.add([(Block.of(rows, stamps).encode(), 0)], NOW)
    block = next(file.blocks())
    assert dict(Stamps(block.block.ids, block.stamps())) == {"a": (1, 5, old, old), "b": None, "c": None, "d": None}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def _scribble(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


def _flip(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("update blocks set data = zeroblob(length(data))")
    file.close()


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as file:
        file.execute("create table blocks (something)")
        file.execute("create table facts (name text primary key, value)")
    file.close()


def _old(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("update facts set value = replace(value, ?, '0') where name = 'key'", (str(FORMAT),))
    file.close()


@pytest.mark.parametrize("spoil", [_cut, _scribble, _flip, _foreign, _old])
def test_a_file_that_is_broken_foreign_or_old_is_made_anew(file: IndexFile, data: bytes, spoil: Callable[[Path], None]):
    file.add([(data, 0)], NOW)
    for suffix in ("-wal", "-shm"):
        assert not Path(f"{file.path}{suffix}").exists()  # all of it is in the file
    spoil(file.path)
    assert remembered(file) == []
    file.add([(data, 0)], NOW)
    assert remembered(file) == [Block.decode(data)]


def test_other_schemas_make_other_rows(file: IndexFile, data: bytes, site: Site, schemas: Schemas):
    file.add([(data, 0)], NOW)
    assert remembered(IndexFile(file.path.parent, site, replace(schemas, digest="other"))) == []


def test_a_folder_that_cannot_be_made_means_that_nothing_is_remembered(tmp_path: Path, site: Site, schemas: Schemas):
    (tmp_path / "cache").write_text("in the way")
    file = IndexFile(tmp_path / "cache", site, schemas)
    file.add([(b"", 0)], NOW)
    assert remembered(file) == []


def test_a_file_that_somebody_else_is_writing_stays(file: IndexFile, data: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("editor.model.site.index_file._BUSY", 0.01)
    file.add([(data, 0)], NOW)
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("begin exclusive")
    file.add([(data, 0)], NOW)
    other.execute("rollback")
    other.close()
    assert len(remembered(file)) == 1


def test_what_a_row_says_of_a_card_is_of_this_format(schemas: Schemas):
    """Where this fails, rows have come to say something else: raise FORMAT, so that none of the old ones stay."""
    texts = {"_news/a.md": FERRY, "_news/b.md": CAFE, "_news/c.md": "---\ntitle: [\n---\n", "d.md": PLAIN}
    rows = [version.row for version in versions_of(texts, schemas).values()]
    said = repr([(replace(row, values={}), sorted(row.values.items())) for row in rows])
    assert (FORMAT, hashlib.sha256(said.encode()).hexdigest()[:16]) == (4, "d5cd4156814ecd3e")
