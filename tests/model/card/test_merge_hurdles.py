"""What keeps a card's fields from being merged one by one."""

from collections.abc import Callable

from editor.model.card.card import Card
from editor.model.card.merge_hurdles import hurdles, why_not

Read = Callable[..., Card]


def test_a_common_card_has_none(story: Card):
    assert story.document is not None
    assert hurdles(story.document) == ()
    assert why_not(story, "Your version") == ""


def test_each_is_found_where_it_stands(read: Read):
    document = read("a: &x {b: !t 1}\nc: [1, *x]\nd: 1\nd: 2\ne: {<<: {f: 1}}\n? g\n: 1\n!u h: 1\n").document
    assert document is not None
    assert [(hurdle.path, hurdle.what) for hurdle in hurdles(document)] == [
        (("a", "b"), "has a YAML tag at `a.b`"),
        (("c", 1), "repeats a value by an alias, `*x`"),
        (("d",), "has the key `d` twice"),
        (("e", "<<"), "has a merge key, `<<`"),
        (("g",), "has a key that is more than a simple name, `g`"),
        (("h",), "has a key that is more than a simple name, `h`"),
    ]


def test_an_anchor_that_nothing_refers_to_is_none(read: Read):
    assert why_not(read("title: &x One\n"), "Your version") == ""


def test_one_that_means_something_else_is_another_one(read: Read):
    one, other = read("a: &x 1\nb: *x\n").document, read("a: &x 2\nb: *x\n").document
    assert one is not None
    assert other is not None
    assert hurdles(one) != hurdles(other)


def test_why_a_version_cannot_be_merged_is_a_sentence(read: Read):
    assert why_not(read("a: 1\na: 2\n"), "Your version") == "Your version has the key `a` twice."
    assert why_not(read("---\na: [\n---\n"), "The incoming version").startswith("The incoming version cannot be read (")
