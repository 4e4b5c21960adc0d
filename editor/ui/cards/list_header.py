"""The bar above the cards: how many there are, and in which order."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from editor.ui.theme import ICON, SPACE_M, SPACE_S, SPACE_XS, FontRole, Theme

_UPWARDS = frozenset({"title", "provider"})
"""Fields that one reads from A to Z; all others start with the newest or the highest."""


class ListHeader(QWidget):
    """Shows the number of cards; lets one choose the field and the direction they are sorted by."""

    sort_changed = Signal(str, bool)
    """The field to sort by, and whether the newest or highest comes first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("listHeader")
        self._theme = theme
        self._descending = True
        self._count = QLabel(self)
        self._count.setObjectName("cardCount")
        self._count.setFont(theme.font(FontRole.SMALL))
        self._field = QComboBox(self)
        self._field.setObjectName("sortField")
        self._field.setAccessibleName(self.tr("Sort the cards by"))
        self._field.setToolTip(self.tr("Sort the cards by"))
        for field, label in (
            ("date", self.tr("Date")),
            ("title", self.tr("Title")),
            ("provider", self.tr("Provider")),
            ("heat", self.tr("Heat")),
            ("quality", self.tr("Quality")),
            ("problems", self.tr("Problems")),
        ):
            self._field.addItem(label, field)
        self._direction = QToolButton(self)
        self._direction.setObjectName("sortDirection")
        self._direction.setAutoRaise(True)
        self._direction.setIconSize(ICON)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._count, 1)
        layout.addWidget(self._field)
        layout.addWidget(self._direction)
        self._field.activated.connect(self._on_field_chosen)
        self._direction.clicked.connect(self._on_direction_clicked)
        theme.changed.connect(self._show_direction)
        self._show_direction()
        self.set_counts(0, 0)

    def set_counts(self, shown: int, total: int) -> None:
        """How many cards are listed, and how many the site has."""
        locale = QLocale()
        if shown != total:
            text = self.tr("{} of {} cards").format(locale.toString(shown), locale.toString(total))
        else:
            text = self.tr("1 card") if total == 1 else self.tr("{} cards").format(locale.toString(total))
        self._count.setText(text)

    def set_sort(self, field: str, descending: bool) -> None:
        """Show this order; emits nothing. A field that is not offered leaves the choice as it is."""
        index = self._field.findData(field)
        if index >= 0:
            self._field.setCurrentIndex(index)
        self._descending = descending
        self._show_direction()

    def _on_field_chosen(self, index: int) -> None:
        field = self._field.itemData(index)
        self.set_sort(field, field not in _UPWARDS)
        self.sort_changed.emit(field, self._descending)

    def _on_direction_clicked(self) -> None:
        self._descending = not self._descending
        self._show_direction()
        self.sort_changed.emit(self._field.currentData(), self._descending)

    def _show_direction(self) -> None:
        text = self.tr("Descending") if self._descending else self.tr("Ascending")
        icon = "mdi6.sort-descending" if self._descending else "mdi6.sort-ascending"
        self._direction.setIcon(self._theme.icon(icon))
        self._direction.setAccessibleName(text)
        self._direction.setToolTip(text)
