"""What the editors of single fields have in common: what they are shown, and what they tell."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from editor.model.card.card import CardId, Publishing
from editor.model.card.diff import State
from editor.model.card.edits import Edit, SetValue
from editor.model.card.schema import Field
from editor.model.text.paths import Path, format_path
from editor.model.text.scalars import Value
from editor.ui.form.inputs import InputManners
from editor.ui.form.kit import FormKit
from editor.ui.theme import SPACE_XS


@dataclass(frozen=True, slots=True)
class Shown:
    """One field of the selected cards, as its editor is to show it."""

    path: Path
    field: Field
    cards: tuple[CardId, ...]
    state: State
    value: Value = None  # what all share; None else
    text: str = ""  # the scalar as the file spells it, without its quotes
    shares: tuple[tuple[Value, int], ...] = ()  # of a list in several cards: its items and in how many cards each is
    publishing: Publishing | None = None  # of the field that decides whether a card is published
    locked: str = ""  # why it cannot be edited here; empty when it can
    problem: str = ""
    unsaved: bool = False

    @property
    def is_missing(self) -> bool:
        """In no file."""
        return self.state is State.MISSING

    @property
    def can_go(self) -> bool:
        """Whether the field may be taken out of the cards."""
        return not (self.is_missing or self.locked or self.field.required)

    @property
    def placeholder(self) -> str:
        """What stands muted in an empty input."""
        match self.state:
            case State.MISSING:
                return QCoreApplication.translate("Shown", "not in the file")
            case State.SAME:
                return QCoreApplication.translate("Shown", "empty")
            case _:
                return QCoreApplication.translate("Shown", "several values")

    @property
    def accessible_name(self) -> str:
        """The label, and what else a screen reader has to say: locked, in no file, several values."""
        if self.locked:
            return QCoreApplication.translate("Shown", "{0}, locked").format(self.field.label)
        return self.field.label if self.state is State.SAME else f"{self.field.label}, {self.placeholder}"


class FieldEditor(QWidget):
    """Shows one field and tells what the user makes of it. Nothing is emitted for what is set from code.

    Each kind of field has its own `input` and `_fill`; a widget cannot be an abstract class too.
    """

    edited = Signal(object, str)  # tuple[Edit, ...], what an undo menu calls it
    open_url_requested = Signal(str)
    remarks_changed = Signal()  # `note` or `complaint` are others now
    focus_changed = Signal(bool)
    menu_requested = Signal(QMenu)

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self.note = ""  # stands muted under the field
        self.complaint = ""  # what is wrong with what the user typed: it is not sent
        self._shown: Shown | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_XS)

    @property
    def shown(self) -> Shown:
        """What is shown. Raises LookupError before the first `show_field`."""
        if self._shown is None:
            raise LookupError("this editor shows nothing yet")
        return self._shown

    def show_field(self, shown: Shown) -> None:
        """Shows this field. The same field again keeps the cursor, and what is being typed when it means the value."""
        before = self._shown
        if shown == before:
            return
        self._shown = shown
        again = before is not None and (before.path, before.cards) == (shown.path, shown.cards)
        # Only its marks changed (a problem, unsaved): what is typed so far stays, even if it makes no sense yet.
        if again and before is not None and before == replace(shown, problem=before.problem, unsaved=before.unsaved):
            return
        if before is None or _name_of(before) != _name_of(shown):
            self._name_input(shown)
        self._fill(shown, again=again)

    @property
    def input(self) -> QWidget:
        """The widget that takes the focus and bears the field's name."""
        raise NotImplementedError

    def _fill(self, shown: Shown, *, again: bool) -> None:
        """Puts what is shown into the widgets; `again`: it is the field and the cards of before."""
        raise NotImplementedError

    def _name_input(self, shown: Shown) -> None:
        self.input.setObjectName(f"field.{format_path(shown.path)}")
        self.input.setAccessibleName(shown.accessible_name)
        self.input.setAccessibleDescription(shown.field.help or shown.locked)
        self.setFocusProxy(self.input)

    def _follow(self, manners: InputManners) -> None:
        manners.focus_changed.connect(self.focus_changed)
        manners.menu_requested.connect(self.menu_requested)

    def _send(self, value: Value) -> None:
        self._send_edits((SetValue(self.shown.path, value),))

    def _send_edits(self, edits: tuple[Edit, ...], label: str = "") -> None:
        self.edited.emit(edits, label or undo_name(self.shown.field))

    def _remark(self, *, note: str = "", complaint: str = "") -> None:
        if (note, complaint) != (self.note, self.complaint):
            self.note, self.complaint = note, complaint
            self.remarks_changed.emit()


def _name_of(shown: Shown) -> tuple[object, ...]:
    """What the name and the description of an input are made of."""
    return shown.path, shown.field, shown.state, shown.locked


def undo_name(field: Field) -> str:
    """What an undo menu calls an edit of this field: its label as it stands within a sentence."""
    return field.label if field.label[1:2].isupper() else field.label[:1].lower() + field.label[1:]
