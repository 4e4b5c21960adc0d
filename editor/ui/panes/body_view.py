"""The body of a card as a page: Markdown or HTML, without scripts, styles from elsewhere, or anything fetched."""

import re

from PySide6.QtCore import QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

LONGEST = 60_000
"""Characters of a body that are shown; Qt would lay out more for longer than a person waits."""

_HTML = re.compile(r"\s*(<!--.*?-->\s*)*<[a-zA-Z]", re.DOTALL)


class BodyView(QTextBrowser):
    """As high as its text. A link to the web is asked for with `open_url_requested`; any other leads nowhere."""

    open_url_requested = Signal(str)

    def __init__(self, body: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_view.body")
        self.setAccessibleName(self.tr("Body of the card"))
        self.setStyleSheet("QTextBrowser { border: none; background: transparent; padding: 0; }")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        shown = body if len(body) <= LONGEST else f"{body[:LONGEST]}…"
        if _HTML.match(shown):
            self.setHtml(shown)
        else:
            self.document().setMarkdown(shown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is loaded, from the web or from the disk; a picture leaves an empty place."""
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        return blank if kind == QTextDocument.ResourceType.ImageResource.value else None

    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            self.open_url_requested.emit(url.toString())

    def _on_size_changed(self, size: QSizeF) -> None:
        self.setFixedHeight(max(1, round(size.height()) + 1))
