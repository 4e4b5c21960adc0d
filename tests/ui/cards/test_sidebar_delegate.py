"""How an entry of the sidebar looks, by its pixels."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.model.site.query_edits import Mark
from editor.ui.cards.sidebar_delegate import SidebarDelegate, is_chevron
from editor.ui.cards.sidebar_entries import ENTRY, Entry, Kind
from editor.ui.colours import Scheme

ROW = QRect(0, 0, 200, 28)
LEFT, RIGHT = QRect(0, 0, 100, 28), QRect(100, 0, 100, 28)
END = QRect(170, 0, 30, 28)
CHEVRON = QRect(16, 4, 16, 20)
State = QStyle.StateFlag


@pytest.fixture
def paint(theme):
    """Paints one entry on nothing."""

    def paint(text="", *, kind=Kind.STATE, state=State.State_None, direction=Qt.LayoutDirection.LeftToRight, **parts):
        item = QStandardItem()
        item.setData(Entry(kind, text, **parts), ENTRY)
        model = QStandardItemModel()
        model.appendRow(item)
        option = QStyleOptionViewItem()
        option.rect, option.state, option.direction = ROW, state, direction
        image = QImage(ROW.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        SidebarDelegate(theme).paint(painter, option, model.index(0, 0))
        painter.end()
        return image

    return paint


def ink(image, place=ROW):
    """The colours in that place, without the edges of letters."""
    pixels = (
        image.pixelColor(x, y)
        for x in range(place.left(), place.right() + 1)
        for y in range(place.top(), place.bottom() + 1)
    )
    return {colour.name() for colour in pixels if colour.alpha() > 200}


def test_an_entry_has_its_icon_and_name_at_the_start_and_its_number_at_the_end(paint, theme):
    image = paint("All", query="", count=120, icon="mdi6.newspaper")
    assert theme.colours.text.name() in ink(image, LEFT)
    assert theme.colours.muted.name() in ink(image, QRect(16, 0, 16, 28))
    assert ink(image, END)
    assert ink(paint("All", query="", count=121, icon="mdi6.newspaper"), END)
    assert image.copy(END) != paint("All", query="", count=7, icon="mdi6.newspaper").copy(END)
    assert image.copy(LEFT) == paint("All", query="", count=7, icon="mdi6.newspaper").copy(LEFT)


def test_without_an_icon_the_name_keeps_its_place(paint):
    image, plain = (paint("All", query="", count=1, icon=name) for name in ("mdi6.newspaper", ""))
    icon = QRect(16, 0, 16, 28)
    assert ink(image, icon)
    assert not ink(plain, icon)
    assert image.copy(QRect(40, 0, 60, 28)) == plain.copy(QRect(40, 0, 60, 28))


def test_a_group_has_a_chevron_at_its_end_that_tells_whether_it_is_open(paint):
    closed = paint("Topics", kind=Kind.GROUP, field="topic")
    opened = paint("Topics", kind=Kind.GROUP, field="topic", state=State.State_Open)
    assert closed.copy(LEFT) == opened.copy(LEFT)
    assert closed.copy(END) != opened.copy(END)


def test_a_year_has_its_chevron_at_its_beginning(paint):
    closed = paint("2020", kind=Kind.YEAR, field="2020", count=7)
    opened = paint("2020", kind=Kind.YEAR, field="2020", count=7, state=State.State_Open)
    assert closed.copy(CHEVRON) != opened.copy(CHEVRON)
    assert closed.copy(RIGHT) == opened.copy(RIGHT)


def test_the_chevron_of_a_year_is_where_it_is_painted():
    year, right_to_left = Entry(Kind.YEAR, "2020"), Qt.LayoutDirection.RightToLeft
    assert [is_chevron(year, ROW, x, Qt.LayoutDirection.LeftToRight) for x in (20, 60, 190)] == [True, False, False]
    assert [is_chevron(year, ROW, x, right_to_left) for x in (20, 60, 190)] == [False, False, True]
    assert not is_chevron(Entry(Kind.VALUE, "May"), ROW, 20, Qt.LayoutDirection.LeftToRight)


def test_a_month_below_its_year_stands_further_in(paint):
    flat = paint("May", kind=Kind.VALUE, field="date", count=1)
    below = paint("May", kind=Kind.VALUE, field="2020", count=1)
    assert ink(flat, QRect(40, 0, 7, 28))
    assert not ink(below, QRect(40, 0, 7, 28))
    assert flat.copy(END) == below.copy(END)


@pytest.mark.parametrize("parts", [{"kind": Kind.GROUP}, {"kind": Kind.YEAR, "field": "2020", "count": 7}])
def test_a_closed_group_tells_by_a_dot_that_something_in_it_is_asked_for(paint, theme, parts):
    dot = theme.colours.accent.name()
    assert dot in ink(paint("2020", holds_mark=True, **parts))
    assert dot not in ink(paint("2020", **parts))
    assert dot not in ink(paint("2020", holds_mark=True, state=State.State_Open, **parts))


def test_what_can_only_be_clicked_looks_like_a_link(paint, theme):
    for kind in (Kind.MORE, Kind.SAVE):
        assert theme.colours.link.name() in ink(paint("more", kind=kind))
    assert theme.colours.link.name() not in ink(paint("All", query="", count=1))


def test_a_search_with_a_mistake_has_a_badge_in_the_place_of_its_number(paint, theme):
    wrong = paint("Mine", kind=Kind.SEARCH, query="(", problem="Wrong.")
    assert theme.colours.error.name() in ink(wrong, END)
    assert theme.colours.error.name() not in ink(paint("Mine", kind=Kind.SEARCH, query="x", count=3))
    assert theme.colours.error.name() in ink(paint("Broken", kind=Kind.PROBLEM, icon="mdi6.alert", problem="x"), LEFT)


def test_a_number_that_is_not_known_is_not_shown(paint):
    assert not ink(paint("Mine", kind=Kind.SEARCH, query="x"), END)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_ground_tells_of_mark_mouse_and_focus(paint, theme, scheme):
    theme.set_scheme(scheme)
    colours = theme.colours
    for parts, colour in (
        ({"mark": Mark.ASKED}, colours.selection),
        ({"mark": Mark.LEFT_OUT}, colours.removed_soft),
        ({"state": State.State_MouseOver}, colours.hover),
        ({"mark": Mark.ASKED, "state": State.State_MouseOver}, colours.selection),
    ):
        assert paint(**parts).pixelColor(100, 20).name() == colour.name()
    assert paint().pixelColor(100, 20) == QColor(Qt.GlobalColor.transparent)
    assert paint(state=State.State_HasFocus) != paint()


def test_what_is_left_out_is_told_without_colours_too(paint):
    asked, left_out = (paint("Ferries", kind=Kind.VALUE, mark=mark) for mark in Mark)
    assert not ink(asked, CHEVRON) - ink(paint(mark=Mark.ASKED))
    assert ink(left_out, CHEVRON) - ink(paint(mark=Mark.ASKED))


def test_the_icon_of_the_marked_entry_takes_the_accent(paint, theme):
    icon = QRect(16, 0, 16, 28)
    assert theme.colours.link.name() in ink(
        paint("All", query="", count=1, icon="mdi6.newspaper", mark=Mark.ASKED), icon
    )


def test_from_right_to_left_the_number_stands_on_the_left(paint):
    image = paint("All", query="", count=888, direction=Qt.LayoutDirection.RightToLeft)
    assert ink(image, RIGHT)
    assert ink(image, QRect(0, 0, 30, 28))
    assert not ink(image, QRect(40, 0, 60, 28))


def test_a_long_name_gives_way_to_the_number(paint):
    long = "A name that is longer than the whole of the line can ever be"
    assert paint(long, query="", count=7).copy(END) == paint("All", query="", count=7).copy(END)


def test_an_entry_is_as_tall_as_the_letters_ask_for(theme):
    size = SidebarDelegate(theme).sizeHint(QStyleOptionViewItem(), QStandardItemModel().index(0, 0))
    assert size.height() >= 28
