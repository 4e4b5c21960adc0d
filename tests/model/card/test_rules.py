import datetime

import pytest

from editor.model.card.fields import Field, FieldType
from editor.model.card.rules import RULES, UNREADABLE

TYPES = (str, bool, int, float, datetime.date, datetime.datetime, list, dict, type(None))


def declared(schemas):
    """All fields of all kinds of cards, each kind's whole front matter first."""
    pending = [schema.root for schema in schemas.all()]
    while pending:
        field = pending.pop()
        yield field
        pending += [*field.fields, *filter(None, [field.item])]


def rules_for(field: Field, kind: type) -> list[str]:
    return [rule.id for rule in RULES if kind in rule.looks_at(field)]


def test_every_rule_has_its_own_name_and_a_sentence():
    names = [rule.id for rule in RULES]
    assert len({*names, UNREADABLE}) == len(names) + 1
    assert all(rule.help.endswith(".") for rule in RULES)


def test_every_rule_looks_at_some_field_and_only_at_what_a_card_can_hold(schemas):
    fields = [*declared(schemas)]
    for rule in RULES:
        looks_at = {kind for field in fields for kind in rule.looks_at(field)}
        assert looks_at
        assert looks_at <= set(TYPES)


@pytest.mark.parametrize(
    ("field", "kinds"),
    [
        (Field("heat", "Heat", FieldType.INTEGER), {int}),
        (Field("average", "Average", FieldType.NUMBER), {int, float}),
        (Field("removed", "Removed", FieldType.BOOLEAN), {bool}),
        (Field("excerpt", "Excerpt", FieldType.LONG_TEXT), {str}),
        (Field("secured", "Secured", FieldType.TEXT, locked=True), set(TYPES) - {list, dict}),
        (Field("date", "Date", FieldType.DATETIME), set()),
        (Field("webUrl", "Web link", FieldType.URL), set()),
        (Field("ratings", "Ratings", FieldType.MAPPING, fields=(Field("count", "Count", FieldType.INTEGER),)), {dict}),
        (Field("items", "Items", FieldType.LIST, item=Field("items", "Item", FieldType.TEXT)), {list}),
    ],
)
def test_no_rule_looks_at_what_is_right_by_its_type(field, kinds):
    assert {kind for kind in TYPES if not rules_for(field, kind)} == {*kinds, type(None)}


@pytest.mark.parametrize(
    ("field", "kind", "rules"),
    [
        (Field("", "News", FieldType.MAPPING), dict, ["duplicate-key", "published-quoted", "published-value"]),
        (Field("title", "Title", FieldType.TEXT, limit=110), str, ["long"]),
        (Field("title", "Title", FieldType.TEXT, limit=110), bool, ["misread"]),
        (Field("title", "Title", FieldType.TEXT, limit=110), list, ["type"]),
        (Field("date", "Date", FieldType.DATETIME), str, ["date", "future"]),
        (Field("date", "Date", FieldType.DATETIME), datetime.date, ["future"]),
        (Field("date", "Date", FieldType.DATETIME), int, ["type"]),
        (Field("length", "Length", FieldType.DURATION), str, ["date"]),
        (Field("url", "Address", FieldType.URL, picture=True), str, ["url", "picture-size"]),
        (Field("type", "Type", FieldType.CHOICE, choices=("article",)), str, ["choice"]),
        (Field("topics", "Topics", FieldType.LIST, merge="set"), list, ["twice"]),
    ],
)
def test_each_value_meets_the_rules_that_concern_it(field, kind, rules):
    assert rules_for(field, kind) == rules
