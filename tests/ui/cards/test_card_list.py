from PySide6.QtCore import QSize

from editor.model.site.highlights import NO_NEEDLES, Needles
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


def test_what_is_looked_for_is_marked_at_once(
    model: CardTableModel, chosen: CardSelection, theme: Theme, pictures: FakePictures, cards: Cards, show: Show
) -> None:
    card_list = CardList(model, chosen, theme, pictures)
    show(card_list, 420, 500)
    model.set_ids(cards.add(3))
    card_list.arrange()
    before = card_list.viewport().grab().toImage()
    card_list.set_needles(Needles(("story",)))
    after = card_list.viewport().grab().toImage()
    seen = [[image.pixelColor(x, 25) == theme.colours.found for x in range(100, 200)] for image in (before, after)]
    assert [any(line) for line in seen] == [False, True]
    card_list.set_needles(NO_NEEDLES)
    assert card_list.viewport().grab().toImage() == before
