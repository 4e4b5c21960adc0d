from pathlib import Path

import pytest

from editor.model.card.card import read_card
from editor.model.card.schema import Schemas
from editor.model.site.block import Block
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site, open_site
from editor.model.site.rows import RowReader, read_from_disk, read_rows, row_of, summary_of, unread, versions_of
from editor.model.text.quick_read import QuickReader
from tests.helpers.harbour_site import FERRY
from tests.torture.quick_read import all_cards, twisted

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


@pytest.fixture
def site(harbour: Path) -> Site:
    return open_site(harbour)


def test_rows_come_in_the_order_in_which_they_are_asked_for(site: Site, schemas: Schemas):
    assert [row.id for row in read_rows(site, schemas, [FERRY_ID, CAFE_ID])] == [FERRY_ID, CAFE_ID]


def test_a_card_is_its_file_and_a_row_counts_its_problems(site: Site, schemas: Schemas):
    assert read_from_disk(site, schemas, FERRY_ID).text == FERRY
    (site.root / FERRY_ID).write_text('---\ntitle: a\npublished: "false"\n---\n')
    assert row_of(read_from_disk(site, schemas, FERRY_ID)).problems > 0


def test_a_file_that_cannot_be_read_is_a_broken_card_with_the_reason(site: Site, schemas: Schemas):
    card = read_from_disk(site, schemas, "_news/gone.md")
    assert "is no longer in" in str(card.error)
    assert row_of(unread("_news/x.md", StoreError("Why not.", site.root), schemas)).error == "Why not."


def test_a_version_is_a_text_with_its_row(site: Site, schemas: Schemas):
    (version,) = versions_of({FERRY_ID: FERRY}, schemas).values()
    assert (version.text, version.row) == (FERRY, row_of(read_from_disk(site, schemas, FERRY_ID)))


def test_what_is_remembered_of_other_cards_changes_no_row_and_no_block(tmp_path: Path, schemas: Schemas):
    cards = all_cards(7)
    texts = {
        f"{folder}/{number}.md": data
        for number, data in enumerate((*cards, *(twisted(number, 7, cards) for number in range(600))))
        for folder in ("_news", "_learning/videos")
    }
    for folder in ("_news", "_learning/videos"):
        (tmp_path / folder).mkdir(parents=True)
    for card_id, data in texts.items():
        (tmp_path / card_id).write_bytes(data)
    rows, stamps = RowReader(open_site(tmp_path), schemas).read([*texts])
    parsed = [summary_of(read_card(card_id, data, schemas)) for card_id, data in texts.items()]
    for row, expected in zip(rows, parsed, strict=True):
        assert repr(row) == repr(expected)
    assert Block.of(rows, stamps).encode() == Block.of(parsed, stamps).encode()
    assert None not in stamps
    quick = QuickReader().read
    assert sum(read_card(*card, schemas, quick=quick).parsed is None for card in texts.items()) > len(texts) / 2


def test_rows_of_files_that_are_not_there_come_in_their_places(site: Site, schemas: Schemas):
    rows, stamps = RowReader(site, schemas).read([FERRY_ID, "_news/gone.md", CAFE_ID])
    assert [row.id for row in rows] == [FERRY_ID, "_news/gone.md", CAFE_ID]
    assert [bool(row.error) for row in rows] == [False, True, False]
    assert [stamp is None for stamp in stamps] == [False, True, False]
