"""The kinds of cards as declared data (`resources/schemas/*.yml`): form, columns, checks and search come from it."""

import hashlib
import pathlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import yaml

from editor.model.card.declared import FieldReader, Raw, SchemaError, read_style, read_type, said
from editor.model.card.fields import SECTIONS, Field, FieldType, guess_field, label_of
from editor.model.text.paths import Path
from editor.model.text.scalars import Value
from editor.model.text.spans import LOADER
from editor.resources import resource_path

__all__ = [
    "SECTIONS",
    "Field",
    "FieldType",
    "Kind",
    "Match",
    "Schema",
    "SchemaError",
    "Schemas",
    "guess_field",
    "label_of",
    "load_schemas",
]


_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Match:
    """Which cards a schema is for: those below one of `folders`, or with all of one of `keys` (None: without it)."""

    folders: tuple[str, ...] = ()
    keys: tuple[tuple[tuple[str, str | None], ...], ...] = ()


@dataclass(frozen=True)
class Schema:
    """One kind of card."""

    name: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    match: Match = Match()
    _made: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def order(self) -> tuple[str, ...]:
        """The top-level keys in the order of the house."""
        return tuple(field.key for field in self.fields)

    @cached_property
    def root(self) -> Field:
        """The whole front matter as one field: a mapping like those in it."""
        return Field("", self.label, FieldType.MAPPING, fields=self.fields)

    def once(self, make: Callable[["Schema"], _Made]) -> _Made:
        """What `make` makes of this schema: made when it is first asked for, and kept as long as the schema."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("_Made", self._made[make])

    def field(self, path: Path) -> Field | None:
        """The field at `path`, where any number stands for an item of its list; None for a key that is not declared."""
        field: Field | None = self.root
        for step in path:
            if field is None:
                return None
            field = field.item if isinstance(step, int) else field.child(step)
        return field if path else None

    def walk(self, values: Mapping[str, Value]) -> Iterator[tuple[Path, Field | None, Value]]:
        """Every key and item of `values` in the file's order, parents before what is in them."""
        for key, value in values.items():
            yield from _walk((key,), self.root.child(key), value)


def _walk(path: Path, field: Field | None, value: Value) -> Iterator[tuple[Path, Field | None, Value]]:
    yield path, field, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _walk((*path, key), field.child(key) if field else None, child)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _walk((*path, index), field.item if field else None, child)


@dataclass(frozen=True)
class Kind:
    """A schema whose fields are read when they are first asked for: a command has to do with one or two of them."""

    name: str
    match: Match
    read: Callable[[], Schema] = field(compare=False)

    @cached_property
    def schema(self) -> Schema:
        """The whole schema; raises SchemaError when it is wrong."""
        return self.read()

    def __reduce__(self) -> "tuple[Callable[[Schema], Kind], tuple[Schema]]":
        """For other processes: with its fields read."""
        return _kind_with, (self.schema,)


def _kind_with(schema: Schema) -> Kind:
    return Kind(schema.name, schema.match, lambda: schema)


@dataclass(frozen=True)
class Schemas:
    """All kinds of cards. `others` is for a card that none of `kinds` is for. `digest` is that of the declarations."""

    kinds: tuple[Kind, ...]
    others: Kind
    digest: str = field(compare=False, default="")

    @cached_property
    def _by_folder(self) -> tuple[tuple[str, Kind], ...]:
        """The names of folders, as they stand in a path, with what is in them; the longest first."""
        found = [(f"/{name}/", kind) for kind in self.kinds for name in kind.match.folders]
        return tuple(sorted(found, key=lambda pair: -len(pair[0])))

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The keys whose values can decide."""
        return frozenset(key for kind in self.kinds for keys in kind.match.keys for key, _ in keys)

    @property
    def fallback(self) -> Schema:
        """The schema for a card that no other one is for."""
        return self.others.schema

    def all(self) -> tuple[Schema, ...]:
        """Every schema, the fallback last."""
        return tuple(kind.schema for kind in (*self.kinds, self.others))

    def by_name(self, name: str) -> Schema:
        """The schema of that name; KeyError when there is none."""
        for kind in (*self.kinds, self.others):
            if kind.name == name:
                return kind.schema
        raise KeyError(name)

    def for_card(self, card_id: str, values: Mapping[str, Value]) -> Schema:
        """The schema of the card with this id and these values.

        The folder decides, the longest name first (`_archive/_learning/videos/a.md` is a video), else the keys, else it
        is the fallback.
        """
        return self.for_folder(card_id) or self.for_keys(values)

    def for_folder(self, card_id: str) -> Schema | None:
        """The schema of all cards in the folder of this one; None where their keys decide."""
        folder = "/" + card_id.rpartition("/")[0] + "/"
        return next((kind.schema for name, kind in self._by_folder if name in folder), None)

    def for_keys(self, values: Mapping[str, Value]) -> Schema:
        """The schema of a card with these values whose folder tells nothing."""
        for kind in self.kinds:
            if any(all(values.get(key) == value for key, value in keys) for keys in kind.match.keys):
                return kind.schema
        return self.fallback


_GROUPS = "groups.yml"


def load_schemas(folder: pathlib.Path | None = None) -> Schemas:
    """The schemas of `folder`; raises SchemaError when one is wrong.

    Every `*.yml` there is one kind of card, but for `groups.yml`: named groups of fields that any of them can use. The
    one without a `match` is the fallback. With None they are those that ship with the editor: a test has found them
    right, so that their fields need not be read before a card asks for them.
    """
    schemas = _declared_in(folder or resource_path("schemas"))
    if folder is not None:
        schemas.all()
    return schemas


def _declared_in(folder: pathlib.Path) -> Schemas:
    files = sorted(path for path in folder.glob("*.yml") if path.name != _GROUPS)
    groups = _read_file(folder / _GROUPS) if (folder / _GROUPS).exists() else {}
    kinds = [_kind(_read_file(path), path.name, groups) for path in files]
    names = [kind.name for kind in kinds]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SchemaError(f"{folder}: two schemas are named `{min(twice)}`.")
    fallbacks = [kind for kind in kinds if kind.match == Match()]
    if len(fallbacks) != 1:
        raise SchemaError(
            f"{folder}: needs one schema without a `match`, for all other cards, and has {len(fallbacks)}."
        )
    digest = hashlib.blake2b(b"".join(path.read_bytes() for path in sorted(folder.glob("*.yml"))), digest_size=8)
    return Schemas(tuple(kind for kind in kinds if kind is not fallbacks[0]), fallbacks[0], digest.hexdigest())


def _read_file(path: pathlib.Path) -> Raw:
    try:
        raw = yaml.load(path.read_bytes(), Loader=LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise SchemaError(f"{path.name}: cannot be read: {' '.join(str(error).split())}.") from error
    if not isinstance(raw, dict):
        raise SchemaError(f"{path.name}: a schema is a mapping.")
    return raw


def _kind(raw: Raw, where: str, groups: Raw) -> Kind:
    if unknown := set(raw) - {"name", "label", "plural", "match", "styles", "fields"}:
        raise SchemaError(f"{where}: `{min(unknown)}` is nothing that a schema can say.")
    name, label = said(raw, "name", str, where, ""), said(raw, "label", str, where, "")
    if not name or not label:
        raise SchemaError(f"{where}: a schema needs a `name` and a `label`.")
    match = _match(raw, where)
    return Kind(
        name,
        match,
        lambda: Schema(name, label, said(raw, "plural", str, where, label), _fields(raw, where, groups), match),
    )


def _fields(raw: Raw, where: str, groups: Raw) -> tuple[Field, ...]:
    styles = {
        read_type(kind, f"{where}: styles"): read_style(style, f"{where}: styles")
        for kind, style in said(raw, "styles", dict, where, {}).items()
    }
    return FieldReader(groups, styles).read(raw.get("fields"), where)


def _match(raw: Raw, where: str) -> Match:
    rules = said(raw, "match", dict, where, {})
    if unknown := set(rules) - {"folders", "keys"}:
        raise SchemaError(f"{where}: match: `{min(unknown)}` is neither `folders` nor `keys`.")
    folders, keys = said(rules, "folders", list, where, []), said(rules, "keys", list, where, [])
    if not all(isinstance(name, str) and name.strip("/") == name != "" for name in folders):
        raise SchemaError(f"{where}: match: `folders` are names such as _news or _learning/videos.")
    if not all(isinstance(rule, dict) and rule for rule in keys):
        raise SchemaError(f"{where}: match: `keys` are mappings such as {{category: news}}.")
    return Match(tuple(folders), tuple(tuple(rule.items()) for rule in keys))
