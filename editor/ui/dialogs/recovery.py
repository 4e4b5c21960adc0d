"""Offers the changes that were not saved when the editor ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.model.card.card import CardId
from editor.model.site.recovery import Recovered, Standing
from editor.ui.form.moments import how_long_ago
from editor.ui.panes.change_list import ChangeList
from editor.ui.parts import named, restyle
from editor.ui.theme import SPACE_L, SPACE_M, SPACE_S, Theme

_SIZE = QSize(1000, 640)

_ICONS = {
    Standing.SAME: "mdi6.check-circle-outline",
    Standing.MERGED: "mdi6.source-merge",
    Standing.CLASH: "mdi6.alert-outline",
    Standing.GONE: "mdi6.file-remove-outline",
    Standing.BROKEN: "mdi6.file-alert-outline",
}


class RecoveryDialog(QDialog):
    """A list of cards, all ticked, and what each would get back. Show it with `open()`.

    Space ticks, Return restores what is ticked, Esc leaves all for the next start.
    """

    restore_requested = Signal(object)
    """The ids of the cards (a tuple) whose changes become unsaved changes again."""
    discard_requested = Signal(object)
    """The ids of the cards (a tuple) whose changes are to be forgotten; asked for twice."""

    def __init__(
        self,
        recovered: Sequence[Recovered],
        theme: Theme,
        *,
        now: datetime | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recovery_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Changes that were not saved"))
        self.resize(_SIZE)
        self._theme = theme
        self._recovered = {each.id: each for each in recovered}
        heading = named(
            QLabel(self.tr("The editor ended before these changes were saved.")), "recovery.title", role="title"
        )
        about = named(
            QLabel(self.tr("Restored changes are unsaved again: no file is written until you save.")),
            "recovery.about",
            tone="muted",
        )
        for label in (heading, about):
            label.setWordWrap(True)
        self._all = named(QCheckBox(), "recovery.all")
        self.list = self._made_list()
        for each in recovered:
            self._add(each, now or datetime.now(UTC))
        self._shown = named(QLabel(), "recovery.shown", role="heading")
        self._shown.setTextFormat(Qt.TextFormat.PlainText)
        self.changes = ChangeList(theme, revertible=False)
        discard = named(QPushButton(self.tr("&Discard…")), "recovery.discard")
        later = named(QPushButton(self.tr("&Later")), "recovery.later")
        restore = named(QPushButton(self.tr("&Restore")), "recovery.restore")
        restore.setProperty("primary", True)
        restore.setDefault(True)
        self._needs_ticked = (discard, restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(heading)
        layout.addWidget(about)
        layout.addWidget(self._split(), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(discard)
        buttons.addStretch(1)
        buttons.addWidget(later)
        buttons.addWidget(restore)
        layout.addLayout(buttons)

        self.list.currentItemChanged.connect(lambda *_: self._compare())
        self.list.itemChanged.connect(lambda *_: self._count())
        self._all.clicked.connect(self._on_all)
        discard.clicked.connect(self._on_discard)
        later.clicked.connect(self.reject)
        restore.clicked.connect(self.accept)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self._count()
        if items := self._items():
            self.list.setCurrentItem(items[0])
        self.list.setFocus()

    @property
    def ticked(self) -> tuple[CardId, ...]:
        """The ids of the cards that are ticked, from top to bottom."""
        return tuple(_id_of(item) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked)

    def accept(self) -> None:
        """Have what is ticked restored, and close."""
        if self.ticked:
            self.restore_requested.emit(self.ticked)
            super().accept()

    def _made_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setObjectName("recovery.list")
        view.setAccessibleName(self.tr("Cards with changes that were not saved"))
        view.setProperty("bordered", True)
        view.setHeaderLabels([self.tr("Card"), self.tr("File"), self.tr("Changed"), self.tr("State")])
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = view.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Interactive,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.ResizeToContents,
            )
        ):
            header.setSectionResizeMode(column, mode)
        header.resizeSection(1, 210)
        return view

    def _add(self, each: Recovered, now: datetime) -> None:
        words = [each.title, each.id, how_long_ago(each.when, now), _state_words(each.standing)]
        item = QTreeWidgetItem(self.list, words)
        item.setCheckState(0, Qt.CheckState.Checked)
        item.setData(0, Qt.ItemDataRole.UserRole, each.id)
        for column, text in enumerate(words):
            item.setToolTip(column, text)

    def _split(self) -> QSplitter:
        above, below = QWidget(), QWidget()
        for page, head, body in ((above, self._all, self.list), (below, self._shown, self.changes)):
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0 if page is above else SPACE_S, 0, SPACE_S if page is above else 0)
            column.setSpacing(SPACE_S)
            column.addWidget(head)
            column.addWidget(body, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(above)
        splitter.addWidget(below)
        splitter.setSizes([220, 280])
        return splitter

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(index) for index in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _compare(self) -> None:
        item = self.list.currentItem()
        each = self._recovered.get(_id_of(item)) if item is not None else None
        self._shown.setText(self.tr("What “{0}” would get back").format(each.title) if each else "")
        self.changes.show_changes(each.changes if each else (), afresh=True)

    def _count(self) -> None:
        ticked, total = len(self.ticked), self.list.topLevelItemCount()
        states = {0: Qt.CheckState.Unchecked, total: Qt.CheckState.Checked}
        self._all.setCheckState(states.get(ticked, Qt.CheckState.PartiallyChecked))
        self._all.setText(self.tr("{0} of {1} chosen").format(ticked, total))
        for button in self._needs_ticked:
            button.setEnabled(ticked > 0)

    def _on_all(self) -> None:
        every = len(self.ticked) < self.list.topLevelItemCount()
        with QSignalBlocker(self.list):  # counted once: there may be thousands
            for item in self._items():
                item.setCheckState(0, Qt.CheckState.Checked if every else Qt.CheckState.Unchecked)
        self._count()

    def _on_discard(self) -> None:
        ids = self.ticked
        box = QMessageBox(self)
        box.setObjectName("recovery.discard_question")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Discard"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Discard the unsaved changes of %n card(s)?", "", len(ids)))
        box.setInformativeText(self.tr("They cannot be had back. The files stay as they are."))
        discard = box.addButton(self.tr("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("&Keep"), QMessageBox.ButtonRole.RejectRole)
        restyle(keep, primary=True)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        discard.clicked.connect(lambda: self._discard(ids))
        box.open()

    def _discard(self, ids: Sequence[CardId]) -> None:
        self.discard_requested.emit(tuple(ids))
        gone = set(ids)
        with QSignalBlocker(self.list):
            for item in self._items():
                if _id_of(item) in gone:
                    self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
        self._compare()
        self._count()
        if not self.list.topLevelItemCount():
            super().accept()

    def _paint_icons(self) -> None:
        colours = self._theme.colours
        inks = {
            Standing.SAME: colours.published,
            Standing.MERGED: colours.link,
            Standing.CLASH: colours.warning,
            Standing.GONE: colours.warning,
            Standing.BROKEN: colours.error,
        }
        icons = {state: self._theme.icon(_ICONS[state], ink) for state, ink in inks.items()}
        with QSignalBlocker(self.list):  # an icon changes no tick
            for item in self._items():
                item.setIcon(3, icons[self._recovered[_id_of(item)].standing])


def _id_of(item: QTreeWidgetItem) -> CardId:
    return str(item.data(0, Qt.ItemDataRole.UserRole))


def _state_words(standing: Standing) -> str:
    translate = QCoreApplication.translate
    return {
        Standing.SAME: translate("RecoveryDialog", "The file is as it was"),
        Standing.MERGED: translate("RecoveryDialog", "The file has changed: yours is merged in"),
        Standing.CLASH: translate("RecoveryDialog", "Both changed the same: you will be asked"),
        Standing.GONE: translate("RecoveryDialog", "The file is gone: saving writes it again"),
        Standing.BROKEN: translate("RecoveryDialog", "Cannot be read: mend it in Source"),
    }[standing]
