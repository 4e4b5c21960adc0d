"""What holds for all edits: equal values, refusals."""

import pytest

from editor.model.text.document import Document
from editor.model.text.editing import prove
from editor.model.text.errors import EditRefused
from editor.model.text.ground import Candidate
from editor.model.text.scalars import Plain, Styled
from editor.model.text.splices import Splice
from editor.model.text.trees import mapping_shape, shape, shape_of
from tests.helpers.edited_cards import CARD, card, lines_of


def test_equal_is_equal_in_type():
    document = card("a: 1\nb: '1'\nc: true\nd: 1.0\ne: 012\nf: &x y\ng: *x\n")
    for key, value in {"a": 1, "b": "1", "c": True, "d": 1.0, "e": 10, "f": Styled("y", "double"), "g": "y"}.items():
        assert document.set((key,), value) is document
    assert document.set(("e",), Plain("012")) is document
    assert lines_of(document.set(("e",), Plain("10"))).splitlines()[4] == "e: 10"
    assert lines_of(document.set(("a",), True)).startswith("a: true\n")
    assert document.set((), document.value()) is document


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda document: document.set(("title", "x"), 1), "`title` is a single value, so there can be no `title.x`"),
        (lambda document: document.set(("topics", "x"), 1), "`topics` is a list"),
        (lambda document: document.set((0,), 1), "`the card` has keys"),
        (lambda document: document.set(("topics", 5), 1), "`topics` has only 2 items"),
        (lambda document: document.set(("new", 3), 1), "there is no item before `new[3]`"),
        (lambda document: document.set((), "text"), "`key: value` lines"),
        (lambda document: document.insert(("title",), 0, 1), "`title` is not a list"),
        (lambda document: document.insert(("topics",), 3, 1), "only 2 items"),
        (lambda document: document.insert(("new",), 1, 1), "no items yet"),
        (lambda document: document.remove(("new",)), "there is no `new`"),
        (lambda document: document.remove(("topics", 2)), "there is no `topics[2]`"),
        (lambda document: document.remove(()), "all of its fields"),
        (lambda document: document.move(("title",), 0, 1), "`title` is not a list"),
        (lambda document: document.move(("topics",), 0, 2), "only 2 items"),
        (lambda document: document.move(("new",), 0, 1), "`new` is not a list"),
        (lambda document: document.set(("title",), "\ud83d"), "half of a character stands here"),
        (lambda document: document.set(("title",), Plain("a: b")), "stands inside of this value"),
        (lambda document: document.set(("title",), Plain("a #b")), "edit it in Source"),
        (lambda document: document.set(("k" * 1100,), 1), "this cannot be written here"),
        (lambda document: document.set(("title",), "x" * 300_000), "larger than 256 KiB"),
        (lambda document: document.set(("title",), nested(80)), "deeper than 64"),
        (lambda document: document.with_body("\ud83d"), "half of a character"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(edit, reason):
    document = Document.parse(CARD)
    with pytest.raises(EditRefused) as refused:
        edit(document)
    assert reason in str(refused.value)
    assert document == Document.parse(CARD)


def nested(levels):
    value = "x"
    for _ in range(levels):
        value = [value]
    return value


def test_a_pair_without_braces_takes_no_second_key():
    with pytest.raises(EditRefused, match="edit it in Source"):
        card("a: [b: 1, c]\n").set(("a", 0, "d"), 2)


@pytest.mark.parametrize(
    "splices",
    [
        (Splice(4, 10, ""), Splice(8, 12, "")),
        (Splice(4, 4, "["),),
        (Splice(4, 4, "a: 1\n"),),
        (Splice(len(CARD), len(CARD), "more body"),),
        (Splice(CARD.index("false"), CARD.index("false") + 5, "'true'"),),
    ],
)
def test_what_is_not_the_edit_asked_for_never_passes_the_proof(splices):
    document = Document.parse(CARD)
    pairs = [(shape(pair.key), shape(pair.value)) for pair in document.tree.root.pairs]
    pairs[2] = (pairs[2][0], shape_of(True))
    expected = mapping_shape(document.tree.root, pairs)
    assert prove(document, [Candidate(splices, expected)]) is None
    asked = Splice(CARD.index("false"), CARD.index("false") + 5, "true")
    found = prove(document, [Candidate(splices, expected), Candidate((asked,), expected)])
    assert found is not None
    assert found.text == CARD.replace("false", "true")


def test_a_list_below_an_alias_is_equal_to_itself():
    document = card("a: &x [1]\nb: *x\n")
    assert document.set(("b", 0), 1) is document
    with pytest.raises(EditRefused, match="alias"):
        document.set(("b", 0), 2)
