"""Reads declared fields (`resources/schemas/*.yml`) and says in a sentence where a declaration is wrong.

A field is declared as a mapping with its `key`; `use: group` stands for all fields of a named group, `use: group.key`
for one of them, with whatever else is said there in place of what the group says.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar, get_args

from editor.model.card.fields import SECTIONS, Field, FieldType, label_of
from editor.model.text.errors import EditorError
from editor.model.text.scalars import Style

VOCABULARIES = ("topics", "providers")
_STYLES: tuple[str, ...] = get_args(Style)
_MERGE = re.compile(r"ask|theirs|ours|set|by [A-Za-z_]+")
_DEEPEST = 8  # levels of fields within fields; a group that uses itself would never end
_SAID = frozenset(
    [
        "key",
        "label",
        "type",
        "required",
        "locked",
        "choices",
        "limit",
        "help",
        "style",
        "vocabulary",
        "merge",
        "section",
        "fields",
        "item",
        "picture",
        "column",
    ]
)

Raw: TypeAlias = Mapping[str, object]
_T = TypeVar("_T")


class SchemaError(EditorError):
    """A schema file says something that cannot be. The sentence names the file and the field."""


def said(raw: Raw, key: str, kind: type[_T], where: str, default: _T) -> _T:
    """What `raw` says for `key`, or `default`; raises SchemaError when it is not of the kind."""
    value = raw.get(key, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise SchemaError(f"{where}: `{key}` must be a {_KINDS[kind]}, not {value!r}.")
    return value


_KINDS: Mapping[type, str] = {str: "text", bool: "true or false", int: "whole number", list: "list", dict: "mapping"}


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads the fields of one schema, with the groups of all, and the styles that this schema gives to types."""

    groups: Raw
    styles: Mapping[FieldType, Style]

    def read(self, raw: object, where: str, *, section: str | None = None, depth: int = 0) -> tuple[Field, ...]:
        """The fields of a list of declarations. Nested fields stand in the section of their parent."""
        entries = self._expand(raw, where, depth)
        fields = tuple(self._field(entry, where, section, depth) for entry in entries)
        keys = [field.key for field in fields]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise SchemaError(f"{where}: `{min(twice)}` is declared twice.")
        return fields

    def _expand(self, raw: object, where: str, depth: int) -> Sequence[Raw]:
        if depth > _DEEPEST:
            raise SchemaError(f"{where}: nests more than {_DEEPEST} levels; does a group use itself?")
        if not isinstance(raw, list) or not raw or not all(isinstance(entry, dict) for entry in raw):
            raise SchemaError(f"{where}: fields are a list of mappings.")
        found: list[Raw] = []
        for entry in raw:
            found.extend(self._used(entry, where, depth) if "use" in entry else [entry])
        return found

    def _used(self, entry: Raw, where: str, depth: int) -> Sequence[Raw]:
        name, _, key = said(entry, "use", str, where, "").partition(".")
        changes = {word: value for word, value in entry.items() if word != "use"}
        if name not in self.groups:
            raise SchemaError(f"{where}: there is no group `{name}`.")
        group = self._expand(self.groups[name], f"group {name}", depth + 1)
        if not key:
            if changes:
                raise SchemaError(
                    f"{where}: a whole group is used as it is; pick one field (`use: {name}.key`) to change it."
                )
            return group
        picked = [declared for declared in group if declared.get("key") == key]
        if not picked:
            raise SchemaError(f"{where}: group `{name}` has no field `{key}`.")
        return [{**picked[0], **changes}]

    def _field(self, raw: Raw, where: str, section: str | None, depth: int, key: str = "") -> Field:
        key = key or said(raw, "key", str, where, "")
        if not key:
            raise SchemaError(f"{where}: a field has no `key`.")
        where = f"{where}: {key}"
        if unknown := set(raw) - _SAID:
            raise SchemaError(f"{where}: `{min(unknown)}` is nothing that a field can say.")
        field_type = read_type(raw.get("type"), where)
        section = section or said(raw, "section", str, where, "main")
        item = raw.get("item")
        vocabulary = said(raw, "vocabulary", str, where, "")
        field = Field(
            key=key,
            label=said(raw, "label", str, where, label_of(key)),
            type=field_type,
            required=said(raw, "required", bool, where, False),
            locked=said(raw, "locked", bool, where, False),
            choices=tuple(str(choice) for choice in said(raw, "choices", list, where, [])),
            limit=said(raw, "limit", int, where, 0) or None,
            help=said(raw, "help", str, where, ""),
            style=self._style(raw, field_type, where),
            vocabulary=vocabulary or None,
            merge=said(raw, "merge", str, where, "ask"),
            section=section,
            fields=self.read(raw["fields"], where, section=section, depth=depth + 1) if "fields" in raw else (),
            item=self._item(key, item, where, section, depth) if item is not None else None,
            picture=said(raw, "picture", bool, where, False),
            column=said(raw, "column", bool, where, False),
        )
        if wrong := inconsistency(field):
            raise SchemaError(f"{where}: {wrong}.")
        return field

    def _item(self, key: str, raw: object, where: str, section: str, depth: int) -> Field:
        if not isinstance(raw, dict) or "key" in raw:
            raise SchemaError(f"{where}: `item` is one field without a `key`.")
        return self._field(raw, where, section, depth + 1, key)

    def _style(self, raw: Raw, field_type: FieldType, where: str) -> Style:
        default = self.styles.get(field_type, "double")
        return read_style(said(raw, "style", str, where, default), where)


def read_style(name: object, where: str) -> Style:
    """The style of that name; raises SchemaError when there is none."""
    for style in _STYLES:
        if name == style:
            return style  # type: ignore[return-value]  # get_args gives the words of the Literal as plain strings
    raise SchemaError(f"{where}: `style` is one of {', '.join(_STYLES)}, not {name!r}.")


def read_type(name: object, where: str) -> FieldType:
    """The type of field of that name; raises SchemaError when there is none."""
    try:
        return FieldType(str(name))
    except ValueError:
        raise SchemaError(f"{where}: `type` is one of {', '.join(FieldType)}, not {name!r}.") from None


def inconsistency(field: Field) -> str:
    """What a field says that its type cannot have, in words; "" when all fits."""
    kind = field.type
    rules: tuple[tuple[bool, str], ...] = (
        (bool(field.choices) == (kind is FieldType.CHOICE), "`choices` belong to a choice, and a choice needs them"),
        (bool(field.fields) == (kind is FieldType.MAPPING), "`fields` belong to a mapping, and a mapping needs them"),
        ((field.item is not None) == (kind is FieldType.LIST), "`item` belongs to a list, and a list needs one"),
        (field.limit is None or kind in (FieldType.TEXT, FieldType.LONG_TEXT), "`limit` is for text"),
        (field.limit is None or field.limit > 0, "`limit` is a number of characters above 0"),
        (field.vocabulary in (None, *VOCABULARIES), f"`vocabulary` is one of {', '.join(VOCABULARIES)}"),
        (
            field.vocabulary is None or kind in (FieldType.TEXT, FieldType.LIST),
            "`vocabulary` is for text and lists of it",
        ),
        (not field.picture or (kind is FieldType.URL and field.key == "url"), "`picture` is for a `url` of type url"),
        (field.section in SECTIONS, f"`section` is one of {', '.join(SECTIONS)}"),
        (_MERGE.fullmatch(field.merge) is not None, "`merge` is ask, theirs, ours, set, or by a key"),
        (field.merge != "set" or _is_list_of_scalars(field), "`merge: set` is for lists of scalars"),
        (_merge_key_exists(field), "`merge: by KEY` is for lists of mappings with that key"),
    )
    return next((sentence for holds, sentence in rules if not holds), "")


def _is_list_of_scalars(field: Field) -> bool:
    return field.item is not None and field.item.type not in (FieldType.LIST, FieldType.MAPPING)


def _merge_key_exists(field: Field) -> bool:
    if not field.merge.startswith("by "):
        return True
    return field.item is not None and field.item.child(field.merge.removeprefix("by ")) is not None
