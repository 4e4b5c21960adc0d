"""Three versions of a card's values made one, without any text."""

from typing import Any

import pytest

from editor.model.card.fields import Field, FieldType
from editor.model.card.merge_values import (
    ABSENT,
    ClashKind,
    Side,
    changes_only_ruled,
    identities,
    merge_values,
    same_story,
    swaps_story,
)
from editor.model.card.schema import Schema, Schemas


@pytest.fixture
def news(schemas: Schemas) -> Schema:
    return schemas.by_name("news")


def test_a_side_that_alone_changed_has_its_value_also_null(news: Schema):
    merged, clashes = merge_values({"a": 1, "b": 2, "c": 3}, {"a": None, "b": 2}, {"a": 1, "b": 2.0, "c": 3}, news, {})
    assert (merged, clashes) == ({"a": None, "b": 2.0}, ())


def test_a_clash_has_all_three_values_and_a_name(news: Schema):
    base, mine, theirs = ({"provider": {"name": name}} for name in ("A", "B", "C"))
    merged, (clash,) = merge_values(base, mine, theirs, news, {})
    assert merged == mine
    assert (clash.place, clash.kind, clash.label) == (("provider", "name"), ClashKind.FIELD, "Provider › Name")
    assert [clash.side(side) for side in Side] == ["A", "B", "C"]


@pytest.mark.parametrize(("side", "value"), [(Side.BASE, "A"), (Side.MINE, "B"), (Side.THEIRS, "C")])
def test_what_was_decided_is_no_clash_any_more(news: Schema, side: Side, value: str):
    base, mine, theirs = ({"title": name} for name in ("A", "B", "C"))
    assert merge_values(base, mine, theirs, news, {("title",): side}) == ({"title": value}, ())


def test_base_decides_that_a_key_of_both_goes(news: Schema):
    assert merge_values({}, {"title": "B"}, {"title": "C"}, news, {("title",): Side.BASE}) == ({}, ())


def test_a_rule_of_a_mapping_holds_for_all_that_is_in_it(schemas: Schemas):
    course = schemas.by_name("course")
    base: dict[str, Any] = {"ratings": {"count": 1, "average": 1.0}}
    mine: dict[str, Any] = {"ratings": {"count": 2, "average": 2.0}}
    theirs: dict[str, Any] = {"ratings": {"count": 3, "average": 1.0, "best": 5}}
    merged, clashes = merge_values(base, mine, theirs, course, {})
    assert (merged, clashes) == ({"ratings": {"count": 3, "average": 2.0, "best": 5}}, ())
    assert merge_values(base, {}, theirs, course, {}) == (theirs, ())


def test_ours_wins_where_a_schema_says_so():
    schema = Schema("x", "X", "Xs", (Field("a", "A", FieldType.TEXT, merge="ours"),))
    assert merge_values({"a": "1"}, {"a": "2"}, {"a": "3"}, schema, {}) == ({"a": "2"}, ())


def test_a_list_that_was_empty_or_null_is_merged_like_others(news: Schema):
    for before in ({}, {"topics": None}, {"topics": []}):
        merged, clashes = merge_values(before, {"topics": ["A"]}, {"topics": ["B"]}, news, {})
        assert (merged, clashes) == ({"topics": ["A", "B"]}, ())


def test_kinds_of_values_are_not_mixed(news: Schema):
    _, clashes = merge_values({"topics": ["A"]}, {"topics": "B"}, {"topics": ["A", "C"]}, news, {})
    assert [clash.place for clash in clashes] == [("topics",)]
    _, clashes = merge_values({"provider": {"name": "A"}}, {"provider": "B"}, {"provider": {"name": "C"}}, news, {})
    assert [clash.place for clash in clashes] == [("provider",)]


def test_items_are_known_by_their_key_or_by_themselves(news: Schema):
    images, topics = news.field(("images",)), news.field(("topics",))
    assert identities([{"url": "/a"}, {"url": "/b"}], images) == ["/a", "/b"]
    assert identities([{"url": "/a"}, {"url": "/a"}], images) is None
    assert identities([{"url": ""}], images) is None
    assert identities([{"url": 1}], images) is None
    assert identities([1, 1.0, True, "1", float("nan")], topics) is not None
    assert identities([1, 1], topics) is None
    assert identities([[]], topics) is None


def test_another_story_is_another_address_and_another_teller():
    before: dict[str, Any] = {"webUrl": "/a", "provider": {"name": "A"}}
    assert swaps_story(before, {"webUrl": "/b", "provider": {"name": "B"}})
    assert not swaps_story(before, {"webUrl": "/b", "provider": {"name": "A"}})
    assert not swaps_story(before, {"webUrl": "/a", "provider": {"name": "B"}})
    assert not swaps_story(before, {"webUrl": "/b"})
    assert not swaps_story({}, {"webUrl": "/b", "provider": {"name": "B"}})
    assert same_story(before, {**before, "title": "A"})
    assert not same_story(before, {**before, "webUrl": "/b"})


def test_a_machine_s_change_is_one_of_its_own_fields_only_wherever_they_are(news: Schema):
    before: dict[str, Any] = {"heat": 1, "title": "A", "related": [{"webUrl": "/r", "quality": 1, "title": "R"}]}
    moved: dict[str, Any] = {"heat": 2, "title": "A", "related": [{"webUrl": "/r", "quality": 2, "title": "R"}]}
    assert changes_only_ruled(before, moved, news)
    assert changes_only_ruled(before, {**before, "secured": "x"}, news)
    assert not changes_only_ruled(before, {**before, "title": "B"}, news)
    assert not changes_only_ruled(before, {**before, "related": []}, news)
    assert ABSENT is not None
