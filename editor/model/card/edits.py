"""Edits of a card as values, so that form, command line, bulk edits and merge share them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from editor.model.card.card import Card, card_of, is_storable, read_card
from editor.model.card.diff import equal_values
from editor.model.card.fields import Field, FieldType, guess_field
from editor.model.card.schema import Schemas
from editor.model.card.values import format_value, parse_value
from editor.model.text.document import Document
from editor.model.text.envelope import MAX_DEPTH
from editor.model.text.errors import EditRefused
from editor.model.text.paths import Path, format_path
from editor.model.text.resolution import construct, resolve
from editor.model.text.scalars import Plain, Styled, Value


@dataclass(frozen=True, slots=True)
class SetValue:
    """The field at `path` becomes `value`; it is added, in the order of the house, where the card has none."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class AddItem:
    """One more item in the list at `path`, at the end or before `index`; nothing where it is a scalar that is there."""

    path: Path
    value: Value
    index: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """The items of the list at `path` that equal `value` go; nothing where it has none."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """The key or item at `path` goes; nothing where the card has none."""

    path: Path


@dataclass(frozen=True, slots=True)
class Move:
    """An item of the list at `path` moves from `index` to stand at `to`."""

    path: Path
    index: int
    to: int


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """The whole file becomes `text`, which may be unreadable; locked fields must stay as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class SetBody:
    """What follows the front matter becomes `body`."""

    body: str


_EditWithin: TypeAlias = SetValue | AddItem | RemoveItem | Remove | Move | SetBody
Edit: TypeAlias = _EditWithin | ReplaceText


def apply_edits(card: Card, edits: Sequence[Edit], schemas: Schemas, *, like: Card | None = None) -> Card:
    """The card after all `edits`; raises EditRefused where one cannot be made exactly, and then none is made.

    Text for a date, number or boolean is read as one. New keys stand in the order of the schema, new strings in its
    styles where their neighbours have none. Where `like` has the same value at a path, its spelling is used. Locked
    fields must end as they began.
    """
    changed = card
    for edit in edits:
        if isinstance(edit, ReplaceText):
            changed = _replace_text(changed, edit.text, schemas)
        else:
            document = _Editor(changed, _document(changed), like.document if like else None).apply(edit)
            changed = changed if document is changed.document else card_of(card.id, document, schemas)
    _refuse_locked(card, changed)
    return changed


def _document(card: Card) -> Document:
    if card.document is None:
        raise EditRefused(f"This card cannot be read, so it can only be mended as text: {card.error}", ())
    return card.document


def _replace_text(card: Card, text: str, schemas: Schemas) -> Card:
    if not is_storable(card.text):
        raise EditRefused("This file is not UTF-8 text; turn it into UTF-8 with another program first.", ())
    if not is_storable(text):
        raise EditRefused("This text holds half a character (a lone surrogate) that no file can hold.", ())
    return card if text == card.text else read_card(card.id, text, schemas)


def _refuse_locked(old: Card, new: Card) -> None:
    """Raises EditRefused where a locked field differs: one rule for all edits, also of what is around such a field."""
    if old.document is None or new.document is None:
        return
    for path in {**_locked_in(old), **_locked_in(new)}:
        if old.has(path) != new.has(path) or not equal_values(old.get(path), new.get(path)):
            raise EditRefused(f"`{format_path(path)}` is locked: only the site’s machine writes it.", path)


def _locked_in(card: Card) -> dict[Path, None]:
    return {path: None for path, field, _ in card.schema.walk(card.values) if field and field.locked}


@dataclass(frozen=True, slots=True)
class _Editor:
    """Makes one edit in the document of one card."""

    card: Card
    document: Document
    like: Document | None

    def apply(self, edit: _EditWithin) -> Document:
        if not isinstance(edit, SetBody) and len(edit.path) > MAX_DEPTH:  # before anything recursive sees it
            raise EditRefused(f"a card nests {MAX_DEPTH} levels at most", edit.path)
        match edit:
            case SetValue(path, value):
                return self._set(path, value)
            case AddItem(path, value, index):
                return self._add(path, value, index)
            case RemoveItem(path, value):
                return self._remove_items(path, value)
            case Remove(path):
                return self.document.remove(path) if self.document.has(path) else self.document
            case Move(path, index, to):
                return self.document.move(path, index, to)
            case SetBody(body):
                return self.document.with_body(body)

    def _set(self, path: Path, value: Value) -> Document:
        if not path:
            raise EditRefused("An edit needs the name of a field.", path)
        # What stands there already, or in `like`, is not read anew: `heat: "12"` stays text.
        settled = any(
            document.has(path) and equal_values(document.get(path), value)
            for document in (self.document, self.like)
            if document
        )
        return self._write(path, self._prepared(self._field(path), value, path, settled=settled))

    def _write(self, path: Path, value: Value) -> Document:
        """Sets a prepared value; what is missing of the path is made with it, in the order of the house."""
        parent = path[:-1]
        while parent and not self.document.has(parent):
            parent = parent[:-1]
        field = self.card.schema.field(parent) if parent else self.card.schema.root
        return self.document.set(path, value, order=field.order if field else (), like=self.like)

    def _add(self, path: Path, value: Value, index: int | None) -> Document:
        items, field = self._items(path), self._field(path)
        item = field.item if field else None
        prepared = self._prepared(item, value, (*path, len(items)))
        if not isinstance(prepared, dict | list) and self._places(path, items, prepared):
            return self.document
        if not self.document.has(path):
            return self._write(path, [prepared])
        return self.document.insert(path, len(items) if index is None else index, prepared)

    def _remove_items(self, path: Path, value: Value) -> Document:
        document = self.document
        for index in reversed(self._places(path, self._items(path), value)):
            document = document.remove((*path, index))
        return document

    def _items(self, path: Path) -> list[Value]:
        """The list at `path`, empty where there is none yet; raises EditRefused where something else is, or belongs."""
        value, field = self.document.get(path), self.card.schema.field(path)
        if isinstance(value, list):
            return value
        if value is None and (field is None or field.type is FieldType.LIST):
            return []
        raise EditRefused(f"`{format_path(path)}` is not a list.", path)

    def _places(self, path: Path, items: list[Value], value: Value) -> list[int]:
        """Where in the list the value is; text also finds a number or date that the file spells so (a topic `2024`)."""
        wanted = _meaning(value)
        return [
            index
            for index, item in enumerate(items)
            if equal_values(item, wanted) or (wanted != "" and self.card.spelled((*path, index)) == wanted)
        ]

    def _field(self, path: Path) -> Field | None:
        """The declared field, or one of the type that an unknown key has now."""
        known = self.card.schema.field(path)
        if known or not self.document.has(path):
            return known
        return guess_field(str(path[-1]), self.document.get(path))

    def _prepared(self, field: Field | None, value: Value, path: Path, *, settled: bool = False) -> Value:
        """`value` with text turned to the types of its fields, strings in their styles, keys in the order of the house.

        What is `settled` keeps its type.
        """
        if not settled and field and not field.type.is_text:
            value = self._parsed(field, value, path)
        match value:
            case dict():
                order = field.order if field else ()
                keys = sorted(value, key=lambda key: order.index(key) if key in order else len(order))
                return {
                    key: self._prepared(field.child(key) if field else None, value[key], (*path, key), settled=settled)
                    for key in keys
                }
            case list():
                item = field.item if field else None
                return [self._prepared(item, child, (*path, n), settled=settled) for n, child in enumerate(value)]
            case str() if field:
                return Styled(value, field.style)
        return value

    def _parsed(self, field: Field, value: Value, path: Path) -> Value:
        if isinstance(value, str):
            try:
                value = parse_value(field, value)
            except ValueError as error:
                if self.card.schema.field(path) is None:  # a guess does not bind
                    return value
                raise EditRefused(str(error), path) from error
        if field.type is FieldType.DATETIME and isinstance(value, date | Plain):
            quoted = self.document.has(path) and self.document.raw(path)[:1] in ('"', "'")
            spelling = format_value(value)
            return spelling if quoted else Plain(spelling)
        return value


def _meaning(value: Value) -> Value:
    match value:
        case Plain():
            return construct(resolve(value.text), value.text)
        case Styled():
            return value.value
    return value
