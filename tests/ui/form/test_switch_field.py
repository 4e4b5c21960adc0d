"""Yes and no, and whether a card is published."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.form.conftest import NEWS


def notes(host):
    return [label.text() for label in host.form.findChildren(QLabel) if label.isVisible()]


def test_a_click_publishes_in_one_line(host, qtbot):
    switch = host.field("field.published")
    assert (switch.text(), switch.isChecked()) == ("No", False)
    assert switch.accessibleName() == "Published: No"
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert host.text == NEWS.replace("published: false", "published: true")
    assert (switch.text(), switch.isChecked()) == ("Yes", True)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert host.text == NEWS


@pytest.mark.parametrize(
    ("spelled", "word", "is_on", "reason"),
    [
        ('"false"', "Yes", True, "The file says “false”, which publishes."),
        ("0", "Yes", True, "The file says “0”, which publishes."),
        ("", "Listed, no page", True, "Empty in the file"),
        ("no", "No", False, ""),
    ],
)
def test_the_switch_shows_what_the_site_makes_of_odd_spellings(open_host, spelled, word, is_on, reason):
    host = open_host(NEWS.replace("published: false", f"published: {spelled}".rstrip()))
    switch = host.field("field.published")
    assert (switch.text(), switch.isChecked()) == (word, is_on)
    assert [text for text in notes(host) if text.startswith(("The file says", "Empty in"))][:1] == (
        [text for text in notes(host) if reason and text.startswith(reason)][:1]
    )
    assert host.edits == []


def test_a_card_without_the_field_is_published(open_host, qtbot):
    host = open_host('---\ntitle: "T"\n---\n')
    switch = host.field("field.published")
    assert (switch.text(), switch.isChecked()) == ("Yes", True)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert host.text == '---\ntitle: "T"\npublished: false\n---\n'


def test_several_cards_that_differ_are_published_by_one_click(open_host, qtbot):
    host = open_host(NEWS, NEWS.replace("published: false", "published: true"))
    switch = host.field("field.published")
    assert switch.checkState() is Qt.CheckState.PartiallyChecked
    assert switch.text() == "several values"
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert all(card.is_published for card in host.cards)


def test_another_yes_or_no_is_shown_as_it_is(open_host, qtbot):
    host = open_host(
        NEWS.replace("height: 338", "height: 338\n    isCached: maybe").replace("mood:", "odd: yes\nmood:")
    )
    host.form.focus_field(("images", 0, "isCached"))
    assert any("neither true nor false" in text for text in notes(host))
    host.form.focus_field(("odd",))
    odd = host.field("field.odd")
    assert (odd.text(), odd.isChecked()) == ("Yes", True)
    qtbot.mouseClick(odd, Qt.MouseButton.LeftButton)
    assert "odd: false\n" in host.text
    assert odd.text() == "No"


def test_for_another_card_the_knob_does_not_slide(host):
    switch = host.field("field.published")
    host.show_texts(NEWS.replace("published: false", "published: true"), first=5)
    at_once = switch.grab().toImage()
    switch.stop_sliding()
    assert switch.grab().toImage() == at_once
