"""The pictures of the cards that are likely to be looked at next."""

from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.ui.cards.card_views import ViewKind
from editor.ui.main_window import MainWindow
from tests.helpers.picture_server import PictureServer, picture_bytes

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/plain.md"


def test_pictures_of_neighbours_are_fetched_a_moment_after_a_card_is_shown_or_at_once(window: MainWindow, qtbot: QtBot):
    window.list.cards.set_view(ViewKind.TABLE)  # which asks for no pictures itself
    with PictureServer() as server:
        for card_id, name in ((FERRY_ID, "/ferry.png"), (PLAIN_ID, "/plain.png")):
            url = server.put(name, picture_bytes())
            window.session.edit((card_id,), (SetValue(("images",), [{"url": url}]),), "picture")
        window.list.cards.select(CAFE_ID)
        assert server.asked == []
        qtbot.waitUntil(lambda: sorted(server.asked) == ["/ferry.png", "/plain.png"])
        url = server.put("/other.png", picture_bytes())
        window.session.edit((FERRY_ID,), (SetValue(("images",), [{"url": url}]),), "picture")
        window.ahead.look()
        qtbot.waitUntil(lambda: "/other.png" in server.asked)


def test_neighbours_that_are_gone_by_then_are_passed_over(window: MainWindow, qtbot: QtBot):
    window.list.cards.select(CAFE_ID)
    index = window.session._open.index
    index.remove([FERRY_ID, PLAIN_ID])
    window.ahead.look()
    window.session.close()
    window.ahead.look()
