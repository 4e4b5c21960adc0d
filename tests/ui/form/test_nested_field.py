"""Mappings and lists below headings of their own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.model.card.edits import Remove
from tests.ui.form.conftest import NEWS

CARD = """\
---
title: "Tides"
mood:
  tide:
    high: 3
  wind: west
---
"""


def heading(host, name):
    fold = host.field(f"field.{name}")
    return fold.isChecked(), fold.property("tone") or ""


def test_lists_with_items_are_open_and_mappings_folded(host):
    assert heading(host, "images") == (True, "")
    assert heading(host, "provider") == (False, "")
    assert host.field("field.images").text() == "Images (2)"
    assert host.field("field.provider").accessibleName() == "Provider Harbour Times · harbourtimes.example"


@pytest.mark.parametrize("related", ["", "related: []\n", "related:\n"])
def test_what_is_empty_or_in_no_file_is_muted_and_folded_until_it_is_opened(open_host, qtbot, related):
    host = open_host(f'---\ntitle: "Small"\n{related}---\n')
    assert heading(host, "related") == (False, "muted")
    qtbot.mouseClick(host.field("field.related"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(host.field("field.related.add"), Qt.MouseButton.LeftButton)
    assert host.cards[0].get(("related",)) == [{"title": ""}]
    assert heading(host, "related") == (True, "")


def test_the_wish_to_see_a_field_outlives_cards_that_do_not_have_it(host, qtbot):
    host.field("field.provider").setChecked(True)
    host.field("field.images").setChecked(False)
    host.show_texts('---\ntitle: "Small"\n---\n', first=4)
    assert (heading(host, "provider")[0], heading(host, "images")[0]) == (False, False)
    host.show_texts(NEWS, first=5)
    assert (heading(host, "provider")[0], heading(host, "images")[0]) == (True, False)
    assert host.field("field.provider.name").text() == "Harbour Times"


def test_a_whole_mapping_can_go_and_come_back(open_host, qtbot):
    host = open_host(CARD)
    host.form.focus_field(("mood", "tide"))
    qtbot.mouseClick(host.field("field.mood.tide.remove"), Qt.MouseButton.LeftButton)
    assert host.edits == [Remove(("mood", "tide"))]
    assert host.labels == ["remove tide"]
    assert host.text == CARD.replace("  tide:\n    high: 3\n", "")
    qtbot.keyClick(host.field("field.mood"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert host.text == CARD
    assert host.has_field("field.mood.tide")


def test_a_list_that_goes_is_folded_and_open_again_after_undo(host, qtbot):
    qtbot.mouseClick(host.field("field.images.remove"), Qt.MouseButton.LeftButton)
    assert not host.cards[0].has(("images",))
    assert heading(host, "images") == (False, "muted")
    assert host.field("field.images").hasFocus()
    assert not host.has_field("field.images.remove")
    qtbot.keyClick(host.field("field.images"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heading(host, "images") == (True, "")
    assert host.text == NEWS


def test_what_a_card_must_have_cannot_go(host):
    assert not host.has_field("field.provider.remove")  # the schema of news requires it
    host.form.focus_field(("related", 0, "provider"))
    assert host.field("field.related[0].provider.remove").accessibleName() == "Remove Provider from the card"


def test_typing_into_a_missing_mapping_keeps_it_open_and_so_does_undo(open_host, qtbot):
    host = open_host('---\ntitle: "Small"\n---\n')
    host.form.focus_field(("provider", "name"))
    qtbot.keyClicks(host.field("field.provider.name"), "B")
    qtbot.keyClick(host.field("field.provider.name"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not host.cards[0].has(("provider",))
    assert QApplication.focusWidget() is host.field("field.provider.name")
