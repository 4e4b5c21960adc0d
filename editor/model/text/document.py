"""One card's text as a value that can be asked and changed.

What edits take is loaded by the first edit: most processes only read, and it would take an eighth of their start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.model.text import locks, meaning
from editor.model.text.envelope import Envelope, line_and_column, split
from editor.model.text.errors import EditRefused
from editor.model.text.paths import Path
from editor.model.text.scalars import Value
from editor.model.text.spans import MappingNode, Tree, compose

if TYPE_CHECKING:
    from editor.model.text.ground import Ground


@dataclass(frozen=True, slots=True)
class Document:
    """A card's text, read. Immutable: an edit gives another document. Two documents are equal when their texts are.

    Questions raise KeyError for a path that is not there. Edits raise EditRefused when they cannot be made exactly.
    """

    text: str
    envelope: Envelope = field(compare=False, repr=False)
    tree: Tree = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Document:
        """Read a file's text, BOM and line ends as they are. Raises Unreadable."""
        envelope = split(text)
        return cls(text, envelope, compose(envelope))

    def has(self, path: Path) -> bool:
        """Whether there is a value at the path, empty ones included."""
        try:
            meaning.find(self.tree.root, path)
        except KeyError:
            return False
        return True

    def value(self, path: Path = ()) -> Value:
        """The value at the path as fresh Python objects; an empty value is None, a date that no calendar has a str."""
        return meaning.to_value(meaning.find(self.tree.root, path))

    def get(self, path: Path, default: Value = None) -> Value:
        """The value at the path, or the default where there is none."""
        try:
            return self.value(path)
        except KeyError:
            return default

    def raw(self, path: Path) -> str:
        """The value as the file spells it, quotes included, without anchor or tag; of an alias, what it stands for."""
        node = meaning.followed(meaning.find(self.tree.root, path))
        return self.text[node.start : node.end]

    def as_written(self, path: Path) -> Value:
        """The value for an edit that keeps its spelling: `0x1F` stays that, and `"12"` stays text."""
        return meaning.as_written(meaning.find(self.tree.root, path))

    def keys(self, path: Path = ()) -> tuple[str, ...]:
        """The keys of the mapping at the path in the file's order; none where the value is no mapping."""
        node = meaning.followed(meaning.find(self.tree.root, path))
        return tuple(meaning.entries(node)) if isinstance(node, MappingNode) else ()

    def line(self, path: Path) -> int:
        """The line of the file, from 1, of the path's key, or of its item in a list."""
        if not path:
            return line_and_column(self.text, self.tree.root.outer)[0]
        parent = meaning.followed(meaning.find(self.tree.root, path[:-1]))
        node = meaning.find(parent, path[-1:])
        if isinstance(parent, MappingNode):
            node = meaning.entries(parent)[str(path[-1])].key
        return line_and_column(self.text, node.outer)[0]

    def span(self, path: Path) -> tuple[int, int]:
        """Where the value begins and ends in the text, in characters; an empty value has no width."""
        node = meaning.find(self.tree.root, path)
        return node.start, node.end

    @property
    def duplicates(self) -> tuple[Path, ...]:
        """The keys that occur more than once in their mapping: the last one counts."""
        return locks.duplicates(self.tree)

    def locked_reason(self, path: Path) -> str | None:
        """Why an edit at the path, or below it, would be refused whatever it is; None where edits are possible."""
        return locks.locked_reason(self.tree, path)

    def set(self, path: Path, value: Value, *, order: Sequence[str] = (), like: Document | None = None) -> Document:
        """With this value at the path; this document itself where an equal value of the same type is there already.

        A key that is missing is added, with its parents: behind the nearest present key that precedes it in `order`,
        else before the nearest that follows it, else at the end. A string keeps the style that is there. Where `like`
        has the same value at the path, its spelling is used, so that typing a value back gives the first bytes back.
        Lists and mappings are made equal item by item. Raises EditRefused.
        """
        from editor.model.text import editing

        return editing.set_value(self, path, value, order=order, like=like)

    def insert(self, path: Path, index: int, value: Value) -> Document:
        """With one more item in the list at the path, before the item at the index. A missing list is made.

        Raises EditRefused.
        """
        from editor.model.text import editing

        return editing.insert_item(self, path, index, value)

    def remove(self, path: Path) -> Document:
        """Without a key or an item. The last one leaves `{}` or `[]`. Raises EditRefused, also when it is not there."""
        from editor.model.text import editing

        return editing.remove_value(self, path)

    def move(self, path: Path, index: int, to: int) -> Document:
        """With an item of the list at the path elsewhere: `to` is its index afterwards. Raises EditRefused."""
        from editor.model.text import editing

        return editing.move_item(self, path, index, to)

    def with_body(self, body: str) -> Document:
        """With another text below the front matter. Raises EditRefused for text that UTF-8 cannot hold."""
        if body == self.envelope.body:
            return self
        try:
            body.encode()
        except UnicodeEncodeError:
            raise EditRefused("this text holds half of a character", ()) from None
        envelope = self.envelope
        needs_break = body and not envelope.fence.endswith("\n")
        return Document.parse(self.text.removesuffix(envelope.body) + (envelope.newline if needs_break else "") + body)

    def ground(self) -> Ground:
        """What edits of this document stand on."""
        from editor.model.text.ground import Ground

        return Ground.of(self.text, self.envelope, self.tree)
