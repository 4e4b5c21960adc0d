"""Which version this is and what it is made of."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, app_icon

_ICON_SIZE = 96
_PARTS = ("PySide6-Essentials", "PyYAML", "pillow", "qtawesome", "rapidfuzz")


class AboutDialog(QDialog):
    """Name, version, licence and parts, with a button that copies them for a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About News Card Editor"))
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(_ICON_SIZE, _ICON_SIZE))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        name = QLabel(self.tr("News Card Editor"), self)
        name.setProperty("role", "title")
        sentence = QLabel(
            self.tr("Edits news cards kept as plain files. A save changes what you edited and nothing else."), self
        )
        sentence.setWordWrap(True)
        self._versions = QLabel(version_text(), self)
        self._versions.setObjectName("about_versions")
        self._versions.setProperty("tone", "muted")
        self._versions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        licence = QLabel(self.tr("Free software under the MIT licence. Icons: Material Design Icons."), self)
        licence.setProperty("tone", "muted")
        licence.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        for label in (name, sentence, self._versions, licence):
            words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(SPACE_XL)
        top.addWidget(picture)
        top.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("&Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("about_copy")
        copy.clicked.connect(self._on_copy_clicked)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self.setFixedWidth(520)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._versions.text())


def version_text() -> str:
    """A line for the editor, the system, Python and Qt, and each part that is installed as a package."""
    lines = [f"News Card Editor {_version('newscards')}", platform.platform(terse=True)]
    lines.append(f"Python {platform.python_version()}, Qt {qVersion()}")
    lines.extend(f"{part} {_version(part)}" for part in _PARTS)
    return "\n".join(lines)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # a frozen folder keeps no metadata of its parts
        return "(unknown version)"
