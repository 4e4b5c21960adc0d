"""Which columns the table has, and in which order."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.cards.columns import Chosen, Columns, labels_of
from editor.ui.theme import SPACE_M, SPACE_S

_KEY = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """A list of all fields, the shown ones first and ticked; moved by buttons, `Alt+Up` and `Alt+Down`, or dragged."""

    chosen = Signal(tuple)
    """The columns in their order, as `Chosen`."""

    def __init__(
        self, columns: Columns, shown: Sequence[Chosen], fields: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("columns_dialog")
        self.setWindowTitle(self.tr("Choose columns"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._columns = columns
        self._widths = {column.key: column.width for column in shown}
        self._filter = QLineEdit()
        self._filter.setObjectName("columns_filter")
        self._filter.setPlaceholderText(self.tr("Filter the fields"))
        self._filter.setAccessibleName(self.tr("Filter the fields"))
        self._filter.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setObjectName("columns_list")
        self._list.setAccessibleName(self.tr("Columns of the table"))
        self._list.setProperty("bordered", True)
        self._list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self._list.setUniformItemSizes(True)
        self._up = QPushButton(self.tr("Move &up"))
        self._down = QPushButton(self.tr("Move &down"))
        self._up.setObjectName("columns_up")
        self._down.setObjectName("columns_down")
        self._build()
        self._fill(fields)
        self._filter.textChanged.connect(self._narrow)
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._list.installEventFilter(self)
        self._list.setCurrentRow(0)
        self.resize(420, 520)

    def _build(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        moves = QHBoxLayout()
        moves.addWidget(self._up)
        moves.addWidget(self._down)
        moves.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        explained = QLabel(self.tr("Ticked fields are columns, in this order."))
        explained.setProperty("tone", "muted")
        for widget in (explained, self._filter, self._list):
            layout.addWidget(widget)
        layout.addLayout(moves)
        layout.addWidget(buttons)

    def _fill(self, fields: Iterable[str]) -> None:
        shown = [self._columns.column(key) for key in self._widths]
        rest = [column for column in self._columns.all(fields) if column.key not in self._widths]
        labels = labels_of((*shown, *rest))
        for column in (*shown, *rest):
            item = QListWidgetItem(labels[column.key], self._list)
            item.setData(_KEY, column.key)
            item.setToolTip(column.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if column.key in self._widths else Qt.CheckState.Unchecked)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold() and wanted not in item.data(_KEY).casefold())

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        if 0 <= row + by < self._list.count() and row >= 0:
            self._list.insertItem(row + by, self._list.takeItem(row))
            self._list.setCurrentRow(row + by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
                self._move(moves[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        keys = [item.data(_KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        self.chosen.emit(
            tuple(Chosen(key, self._widths.get(key) or self._columns.column(key).usual_width) for key in keys)
        )
        super().accept()
