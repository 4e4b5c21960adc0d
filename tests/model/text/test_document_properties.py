"""What holds for every edit of every card: judged by PyYAML's own reading, over made-up cards in every style."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.model.text.document import Document
from editor.model.text.errors import EditRefused, Unreadable
from editor.model.text.scalars import Plain, Style, Styled
from editor.model.text.splices import apply, between, inverse
from tests.helpers.yaml_made_up import BOUNDED, all_paths, changed_tree, made_up_cards, reference_tree, texts, values

SIGNS = "\t\r\n -:#'\"[]{},&*!|>%?@`\\x\x00\x85\u2028\ufeff\uffff"
STYLES: tuple[Style, ...] = ("plain", "double", "single", "literal", "folded")


def parsed(text: str) -> Document:
    """The card, where PyYAML can read it, too."""
    try:
        document = Document.parse(text)
        yaml.compose(document.envelope.yaml, yaml.CSafeLoader)
    except (Unreadable, yaml.YAMLError):
        assume(False)
    return document


def tree_of(document: Document) -> Any:
    return reference_tree(document.envelope.yaml.removeprefix("\ufeff"))


def leaf_tree(value: Any) -> Any:
    """What PyYAML must read of a value that was written."""
    if isinstance(value, Styled):
        value = value.value
    if isinstance(value, list):
        return [leaf_tree(item) for item in value]
    if isinstance(value, dict):
        return "map", [(("tag:yaml.org,2002:str", key), leaf_tree(item)) for key, item in value.items()]
    return "tag:yaml.org,2002:str" if isinstance(value, str) else None, value


def agrees(tree: Any, expected: Any) -> bool:
    """Whether a tree is the expected one. Written strings compare by text, other values as PyYAML loads them."""
    if isinstance(expected, list):
        return isinstance(tree, list) and len(tree) == len(expected) and all(map(agrees, tree, expected))
    if expected[0] == "map" and isinstance(expected[1], list):
        pairs = list(zip(tree[1], expected[1], strict=False))
        same_names = [name(key) for key, _ in tree[1]] == [name(key) for key, _ in expected[1]]
        return tree[0] == "map" and same_names and all(agrees(found, wanted) for (_, found), (_, wanted) in pairs)
    if isinstance(tree, list) or expected[0] is not None:
        return tree == expected
    loaded = yaml.load(tree[1] or "null", yaml.CSafeLoader)
    return type(loaded) is type(expected[1]) and (loaded == expected[1])


@st.composite
def edits(draw: Any) -> tuple[Document, str, tuple[Any, ...]]:
    """A card, and an edit of it by name and arguments."""
    document = parsed(draw(made_up_cards()))
    path = draw(st.sampled_from(all_paths(document.value())))
    kind = draw(st.sampled_from(("set", "set", "set", "add", "insert", "remove", "move")))
    value = draw(values() | st.builds(Styled, texts(), st.sampled_from(STYLES)))
    if kind == "add":
        return document, "set", ((*path, draw(st.sampled_from(("added", "title", "odd: key")))), value)
    if kind == "insert":
        return document, "insert", (path, draw(st.integers(0, 3)), value)
    if kind == "move":
        return document, "move", (path, draw(st.integers(0, 2)), draw(st.integers(0, 2)))
    return document, kind, (path, value) if kind == "set" else (path,)


def expected_tree(document: Document, name: str, arguments: tuple[Any, ...]) -> Any:
    """The tree with the edit made on it."""
    tree, path = tree_of(document), arguments[0]
    if name == "set" and document.has(path):
        return changed_tree(tree, path, lambda old: leaf_tree(arguments[1]))
    if name == "set":
        return changed_tree(tree, path[:-1], lambda old: _with_key(old, path[-1], leaf_tree(arguments[1])))
    if name == "insert":
        return changed_tree(tree, path, lambda old: _with_item(old, arguments[1], leaf_tree(arguments[2])))
    if name == "remove":
        return changed_tree(tree, path[:-1], lambda old: _without(old, path[-1]))
    return changed_tree(tree, path, lambda old: _moved(old, arguments[1], arguments[2]))


def _with_key(tree: Any, key: str, value: Any) -> Any:
    pairs = tree[1] if tree[0] == "map" else []
    return "map", [*pairs, (("tag:yaml.org,2002:str", key), value)]


def _with_item(tree: Any, index: int, item: Any) -> Any:
    items = tree if isinstance(tree, list) else []
    return [*items[:index], item, *items[index:]]


def _without(tree: Any, step: Any) -> Any:
    if isinstance(tree, list):
        return [item for at, item in enumerate(tree) if at != step]
    return "map", [(key, value) for key, value in tree[1] if key[1] != step]


def _moved(tree: list[Any], index: int, to: int) -> list[Any]:
    items = list(tree)
    items.insert(to, items.pop(index))
    return items


def name(key: Any) -> str:
    """What a path calls a key: its text. A key that is there already may be a number to YAML."""
    return str(key[1] if isinstance(key, tuple) else key)


def sorted_maps(tree: Any) -> Any:
    """A tree in which the order of keys does not count: a mapping that is set keeps the order that it has."""
    if isinstance(tree, list):
        return [sorted_maps(item) for item in tree]
    if tree[0] == "map" and isinstance(tree[1], list):
        return "map", sorted(((key, sorted_maps(value)) for key, value in tree[1]), key=lambda pair: name(pair[0]))
    return tree


@BOUNDED
@given(made_up_cards())
def test_reading_agrees_with_pyyaml(text: str) -> None:
    document = parsed(text)
    assert document.envelope.text == text
    for path in all_paths(document.value()):
        start, end = document.span(path)
        assert 0 <= start <= end <= len(text)
    found = document.value()
    try:
        loaded = yaml.load(document.envelope.yaml, yaml.CSafeLoader)
    except (ValueError, yaml.constructor.ConstructorError):
        return
    assert repr(found) == repr(_named(loaded) or {})


def _named(value: Any) -> Any:
    """PyYAML's value with the names of keys that paths use."""
    if isinstance(value, dict):
        return {str(key): _named(item) for key, item in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value


@BOUNDED
@given(edits())
def test_an_edit_changes_what_was_asked_for_and_can_be_undone_and_keeps_line_ends(
    edit: tuple[Document, str, tuple[Any, ...]],
) -> None:
    document, name, arguments = edit
    text, value = document.text, document.value()
    try:
        edited = getattr(document, name)(*arguments)
    except EditRefused:
        assert document.text == text
        assert repr(document.value()) == repr(value)
        return
    assert edited.envelope.around == document.envelope.around
    if edited is not document:
        expected = expected_tree(document, name, arguments)
        assert agrees(sorted_maps(tree_of(edited)), sorted_maps(expected)), edited.text
    splices = between(text, edited.text)
    assert apply(text, splices) == edited.text
    assert apply(edited.text, inverse(text, splices)) == text
    if document.envelope.newline == "\r\n":
        assert "\n" not in edited.envelope.yaml.replace("\r\n", "")
    else:
        assert "\r" not in edited.envelope.yaml


@BOUNDED
@given(st.data(), made_up_cards(), values())
def test_a_value_set_and_set_back_gives_the_first_bytes(data: Any, text: str, value: Any) -> None:
    document = parsed(text)
    path = data.draw(st.sampled_from(all_paths(document.value())))
    assume(path and not isinstance(document.value(path), list | dict))
    try:
        edited = document.set(path, value)
    except EditRefused:
        return
    back = edited.set(path, document.value(path), like=document)
    assert back.text == document.text


@BOUNDED
@given(st.data(), made_up_cards(), texts())
def test_typing_into_a_field_leaves_other_lines_alone(data: Any, text: str, value: str) -> None:
    document = parsed(text)
    path = data.draw(st.sampled_from(all_paths(document.value())))
    assume(path and not isinstance(document.value(path), list | dict))
    start, end = document.span(path)
    try:
        edited = document.set(path, value)
    except EditRefused:
        return
    assert edited.text.startswith(text[: text.rfind("\n", 0, start) + 1])
    assert edited.text.endswith(text[text.find("\n", end) :])


@BOUNDED
@given(made_up_cards(), st.sampled_from(("true", "False", "yes", "off")))
def test_flipping_a_plain_boolean_changes_one_line(text: str, spelling: str) -> None:
    newline = "\r\n" if "\r\n" in text else "\n"
    document = parsed(text.replace(newline, f"{newline}flag:  {spelling} # c{newline}", 1))
    edited = document.set(("flag",), not document.value(("flag",)))
    old, new = document.text.split("\n"), edited.text.split("\n")
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


@BOUNDED
@given(made_up_cards())
def test_a_value_that_is_there_already_gives_the_same_document(text: str) -> None:
    document = parsed(text)
    for path in all_paths(document.value()):
        assert document.set(path, document.value(path)) is document


@BOUNDED
@given(made_up_cards(), st.text(st.characters(exclude_categories=["Cs"])))
def test_the_body_changes_alone(text: str, body: str) -> None:
    document = parsed(text)
    edited = document.with_body(body)
    assert edited.envelope.body == body
    assert edited.envelope.yaml == document.envelope.yaml
    assert edited.with_body(document.envelope.body).envelope.body == document.envelope.body


@BOUNDED
@given(made_up_cards(), st.data())
def test_damaged_text_is_read_or_refused_at_a_line_of_the_file(text: str, data: Any) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 3)))
        text = (
            text[:start]
            + data.draw(st.text("\t\r\n -:#'\"[]{},&*!|>%?@`\\x\x00\x85\u2028\ufeff\uffff", max_size=3))
            + text[end:]
        )
    try:
        document = Document.parse(text)
    except Unreadable as error:
        problem = error
    else:
        assert document.envelope.text == text
        return
    assert problem.line is not None
    assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1


@pytest.mark.parametrize("spelling", ["2024-05-01T10:00:00Z", "73", "~", "yes", "Harbour Times"])
def test_plain_is_written_as_given(spelling: str) -> None:
    edited = Document.parse("---\nwhen: 'x' # c\n---\n").set(("when",), Plain(spelling))
    assert edited.text == f"---\nwhen: {spelling} # c\n---\n"
