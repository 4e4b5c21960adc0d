from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.arrivals import Edited, OnDisk, look
from editor.model.site.layout import Site, open_site
from tests.helpers.harbour_site import FERRY

FERRY_ID = "_news/2024-05-01-ferry.md"
HIDDEN = FERRY.replace("published: true", "published: false")
HEAT = FERRY.replace("heat: 137", "heat: 138")


@pytest.fixture
def site(harbour: Path) -> Site:
    return open_site(harbour)


def test_a_card_arrives_with_what_its_file_has_and_its_row(site: Site, schemas: Schemas):
    arrival = look(site, schemas, FERRY_ID)
    assert arrival is not None
    assert arrival.disk == OnDisk(FERRY, store.digest(FERRY.encode()))
    assert arrival.row is not None
    assert arrival.row.title == "Ferry returns to the old pier"
    assert (arrival.edited, arrival.merge) == (None, None)


def test_what_is_known_does_not_arrive(site: Site, schemas: Schemas):
    assert look(site, schemas, FERRY_ID, None, store.digest(FERRY.encode())) is None


def test_an_unsaved_change_arrives_merged_where_the_file_is_another(site: Site, schemas: Schemas):
    mine = Edited(FERRY, HIDDEN)
    arrival = look(site, schemas, FERRY_ID, mine)
    assert arrival is not None
    assert (arrival.edited, arrival.merge) == (mine, None)
    (site.root / FERRY_ID).write_text(HEAT)
    arrival = look(site, schemas, FERRY_ID, mine)
    assert arrival is not None
    assert arrival.merge is not None
    assert arrival.merge.card.text == HIDDEN.replace("heat: 137", "heat: 138")


def test_a_card_that_is_gone_has_no_row_and_one_that_cannot_be_read_says_why(site: Site, schemas: Schemas):
    (site.root / FERRY_ID).unlink()
    arrival = look(site, schemas, FERRY_ID)
    assert arrival is not None
    assert (arrival.disk, arrival.row) == (None, None)
    (site.root / FERRY_ID).symlink_to("nowhere.md")
    arrival = look(site, schemas, FERRY_ID)
    assert arrival is not None
    assert arrival.row is not None
    assert "is a link to a file that is not there" in arrival.row.error


def test_a_site_that_is_not_there_has_lost_no_card(site: Site, schemas: Schemas):
    site.root.rename(site.root.with_name("elsewhere"))
    arrival = look(site, schemas, FERRY_ID)
    assert arrival is not None
    assert arrival.row is not None
    assert "not there any more" in arrival.row.error
