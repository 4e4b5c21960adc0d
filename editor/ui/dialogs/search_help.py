"""The page that says what can be searched for, with examples to try."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.theme import SPACE_L, SPACE_M, FontRole, Theme

translate = QCoreApplication.translate

_SIZE = QSize(660, 640)


class SearchHelp(QDialog):
    """The search language, an example and what it finds on each line. Return or a double click tries the example."""

    example_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What can be searched for"))
        self.resize(_SIZE)
        intro = QLabel(self.tr("Letters count without their case and accents. A double click tries an example."), self)
        intro.setProperty("tone", "muted")
        intro.setWordWrap(True)
        self._list = QTreeWidget(self)
        self._list.setObjectName("search_examples")
        self._list.setAccessibleName(self.tr("Examples"))
        self._list.setProperty("bordered", True)
        self._list.setHeaderLabels([self.tr("Write"), self.tr("Finds")])
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._list.setRootIsDecorated(False)
        self._list.setItemsExpandable(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(intro)
        layout.addWidget(self._list)
        layout.addWidget(buttons)
        self._fill(theme)
        self._list.itemDoubleClicked.connect(self._try)
        self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self._list.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.hasFocus() and item is not None:
            self._try(item)
        else:
            super().keyPressEvent(event)

    def _fill(self, theme: Theme) -> None:
        for title, lines in examples():
            group = QTreeWidgetItem(self._list, [title])
            group.setFont(0, theme.font(FontRole.HEADING))
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFirstColumnSpanned(True)
            group.setExpanded(True)
            for example, finds in lines:
                item = QTreeWidgetItem(group, [example, finds])
                item.setFont(0, theme.font(FontRole.MONO))
                item.setToolTip(1, finds)
        self._list.setCurrentIndex(self._list.model().index(0, 0, self._list.model().index(0, 0)))

    def _try(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self.example_chosen.emit(item.text(0))
            self.accept()


def examples() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Examples by what they are about, each with what it finds, in the language of the translators of now."""
    return (
        (
            translate("search", "Words"),
            (
                ("ferry pier", translate("search", "both words, in title, excerpt, provider or topics")),
                ('"old pier"', translate("search", "these words side by side")),
                ("ferry OR boat", translate("search", "one of them; OR in capitals")),
                ("ferry -night", translate("search", "the first without the second")),
                ("(ferry OR boat) -(night is:new)", translate("search", "groups, also left out")),
                ("https://harbourtimes.example/ferry", translate("search", "the card with this link or picture")),
            ),
        ),
        (
            translate("search", "Fields"),
            (
                ("topic:science", translate("search", "a topic that contains it")),
                ('topic:="AI Builder"', translate("search", "a topic that is exactly this")),
                ("provider.domain:example", translate("search", "a field within a field, by its path")),
                ("has:images", translate("search", "the field is filled")),
                ("no:topics", translate("search", "the field is empty or missing")),
                ("has:problems", translate("search", "the checks found something")),
                ("re:title:/^(a|the) /", translate("search", "a pattern (regular expression) in a field")),
            ),
        ),
        (
            translate("search", "Numbers and dates"),
            (
                ("heat:>50", translate("search", "more than 50; also <, >= and <=")),
                ("heat:10..20", translate("search", "from 10 to 20, both included; 10.. is 10 and more")),
                ("date:2024-05", translate("search", "in that month; a year or a day does as well")),
                ("date:2024-05-01..2024-05-19", translate("search", "between two days, both included")),
                ("date:>=2024", translate("search", "since the beginning of 2024")),
            ),
        ),
        (
            translate("search", "States"),
            (
                ("is:published", translate("search", "has a page on the site")),
                ("is:unpublished", translate("search", "waits without a page")),
                ("is:unsaved", translate("search", "differs from its file")),
                ("is:changed", translate("search", "differs from the last commit")),
                ("is:broken", translate("search", "cannot be read")),
                ("is:duplicate", translate("search", "tells the same story as another card")),
                ("is:new", translate("search", "came since your last look")),
            ),
        ),
    )
