"""What in a card keeps its fields from being merged one by one: nothing is guessed where one value is not one text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.model.card.card import Card
from editor.model.text.document import Document
from editor.model.text.paths import Path, format_path
from editor.model.text.spans import AliasNode, AnyNode, MappingNode, Pair, SequenceNode
from editor.model.text.trees import Shape, shape


@dataclass(frozen=True, slots=True)
class Hurdle:
    """One of them: where, what it is as the end of a sentence, and its whole meaning, to see whether it was touched."""

    path: Path
    what: str
    meaning: Shape


def hurdles(document: Document) -> tuple[Hurdle, ...]:
    """All that a document has, in the file's order."""
    return tuple(_hurdles(document.tree.root, ()))


def why_not(card: Card, whose: str) -> str:
    """Why a version cannot be merged by field, as a sentence that begins with `whose` it is; "" where it can."""
    if card.document is None:
        return f"{whose} cannot be read ({card.error})."
    found = next(_hurdles(card.document.tree.root, ()), None)
    return f"{whose} {found.what}." if found else ""


def _hurdles(node: AnyNode, path: Path) -> Iterator[Hurdle]:
    if isinstance(node, AliasNode):
        yield Hurdle(path, f"repeats a value by an alias, `*{node.name}`", (*shape(node), shape(node.target)))
        return
    if node.tagged:
        yield Hurdle(path, f"has a YAML tag at `{format_path(path) or 'its top'}`", shape(node))
    if isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from _hurdles(item, (*path, index))
    elif isinstance(node, MappingNode):
        seen: dict[str, Pair] = {}
        for pair in node.pairs:
            yield from _of_pair(pair, (*path, pair.name), seen.get(pair.name))
            seen[pair.name] = pair


def _of_pair(pair: Pair, path: Path, twin: Pair | None) -> Iterator[Hurdle]:
    what = ""
    if twin is not None:
        what = f"has the key `{format_path(path)}` twice"
    elif pair.merge:
        what = "has a merge key, `<<`"
    elif pair.complex_key or pair.key.tagged or isinstance(pair.key, AliasNode):
        what = f"has a key that is more than a simple name, `{pair.name}`"
    if what:
        shapes = [(shape(each.key), shape(each.value)) for each in (twin, pair) if each is not None]
        yield Hurdle(path, what, tuple(shapes))
    yield from _hurdles(pair.value, path)
