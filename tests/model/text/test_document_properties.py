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
from tests.helpers.exact_edits import agrees, expected_tree, sorted_maps, tree_of
from tests.helpers.yaml_made_up import BOUNDED, all_paths, made_up_cards, texts, values

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
        expected = expected_tree(document, name, arguments, tree_of(document))
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
