"""What the search could go on with, in a sheet below the box that never takes the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from editor.model.site.query_completion import Candidate
from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS, Theme

KEYS = frozenset(
    {
        *(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape),
    }
)
"""The keys that belong to the sheet while it is open, without Shift and the like."""

_CANDIDATE = Qt.ItemDataRole.UserRole
_MOST_ROWS = 9
_NONE_OF_THEM = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class SearchPopup(QFrame):
    """A list of candidates, or one sentence, below a line of text. None is current until the user goes down to it."""

    chosen = Signal(object)
    """A `Candidate` was clicked."""

    def __init__(self, theme: Theme, line: QLineEdit) -> None:
        super().__init__()
        self.setObjectName("searchPopup")
        self.hide()
        self._line = line
        self._candidates = CandidateModel()
        self._list = QListView(self)
        self._list.setObjectName("searchCandidates")
        self._list.setAccessibleName(self.tr("Suggestions"))
        self._list.setModel(self._candidates)
        self._delegate = _CandidateDelegate(theme)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._hint = QLabel(self)
        self._hint.setObjectName("searchHint")
        self._hint.setProperty("tone", "muted")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        for widget in (self, self._list, self._list.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_XS)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(self._hint)
        self._list.clicked.connect(lambda index: self.chosen.emit(index.data(_CANDIDATE)))

    @property
    def has_candidates(self) -> bool:
        """Whether candidates are shown."""
        return self.isVisible() and self._candidates.rowCount() > 0

    @property
    def current(self) -> Candidate | None:
        """The candidate that the user has gone to."""
        index = self._list.currentIndex()
        return index.data(_CANDIDATE) if self.has_candidates and index.isValid() else None

    @property
    def first(self) -> Candidate | None:
        """The likeliest candidate."""
        return self._candidates.index(0).data(_CANDIDATE) if self.has_candidates else None

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """List these; nothing is shown when there are none."""
        self._candidates.set_candidates(candidates)
        self._list.setCurrentIndex(QModelIndex())
        self._list.scrollToTop()
        self._show(hint="", height=self._list_height(len(candidates)) if candidates else 0)

    def show_hint(self, sentence: str) -> None:
        """Say this instead of candidates."""
        self._candidates.set_candidates(())
        self._hint.setText(sentence)
        room = self._width() - 2 * (SPACE_XS + SPACE_S + self.frameWidth())
        self._show(hint=sentence, height=self._hint.heightForWidth(room) + 2 * SPACE_XS)

    def close_sheet(self) -> None:
        """Be gone; the keys are the line's own again."""
        self._line.removeEventFilter(self)
        self.hide()

    def step(self, by: int) -> None:
        """Go so many candidates down or up; above the first none is current, and the text counts again."""
        highest = -1 if by == -1 else 0
        row = min(max(self._list.currentIndex().row() + by, highest), self._candidates.rowCount() - 1)
        index = self._candidates.index(row) if row >= 0 else QModelIndex()
        self._list.setCurrentIndex(index)
        if index.isValid():
            spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._line, spoken))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its keys from the shortcuts of the window: Escape closes the sheet first."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in KEYS or event.modifiers() & _NONE_OF_THEM:
            return False
        if not self.has_candidates and event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        return True

    def _show(self, *, hint: str, height: int) -> None:
        if not height:
            self.close_sheet()
            return
        self._hint.setVisible(bool(hint))
        self._list.setVisible(not hint)
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        place = self._line.mapTo(window, QPoint(0, self._line.height() + SPACE_XS))
        frame = 2 * (SPACE_XS + self.frameWidth())
        self.setGeometry(place.x(), place.y(), self._width(), min(height + frame, max(window.height() - place.y(), 0)))
        self._line.installEventFilter(self)  # again at each time: what is installed last is asked first
        self.show()
        self.raise_()

    def _width(self) -> int:
        return self._line.width()

    def _list_height(self, count: int) -> int:
        return min(count, _MOST_ROWS) * self._delegate.row_height(self._list)


class CandidateModel(QAbstractListModel):
    """The candidates, one a row."""

    def __init__(self) -> None:
        super().__init__()
        self._candidates: tuple[Candidate, ...] = ()

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """List these from now on."""
        self.beginResetModel()
        self._candidates = tuple(candidates)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # immutable
        return 0 if parent.isValid() else len(self._candidates)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Candidate | None:
        if not index.isValid():
            return None
        candidate = self._candidates[index.row()]
        if role == _CANDIDATE:
            return candidate
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (candidate.shown, candidate.note, _number(candidate)) if part)
        return candidate.shown if role == Qt.ItemDataRole.DisplayRole else None


class _CandidateDelegate(QStyledItemDelegate):
    """What it is on the left, what it means behind it, how many cards have it on the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def row_height(self, view: QListView) -> int:
        return view.fontMetrics().height() + SPACE_M

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, option.fontMetrics.height() + SPACE_M)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        candidate: Candidate = index.data(_CANDIDATE)
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        colours, metrics = self._theme.colours, option.fontMetrics
        begin, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        room = option.rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        painter.setPen(colours.muted)
        number = _number(candidate)
        taken = metrics.horizontalAdvance(number) + SPACE_M if number else 0
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignRight) | middle
        painter.drawText(room, align, number)
        room = QStyle.visualRect(option.direction, room, room.adjusted(0, 0, -taken, 0))
        name = metrics.elidedText(candidate.shown, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(colours.text)
        align = QStyle.visualAlignment(option.direction, begin) | middle
        painter.drawText(room, align, name)
        taken = metrics.horizontalAdvance(name) + SPACE_M
        room = QStyle.visualRect(option.direction, room, room.adjusted(min(taken, room.width()), 0, 0, 0))
        painter.setPen(colours.muted)
        painter.drawText(room, align, metrics.elidedText(candidate.note, Qt.TextElideMode.ElideRight, room.width()))


def _number(candidate: Candidate) -> str:
    return "" if candidate.count is None else QLocale().toString(candidate.count)
