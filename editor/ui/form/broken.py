"""What stands in place of the form when a card cannot be read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.model.card.card import Card
from editor.ui.form.kit import FormKit, toned_label
from editor.ui.theme import SPACE_L, SPACE_M, SPACE_S, FontRole


class BrokenPanel(QFrame):
    """Says calmly what is wrong and where, and offers the way to the place."""

    source_requested = Signal(int)  # a line of the file, 1-based

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._line = 1
        self.setProperty("part", "broken")
        self._sign = QLabel()
        self._title = QLabel()
        self._title.setFont(kit.theme.font(FontRole.HEADING))
        self._title.setWordWrap(True)
        self._text = toned_label("text")
        self._text.setObjectName("broken.text")
        self._mend = QPushButton(self.tr("Mend in Source"))
        self._mend.setObjectName("broken.mend")
        self._mend.clicked.connect(lambda: self.source_requested.emit(self._line))
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self._title)
        words.addWidget(self._text)
        button = QHBoxLayout()
        button.addWidget(self._mend)
        button.addStretch()
        words.addLayout(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._sign)
        layout.addLayout(words, 1)
        kit.theme.changed.connect(self._paint_sign)
        self._paint_sign()

    def show_cards(self, broken: Sequence[Card], *, of: int) -> None:
        """Tells of the one card that is broken, or of how many among the `of` selected ones."""
        error = broken[0].error
        self._line = (error.line if error is not None else None) or 1
        if of == 1:
            self._title.setText(self.tr("This card cannot be read"))
            where = self.tr("Line {0}: ").format(error.line) if error is not None and error.line else ""
            self._text.setText(f"{where}{error.reason if error is not None else ''}")
        else:
            self._title.setText(self.tr("%n of the selected cards cannot be read", "", len(broken)))
            self._text.setText(
                self.tr("Select the readable ones to edit them together: “{0}” is broken.").format(broken[0].id)
            )
        self._mend.setVisible(of == 1)

    def _paint_sign(self) -> None:
        theme = self._kit.theme
        self._sign.setPixmap(theme.pixmap("mdi6.file-alert-outline", 32, theme.colours.error, self.devicePixelRatioF()))
