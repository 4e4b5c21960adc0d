"""New keys, items and collections written out in a file's own layout."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from editor.model.text.habits import Habits
from editor.model.text.resolution import STR
from editor.model.text.scalars import Style, Styled, Value
from editor.model.text.spans import AnyNode, MappingNode, ScalarNode, SequenceNode
from editor.model.text.spelling import Spelling, double, plain, spellings

_NEVER_PLAIN = re.compile(r"[^\w$./ -]")


@dataclass(frozen=True, slots=True)
class Emitter:
    """Writes values that have no place yet. `model` is a node to look like: a neighbour in the same list.

    Where it gives a style, that wins over the one that a value asks for. With `quoted`, every string gets double
    quotes: what is left when the proof refuses a nicer spelling.
    """

    habits: Habits
    quoted: bool = False

    def entry(
        self, key: str, value: Value, indent: str, *, model: AnyNode | None = None, key_style: Style | None = None
    ) -> str:
        """`key: value` whose first line begins at a column that `indent` reaches; further lines bring it along."""
        written = self.key(key, key_style, flow=False)
        if isinstance(value, dict) and value:
            deeper = indent + " " * self.habits.map_offset
            return written + ":" + self.habits.newline + deeper + self.mapping(value, deeper, model=model)
        if isinstance(value, list) and value:
            deeper = indent + " " * self.habits.list_offset
            return written + ":" + self.habits.newline + deeper + self.sequence(value, deeper, model=model)
        head = self.scalar(value, indent, model=model)
        return f"{written}: {head}" if head else written + ":"

    def item(self, value: Value, indent: str, *, model: AnyNode | None = None, gap: str | None = None) -> str:
        """`- value`, the dash at the column that `indent` reaches."""
        between = self.habits.dash_gap if gap is None else gap
        deeper = indent + " " + " " * len(between)
        if isinstance(value, dict) and value:
            return "-" + between + self.mapping(value, deeper, model=model)
        if isinstance(value, list) and value:
            return "-" + between + self.sequence(value, deeper, model=model)
        head = self.scalar(value, indent, model=model)
        return "-" + between + head if head else "-"

    def mapping(self, value: dict[str, Value], indent: str, *, model: AnyNode | None = None) -> str:
        """A block mapping without the indentation of its first line."""
        known = model.last if isinstance(model, MappingNode) else {}
        key_style = key_style_of(model)
        entries = [
            self.entry(key, item, indent, model=known[key].value if key in known else None, key_style=key_style)
            for key, item in value.items()
        ]
        return (self.habits.newline + indent).join(entries)

    def sequence(self, value: list[Value], indent: str, *, model: AnyNode | None = None) -> str:
        """A block list without the indentation of its first line."""
        inner = model.items[0] if isinstance(model, SequenceNode) and model.items else None
        return (self.habits.newline + indent).join(self.item(item, indent, model=inner) for item in value)

    def flow(self, value: Value, *, model: AnyNode | None = None) -> str:
        """A value of any kind on one line, for where brackets are open."""
        if isinstance(value, list):
            inner = model.items[0] if isinstance(model, SequenceNode) and model.items else None
            return "[" + ", ".join(self.flow(item, model=inner) for item in value) + "]"
        if isinstance(value, dict):
            known = model.last if isinstance(model, MappingNode) else {}
            pairs = (
                self.flow_entry(
                    key, item, model=known[key].value if key in known else None, key_style=key_style_of(model)
                )
                for key, item in value.items()
            )
            return "{" + ", ".join(pairs) + "}"
        return self._first(value, model, flow=True).head

    def flow_entry(
        self, key: str, value: Value, *, model: AnyNode | None = None, key_style: Style | None = None
    ) -> str:
        """`key: value` for within braces."""
        return f"{self.key(key, key_style, flow=True)}: {self.flow(value, model=model)}".rstrip(" ")

    def scalar(self, value: Value, indent: str, *, model: AnyNode | None = None) -> str:
        """What follows the key or dash whose column `indent` reaches; empty collections, too."""
        if isinstance(value, dict | list):
            return self.flow(value)
        return self._first(value, model, flow=False).render(indent + " " * self.habits.map_offset, self.habits.newline)

    def key(self, name: str, style: Style | None, *, flow: bool) -> str:
        """A key's name as it is written: quoted where its neighbours are, and where it must be."""
        if style == "double" or _NEVER_PLAIN.search(name):
            return double(name)
        return plain(name, flow=flow) or double(name)

    def _first(self, value: Value, model: AnyNode | None, *, flow: bool) -> Spelling:
        asked = value.style if isinstance(value, Styled) else None
        styles: Iterable[Style | None] = ("double",) if self.quoted else (string_style(model), asked)
        return next(spellings(value, styles, flow=flow, offset=self.habits.map_offset))


def string_style(node: AnyNode | None) -> Style | None:
    """The style of a node that holds a string: a number's tells nothing about how strings are written."""
    return node.style if isinstance(node, ScalarNode) and node.tag == STR and not node.tagged else None


def key_style_of(node: AnyNode | None) -> Style | None:
    """The style in which a mapping writes its keys."""
    if isinstance(node, MappingNode) and node.pairs:
        key = node.pairs[0].key
        return key.style if isinstance(key, ScalarNode) else None
    return None
