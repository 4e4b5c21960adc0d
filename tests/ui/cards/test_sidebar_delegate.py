"""How an entry of the sidebar looks, by its pixels."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.ui.cards.sidebar_delegate import COUNT, GROUP, ICON_NAME, QUERY, SidebarDelegate
from editor.ui.colours import Scheme

ROW = QRect(0, 0, 200, 28)
LEFT, RIGHT = QRect(0, 0, 100, 28), QRect(100, 0, 100, 28)
END = QRect(170, 0, 30, 28)
State = QStyle.StateFlag


@pytest.fixture
def paint(theme):
    """Paints one entry with these roles on nothing."""

    def paint(text="", *, state=State.State_None, direction=Qt.LayoutDirection.LeftToRight, **roles):
        item = QStandardItem(text)
        for role, value in roles.items():
            item.setData(value, {"query": QUERY, "count": COUNT, "group": GROUP, "icon": ICON_NAME}[role])
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
    image, plain = (paint("All", query="", count=1, icon=name) for name in ("mdi6.newspaper", None))
    icon = QRect(16, 0, 16, 28)
    assert ink(image, icon)
    assert not ink(plain, icon)
    assert image.copy(QRect(40, 0, 60, 28)) == plain.copy(QRect(40, 0, 60, 28))


def test_a_group_has_a_chevron_that_tells_whether_it_is_open(paint):
    closed = paint("Topics", group="topic")
    opened = paint("Topics", group="topic", state=State.State_Open)
    assert closed.copy(LEFT) == opened.copy(LEFT)
    assert closed.copy(END) != opened.copy(END)


def test_what_is_neither_search_nor_group_looks_like_a_link(paint, theme):
    assert theme.colours.link.name() in ink(paint("more"))
    assert theme.colours.link.name() not in ink(paint("All", query="", count=1))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_ground_tells_of_selection_mouse_and_focus(paint, theme, scheme):
    theme.set_scheme(scheme)
    colours = theme.colours
    for state, colour in (
        (State.State_Selected, colours.selection),
        (State.State_MouseOver, colours.hover),
        (State.State_Selected | State.State_MouseOver, colours.selection),
    ):
        assert paint(state=state).pixelColor(100, 20).name() == colour.name()
    assert paint().pixelColor(100, 20) == QColor(Qt.GlobalColor.transparent)
    assert paint(state=State.State_HasFocus) != paint()


def test_the_icon_of_the_selected_entry_takes_the_accent(paint, theme):
    icon = QRect(16, 0, 16, 28)
    assert theme.colours.link.name() in ink(
        paint("All", query="", count=1, icon="mdi6.newspaper", state=State.State_Selected), icon
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
