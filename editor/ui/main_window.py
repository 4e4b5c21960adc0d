"""The window: sidebar, cards, the card; its menus, its status bar, and what its actions do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter, QStackedWidget, QToolBar

from editor.model.card.card import CardId
from editor.model.site.changes import Changes, SaveReport
from editor.model.site.index import Counts
from editor.ui.actions import ActionTable
from editor.ui.card_actions import CardActions
from editor.ui.card_panel import CardPanel
from editor.ui.colours import Scheme
from editor.ui.dialogs.keys import KeysDialog
from editor.ui.dialogs.new_card import NewCardDialog
from editor.ui.guard import Guard
from editor.ui.key_guard import KeyGuard
from editor.ui.list_panel import ListPanel
from editor.ui.look_ahead import LookAhead
from editor.ui.on_demand import about_dialog, command_palette
from editor.ui.pictures import PictureService
from editor.ui.recoverer import Recoverer
from editor.ui.session import Session
from editor.ui.settings import Settings
from editor.ui.sidebar_panel import SidebarPanel
from editor.ui.status_line import StatusLine
from editor.ui.theme import Theme
from editor.ui.view_switch import ViewSwitch
from editor.ui.welcome import Welcome

_FIRST_SIZE = QSize(1280, 840)
"""With its frame; a smaller screen is filled."""

_COUNT_AFTER = 400
"""Milliseconds after which changed cards are counted anew."""

_NEEDS_SITE = (
    *("new_card", "save", "save_all", "reload", "close_site", "find", "save_search", "search_help", "back_to_list"),
)
_NEEDS_CARD = (
    *("edit_title", "publish", "publish_and_next", "hide_and_next", "save_and_next", "next_card", "previous_card"),
    *("open_story", "show_form", "show_source", "show_card", "show_changes"),
    *("next_picture", "previous_picture", "fit_picture"),
)


class MainWindow(QMainWindow):
    """One window on one site. Everything it does to cards goes through `session`."""

    def __init__(
        self,
        session: Session,
        pictures: PictureService,
        theme: Theme,
        settings: Settings,
        sample: Callable[[Callable[[Path], None]], None],
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.session = session
        self._pictures, self._theme, self._settings = pictures, theme, settings
        self._sample = sample
        self._leaving = False
        self.actions_table = ActionTable(theme, self)
        self._keys = KeyGuard(self.actions_table, self)
        self._guard = Guard(session, theme, self)
        self._recoverer = Recoverer(session, theme, self)
        self.welcome = Welcome(theme)
        self.list = ListPanel(session, theme, pictures)
        self.sidebar = SidebarPanel(session, session.count, theme, settings)
        self.panel = CardPanel(session, pictures, theme)
        self.ahead = LookAhead(session, self.list, self.panel.picture, self)
        self.status = StatusLine(theme)
        self._build()
        self._connect()
        self._restore()
        self._on_opened()

    # --- building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("main_splitter")
        for widget, stretch, narrowest in ((self.sidebar, 0, 120), (self.list, 0, 240), (self.panel, 1, 420)):
            widget.setMinimumWidth(narrowest)
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([200, 430, 650])
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setCollapsible(0, True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.splitter)
        self.setCentralWidget(self._stack)
        self.actions_table.fill_menus(self.menuBar())
        toolbar = QToolBar(self.tr("Toolbar"), self)
        toolbar.setObjectName("toolbar")
        toolbar.setMovable(False)
        self.actions_table.fill_toolbar(toolbar)
        self.addToolBar(toolbar)
        self.setStatusBar(self.status)
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER)
        self._count_soon.timeout.connect(self._count)

    def _connect(self) -> None:
        session, panel, cards = self.session, self.panel, self.list.cards
        act = CardActions(session, cards, panel, self)
        self.actions_table.handle(
            {
                "open_site": self._choose_site,
                "open_card": self._choose_card,
                "new_card": self._new_card,
                "save": lambda: session.save(panel.ids),
                "save_all": lambda: session.save(session.unsaved()),
                "reload": self._look_again,
                "close_site": lambda: self._guard.ask(self._close_site),
                "quit": self.close,
                "undo": lambda: session.step(back=True),
                "redo": lambda: session.step(back=False),
                "find": self.list.search.focus_search,
                "save_search": self.sidebar.save_search,
                "search_help": self.list.search.show_help,
                "edit_title": act.edit_title,
                "back_to_list": cards.setFocus,
                "publish": lambda: act.toggle_published(),
                "publish_and_next": lambda: act.decide(published=True),
                "hide_and_next": lambda: act.decide(published=False),
                "save_and_next": act.save_and_next,
                "next_card": cards.next_card,
                "previous_card": cards.previous_card,
                "open_story": act.open_story,
                "show_form": lambda: panel.tabs.setCurrentWidget(panel.form),
                "show_source": lambda: panel.show_source(),
                "show_card": lambda: panel.tabs.setCurrentWidget(panel.view),
                "show_changes": panel.show_changes,
                "next_picture": lambda: panel.picture.step(1),
                "previous_picture": lambda: panel.picture.step(-1),
                "fit_picture": lambda on: panel.picture.zoom_button.setChecked(not on),
                "offline": self._work_offline,
                "theme_system": lambda: self._wear(Scheme.SYSTEM),
                "theme_light": lambda: self._wear(Scheme.LIGHT),
                "theme_dark": lambda: self._wear(Scheme.DARK),
                "commands": lambda: command_palette(self.actions_table, self._theme, self).open(),
                "keys": lambda: KeysDialog(self.actions_table, self._theme, self).open(),
                "about": lambda: about_dialog(self).open(),
            }
        )
        self.actions_table.recent_requested.connect(lambda path: self.open(Path(path)))
        self.welcome.open_requested.connect(self._choose_site)
        self.welcome.sample_requested.connect(lambda: self._sample(self.open))
        self.welcome.recent_requested.connect(lambda path: self.open(Path(path)))
        self.welcome.forget_requested.connect(self._forget)
        self.sidebar.query_requested.connect(self.list.set_query)
        self.list.query_changed.connect(self.sidebar.set_query)
        self.sidebar.told.connect(self.status.tell)
        self.list.search.searched.connect(self._settings.add_recent_search)
        self.list.chosen.connect(self._show_selected)
        cards.publish_toggled.connect(lambda card_id: act.toggle_published((card_id,)))
        cards.card_activated.connect(lambda _: act.edit_title())
        cards.context_menu_requested.connect(lambda place, _: self.actions_table.card_menu(self).popup(place))
        cards.open_requested.connect(self._choose_site)
        self._pictures.offline_changed.connect(lambda _: cards.retry_pictures())
        panel.open_url_requested.connect(act.open_url)
        panel.choice_requested.connect(lambda card_id: self._guard.settle((card_id,), save=False))
        panel.write_again_requested.connect(lambda card_id: session.save((card_id,)))
        panel.let_go_requested.connect(lambda card_id: self._guard.ask_about_gone((card_id,)))
        act.refused.connect(self.status.tell)
        panel.picture.zoom_button.toggled.connect(self._on_picture_zoomed)
        session.opened.connect(self._on_opened)
        session.card_requested.connect(self._on_card_requested)
        session.changed.connect(self._on_changed)
        session.reading.connect(self._on_reading)
        session.changing.connect(self.status.set_changing)
        self.status.cancel_requested.connect(session.stop_work)
        session.refused.connect(self.status.tell)
        session.saved.connect(self._on_saved)
        session.retaken.connect(self._on_retaken)
        session.undo_stack.canUndoChanged.connect(lambda _: self._name_steps())
        session.undo_stack.canRedoChanged.connect(lambda _: self._name_steps())
        session.undo_stack.indexChanged.connect(lambda _: self._name_steps())

    def _restore(self) -> None:
        settings, action = self._settings, self.actions_table.action
        if not self.restoreGeometry(settings.layout("geometry")):
            self.resize(_FIRST_SIZE)
            room = self.screen().availableSize()
            if room.expandedTo(_FIRST_SIZE) != room:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        for name, splitter in self._splitters().items():
            splitter.restoreState(settings.layout(name))
        action("offline").setChecked(settings.offline)
        action(f"theme_{settings.theme}").setChecked(True)
        self.panel.picture.zoom_button.setChecked(not settings.picture_fits)
        self._on_picture_zoomed(not settings.picture_fits)
        self.status.set_offline(settings.offline)
        self.list.set_sort(settings.sort, settings.descending)
        self.list.search.set_recent(settings.recent_searches)
        ViewSwitch(self.list, self.actions_table, settings, self)
        self._show_recent()
        self._name_steps()

    def _splitters(self) -> dict[str, QSplitter]:
        return {"columns": self.splitter, "card": self.panel.splitter}

    # --- opening and closing ------------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open the site that `path` belongs to, after asking about unsaved cards."""
        self._guard.ask(lambda: self.session.open(path))

    def _choose_site(self) -> None:
        dialog = QFileDialog(self, self.tr("Open site"), self._settings.last_site)
        dialog.setObjectName("choose_site")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._choose(dialog)

    def _choose_card(self) -> None:
        cards = self.tr("Cards (*.md *.markdown)")
        dialog = QFileDialog(self, self.tr("Open card"), self._settings.last_site, cards)
        dialog.setObjectName("choose_card")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._choose(dialog)

    def _choose(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()

    def _look_again(self) -> None:
        self.session.look_at_disk()
        self.list.cards.retry_pictures()

    def _close_site(self) -> None:
        self._settings.last_site = ""
        self.session.close()

    def _forget(self, path: str) -> None:
        self._settings.remove_recent_site(path)
        self._show_recent()

    def _show_recent(self) -> None:
        self.welcome.set_recent(self._settings.recent_sites)
        self.actions_table.set_recent(self._settings.recent_sites)

    def _on_opened(self) -> None:
        site = self.session.site
        self._stack.setCurrentWidget(self.splitter if site else self.welcome)
        self.actions_table.enable(_NEEDS_SITE, site is not None)
        self.setWindowTitle(f"{site.name}[*]" if site else "")
        self.setWindowFilePath(str(site.root) if site else "")
        if site:
            self._settings.last_site = str(site.root)
            self._settings.add_recent_site(str(site.root))
            self._show_recent()
            self.list.cards.setFocus()
            for note in site.notes:
                self.status.tell(note)
        self._pictures.clear()
        self._count()
        self._show_selected()

    def _on_card_requested(self, card_id: CardId) -> None:
        """Show it, even where the query would not."""
        if not self.list.cards.select(card_id):
            self.list.set_query("")
            self.list.cards.select(card_id)

    def closeEvent(self, event: QCloseEvent) -> None:
        if (self.session.unsaved() or self.session.is_saving) and not self._leaving:
            event.ignore()
            self._guard.ask(self._leave)
            return
        settings = self._settings
        settings.keep_layout("geometry", self.saveGeometry())
        for name, splitter in self._splitters().items():
            settings.keep_layout(name, splitter.saveState())
        settings.sort, settings.descending = self.list.sort
        settings.sync()
        super().closeEvent(event)

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.session.site:
            self.session.look_at_disk()  # where the disk gives no hints, and where some were lost

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab enters the form at its beginning, Shift+Tab at its end: Qt itself goes by the order of making."""
        form, was_inside = self.panel.form, self._is_in_form()
        moved = super().focusNextPrevChild(forward)
        if moved and not was_inside and self._is_in_form():
            form.enter(forward=forward)
        return moved

    def _is_in_form(self) -> bool:
        widget = self.focusWidget()
        return widget is not None and self.panel.form.isAncestorOf(widget)

    # --- cards --------------------------------------------------------------------------------------------------

    def _show_selected(self) -> None:
        cards = self.list.cards
        ids = cards.selected_ids()
        self.actions_table.enable(_NEEDS_CARD, bool(ids))
        self.panel.show_cards(ids, cards.current_id())

    def _new_card(self) -> None:
        here = self.list.cards.current_id().rpartition("/")[0]
        dialog = NewCardDialog(self.session.folders(), here, self.session.new_name, self)
        dialog.chosen.connect(self.session.create)
        dialog.open()

    def _on_changed(self, changes: Changes) -> None:
        self.setWindowModified(self.session.count_unsaved() > 0)
        if changes.kind == "merged":
            clashing = set(self.session.clashing()).intersection(changes.ids)
            gone = [card_id for card_id in changes.ids if self.session.is_gone(card_id)]
            self.status.tell_merged(len(changes.ids) - len(gone), len(clashing))
        if not self._count_soon.isActive():
            self._count_soon.start()

    def _on_reading(self, read: int, of: int) -> None:
        self.status.set_reading(read, of, self.session.seconds_left)
        cards = self.list.cards
        if not cards.current_id():
            QTimer.singleShot(0, cards, cards.ensure_current)  # rows first, then the form: both take three frames
        if read == of:
            QTimer.singleShot(0, self, self._count)

    def _count(self) -> None:
        self.session.count_all(self._show_counts)

    def _show_counts(self, counts: Counts) -> None:
        self.sidebar.set_counts(counts, unsaved := self.session.count_unsaved())
        self.status.set_counts(counts.all, counts.published, unsaved)

    def _on_saved(self, report: SaveReport) -> None:
        if not report.is_complete:
            self._guard.answer_for(report)
        elif report.warnings:
            self.status.tell(next(iter(report.warnings.values())))
        elif report.changes.ids:
            self.status.tell(self.tr("%n card(s) saved", "", len(report.changes.ids)))

    def _on_retaken(self, ids: Sequence[CardId]) -> None:
        """Go to what undo or redo has changed, where that is not in sight."""
        if set(ids).isdisjoint(self.panel.ids):
            self._on_card_requested(ids[0])

    def _name_steps(self) -> None:
        stack = self.session.undo_stack
        for name, can, label, verb in (
            ("undo", stack.canUndo(), stack.undoText(), self.tr("Undo")),
            ("redo", stack.canRedo(), stack.redoText(), self.tr("Redo")),
        ):
            action = self.actions_table.action(name)
            action.setEnabled(can)
            action.setText(f"{verb}: {label}" if label else verb)

    # --- looks --------------------------------------------------------------------------------------------------

    def _on_picture_zoomed(self, zoomed: bool) -> None:
        self._settings.picture_fits = not zoomed
        self.actions_table.action("fit_picture").setChecked(not zoomed)

    def _work_offline(self, on: bool) -> None:
        self._settings.offline = on
        self._pictures.set_offline(on)
        self.status.set_offline(on)

    def _wear(self, scheme: Scheme) -> None:
        self._settings.theme = scheme
        self._theme.set_scheme(scheme)


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
