"""The editor of a list of small forms: pictures, related stories, logos, authors."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.model.card.edits import AddItem, Move, Remove
from editor.model.card.schema import Field, FieldType, guess_field
from editor.model.card.values import format_value
from editor.model.text.paths import Path, format_path
from editor.model.text.scalars import Value
from editor.ui.fold import Fold
from editor.ui.form.field_editor import Shown, undo_name
from editor.ui.form.kit import FormKit, IconButton, resting, set_shown
from editor.ui.form.section import FormBody, problem_count
from editor.ui.form.selection import Selection
from editor.ui.parts import ElidedLabel
from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS

_NAMES = ("title", "name", "url")
"""The keys by which an item is called, the best first."""


def summarise_item(value: Value) -> tuple[str, str]:
    """What an item is called, and the size of a picture or the outlet of a story."""
    if not isinstance(value, dict):
        return format_value(value), ""
    texts = {key: format_value(item) for key, item in value.items() if not isinstance(item, list | dict)}
    name = next((texts[key] for key in _NAMES if texts.get(key)), next(filter(None, texts.values()), ""))
    provider = value.get("provider")
    if "width" in texts and "height" in texts:
        return name, f"{texts['width']} × {texts['height']}"
    return name, format_value(provider.get("name")) if isinstance(provider, dict) else ""


def new_item(field: Field | None) -> Value:
    """What a new item begins as: its required fields, else its first, empty; nothing at all for a scalar."""
    if field is None or field.type is not FieldType.MAPPING:
        return ""
    keys = [child.key for child in field.fields if child.required] or [child.key for child in field.fields[:1]]
    return dict.fromkeys(keys, "")


class ItemsEditor(FormBody):
    """Items under one another, each folded to a line; what is in one is made when it is first opened."""

    def __init__(self, kit: FormKit, make_form: Callable[[], FormBody], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._make_form = make_form
        self._shown: Shown | None = None
        self._panels: list[ItemPanel] = []
        self._is_adding = False
        self._add = QToolButton()
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setAutoRaise(True)
        self._add.setProperty("part", "add")
        self._add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._add.clicked.connect(self._on_add)
        self._layout = QVBoxLayout()
        self._layout.setSpacing(SPACE_S)
        self._layout.setContentsMargins(SPACE_XS, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(self._layout)
        layout.addWidget(self._add)
        kit.theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def show_field(self, selection: Selection, shown: Shown) -> None:
        with resting(self.layout()):
            self._show_items(selection, shown)

    def prepare(self, places: Sequence[tuple[Path, Field]]) -> Iterator[None]:
        if not self._panels:
            self._make_panel()
            self._panels[0].hide()
            self._panels[0].ensurePolished()
            yield

    def focus_field(self, path: Path) -> QWidget | None:
        shown = self._shown
        step = path[len(shown.path)] if shown is not None and len(path) > len(shown.path) else None
        if shown is None or not isinstance(step, int) or step >= len(_items(shown)):
            return None
        return self._panels[step].focus_field(path)

    def focus_first(self) -> None:
        self._add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_items(self, selection: Selection, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        again = before is not None and (before.path, before.cards) == (shown.path, shown.cards)
        items = _items(shown)
        while len(self._panels) < len(items):
            self._make_panel()
        if again and before is not None and _items(before) != items:
            self._follow(_items(before), items)
        if not again:
            self._is_adding = False
        for index, panel in enumerate(self._panels):
            if index < len(items):
                field = _item_field(shown, items[index])
                panel.show_item(selection, (*shown.path, index), field, items[index], is_last=index == len(items) - 1)
            set_shown(panel, index < len(items))
        self._name_add(shown)
        if self._is_adding and before is not None and len(items) > len(_items(before)):
            self._is_adding = False
            self._panels[len(items) - 1].open_first()

    def _make_panel(self) -> None:
        panel = ItemPanel(self._kit, self._make_form)
        panel.edited.connect(self.edited)
        panel.open_url_requested.connect(self.open_url_requested)
        panel.step_requested.connect(lambda by: self._on_step(panel, by))
        panel.remove_requested.connect(lambda: self._on_remove(panel))
        self._panels.append(panel)
        self._layout.addWidget(panel)

    def _follow(self, before: list[Value], items: list[Value]) -> None:
        """Lets widgets go along with their items, moved or come back by undo: they stay open and keep the focus."""
        self._panels = [self._panels[index] for index in followed(before, items, len(self._panels))]
        for index, panel in enumerate(self._panels):
            item = self._layout.itemAt(index)
            if item is None or item.widget() is not panel:
                self._layout.removeWidget(panel)
                self._layout.insertWidget(index, panel)
        for spare in self._panels[len(items) :]:
            spare.fold.setChecked(False)

    def _name_add(self, shown: Shown) -> None:
        label = shown.field.item.label if shown.field.item is not None else self.tr("item")
        self._add.setText(self.tr("Add {0}").format(label[:1].lower() + label[1:]))
        self._add.setObjectName(f"field.{format_path(shown.path)}.add")

    def _on_add(self) -> None:
        if self._shown is not None:
            self._is_adding = True
            self._tell((AddItem(self._shown.path, new_item(self._shown.field.item)),), self.tr("add to {0}"))

    def _on_step(self, panel: "ItemPanel", by: int) -> None:
        index = self._panels.index(panel)
        if self._shown is not None:
            self._tell((Move(self._shown.path, index, index + by),), self.tr("reorder {0}"))

    def _on_remove(self, panel: "ItemPanel") -> None:
        index = self._panels.index(panel)
        if self._shown is not None:
            self._tell((Remove((*self._shown.path, index)),), self.tr("remove from {0}"))

    def _tell(self, edits: tuple[AddItem | Move | Remove, ...], label: str) -> None:
        if self._shown is not None:
            self.edited.emit(edits, label.format(undo_name(self._shown.field)))

    def _paint_icon(self) -> None:
        self._add.setIcon(self._kit.theme.icon("mdi6.plus"))


class ItemPanel(QFrame):
    """One item: a line that says what it is, buttons that move and remove it, and its form when open."""

    edited = Signal(object, str)
    open_url_requested = Signal(str)
    step_requested = Signal(int)  # this many places on
    remove_requested = Signal()

    def __init__(self, kit: FormKit, make_form: Callable[[], FormBody], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_form = make_form
        self._form: FormBody | None = None
        self._show_form: Callable[[FormBody], None] | None = None
        self.setProperty("part", "item")
        self.fold = Fold(kit.theme)
        self._name = _ItemName()
        self._detail = QLabel()
        self._detail.setProperty("tone", "muted")
        self._buttons = {
            "up": IconButton(kit, "mdi6.arrow-up", self.tr("Move up")),
            "down": IconButton(kit, "mdi6.arrow-down", self.tr("Move down")),
            "remove": IconButton(kit, "mdi6.trash-can-outline", self.tr("Remove")),
        }
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_XS)
        head.setSpacing(SPACE_XS)
        head.addWidget(self.fold)
        head.addWidget(self._name, 1)
        head.addWidget(self._detail)
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(button)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(head)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.fold.toggled.connect(self._on_toggled)
        self._name.clicked.connect(self.fold.toggle)
        self._buttons["up"].clicked.connect(lambda: self.step_requested.emit(-1))
        self._buttons["down"].clicked.connect(lambda: self.step_requested.emit(1))
        self._buttons["remove"].clicked.connect(self.remove_requested)

    def show_item(self, selection: Selection, path: Path, field: Field, value: Value, *, is_last: bool) -> None:
        """Shows the item at `path`; its form only when it is open."""
        name, detail = summarise_item(value)
        number = int(path[-1]) + 1
        self._name.setText(name or QCoreApplication.translate("ItemPanel", "(empty)"))
        found = problem_count(selection.problems_below(path))
        unsaved = "•" if selection.is_unsaved(path) else ""
        self._detail.setText("  ".join(filter(None, (detail, found, unsaved))))
        address = f"field.{format_path(path)}"
        self.fold.setObjectName(f"{address}.fold")
        self.fold.setAccessibleName(f"{field.label} {number}: {name}")
        for key, button in self._buttons.items():
            button.setObjectName(f"{address}.{key}")
            button.setAccessibleName(f"{button.toolTip()}: {field.label} {number}")
        self._buttons["up"].setEnabled(number > 1)
        self._buttons["down"].setEnabled(not is_last)
        self._show_form = lambda form: form.show_field(selection, selection.shown(path, field))
        if self.fold.isChecked():
            self._fill_form()

    def open_first(self) -> None:
        """Opens the item and gives its first field the focus."""
        self.fold.setChecked(True)
        if self._form is not None:
            self._form.focus_first()

    def focus_field(self, path: Path) -> QWidget | None:
        """Opens the item and gives the field the focus; the widget that has it now."""
        self.fold.setChecked(True)
        found = self._form.focus_field(path) if self._form is not None else None
        if found is None:
            self.fold.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return found or self.fold

    def _on_toggled(self, is_open: bool) -> None:
        if is_open:
            self._fill_form()
        if self._form is not None:
            self._form.setVisible(is_open)

    def _fill_form(self) -> None:
        if self._form is None:
            self._form = self._make_form()
            self._form.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_M)
            self._form.edited.connect(self.edited)
            self._form.open_url_requested.connect(self.open_url_requested)
            self._layout.addWidget(self._form)
        show, self._show_form = self._show_form, None
        if show is not None:
            show(self._form)


class _ItemName(ElidedLabel):
    """What an item is called; a click on it opens and closes the item."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a label that lets it pass never hears of the release

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


def followed(before: list[Value], items: list[Value], panels: int) -> list[int]:
    """Which of so many panels belongs at which place, now that the items they showed have become others.

    A panel goes where its item went, even if others were added, moved or taken away; an item that was edited keeps its
    panel; panels left over come last.
    """
    free = dict.fromkeys(range(panels))
    chosen: dict[int, int] = {}

    def take(index: int, candidates: Iterable[int]) -> None:
        panel = next((candidate for candidate in candidates if candidate in free), None)
        if index not in chosen and panel is not None:
            chosen[index] = panel
            del free[panel]

    for index, item in enumerate(items):
        take(index, [index] if before[index : index + 1] == [item] else [])
    for index, item in enumerate(items):
        take(index, [old for old, was in enumerate(before) if was == item])
    for index in range(len(items)):
        take(index, [index])
    for index in range(len(items)):
        take(index, [*range(len(before), panels), *free])
    return [*(chosen[index] for index in range(len(items))), *free]


def _items(shown: Shown) -> list[Value]:
    return shown.value if isinstance(shown.value, list) else []


def _item_field(shown: Shown, value: Value) -> Field:
    declared = shown.field.item
    if declared is not None and (declared.type is FieldType.MAPPING) == isinstance(value, dict):
        return declared
    return guess_field(shown.field.key, value)
