"""A few thousand of what quick reading is tried with; and a reader that is wrong is found out."""

import pytest

from editor.model.text.quick_read import QuickReader
from tests.torture import quick_read
from tests.torture.mutants import Broken


@pytest.fixture(autouse=True)
def _a_part_of_it(monkeypatch):
    monkeypatch.setattr(quick_read, "MADE_UP", 5)
    monkeypatch.setattr(quick_read, "TRAPS", quick_read.TRAPS[::10])


def test_what_is_read_quickly_is_what_the_parser_reads():
    figures = list(quick_read.run(1500, seed=1, workers=1))
    assert [figure.note for figure in figures if figure.bad] == []
    assert figures[0].tried > 4_000


def test_many_mutants_are_still_read_quickly():
    """Or they would prove nothing."""
    cards = quick_read.all_cards(1)
    kinds = [quick_read.compare(quick_read.twisted(number, 1, cards), None) for number in range(400)]
    assert sum(kind.startswith("read, ") for kind in kinds) > 50
    assert sum(kind.startswith("handed over, ") for kind in kinds) > 50
    assert sum(kind.endswith(", outlined") for kind in kinds) > 25


def test_without_the_yaml_test_suite_it_says_so(monkeypatch):
    monkeypatch.setattr(quick_read.yaml_suite, "find", lambda: None)
    figure = quick_read.suite()
    assert (figure.tried, figure.bad) == (0, 0)
    assert "skipped" in figure.note


class Careless(QuickReader):
    """A reader that believes what it is told."""

    def __init__(self, values):
        super().__init__()
        self._values = values

    def read(self, yaml):
        return self._values


@pytest.mark.parametrize(
    ("yaml", "values"),
    [
        ("a: 1\n", {"a": "1"}),
        ("a: 1\n", {"a": True}),
        ("a: 1\nb: 2\n", {"b": 2, "a": 1}),
        ("a: 1\na: 1\n", {"a": 1}),
        ("a: 1\n b: 1\n", {"a": 1, "b": 1}),
        ("a: 1\n", None),
    ],
)
def test_a_reader_that_says_otherwise_is_found_out(yaml: str, values: object):
    with pytest.raises(Broken):
        quick_read.verdict(Careless(values), f"---\n{yaml}---\n")


def test_an_outline_that_says_otherwise_is_found_out(monkeypatch):
    text = "---\na: 1\n---\n"
    reader = quick_read.OutlineReader()
    assert quick_read.outlined(reader, text) == "outlined"
    for other in ("---\na: 2\na: 1\n---\n", "---\na: 2\n---\n", "---\n[\n---\n"):
        monkeypatch.setattr(quick_read, "plain_yaml", lambda data: "a: 1")
        with pytest.raises(Broken):
            quick_read.outlined(reader, other)
