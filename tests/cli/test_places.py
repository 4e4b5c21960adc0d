from pathlib import Path

import pytest

from editor.cli.command import CommandError, Exit
from editor.cli.places import as_json, cards_at, cards_below
from editor.model.card.card import read_card
from editor.model.card.schema import load_schemas
from editor.model.site.errors import StoreError


def test_a_folder_has_the_cards_below_it(site):
    place = cards_below(Path("site/_news"))
    assert place.ids == ("_news/2023-02-03-tools.md", "_news/2024-05-01-wind.md")
    assert place.shown(place.ids[0]) == str(Path("site/_news/2023-02-03-tools.md"))


def test_a_card_is_a_place_of_its_own(site):
    assert cards_below(site.wind).ids == ("_news/2024-05-01-wind.md",)
    assert cards_below(site.wind).shown("_news/2024-05-01-wind.md") == str(site.wind)


def test_cards_of_several_sites_can_be_named(site, tmp_path):
    (tmp_path / "lone").mkdir()
    (tmp_path / "lone" / "card.md").write_bytes(site.wind.read_bytes())
    places = list(cards_at([site.wind, site.tools, Path("lone/card.md")]))
    assert [place.site.root.name for place in places] == ["site", "site", "lone"]
    assert places[0].site is places[1].site
    assert [place.ids for place in places][2] == ("card.md",)


def test_a_folder_is_no_card(site):
    with pytest.raises(CommandError, match="is a folder") as wrong:
        list(cards_at([site.root]))
    assert wrong.value.code == Exit.UNUSABLE


def test_a_path_that_is_not_there_is_a_sentence(site):
    with pytest.raises(StoreError):
        cards_below(Path("nowhere"))


def test_dates_and_strange_numbers_are_spelled_as_in_the_file():
    text = "---\nwhen: 2024-05-01 10:00:00 +02:00\nday: 2024-05-01\nn: [.inf, 1.5, 0x10]\nm: {a: true, b: ~}\n---\n"
    card = read_card("a.md", text, load_schemas())
    assert as_json(card) == {
        "when": "2024-05-01 10:00:00 +02:00",
        "day": "2024-05-01",
        "n": [".inf", 1.5, 16],
        "m": {"a": True, "b": None},
    }
    assert as_json(card, ("n", 1)) == 1.5
