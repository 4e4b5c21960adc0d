"""The command palette: any action, by a few letters of its name."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from rapidfuzz import fuzz, process, utils

from editor.ui.action_specs import ActionSpec
from editor.ui.actions import ActionTable
from editor.ui.dialogs.key_caps import caps_width, draw_caps
from editor.ui.theme import ICON, SPACE_M, SPACE_S, Theme

_SPEC = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 36
_SIZE = QSize(560, 420)
_LIKENESS = 60.0  # of 100: below that a name has nothing to do with what was typed


class CommandPalette(QDialog):
    """Shows itself above its parent, runs what is chosen, and goes when it is left. Never runs what is disabled."""

    def __init__(self, actions: ActionTable, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("command_palette")
        self.setWindowTitle(self.tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self._names = CommandListModel(actions)
        self._query = QLineEdit(self)
        self._query.setObjectName("command_query")
        self._query.setAccessibleName(self.tr("Search the commands"))
        self._query.setPlaceholderText(self.tr("What would you like to do?"))
        self._query.addAction(theme.icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self._list = QListView(self)
        self._list.setObjectName("command_list")
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setModel(self._names)
        self._delegate = _CommandDelegate(actions, theme)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._nothing = QLabel(self.tr("No command has such a name."), self)
        self._nothing.setProperty("tone", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._query)
        layout.addWidget(self._list)
        layout.addWidget(self._nothing, 1)
        self._query.textChanged.connect(self._on_query_changed)
        self._query.returnPressed.connect(self._run)
        self._list.clicked.connect(self._run)
        self._on_query_changed("")
        self._place(parent.window().geometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows move in the list while the query keeps the focus."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        if event.key() in steps:
            self._choose(self._list.currentIndex().row() + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever clicks elsewhere has changed their mind."""
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()
        super().changeEvent(event)

    def _on_query_changed(self, query: str) -> None:
        self._names.search(query)
        self._list.setVisible(self._names.rowCount() > 0)
        self._nothing.setVisible(self._names.rowCount() == 0)
        self._choose(self._names.first_enabled())

    def _choose(self, row: int) -> None:
        last = self._names.rowCount() - 1
        self._list.setCurrentIndex(self._names.index(min(max(row, 0), last)))

    def _run(self) -> None:
        spec = self._list.currentIndex().data(_SPEC)
        if not isinstance(spec, ActionSpec) or not self._actions.action(spec.name).isEnabled():
            return
        self.accept()
        self._actions.action(spec.name).trigger()

    def _place(self, window: QRect) -> None:
        """Below the top of the window, in its middle."""
        size = _SIZE.boundedTo(window.size()) if window.isValid() else _SIZE
        self.resize(size)
        self.move(window.center().x() - size.width() // 2, window.top() + max(window.height() // 8, 0))


class CommandListModel(QAbstractListModel):
    """The specs of the actions that a query means, the likeliest first; all of them, in their order, for none."""

    def __init__(self, actions: ActionTable) -> None:
        super().__init__()
        self._actions = actions
        self._all = {spec.name: spec for spec in actions.specs if spec.name != "commands"}
        self._found = list(self._all.values())

    def search(self, query: str) -> None:
        """List what `query` means."""
        self.beginResetModel()
        self._found = list(self._all.values())
        if query.strip():
            labels = {name: spec.label for name, spec in self._all.items()}
            hits = process.extract(
                query, labels, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_LIKENESS, limit=None
            )
            hits.sort(key=lambda hit: _how_far(query, hit[0]))  # a stable sort: among equals the likelier stays first
            self._found = [self._all[name] for _, _, name in hits]
        self.endResetModel()

    def first_enabled(self) -> int:
        """The row of the likeliest action that can be used now; the first when there is none."""
        rows = (row for row, spec in enumerate(self._found) if self._actions.action(spec.name).isEnabled())
        return next(rows, 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # immutable
        """How many are listed."""
        return 0 if parent.isValid() else len(self._found)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | ActionSpec | None:
        """The name, the sentence as a tool tip, and the spec itself for the delegate."""
        if not index.isValid():
            return None
        spec = self._found[index.row()]
        if role == _SPEC:
            return spec
        return {Qt.ItemDataRole.DisplayRole: spec.label, Qt.ItemDataRole.ToolTipRole: spec.help}.get(
            Qt.ItemDataRole(role)
        )


def _how_far(query: str, label: str) -> tuple[int, int]:
    """First names that begin like this, the shortest first; then those with a word that does; then what is alike."""
    start, name = query.strip().casefold(), label.casefold()
    if name.startswith(start):
        return 0, len(name)
    return (1 if any(word.startswith(start) for word in name.split()) else 2), 0


class _CommandDelegate(QStyledItemDelegate):
    """Icon and name on the left, the key on the right; faint what cannot be used now."""

    def __init__(self, actions: ActionTable, theme: Theme) -> None:
        super().__init__()
        self._actions = actions
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is equally high."""
        return QSize(0, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground as the style has it, then the parts."""
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        spec = index.data(_SPEC)
        enabled = self._actions.action(spec.name).isEnabled()
        rect: QRect = option.rect.adjusted(SPACE_M, 0, -SPACE_M, 0)
        icon = QRect(rect.left(), rect.center().y() - ICON.height() // 2, ICON.width(), ICON.height())
        mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
        self._actions.action(spec.name).icon().paint(painter, icon, Qt.AlignmentFlag.AlignCenter, mode)
        keys = spec.shown_keys()
        right = rect.right()
        if keys:
            right -= caps_width(keys[0], self._theme)
            draw_caps(painter, right, rect.center().y(), keys[0], self._theme, enabled=enabled)
        text = QRect(icon.right() + SPACE_M, rect.top(), right - icon.right() - 2 * SPACE_M, rect.height())
        painter.setPen(self._theme.colours.text if enabled else self._theme.colours.disabled)
        shown = option.fontMetrics.elidedText(spec.label, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
