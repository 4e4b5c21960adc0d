"""The grid of cards: large pictures, as many side by side as there is room for."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.grid_delegate import GridDelegate
from editor.ui.cards.picture_shelves import PictureShelves
from editor.ui.cards.shelves import Shape
from editor.ui.cards.thumbnails import PictureSource, Thumbnails
from editor.ui.theme import SPACE_S, Theme

_TILE = 248  # points: how wide one would like a tile to be
_NARROWEST = 120
_AROUND = 2 * (4 + SPACE_S)  # points of a tile that are not picture, from side to side


class CardGrid(PictureShelves):
    """Tiles of one size that share the width of the view."""

    def __init__(
        self,
        cards: CardTableModel,
        selection: CardSelection,
        theme: Theme,
        pictures: PictureSource,
        parent: QWidget | None = None,
    ) -> None:
        thumbnails = Thumbnails(pictures)
        delegate = GridDelegate(theme, thumbnails)
        super().__init__(cards, selection, delegate, theme, thumbnails, parent)
        delegate.setParent(self)
        self._tiles = delegate
        self.setObjectName("cardGrid")

    def shape(self, width: int) -> Shape:
        columns = max(1, round(width / _TILE))
        tile = max(_NARROWEST, width // columns)
        height = self.picture_size(width).height() + self._tiles.height_below()
        return Shape(columns, QSize(tile, height), self.head_height())

    def picture_size(self, width: int) -> QSize:
        columns = max(1, round(width / _TILE))
        room = max(_NARROWEST, width // columns) - _AROUND
        return QSize(room, room * 5 // 8)
