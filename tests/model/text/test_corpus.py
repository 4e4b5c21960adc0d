"""Every card of the corpus, and of a folder outside of the repository, under every edit of its fields.

`NEWSCARDS_CORPUS` names such folders: real cards show what nobody would make up.
"""

import os
from pathlib import Path

import pytest

from editor.model.text.document import Document
from editor.model.text.envelope import decode
from editor.model.text.errors import EditRefused, Unreadable
from tests.helpers.yaml_made_up import all_paths

CORPUS = Path(__file__).parents[2] / "corpus"
OUTSIDE = [Path(folder) for folder in os.environ.get("NEWSCARDS_CORPUS", "").split(os.pathsep) if folder]
MADE_UP = sorted(CORPUS.glob("*.md"))
OTHER_VALUES = ("Other text", "line\nline\n", "x: #y", True, 7, None, ["p", {"q": "r"}], {"p": ["q"]}, [])


def scalars(document):
    return [path for path in all_paths(document.value()) if not isinstance(document.value(path), dict | list)]


def set_and_set_back(document, values):
    """How many edits were made; each is checked for leaving all but its field alone, and for coming back."""
    made = 0
    for path in scalars(document):
        for value in values:
            try:
                edited = document.set(path, value)
            except EditRefused:
                continue
            assert edited.value(path) == value
            for other in scalars(document):
                assert other == path or repr(edited.value(other)) == repr(document.value(other))
            assert edited.envelope.around == document.envelope.around
            assert edited.set(path, document.value(path), like=document).text.encode() == document.text.encode()
            made += 1
    return made


@pytest.mark.parametrize("file", MADE_UP, ids=lambda file: file.name)
def test_every_field_of_a_card_can_be_set_and_set_back(file):
    document = Document.parse(decode(file.read_bytes()))
    assert document.envelope.text.encode() == file.read_bytes()
    made = set_and_set_back(document, OTHER_VALUES)
    assert made > 0 or not scalars(document)


@pytest.mark.parametrize("file", MADE_UP, ids=lambda file: file.name)
def test_every_key_of_a_card_can_go_or_says_why_not(file):
    document = Document.parse(decode(file.read_bytes()))
    for path in all_paths(document.value())[1:]:
        if document.locked_reason(path):
            with pytest.raises(EditRefused):
                document.remove(path)
            continue
        try:
            edited = document.remove(path)
        except EditRefused:
            assert "&" in document.text
            continue
        assert isinstance(path[-1], int) or not edited.has(path) or "merge key" in str(edited.locked_reason(path))
        assert edited.envelope.around == document.envelope.around


@pytest.mark.parametrize("file", MADE_UP, ids=lambda file: file.name)
def test_every_mapping_takes_a_new_key_and_every_list_a_new_item(file):
    document = Document.parse(decode(file.read_bytes()))
    for path in all_paths(document.value()):
        value = document.value(path)
        if document.locked_reason(path) or not isinstance(value, dict | list) or document.raw(path)[:1] not in "-{[":
            continue
        if isinstance(value, dict):
            assert document.set((*path, "added"), "new").value(path) == {**value, "added": "new"}
        else:
            assert document.insert(path, len(value), "new").value(path) == [*value, "new"]
            assert document.insert(path, 0, {"k": ["v"]}).value(path) == [{"k": ["v"]}, *value]


@pytest.mark.skipif(not OUTSIDE, reason="NEWSCARDS_CORPUS names no folder of cards")
def test_every_card_outside_can_be_set_and_set_back(record_property):
    cards = fields = flipped = broken = 0
    for file in sorted(file for folder in OUTSIDE for file in folder.rglob("*.md")):
        data = file.read_bytes()
        try:
            document = Document.parse(decode(data))
        except Unreadable:
            broken += 1
            continue
        assert document.text.encode() == data
        cards += 1
        found = scalars(document)
        for path in found:
            edited = document.set(path, ["p", {"q": "r"}])
            assert edited.set(path, document.value(path), like=document).text.encode() == data
            edited = document.set(path, "Other text")
            assert edited.set(path, document.value(path), like=document).text.encode() == data
        fields += len(found)
        published = document.get(("published",))
        if isinstance(published, bool):
            changed = document.set(("published",), not published).text.encode().split(b"\n")
            lines = data.split(b"\n")
            assert len(lines) == len(changed)
            assert sum(one != other for one, other in zip(lines, changed, strict=True)) == 1
            flipped += 1
    print(f"\n{cards} cards, {fields} fields set twice and set back, {flipped} flags flipped, {broken} not cards")
    assert cards
