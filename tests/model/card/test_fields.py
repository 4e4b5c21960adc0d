import datetime

import pytest

from editor.model.card.fields import Field, FieldType, guess_field, label_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, FieldType.BOOLEAN),
        (3, FieldType.INTEGER),
        (3.5, FieldType.NUMBER),
        (datetime.date(2024, 5, 1), FieldType.DATETIME),
        (datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC), FieldType.DATETIME),
        ("a word", FieldType.TEXT),
        (None, FieldType.TEXT),
        ("https://harbourtimes.example/a", FieldType.URL),
        ("see https://harbourtimes.example/a", FieldType.TEXT),
        ("x" * 121, FieldType.LONG_TEXT),
        ("two\nlines", FieldType.LONG_TEXT),
        ({"a": 1}, FieldType.MAPPING),
        ([1], FieldType.LIST),
    ],
)
def test_an_unknown_key_gets_a_field_of_the_type_that_its_value_has(value, expected):
    assert guess_field("key", value).type is expected


def test_a_guessed_mapping_has_a_field_for_each_of_its_keys():
    field = guess_field("byline", {"firstName": "Ada", "age": 36})
    assert [(child.key, child.type) for child in field.fields] == [
        ("firstName", FieldType.TEXT),
        ("age", FieldType.INTEGER),
    ]
    assert field.child("age") == field.fields[1]
    assert field.child("none") is None
    assert field.order == ("firstName", "age")


def test_the_items_of_a_guessed_list_of_mappings_have_the_keys_of_all_of_them():
    item = guess_field("parts", [{"a": None, "b": 1}, {"a": "x", "c": True}]).item
    assert item is not None
    assert [(child.key, child.type) for child in item.fields] == [
        ("a", FieldType.TEXT),
        ("b", FieldType.INTEGER),
        ("c", FieldType.BOOLEAN),
    ]


@pytest.mark.parametrize(
    ("items", "expected"), [([1, 2], FieldType.INTEGER), ([1, "two"], FieldType.TEXT), ([], FieldType.TEXT)]
)
def test_the_items_of_a_guessed_list_are_what_all_of_them_are_else_text(items, expected):
    item = guess_field("parts", items).item
    assert item is not None
    assert item.type is expected
    assert item.key == "parts"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("cdnAmpWebUrl", "Cdn amp web url"),
        ("_id", "Id"),
        ("reading-time_2", "Reading time 2"),
        ("sourceURL", "Source URL"),
        ("été", "Été"),
        ("_", "_"),
        ("", ""),
    ],
)
def test_a_key_becomes_words(key, label):
    assert label_of(key) == label


def test_only_some_types_are_text():
    texts = {kind for kind in FieldType if kind.is_text}
    assert texts == {FieldType.TEXT, FieldType.LONG_TEXT, FieldType.DURATION, FieldType.URL, FieldType.CHOICE}


def test_a_scalar_has_no_children():
    assert Field("title", "Title", FieldType.TEXT).child("x") is None
