"""A form of several fields: which are shown, where, and which are offered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from editor.model.card.edits import SetValue
from tests.ui.form.conftest import NEWS

SMALL = '---\ntitle: "Small"\n---\n'


def offered(host, name="form.add"):
    return [action.objectName() for action in host.field(name).menu().actions()]


def top(host, name):
    return host.field(name).mapTo(host.form.widget(), QPoint()).y()


def test_short_fields_stand_first_in_one_line_and_forms_last(host):
    assert abs(top(host, "field.type") - top(host, "field.quality")) < 5
    names = ["field.quality", "field.title", "field.excerpt", "field.topics", "field.provider", "field.images"]
    places = [top(host, name) for name in names]
    assert places == sorted(set(places))


def test_absent_fields_are_offered_but_those_that_are_worth_their_place_are_shown(open_host):
    host = open_host(SMALL)
    assert offered(host) == ["add.quality"]
    assert host.has_field("field.excerpt")
    assert host.field("field.excerpt").placeholderText() == "not in the file"


def test_a_field_that_was_added_but_not_filled_goes_with_the_next_card(open_host):
    host = open_host(SMALL)
    assert host.form.focus_field(("quality",))
    assert host.has_field("field.quality")
    assert not host.has_field("form.add")  # nothing else is missing
    host.show_texts(SMALL, first=3)
    assert not host.has_field("field.quality")
    assert "add.quality" in offered(host)


def test_a_field_of_another_kind_gets_another_editor_and_the_first_is_kept(host):
    line = host.field("field.heat")
    host.show_texts(NEWS.replace("heat: -1", "heat: [1, 2]"), first=3)
    assert host.field("field.heat[0]").toolTip() == "1"
    host.show_texts(NEWS, first=4)
    assert host.field("field.heat") is line


@pytest.fixture
def halfway(open_host):
    """A card that names a provider of which the site knows more."""
    host = open_host(NEWS.replace("  domain: harbourtimes.example\n\ntopics", "\ntopics"))
    host.field("field.provider").setChecked(True)
    return host


def offer(host):
    return [button for button in host.form.findChildren(QPushButton) if button.isVisible()]


def test_what_the_site_knows_of_a_provider_is_offered_and_filled_in(halfway, qtbot):
    (button,) = offer(halfway)
    assert button.text() == "Fill in domain and logo of Harbour Times"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert halfway.edits == [
        SetValue(("provider", "domain"), "harbourtimes.example"),
        SetValue(("provider", "images"), [{"url": "/assets/h.png"}]),
    ]
    assert halfway.labels == ["fill in Harbour Times"]
    assert offer(halfway) == []


def test_nothing_is_offered_for_several_cards_or_an_unknown_provider(halfway, open_host):
    halfway.show_texts(NEWS, NEWS, first=5)
    assert offer(halfway) == []
    other = open_host(NEWS.replace("name: Harbour Times", "name: Nobody"))
    other.field("field.provider").setChecked(True)
    assert offer(other) == []
