import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from editor.model.card.card import Publishing
from editor.model.card.fields import FieldType
from editor.model.site.query import parse_query
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.columns import Column
from editor.ui.cards.sheet_delegate import Section, SheetDelegate
from editor.ui.cards.thumbnails import Thumbnails
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures

TITLE = Section(Column("title", "Title"), 0, 200)
MARK = Section(Column("published", "Published", FieldType.BOOLEAN), 200, 80)
HEAT = Section(Column("heat", "Heat", FieldType.INTEGER), 280, 100)
LTR = Qt.LayoutDirection.LeftToRight


@pytest.fixture
def delegate(theme: Theme, pictures: FakePictures) -> SheetDelegate:
    delegate = SheetDelegate(theme, Thumbnails(pictures))
    delegate.sections = [TITLE, MARK, HEAT]
    return delegate


def paint(delegate: SheetDelegate, model: CardTableModel, direction: Qt.LayoutDirection = LTR) -> QImage:
    row = QRect(0, 0, 400, delegate.row_height())
    image = QImage(row.size(), QImage.Format.Format_RGB32)
    image.fill(delegate._theme.colours.surface)
    option = QStyleOptionViewItem()
    option.rect, option.state, option.direction = row, QStyle.StateFlag.State_Active, direction
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    return image


def ink(image: QImage, left: int, right: int) -> list[int]:
    """The columns of pixels between these two that are not ground, the line below the row left out."""
    ground = QColor("#ffffff")
    rows = range(image.height() - 2)
    return [x for x in range(left, right) if any(image.pixelColor(x, y) != ground for y in rows)]


def test_every_cell_stays_in_its_column(delegate: SheetDelegate, model: CardTableModel, cards: Cards) -> None:
    model.set_ids(cards.add(1, title="A title that is far too long for a column of two hundred points, and more"))
    found = ink(paint(delegate, model), 0, 400)
    assert found[0] >= 8
    assert not [x for x in found if 192 < x < 200]


def test_numbers_stand_at_the_end_of_their_cells(delegate: SheetDelegate, model: CardTableModel, cards: Cards) -> None:
    model.set_ids(cards.add(1, values={"heat": (7,)}))
    found = ink(paint(delegate, model), 281, 400)
    assert 360 <= found[0] <= found[-1] <= 372


def test_for_who_reads_from_the_right_numbers_end_at_the_left(
    delegate: SheetDelegate, model: CardTableModel, cards: Cards
) -> None:
    model.set_ids(cards.add(1, values={"heat": (7,)}))
    found = ink(paint(delegate, model, Qt.LayoutDirection.RightToLeft), 281, 400)
    assert 286 <= found[0] <= found[-1] <= 300


def test_the_mark_shows_what_publishing_means(delegate: SheetDelegate, model: CardTableModel, cards: Cards) -> None:
    (card_id,) = cards.add(1)
    model.set_ids([card_id])
    place = delegate.mark_rect(QRect(0, 0, 400, delegate.row_height()), LTR)
    assert 200 <= place.left() <= place.right() < 280
    published = paint(delegate, model).pixelColor(place.center())
    cards.change(card_id, publishing=Publishing.HIDDEN)
    assert paint(delegate, model).pixelColor(place.center()) != published
    cards.change(card_id, error="It never ends.")
    assert ink(paint(delegate, model), 201, 279) == []


def test_unsaved_cards_and_problems_have_badges_at_the_title_or_in_the_first_column(
    delegate: SheetDelegate, model: CardTableModel, cards: Cards
) -> None:
    (card_id,) = cards.add(1, title="x")
    model.set_ids([card_id])
    assert ink(paint(delegate, model), 150, 200) == []
    cards.unsaved.add(card_id)
    assert ink(paint(delegate, model), 150, 200) != []
    delegate.sections = [Section(HEAT.column, 0, 200)]
    assert ink(paint(delegate, model), 150, 200) != []


def test_a_yes_and_a_no_look_different(delegate: SheetDelegate, model: CardTableModel, cards: Cards) -> None:
    (card_id,) = cards.add(1, title="x", values={"odd": (True,)})
    model.set_ids([card_id])
    delegate.sections = [TITLE, Section(Column("odd", "Odd"), 200, 80)]
    yes = ink(paint(delegate, model), 200, 280)
    cards.change(card_id, values={"odd": (False,)})
    no = ink(paint(delegate, model), 200, 280)
    assert yes
    assert no
    assert yes != no


def test_what_was_looked_for_is_marked_in_the_cells_of_its_fields(
    delegate: SheetDelegate, model: CardTableModel, cards: Cards, theme: Theme
) -> None:
    found = QColor(theme.colours.found)

    def marked(image: QImage, left: int, right: int) -> bool:
        return any(image.pixelColor(x, y) == found for x in range(left, right) for y in range(image.height()))

    model.set_ids(cards.add(1, title="The harbour opens at night", provider="Night Post", values={"heat": (7,)}))
    delegate.sections = [TITLE, Section(Column("provider", "Provider"), 200, 80), HEAT]
    plain = paint(delegate, model)
    assert delegate.set_needles(parse_query("night -harbour").needles())
    image = paint(delegate, model)
    assert [marked(image, *place) for place in ((0, 200), (200, 280), (280, 400))] == [True, True, False]
    assert delegate.set_needles(parse_query("provider:night").needles())
    image = paint(delegate, model)
    assert [marked(image, *place) for place in ((0, 200), (200, 280))] == [False, True]
    ink = QColor(theme.colours.text)
    letters = [(x, y) for x in range(200) for y in range(plain.height()) if plain.pixelColor(x, y) == ink]
    assert letters
    assert all(image.pixelColor(x, y) == ink for x, y in letters)


def test_a_mark_behind_the_ellipsis_is_not_shown(
    delegate: SheetDelegate, model: CardTableModel, cards: Cards, theme: Theme
) -> None:
    model.set_ids(cards.add(1, title="Long words " * 12 + "zebra"))
    delegate.set_needles(parse_query("zebra").needles())
    image, found = paint(delegate, model), QColor(theme.colours.found)
    assert not any(image.pixelColor(x, y) == found for x in range(400) for y in range(image.height()))


def test_rows_follow_the_font(delegate: SheetDelegate, theme: Theme, qapp: QApplication) -> None:
    small, large = qapp.font(), QFont(qapp.font())
    before = delegate.row_height()
    large.setPointSizeF(30)
    qapp.setFont(large)
    theme.changed.emit()
    grown = delegate.row_height()
    qapp.setFont(small)
    theme.changed.emit()
    assert grown > before + 20
    assert delegate.row_height() == before
