import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.site.query import parse_query
from editor.model.site.query_nodes import FieldIs
from editor.model.site.query_signs import spelled, unescaped
from editor.model.site.query_values import Like
from editor.model.site.summary import fold


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("AI", "AI"),
        ("AI Builder", '"AI Builder"'),
        ("", '""'),
        ('The "Gull"', '"The \\"Gull\\""'),
        ("a\\b", "a\\b"),
        ("a \\b", '"a \\\\b"'),
        ("f(x)", '"f(x)"'),
        (">5", '">5"'),
        ("=5", '"=5"'),
        ("1..2", '"1..2"'),
        ("“x”", '"“x”"'),
    ],
)
def test_a_value_is_in_quotes_where_it_needs_them(value: str, written: str):
    assert spelled(value) == written
    assert spelled(value, always=True).startswith('"')


@given(st.text(max_size=12).filter(lambda text: text.strip()))
def test_a_spelled_value_is_searched_for_as_it_is(value: str):
    for always in (False, True):
        node = parse_query(f"topic:{spelled(value, always=always)}").node
        assert isinstance(node, FieldIs)
        assert isinstance(node.question, Like)
        assert node.question.text == fold(value)


@given(st.text('a"\\', max_size=8))
def test_unescaping_undoes_the_spelling(value: str):
    assert unescaped(spelled(value, always=True)[1:-1]) == value
