"""What the views of the cards have in common to look at: places and painting."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.head_painter import HeadPainter
from editor.ui.cards.shelves import Shape, Shelves
from editor.ui.theme import SPACE_S, FontRole, Theme

_SCROLL_STEP = 24  # points of one line of the wheel

_TOLD = 1000  # cards selected or let go of in one go that a screen reader is told of

_State = QStyle.StateFlag
_Hint = QAbstractItemView.ScrollHint
_Index = QModelIndex | QPersistentModelIndex


class ShelfSurface(QListView):
    """Cards under a delegate in rows of `columns`, all of one size, any number selected.

    A QListView to screen readers, to Qt's style and to the delegate; its own layout, which asks for every row, is never
    made. A view shows what `selection` has and changes it; what has become of the selection is not the view's business.
    """

    settled = Signal()
    """Other cards are on screen than before, or in another size."""

    def __init__(
        self,
        cards: CardTableModel,
        selection: CardSelection,
        delegate: CardDelegate,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cards = cards
        self._selection = selection
        self._delegate = delegate
        self._theme = theme
        self._heads = HeadPainter(theme)
        self._shelves = Shelves(0, Shape(1, QSize(1, 1), 0))
        self._stale = True
        self._hover = -1
        self._dress()
        self.setModel(cards)
        own = self.selectionModel()
        self.setSelectionModel(selection.model)
        own.deleteLater()
        cards.dataChanged.connect(lambda *_: self.settled.emit())
        self.verticalScrollBar().valueChanged.connect(lambda _: self.settled.emit())
        theme.changed.connect(self._on_theme_changed)

    def _dress(self) -> None:
        self.setAccessibleName(self.tr("Cards"))
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoScroll(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that scrolling moves what is painted
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_SCROLL_STEP)

    # what the kinds of views differ in

    def shape(self, width: int) -> Shape:
        """How many cards stand side by side in `width` points, and how large they are."""
        raise NotImplementedError

    # where cards are

    def place_of(self, position: int) -> QRect:
        """Where the card stands in the viewport, on screen or not."""
        rect = self._shelves.rect(position).translated(-self.horizontalOffset(), -self.verticalOffset())
        return QStyle.visualRect(self.layoutDirection(), self.viewport().rect(), rect)

    def position_at(self, point: QPoint) -> int:
        """The card at this place of the viewport, -1 where there is none."""
        seen = QStyle.visualPos(self.layoutDirection(), self.viewport().rect(), point)
        return self._shelves.position_at(seen + QPoint(self.horizontalOffset(), self.verticalOffset()))

    def on_screen(self) -> range:
        """The positions of the cards of which something is seen."""
        top = self.verticalOffset()
        return self._shelves.between(top, top + self.viewport().height())

    def rowAt(self, y: int) -> int:
        """The first card of the row at this height of the viewport, -1 where there is none."""
        return self.position_at(QPoint(self.viewport().width() // 2 if self.isRightToLeft() else 0, y))

    def is_under_head(self, point: QPoint) -> bool:
        """Whether the head that stays at the top lies over this place."""
        stuck = self._shelves.stuck(self.verticalOffset())
        return stuck is not None and point.y() < stuck[1] - self.verticalOffset() + self._shelves.head

    def scroll_so(self, position: int, top: int) -> None:
        """Scroll until the card stands `top` points below the upper edge, as near as can be."""
        self.verticalScrollBar().setValue(self._shelves.rect(position).top() - top)

    def bring_on_screen(self, position: int) -> None:
        """Scroll as little as it takes to see the whole card."""
        if position < 0:
            return
        bar, card, head = self.verticalScrollBar(), self._shelves.rect(position), self._shelves.head
        if card.top() - head < bar.value():
            bar.setValue(card.top() - head)
        elif card.bottom() >= bar.value() + self.viewport().height():
            bar.setValue(card.bottom() + 1 - self.viewport().height())

    def arrange(self) -> None:
        """Work the places out for the cards, the width and the font of now."""
        self._stale = False
        self._hover = -1
        shape = self.shape(self.viewport().width())
        self._shelves = Shelves(len(self._cards.ids), shape, self._cards.groups)
        self.updateGeometries()
        self.viewport().update()
        self.settled.emit()

    def head_height(self) -> int:
        """How high a group's head is, in points."""
        return QFontMetrics(self._theme.font(FontRole.HEADING)).height() + 2 * SPACE_S

    def _on_theme_changed(self) -> None:
        self._heads.forget()
        self.arrange()

    # what Qt asks of a view

    def visualRect(self, index: _Index) -> QRect:
        return self.place_of(index.row()) if 0 <= index.row() < len(self._cards.ids) else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        position = self.position_at(point)
        return self._cards.index(position, 0) if position >= 0 else QModelIndex()

    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        self.bring_on_screen(index.row())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keys are dealt with in `keyPressEvent`. Qt asks for the next row when the view gets the focus, and would make
        it current, unselected; here a person does that."""
        return self.currentIndex()

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: object) -> None:
        """Ranges are those of the order, not of rectangles: the selection makes them."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, seen = QRegion(), self.on_screen()
        for span in map(selection.at, range(selection.size())):
            for position in range(max(span.top(), seen.start), min(span.bottom() + 1, seen.stop)):
                region += self.place_of(position)
        return region

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt's makes an index of every card for a screen reader to hear of the first."""
        spans = [each.at(number) for each in (selected, deselected) for number in range(each.size())]
        if not self.isVisible():
            return
        if sum(span.height() for span in spans) <= _TOLD:
            super().selectionChanged(selected, deselected)
        else:
            self.viewport().update()

    def doItemsLayout(self) -> None:
        """Qt asks while the view is still being made, too; one that is not seen is arranged when it is."""
        if self.isVisible():
            self.arrange()

    def reset(self) -> None:
        """Qt's would empty the selection that other views show too; who changes the cards arranges the views."""
        self._stale = True

    def dataChanged(self, first: _Index, last: _Index, roles: object = ()) -> None:
        seen = self.on_screen()
        for position in range(max(first.row(), seen.start), min(last.row() + 1, seen.stop)):
            self.viewport().update(self.place_of(position))

    def updateGeometries(self) -> None:
        if self._stale:  # Qt asks while the view is still being made, too
            return
        size, room = self._shelves.size, self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), size.height(), room.height()),
            (self.horizontalScrollBar(), size.width(), room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(1, seen - self._shelves.head))
            bar.setSingleStep(_SCROLL_STEP)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(-dx if self.isRightToLeft() else dx, dy)
        if self._shelves.head:  # the head at the top stays where it is
            strip = self._shelves.head + abs(dy)
            self.viewport().update(0, 0, self.viewport().width(), strip + self._shelves.head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        looked_at = self._looked_at()
        top = self.place_of(looked_at).top() if looked_at >= 0 else 0
        self.arrange()
        if 0 <= looked_at < len(self._cards.ids):
            self.scroll_so(looked_at, top)
            if looked_at == self._selection.current:
                self.bring_on_screen(looked_at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.arrange()
        self.settled.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.arrange()
        return super().event(event)

    def _looked_at(self) -> int:
        """The current card when it is on screen, else the topmost; -1 when there is none."""
        if self._stale:
            return -1
        seen, current = self.on_screen(), self._selection.current
        return current if current in seen else seen.start if seen else -1

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colours.surface)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(_State.State_HasFocus | _State.State_MouseOver | _State.State_Selected)
        option.decorationSize = self.iconSize()
        model, current, focus = self._selection.model, self._selection.current, self.hasFocus()
        region, top = event.region(), self.verticalOffset()
        for position in self._shelves.between(top + event.rect().top(), top + event.rect().bottom() + 1):
            option.rect = self.place_of(position)
            if not region.intersects(option.rect):
                continue
            index = self._cards.index(position, 0)
            state = plain
            if model.isSelected(index):
                state |= _State.State_Selected
            if focus and position == current:
                state |= _State.State_HasFocus
            if position == self._hover:
                state |= _State.State_MouseOver
            option.state = state
            self._delegate.paint(painter, option, index)
        self._paint_heads(painter, event.rect(), top)

    def _paint_heads(self, painter: QPainter, damaged: QRect, top: int) -> None:
        heads = dict(self._shelves.heads(top + damaged.top(), top + damaged.bottom() + 1))
        if stuck := self._shelves.stuck(top):
            heads |= dict([stuck])
        for number, at in heads.items():
            place = QRect(0, at - top, self.viewport().width(), self._shelves.head)
            self._heads.paint(painter, place, self._cards.groups[number], self._cards.grouping, self.layoutDirection())

    def focusInEvent(self, event: QEvent) -> None:
        self._repaint(self._selection.current)

    def focusOutEvent(self, event: QEvent) -> None:
        self._repaint(self._selection.current)

    def _repaint(self, position: int) -> None:
        if 0 <= position < len(self._cards.ids):
            self.viewport().update(self.place_of(position))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_over(-1)

    def _hover_over(self, position: int) -> None:
        before, self._hover = self._hover, position
        if before != position:
            self._repaint(before)
            self._repaint(position)
