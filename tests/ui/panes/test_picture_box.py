import pytest
from PySide6.QtCore import QSize

from editor.model.card.card import Picture
from editor.ui.panes.picture_box import PictureBox
from tests.helpers.picture_server import PictureServer, picture_bytes

BOUNDS = QSize(400, 200)


@pytest.fixture
def make(qtbot, pictures, theme):
    def make(url: str, width: int | None = None, height: int | None = None, **options: object) -> PictureBox:
        box = PictureBox(pictures, theme, Picture(("images", 0), url, width, height, "image"), bounds=BOUNDS, **options)
        qtbot.addWidget(box)
        box.resize(400, 200)
        return box

    return make


def test_it_keeps_the_declared_room_until_the_picture_is_there(qtbot, make, server: PictureServer, theme):
    box = make(server.put("/a.png", picture_bytes("PNG", (400, 100), "#ff0000")), 400, 120)
    assert box.hasHeightForWidth()
    assert box.heightForWidth(200) == 60
    assert box.grab().toImage().pixelColor(200, 100) == theme.colours.hover
    qtbot.waitUntil(lambda: box.loaded is not None)
    assert box.heightForWidth(200) == 50
    assert box.sizeHint() == QSize(400, 100)
    assert box.grab().toImage().pixelColor(200, 100).name() == "#ff0000"


def test_without_a_declared_size_it_takes_the_usual_one(make, server: PictureServer):
    assert make(server.url("/a.png")).heightForWidth(160) == 90


def test_it_is_never_higher_than_its_bounds(make, server: PictureServer):
    assert make(server.url("/a.png"), 10, 1000).heightForWidth(400) == 200


def test_it_fills_its_room_or_shows_the_whole_picture(qtbot, make, server: PictureServer):
    url = server.put("/a.png", picture_bytes("PNG", (100, 100), "#ff0000"))
    for whole, edge in ((False, True), (True, False)):
        box = make(url, whole=whole)
        qtbot.waitUntil(lambda box=box: box.loaded is not None)
        assert (box.grab().toImage().pixelColor(20, 100).name() == "#ff0000") is edge


def test_a_picture_that_is_cropped_is_not_stretched(qtbot, make, server: PictureServer):
    box = make(server.put("/a.png", picture_bytes("PNG", (2000, 1500))))
    qtbot.waitUntil(lambda: box.loaded is not None)
    assert box.loaded.image.width() >= BOUNDS.width()


def test_a_picture_at_hand_is_there_at_once(qtbot, make, server: PictureServer):
    url = server.put("/a.png", picture_bytes())
    first = make(url)
    qtbot.waitUntil(lambda: first.loaded is not None)
    assert make(url).loaded is not None


def test_a_picture_that_cannot_be_had_gives_up_its_room(qtbot, make, server: PictureServer):
    box = make(server.url("/gone.png"))
    box.show()
    qtbot.waitUntil(lambda: box.loaded is not None)
    assert not box.isVisible()


def test_it_can_be_let_go(qtbot, make, server: PictureServer, pictures):
    box = make(server.slow("/a.png", picture_bytes()))
    qtbot.waitUntil(lambda: server.asked != [])
    box.let_go()
    assert pictures._jobs == {}
    server.release()
