"""The editor of yes and no, and of whether a card is published."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.model.card.card import Publishing
from editor.model.card.diff import State
from editor.ui.form.field_editor import FieldEditor, Shown
from editor.ui.form.kit import FormKit
from editor.ui.switch import Switch


class SwitchEditor(FieldEditor):
    """A switch and where it stands. For the field that publishes that is what the site makes of the value."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._switch = Switch("", kit.theme)
        self._row.addWidget(self._switch)
        self._row.addStretch()
        self._switch.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the row has one
        self._switch.clicked.connect(self._send)

    @property
    def input(self) -> QWidget:
        return self._switch

    def _fill(self, shown: Shown, *, again: bool) -> None:
        is_on = shown.value is True if shown.publishing is None else shown.publishing is not Publishing.HIDDEN
        if shown.state in (State.SAME, State.MISSING):
            self._switch.setChecked(is_on)
        else:
            self._switch.setCheckState(Qt.CheckState.PartiallyChecked)
        if not again:
            self._switch.stop_sliding()
        word = self._word_for(shown, is_on=is_on)
        self._switch.setText(word)
        self._switch.setAccessibleName(f"{shown.field.label}: {word}")
        self._remark(note=self._explain(shown))

    def _word_for(self, shown: Shown, *, is_on: bool) -> str:
        if shown.state not in (State.SAME, State.MISSING):
            return shown.placeholder
        if shown.publishing is Publishing.LISTED:
            return self.tr("Listed, no page")
        if shown.is_missing and shown.publishing is None:
            return shown.placeholder
        return self.tr("Yes") if is_on else self.tr("No")

    def _explain(self, shown: Shown) -> str:
        """Why the switch stands where it does, when the spelling in the file does not say so."""
        if shown.state is not State.SAME or isinstance(shown.value, bool):
            return ""
        if shown.publishing is Publishing.LISTED:
            return self.tr("Empty in the file: the card is listed, but gets no page.")
        if shown.publishing is Publishing.PUBLISHED:
            return self.tr("The file says “{0}”, which publishes. Only a plain false hides a card.").format(shown.text)
        if shown.publishing is None:
            return self.tr("The file says “{0}”, which is neither true nor false.").format(shown.text)
        return ""
