import pytest

from editor.cli import searching
from editor.cli.command import CommandError, Exit
from editor.cli.places import cards_below
from editor.cli.searching import narrowed, nothing_matches, read_query, rows
from editor.model.site import blocks, index_file
from editor.model.site.blocks import read_block


def test_a_search_narrows_a_place(site):
    place = narrowed(cards_below(site.root), read_query("heat:>10"))
    assert place.ids == ("_news/2023-02-03-tools.md",)


def test_a_wrong_search_is_named_with_its_place():
    with pytest.raises(CommandError) as wrong:
        read_query('title "open')
    assert wrong.value.code == Exit.UNUSABLE
    (sentence,) = wrong.value.sentences
    assert sentence.splitlines() == [
        '--where, at character 7: This " is never closed',
        '  title "open',
        "        ^",
    ]


@pytest.mark.parametrize(
    ("query", "line", "caret"),
    [
        ("港 date:soon", "  港 date:soon", "          ^"),
        ("e\u0301 )\tx", "  e\u0301 ) x", "    ^"),
        (f"{'x' * 50} ) {'y' * 50}", f"  …{'x' * 35} ) {'y' * 34}…", " " * 39 + "^"),
        ("(a OR", "  (a OR", "       ^"),
    ],
)
def test_a_caret_stands_below_the_mistake(query: str, line: str, caret: str):
    with pytest.raises(CommandError) as wrong:
        read_query(query)
    assert wrong.value.sentences[0].splitlines()[1:] == [line, caret]


def test_what_is_not_found_is_named():
    assert nothing_matches(read_query("heat:3")) == "no card matches heat:3"
    assert nothing_matches(read_query(None)) == "there are no cards"


def test_the_rows_are_those_of_the_place(site):
    index = rows(cards_below(site.wind))
    assert len(index) == 1
    assert index.row("_news/2024-05-01-wind.md").title == "Wind park off Saltmere"


def test_of_a_whole_large_site_only_what_has_changed_is_read(site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(searching, "FEW", 1)
    monkeypatch.setattr(index_file, "RACY", 0)
    place = cards_below(site.root)
    first = rows(place)
    site.wind.write_text(site.wind.read_text(encoding="utf-8").replace("Saltmere", "Seltmare"), encoding="utf-8")
    gone = next(card_id for card_id in place.ids if card_id != "_news/2024-05-01-wind.md")
    (site.root / gone).unlink()
    read: list[str] = []
    monkeypatch.setattr(blocks, "read_block", lambda *given: (read.extend(given[2]), read_block(*given))[1])
    again = rows(cards_below(site.root))
    assert read == ["_news/2024-05-01-wind.md"]
    assert again.row("_news/2024-05-01-wind.md").title == "Wind park off Seltmare"
    assert (len(again), gone in again) == (len(first) - 1, False)
