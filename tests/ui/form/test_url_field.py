"""Addresses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from editor.ui.form.url_field import opens_in_browser
from tests.ui.form.conftest import NEWS


@pytest.mark.parametrize("url", ["https://a.example", "HTTP://a.example/b?c#d", " https://a.example/ "])
def test_addresses_of_the_web_open(url):
    assert opens_in_browser(url)


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "javascript:alert(1)", "/assets/a.png", "https://", "ftp://a.example", "http://[1"],
)
def test_nothing_else_opens(url):
    assert not opens_in_browser(url)


def test_the_buttons_open_and_copy_what_stands_in_the_field(host, qtbot):
    host.form.focus_field(("webUrl",))
    with qtbot.waitSignal(host.form.open_url_requested) as told:
        qtbot.mouseClick(host.field("field.webUrl.open"), Qt.MouseButton.LeftButton)
    assert told.args == ["https://harbourtimes.example/harbour-opens"]
    qtbot.mouseClick(host.field("field.webUrl.copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "https://harbourtimes.example/harbour-opens"
    assert host.edits == []


def test_an_address_is_sent_only_when_it_is_one(host, qtbot):
    host.form.focus_field(("webUrl",))
    url = host.field("field.webUrl")
    url.selectAll()
    qtbot.keyClicks(url, "java script")
    assert not any("java" in card.text for card in host.cards)
    assert url.property("bad") is True
    assert not host.field("field.webUrl.open").isEnabled()
    url.selectAll()
    QGuiApplication.clipboard().setText("https://bay.example/x")
    qtbot.keyClick(url, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert host.text == NEWS.replace("https://harbourtimes.example/harbour-opens", "https://bay.example/x")
    assert host.field("field.webUrl.open").isEnabled()
