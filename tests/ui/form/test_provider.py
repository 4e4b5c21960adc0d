"""What a card is told of a provider that the site knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from editor.model.card.edits import SetValue
from editor.ui.form.provider import provider_edits
from tests.ui.form.conftest import NEWS

KNOWN = {"name": "Bay News", "domain": "bay.example", "images": [{"url": "a"}, {"url": "b"}], "_id": "bay"}
KEYS = ["domain", "images", "authors"]


def test_what_is_missing_is_filled_with_one_logo():
    assert provider_edits(("provider",), KNOWN, {"name": "Bay News"}, KEYS) == (
        SetValue(("provider", "domain"), "bay.example"),
        SetValue(("provider", "images"), [{"url": "a"}]),
    )


def test_what_the_card_says_already_stays():
    current = {"name": "Bay News", "domain": "bay.example", "images": [{"url": "own"}]}
    assert provider_edits(("provider",), KNOWN, current, KEYS) == ()


def test_what_belongs_to_another_provider_is_replaced():
    current = {"name": "Bay News", "domain": "other.example", "images": [{"url": "other"}]}
    assert len(provider_edits(("provider",), KNOWN, current, KEYS)) == 2


def test_of_an_unknown_provider_nothing_is_offered():
    assert provider_edits(("provider",), {}, {"name": "Nobody"}, KEYS) == ()


def test_a_chosen_provider_offers_to_fill_in_the_rest_as_one_step(open_host, qtbot):
    host = open_host(
        NEWS.replace("name: Harbour Times\n  domain: harbourtimes.example", "name: Bay\n  domain: bay.example")
    )
    host.form.focus_field(("provider", "name"))
    name = host.field("field.provider.name")
    name.selectAll()
    qtbot.keyClicks(name, "times")
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert host.cards[0].provider == "Harbour Times"
    (offer,) = [button for button in host.form.findChildren(QPushButton) if button.isVisible()]
    assert "Harbour Times" in offer.text()
    steps = len(host.labels)
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert len(host.labels) == steps + 1
    assert host.cards[0].get(("provider", "domain")) == "harbourtimes.example"
    assert host.cards[0].get(("provider", "images")) == [{"url": "/assets/h.png"}]
    assert not offer.isVisible()
