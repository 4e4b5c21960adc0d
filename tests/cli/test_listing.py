import json
import sys
from pathlib import Path

import pytest

WIND, TOOLS = str(Path("site/_news/2024-05-01-wind.md")), str(Path("site/_news/2023-02-03-tools.md"))


def test_the_newest_card_comes_first_with_tabs_when_nobody_looks(site, call):
    assert call("list", "site") == (
        0,
        f"●\t2024-05-01\tHarbour Times\tWind park off Saltmere\t{WIND}\n"
        f"○\t2023-02-03\tThe Tidal Review\tA library of tools\t{TOOLS}\n",
        "",
    )


def test_paths_are_what_other_tools_take(site, call):
    assert call("list", "site", "--paths").out == f"{WIND}\n{TOOLS}\n"
    assert call("list", str(site.root), "--paths").out == f"{site.wind}\n{site.tools}\n"
    for path in call("list", "site", "--paths").out.splitlines():
        assert Path(path).is_file()


def test_a_search_narrows(site, call):
    assert call("list", "site", "--where", "published:false", "--paths").out == f"{TOOLS}\n"
    assert call("list", "site", "--where", 'provider:"harbour times" wind', "--count") == (0, "1\n", "")


def test_a_search_may_begin_with_a_dash(site, call):
    assert call("list", "site", "--where", "-published:false", "--paths").out == f"{WIND}\n"
    assert call("list", "--where=-published:false", "site", "--paths").out == f"{WIND}\n"


def test_nothing_found_is_exit_code_1(site, call):
    assert call("list", "site", "--where", "whale") == (1, "", "newscards: no card matches whale\n")
    assert call("list", "site", "--where", "whale", "--count") == (1, "0\n", "newscards: no card matches whale\n")
    code, out, _ = call("list", "site", "--where", "whale", "--json")
    assert (code, json.loads(out)) == (1, [])


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (["--sort", "title"], TOOLS),
        (["--sort", "title", "--reverse"], WIND),
        (["--reverse"], TOOLS),
        (["--sort", "heat"], WIND),
        (["--sort", "provider.name", "--reverse"], TOOLS),
    ],
)
def test_cards_are_sorted_by_any_field(site, call, sort, first):
    assert call("list", "site", "--paths", *sort).out.splitlines()[0] == first


def test_json_is_one_document_with_dates_as_the_file_spells_them(site, call):
    code, out, err = call("list", "site", "--json", "--sort", "title")
    tools, wind = json.loads(out)
    assert (code, err) == (0, "")
    assert tools == {
        "path": TOOLS,
        "title": "A library of tools",
        "excerpt": "Nine turbines turn.",
        "date": "2023-02-03 08:00:00 +01:00",
        "published": False,
        "provider": "The Tidal Review",
        "topics": ["Clean Energy", "Science"],
        "type": "article",
        "schema": "news",
        "problems": 0,
        "error": None,
    }
    assert (wind["date"], wind["published"]) == ("2024-05-01T10:00:00Z", True)


def test_a_broken_card_is_a_line_and_a_reason(site, call):
    (site.root / "_news" / "broken.md").write_text("no front matter")
    assert call("list", "site", "--where", "is:broken").out.startswith("!\t\t\tBroken\t")
    entry = json.loads(call("list", "site", "--where", "is:broken", "--json").out)[0]
    assert entry["published"] is None
    assert "front matter" in entry["error"]
    assert entry["date"] is None


def test_an_empty_published_is_listed_without_a_page(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"published: true", b"published:"))
    assert call("list", str(site.wind)).out.startswith("◌\t")


def test_a_title_cannot_change_the_terminal(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"Wind park", b"Wind\\e[31m\\tpark"))
    assert "\tWind�[31m park off Saltmere\t" in call("list", str(site.wind)).out


@pytest.mark.parametrize(("columns", "longest"), [("100", 100), ("60", 60), ("10", 40)])
def test_on_a_terminal_lines_fit(site, call, monkeypatch, columns, longest):
    wide = "風力発電所が港の沖で回り始めましたとさ。めでたしめでたし。".encode()
    site.wind.write_bytes(site.wind.read_bytes().replace(b"Wind park off Saltmere", wide))
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    first, second = call("list", str(site.root)).out.splitlines()
    assert first.startswith("●  2024-05-01  Har")
    assert second.startswith("○  2023-02-03  The")
    assert len(second) <= longest
    wide_letters = sum(ord(letter) > 0x3000 for letter in first)
    assert wide_letters
    assert len(first) + wide_letters <= longest
    assert first.endswith("md")


def test_cells_that_fit_are_not_cut(site, call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "150")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert call("list", "site").out.splitlines()[1].split() == [
        "○",
        "2023-02-03",
        *["The", "Tidal", "Review", "A", "library", "of", "tools"],
        TOOLS,
    ]


def test_accents_that_stand_on_a_letter_take_no_room(site, call, monkeypatch):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"Wind park", "Cafe\u0301".encode()))
    monkeypatch.setenv("COLUMNS", "150")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    first, second = call("list", "site").out.splitlines()
    assert first.index(WIND) == second.index(TOOLS) + 1


def test_without_stdout_nothing_is_said(site, call, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert call("list", "site").code == 0


def test_an_empty_site_says_so(site, call):
    (site.root / "_empty").mkdir()
    assert call("list", "site/_empty") == (1, "", "newscards: there are no cards\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "nowhere"],
        ["list", "site", "--where", "("],
        ["list", "site", "--json", "--paths"],
        ["list", "site", "--where"],
    ],
)
def test_a_wrong_call_is_exit_code_2(site, call, arguments):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("newscards: ")
    assert all(line.startswith("  ") for line in err.splitlines()[1:])  # the place of a mistake in a search


def test_a_field_to_sort_by_may_have_an_index(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"width: 600", b"width: 1200"))
    expected = call("list", "site", "--sort", "images.width", "--paths").out
    assert expected.splitlines()[0].endswith("2023-02-03-tools.md")
    assert call("list", "site", "--sort", "images[0].width", "--paths").out == expected


def test_a_field_that_no_card_can_have_is_not_sorted_by(site, call):
    code, out, err = call("list", "site", "--sort", "tilte")
    assert (code, out) == (2, "")
    assert err.startswith(
        "newscards: --sort: no card has a field “tilte”; there are category, date, error, excerpt, heat, "
    )
    assert "title" in err


def test_a_field_that_cards_may_have_and_none_has_can_be_sorted_by(site, call):
    assert call("list", "site", "--sort", "ampWebUrl").code == 0
    assert call("list", "site", "--sort", "related.title").code == 0
