"""Pictures, related stories, and what is in them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.model.card.edits import AddItem, Move, Remove
from editor.model.card.fields import Field, FieldType
from editor.ui.form.lists import followed, new_item, summarise_item
from tests.ui.form.conftest import NEWS


@pytest.mark.parametrize(
    ("value", "summary"),
    [
        ({"url": "https://a.example/x.png", "width": 600, "height": 338}, ("https://a.example/x.png", "600 × 338")),
        ({"url": "u", "title": "Seen", "provider": {"name": "Bay News"}}, ("Seen", "Bay News")),
        ({"width": 3}, ("3", "")),
        ({"inner": [1]}, ("", "")),
        ("word", ("word", "")),
    ],
)
def test_an_item_is_summed_up_in_a_line(value, summary):
    assert summarise_item(value) == summary


def test_a_new_item_has_the_fields_that_it_needs():
    url = Field("url", "Address", FieldType.URL, required=True)
    width = Field("width", "Width", FieldType.INTEGER)
    assert new_item(Field("images", "Image", FieldType.MAPPING, fields=(url, width))) == {"url": ""}
    assert new_item(Field("odd", "Odd", FieldType.MAPPING, fields=(width,))) == {"width": ""}
    assert new_item(Field("word", "Word", FieldType.TEXT)) == ""
    assert new_item(None) == ""


def test_an_item_is_filled_only_when_it_is_opened(host, qtbot):
    assert not host.has_field("field.images[0].url")
    qtbot.keyClick(host.field("field.images[0].fold"), Qt.Key.Key_Space)
    url = host.field("field.images[0].url")
    url.end(False)
    qtbot.keyClicks(url, "?x")
    assert host.text == NEWS.replace("/a.jpg", "/a.jpg?x")
    assert host.field("field.images[0].width").text() == "600"
    qtbot.keyClick(host.field("field.images[0].fold"), Qt.Key.Key_Left)
    assert not host.has_field("field.images[0].url")


def test_an_added_picture_is_opened_for_its_address(host, qtbot):
    qtbot.mouseClick(host.field("field.images.add"), Qt.MouseButton.LeftButton)
    assert host.edits == [AddItem(("images",), {"url": ""})]
    assert QApplication.focusWidget().objectName() == "field.images[2].url"


def test_a_moved_item_stays_open_and_keeps_the_focus(host, qtbot):
    host.field("field.images[0].fold").setChecked(True)
    down = host.field("field.images[0].down")
    assert not host.field("field.images[0].up").isEnabled()
    qtbot.mouseClick(down, Qt.MouseButton.LeftButton)
    assert host.edits == [Move(("images",), 0, 1)]
    assert [image.url[-5:] for image in host.cards[0].pictures[:2]] == ["b.jpg", "a.jpg"]
    assert host.has_field("field.images[1].url")
    assert not host.has_field("field.images[0].url")
    qtbot.mouseClick(host.field("field.images[1].up"), Qt.MouseButton.LeftButton)
    assert host.text == NEWS


def test_an_item_stays_open_when_undo_brings_it_back_to_its_place(host, qtbot):
    host.field("field.images[1].fold").setChecked(True)
    qtbot.mouseClick(host.field("field.images[1].up"), Qt.MouseButton.LeftButton)
    url = host.field("field.images[0].url")
    assert url.text().endswith("b.jpg")
    qtbot.keyClick(url, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert host.text == NEWS
    assert host.field("field.images[1].url") is url
    assert not host.has_field("field.images[0].url")


@pytest.mark.parametrize(
    ("before", "items", "panels", "places"),
    [
        (["a", "b"], ["b", "a"], 2, [1, 0]),
        (["a", "b", "c"], ["b", "c"], 3, [1, 2, 0]),
        (["b"], ["a", "b"], 2, [1, 0]),
        (["a", "b"], ["a!", "b"], 2, [0, 1]),
        (["a", "a"], ["a", "a", "a"], 3, [0, 1, 2]),
        (["a", "b"], [], 2, [0, 1]),
        ([], ["a"], 3, [0, 1, 2]),
    ],
)
def test_a_panel_goes_where_its_item_went(before, items, panels, places):
    assert followed(before, items, panels) == places


def test_a_removed_item_goes_and_the_others_stay_as_they_are(host, qtbot):
    host.field("field.images[1].fold").setChecked(True)
    qtbot.mouseClick(host.field("field.images[0].remove"), Qt.MouseButton.LeftButton)
    assert host.edits == [Remove(("images", 0))]
    assert host.field("field.images[0].url").text() == "https://harbourtimes.example/b.jpg"


def test_a_field_deep_in_a_related_story_is_edited(host, qtbot):
    host.form.focus_field(("related", 0, "images", 0, "width"))
    width = host.field("field.related[0].images[0].width")
    width.selectAll()
    qtbot.keyClicks(width, "11")
    assert host.text == NEWS.replace("width: 10", "width: 11")
    host.form.focus_field(("related", 0, "provider", "name"))
    qtbot.keyClick(host.field("field.related[0].provider.name"), Qt.Key.Key_End)
    qtbot.keyClicks(host.field("field.related[0].provider.name"), "!")
    assert host.cards[0].get(("related", 0, "provider", "name")) == "Bay News!"


def test_lists_of_mixed_things_are_shown_item_by_item(open_host, qtbot):
    host = open_host('---\ntitle: "T"\nodd:\n  - a: 1\n  - plain\n  - [x, y]\n---\n')
    for index in range(3):
        host.form.focus_field(("odd", index))
        host.field(f"field.odd[{index}].fold").setChecked(True)
    assert host.field("field.odd[0].a").text() == "1"
    qtbot.keyClicks(host.field("field.odd[1]"), "im")
    assert host.cards[0].get(("odd", 1)) == "plainim"
    assert host.field("field.odd[2][0]").accessibleName() == "x"


def test_an_empty_mapping_and_an_empty_list_can_be_filled(open_host, qtbot):
    host = open_host('---\ntitle: "T"\nprovider: {}\nimages: []\n---\n')
    host.form.focus_field(("provider", "name"))
    qtbot.keyClicks(host.field("field.provider.name"), "A")
    assert host.cards[0].provider == "A"
    host.field("field.images").setChecked(True)
    qtbot.mouseClick(host.field("field.images.add"), Qt.MouseButton.LeftButton)
    assert host.cards[0].get(("images",)) == [{"url": ""}]
