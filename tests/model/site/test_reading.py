"""The rows of a whole site, remembered and read."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site import index_file, reading
from editor.model.site.index import Index
from editor.model.site.index_file import IndexFile
from editor.model.site.layout import Site, find_cards, open_site
from editor.model.site.query import parse_query
from editor.model.site.reading import Known, Piece, Rows, in_list_order, read_site
from tests.helpers.harbour_site import FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


@pytest.fixture(autouse=True)
def fine_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were only just written can be told apart all the same."""
    monkeypatch.setattr(index_file, "RACY", 0)


@pytest.fixture
def site(harbour: Path) -> Site:
    return open_site(harbour)


@pytest.fixture
def file(tmp_path: Path, site: Site, schemas: Schemas) -> IndexFile:
    return IndexFile(tmp_path / "index", site, schemas)


def known(pieces: list[Piece]) -> Known:
    return next(piece for piece in pieces if isinstance(piece, Known))


def fresh(pieces: list[Piece]) -> list[str]:
    return [each for piece in pieces if isinstance(piece, Rows) and piece.checked for each in piece.block.ids]


def first_seen(pieces: Iterable[Piece]) -> dict[str, int]:
    return {each: piece.first_seen for piece in pieces if isinstance(piece, Rows) for each in piece.block.ids}


def titles(pieces: list[Piece]) -> dict[str, str]:
    index = Index()
    for piece in pieces:
        if isinstance(piece, Rows):
            index.take(piece.block)
    index.remove(known(pieces).gone)
    return {each: index.row(each).title for each in index.find(parse_query(""))}


def test_a_site_that_was_never_seen_is_read_the_newest_first(site: Site, schemas: Schemas):
    pieces = list(read_site(site, schemas))
    assert sorted(known(pieces).to_read) == sorted(find_cards(site))
    assert fresh(pieces) == [FERRY_ID, CAFE_ID, "_learning/plain.md"]
    assert fresh(list(read_site(site, schemas, first=CAFE_ID)))[0] == CAFE_ID


def test_what_did_not_change_is_not_read_again(site: Site, schemas: Schemas, file: IndexFile):
    first = list(read_site(site, schemas, file))
    again = list(read_site(site, schemas, file))
    assert (known(again).to_read, fresh(again)) == ((), [])
    assert known(again).stamps.keys() == set(find_cards(site))
    assert titles(again) == titles(first)


def test_what_changed_is_read_and_what_is_gone_is_not_known(site: Site, schemas: Schemas, file: IndexFile):
    list(read_site(site, schemas, file))
    (site.root / FERRY_ID).write_text(FERRY.replace("Ferry returns", "Ferry retires"), encoding="utf-8")  # same size
    (site.root / CAFE_ID).unlink()
    (site.root / "_news" / "2025-01-01-new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")
    again = list(read_site(site, schemas, file))
    assert fresh(again) == ["_news/2025-01-01-new.md", FERRY_ID]
    assert known(again).gone == (CAFE_ID,)
    assert titles(again)[FERRY_ID] == "Ferry retires to the old pier"
    assert fresh(list(read_site(site, schemas, file))) == []


def test_a_card_of_the_same_size_and_time_with_another_content_is_noticed(
    site: Site, schemas: Schemas, file: IndexFile
):
    path = site.root / FERRY_ID
    list(read_site(site, schemas, file))
    times = path.stat()
    path.write_text(FERRY.replace("Ferry returns", "Ferry retires"), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert titles(list(read_site(site, schemas, file)))[FERRY_ID] == "Ferry retires to the old pier"


def test_only_cards_that_come_to_a_known_site_are_new(site: Site, schemas: Schemas, file: IndexFile):
    pieces = list(read_site(site, schemas, file))
    (site.root / "_news" / "new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")
    (site.root / FERRY_ID).write_text(FERRY + "x", encoding="utf-8")
    pieces += read_site(site, schemas, file)
    seen = first_seen(pieces)
    assert [each for each, at in seen.items() if at] == ["_news/new.md"]
    (site.root / "_news" / "new.md").write_text("---\ntitle: Newer\n---\n", encoding="utf-8")
    later = {
        each: piece.first_seen
        for piece in read_site(site, schemas, file)
        if isinstance(piece, Rows)
        for each in piece.block.ids
    }
    assert later == seen


def test_a_reading_that_is_given_up_has_remembered_what_was_read(site: Site, schemas: Schemas, file: IndexFile):
    answers = iter([True])
    list(read_site(site, schemas, file, stopped=lambda: next(answers)))
    assert known(list(read_site(site, schemas, file))).to_read == ()  # it was all in one block
    assert list(read_site(site, schemas, file, stopped=lambda: True)) == []


def test_a_list_shows_the_newest_on_top_as_far_as_names_tell():
    ids = ["_a/2020-01-01-x.md", "_b/about.md", "_b/2021-05-05-y.md", "_a/2020-01-02-z.md"]
    assert in_list_order(ids) == ["_b/2021-05-05-y.md", "_a/2020-01-02-z.md", "_a/2020-01-01-x.md", "_b/about.md"]
    assert in_list_order(ids, "_b/about.md")[0] == "_b/about.md"


def test_what_is_remembered_is_made_anew_before_most_of_it_is_what_cards_were_once(
    site: Site, schemas: Schemas, file: IndexFile, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reading, "FEW", 0)
    file.visit(5)
    for number in range(12):
        (site.root / FERRY_ID).write_text(FERRY + "x" * number, encoding="utf-8")
        last = list(read_site(site, schemas, file))
        assert sum(len(each.block) for each in file.blocks()) <= 3 * 3
    assert set(titles(last)) == set(find_cards(site))
    assert file.visited() == 5
