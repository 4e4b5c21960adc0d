"""What the views of the cards have in common to work with: mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from editor.model.card.card import CardId
from editor.model.site.highlights import Needles
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.shelf_surface import ShelfSurface
from editor.ui.theme import Theme

_Key, _Held = Qt.Key, Qt.KeyboardModifier


class ShelfView(ShelfSurface):
    """A view of cards that changes the selection: by clicks, a drag with the mouse down, and keys.

    Shift selects from where one began to where one is, in the order of the cards; Ctrl adds.
    """

    publish_toggled = Signal(str)
    """The mark of this card was clicked."""
    card_activated = Signal(str)
    """Return or a double click on this card."""
    context_menu_requested = Signal(QPoint, str)
    """A menu is wanted at this place on the screen for this card, "" when there is no card."""

    def __init__(
        self,
        cards: CardTableModel,
        selection: CardSelection,
        delegate: CardDelegate,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(cards, selection, delegate, theme, parent)
        self._pressed_mark: CardId = ""
        self._pressed = -1

    def set_needles(self, needles: Needles) -> None:
        """Mark what was looked for in the cards."""
        if self._delegate.set_needles(needles):
            self.viewport().update()

    def mark_rect(self, position: int) -> QRect:
        """Where a click toggles `published` of that card, in the viewport."""
        return self._delegate.mark_rect(self.place_of(position), self.layoutDirection())

    # the mouse

    def _mark_at(self, point: QPoint) -> CardId:
        """The card whose published mark is at this place, "" elsewhere."""
        position = self.position_at(point)
        if position < 0 or self.is_under_head(point) or self._cards.item(position).row.error:
            return ""
        return self._cards.id_at(position) if self.mark_rect(position).contains(point) else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, held = event.position().toPoint(), event.modifiers()
        self._pressed_mark, self._pressed = "", -1
        if self.is_under_head(point):
            return
        position = self.position_at(point)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_mark = self._mark_at(point)
            if not self._pressed_mark and position >= 0:
                self._pressed = position
                self._choose(position, held)
        elif event.button() == Qt.MouseButton.RightButton and position >= 0 and not self._is_selected(position):
            self._selection.go_to(position)

    def _is_selected(self, position: int) -> bool:
        return self._selection.model.isSelected(self._cards.index(position, 0))

    def _choose(self, position: int, held: Qt.KeyboardModifier) -> None:
        if held & _Held.ShiftModifier:
            self._selection.extend_to(position, keep=bool(held & _Held.ControlModifier))
        elif held & _Held.ControlModifier:
            self._selection.toggle(position)
        else:
            self._selection.go_to(position)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        position = self.position_at(point)
        if event.button() != Qt.MouseButton.LeftButton or self._mark_at(point):
            self.mousePressEvent(event)
        elif position >= 0 and not self.is_under_head(point):
            self.card_activated.emit(self._cards.id_at(position))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        shape = Qt.CursorShape.PointingHandCursor if self._mark_at(point) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._hover_over(-1 if self.is_under_head(point) else self.position_at(point))
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed >= 0:
            position = self.position_at(point)
            if position >= 0 and position not in (self._pressed, self._selection.current):
                self._selection.extend_to(position, keep=bool(event.modifiers() & _Held.ControlModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_mark, self._pressed = self._pressed_mark, "", -1
        if pressed and pressed == self._mark_at(event.position().toPoint()):
            self.publish_toggled.emit(pressed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        position = self.position_at(event.pos()) if by_mouse else self._selection.current
        card_id = self._cards.id_at(position) if position >= 0 else ""
        place = event.pos() if by_mouse or position < 0 else self.place_of(position).center()
        self.context_menu_requested.emit(self.viewport().mapToGlobal(place), card_id)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~_Held.KeypadModifier
        current = self._selection.current
        if key in (_Key.Key_Return, _Key.Key_Enter) and current >= 0 and not held:
            self.card_activated.emit(self._cards.id_at(current))
        elif key == _Key.Key_A and held == _Held.ControlModifier:
            self._selection.select_all()
        elif key == _Key.Key_Space and current >= 0 and held in (_Held.NoModifier, _Held.ControlModifier):
            self._choose(current, held)
        elif (position := self._towards(key, held)) is not None:
            if held == _Held.ControlModifier:
                self._selection.walk_to(position)
            else:
                self._choose(position, held)
        else:
            event.ignore()

    def _towards(self, key: int, held: Qt.KeyboardModifier) -> int | None:
        """The card that a key leads to; None for a key that leads nowhere in this view."""
        if held & ~(_Held.ShiftModifier | _Held.ControlModifier):
            return None
        last, current = len(self._cards.ids) - 1, self._selection.current
        if last < 0:
            return None
        ends = {_Key.Key_Home: 0, _Key.Key_End: last}
        if key in ends:
            return ends[_Key(key)]
        if key in (_Key.Key_PageUp, _Key.Key_PageDown) and held & _Held.ControlModifier:
            return None  # the window's keys for the next and the previous card
        shelves, room = self._shelves, self.viewport().height()
        steps: dict[Qt.Key, Callable[[int], int]] = {
            _Key.Key_Up: shelves.above,
            _Key.Key_Down: shelves.below,
            _Key.Key_PageUp: lambda at: shelves.page(at, shelves.above, room),
            _Key.Key_PageDown: lambda at: shelves.page(at, shelves.below, room),
        }
        if shelves.columns > 1:
            after, before = (_Key.Key_Left, _Key.Key_Right)[:: 1 if self.isRightToLeft() else -1]
            steps |= {after: lambda at: min(at + 1, last), before: lambda at: max(at - 1, 0)}
        if key not in steps:
            return None
        return steps[_Key(key)](current) if current >= 0 else 0

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys; they never jump through the list."""
