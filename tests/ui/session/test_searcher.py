"""Searches in the window's thread."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site.index import Found, Index
from editor.model.site.query import NO_MARKS, parse_query
from editor.model.site.rows import versions_of
from editor.ui.session import searcher as searcher_module
from editor.ui.session.searcher import Searcher


@pytest.fixture
def index() -> Index:
    index = Index()
    texts = {f"{number:03}": f"---\ntitle: ferry {number}\n---\n" for number in range(40)}
    index.update(version.row for version in versions_of(texts, load_schemas()).values())
    return index


@pytest.fixture
def searcher(index: Index) -> Searcher:
    searcher = Searcher()
    searcher.start(index)
    return searcher


def ask(searcher: Searcher, text: str, answers: list[Found]) -> None:
    searcher.search(parse_query(text), NO_MARKS, "title", descending=False, group="", done=answers.append)


def test_a_quick_answer_comes_at_once(searcher: Searcher):
    answers: list[Found] = []
    ask(searcher, "ferry 39", answers)
    assert [list(answer.ids) for answer in answers] == [["039"]]


def test_a_slow_answer_comes_later_and_a_newer_search_takes_its_place(
    qtbot: QtBot, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(searcher_module, "_AT_ONCE", 0.0)
    monkeypatch.setattr(searcher_module, "_TURN", 0.0)
    answers: list[Found] = []
    ask(searcher, "ferry 1", answers)
    ask(searcher, "ferry 39", answers)
    assert answers == []
    qtbot.waitUntil(lambda: bool(answers))
    assert [list(answer.ids) for answer in answers] == [["039"]]


def test_counts_come_in_turn_and_another_site_drops_them(qtbot: QtBot, searcher: Searcher, index: Index):
    counts: list[int] = []
    searcher.later(index.count(parse_query("ferry")), counts.append)
    searcher.later(index.count(parse_query("ferry 3")), counts.append)
    qtbot.waitUntil(lambda: counts == [40, 13])
    searcher.later(index.count(parse_query("ferry")), counts.append)
    searcher.start(index)
    qtbot.wait(20)
    assert len(counts) == 2


def test_the_words_are_learnt_when_there_is_nothing_else_to_do(qtbot: QtBot, searcher: Searcher, index: Index):
    searcher.changed()
    qtbot.waitUntil(lambda: len(index.columns.words) == 40)


def test_an_answer_may_ask_again(qtbot: QtBot, searcher: Searcher):
    answers: list[Found] = []

    def again(found: Found) -> None:
        answers.append(found)
        if len(answers) < 3:
            searcher.search(parse_query(""), NO_MARKS, "title", descending=False, group="", done=again)

    searcher.search(parse_query("ferry"), NO_MARKS, "title", descending=False, group="", done=again)
    qtbot.waitUntil(lambda: len(answers) == 3)


def test_what_takes_a_moment_comes_later_and_is_quick_the_next_time(
    qtbot: QtBot, searcher: Searcher, index: Index, monkeypatch: pytest.MonkeyPatch
):
    found: list[tuple[tuple[str, int], ...]] = []
    searcher.soon(index.values_of("provider"), found.append)
    assert found == [()]
    monkeypatch.setattr(searcher_module, "_AT_ONCE", 0.0)
    index.update([replace(index.row("000"), values={"heat": (3,)})])
    searcher.soon(index.values_of("heat"), found.append)
    assert found == [()]
    qtbot.waitUntil(lambda: found == [(), (("3", 1),)])
    monkeypatch.undo()
    searcher.soon(index.values_of("heat"), found.append)
    assert found[2:] == [(("3", 1),)]
