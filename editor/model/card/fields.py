"""What the editor knows about one field of a card, declared or guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from editor.model.text.scalars import Style, Value

SECTIONS = ("main", "links", "provider", "topics", "images", "related", "more")
"""The parts of the form, in its order."""

_WEB = re.compile(r"https?://\S+\Z")
_BETWEEN_WORDS = re.compile(r"(?<=[^\W_A-Z])(?=[A-Z])|[\W_]+")
_LONG = 120  # characters from which a text of an unknown key gets more than one line


class FieldType(StrEnum):
    """What a field holds. All but the last two are scalars."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATETIME = "datetime"
    DURATION = "duration"
    URL = "url"
    CHOICE = "choice"
    MAPPING = "mapping"
    LIST = "list"

    @property
    def is_text(self) -> bool:
        """Whether a value of this type is a string in YAML."""
        return self in _TEXTS


_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.DURATION, FieldType.URL, FieldType.CHOICE})


@dataclass(frozen=True)
class Field:
    """One key of a card, or the items of a list (whose key is the list's).

    `limit` is a soft one, in characters. `merge` is what happens when two people changed the field: "ask", "theirs",
    "ours", "set" (of scalars), or "by KEY" (items of a list that have the same KEY are the same item).
    """

    key: str
    label: str
    type: FieldType
    required: bool = False
    locked: bool = False
    choices: tuple[str, ...] = ()
    limit: int | None = None
    help: str = ""
    style: Style = "double"
    vocabulary: str | None = None
    merge: str = "ask"
    section: str = "more"
    fields: tuple["Field", ...] = ()
    item: "Field | None" = None
    picture: bool = False
    column: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of a mapping in the order of the house."""
        return tuple(field.key for field in self.fields)

    @cached_property
    def children(self) -> Mapping[str, "Field"]:
        """The fields of a mapping by their keys."""
        return {field.key: field for field in self.fields}

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The keys of a mapping that must be in it."""
        return tuple(field.key for field in self.fields if field.required)

    @cached_property
    def picturing(self) -> Mapping[str, "Field"]:
        """The fields of a mapping in which the address of a picture can stand, by their keys."""
        return {field.key: field for field in self.fields if field.has_pictures}

    @cached_property
    def has_pictures(self) -> bool:
        """Whether this is the address of a picture, or one can stand in it."""
        return self.picture or bool(self.picturing) or (self.item is not None and self.item.has_pictures)

    def child(self, key: str) -> "Field | None":
        """The field of a mapping that has this key."""
        return self.children.get(key)


def label_of(key: str) -> str:
    """A key as words: `cdnAmpWebUrl` is "Cdn amp web url"."""
    words = " ".join(word if word.isupper() else word.lower() for word in _BETWEEN_WORDS.sub(" ", key).split())
    return words[:1].upper() + words[1:] if words else key


def guess_field(key: str, value: Value) -> Field:
    """A field for a key that no schema declares, of the type that `value` has."""
    label = label_of(key)
    match value:
        case bool():
            return Field(key, label, FieldType.BOOLEAN)
        case int():
            return Field(key, label, FieldType.INTEGER)
        case float():
            return Field(key, label, FieldType.NUMBER)
        case date():
            return Field(key, label, FieldType.DATETIME)
        case dict():
            return Field(key, label, FieldType.MAPPING, fields=tuple(guess_field(k, v) for k, v in value.items()))
        case list():
            return Field(key, label, FieldType.LIST, item=_guess_item(key, value))
        case str() if _WEB.match(value):
            return Field(key, label, FieldType.URL)
        case str() if len(value) > _LONG or "\n" in value:
            return Field(key, label, FieldType.LONG_TEXT)
    return Field(key, label, FieldType.TEXT)


def _guess_item(key: str, items: list[Value]) -> Field:
    """What the items of a list are: mappings with the keys of all of them, or what the first one is when all agree."""
    mappings = [item for item in items if isinstance(item, dict)]
    if mappings and len(mappings) == len(items):
        merged: dict[str, Value] = {}
        for mapping in mappings:
            merged.update({k: v for k, v in mapping.items() if merged.get(k) is None})
        return guess_field(key, merged)
    guesses = [guess_field(key, item) for item in items]
    alike = guesses and all(guess.type is guesses[0].type for guess in guesses)
    return guesses[0] if alike else Field(key, label_of(key), FieldType.TEXT)
