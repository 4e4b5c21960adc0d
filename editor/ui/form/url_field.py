"""The editor of an address: a line with buttons that open and copy it."""

from urllib.parse import urlsplit

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editor.ui.form.field_editor import Shown
from editor.ui.form.fields import ParsedEditor
from editor.ui.form.kit import FormKit, IconButton


def opens_in_browser(url: str) -> bool:
    """Whether a browser may be handed this address: http or https with a host, never a file or a script."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


class UrlEditor(ParsedEditor):
    """An address on the web or within the site."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._copy = IconButton(kit, "mdi6.content-copy", self.tr("Copy the address"))
        self._open = IconButton(kit, "mdi6.open-in-new", self.tr("Open in the browser"))
        self._row.addWidget(self._copy)
        self._row.addWidget(self._open)
        self._copy.clicked.connect(self._on_copy)
        self._open.clicked.connect(self._on_open)

    def _fill(self, shown: Shown, *, again: bool) -> None:
        super()._fill(shown, again=again)
        self._copy.setObjectName(f"{self._input.objectName()}.copy")
        self._open.setObjectName(f"{self._input.objectName()}.open")
        self._enable_buttons()

    def _on_text_edited(self, text: str) -> None:
        super()._on_text_edited(text)
        self._enable_buttons()

    def _enable_buttons(self) -> None:
        self._copy.setEnabled(bool(self._input.text()))
        self._open.setEnabled(opens_in_browser(self._input.text()))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._input.text())

    def _on_open(self) -> None:
        if opens_in_browser(self._input.text()):
            self.open_url_requested.emit(self._input.text().strip())
