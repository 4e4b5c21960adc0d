"""A part of the form under a heading that folds it away."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from editor.model.card.schema import Field
from editor.model.text.paths import Path
from editor.ui.fold import Fold
from editor.ui.form.field_editor import Shown
from editor.ui.form.kit import FormKit
from editor.ui.form.selection import Selection
from editor.ui.parts import ElidedLabel, restyle
from editor.ui.theme import SPACE_S, FontRole


class FormBody(QWidget):
    """Several editors under one roof: fields of a mapping, or items of a list.

    Each of the two has its own methods; a widget cannot be an abstract class too, since both bring a metaclass.
    """

    edited = Signal(object, str)  # tuple[Edit, ...], what an undo menu calls it
    open_url_requested = Signal(str)

    def show_field(self, selection: Selection, shown: Shown) -> None:
        """Shows all that is in this field."""
        raise NotImplementedError

    def prepare(self, places: Sequence[tuple[Path, Field]]) -> Iterator[None]:
        """Makes what cards with these fields will need, in steps of a few milliseconds each."""
        raise NotImplementedError

    def focus_field(self, path: Path) -> QWidget | None:
        """Gives the field at `path`, or what holds it, the focus; returns the widget that got it, if any."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Gives the first field the focus."""
        raise NotImplementedError


class Section(QWidget):
    """A heading, how much is below it, and the body, which is filled only while it is to be seen."""

    def __init__(self, kit: FormKit, body: FormBody, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill: Callable[[], None] | None = None
        self.body = body
        self.fold = Fold(kit.theme)
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
    if count == 1:
        return QCoreApplication.translate("Section", "1 problem")
    return QCoreApplication.translate("Section", "{} problems").format(count) if count else ""
