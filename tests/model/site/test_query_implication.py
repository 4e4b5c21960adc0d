"""That nothing is ever implied wrongly is a property in test_query.py; here are the ways in which it can be told."""

import pytest

from editor.model.site.query import parse_query
from editor.model.site.query_implication import implies
from editor.model.site.query_nodes import And, Not, Or, Word

A, B, AB = Word("a"), Word("b"), Word("ab")


@pytest.mark.parametrize("node", [A, And(()), Or((A, B)), And((A, Or((B, AB)))), Not(And((A, B)))])
def test_every_condition_implies_itself_and_none_at_all(node):
    assert implies(node, node)
    assert implies(node, And(()))


def test_all_of_several_imply_each_and_each_implies_one_of_several():
    assert implies(And((A, B)), B)
    assert not implies(A, And((A, B)))
    assert implies(AB, And((A, B)))
    assert implies(A, Or((B, A)))
    assert not implies(Or((A, B)), A)
    assert implies(Or((A, AB)), A)
    assert implies(And((B, Or((A, AB)))), A)


def test_leaving_out_more_implies_leaving_out_less():
    assert implies(Not(A), Not(AB))
    assert not implies(Not(AB), Not(A))
    assert implies(Not(Or((A, B))), Not(B))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("has:v", "has:v"), ("re:v:/a/", "re:v:/a/"), ("is:new", "is:new"), ("v:1..5", "v:0..5"), ("v:=ab", "v:b")],
)
def test_conditions_on_a_field_imply_those_on_the_same_field(narrow: str, wide: str):
    assert implies(parse_query(narrow).node, parse_query(wide).node)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("has:v", "has:w"),
        ("re:v:/a/", "re:v:/b/"),
        ("v:0..5", "v:1..5"),
        ("v:>2020-05", "v:>2020-06"),
        ("v:1", "v:1.."),
    ],
)
def test_and_not_more_than_that(narrow: str, wide: str):
    assert not implies(parse_query(narrow).node, parse_query(wide).node)
