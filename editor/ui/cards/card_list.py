"""The list of cards: one row each, selection and place kept by card."""

from collections.abc import Callable, Iterable
from itertools import chain

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from editor.model.card.card import CardId
from editor.model.site.highlights import Needles
from editor.ui.cards.card_table import CardTableModel, runs
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.empty_state import Empty, EmptyState
from editor.ui.cards.place import Place, current_now, moved_by, selected_now
from editor.ui.cards.row_layout import PICTURE
from editor.ui.cards.thumbnails import PictureSource, Thumb, Thumbnails
from editor.ui.theme import Theme

_SCROLL_STEP = 24  # points of one line of the wheel
_PICTURES_AFTER = 40  # ms that the list stands still before pictures are asked for

_CursorAction = QAbstractItemView.CursorAction
_SelectionFlag = QItemSelectionModel.SelectionFlag


class CardList(QTableView):
    """Cards under the delegate: fixed height, one column, any number selected.

    The current card, the selection and the place on screen are kept by card over `set_ids` of the model. When the
    current card leaves the list the next one that stays becomes current, else the one before, else the first.
    """

    current_changed = Signal(str)
    """Another card is current: its id, "" when there is none."""
    selection_changed = Signal(tuple)
    """Other cards are selected: their ids in the list's order; told once per turn of the event loop."""
    publish_toggled = Signal(str)
    """The mark of this card was clicked."""
    card_activated = Signal(str)
    """Return or a double click on this card."""
    context_menu_requested = Signal(QPoint, str)
    """A menu is wanted at this place on the screen for this card, "" when there is no card."""
    clear_search_requested = Signal()
    open_requested = Signal()

    def __init__(
        self, cards: CardTableModel, theme: Theme, pictures: PictureSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cards = cards
        self._thumbnails = Thumbnails(pictures, parent=self)
        self._delegate = CardDelegate(theme, self._thumbnails, self)
        self._empty = EmptyState(theme, self.viewport())
        self._place = Place()  # before the cards changed
        self._changing = False
        self._told_current: CardId = ""
        self._last_current: CardId = ""  # the one to come back to when the list was empty for a while
        self._told_selected: tuple[CardId, ...] = ()
        self._pressed_mark: CardId = ""
        self._settled = self._timer(_PICTURES_AFTER, self._ask_for_pictures)
        self._selection_timer = self._timer(0, self._tell_selected)
        self._dress()
        cards.modelAboutToBeReset.connect(self._on_cards_about_to_change)
        self.setModel(cards)
        cards.modelReset.connect(self._on_cards_changed)
        cards.dataChanged.connect(self._settled.start)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._selection_timer.start)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._settled.start())  # start(int) is another one
        self.doubleClicked.connect(lambda index: self.card_activated.emit(cards.id_at(index.row())))
        self._thumbnails.arrived.connect(self._on_picture_arrived)
        self._empty.clear_search_requested.connect(self.clear_search_requested)
        self._empty.open_requested.connect(self.open_requested)
        theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def _dress(self) -> None:
        self.setObjectName("cardList")
        self.setAccessibleName(self.tr("Cards"))
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_SCROLL_STEP)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _timer(self, milliseconds: int, told: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(told)
        return timer

    # what is current, what is selected

    def current_id(self) -> CardId:
        """The current card, "" when there is none."""
        index = self.currentIndex()
        return self._cards.id_at(index.row()) if index.isValid() else ""

    def selected_ids(self) -> tuple[CardId, ...]:
        """The selected cards in the list's order."""
        selection = self.selectionModel().selection()
        spans = sorted((span.top(), span.bottom()) for span in map(selection.at, range(selection.size())))
        ids = self._cards.ids
        return tuple(chain.from_iterable(ids[top : bottom + 1] for top, bottom in spans))

    def select(self, card_id: CardId) -> bool:
        """Make this the current and only selected card and bring it on screen; False when it is not in the list."""
        position = self._cards.position_of(card_id)
        return position is not None and self._go_to(position)

    def select_first(self) -> bool:
        """Select the first card; False when there is none."""
        return self._go_to(0)

    def next_card(self) -> bool:
        """Go to the card below; False at the end."""
        return self._go_to(self.currentIndex().row() + 1)

    def previous_card(self) -> bool:
        """Go to the card above; False at the start."""
        return self._go_to(self.currentIndex().row() - 1)

    def _go_to(self, position: int) -> bool:
        if not 0 <= position < len(self._cards.ids):
            return False
        # setCurrentIndex of the view would look at the keyboard: Ctrl held for Ctrl+Return would add to the selection.
        self.selectionModel().setCurrentIndex(self._cards.index(position, 0), _SelectionFlag.ClearAndSelect)
        return True

    def selectAll(self) -> None:
        if self._cards.ids:  # in one go; Qt's own goes row by row
            self._select_runs([(0, len(self._cards.ids) - 1)])

    def _select_runs(self, runs: Iterable[tuple[int, int]]) -> None:
        selection = QItemSelection()
        for first, last in runs:
            selection.select(self._cards.index(first, 0), self._cards.index(last, 0))
        self.selectionModel().select(selection, _SelectionFlag.ClearAndSelect)

    def _tell_current(self) -> None:
        current = self.current_id()
        if not self._changing and current != self._told_current:
            self._told_current = current
            self._last_current = current or self._last_current
            self.current_changed.emit(current)

    def _tell_selected(self) -> None:
        selected = self.selected_ids()
        if selected != self._told_selected:
            self._told_selected = selected
            self.selection_changed.emit(selected)

    # when the cards change

    def show_when_empty(self, reason: Empty, query: str = "") -> None:
        """What to say while no card is listed; `query` is the search that matches nothing."""
        self._empty.set_reason(reason, query)

    def set_needles(self, needles: Needles) -> None:
        """Mark what was looked for in the rows."""
        if self._delegate.set_needles(needles):
            self.viewport().update()

    def retry_pictures(self) -> None:
        """Ask again for the pictures that could not be had, such as after going online."""
        self._thumbnails.retry()
        self._settled.start()

    def _visible(self) -> range:
        """The positions on screen."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else len(self._cards.ids) - 1) + 1)

    def _on_cards_about_to_change(self) -> None:
        self._place = Place(self._cards.ids, self.currentIndex().row(), self.selected_ids(), self._visible())
        self._changing = True

    def _on_cards_changed(self) -> None:
        place = self._place
        scrolled = self.verticalScrollBar().value()
        self.doItemsLayout()  # from here on the scroll bar knows the new height
        if self._cards.ids and self._last_current:
            self._select_again(place)
        self._scroll_again(place, scrolled)
        self._empty.setVisible(not self._cards.ids)
        self._changing = False
        self._tell_current()
        self._selection_timer.start()
        self._settled.start()

    def _select_again(self, place: Place) -> None:
        kept = selected_now(place, self._cards.position_of)
        if place.current >= 0:
            current = current_now(place, self._cards.position_of, frozenset(kept))
        else:
            current = self._cards.position_of(self._last_current) or 0
        self._select_runs(runs(kept or [current]))
        self.selectionModel().setCurrentIndex(self._cards.index(current, 0), _SelectionFlag.NoUpdate)

    def _scroll_again(self, place: Place, scrolled: int) -> None:
        moved = moved_by(place, self._cards.position_of)
        if moved is not None:
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(scrolled + moved * height)
        if moved is None or place.current_is_visible:
            self.scrollTo(self.currentIndex())

    # pictures

    def _ask_for_pictures(self) -> None:
        """For the rows on screen and the page below them."""
        visible = self._visible()
        near = range(visible.start, min(visible.stop + len(visible), len(self._cards.ids)))
        self._thumbnails.show(thumb for thumb in map(self._thumb_at, near) if thumb)

    def _on_picture_arrived(self, thumb: Thumb) -> None:
        if self._thumbnails.is_missing(thumb):
            self._settled.start()  # a logo may stand in for it
            self.viewport().update()
            return
        for position in self._visible():
            if self._thumb_at(position) == thumb:
                self.update(self._cards.index(position, 0))

    def _thumb_at(self, position: int) -> Thumb | None:
        return self._thumbnails.thumb_of(self._cards.item(position).row)

    def _fit_rows(self) -> None:
        """Rows as high as the theme's font wants, pictures as sharp as the screen is."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self._thumbnails.set_size(PICTURE, self.devicePixelRatioF())
        self.viewport().update()
        self._settled.start()

    # mouse and keys

    def _mark_at(self, point: QPoint) -> CardId:
        """The card whose published mark is at this place, "" elsewhere."""
        index = self.indexAt(point)
        if not index.isValid() or self._cards.item(index.row()).row.error:
            return ""
        mark = self._delegate.mark_rect(self.visualRect(index), self.layoutDirection())
        return self._cards.id_at(index.row()) if mark.contains(point) else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_mark = self._mark_at(event.position().toPoint()) if left else ""
        if not self._pressed_mark:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._mark_at(event.position().toPoint()):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on_mark = bool(self._mark_at(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_mark else Qt.CursorShape.ArrowCursor)
        if not self._pressed_mark:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_mark = self._pressed_mark, ""
        if not pressed:
            super().mouseReleaseEvent(event)
        elif pressed == self._mark_at(event.position().toPoint()):
            self.publish_toggled.emit(pressed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        card_id = self._cards.id_at(index.row()) if index.isValid() else ""
        place = event.pos() if by_mouse else self.visualRect(index).center()
        self.context_menu_requested.emit(self.viewport().mapToGlobal(place), card_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.card_activated.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End are those of the list, not of a row's columns.

        Qt asks for the next row when the list gets the focus and makes it current, unselected; here a person does.
        """
        ends = {_CursorAction.MoveHome: 0, _CursorAction.MoveEnd: len(self._cards.ids) - 1}
        if action in ends:
            return self._cards.index(ends[action], 0)
        if action == _CursorAction.MoveNext:
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys; they never jump through the list."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())
        self._settled.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit_rows()
        return super().event(event)
