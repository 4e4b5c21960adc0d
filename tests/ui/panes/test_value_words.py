"""What values are called."""

import datetime

import pytest

from editor.model.card.diff import ABSENT
from editor.model.card.schema import load_schemas
from editor.ui.panes.value_words import item_name, stand_in, told_apart, value_words

NEWS = load_schemas().by_name("news")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a boat", "a boat"),
        (True, "yes"),
        (False, "no"),
        (12, "12"),
        (1, "1"),
        (datetime.date(2024, 5, 1), "2024-05-01"),
        (None, ""),
        ("", ""),
        ([], ""),
        ({}, ""),
        (ABSENT, ""),
        (["AI", 2024], "AI, 2024"),
        ({"oddKey": "x", "b": {"c": 1}, "d": None}, "Odd key: x\nB:\n    C: 1\nD: (empty)"),
        ([{"a": 1}, {"a": 2, "b": []}], "1.\n    A: 1\n2.\n    A: 2\n    B: (empty)"),
    ],
)
def test_values_in_words(value, words):
    assert value_words(value) == words


def test_fields_have_the_names_of_the_schema():
    provider = NEWS.field(("provider",))
    value = {"name": "Bay Post", "images": [{"url": "/a.png"}]}
    assert value_words(value, provider) == "Name: Bay Post\nLogos:\n    1.\n        Address: /a.png"


@pytest.mark.parametrize(
    ("value", "said"),
    [(ABSENT, "(not there)"), (None, "(empty)"), ("", "(empty)"), ([], "(empty)"), (0, ""), ("a", "")],
)
def test_what_has_no_text_is_said(value, said):
    assert stand_in(value) == said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a", "b", ("a", "b")),
        ("12", 12, ("“12”", "12")),
        (True, "yes", ("yes", "“yes”")),
        (None, ABSENT, ("", "")),
    ],
)
def test_values_that_read_alike_are_told_apart(old, new, words):
    assert told_apart(old, new) == words


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ({"url": "/a.png", "title": "A boat"}, "A boat"),
        ({"url": "/a.png", "title": ""}, "/a.png"),
        ({"name": "Bay Post"}, "Bay Post"),
        ({"width": 1}, "Width: 1"),
        ("AI", "AI"),
    ],
)
def test_an_item_is_called_by_what_people_know_it_by(item, name):
    assert item_name(item) == name
