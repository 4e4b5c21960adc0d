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


URL = Field("url", "Address", FieldType.URL, required=True, picture=True)
LOGO = Field("images", "Logos", FieldType.LIST, item=Field("images", "Logo", FieldType.MAPPING, fields=(URL,)))
NAME = Field("name", "Name", FieldType.TEXT, required=True)
PROVIDER = Field("provider", "Provider", FieldType.MAPPING, fields=(NAME, LOGO))


def test_a_mapping_knows_its_fields_by_their_keys_and_which_of_them_it_needs():
    assert PROVIDER.children == {"name": NAME, "images": LOGO}
    assert PROVIDER.child("images") is LOGO
    assert PROVIDER.child("mood") is None
    assert PROVIDER.needed == ("name",)
    assert LOGO.needed == LOGO.item.fields[0].needed == ()


def test_a_field_knows_where_in_it_pictures_can_stand():
    assert PROVIDER.picturing == {"images": LOGO}
    assert LOGO.item.picturing == {"url": URL}
    assert [field.has_pictures for field in (PROVIDER, LOGO, URL, NAME)] == [True, True, True, False]
    assert NAME.picturing == {}


def test_fields_stay_equal_whatever_they_were_asked():
    asked, other = (Field("a", "A", FieldType.MAPPING, fields=(NAME,)) for _ in range(2))
    assert asked.child("name") == NAME
    assert (asked, hash(asked)) == (other, hash(other))
