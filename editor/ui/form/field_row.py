"""A labelled editor with what there is to say under it, and the way to take the field out of the card."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from editor.model.card.edits import Remove
from editor.model.card.schema import FieldType
from editor.model.text.paths import Path
from editor.ui.form.chips import ChipsEditor
from editor.ui.form.date_time import DateTimeEditor, DurationEditor
from editor.ui.form.field_editor import FieldEditor, Shown, undo_name
from editor.ui.form.fields import (
    ChoiceEditor,
    DifferingEditor,
    LockedEditor,
    LongTextEditor,
    NumberEditor,
    TextEditor,
)
from editor.ui.form.kit import FormKit, IconButton, set_shown, toned_label
from editor.ui.form.selection import Selection, holds_forms
from editor.ui.form.switch_field import SwitchEditor
from editor.ui.form.url_field import UrlEditor
from editor.ui.parts import ElidedLabel, restyle
from editor.ui.theme import SPACE_S, SPACE_XS

LABEL_WIDTH = 96
REMOVE_WIDTH = 20
FIELD_LEFT = LABEL_WIDTH + SPACE_S  # where the column of fields begins
LINE_HEIGHT = 30

_EDITORS: dict[FieldType, type[FieldEditor]] = {
    FieldType.TEXT: TextEditor,
    FieldType.LONG_TEXT: LongTextEditor,
    FieldType.INTEGER: NumberEditor,
    FieldType.NUMBER: NumberEditor,
    FieldType.BOOLEAN: SwitchEditor,
    FieldType.DATETIME: DateTimeEditor,
    FieldType.DURATION: DurationEditor,
    FieldType.URL: UrlEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.LIST: ChipsEditor,
}


def editor_for(shown: Shown) -> type[FieldEditor] | None:
    """The editor that a field needs in a row; None for what needs a form of its own below a heading."""
    if shown.locked:
        return LockedEditor
    is_form = shown.field.type is FieldType.MAPPING or (shown.field.type is FieldType.LIST and holds_forms(shown))
    if not is_form:
        return _EDITORS[shown.field.type]
    if len(shown.cards) > 1 and shown.field.type is FieldType.LIST:
        return DifferingEditor
    return None


class FieldRow(QWidget):
    """Label, editor, remarks and a small cross. A compact one keeps its own width, to stand beside others."""

    edited = Signal(object, str)
    open_url_requested = Signal(str)

    def __init__(self, kit: FormKit, editor: FieldEditor, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._compact = compact
        self.editor = editor
        self._shown: Shown | None = None
        self._label = ElidedLabel()
        self._label.setFixedHeight(LINE_HEIGHT)
        self._label.setBuddy(editor)
        self._label.setProperty("tone", "muted")
        self.align(to_column=not compact)
        self._remark: _Remark | None = None
        self._remove = IconButton(kit, "mdi6.close", self.tr("Remove this field from the card"), self)
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.setFixedSize(REMOVE_WIDTH, REMOVE_WIDTH)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addWidget(editor)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._column, 1)
        editor.setMinimumHeight(LINE_HEIGHT)
        # The cross stands on the end of the label, which gives way, so that the fields keep one right edge.
        self._remove.move(LABEL_WIDTH - REMOVE_WIDTH, (LINE_HEIGHT - REMOVE_WIDTH) // 2)
        self._remove.hide()
        self._remove.clicked.connect(self._on_remove)
        editor.edited.connect(self.edited)
        editor.open_url_requested.connect(self.open_url_requested)
        editor.remarks_changed.connect(self._show_remark)
        editor.focus_changed.connect(self._reveal)
        editor.menu_requested.connect(self._extend_menu)

    def show_field(self, selection: Selection, shown: Shown) -> None:
        """Shows this field of these cards."""
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        if before is None or (before.field, before.unsaved) != (shown.field, shown.unsaved):
            self._name(shown)
        self.editor.show_field(shown)
        self._reveal(False)
        self._remove.setObjectName(f"{self.editor.input.objectName()}.remove")
        self._show_remark()

    def _name(self, shown: Shown) -> None:
        label, tip = shown.field.label, shown.field.help
        self._label.setText(f"{label} •" if shown.unsaved else label)
        self._label.setToolTip(f"{label}: {tip}" if tip else label)
        restyle(self._label, tone="unsaved" if shown.unsaved else "muted")

    def align(self, *, to_column: bool) -> None:
        """Whether the label takes the width of the column of labels."""
        self._label.setMinimumWidth(LABEL_WIDTH if to_column else 0)
        self._label.setMaximumWidth(LABEL_WIDTH)

    def focus_field(self, path: Path) -> QWidget | None:
        """Gives the editor the focus; the widget that has it now."""
        self.editor.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.editor.input

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._reveal(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._reveal(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.editor.shown.can_go:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._remove_action(menu))
        menu.popup(event.globalPos())

    def _extend_menu(self, menu: QMenu) -> None:
        if self.editor.shown.can_go:
            menu.addSeparator()
            menu.addAction(self._remove_action(menu))

    def _remove_action(self, menu: QMenu) -> QAction:
        action = QAction(self._kit.theme.icon("mdi6.close"), self.tr("Remove this field from the card"), menu)
        action.triggered.connect(self._on_remove)
        return action

    def _on_remove(self) -> None:
        shown = self.editor.shown
        self.edited.emit((Remove(shown.path),), self.tr("remove {0}").format(undo_name(shown.field)))

    def _reveal(self, wanted: bool) -> None:
        near = wanted or self.underMouse() or self.editor.input.hasFocus()
        shown = near and not self._compact and self.editor.shown.can_go
        if shown is self._remove.isHidden():
            self._remove.setVisible(shown)
            self._label.setContentsMargins(0, 0, REMOVE_WIDTH if shown else 0, 0)

    def _show_remark(self) -> None:
        problem = self.editor.complaint or self.editor.shown.problem
        text = problem or self.editor.note
        restyle(self.editor.input, bad=bool(problem))
        if self._remark is None:
            if not text:
                return
            self._remark = _Remark(self._kit)
            self._column.addWidget(self._remark)
        self._remark.show_remark(text, is_problem=bool(problem))


class _Remark(QWidget):
    """A line of small text under a field: muted, or red with a sign."""

    def __init__(self, kit: FormKit) -> None:
        super().__init__()
        self._kit = kit
        self._sign = QLabel()
        self._text = toned_label("muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, SPACE_XS)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        kit.theme.changed.connect(self._paint_sign)
        self._paint_sign()

    def show_remark(self, text: str, *, is_problem: bool) -> None:
        """What to say; nothing for an empty text."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        restyle(self._text, tone="error" if is_problem else "muted")
        set_shown(self._sign, is_problem)
        set_shown(self, bool(text))

    def _paint_sign(self) -> None:
        theme = self._kit.theme
        self._sign.setPixmap(
            theme.pixmap("mdi6.alert-circle-outline", 16, theme.colours.error, self.devicePixelRatioF())
        )
