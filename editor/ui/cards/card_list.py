"""The list of cards: a row each, with a small picture."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.picture_shelves import PictureShelves
from editor.ui.cards.row_layout import PICTURE
from editor.ui.cards.shelves import Shape
from editor.ui.cards.thumbnails import PictureSource, Thumbnails
from editor.ui.theme import Theme


class CardList(PictureShelves):
    """Cards one below the other, as wide as the view."""

    def __init__(
        self,
        cards: CardTableModel,
        selection: CardSelection,
        theme: Theme,
        pictures: PictureSource,
        parent: QWidget | None = None,
    ) -> None:
        thumbnails = Thumbnails(pictures)
        delegate = CardDelegate(theme, thumbnails)
        super().__init__(cards, selection, delegate, theme, thumbnails, parent)
        delegate.setParent(self)
        self.setObjectName("cardList")

    def shape(self, width: int) -> Shape:
        return Shape(1, QSize(width, self._delegate.row_height()), self.head_height())

    def picture_size(self, width: int) -> QSize:
        return PICTURE
