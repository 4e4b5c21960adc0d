"""The pictures of the card: one at a time, with what the card says of it and what it really is."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.card.card import Card, Picture
from editor.model.card.edits import SetValue
from editor.ui.panes.picture_canvas import PictureCanvas
from editor.ui.panes.picture_notice import PictureNotice
from editor.ui.parts import ElidedLabel, named, restyle
from editor.ui.picture_fetch import web_address
from editor.ui.pictures import LoadedPicture, PictureService, Request
from editor.ui.theme import ICON, SPACE_S, SPACE_XS, Theme

MIN_HEIGHT = 120
_STEP = 256  # pictures are asked for in steps of so many pixels, so that a few sizes serve every window
_KEYS_REST = 400  # milliseconds without a key; half an address is not worth asking for
_NOTHING = "mdi6.image-outline"
_BROKEN = "mdi6.image-broken-variant"


class PicturePane(QWidget):
    """Shows one picture of a card, never that of another card, and says what differs from what the card declares.

    `edited` carries the edits that make the declared size the real one, and their label.
    """

    edited = Signal(object, str)
    open_url_requested = Signal(str)

    def __init__(self, pictures: PictureService, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture_pane")
        self.setMinimumHeight(MIN_HEIGHT)
        self._service = pictures
        self._theme = theme
        self._card = ""
        self._pictures: tuple[Picture, ...] = ()
        self._index = 0
        self._loaded: LoadedPicture | None = None
        self._request: Request | None = None
        self._ahead: list[Request] = []
        self._ahead_of: tuple[QSize, tuple[str, ...]] = QSize(), ()
        self._asked = QSize()
        self._resting = QTimer(self, singleShot=True, interval=_KEYS_REST)
        self._resting.timeout.connect(self._fetch)

        self.canvas = PictureCanvas(theme)
        self.notice = PictureNotice(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.notice)
        self.previous_button = self._tool("previous", self.tr("Previous picture"))
        self.next_button = self._tool("next", self.tr("Next picture"))
        self.zoom_button = self._tool("zoom", self.tr("Every pixel of the picture (100 %)"))
        self.zoom_button.setText(self.tr("100 %"))
        self.zoom_button.setCheckable(True)
        self.place = named(QLabel(), "picture.place", tone="muted")
        self.facts = named(ElidedLabel(), "picture.facts", tone="muted")
        self.mend_button = named(QPushButton(self.tr("Mend")), "picture.mend")
        self.mend_button.setToolTip(self.tr("Write the real size into the card"))
        self.mend_button.setAccessibleName(self.tr("Mend the size of the picture"))
        self._lay_out()

        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.zoom_button.toggled.connect(self._on_zoom_toggled)
        self.mend_button.clicked.connect(self.mend)
        self.canvas.step_requested.connect(self.step)
        self.canvas.zoom_requested.connect(self.zoom_button.toggle)
        self.canvas.resized.connect(self._on_resized)
        self.notice.again.clicked.connect(self.reload)
        self.notice.browser.clicked.connect(self._open)
        pictures.offline_changed.connect(self._on_offline_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._show()

    @property
    def picture(self) -> Picture | None:
        """Which of the card's pictures is shown."""
        return self._pictures[self._index] if self._pictures else None

    @property
    def loaded(self) -> LoadedPicture | None:
        """What came for it; None while it is on its way."""
        return self._loaded

    def show_card(self, card: Card | None) -> None:
        """Show the first picture of this card, or go on with the same one when it is the same card as before."""
        shown = self.picture
        same_card = card is not None and card.id == self._card
        self._card = card.id if card is not None else ""
        self._pictures = card.pictures if card is not None else ()
        self._index = self._place_of(shown) if same_card and shown is not None else 0
        if same_card and shown is not None and self.picture is not None and self.picture.url == shown.url:
            self._describe()
        else:
            self._show(typed=same_card)

    def step(self, by: int) -> None:
        """Show the picture that stands so many places further on, as far as there is one."""
        index = min(max(self._index + by, 0), max(len(self._pictures) - 1, 0))
        if index != self._index:
            self._index = index
            self._show()

    def reload(self) -> None:
        """Fetch the picture again."""
        if self.picture is not None:
            self._service.forget(self.picture.url)
            self._show()

    def mend(self) -> None:
        """Ask for the declared size to become the real one, where they differ."""
        picture, loaded = self.picture, self._loaded
        if picture is not None and loaded is not None and _differs(picture, loaded):
            edits = (
                SetValue((*picture.path, "width"), loaded.width),
                SetValue((*picture.path, "height"), loaded.height),
            )
            self.edited.emit(edits, self.tr("picture size"))

    def prefetch(self, urls: Iterable[str]) -> None:
        """Have these pictures ready for when they are looked at next; those of the last call are let go."""
        size, wanted = self._wanted_size(), tuple(urls)
        if (size, wanted) == self._ahead_of:
            return
        before, self._ahead_of = self._ahead, (size, wanted)
        self._ahead = [self._service.want(url, size, receiver=_ignore, urgent=False) for url in wanted]
        for request in before:
            request.cancel()

    def _place_of(self, shown: Picture) -> int:
        """Where the picture stands now: known by its address, else by its path, else as near as can be."""
        places = [(picture.path, picture.url) for picture in self._pictures]
        if (shown.path, shown.url) in places:
            return places.index((shown.path, shown.url))
        for part, value in ((1, shown.url), (0, shown.path)):
            values = [place[part] for place in places]
            if value in values:
                return values.index(value)
        return min(self._index, max(len(self._pictures) - 1, 0))

    def _show(self, *, typed: bool = False) -> None:
        """Show the picture from here on. An address that is being typed is fetched once the keys rest."""
        self._resting.stop()
        if self._request is not None:
            self._request.cancel()
            self._request = None
        self._loaded = None
        picture = self.picture
        if picture is None:
            self.canvas.clear()
            self.notice.tell(_NOTHING, self.tr("No picture"))
            self._stack.setCurrentWidget(self.notice)
            self._describe()
            return
        self._asked = self._wanted_size()
        at_hand = self._service.at_hand(picture.url, self._asked)
        if at_hand is not None:
            self._on_loaded(at_hand)
            return
        self.canvas.wait()
        self._stack.setCurrentWidget(self.canvas)
        self._describe()
        if typed:
            self._resting.start()
        else:
            self._fetch()

    def _fetch(self) -> None:
        if self.picture is not None:
            self._request = self._service.want(self.picture.url, self._asked, receiver=self._on_loaded)

    def _on_loaded(self, loaded: LoadedPicture) -> None:
        self._request = None
        self._loaded = loaded
        if loaded.image is not None:
            self.canvas.show_image(loaded.image, QSize(loaded.width, loaded.height))
            self._stack.setCurrentWidget(self.canvas)
        else:
            self.canvas.clear()
            self.notice.tell(_BROKEN, loaded.why, can_open=web_address(loaded.url) is not None, failed=True)
            self._stack.setCurrentWidget(self.notice)
        self._describe()

    def _describe(self) -> None:
        picture, loaded = self.picture, self._loaded
        several = len(self._pictures) > 1
        self.previous_button.setVisible(several)
        self.next_button.setVisible(several)
        self.previous_button.setEnabled(self._index > 0)
        self.next_button.setEnabled(self._index < len(self._pictures) - 1)
        had = loaded is not None and loaded.image is not None
        self.zoom_button.setEnabled(had)
        self.zoom_button.setVisible(picture is not None)
        differs = picture is not None and loaded is not None and _differs(picture, loaded)
        self.mend_button.setVisible(differs)
        place, facts = self._place(), self._facts()
        self.place.setText(f"{place} ·" if place and facts else place)
        self.place.setVisible(bool(place))
        self.facts.setText(facts)
        restyle(self.facts, tone="warning" if differs else "muted")
        self.canvas.setAccessibleName(self.tr("Picture"))
        self.canvas.setAccessibleDescription(" · ".join(filter(None, (place, facts))))

    def _place(self) -> str:
        if self.picture is None:
            return ""
        kinds = {"provider": self.tr("provider's picture"), "related": self.tr("related story's picture")}
        number = self.tr("{0} of {1}").format(self._index + 1, len(self._pictures)) if len(self._pictures) > 1 else ""
        return " · ".join(filter(None, (number, kinds.get(self.picture.kind, ""))))

    def _facts(self) -> str:
        picture, loaded = self.picture, self._loaded
        if picture is None:
            return ""
        declared = ""
        if picture.width is not None or picture.height is not None:
            declared = self.tr("says {0}").format(f"{picture.width or '?'}×{picture.height or '?'}")
        if loaded is None:
            return declared or self.tr("on its way")
        if loaded.image is None:
            return declared
        real = f"{loaded.width}×{loaded.height}"
        size = f"{declared}, {self.tr('is {0}').format(real)}" if declared and _differs(picture, loaded) else real
        weight = QLocale().formattedDataSize(loaded.weight, 0 if loaded.weight < 1e6 else 1, _SI)
        return f"{size} · {loaded.format} {weight}"

    def _wanted_size(self) -> QSize:
        if self.zoom_button.isChecked():
            return QSize()
        size = self._stack.size() * self.devicePixelRatioF()
        return QSize(*(max(1, -(-length // _STEP)) * _STEP for length in (size.width(), size.height())))

    def _on_resized(self) -> None:
        """A larger window may need more of the picture; until it is there, the one that is shown is stretched."""
        loaded, size = self._loaded, self._wanted_size()
        if self.picture is None or loaded is None or loaded.image is None or size == self._asked:
            return
        all_there = loaded.image.size() == QSize(loaded.width, loaded.height)
        if all_there or not (
            size.isEmpty() or size.width() > self._asked.width() or size.height() > self._asked.height()
        ):
            return
        self._asked = size
        if self._request is not None:
            self._request.cancel()
        self._request = self._service.want(self.picture.url, size, receiver=self._on_loaded)

    def _on_zoom_toggled(self, zoomed: bool) -> None:
        self.canvas.set_zoomed(zoomed)
        self._on_resized()

    def _on_offline_changed(self, offline: bool) -> None:
        if not offline and self._loaded is not None and self._loaded.image is None:
            self._show()

    def _on_theme_changed(self) -> None:
        self.previous_button.setIcon(self._theme.icon("mdi6.chevron-left"))
        self.next_button.setIcon(self._theme.icon("mdi6.chevron-right"))

    def _open(self) -> None:
        if self.picture is not None:
            self.open_url_requested.emit(self.picture.url)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.picture is not None:
            menu = self.context_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos() if event.globalPos() != QPoint() else self.mapToGlobal(QPoint()))

    def context_menu(self) -> QMenu:
        """What can be done with the picture that is shown."""
        menu = QMenu(self)
        url = self.picture.url if self.picture is not None else ""
        had = self._loaded is not None and self._loaded.image is not None
        clipboard = QGuiApplication.clipboard()
        menu.addAction(self.tr("Copy address"), lambda: clipboard.setText(url))
        menu.addAction(self.tr("Copy picture"), self._copy).setEnabled(had)
        menu.addAction(self.tr("Open in browser"), self._open).setEnabled(web_address(url) is not None)
        menu.addSeparator()
        menu.addAction(self.tr("Fetch again"), self.reload)
        return menu

    def _copy(self) -> None:
        """The whole picture, which may be larger than what is shown."""
        if self.picture is not None:
            self._service.want(self.picture.url, QSize(), receiver=_copy_image)

    def _tool(self, name: str, text: str) -> QToolButton:
        button = named(QToolButton(), f"picture.{name}")
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setIconSize(ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        bar.setSpacing(SPACE_XS)
        for widget in (self.previous_button, self.next_button, self.place, self.facts, self.mend_button):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.zoom_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addLayout(bar)


_SI = QLocale.DataSizeFormat.DataSizeSIFormat


def _differs(picture: Picture, loaded: LoadedPicture) -> bool:
    """Whether the card declares another size than the picture has; a card that declares none is not wrong."""
    declared = (picture.width, picture.height)
    return loaded.image is not None and declared not in ((None, None), (loaded.width, loaded.height))


def _copy_image(loaded: LoadedPicture) -> None:
    if loaded.image is not None:
        QGuiApplication.clipboard().setImage(loaded.image)


def _ignore(loaded: LoadedPicture) -> None:
    """Of a picture that is fetched for later."""
