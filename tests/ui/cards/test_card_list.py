from PySide6.QtCore import QSize

from editor.ui.cards.card_list import CardList
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures, Show


def test_cards_stand_one_below_the_other_as_wide_as_the_list(
    model: CardTableModel, chosen: CardSelection, theme: Theme, pictures: FakePictures, cards: Cards, show: Show
) -> None:
    card_list = CardList(model, chosen, theme, pictures)
    show(card_list, 420, 500)
    model.set_ids(cards.add(50))
    card_list.arrange()
    width = card_list.viewport().width()
    assert [card_list.place_of(at).getRect() for at in (0, 1)] == [(0, 0, width, 68), (0, 68, width, 68)]
    assert card_list.picture_size(width) == QSize(80, 50)
    assert card_list.accessibleName() == "Cards"
