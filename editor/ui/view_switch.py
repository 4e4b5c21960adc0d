"""As what the cards are shown: the actions for it, and what is remembered of it."""

from PySide6.QtCore import QObject

from editor.ui.actions import ActionTable
from editor.ui.cards.card_views import ViewKind
from editor.ui.cards.groups import Grouping
from editor.ui.list_panel import ListPanel
from editor.ui.settings import Settings
from editor.ui.view_specs import VIEWS


class ViewSwitch(QObject):
    """Has `panel` show the cards as they were shown last, and as the actions say from now on."""

    def __init__(self, panel: ListPanel, actions: ActionTable, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._actions, self._settings = panel, actions, settings
        actions.handle(
            {
                "view_list": lambda _: self.show_as(ViewKind.LIST),
                "view_table": lambda _: self.show_as(ViewKind.TABLE),
                "view_grid": lambda _: self.show_as(ViewKind.GRID),
                "choose_columns": self._choose_columns,
            }
        )
        panel.header.show_views(actions.action(name) for name in VIEWS)
        panel.cards.columns_changed.connect(self._on_columns_changed)
        panel.header.grouping_changed.connect(self._on_grouping_changed)
        panel.cards.set_columns(settings.columns)
        if settings.grouping in set(Grouping):
            panel.set_grouping(Grouping(settings.grouping))
        self.show_as(ViewKind(settings.view) if settings.view in set(ViewKind) else ViewKind.LIST)

    def show_as(self, kind: ViewKind) -> None:
        """Show the cards in this view, and remember it."""
        self._panel.cards.set_view(kind)
        self._actions.action(f"view_{kind}").setChecked(True)
        self._settings.view = kind

    def _choose_columns(self) -> None:
        self.show_as(ViewKind.TABLE)
        self._panel.cards.choose_columns()

    def _on_columns_changed(self, columns: list[object]) -> None:
        self._settings.columns = columns

    def _on_grouping_changed(self, name: str) -> None:
        self._settings.grouping = name
