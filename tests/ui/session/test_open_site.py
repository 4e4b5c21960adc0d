"""Rows and words go with the library."""

from pathlib import Path

import pytest

from editor.model.card.schema import load_schemas
from editor.model.site.arrivals import look
from editor.model.site.changes import Changes
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.vocabulary import Vocabulary
from editor.ui.session.open_site import OpenSite
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


@pytest.fixture
def opened_site(site: Path) -> OpenSite:
    library = Library(open_site(site), load_schemas())
    opened = OpenSite(library, Vocabulary())
    opened.take_rows(library.read())
    return opened


def test_rows_are_those_of_the_library_or_those_that_are_known(opened_site: OpenSite):
    library = opened_site.library
    assert "Ferries" in opened_site.vocabulary.topics()
    changes = library.apply({FERRY_ID: FERRY.replace("Ferries", "Boats")})
    opened_site.follow(changes, {})
    assert "Ferries" not in opened_site.vocabulary.topics()
    assert opened_site.index.row(FERRY_ID).topics == ("Boats", "City")
    known = opened_site.index.row(FERRY_ID)
    library.apply({FERRY_ID: FERRY})
    opened_site.follow(Changes("saved", (FERRY_ID,)), {})
    opened_site.follow(Changes("reloaded", (FERRY_ID,)), {FERRY_ID: known})
    assert opened_site.index.row(FERRY_ID) == known


def test_what_is_removed_is_forgotten(opened_site: OpenSite):
    opened_site.follow(Changes("removed", (FERRY_ID,)), {})
    assert "Ferries" not in opened_site.vocabulary.topics()
    with pytest.raises(KeyError):
        opened_site.index.row(FERRY_ID)


def test_what_is_renamed_is_known_by_its_new_name(opened_site: OpenSite):
    (opened_site.library.site.root / FERRY_ID).rename(opened_site.library.site.root / "_news" / "moved.md")
    opened_site.rename(FERRY_ID, "_news/moved.md")
    assert opened_site.index.row("_news/moved.md").title == "Ferry returns to the old pier"
    with pytest.raises(KeyError):
        opened_site.index.row(FERRY_ID)


@pytest.mark.parametrize("typed_on", ["", "and on"])
def test_rows_of_what_has_arrived_are_those_of_the_cards_as_they_are_then(opened_site: OpenSite, typed_on: str):
    library = opened_site.library
    library.apply({FERRY_ID: FERRY.replace("Ferry returns", "Mine")})
    heat, cafe = FERRY.replace("heat: 137", "heat: 138"), CAFE.replace("title: ", "title: The ")
    for card_id, text in ((FERRY_ID, heat), (CAFE_ID, cafe)):
        (library.site.root / card_id).write_text(text)
    edited = library.edited((FERRY_ID,))
    arrivals = [look(library.site, library.schemas, card_id, edited.get(card_id)) for card_id in (FERRY_ID, CAFE_ID)]
    library.apply({FERRY_ID: FERRY.replace("Ferry returns", f"Mine{typed_on}")})  # while the files were looked at
    news = [arrival for arrival in arrivals if arrival is not None]
    for changes in library.follow(news):
        opened_site.follow(changes, opened_site.arrived(news))
    for card_id in (FERRY_ID, CAFE_ID):
        assert opened_site.index.row(card_id) == library.row(card_id)
    assert opened_site.index.row(FERRY_ID).title.startswith(f"Mine{typed_on} ")
    assert opened_site.index.row(FERRY_ID).values["heat"] == (138,)
    assert (FERRY_ID in opened_site.arrived(news)) is not bool(typed_on)
