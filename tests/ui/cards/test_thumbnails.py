import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from editor.ui.cards.thumbnails import Thumb, Thumbnails
from tests.ui.cards.conftest import Cards, FakePictures

ONE, TWO, THREE = (Thumb(f"https://harbourtimes.example/{name}.jpg") for name in ("one", "two", "three"))


@pytest.fixture
def thumbnails(qapp: object, pictures: FakePictures) -> Thumbnails:
    thumbnails = Thumbnails(pictures, memory=2 * 80 * 50 * 4, share=60.0)
    thumbnails.set_size(QSize(80, 50), 1.0)
    return thumbnails


def corner_and_middle(thumbnails: Thumbnails, thumb: Thumb) -> tuple[int, QColor]:
    """How solid the left top corner is, and the colour in the middle."""
    pixmap = thumbnails.pixmap(thumb)
    assert pixmap is not None
    image = pixmap.toImage()
    return image.pixelColor(0, 0).alpha(), image.pixelColor(image.rect().center())


def test_a_card_is_shown_by_its_picture_else_by_its_providers_logo(
    cards: Cards, thumbnails: Thumbnails, pictures: FakePictures
) -> None:
    (card_id,) = cards.add(1)
    logo, picture = Thumb("/logo.png", logo=True), Thumb("/one.jpg")
    assert thumbnails.thumb_of(cards.rows[card_id]) is None
    cards.change(card_id, provider_picture="/logo.png")
    assert thumbnails.thumb_of(cards.rows[card_id]) == logo
    cards.change(card_id, picture="/one.jpg")
    assert thumbnails.thumb_of(cards.rows[card_id]) == picture
    thumbnails.show([picture])
    pictures.answer("/one.jpg", None)
    assert thumbnails.thumb_of(cards.rows[card_id]) == logo


def test_pictures_are_asked_for_once_and_the_most_urgent_last(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    thumbnails.show([ONE, TWO])
    thumbnails.show([ONE, TWO, ONE])
    assert pictures.open == [TWO.url, ONE.url]  # the service takes the newest wish first


def test_a_picture_that_came_is_kept_and_told(thumbnails: Thumbnails, pictures: FakePictures, qtbot: QtBot) -> None:
    thumbnails.show([ONE])
    assert thumbnails.pixmap(ONE) is None
    assert not thumbnails.is_missing(ONE)
    with qtbot.waitSignal(thumbnails.arrived) as told:
        pictures.answer(ONE.url, "#336699")
    assert told.args == [ONE]
    assert corner_and_middle(thumbnails, ONE) == (0, QColor("#336699"))
    thumbnails.show([ONE])
    assert pictures.open == []


def test_a_picture_fills_the_frame_and_a_logo_is_shown_whole(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    logo = Thumb("/logo.png", logo=True)
    thumbnails.show([ONE, logo])
    assert [wish.size for wish in pictures.wishes] == [QSize(80, 50), QSize(160, 100)]
    for url in (ONE.url, logo.url):
        pictures.answer(url, "#336699", width=50, height=50)
    picture, whole = thumbnails.pixmap(ONE), thumbnails.pixmap(logo)
    assert picture is not None
    assert whole is not None
    assert picture.toImage().pixelColor(2, 25) == QColor("#336699")
    assert whole.toImage().pixelColor(2, 25).alpha() == 0
    assert whole.toImage().pixelColor(40, 25) == QColor("#336699")


def test_pictures_are_as_sharp_as_the_screen(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    thumbnails.set_size(QSize(80, 50), 2.0)
    thumbnails.show([ONE])
    assert pictures.wishes[0].size == QSize(320, 200)
    pictures.answer(ONE.url)
    pixmap = thumbnails.pixmap(ONE)
    assert pixmap is not None
    assert (pixmap.size(), pixmap.devicePixelRatio()) == (QSize(160, 100), 2.0)


def test_another_size_forgets_all_and_the_same_nothing(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    thumbnails.show([ONE, TWO])
    pictures.answer(ONE.url)
    thumbnails.set_size(QSize(80, 50), 1.0)
    assert thumbnails.pixmap(ONE) is not None
    thumbnails.set_size(QSize(80, 50), 1.5)
    assert thumbnails.pixmap(ONE) is None
    assert pictures.cancelled == [TWO.url]


def test_rows_scrolled_past_are_given_up(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    thumbnails.show([ONE, TWO])
    thumbnails.show([TWO, THREE])
    assert pictures.cancelled == [ONE.url]
    assert pictures.open == [TWO.url, THREE.url]


def test_what_comes_after_it_was_given_up_is_ignored(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    thumbnails.show([ONE])
    (wish,) = pictures.wishes
    thumbnails.show([])
    pictures.wishes = [wish]
    wish.cancelled = False
    pictures.answer(ONE.url)
    assert thumbnails.pixmap(ONE) is None


def test_a_missing_picture_is_not_asked_for_again_before_one_wants_to(
    thumbnails: Thumbnails, pictures: FakePictures, qtbot: QtBot
) -> None:
    thumbnails.show([ONE])
    with qtbot.waitSignal(thumbnails.arrived):
        pictures.answer(ONE.url, None)
    assert thumbnails.is_missing(ONE)
    thumbnails.show([ONE])
    assert pictures.open == []
    thumbnails.retry()
    assert not thumbnails.is_missing(ONE)
    thumbnails.show([ONE])
    assert pictures.open == [ONE.url]


def test_the_pictures_not_seen_for_longest_are_forgotten(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    thumbnails.show([ONE, TWO])
    pictures.answer(ONE.url)
    pictures.answer(TWO.url)
    thumbnails.show([ONE])
    thumbnails.show([THREE, ONE])
    pictures.answer(THREE.url)
    assert thumbnails.pixmap(TWO) is None
    assert thumbnails.pixmap(ONE) is not None
    assert thumbnails.pixmap(THREE) is not None


def test_a_view_full_of_pictures_is_made_ready_in_several_turns(pictures: FakePictures, qtbot: QtBot) -> None:
    """Sixty at once would hold up the window for as long as they take together."""
    many = [Thumb(f"/{number}.jpg") for number in range(20)]
    thumbnails = Thumbnails(pictures, share=1e-9)  # one in each turn
    thumbnails.set_size(QSize(80, 50), 1.0)
    thumbnails.show(many)
    for thumb in many:
        pictures.answer(thumb.url)
    assert sum(thumbnails.pixmap(thumb) is not None for thumb in many) == 1
    qtbot.waitUntil(lambda: all(thumbnails.pixmap(thumb) is not None for thumb in many))


def test_a_picture_that_waits_to_be_made_ready_can_still_be_given_up(
    thumbnails: Thumbnails, pictures: FakePictures, qtbot: QtBot
) -> None:
    thumbnails._left = 0.0  # nothing more in this turn
    thumbnails.show([ONE, TWO])
    pictures.answer(ONE.url)
    pictures.answer(TWO.url)
    thumbnails.show([TWO])
    with qtbot.waitSignal(thumbnails.arrived) as told:
        pass
    assert told.args == [TWO]
    assert thumbnails.pixmap(ONE) is None


def test_few_sizes_are_asked_for_so_that_few_are_kept_on_disk(thumbnails: Thumbnails, pictures: FakePictures) -> None:
    for width in (233, 240):
        thumbnails.set_size(QSize(width, width * 5 // 8), 1.0)
        thumbnails.show([ONE])
    assert [wish.size for wish in pictures.wishes] == [QSize(480, 300), QSize(480, 300)]
