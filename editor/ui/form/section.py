"""A part of the form under a heading that folds it away."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.model.text.paths import Path
from editor.ui.form.field_editor import Shown
from editor.ui.form.kit import FormKit
from editor.ui.form.selection import Selection
from editor.ui.parts import ElidedLabel, restyle
from editor.ui.theme import ICON, SPACE_S, FontRole


class FormBody(QWidget):
    """Several editors under one roof: fields of a mapping, or items of a list.

    Each of the two has its own three methods; a widget cannot be an abstract class too, since both bring a metaclass.
    """

    edited = Signal(object, str)  # tuple[Edit, ...], what an undo menu calls it
    open_url_requested = Signal(str)

    def show_field(self, selection: Selection, shown: Shown) -> None:
        """Shows all that is in this field."""
        raise NotImplementedError

    def focus_field(self, path: Path) -> QWidget | None:
        """Gives the field at `path`, or what holds it, the focus; returns the widget that got it, if any."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Gives the first field the focus."""
        raise NotImplementedError


class Fold(QToolButton):
    """A heading with a chevron that opens and closes what is below it, by mouse, Space, Left and Right."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = kit.theme
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setProperty("part", "fold")
        self.setIconSize(QSize(ICON.width() * 3 // 4, ICON.height()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._paint_chevron)
        kit.theme.changed.connect(self._paint_chevron)
        self._paint_chevron()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right:
                self.setChecked(True)
            case Qt.Key.Key_Left:
                self.setChecked(False)
            case _:
                super().keyPressEvent(event)

    def _paint_chevron(self) -> None:
        """Without the empty left of the icon, so that headings begin where labels do."""
        icon = self._theme.icon("mdi6.chevron-down" if self.isChecked() else "mdi6.chevron-right")
        whole = icon.pixmap(ICON, self.devicePixelRatioF())
        self.setIcon(QIcon(whole.copy(QRect(whole.width() // 4, 0, whole.width() * 3 // 4, whole.height()))))


class Section(QWidget):
    """A heading, how much is below it, and the body, which is filled only while it is to be seen."""

    def __init__(self, kit: FormKit, body: FormBody, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill: Callable[[], None] | None = None
        self.body = body
        self.fold = Fold(kit)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setFont(kit.theme.font(FontRole.HEADING))
        self._summary = ElidedLabel()
        self._summary.setProperty("tone", "muted")
        line = QWidget()
        line.setProperty("part", "line")
        line.setFixedHeight(1)
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE_S)
        self._head.addWidget(self.fold)
        self._head.addWidget(self._summary)
        self._head.addWidget(line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(self._head)
        layout.addWidget(body)
        body.hide()
        self.fold.toggled.connect(self._on_toggled)

    @property
    def is_open(self) -> bool:
        """Whether the body is to be seen."""
        return self.fold.isChecked()

    def open(self) -> None:
        """Unfolds the body."""
        self.fold.setChecked(True)

    def show_body(self, fill: Callable[[], None]) -> None:
        """Lets `fill` show something in the body: now when it is to be seen, else when it is opened."""
        self._fill = fill
        if self.is_open:
            self._fill_body()

    def show_heading(self, title: str, summary: str, *, name: str, problems: int, unsaved: bool) -> None:
        """What the heading says; `name` is for tests and tools that look the heading up."""
        title = f"{title} •" if unsaved else title
        summary = " · ".join(filter(None, (problem_count(problems), summary)))  # the end gives way
        self.fold.setText(title)
        self.fold.setObjectName(name)
        self.fold.setAccessibleName(f"{title} {summary}".rstrip())
        self._summary.setText(summary)

    def mute(self, muted: bool) -> None:
        """Lets the heading of what is in no file stand back."""
        restyle(self.fold, tone="muted" if muted else "")

    def _on_toggled(self, is_open: bool) -> None:
        if is_open:
            self._fill_body()
        self.body.setVisible(is_open)

    def _fill_body(self) -> None:
        fill, self._fill = self._fill, None
        if fill is not None:
            fill()


def problem_count(count: int) -> str:
    """`2 problems`; "" for none."""
    return QCoreApplication.translate("Section", "%n problem(s)", "", count) if count else ""
