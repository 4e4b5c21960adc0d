from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site, open_site
from editor.model.site.rows import read_from_disk, read_rows, row_of, unread, versions_of
from tests.helpers.harbour_site import FERRY

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
