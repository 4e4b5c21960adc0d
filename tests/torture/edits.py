"""One edit of a card's text, and what other readers of YAML say of it: exact, refused or wrong."""

import random
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import ruamel.yaml
import yaml

from editor.model.text.document import Document
from editor.model.text.errors import EditRefused
from editor.model.text.paths import Path
from editor.model.text.scalars import Value
from tests.helpers.exact_edits import agrees, expected_tree, sorted_maps
from tests.helpers.yaml_made_up import HOSTILE, Tree

Reader: TypeAlias = Callable[[str], Tree | None]
"""The tree of some YAML, None where this reader does not take it."""

VALUES: tuple[Value, ...] = ("Other text", "line\nline\n", "x: #y", "", True, 7, None, ["p", {"q": "r"}], {"p": ["q"]})
DEEP = 100  # levels of other readers' trees that are looked at


@dataclass(frozen=True, slots=True)
class Edit:
    """A method of `Document` by name, and its arguments: first the path."""

    name: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` is exact, refused or wrong; `judges` are the readers that had a say; `why` says what is wrong."""

    kind: str
    judges: tuple[str, ...] = ()
    why: str = ""


def libyaml(text: str) -> Tree | None:
    """What PyYAML composes from libyaml's events."""
    try:
        return _tree(yaml.compose(text.removeprefix("\ufeff"), yaml.CSafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def ruamel_yaml(text: str) -> Tree | None:
    """What ruamel.yaml composes with a parser of its own."""
    with warnings.catch_warnings(action="ignore"):  # anchors that occur twice
        try:
            return _tree(ruamel.yaml.YAML(typ="safe", pure=True).compose(text.removeprefix("\ufeff")))
        except Exception:  # not only its own errors: it trips over some YAML that libyaml takes
            return None


READERS: Mapping[str, Reader] = {"libyaml": libyaml, "ruamel.yaml": ruamel_yaml}


def _tree(node: Any, depth: int = 0) -> Tree:
    if depth > DEEP:
        raise RecursionError("a tree that contains itself")
    if node is None:
        return "map", []
    if node.id == "scalar":
        return node.tag, node.value
    if node.id == "sequence":
        return [_tree(item, depth + 1) for item in node.value]
    return "map", [(_tree(key, depth + 1), _tree(value, depth + 1)) for key, value in node.value]


class Judge:
    """Judges the edits of one document. Anything but a refusal that an edit raises goes through: it is a crash."""

    def __init__(self, document: Document, readers: Mapping[str, Reader]) -> None:
        self._document = document
        self._readers = readers
        self._trees = {name: read(document.envelope.yaml) for name, read in readers.items()}

    def verdict(self, edit: Edit) -> Verdict:
        """Makes the edit, and where it sets a scalar, sets it back: that must give the first bytes."""
        document, path = self._document, edit.arguments[0]
        try:
            edited = getattr(document, edit.name)(*edit.arguments)
        except EditRefused:
            return Verdict("refused")
        if edited.envelope.around != document.envelope.around:
            return Verdict("wrong", (), f"the text around the front matter differs: {edited.text!r}")
        judges = []
        for name, tree in self._trees.items():
            wanted = None if tree is None else _expected(document, edit, tree)
            if wanted is None:
                continue
            judges.append(name)
            found = self._readers[name](edited.envelope.yaml)
            if found is None:
                return Verdict("wrong", (name,), f"{name} cannot read {edited.text!r}")
            if not (edited is document or agrees(sorted_maps(found), sorted_maps(wanted))):
                return Verdict("wrong", (name,), f"{name} reads {edited.text!r} otherwise")
        if edit.name == "set" and document.has(path) and not isinstance(document.value(path), dict | list):
            back = edited.set(path, document.value(path), like=document)
            if back.text != document.text:
                return Verdict("wrong", tuple(judges), f"set back gives {back.text!r}")
        return Verdict("exact", tuple(judges))


def _expected(document: Document, edit: Edit, tree: Tree) -> Tree | None:
    """None where the other reader's tree has no such place: it reads another card."""
    try:
        return expected_tree(document, edit.name, edit.arguments, tree)
    except (ValueError, TypeError, IndexError, KeyError):
        return None


def all_edits(document: Document) -> Iterator[Edit]:
    """Every scalar set to every value, every key and item removed, one added to each collection, items moved."""
    for path, value in places(document.value(), ()):
        if isinstance(value, dict):
            yield Edit("set", ((*path, "added key"), "new"))
        elif isinstance(value, list):
            yield from (Edit("insert", (path, at, new)) for at in {0, len(value)} for new in ("new", {"k": ["v"]}))
            yield from (Edit("move", (path, at, 0)) for at in range(1, len(value)))
        else:
            yield from (Edit("set", (path, new)) for new in VALUES)
        if path:
            yield Edit("remove", (path,))


def random_edit(document: Document, dice: random.Random) -> Edit:
    """Any edit of any place."""
    path, value = (), document.value()
    while isinstance(value, dict | list) and value and (not path or dice.random() < 0.8):
        step = dice.choice(list(value)) if isinstance(value, dict) else dice.randrange(len(value))
        path, value = (*path, step), value[step]
    kind = dice.random()
    new = dice.choice(VALUES) if dice.random() < 0.5 else dice.choice(HOSTILE)
    if isinstance(value, dict) and kind < 0.7:
        return Edit("set", ((*path, dice.choice(("added", "title", "odd: key"))), new))
    if isinstance(value, list) and kind < 0.4:
        return Edit("insert", (path, dice.randint(0, len(value)), new))
    if isinstance(value, list) and kind < 0.7 and value:
        return Edit("move", (path, dice.randrange(len(value)), dice.randrange(len(value))))
    return Edit("set", (path, new)) if kind < 0.8 else Edit("remove", (path,))


def places(value: Value, path: Path) -> Iterator[tuple[Path, Value]]:
    """A value and all that is in it, each with its path."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        yield from places(item, (*path, step))
