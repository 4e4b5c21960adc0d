from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.schema import Schemas
from editor.model.site.query_completion import (
    MAX_CANDIDATES,
    Candidate,
    Completions,
    complete,
    declared_fields,
)
from editor.model.site.summary import Scalar

FIELDS = {
    **{"is": "State", "has": "Filled", "no": "Empty", "re": "Pattern"},
    **{"title": "Title", "topics": "Topics", "provider": "Provider", "provider.domain": "Provider › Domain"},
    **{"heat": "Heat", "originalUrl": "Address of the story"},
}
VALUES: dict[str, Sequence[tuple[Scalar, int]]] = {
    "topic": [("AI", 40), ("AI Builder", 12), ("Café (old)", 7), ("Power BI", 3), ('The "Gull"', 2), ("=odd", 1)],
    "flag": [(True, 5), (False, 2), (None, 1), ("", 1)],
    "heat": [(12, 3), (1.5, 2)],
    "many": [(f"value {number}", 1) for number in range(90)],
}


def at_bar(text: str) -> Completions:
    """What is offered where the bar stands."""
    cursor = text.index("|")
    return complete(text.replace("|", ""), cursor, FIELDS, lambda field: VALUES.get(field, ()))


def shown(text: str) -> list[str]:
    return [candidate.shown for candidate in at_bar(text).candidates]


def taken(text: str, number: int = 0) -> str:
    """The search after a candidate was taken."""
    found = at_bar(text)
    text = text.replace("|", "")
    return text[: found.start] + found.candidates[number].text + text[found.end :]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("|", []),
        ("t|", []),
        ("ti|", ["title:"]),
        ("TÏ|", ["title:"]),
        ("to|", ["topics:"]),
        ("ferry|", []),
        ("ferry to|", ["topics:"]),
        ("ferry to| boat", ["topics:"]),
        ("-to|", ["topics:"]),
        ("(to|", ["topics:"]),
        ("(a OR to|)", ["topics:"]),
        ("pr|", ["provider:", "provider.domain:"]),
        ("dom|", ["provider.domain:"]),
        ("do|", []),
        ("is|", ["is:"]),
        ("or|", ["originalUrl:"]),
        ("a OR|", []),
        ('"to|', []),
        ('"a to|"', []),
        ("https://to|", []),
        ("ti|tle:x", ["title:"]),
        ("title:x to|", ["topics:"]),
    ],
)
def test_a_word_that_begins_a_field_name_is_completed_and_no_other(text: str, names: list[str]):
    assert shown(text) == names


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("topic:|", ["AI", "AI Builder", "Café (old)", "Power BI", 'The "Gull"', "=odd"]),
        ("topic:ai|", ["AI", "AI Builder"]),
        ("topic:AI|", ["AI Builder"]),
        ("topic:b|", ["AI Builder", "Power BI"]),
        ("topic:uilder|", []),
        ("topic:cafe|", ["Café (old)"]),
        ("topic:old|", ["Café (old)"]),
        ('topic:"ai b|', ["AI Builder"]),
        ('topic:"ai b|"', ["AI Builder"]),
        ('topic:"|', ["AI", "AI Builder", "Café (old)", "Power BI", 'The "Gull"', "=odd"]),
        ("topic:“ai b|”", ["AI Builder"]),
        ("topic:=ai|", ["AI", "AI Builder"]),
        ('-(a OR topic:="pow|', ["Power BI"]),
        ("topic:a|x", ["AI", "AI Builder"]),
        ("topic:ai |", []),
        ('topic:"ai" |', []),
        ("nothing:|", []),
        ("flag:|", ["true", "false"]),
        ("heat:1|", ["12", "1.5"]),
        ("heat:>|", []),
        ("heat:1..|", []),
        ("is:|", ["published", "unpublished", "broken", "unsaved", "changed", "duplicate", "new"]),
        ("-is:un|", ["unpublished", "unsaved"]),
        ("is:new|", []),
        ("published:|", ["true", "false"]),
        ("published:f|", ["false"]),
        ("has:|", ["title", "topics", "provider", "provider.domain", "heat", "originalUrl"]),
        ("no:dom|", ["provider.domain"]),
        ("re:|", ["title:/", "topics:/", "provider:/", "provider.domain:/", "heat:/", "originalUrl:/"]),
        ("re:ti|", ["title:/"]),
        ("re:title:/to|", []),
        ("re:title:/a b/ to|", ["topics:"]),
    ],
)
def test_values_are_completed_by_the_beginning_of_any_word_the_most_used_first(text: str, values: list[str]):
    assert shown(text) == values


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("ferry to| boat", "ferry topics: boat"),
        ("ti|tle:x", "title:x"),
        ("to|:x", "topics:x"),
        ("topic:ai|", "topic:AI"),
        ("topic:caf|", 'topic:"Café (old)"'),
        ("topic:the|", 'topic:"The \\"Gull\\""'),
        ('topic:"ai| boat', 'topic:"AI"'),
        ('topic:"a|i" boat', 'topic:"AI" boat'),
        ("topic:=b|x boat", 'topic:="AI Builder" boat'),
        ("topic:odd|", 'topic:"=odd"'),
        ("-is:d| x", "-is:duplicate x"),
        ("re:ti|", "re:title:/"),
        ("re:ti|:/x/", "re:title:/:/x/"),
    ],
)
def test_a_candidate_takes_the_place_of_what_it_completes(text: str, after: str):
    assert taken(text) == after


def test_counts_and_notes_say_more_than_the_name():
    assert at_bar("topic:pow|").candidates == (Candidate('"Power BI"', "Power BI", count=3),)
    assert at_bar("ti|").candidates == (Candidate("title:", "title:", goes_on=True),)
    assert at_bar("orig|").candidates == (
        Candidate("originalUrl:", "originalUrl:", "Address of the story", None, True),
    )


def test_there_are_never_too_many():
    assert len(at_bar("many:|").candidates) == MAX_CANDIDATES


@given(st.text(st.sampled_from('to:AI "\\()-=.re/:“”') | st.characters(), max_size=16), st.data())
def test_whatever_is_typed_something_or_nothing_is_offered(text: str, data: st.DataObject):
    cursor = data.draw(st.integers(0, len(text)))
    found = complete(text, cursor, FIELDS, lambda field: VALUES.get(field, ()))
    assert 0 <= found.start <= cursor <= found.end <= len(text)


def test_a_schema_declares_paths_and_labels(schemas: Schemas):
    fields = declared_fields(schemas.by_name("news"))
    assert list(fields)[:3] == ["category", "title", "excerpt"]
    assert fields["provider.name"].startswith(f"{fields['provider']} › ")
    assert fields["related.provider.name"].startswith(f"{fields['related.provider']} › ")
    assert "secured" not in fields
