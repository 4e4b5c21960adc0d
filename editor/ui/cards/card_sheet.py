"""The table of cards: a line each, in columns that one chooses, widens and moves."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.columns import Chosen, Column, Columns, chosen_from, labels_of, usual
from editor.ui.cards.sheet_delegate import Section, SheetDelegate
from editor.ui.cards.shelf_view import ShelfView
from editor.ui.cards.shelves import Shape
from editor.ui.cards.thumbnails import PictureSource, Thumbnails
from editor.ui.theme import Theme

_NARROWEST = 32  # points of a column
_NOWHERE = QModelIndex()  # the parent of every column; never changed


class ColumnsModel(QAbstractTableModel):
    """What the header shows: the labels of the chosen columns, in the order in which they were chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()

    def set_columns(self, columns: Iterable[Column]) -> None:
        """Show these."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("{} – click to sort, drag to move").format(column.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class CardSheet(ShelfView):
    """Rows of one line under a header. `fields` says which fields there are, when somebody wants to choose columns."""

    sort_requested = Signal(str, bool)
    """A click on a column: its field, and whether the greatest shall come first."""
    columns_changed = Signal()
    """Columns were chosen, moved or widened."""
    choice_requested = Signal()
    """Somebody wants to choose columns from all that there are."""

    def __init__(
        self,
        cards: CardTableModel,
        selection: CardSelection,
        theme: Theme,
        pictures: PictureSource,
        columns: Columns,
        parent: QWidget | None = None,
    ) -> None:
        delegate = SheetDelegate(theme, Thumbnails(pictures))
        super().__init__(cards, selection, delegate, theme, parent)
        delegate.setParent(self)
        self._rows = delegate
        self.setObjectName("cardSheet")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._columns = columns
        self._sort = ("", True)
        self._filling = False
        self._labels = ColumnsModel(self)
        self._header = QHeaderView(Qt.Orientation.Horizontal, self)
        self._dress_header()
        self.set_columns(usual(columns))

    def _dress_header(self) -> None:
        header = self._header
        header.setObjectName("cardHeader")
        header.setAccessibleName(self.tr("Columns"))
        header.setModel(self._labels)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(_NARROWEST)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu_wanted)
        header.sectionClicked.connect(self._on_clicked)
        header.sectionResized.connect(lambda *_: self._on_moved())
        header.sectionMoved.connect(lambda *_: self._on_moved())
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._follow())

    # the columns

    def columns(self) -> tuple[Chosen, ...]:
        """The columns in the order in which they are seen."""
        header = self._header
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return tuple(Chosen(self._labels.columns[at].key, header.sectionSize(at)) for at in order)

    def set_columns(self, chosen: Sequence[Chosen]) -> None:
        """Show these columns, in this order; tells nobody. Without any there is the title at least."""
        shown = tuple(chosen) or usual(self._columns)[:1]
        self._filling = True
        self._labels.set_columns(self._columns.column(column.key) for column in shown)
        for at, column in enumerate(shown):
            while (visual := self._header.visualIndex(at)) != at:
                self._header.moveSection(visual, at)
            self._header.resizeSection(at, column.width)
        self._filling = False
        self.set_sort(*self._sort)
        self.arrange()

    def set_saved(self, saved: object) -> None:
        """Show the columns that `to_save` gave; the usual ones where that makes no sense any more."""
        self.set_columns(chosen_from(saved) or usual(self._columns))

    def to_save(self) -> list[list[object]]:
        """The columns as plain lists."""
        return [[column.key, column.width] for column in self.columns()]

    def set_sort(self, field: str, descending: bool) -> None:
        """Show by an arrow how the cards are ordered; tells nobody."""
        self._sort = (field, descending)
        keys = [column.key for column in self._labels.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(keys.index(field) if field in keys else -1, order)

    def _on_clicked(self, section: int) -> None:
        column = self._labels.columns[section]
        field, descending = self._sort
        self.sort_requested.emit(column.key, not descending if field == column.key else column.starts_descending)
        self.set_sort(*self._sort)  # Qt has turned the arrow itself

    def _on_moved(self) -> None:
        if not self._filling:
            self.arrange()
            self.columns_changed.emit()

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = self.header_menu(self._header.logicalIndexAt(place))
        menu.popup(self._header.mapToGlobal(place))

    def header_menu(self, section: int) -> QMenu:
        """What can be done with a column, as a menu to pop up; it goes when it is closed."""
        menu = QMenu(self)
        menu.setObjectName("column_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if 0 <= section < len(self._labels.columns):
            visual = self._header.visualIndex(section)
            for text, to in ((self.tr("Move &back"), visual - 1), (self.tr("Move on"), visual + 1)):
                action = menu.addAction(text, self._mover(visual, to))
                action.setEnabled(0 <= to < self._header.count())
            menu.addSeparator()
        shown = {column.key for column in self.columns()}
        offered = dict.fromkeys((*(each.key for each in usual(self._columns)), *shown))
        labels = labels_of(map(self._columns.column, offered))
        for key in offered:
            action = menu.addAction(labels[key])
            action.setCheckable(True)
            action.setChecked(key in shown)
            action.toggled.connect(self._chooser(key))
        menu.addSeparator()
        menu.addAction(self.tr("&Choose columns…"), self.choice_requested.emit)
        return menu

    def _mover(self, visual: int, to: int) -> Callable[[], None]:
        return lambda: self._header.moveSection(visual, to)

    def _chooser(self, key: str) -> Callable[[bool], None]:
        def choose(on: bool) -> None:
            rest = tuple(column for column in self.columns() if column.key != key)
            added = (Chosen(key, self._columns.column(key).usual_width),) if on else ()
            self.set_columns((*rest, *added))
            self.columns_changed.emit()

        return choose

    # the view

    def shape(self, width: int) -> Shape:
        return Shape(1, QSize(max(width, self._header.length()), self._delegate.row_height()), self.head_height())

    def arrange(self) -> None:
        super().arrange()
        self._follow()

    def updateGeometries(self) -> None:
        if self._stale:
            return
        height = self._header.sizeHint().height()
        self.setViewportMargins(0, height, 0, 0)
        seen = self.viewport().geometry()
        self._header.setGeometry(seen.left(), seen.top() - height, seen.width(), height)
        super().updateGeometries()

    def _follow(self) -> None:
        """Bring the header and the places of the cells in step with the scroll bar."""
        header = self._header
        header.setOffset(self.horizontalScrollBar().value())
        order = (header.logicalIndex(visual) for visual in range(header.count()))
        self._rows.sections = [
            Section(self._labels.columns[at], header.sectionViewportPosition(at), header.sectionSize(at))
            for at in order
        ]
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()
