"""The page of all keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.action_specs import ActionSpec, menu_titles
from editor.ui.actions import ActionTable
from editor.ui.dialogs.key_caps import KeyCapsDelegate
from editor.ui.theme import SPACE_L, SPACE_M, FontRole, Theme

_SIZE = QSize(620, 640)


class KeysDialog(QDialog):
    """Every action that has a key, by menu, with a box to search names, sentences and keys."""

    def __init__(self, actions: ActionTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(_SIZE)
        self._query = QLineEdit(self)
        self._query.setObjectName("keys_query")
        self._query.setProperty("search", True)
        self._query.setAccessibleName(self.tr("Search the keys"))
        self._query.setPlaceholderText(self.tr("Search by name or key"))
        self._query.setClearButtonEnabled(True)
        self._query.addAction(theme.icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self._list = QTreeWidget(self)
        self._list.setObjectName("keys_list")
        self._list.setAccessibleName(self.tr("Keys"))
        self._list.setProperty("bordered", True)
        self._list.setHeaderLabels([self.tr("Does"), self.tr("Keys")])
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setStretchLastSection(False)
        self._list.setRootIsDecorated(False)
        self._list.setItemsExpandable(False)
        self._caps = KeyCapsDelegate(theme)
        self._list.setItemDelegateForColumn(1, self._caps)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._query)
        layout.addWidget(self._list)
        layout.addWidget(buttons)
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._fill(actions.specs, theme)
        self._query.textChanged.connect(self._on_query_changed)

    def _fill(self, specs: Sequence[ActionSpec], theme: Theme) -> None:
        for menu, title in menu_titles().items():
            own = [spec for spec in specs if spec.menu is menu and spec.keys]
            if not own:
                continue
            group = QTreeWidgetItem(self._list, [title.replace("&", "")])
            group.setFont(0, theme.font(FontRole.HEADING))
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFirstColumnSpanned(True)
            group.setExpanded(True)
            items = [QTreeWidgetItem(group, [spec.label, ", ".join(spec.shown_keys())]) for spec in own]
            for spec, item in zip(own, items, strict=True):
                item.setToolTip(0, spec.help)
            self._groups.append((group, items))

    def _on_query_changed(self, query: str) -> None:
        wanted = query.strip().casefold()
        for group, items in self._groups:
            for item in items:
                text = f"{item.text(0)}\n{item.toolTip(0)}\n{item.text(1)}"
                item.setHidden(wanted not in text.casefold())
            group.setHidden(all(item.isHidden() for item in items))
