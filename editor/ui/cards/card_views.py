"""The cards as list, table or grid of pictures: one order, one selection, one place."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QStackedWidget, QWidget

from editor.model.card.card import CardId
from editor.model.card.schema import load_schemas
from editor.model.site.highlights import NO_NEEDLES, Needles
from editor.ui.cards.card_grid import CardGrid
from editor.ui.cards.card_list import CardList
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_sheet import CardSheet
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.columns import Columns
from editor.ui.cards.columns_dialog import ColumnsDialog
from editor.ui.cards.empty_state import Empty, EmptyState
from editor.ui.cards.picture_shelves import PictureShelves
from editor.ui.cards.place import Place, looked_at
from editor.ui.cards.shelf_view import ShelfView
from editor.ui.cards.thumbnails import PictureSource
from editor.ui.theme import Theme


class ViewKind(StrEnum):
    """How the cards are shown."""

    LIST = "list"
    TABLE = "table"
    GRID = "grid"


class CardViews(QStackedWidget):
    """Shows the cards in one of three views, each made when it is first wanted.

    The current card, the selection and the place on screen are kept by card over `set_ids` of the model, and over a
    change of the view. `fields` says which fields cards have, when somebody chooses columns.
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
    sort_requested = Signal(str, bool)
    """A click on a column: the field to sort by, and whether the greatest comes first."""
    columns_changed = Signal(list)
    """Columns were chosen, moved or widened: what `set_columns` wants at the next start."""

    def __init__(
        self,
        cards: CardTableModel,
        theme: Theme,
        pictures: PictureSource,
        fields: Callable[[], Iterable[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cardViews")
        self._cards, self._theme, self._pictures, self._fields = cards, theme, pictures, fields
        self._chosen = CardSelection(cards, self)
        self._views: dict[ViewKind, ShelfView] = {}
        self._kind = ViewKind.LIST
        self._sort = ("", True)
        self._saved_columns: object = None
        self._needles = NO_NEEDLES
        self._place = Place()  # before the cards changed
        self._view = self._made(ViewKind.LIST)
        self._empty = EmptyState(theme, self)
        self.setFocusProxy(self._view)
        cards.modelAboutToBeReset.connect(self._on_cards_about_to_change)
        cards.modelReset.connect(self._on_cards_changed)
        self._chosen.current_changed.connect(self.current_changed)
        self._chosen.selection_changed.connect(self.selection_changed)
        self._chosen.moved.connect(lambda position: self._view.bring_on_screen(position))
        self._empty.clear_search_requested.connect(self.clear_search_requested)
        self._empty.open_requested.connect(self.open_requested)

    # the views

    @property
    def kind(self) -> ViewKind:
        """Which view is shown."""
        return self._kind

    @property
    def view(self) -> ShelfView:
        """The view that is shown."""
        return self._view

    def set_view(self, kind: ViewKind) -> None:
        """Show this view, at the same place and with the same cards selected."""
        if kind is self._kind:
            return
        before, had_focus = self._view, self._view.hasFocus()
        at, seen = self._chosen.current, before.on_screen()
        if at not in seen:
            at = seen.start if seen else -1
        share = before.place_of(at).top() / max(1, before.viewport().height()) if at >= 0 else 0.0
        self._kind = kind
        self._view = self._views.get(kind) or self._made(kind)
        self.setFocusProxy(self._view)
        self.setCurrentWidget(self._view)
        self._view.arrange()
        if at >= 0:
            self._view.scroll_so(at, round(share * self._view.viewport().height()))
            self._view.bring_on_screen(at)
        if had_focus:
            self._view.setFocus()
        self._place_empty()

    def _made(self, kind: ViewKind) -> ShelfView:
        view: ShelfView
        parts = (self._cards, self._chosen, self._theme, self._pictures)
        if kind is ViewKind.TABLE:
            view = sheet = CardSheet(*parts, self._columns)
            if self._saved_columns:
                sheet.set_saved(self._saved_columns)
            sheet.set_sort(*self._sort)
            sheet.sort_requested.connect(self.sort_requested)
            sheet.columns_changed.connect(lambda: self.columns_changed.emit(sheet.to_save()))
            sheet.choice_requested.connect(self.choose_columns)
        else:
            view = CardGrid(*parts) if kind is ViewKind.GRID else CardList(*parts)
        view.set_needles(self._needles)
        view.publish_toggled.connect(self.publish_toggled)
        view.card_activated.connect(self.card_activated)
        view.context_menu_requested.connect(self.context_menu_requested)
        self.addWidget(view)
        self._views[kind] = view
        return view

    # the columns of the table

    @cached_property
    def _columns(self) -> Columns:
        return Columns(load_schemas())  # 30 ms, for who wants a table

    def set_columns(self, saved: object) -> None:
        """Have these columns in the table: what `columns_changed` told."""
        self._saved_columns = saved
        sheet = self._views.get(ViewKind.TABLE)
        if isinstance(sheet, CardSheet):
            sheet.set_saved(saved)

    def set_sort(self, field: str, descending: bool) -> None:
        """Show in the table how the cards are ordered; tells nobody."""
        self._sort = (field, descending)
        sheet = self._views.get(ViewKind.TABLE)
        if isinstance(sheet, CardSheet):
            sheet.set_sort(field, descending)

    def choose_columns(self) -> None:
        """Ask for the columns of the table, and show it."""
        self.set_view(ViewKind.TABLE)
        sheet = self._view
        assert isinstance(sheet, CardSheet)
        dialog = ColumnsDialog(self._columns, sheet.columns(), self._fields(), self)
        dialog.chosen.connect(sheet.set_columns)
        dialog.chosen.connect(lambda _: sheet.columns_changed.emit())
        dialog.open()

    # what is current, what is selected

    def current_id(self) -> CardId:
        """The current card, "" when there is none."""
        return self._chosen.current_id()

    def selected_ids(self) -> tuple[CardId, ...]:
        """The selected cards in the list's order."""
        return self._chosen.selected_ids()

    def select(self, card_id: CardId) -> bool:
        """Make this the current and only selected card and bring it on screen; False when it is not in the list."""
        position = self._cards.position_of(card_id)
        return position is not None and self._chosen.go_to(position)

    def select_first(self) -> bool:
        """Select the first card; False when there is none."""
        return self._chosen.go_to(0)

    def ensure_current(self) -> None:
        """Select the first card where none is current."""
        if not self.current_id():
            self.select_first()

    def next_card(self) -> bool:
        """Go to the card after this one; False at the end."""
        return self._chosen.go_to(self._chosen.current + 1)

    def previous_card(self) -> bool:
        """Go to the card before this one; False at the start."""
        return self._chosen.go_to(self._chosen.current - 1)

    def selectAll(self) -> None:
        """Select every card."""
        self._chosen.select_all()

    # as one item view, for who has to do with the one that is shown

    def model(self) -> QAbstractItemModel:
        """The cards."""
        return self._cards

    def viewport(self) -> QWidget:
        """Where cards are painted."""
        return self._view.viewport()

    def verticalScrollBar(self) -> QScrollBar:
        return self._view.verticalScrollBar()

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        return self._view.visualRect(index)

    # when the cards change

    def show_when_empty(self, reason: Empty, query: str = "") -> None:
        """What to say while no card is listed; `query` is the search that matches nothing."""
        self._empty.set_reason(reason, query)

    def set_needles(self, needles: Needles) -> None:
        """Mark what was looked for in the cards."""
        self._needles = needles
        for view in self._views.values():
            view.set_needles(needles)

    def retry_pictures(self) -> None:
        """Ask again for the pictures that could not be had, such as after going online."""
        for view in self._with_pictures():
            view.retry_pictures()

    def forget_pictures(self) -> None:
        """Forget all pictures: another site may have others at the same addresses."""
        for view in self._with_pictures():
            view.forget_pictures()

    def _with_pictures(self) -> list[PictureShelves]:
        return [view for view in self._views.values() if isinstance(view, PictureShelves)]

    def _on_cards_about_to_change(self) -> None:
        self._place = Place(self._cards.ids, self._chosen.current, self._chosen.runs, self._view.on_screen())
        self._chosen.hold()

    def _on_cards_changed(self) -> None:
        place, ids = self._place, self._cards.ids
        self._place = Place()
        seen = looked_at(place, ids)
        top = self._view.place_of(seen[0]).top() if seen else 0
        self._view.arrange()
        self._chosen.keep(place)
        if seen:
            self._view.scroll_so(seen[1], top)
        if seen is None or place.current_is_visible:
            self._view.bring_on_screen(self._chosen.current)
        self._empty.setVisible(not ids)
        self._place_empty()
        self._chosen.release()

    def _place_empty(self) -> None:
        seen = self._view.viewport()
        self._empty.setGeometry(QRect(seen.mapTo(self, QPoint()), seen.size()))
        self._empty.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_empty()
