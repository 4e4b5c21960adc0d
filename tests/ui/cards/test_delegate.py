from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from editor.model.card.card import Publishing
from editor.model.site.query import parse_query
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.row_layout import PICTURE, lay_out
from editor.ui.cards.thumbnails import Thumb, Thumbnails
from editor.ui.colours import Scheme
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures

ROW = QRect(0, 0, 420, 68)
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
State = QStyle.StateFlag


class Paint:
    """Paints the one card there is."""

    def __init__(self, model: CardTableModel, cards: Cards, theme: Theme, pictures: FakePictures) -> None:
        (self.card_id,) = cards.add(1)
        self._model, self._cards = model, cards
        self.thumbnails = Thumbnails(pictures)
        self.thumbnails.set_size(PICTURE, 1.0)
        self.delegate = CardDelegate(theme, self.thumbnails)
        model.set_ids([self.card_id])

    def image(
        self, *, state: State = State.State_None, direction: Qt.LayoutDirection = LEFT, **values: object
    ) -> QImage:
        self._cards.change(self.card_id, **values)
        image = QImage(ROW.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        option = QStyleOptionViewItem()
        option.rect, option.state, option.direction = ROW, state, direction
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        self.delegate.paint(painter, option, self._model.index(0, 0))
        painter.end()
        return image


@pytest.fixture
def painted(model: CardTableModel, cards: Cards, theme: Theme, pictures: FakePictures) -> Paint:
    return Paint(model, cards, theme, pictures)


def has(image: QImage, colour: QColor, place: QRect) -> bool:
    """Whether a pixel of this very colour is in that place."""
    return any(
        image.pixelColor(x, y) == colour
        for x in range(place.left(), place.right() + 1)
        for y in range(place.top(), place.bottom() + 1)
    )


def middle(image: QImage, place: QRect) -> QColor:
    return image.pixelColor(place.center())


PARTS = lay_out(ROW, LEFT)


def test_every_row_is_equally_high(painted: Paint) -> None:
    assert painted.delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()) == QSize(0, painted.delegate.row_height())


def test_a_full_dot_is_published_a_ring_is_not_and_both_is_listed(painted: Paint, theme: Theme) -> None:
    colours, beside = theme.colours, PARTS.mark.center() - QPoint(3, 0)
    published = painted.image(publishing=Publishing.PUBLISHED)
    assert middle(published, PARTS.mark) == published.pixelColor(beside) == colours.published
    hidden = painted.image(publishing=Publishing.HIDDEN)
    assert middle(hidden, PARTS.mark).alpha() == 0
    assert has(hidden, colours.unpublished, PARTS.mark)
    listed = painted.image(publishing=Publishing.LISTED)
    assert middle(listed, PARTS.mark) == colours.published
    assert listed.pixelColor(beside).alpha() < 255


def test_titles_of_unpublished_cards_are_muted(painted: Paint, theme: Theme) -> None:
    title = QRect(PARTS.text.left(), 0, PARTS.text.width(), 34)
    assert has(painted.image(title="HHHH", publishing=Publishing.PUBLISHED), theme.colours.text, title)
    assert not has(painted.image(title="HHHH", publishing=Publishing.HIDDEN), theme.colours.text, title)


def test_an_unsaved_card_has_a_dot(painted: Paint, cards: Cards, theme: Theme) -> None:
    assert not has(painted.image(), theme.colours.unsaved, PARTS.text)
    cards.unsaved.add(painted.card_id)
    assert has(painted.image(), theme.colours.unsaved, PARTS.text)


def test_problems_are_counted(painted: Paint, theme: Theme) -> None:
    assert not has(painted.image(problems=0), theme.colours.warning, PARTS.text)
    one = painted.image(problems=1)
    assert has(one, theme.colours.warning, PARTS.text)
    assert painted.image(problems=2) != one


def test_a_broken_card_is_red_and_has_no_mark(painted: Paint, theme: Theme) -> None:
    image = painted.image(error="The front matter never ends.", problems=1, picture="/one.jpg")
    assert image.pixelColor(PARTS.picture.topLeft() + QPoint(8, 8)) == theme.colours.error_soft
    assert has(image, theme.colours.error, PARTS.picture)
    assert not has(image, theme.colours.warning, PARTS.text)
    assert middle(image, PARTS.mark).alpha() == 0


def test_a_picture_is_a_plain_frame_until_it_comes(painted: Paint, theme: Theme, pictures: FakePictures) -> None:
    thumb = Thumb("/one.jpg")
    assert middle(painted.image(picture=thumb.url), PARTS.picture) == theme.colours.chip
    painted.thumbnails.show([thumb])
    pictures.answer(thumb.url, "#336699")
    assert middle(painted.image(), PARTS.picture) == QColor("#336699")


def test_a_picture_that_cannot_be_had_is_crossed_out(painted: Paint, theme: Theme, pictures: FakePictures) -> None:
    waiting = painted.image(picture="/one.jpg")
    painted.thumbnails.show([Thumb("/one.jpg")])
    pictures.answer("/one.jpg", None)
    missing = painted.image()
    assert missing.pixelColor(PARTS.picture.topLeft() + QPoint(8, 8)) == theme.colours.chip
    assert missing.copy(PARTS.picture) != waiting.copy(PARTS.picture)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_logo_lies_on_paper(painted: Paint, theme: Theme, pictures: FakePictures, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    painted.thumbnails.show([Thumb("/logo.png", logo=True)])
    pictures.answer("/logo.png", "#336699", width=50, height=50)
    image = painted.image(provider_picture="/logo.png")
    assert middle(image, PARTS.picture) == QColor("#336699")
    assert image.pixelColor(PARTS.picture.topLeft() + QPoint(6, 25)).lightness() > 220
    theme.set_scheme(Scheme.LIGHT)


def test_a_provider_without_a_logo_is_a_letter_on_its_own_tint(painted: Paint, theme: Theme) -> None:
    def tint(provider: str) -> QColor:
        return painted.image(provider=provider).pixelColor(PARTS.picture.topLeft() + QPoint(8, 8))

    assert tint("Harbour Times") == tint("Harbour Times")
    assert tint("Harbour Times") != tint("Tidewater")
    light = tint("Tidewater")
    theme.set_scheme(Scheme.DARK)
    assert tint("Tidewater").lightness() < light.lightness() - 100
    assert tint("– …") == tint("") == theme.colours.chip
    theme.set_scheme(Scheme.LIGHT)


def test_what_is_selected_current_or_under_the_mouse_is_seen(painted: Paint, theme: Theme) -> None:
    ground, edge = QPoint(200, 2), QPoint(1, 30)
    colours = theme.colours
    assert painted.image().pixelColor(ground).alpha() == 0
    assert painted.image(state=State.State_MouseOver).pixelColor(ground) == colours.hover
    assert painted.image(state=State.State_Selected).pixelColor(ground) == colours.pressed
    active = State.State_Selected | State.State_Active
    assert painted.image(state=active).pixelColor(ground) == colours.selection
    assert painted.image(state=active).pixelColor(edge) == colours.selection
    assert painted.image(state=active | State.State_HasFocus).pixelColor(edge) == colours.accent


def test_a_row_is_mirrored_for_people_who_read_from_the_right(painted: Paint, theme: Theme) -> None:
    image = painted.image(direction=RIGHT, state=State.State_HasFocus)
    parts = lay_out(ROW, RIGHT)
    assert middle(image, parts.mark) == theme.colours.published
    assert parts.mark.right() < parts.picture.left()
    assert image.pixelColor(ROW.right() - 1, 30) == theme.colours.accent


def test_the_height_of_the_title_makes_room_for_two_lines(painted: Paint) -> None:
    below = QRect(PARTS.text.left(), 48, PARTS.text.width(), 16)
    one = painted.image(title="Short", topics=())
    two = painted.image(title="Long " * 40)
    assert one.copy(below) != two.copy(below)


def test_icons_follow_the_colours(painted: Paint, theme: Theme) -> None:
    light = painted.image(error="Broken.")
    theme.set_scheme(Scheme.DARK)
    dark = painted.image()
    assert has(dark, theme.colours.error, PARTS.picture)
    theme.set_scheme(Scheme.LIGHT)
    assert painted.image() == light


# tooltips

needs_no_screen = pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)")  # said by Qt without a screen


@pytest.fixture
def help_at(painted: Paint, model: CardTableModel, qtbot: QtBot) -> Callable[[QPoint], str]:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()

    def help_at(place: QPoint, index: QModelIndex | None = None) -> str:
        option = QStyleOptionViewItem()
        option.rect = ROW
        event = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
        painted.delegate.helpEvent(event, view, option, model.index(0, 0) if index is None else index)
        text = QToolTip.text()
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())
        return text

    return help_at


@needs_no_screen
@pytest.mark.parametrize(
    ("publishing", "text"),
    [
        (Publishing.PUBLISHED, "Published – click to hide"),
        (Publishing.HIDDEN, "Unpublished – click to publish"),
        (Publishing.LISTED, "Listed, but without a page of its own – click to publish"),
    ],
)
def test_the_mark_says_what_a_click_does(
    painted: Paint, cards: Cards, help_at: Callable[..., str], publishing: Publishing, text: str
) -> None:
    cards.change(painted.card_id, publishing=publishing)
    assert help_at(PARTS.mark.center()) == text


@needs_no_screen
def test_a_row_says_all_that_may_be_cut_off(painted: Paint, cards: Cards, help_at: Callable[..., str]) -> None:
    cards.change(painted.card_id, title="Night\nferries")
    assert help_at(PARTS.text.center()) == f"Night ferries\nFerries run until two.\n{painted.card_id}"
    cards.change(painted.card_id, title="", values={}, error="The front matter never ends.")
    assert help_at(PARTS.mark.center()) == f"00000.md\nThe front matter never ends.\n{painted.card_id}"


def test_there_is_no_tooltip_without_a_card(help_at: Callable[..., str]) -> None:
    assert help_at(PARTS.text.center(), QModelIndex()) == ""
    assert QApplication.activePopupWidget() is None


# what was looked for

TITLE, BELOW = QRect(PARTS.text.left(), 0, PARTS.text.width(), 34), QRect(PARTS.text.left(), 38, PARTS.text.width(), 24)
LOOKED_FOR = parse_query("night topic:ferries -opens").needles()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_what_was_looked_for_is_marked_in_title_and_the_line_below(
    painted: Paint, theme: Theme, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    title = "Harbour opens at night"
    assert not has(painted.image(title=title), theme.colours.found, ROW)
    assert painted.delegate.set_needles(LOOKED_FOR)
    assert not painted.delegate.set_needles(LOOKED_FOR)
    selected = State.State_Selected | State.State_Active
    for state in (State.State_None, State.State_MouseOver, selected):
        image = painted.image(title=title, state=state)
        assert has(image, theme.colours.found, TITLE)
        assert has(image, theme.colours.found, BELOW)
    assert not has(painted.image(title="Harbour opens", topics=("Maps",)), theme.colours.found, ROW)
    theme.set_scheme(Scheme.LIGHT)


def test_a_mark_reaches_over_the_end_of_a_line_and_stops_at_the_ellipsis(painted: Paint, theme: Theme) -> None:
    painted.delegate.set_needles(parse_query("zebra").needles())
    beyond = "Long words " * 12 + "zebra"
    assert not has(painted.image(title=beyond, topics=()), theme.colours.found, ROW)
    painted.delegate.set_needles(parse_query('"long words long words"').needles())
    image = painted.image(title=beyond, topics=())
    first, second = QRect(PARTS.text.left(), 4, 60, 8), QRect(PARTS.text.left(), 26, 60, 8)
    assert has(image, theme.colours.found, first)
    assert has(image, theme.colours.found, second)


def test_words_are_not_marked_across_parts_nor_in_what_stands_for_a_title(painted: Paint, theme: Theme) -> None:
    painted.delegate.set_needles(parse_query('"times · 19" "ferries, night" 00000').needles())
    assert not has(painted.image(title=""), theme.colours.found, ROW)


def test_what_was_looked_for_in_the_reason_of_a_broken_card_is_marked(painted: Paint, theme: Theme) -> None:
    painted.delegate.set_needles(parse_query("error:never").needles())
    assert has(painted.image(error="The front matter never ends."), theme.colours.found, BELOW)


def test_marks_change_no_letter(painted: Paint, theme: Theme) -> None:
    plain = painted.image(title="Harbour opens at night")
    painted.delegate.set_needles(LOOKED_FOR)
    marked = painted.image(title="Harbour opens at night")
    ink = theme.colours.text
    for y in range(ROW.height()):
        for x in range(ROW.width()):
            if plain.pixelColor(x, y) == ink:
                assert marked.pixelColor(x, y) == ink
