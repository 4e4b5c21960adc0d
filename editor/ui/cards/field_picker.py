"""Choosing one field of all that cards have."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.ui.cards.columns import Column, labels_of
from editor.ui.theme import SPACE_M, SPACE_S

_KEY = Qt.ItemDataRole.UserRole


class FieldPicker(QDialog):
    """A list of fields with a line to narrow it; `Return` or a click chooses."""

    chosen = Signal(str)
    """The field's key."""

    def __init__(self, columns: Iterable[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("field_picker")
        self.setWindowTitle(self.tr("Sort by any field"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._filter = QLineEdit()
        self._filter.setObjectName("field_filter")
        self._filter.setPlaceholderText(self.tr("Filter the fields"))
        self._filter.setAccessibleName(self.tr("Filter the fields"))
        self._list = QListWidget()
        self._list.setObjectName("field_list")
        self._list.setAccessibleName(self.tr("Fields"))
        self._list.setUniformItemSizes(True)
        offered = tuple(columns)
        for key, label in labels_of(offered).items():
            item = QListWidgetItem(label, self._list)
            item.setData(_KEY, key)
            item.setToolTip(key)
        self._list.setCurrentRow(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._filter)
        layout.addWidget(self._list)
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        self._filter.returnPressed.connect(self._choose)
        self._list.itemActivated.connect(lambda _: self._choose())
        self._list.itemClicked.connect(lambda _: self._choose())
        self.resize(360, 420)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        items = [self._list.item(row) for row in range(self._list.count())]
        for item in items:
            item.setHidden(wanted not in item.text().casefold() and wanted not in item.data(_KEY).casefold())
        first = next((item for item in items if not item.isHidden()), None)
        if first is not None:
            self._list.setCurrentItem(first)

    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is not None and not item.isHidden():
            self.chosen.emit(item.data(_KEY))
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go through the list while one types into the line above it."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            QApplication.sendEvent(self._list, event)
            return True
        return super().eventFilter(watched, event)
