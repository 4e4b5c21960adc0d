"""A field with a form of its own: a mapping, or a list of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from editor.model.card.edits import Remove
from editor.model.card.values import format_value
from editor.model.text.paths import Path, format_path
from editor.ui.form.field_editor import Shown, undo_name
from editor.ui.form.kit import FormKit, IconButton, resting, set_shown
from editor.ui.form.section import FormBody, Section
from editor.ui.form.selection import Selection


class NestedField(Section):
    """Stands below a heading of its own. What is empty or in no file is folded away until the user opens it."""

    edited = Signal(object, str)
    open_url_requested = Signal(str)

    def __init__(self, kit: FormKit, body: FormBody, *, opened: bool, parent: QWidget | None = None) -> None:
        super().__init__(kit, body, parent)
        self._shown: Shown | None = None
        self._wants_open = opened  # the user's wish, for this card and those after it
        self._remove = IconButton(kit, "mdi6.trash-can-outline", self.tr("Remove this field from the card"))
        self._remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._remove.clicked.connect(self._on_remove)
        self._head.addWidget(self._remove)
        self.fold.toggled.connect(self._on_opened)
        body.edited.connect(self.edited)
        body.open_url_requested.connect(self.open_url_requested)

    def show_field(self, selection: Selection, shown: Shown) -> None:
        """Heads the field with what is in it, and shows it all when open."""
        with resting(self.layout()):
            self._show_field(selection, shown)

    def focus_field(self, path: Path) -> QWidget | None:
        """Opens the body and gives the field the focus; the heading itself where the path ends here."""
        self.open()
        found = self.body.focus_field(path)
        if found is None:
            self.fold.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return found or self.fold

    def _show_field(self, selection: Selection, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        title, summary = _heading(shown)
        name = f"field.{format_path(shown.path)}"
        problems = selection.problems_below(shown.path)
        self.show_heading(title, summary, name=name, problems=problems, unsaved=shown.unsaved)
        self.mute(_is_empty(shown))
        self._remove.setObjectName(f"{name}.remove")
        self._remove.setAccessibleName(self.tr("Remove {0} from the card").format(shown.field.label))
        set_shown(self._remove, shown.can_go)
        is_open = self._wants_open and not _is_empty(shown)
        if before is not None and (before.path, before.cards) == (shown.path, shown.cards):
            is_open = self.is_open or (is_open and _is_empty(before))  # opened by hand, or brought back by undo
        if not is_open:
            self.fold.setChecked(False)
        self.show_body(lambda: self.body.show_field(selection, shown))
        if is_open:
            self.fold.setChecked(True)

    def _on_opened(self, is_open: bool) -> None:
        if self._shown is not None and not _is_empty(self._shown):
            self._wants_open = is_open

    def _on_remove(self) -> None:
        if self._shown is None:
            return
        self.fold.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes, the heading may stay
        self.edited.emit((Remove(self._shown.path),), self.tr("remove {0}").format(undo_name(self._shown.field)))
        if self._shown.is_missing:
            self.fold.setChecked(False)


def _is_empty(shown: Shown) -> bool:
    """Where cards differ there is something to see, though not one value."""
    return shown.is_missing or (len(shown.cards) == 1 and not shown.value)


def _heading(shown: Shown) -> tuple[str, str]:
    value = shown.value
    if isinstance(value, list):
        return f"{shown.field.label} ({len(value)})", ""
    if isinstance(value, dict):
        scalars = [format_value(item) for item in value.values() if not isinstance(item, list | dict)]
        return shown.field.label, " · ".join(text for text in scalars[:2] if text)
    return shown.field.label, shown.placeholder
