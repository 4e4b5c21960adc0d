"""The bar above the cards: how many there are, in which order and groups, and as what they are shown."""

from collections.abc import Callable, Iterable
from functools import cached_property

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from editor.model.card.schema import load_schemas
from editor.ui.cards.columns import Columns
from editor.ui.cards.field_picker import FieldPicker
from editor.ui.cards.groups import Grouping
from editor.ui.theme import ICON, SPACE_M, SPACE_S, SPACE_XS, FontRole, Theme

_USUAL = ("date", "title", "provider", "heat", "quality", "problems")
_ANY = ""  # what stands for the choice of any other field


class ListHeader(QWidget):
    """Shows the number of cards; lets one choose the field and the direction they are sorted by, and their groups.

    `fields` says which fields there are, when somebody wants another than the usual ones.
    """

    sort_changed = Signal(str, bool)
    """The field to sort by, and whether the newest or highest comes first."""
    grouping_changed = Signal(str)
    """What the cards shall be put together by: a `Grouping`."""

    def __init__(
        self, theme: Theme, fields: Callable[[], Iterable[str]] = tuple, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("listHeader")
        self._theme, self._fields = theme, fields
        self._chosen, self._descending = "date", True
        self._count = QLabel(self)
        self._count.setObjectName("cardCount")
        self._count.setFont(theme.font(FontRole.SMALL))
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._field = QComboBox(self)
        self._direction = self._button("sortDirection")
        self._group = self._button("groupBy")
        self._views = QHBoxLayout()
        self._fill_field()
        self._fill_group()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._count, 1)
        for widget in (self._field, self._direction, self._group):
            layout.addWidget(widget)
        self._views.setSpacing(0)
        layout.addLayout(self._views)
        self._field.activated.connect(self._on_field_chosen)
        self._direction.clicked.connect(self._on_direction_clicked)
        theme.changed.connect(self._dress)
        self._dress()
        self.set_counts(0, 0)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setIconSize(ICON)
        return button

    def _fill_field(self) -> None:
        self._field.setObjectName("sortField")
        self._field.setAccessibleName(self.tr("Sort the cards by"))
        self._field.setToolTip(self.tr("Sort the cards by"))
        self._field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._field.setMaximumWidth(150)
        for field, label in zip(
            _USUAL,
            (
                *(self.tr("Date"), self.tr("Title"), self.tr("Provider")),
                *(self.tr("Heat"), self.tr("Quality"), self.tr("Problems")),
            ),
            strict=True,
        ):
            self._field.addItem(label, field)
        self._field.addItem(self.tr("Any field…"), _ANY)

    def _fill_group(self) -> None:
        menu = QMenu(self._group)
        menu.setObjectName("groupMenu")
        choices = QActionGroup(menu)
        for grouping, label in (
            (Grouping.NONE, self.tr("No &groups")),
            (Grouping.MONTH, self.tr("By &month")),
            (Grouping.PROVIDER, self.tr("By &provider")),
            (Grouping.TOPIC, self.tr("By &topic")),
        ):
            action = menu.addAction(label)
            action.setData(grouping)
            action.setCheckable(True)
            choices.addAction(action)
        choices.triggered.connect(self._on_group_chosen)
        self._group.setMenu(menu)
        self._group.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._group.setAccessibleName(self.tr("Group the cards"))
        self.set_grouping(Grouping.NONE)

    def show_views(self, actions: Iterable[QAction]) -> None:
        """Have a button for each of these at the end: as what the cards are shown."""
        for action in actions:
            button = self._button(f"button_{action.objectName()}")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setDefaultAction(action)
            button.setAccessibleName(action.iconText())
            self._views.addWidget(button)

    def set_counts(self, shown: int, total: int) -> None:
        """How many cards are listed, and how many the site has."""
        locale = QLocale()
        if shown != total:
            text = self.tr("{} of {}").format(locale.toString(shown), locale.toString(total))
            whole = self.tr("{} of {} cards").format(locale.toString(shown), locale.toString(total))
        else:
            text = whole = self.tr("1 card") if total == 1 else self.tr("{} cards").format(locale.toString(total))
        self._count.setText(text)
        self._count.setToolTip(whole)
        self._count.setAccessibleName(whole)

    def set_sort(self, field: str, descending: bool) -> None:
        """Show this order; emits nothing. A field that is not among the usual ones is offered from now on."""
        if self._field.findData(field) < 0:
            self._field.insertItem(self._field.count() - 1, self._columns.column(field).label, field)
        self._field.setCurrentIndex(self._field.findData(field))
        self._chosen, self._descending = field, descending
        self._dress()

    def set_grouping(self, grouping: Grouping) -> None:
        """Show what the cards are put together by; emits nothing."""
        for action in self._group.menu().actions():
            action.setChecked(action.data() == grouping)
        names = {
            Grouping.NONE: self.tr("Group the cards"),
            Grouping.MONTH: self.tr("Grouped by month"),
            Grouping.PROVIDER: self.tr("Grouped by provider"),
            Grouping.TOPIC: self.tr("Grouped by topic"),
        }
        self._group.setToolTip(names[grouping])
        self._group.setAccessibleDescription(names[grouping])

    @cached_property
    def _columns(self) -> Columns:
        return Columns(load_schemas())  # for who wants another field than the usual ones

    def _on_field_chosen(self, index: int) -> None:
        field = self._field.itemData(index)
        if field != _ANY:
            self._sort_by(field)
            return
        self._field.setCurrentIndex(self._field.findData(self._chosen))
        picker = FieldPicker(self._columns.all(self._fields()), self)
        picker.chosen.connect(self._sort_by)
        picker.open()

    def _sort_by(self, field: str) -> None:
        self.set_sort(field, field not in ("title", "provider") if field in _USUAL else self._begins_high(field))
        self.sort_changed.emit(field, self._descending)

    def _begins_high(self, field: str) -> bool:
        return self._columns.column(field).starts_descending

    def _on_direction_clicked(self) -> None:
        self._descending = not self._descending
        self._dress()
        self.sort_changed.emit(self._chosen, self._descending)

    def _on_group_chosen(self, action: QAction) -> None:
        grouping = Grouping(action.data())
        self.set_grouping(grouping)
        self.grouping_changed.emit(grouping)

    def _dress(self) -> None:
        text = self.tr("Descending") if self._descending else self.tr("Ascending")
        icon = "mdi6.sort-descending" if self._descending else "mdi6.sort-ascending"
        self._direction.setIcon(self._theme.icon(icon))
        self._direction.setAccessibleName(text)
        self._direction.setToolTip(text)
        self._group.setIcon(self._theme.icon("mdi6.format-list-group"))
