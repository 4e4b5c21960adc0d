"""A new card's name and text."""

import datetime

import pytest

from editor.model.card.card import read_card
from editor.model.card.checks import check
from editor.model.card.schema import load_schemas
from editor.model.site.new_card import new_card, slug

NOW = datetime.datetime(2024, 5, 1, 6, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ferry returns", "ferry-returns"),
        ("  Café: “Don’t panic!” — 50 % off ", "cafe-dont-panic-50-off"),
        ("日本", "日本"),
        ("!!!", "card"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_title_becomes_a_name_that_every_file_system_takes(title: str, name: str):
    assert slug(title) == name


def test_a_news_card_has_its_date_in_its_name_and_waits_unpublished():
    schemas = load_schemas()
    card_id, text = new_card(schemas, "_news", 'The "new" pier', NOW)
    assert card_id == "_news/2024-05-01-the-new-pier.md"
    assert text == (
        '---\ncategory: news\ntitle: "The \\"new\\" pier"\n'
        "publishedDateTime: 2024-05-01T06:30:00Z\npublished: false\n---\n"
    )
    rules = {finding.rule for finding in check(read_card(card_id, text, schemas))}
    assert rules <= {"missing"}


def test_another_kind_of_card_has_no_date_in_its_name():
    card_id, text = new_card(load_schemas(), "_people", "Ada Quill", NOW)
    assert card_id == "_people/ada-quill.md"
    assert text.startswith("---\n")
    assert text.endswith("---\n")
