import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.grid_delegate import GridDelegate
from editor.ui.cards.thumbnails import Thumbnails
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures

PICTURE = QSize(240, 150)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def thumbnails(pictures: FakePictures) -> Thumbnails:
    thumbnails = Thumbnails(pictures)
    thumbnails.set_size(PICTURE, 1.0)
    return thumbnails


@pytest.fixture
def delegate(theme: Theme, thumbnails: Thumbnails) -> GridDelegate:
    return GridDelegate(theme, thumbnails)


@pytest.fixture
def tile(delegate: GridDelegate) -> QRect:
    return QRect(0, 0, 264, PICTURE.height() + delegate.height_below())


def paint(
    delegate: GridDelegate, model: CardTableModel, tile: QRect, state: QStyle.StateFlag = QStyle.StateFlag.State_None
) -> QImage:
    image = QImage(tile.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    option = QStyleOptionViewItem()
    option.rect, option.state, option.direction = tile, state | QStyle.StateFlag.State_Active, LTR
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    return image


def test_the_picture_fills_its_frame(
    delegate: GridDelegate,
    thumbnails: Thumbnails,
    pictures: FakePictures,
    model: CardTableModel,
    cards: Cards,
    tile: QRect,
) -> None:
    model.set_ids(cards.add(1, picture="/one.jpg"))
    thumb = thumbnails.thumb_of(model.item(0).row)
    assert thumb is not None
    thumbnails.show([thumb])
    pictures.answer("/one.jpg", "#336699", width=480, height=300)
    image, frame = paint(delegate, model, tile), delegate.frame_of(tile)
    assert frame.size() == PICTURE
    for place in (frame.center(), frame.topLeft() + frame.center() / 4, frame.bottomRight() - frame.center() / 4):
        assert image.pixelColor(place).name() == "#336699"


def test_a_selected_tile_has_another_ground_and_the_current_one_a_line(
    delegate: GridDelegate, model: CardTableModel, cards: Cards, tile: QRect, theme: Theme
) -> None:
    model.set_ids(cards.add(1))
    ground, edge = (8, 30), (tile.width() // 2, 4)
    plain = paint(delegate, model, tile)
    selected = paint(delegate, model, tile, QStyle.StateFlag.State_Selected)
    current = paint(delegate, model, tile, QStyle.StateFlag.State_HasFocus)
    assert plain.pixelColor(*ground) == theme.colours.surface
    assert selected.pixelColor(*ground) == theme.colours.selection
    assert current.pixelColor(*edge) == theme.colours.accent


def test_the_mark_stands_at_the_end_of_the_words(delegate: GridDelegate, tile: QRect) -> None:
    left, right = delegate.mark_rect(tile, RTL), delegate.mark_rect(tile, LTR)
    assert left.left() == tile.right() - right.right()
    assert right.left() > delegate.frame_of(tile).center().x()
    assert right.top() > delegate.frame_of(tile).bottom()


def test_every_kind_of_card_can_be_painted(
    delegate: GridDelegate, model: CardTableModel, cards: Cards, tile: QRect
) -> None:
    (card_id,) = cards.add(1)
    model.set_ids([card_id])
    plain = paint(delegate, model, tile)
    cards.change(card_id, error="The front matter never ends.", problems=2)
    broken = paint(delegate, model, tile)
    cards.unsaved.add(card_id)
    assert len({bytes(image.constBits()) for image in (plain, broken, paint(delegate, model, tile))}) == 3


def test_tiles_follow_the_font(delegate: GridDelegate, theme: Theme, qapp: QApplication) -> None:
    small, large = qapp.font(), QFont(qapp.font())
    before = delegate.height_below()
    large.setPointSizeF(30)
    qapp.setFont(large)
    theme.changed.emit()
    grown = delegate.height_below()
    qapp.setFont(small)
    theme.changed.emit()
    assert grown > before + 60
    assert delegate.height_below() == before
