"""Questions about the open site, none of which changes anything."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.site.index import Counts, Found, Group
from editor.model.site.query import QueryError, parse_query
from editor.ui.session import Session

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


@pytest.fixture
def opened(qtbot: QtBot, session: Session, site: Path) -> Session:
    session.open(site)
    qtbot.waitUntil(lambda: session.counts().all == 4)
    return session


def test_a_search_answers_in_groups(opened: Session):
    answers: list[Found] = []
    opened.search(parse_query("is:published has:topics"), "date", descending=True, group="month", done=answers.append)
    assert answers == [Found([FERRY_ID], (Group("2024-05", 0, 1),))]
    with pytest.raises(QueryError):
        opened.count("(", lambda _: None)


def test_a_count_comes_a_little_later(qtbot: QtBot, opened: Session):
    counts: list[int] = []
    opened.count("topic:city", counts.append)
    assert counts == []
    qtbot.waitUntil(lambda: counts == [2])


def test_fields_and_their_values_are_those_of_the_site(opened: Session):
    assert {"title", "provider.name", "related.provider.name"} <= opened.fields()
    assert opened.values_of("topic") == (("City", 2), ("Ferries", 1))
    assert opened.months() == opened.counts().months != ()


def test_where_no_site_is_open_there_is_nothing(session: Session):
    answers: list[object] = []
    session.search(parse_query(""), "date", descending=True, done=answers.append)
    session.count("", answers.append)
    assert answers == [Found()]
    assert (
        session.counts(),
        session.values_of("topic"),
        session.months(),
        session.find("", "date", descending=True),
    ) == (
        Counts(),
        (),
        (),
        [],
    )
    assert "title" in session.fields()
    assert (session.site, session.clash(FERRY_ID), session.clashing(), session.is_gone(FERRY_ID)) == (
        None,
        None,
        (),
        False,
    )
