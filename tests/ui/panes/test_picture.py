from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from editor.model.card.card import Card
from editor.model.card.edits import SetValue
from editor.ui.colours import Scheme
from editor.ui.panes.picture import PicturePane
from tests.helpers.picture_server import PictureServer, picture_bytes

PICTURE = picture_bytes("JPEG", (600, 338))
LOGO = picture_bytes("PNG", (50, 50))


@pytest.fixture
def pane(qtbot, pictures, theme) -> PicturePane:
    pane = PicturePane(pictures, theme)
    qtbot.addWidget(pane)
    pane.resize(500, 300)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


@pytest.fixture
def ferry(card: Callable[..., Card], server: PictureServer) -> Card:
    """A card with a picture that is one pixel higher than it says, a logo, and a dead picture of a related story."""
    return card(
        f"""title: The ferry is back
provider:
  name: Harbour Times
  images:
    - url: {server.put("/logo.png", LOGO)}
      width: 50
      height: 50
images:
  - url: {server.put("/ferry.jpg", PICTURE)}
    width: 600
    height: 337
related:
  - title: New pier
    images:
      - url: {server.url("/gone.jpg")}"""
    )


def one(card: Callable[..., Card], url: str, *more: str, card_id: str = "_news/one.md") -> Card:
    return card("\n".join(["images:", f"  - url: {url}", *(f"    {line}" for line in more)]), card_id=card_id)


def arrived(qtbot, pane: PicturePane) -> None:
    qtbot.waitUntil(lambda: pane.loaded is not None)


def test_it_says_what_the_card_declares_and_what_the_picture_is(qtbot, pane, ferry):
    pane.show_card(ferry)
    assert pane.facts.text() == "says 600×337"
    arrived(qtbot, pane)
    assert pane.place.text() == "1 of 3 ·"
    assert pane.facts.text() == f"says 600×337, is 600×338 · JPEG {round(len(PICTURE) / 1000)} kB"
    assert pane.facts.property("tone") == "warning"
    assert pane.mend_button.isVisible()
    assert pane.canvas.accessibleDescription() == f"{pane.place.text()} {pane.facts.text()}"


def test_mending_asks_for_the_real_size(qtbot, pane, ferry):
    pane.show_card(ferry)
    arrived(qtbot, pane)
    with qtbot.waitSignal(pane.edited) as edited:
        qtbot.mouseClick(pane.mend_button, Qt.MouseButton.LeftButton)
    edits, label = edited.args
    assert edits == (SetValue(("images", 0, "width"), 600), SetValue(("images", 0, "height"), 338))
    assert label == "picture size"


def test_a_mended_card_is_content_without_a_new_picture(qtbot, pane, card, server):
    url = server.put("/a.jpg", PICTURE)
    pane.show_card(one(card, url, "width: 600"))
    arrived(qtbot, pane)
    loaded = pane.loaded
    assert pane.facts.text().startswith("says 600×?, is 600×338")
    pane.show_card(one(card, url, "width: 600", "height: 338"))
    assert pane.loaded is loaded
    assert pane.facts.text().startswith("600×338 · JPEG")
    assert not pane.mend_button.isVisible()
    pane.mend()  # nothing to mend: nothing is emitted
    assert pane.facts.property("tone") == "muted"


def test_a_size_that_is_not_declared_is_not_wrong(qtbot, pane, card, server):
    pane.show_card(one(card, server.put("/a.jpg", PICTURE)))
    arrived(qtbot, pane)
    assert pane.facts.text().startswith("600×338 · ")
    assert not pane.mend_button.isVisible()


def test_all_pictures_of_the_card_can_be_seen(qtbot, pane, ferry):
    pane.show_card(ferry)
    arrived(qtbot, pane)
    assert not pane.previous_button.isEnabled()
    qtbot.mouseClick(pane.next_button, Qt.MouseButton.LeftButton)
    arrived(qtbot, pane)
    assert (pane.place.text(), pane.loaded.format) == ("2 of 3 · provider's picture ·", "PNG")
    qtbot.mouseClick(pane.next_button, Qt.MouseButton.LeftButton)
    arrived(qtbot, pane)
    assert pane.place.text() == "3 of 3 · related story's picture"
    assert not pane.next_button.isEnabled()
    pane.step(1)
    assert pane.picture.kind == "related"
    pane.step(-2)
    assert pane.loaded is not None  # at hand: there at once
    assert pane.picture.kind == "image"


def test_the_arrow_keys_step(qtbot, pane, ferry):
    pane.show_card(ferry)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Right)
    assert pane.picture.kind == "provider"
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Left)
    assert pane.picture.kind == "image"


def test_a_failure_says_why_and_can_be_tried_again(qtbot, pane, card, server):
    url = server.url("/a.jpg")
    pane.show_card(one(card, url, "width: 600", "height: 338"))
    qtbot.waitUntil(pane.notice.isVisible)
    assert pane.notice.text.text() == "The server answered 404 (not found)."
    assert pane.facts.text() == "says 600×338"
    assert not pane.zoom_button.isEnabled()
    with qtbot.waitSignal(pane.open_url_requested) as opened:
        qtbot.mouseClick(pane.notice.browser, Qt.MouseButton.LeftButton)
    assert opened.args == [url]
    server.put("/a.jpg", PICTURE)
    qtbot.mouseClick(pane.notice.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.loaded is not None and pane.loaded.image is not None)
    assert pane.canvas.isVisible()


def test_what_no_browser_can_open_is_not_offered(qtbot, pane, card):
    pane.show_card(one(card, "/assets/a.jpg"))
    qtbot.waitUntil(pane.notice.isVisible)
    assert not pane.notice.browser.isVisible()
    assert pane.notice.again.isVisible()


def test_no_picture_is_calm(pane, card):
    for nothing in (card("title: The ferry is back"), None):
        pane.show_card(nothing)
        assert pane.notice.text.text() == "No picture"
        assert not pane.notice.again.isVisible()
        assert not pane.zoom_button.isVisible()
        assert (pane.place.text(), pane.facts.text()) == ("", "")
    pane.step(1)
    pane.reload()
    assert pane.picture is None


def test_another_card_never_shows_the_picture_of_the_one_before(qtbot, pane, card, server):
    pane.show_card(one(card, server.put("/a.jpg", PICTURE)))
    arrived(qtbot, pane)
    assert not pane.canvas.image.isNull()
    pane.show_card(one(card, server.slow("/b.jpg", LOGO), card_id="_news/two.md"))
    assert pane.canvas.image.isNull()
    assert pane.loaded is None
    qtbot.waitUntil(lambda: pane.canvas.is_busy)
    server.release()
    arrived(qtbot, pane)
    assert pane.loaded.width == 50
    assert not pane.canvas.is_busy


def test_a_picture_that_comes_after_the_card_has_gone_is_dropped(qtbot, pane, card, server):
    pane.show_card(one(card, server.slow("/a.jpg", PICTURE)))
    qtbot.waitUntil(lambda: server.asked == ["/a.jpg"])
    pane.show_card(one(card, server.put("/b.jpg", LOGO), card_id="_news/two.md"))
    server.release()
    arrived(qtbot, pane)
    assert pane.loaded.width == 50


def test_the_picture_that_is_looked_at_stays_when_its_card_changes(qtbot, pane, card, server):
    urls = [server.put(f"/{n}.jpg", PICTURE) for n in range(3)]

    def with_pictures(*shown: str) -> Card:
        return card("\n".join(["images:", *(f"  - url: {url}" for url in shown)]))

    pane.show_card(with_pictures(*urls))
    pane.step(1)
    pane.show_card(with_pictures(urls[1], urls[0], urls[2]))
    assert (pane.place.text(), pane.picture.url) == ("1 of 3 ·", urls[1])
    pane.show_card(with_pictures(urls[2], urls[0]))
    assert pane.picture.url == urls[2]  # its place is all that is left of it
    pane.show_card(with_pictures())
    assert pane.picture is None


def test_an_address_is_fetched_once_the_keys_rest(qtbot, pane, card, server):
    whole = server.put("/whole.jpg", PICTURE)
    pane.show_card(one(card, server.put("/first.jpg", PICTURE)))
    arrived(qtbot, pane)
    for length in range(len(whole) - 6, len(whole) + 1):
        pane.show_card(one(card, whole[:length]))
    qtbot.waitUntil(lambda: pane.loaded is not None and pane.loaded.image is not None)
    assert pane.loaded.url == whole
    assert server.asked == ["/first.jpg", "/whole.jpg"]


def test_a_picture_with_another_address_is_fetched(qtbot, pane, card, server):
    pane.show_card(one(card, server.put("/a.jpg", PICTURE)))
    arrived(qtbot, pane)
    pane.show_card(one(card, server.put("/b.jpg", LOGO)))
    assert pane.loaded is None
    arrived(qtbot, pane)
    assert pane.loaded.width == 50


def test_zooming_brings_every_pixel(qtbot, pane, card, server):
    pane.show_card(one(card, server.put("/a.jpg", picture_bytes("JPEG", (2000, 1500)))))
    arrived(qtbot, pane)
    assert pane.canvas.image.width() < 2000
    pane.zoom_button.click()
    qtbot.waitUntil(lambda: pane.canvas.image.width() == 2000)
    assert pane.canvas.horizontalScrollBar().maximum() > 0
    pane.zoom_button.click()
    assert pane.canvas.horizontalScrollBar().maximum() == 0


def test_a_larger_window_brings_a_larger_picture_and_keeps_the_old_one_meanwhile(qtbot, pane, card, server):
    pane.show_card(one(card, server.put("/a.jpg", picture_bytes("JPEG", (2000, 1500)))))
    arrived(qtbot, pane)
    before = pane.canvas.image.width()
    pane.resize(1200, 900)
    assert pane.canvas.image.width() == before
    pane.resize(1500, 1200)
    qtbot.waitUntil(lambda: pane.canvas.image.width() > before)
    assert server.asked == ["/a.jpg"]


def test_what_is_fetched_ahead_is_there_at_once(qtbot, pane, card, server, pictures):
    urls = [server.put(f"/{n}.jpg", PICTURE) for n in range(2)]
    pane.prefetch(urls)
    qtbot.waitUntil(lambda: len(server.asked) == 2 and pictures._jobs == {})
    pane.show_card(one(card, urls[1]))
    assert pane.loaded is not None


def test_what_was_to_be_fetched_ahead_is_let_go(qtbot, pane, server, pictures):
    pane.prefetch([server.slow("/a.jpg", PICTURE)])
    qtbot.waitUntil(lambda: server.asked == ["/a.jpg"])
    pane.prefetch([])
    assert pictures._jobs == {}


def test_coming_back_to_the_web_fetches_what_was_missing(qtbot, pane, card, server, pictures):
    pictures.set_offline(True)
    pane.show_card(one(card, server.put("/a.jpg", PICTURE)))
    qtbot.waitUntil(pane.notice.isVisible)
    assert pane.notice.text.text() == "Working offline."
    pictures.set_offline(False)
    qtbot.waitUntil(lambda: pane.loaded is not None and pane.loaded.image is not None)


def action(menu: QMenu, text: str):
    return next(action for action in menu.actions() if action.text() == text)


def test_the_menu_copies_opens_and_fetches_again(qtbot, pane, card, server):
    url = server.put("/a.jpg", picture_bytes("JPEG", (2000, 1500)))
    pane.show_card(one(card, url))
    menu = pane.context_menu()
    assert not action(menu, "Copy picture").isEnabled()
    arrived(qtbot, pane)
    menu = pane.context_menu()
    action(menu, "Copy address").trigger()
    assert QGuiApplication.clipboard().text() == url
    action(menu, "Copy picture").trigger()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().image().size() == QSize(2000, 1500))
    with qtbot.waitSignal(pane.open_url_requested) as opened:
        action(menu, "Open in browser").trigger()
    assert opened.args == [url]
    server.put("/a.jpg", PICTURE)
    action(menu, "Fetch again").trigger()
    qtbot.waitUntil(lambda: pane.loaded is not None and pane.loaded.width == 600)


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, a menu cannot take the keyboard
def test_the_menu_opens_where_there_is_a_picture(qtbot, qapp, pane, ferry):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), pane.mapToGlobal(QPoint(5, 5)))
    qapp.sendEvent(pane, event)
    assert qapp.activePopupWidget() is None
    pane.show_card(ferry)
    qapp.sendEvent(pane, event)
    menu = qapp.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_it_fits_into_a_low_room(qtbot, pane, card, server):
    pane.resize(400, pane.minimumHeight())
    pane.show_card(one(card, server.url("/gone.jpg")))
    qtbot.waitUntil(pane.notice.isVisible)
    assert pane.height() == 120
    assert pane.notice.again.geometry().bottom() <= pane.notice.height()


def test_every_part_can_be_reached_and_is_named(pane):
    for part in (pane.canvas, pane.previous_button, pane.next_button, pane.zoom_button, pane.mend_button):
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert part.objectName().startswith("picture.")
        assert part.accessibleName()


def test_it_follows_the_colours(qtbot, pane, ferry, theme):
    pane.show_card(ferry)
    arrived(qtbot, pane)
    before = pane.grab().toImage().pixelColor(2, 150)
    theme.set_scheme(Scheme.DARK)
    assert pane.grab().toImage().pixelColor(2, 150).lightness() < before.lightness()
