"""Views that show each card's picture: asked for late, for what is on screen and the page below it."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.shelf_view import ShelfView
from editor.ui.cards.thumbnails import Thumb, Thumbnails
from editor.ui.theme import Theme

_PICTURES_AFTER = 40  # ms that the view stands still before pictures are asked for


class PictureShelves(ShelfView):
    """A view with `thumbnails` of its own, since they have a size."""

    def __init__(
        self,
        cards: CardTableModel,
        selection: CardSelection,
        delegate: CardDelegate,
        theme: Theme,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(cards, selection, delegate, theme, parent)
        thumbnails.setParent(self)
        self._thumbnails = thumbnails
        self._ask_soon = QTimer(self, singleShot=True, interval=_PICTURES_AFTER)
        self._ask_soon.timeout.connect(self._ask_for_pictures)
        self.settled.connect(self._ask_soon.start)
        thumbnails.arrived.connect(self._on_picture_arrived)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def picture_size(self, width: int) -> QSize:
        """The frame of a picture in a view that is `width` points wide."""
        raise NotImplementedError

    def retry_pictures(self) -> None:
        """Ask again for the pictures that could not be had, such as after going online."""
        self._thumbnails.retry()
        self._ask_soon.start()

    def forget_pictures(self) -> None:
        """Forget all pictures, such as when another site has others at the same addresses."""
        self._thumbnails.clear()
        self._ask_soon.start()

    def arrange(self) -> None:
        self._thumbnails.set_size(self.picture_size(self.viewport().width()), self.devicePixelRatioF())
        super().arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._thumbnails.show(())

    def _ask_for_pictures(self) -> None:
        if not self.isVisible():
            return
        seen = self.on_screen()
        near = range(seen.start, min(seen.stop + len(seen), len(self._cards.ids)))
        self._thumbnails.show(thumb for thumb in map(self._thumb_at, near) if thumb)

    def _on_picture_arrived(self, thumb: Thumb) -> None:
        if self._thumbnails.is_missing(thumb):
            self._ask_soon.start()  # a logo may stand in for it
            self.viewport().update()
            return
        for position in self.on_screen():
            if self._thumb_at(position) == thumb:
                self.viewport().update(self.place_of(position))

    def _thumb_at(self, position: int) -> Thumb | None:
        return self._thumbnails.thumb_of(self._cards.item(position).row)
