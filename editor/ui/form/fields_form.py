"""A form of several fields: the short ones in a line, the others below, forms within the form at the end."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.model.card.diff import State
from editor.model.card.edits import SetValue
from editor.model.card.schema import Field, FieldType
from editor.model.text.paths import Path, format_path
from editor.ui.flow_layout import FlowLayout
from editor.ui.form.field_editor import Shown
from editor.ui.form.field_row import FIELD_LEFT, FieldRow, editor_for
from editor.ui.form.kit import FormKit, resting, set_shown
from editor.ui.form.lists import ItemsEditor
from editor.ui.form.nested_field import NestedField
from editor.ui.form.provider import provider_edits
from editor.ui.form.section import FormBody
from editor.ui.form.selection import Selection
from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS

_COMPACT = {FieldType.BOOLEAN: 0, FieldType.CHOICE: 1, FieldType.INTEGER: 2, FieldType.NUMBER: 2}
"""The types that stand side by side in one line, and in which order."""

Places = Sequence[tuple[Path, Field]]


class FieldsForm(FormBody):
    """Shows what the cards have of some fields, and offers to add what they could have.

    Widgets are kept for the next card; only what that one has more is made. Window's thread only.
    """

    def __init__(self, kit: FormKit, *, short_first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._short_first = short_first
        self._selection: Selection | None = None
        self._places: Places = ()
        self._added: set[Path] = set()
        self._absent: list[Path] | None = None  # what the menu offers now; None before it is made
        self._rows: dict[tuple[object, object], FieldRow | NestedField] = {}
        self._visible: dict[Path, FieldRow | NestedField] = {}
        self._short = FlowLayout(gap=SPACE_M, line_gap=SPACE_S, indent=FIELD_LEFT)
        self._long = QVBoxLayout()
        self._nested = QVBoxLayout()
        self._offer = QPushButton()
        self._offer.clicked.connect(self._on_offer)
        self._offer.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._add = QToolButton()
        self._add.setText(self.tr("Add field"))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add.setAutoRaise(True)
        self._add.setProperty("part", "add")
        self._add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._add.setMenu(QMenu(self._add))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        for part in (self._short, self._long):
            part.setContentsMargins(SPACE_XS, 0, 0, 0)  # headings need this for their focus ring, left of their text
        layout.addLayout(self._long)
        layout.addWidget(self._offer)
        layout.addLayout(self._nested)
        layout.addWidget(self._add)
        for part in (self._long, self._nested):
            part.setSpacing(SPACE_S)
        kit.theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_field(self, selection: Selection, shown: Shown) -> None:
        if shown.field.type is FieldType.MAPPING:
            self.show_fields(selection, selection.places(shown.path, shown.field.fields))
        else:
            self.show_fields(selection, [(shown.path, shown.field)])

    def show_fields(self, selection: Selection, places: Places) -> None:
        """Shows these fields; those that no card has only when they are worth their place."""
        with resting(self.layout()):
            self._show_fields(selection, places)

    def focus_field(self, path: Path) -> QWidget | None:
        for known in self._visible:
            if path[: len(known)] == known:
                return self._visible[known].focus_field(path)
        for known, _field in self._places:
            if path[: len(known)] == known:
                self._added.add(known)
                self._show_again()
                return self.focus_field(path)
        return None

    def focus_first(self) -> None:
        first = next(iter(self._visible), None)
        if first is not None:
            self._visible[first].focus_field(first)

    def prepare(self, places: Places) -> Iterator[None]:
        """Makes the widgets that cards with these fields need, hidden, in steps of a few milliseconds each."""
        for path, field in places:
            shown = Shown(path, field, (), State.MISSING, locked="locked" if field.locked else "")
            if _key(shown) in self._rows:
                continue
            row = self._row_for(shown)
            row.hide()
            self._part_of(row, shown).addWidget(row)
            row.ensurePolished()
            yield
            if isinstance(row, NestedField):
                yield from row.body.prepare([((*path, child.key), child) for child in field.fields])

    def _show_fields(self, selection: Selection, places: Places) -> None:
        if self._selection is not None and self._selection.ids != selection.ids:
            self._added.clear()
        self._selection, self._places = selection, places
        self._visible = {}
        parts: dict[QBoxLayout | FlowLayout, list[QWidget]] = {self._short: [], self._long: [], self._nested: []}
        absent = []
        for path, field in sorted(places, key=lambda place: _COMPACT.get(place[1].type, 0)):
            if not (selection.has(path) or _is_expected(path, field) or path in self._added):
                absent.append((path, field))
                continue
            shown = selection.shown(path, field)
            row = self._row_for(shown)
            row.show_field(selection, shown)
            self._visible[path] = row
            parts[self._part_of(row, shown)].append(row)
        seen = set(self._visible.values())
        for layout, rows in parts.items():
            _arrange(layout, rows)
        for known in self._rows.values():
            set_shown(known, known in seen)
        for position, short in enumerate(parts[self._short]):
            if isinstance(short, FieldRow):
                short.align(to_column=position == 0)
        self._show_add([place for place in absent if not place[1].locked])
        self._show_offer()

    def _row_for(self, shown: Shown) -> "FieldRow | NestedField":
        make, key = editor_for(shown), _key(shown)
        if key not in self._rows:
            row: FieldRow | NestedField
            if make is None:
                body: FormBody = self._make_items() if shown.field.type is FieldType.LIST else FieldsForm(self._kit)
                row = NestedField(self._kit, body, opened=shown.field.type is FieldType.LIST)
            else:
                row = FieldRow(self._kit, make(self._kit), compact=shown.field.type in _COMPACT and not shown.locked)
            row.edited.connect(self.edited)
            row.open_url_requested.connect(self.open_url_requested)
            self._rows[key] = row
        return self._rows[key]

    def _make_items(self) -> ItemsEditor:
        return ItemsEditor(self._kit, lambda: FieldsForm(self._kit))

    def _part_of(self, row: QWidget, shown: Shown) -> QBoxLayout | FlowLayout:
        if isinstance(row, NestedField):
            return self._nested
        if shown.field.type not in _COMPACT or shown.locked:
            return self._long
        page = self.layout()
        if self._short.parent() is None and isinstance(page, QBoxLayout):  # most forms have none, and Qt asks often
            page.insertLayout(0 if self._short_first else 1, self._short)
        return self._short

    def _show_again(self) -> None:
        if self._selection is not None:
            self.show_fields(self._selection, self._places)

    def _show_add(self, absent: Places) -> None:
        menu = self._add.menu()
        if [path for path, _field in absent] == self._absent:
            return
        self._absent = [path for path, _field in absent]
        menu.clear()
        for path, field in absent:
            action = menu.addAction(field.label)
            action.setToolTip(field.help)
            action.setObjectName(f"add.{format_path(path)}")
            action.triggered.connect(lambda _checked=False, path=path: self.focus_field(path))
        set_shown(self._add, bool(absent))
        if self._places:
            base = format_path(self._places[0][0][:-1])
            self._add.setObjectName(f"form.{base}.add" if base else "form.add")

    def _show_offer(self) -> None:
        edits, name = self._offered()
        set_shown(self._offer, bool(edits))
        if edits:
            self._offer.setText(self.tr("Fill in domain and logo of {0}").format(name.replace("&", "&&")))

    def _offered(self) -> tuple[tuple[SetValue, ...], str]:
        """What the site knows of the provider whose name stands in this form, and the card does not say."""
        place = next((path for path, field in self._places if field.vocabulary == "providers"), None)
        if place is None or self._selection is None or not self._selection.is_single:
            return (), ""
        card = self._selection.cards[0]
        name, current = card.spelled(place), card.get(place[:-1])
        if not name or not isinstance(current, dict):
            return (), ""
        keys = [path[-1] for path, _field in self._places if path != place]
        edits = provider_edits(
            place[:-1], self._kit.provider(name), current, [key for key in keys if isinstance(key, str)]
        )
        return edits, name

    def _on_offer(self) -> None:
        edits, name = self._offered()
        if edits:
            self.edited.emit(edits, self.tr("fill in {0}").format(name))

    def _paint_icons(self) -> None:
        self._add.setIcon(self._kit.theme.icon("mdi6.plus"))
        self._offer.setIcon(self._kit.theme.icon("mdi6.auto-fix"))


def _key(shown: Shown) -> tuple[object, object]:
    """Fields of the same name and kind share a row, in whatever card they are."""
    return (shown.path[-1] if isinstance(shown.path[-1], str) else None, editor_for(shown) or shown.field.type)


def _is_expected(path: Path, field: Field) -> bool:
    """Whether a field is shown even where no card has it."""
    if field.locked:
        return False
    if len(path) == 1 and field.section in ("provider", "images", "related"):
        return True
    is_head = len(path) == 1 and field.section == "main" and field.type in (FieldType.TEXT, FieldType.LONG_TEXT)
    return field.required or field.column or is_head


def _arrange(layout: QBoxLayout | FlowLayout, rows: Sequence[QWidget]) -> None:
    """Brings `rows` to the front of the layout, in their order; moves only what stands elsewhere."""
    for index, row in enumerate(rows):
        item = layout.itemAt(index)
        if item is None or item.widget() is not row:
            layout.removeWidget(row)
            layout.insertWidget(index, row)
