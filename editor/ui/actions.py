"""The window's actions, made from the table in `action_specs`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from editor.ui.action_specs import ActionSpec, InToolbar, Menu, action_specs, menu_titles
from editor.ui.theme import ICON, Theme
from editor.ui.view_specs import VIEWS, view_specs

Handler = Callable[[], object] | Callable[[bool], object]
"""The second for a checkable action."""


class ActionTable(QObject):
    """Every action of one window, by name. Shortcuts work in `window` whether or not a menu shows the action."""

    recent_requested = Signal(str)
    """A folder chosen from the menu of recent sites."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._specs = {spec.name: spec for spec in _all_specs()}
        self._actions = {name: self._made(spec) for name, spec in self._specs.items()}
        self._connected: set[str] = set()
        self._recent = QMenu(self.tr("Open &recent"), window)
        self._recent.setObjectName("menu_recent")
        self._recent.setEnabled(False)
        self._colours = QMenu(menu_titles()[Menu.COLOURS], window)
        self._colours.setObjectName("menu_colours")
        window.addActions(list(self._actions.values()))
        for names in ([spec.name for spec in self._specs.values() if spec.menu is Menu.COLOURS], VIEWS):
            either = QActionGroup(self)
            for name in names:
                either.addAction(self._actions[name])
        theme.changed.connect(self._draw_icons)
        self._draw_icons_of(spec for spec in self._specs.values() if spec.toolbar is not InToolbar.NO)
        QTimer.singleShot(0, self, self._draw_icons)  # those in menus, when the window is there

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """The table, in its order."""
        return tuple(self._specs.values())

    def action(self, name: str) -> QAction:
        """Raises KeyError for a name that is not in the table."""
        return self._actions[name]

    def handle(self, handlers: Mapping[str, Handler]) -> None:
        """Call these when the user triggers the action; that of a checkable one is given whether it is now on.

        Setting an action's check from code calls nothing. Raises KeyError for a name that is not in the table.
        """
        for name, handler in handlers.items():
            triggered = self._actions[name].triggered
            triggered.connect(handler if self._specs[name].checkable else _without_state(handler))
            self._connected.add(name)

    def unconnected(self) -> tuple[str, ...]:
        """The actions that would do nothing."""
        return tuple(name for name in self._actions if name not in self._connected)

    def enable(self, names: Sequence[str], on: bool) -> None:
        """Let these be used, or not."""
        for name in names:
            self._actions[name].setEnabled(on)

    def fill_menus(self, bar: QMenuBar) -> None:
        """Give `bar` its menus."""
        menus = {Menu.COLOURS: self._colours}
        for menu, title in menu_titles().items():
            if menu is not Menu.COLOURS:
                menus[menu] = bar.addMenu(title)
                menus[menu].setObjectName(f"menu_{menu}")
        for spec in self._specs.values():
            self._append(menus[spec.menu], spec)
            if spec.name == "open_card":
                menus[spec.menu].addMenu(self._recent)
        menus[Menu.VIEW].addSeparator()
        menus[Menu.VIEW].addMenu(self._colours)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Give `bar` its buttons, a line between those of different menus."""
        bar.setIconSize(ICON)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        shown = [spec for spec in self._specs.values() if spec.toolbar is not InToolbar.NO]
        for before, spec in zip([shown[0], *shown], shown, strict=False):
            if spec.menu is not before.menu:
                bar.addSeparator()
            bar.addAction(self._actions[spec.name])

    def card_menu(self, parent: QWidget) -> QMenu:
        """What can be done with the selected cards, as a menu to pop up; it goes when it is closed."""
        menu = QMenu(parent)
        menu.setObjectName("card_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for spec in self._specs.values():
            if spec.menu is Menu.CARD:
                self._append(menu, spec)
        return menu

    def set_recent(self, sites: Sequence[str]) -> None:
        """What the menu of recent sites lists."""
        self._recent.clear()
        for site in sites:
            action = self._recent.addAction(f"{Path(site).name} — {site}".replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, site=site: self.recent_requested.emit(site))
        self._recent.setEnabled(bool(sites))

    def _append(self, menu: QMenu, spec: ActionSpec) -> None:
        if spec.begins_group:
            menu.addSeparator()
        menu.addAction(self._actions[spec.name])

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(f"action_{spec.name}")
        action.setIconText(spec.label)
        action.setShortcuts(spec.shortcuts())
        action.setCheckable(spec.checkable)
        action.setIconVisibleInMenu(not spec.checkable)  # an icon would stand where the check mark belongs
        action.setToolTip(tool_tip(spec))
        action.setStatusTip(spec.help)
        action.setWhatsThis(spec.help)
        if spec.toolbar is InToolbar.ICON:
            action.setPriority(QAction.Priority.LowPriority)
        return action

    def _draw_icons(self) -> None:
        self._draw_icons_of(self._specs.values())
        self._recent.setIcon(self._theme.icon("mdi6.folder-clock-outline"))
        self._colours.setIcon(self._theme.icon("mdi6.palette-outline"))

    def _draw_icons_of(self, specs: Iterable[ActionSpec]) -> None:
        for spec in specs:
            self._actions[spec.name].setIcon(self._theme.icon(spec.icon))


def _all_specs() -> list[ActionSpec]:
    """The table, with the views of the cards at the beginning of their menu."""
    specs = list(action_specs())
    at = next(number for number, spec in enumerate(specs) if spec.menu is Menu.VIEW)
    specs[at:at] = view_specs()
    return specs


def _without_state(handler: Callable[..., object]) -> Callable[[], None]:
    """Qt hands the state of a check even to what has none: a handler's first default would be overwritten."""

    def call() -> None:
        handler()

    return call


def tool_tip(spec: ActionSpec) -> str:
    """The name, its key, and on the next line what it does."""
    keys = spec.shown_keys()
    return f"{spec.label} ({keys[0]})\n{spec.help}" if keys else f"{spec.label}\n{spec.help}"
