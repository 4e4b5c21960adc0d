"""The page that is shown when no site is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from editor.ui.theme import ICON, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Theme, app_icon

_COLUMN = 480
_ICON_SIZE = 96


class Welcome(QScrollArea):
    """What to do first: open a site, open the sample, or take up one of the last sites."""

    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._theme = theme
        self._open = self._button("welcome_open", self.tr("Open site…"))
        self._open.setProperty("primary", True)
        self._open.clicked.connect(self.open_requested)
        self._sample = self._button("welcome_sample", self.tr("Open the sample site"))
        self._sample.clicked.connect(self.sample_requested)
        self._heading = self._label(self.tr("Recent sites"), role="heading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_XS)
        self._recent: list[_RecentSite] = []
        self.setWidgetResizable(True)
        self.setWidget(self._page())
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self.set_recent(())

    def set_recent(self, sites: Sequence[str]) -> None:
        """List these folders, the latest first."""
        focused = next((place for place, row in enumerate(self._recent) if row.has_focus()), None)
        for row in self._recent:
            self._rows.removeWidget(row)
            row.deleteLater()
        self._recent = [_RecentSite(site, self._theme) for site in sites]
        for row in self._recent:
            row.chosen.connect(self.recent_requested)
            row.removed.connect(self.forget_requested)
            self._rows.addWidget(row)
        self._heading.setVisible(bool(sites))
        if focused is not None:  # the keyboard stays where it was, so that several can be taken off in a row
            (self._recent[min(focused, len(self._recent) - 1)].take_focus if self._recent else self._open.setFocus)()

    def _page(self) -> QWidget:
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(_ICON_SIZE, _ICON_SIZE))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        name = self._label(self.tr("News Card Editor"), role="title", centred=True)
        sentence = self._label(
            self.tr("Edit the cards of a news site where they are: in its folder, as plain files."), centred=True
        )
        hint = self._label(
            self.tr("You can also drop a folder or a card onto this window."), tone="muted", centred=True
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_M)
        buttons.addStretch()
        buttons.addWidget(self._open)
        buttons.addWidget(self._sample)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        column.addStretch(2)
        column.addWidget(picture)
        column.addSpacing(SPACE_S)
        column.addWidget(name)
        column.addWidget(sentence)
        column.addSpacing(SPACE_L)
        column.addLayout(buttons)
        column.addWidget(hint)
        column.addSpacing(SPACE_XL)
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addStretch(3)
        page = QWidget(self)
        page.setObjectName("welcome_column")
        across = QHBoxLayout(page)
        across.setContentsMargins(SPACE_L, SPACE_XL, SPACE_L, SPACE_XL)
        across.addStretch()
        middle = QWidget(page)
        middle.setLayout(column)
        middle.setFixedWidth(_COLUMN)
        across.addWidget(middle)
        across.addStretch()
        return page

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setIconSize(ICON)
        button.setAutoDefault(True)
        return button

    def _label(self, text: str, *, role: str = "", tone: str = "text", centred: bool = False) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.setProperty("tone", tone)
        if centred:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return label

    def _draw_icons(self) -> None:
        self._open.setIcon(self._theme.icon("mdi6.folder-open-outline", self._theme.colours.on_accent))
        self._sample.setIcon(self._theme.icon("mdi6.flask-outline"))


class _RecentSite(QWidget):
    """One folder: a wide button that opens it, a small one that forgets it."""

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, site: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        name = Path(site).name or site
        self._open = _WideButton(name, site, self)
        self._open.setObjectName("recent_open")
        self._open.setAccessibleName(self.tr("Open {site}").format(site=site))
        self._open.clicked.connect(lambda: self.chosen.emit(site))
        self._remove = QToolButton(self)
        self._remove.setObjectName("recent_remove")
        self._remove.setToolTip(self.tr("Take it off this list; the folder stays"))
        self._remove.setAccessibleName(self.tr("Take {site} off this list").format(site=site))
        self._remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._remove.clicked.connect(lambda: self.removed.emit(site))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._open, 1)
        layout.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignVCenter)  # else it limits the row to its height
        theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def has_focus(self) -> bool:
        """Whether the keyboard is in this row."""
        return self._open.hasFocus() or self._remove.hasFocus()

    def take_focus(self) -> None:
        """Bring the keyboard to the button that forgets this folder."""
        self._remove.setFocus()

    def _draw_icons(self) -> None:
        self._remove.setIcon(self._theme.icon("mdi6.close"))


class _WideButton(QPushButton):
    """A button with a name and, below it, a path."""

    def __init__(self, name: str, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setAutoDefault(True)
        self.setToolTip(path)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        self._lines.setSpacing(2)
        for text, role, tone in ((name, "heading", "text"), (_shortened(path), "small", "muted")):
            label = QLabel(text, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setProperty("tone", tone)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._lines.addWidget(label)

    def sizeHint(self) -> QSize:
        """As the two lines want it."""
        return self._lines.sizeHint()


def _shortened(path: str, most: int = 62) -> str:
    """The end of a long path says more than its beginning."""
    return path if len(path) <= most else "…" + path[1 - most :]
