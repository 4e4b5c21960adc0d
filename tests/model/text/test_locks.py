"""What the editor leaves alone."""

import pytest

from editor.model.text.errors import EditRefused
from tests.helpers.edited_cards import card, lines_of

LOCKS = card(
    "a: &x {p: 1}\nb:\n  <<: *x\n  q: 2\nc: *x\nd: 1\nd: {e: 1}\nf: !!str 5\n? g\n: 1\n"
    "h: &y {i: &z 1, j: *z}\nk: [*y]\nl: &w free\n"
)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (("a",), "`*x` elsewhere in the card repeats this value"),
        (("a", "p"), "`*x` elsewhere"),
        (("a", "new"), "`*x` elsewhere"),
        (("b", "<<"), "a merge key"),
        (("b", "p"), "the merge key `<<` brings this key"),
        (("c",), "an alias: `*x` repeats the value of `&x`"),
        (("c", "p"), "an alias"),
        (("d",), "the key `d` stands here more than once"),
        (("d", "e"), "more than once"),
        (("f",), "carries a YAML tag"),
        (("g",), "more than a simple name"),
        (("h", "i"), "`*y` elsewhere"),
        (("k", 0), "an alias"),
    ],
)
def test_what_cannot_be_edited_says_why(path, reason):
    assert reason in str(LOCKS.locked_reason(path))
    for edit in (lambda: LOCKS.set(path, "other"), lambda: LOCKS.remove(path), lambda: LOCKS.insert(path, 0, "x")):
        with pytest.raises(EditRefused) as refused:
            edit()
        assert refused.value.reason == LOCKS.locked_reason(path)
        assert refused.value.path == path


@pytest.mark.parametrize(
    "path", [(), ("b",), ("b", "q"), ("k",), ("l",), ("no",), ("b", "no"), ("k", 7), ("b", "q", "r")]
)
def test_what_can_be_edited_is_not_locked(path):
    assert LOCKS.locked_reason(path) is None


def test_an_anchor_that_others_refer_to_cannot_go():
    document = card("a:\n  b: &x 1\n  c: 2\nd: *x\n")
    for edit in (lambda: document.remove(("a",)), lambda: document.set(("a",), "flat")):
        with pytest.raises(EditRefused, match="`\\*x` elsewhere in the card refers to this value"):
            edit()
    assert lines_of(document.set(("a", "c"), 3)) == "a:\n  b: &x 1\n  c: 3\nd: *x\n"
    assert lines_of(card("a: [&x 1, *x]\nb: 2\n").remove(("a",))) == "b: 2\n"


def test_keys_that_merge_keys_bring_are_found_through_lists_and_other_merge_keys():
    document = card("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: [*b, {z: 3}]}\nd: {<<: 5}\n")
    for key in "xyz":
        assert document.locked_reason(("c", key)) == "the merge key `<<` brings this key"
    assert document.locked_reason(("c", "q")) is None
    assert document.locked_reason(("d", "q")) is None
