import pytest

from editor.cli.command import CommandError, Exit
from editor.cli.places import cards_below
from editor.cli.searching import narrowed, nothing_matches, read_query, rows


def test_a_search_narrows_a_place(site):
    place = narrowed(cards_below(site.root), read_query("heat:>10"))
    assert place.ids == ("_news/2023-02-03-tools.md",)


def test_a_wrong_search_is_named_with_its_place():
    with pytest.raises(CommandError) as wrong:
        read_query('title "open')
    assert wrong.value.code == Exit.UNUSABLE
    assert wrong.value.sentences[0].startswith("--where, at character 7: ")


def test_what_is_not_found_is_named():
    assert nothing_matches(read_query("heat:3")) == "no card matches heat:3"
    assert nothing_matches(read_query(None)) == "there are no cards"


def test_the_rows_are_those_of_the_place(site):
    index = rows(cards_below(site.wind))
    assert len(index) == 1
    assert index.row("_news/2024-05-01-wind.md").title == "Wind park off Saltmere"
