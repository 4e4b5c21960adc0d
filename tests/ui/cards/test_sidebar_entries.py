"""One line of the sidebar in words."""

import pytest

from editor.model.site.query_edits import Mark
from editor.ui.cards.sidebar_entries import Entry, Kind, month_name, spoken, tool_tip, usage


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry(Kind.VALUE, "Ferries", query="topic:ferries", count=12), "Ferries, 12"),
        (Entry(Kind.VALUE, "Ferries", query="x", count=0, mark=Mark.ASKED), "Ferries, 0, shown"),
        (Entry(Kind.VALUE, "Ferries", query="x", count=5, mark=Mark.LEFT_OUT), "Ferries, 5, left out"),
        (Entry(Kind.SEARCH, "Mine", query="(", problem="This ( is never closed."), "Mine, This ( is never closed."),
        (Entry(Kind.GROUP, "Topics"), "Topics"),
    ],
)
def test_a_screen_reader_says_name_number_mark_and_what_is_wrong(qapp: object, entry: Entry, words: str):
    assert spoken(entry) == words


def test_the_tool_tip_has_what_may_be_cut_short_and_says_what_a_click_does(qapp: object):
    assert tool_tip(Entry(Kind.VALUE, "Ferries", query="x", count=12)) == f"Ferries (12)\n{usage()}"
    assert tool_tip(Entry(Kind.SEARCH, "Mine", query="is:new")) == f"Mine\nis:new\n{usage()}"
    assert tool_tip(Entry(Kind.SEARCH, "Mine", query="(", problem="Wrong.")) == "Mine\n(\nWrong."
    assert tool_tip(Entry(Kind.GROUP, "Topics")) == "Topics"


def test_months_are_named(qapp: object):
    assert month_name("2020-05", with_year=True) == "May 2020"
    assert month_name("2020-05", with_year=False) == "May"
