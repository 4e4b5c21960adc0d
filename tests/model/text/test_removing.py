"""Keys and items less, and items elsewhere, as the bytes before and after."""

import pytest

from tests.helpers.edited_cards import card, lines_of


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1\nb: 2 # c\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\n", ("a",), ""),
        ("# top\na: 1\n", ("a",), "# top\n"),
        ("a: 1\n\nb:\n  - x\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
        ("a: 1\n\nb:\n  - x\n\n# end\n", ("b",), "a: 1\n\n# end\n"),
        ("a: 1\n\nb: 2\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
        ("b:\n  - x\n\nc: 3\n", ("b",), "c: 3\n"),
        ("a: 1\n\nb: 2\n", ("b",), "a: 1\n"),
        ("# top\nb: 1\nc: 2\n", ("b",), "# top\nc: 2\n"),
        ("a: 1\n# on b\nb: 2\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: |\n  x\n\n  y\n\nb: 1\n", ("a",), "b: 1\n"),
        ("a: |+\n  x\n\nb: 1\n", ("b",), "a: |+\n  x\n\n"),
        ("a:\n  - p\n  - q\n", ("a", 0), "a:\n  - q\n"),
        ("a:\n  # all\n  - p\n  - q\n", ("a", 0), "a:\n  # all\n  - q\n"),
        ("a:\n  # on p\n  - p\n  # on q\n  - q\n", ("a", 0), "a:\n  # on q\n  - q\n"),
        ("a: # c\n  - p\nb: 1\n", ("a", 0), "a: [] # c\nb: 1\n"),
        ("a:\n  p: 1\nb: 1\n", ("a", "p"), "a: {}\nb: 1\n"),
        ("a:\n  - p: 1\n", ("a", 0, "p"), "a:\n  - {}\n"),
        ("a:\n  - p: 1\n    q: 2\n", ("a", 0, "p"), "a:\n  - q: 2\n"),
        ("a:\n  - p: 1 # c\n    # on q\n    q: 2\n", ("a", 0, "p"), "a:\n  -\n    # on q\n    q: 2\n"),
        ("a:\n  - - p\n    - q\n", ("a", 0, 0), "a:\n  - - q\n"),
        ("a: [p, q, r]\n", ("a", 0), "a: [q, r]\n"),
        ("a: [p, q, r]\n", ("a", 1), "a: [p, r]\n"),
        ("a: [p, q, r]\n", ("a", 2), "a: [p, q]\n"),
        ("a: [p, q,]\n", ("a", 1), "a: [p, ]\n"),
        ("a: [ p ] # c\n", ("a", 0), "a: [] # c\n"),
        ("a: {p: 1, q: 2}\n", ("a", "p"), "a: {q: 2}\n"),
        ("a: [\n  p, # 1\n  # on q\n  q, # 2\n  r # 3\n]\n", ("a", 0), "a: [\n  # on q\n  q, # 2\n  r # 3\n]\n"),
        ("a: [\n  p, # 1\n  q # 2\n]\n", ("a", 1), "a: [\n  p # 1\n]\n"),
        ("{a: 1}\n", ("a",), "{}\n"),
        ("{a: 1, b: 2}\n", ("a",), "{b: 2}\n"),
    ],
)
def test_removing(before, path, after):
    assert lines_of(card(before).remove(path)) == after


@pytest.mark.parametrize(
    ("before", "index", "to", "after"),
    [
        ("a:\n  - p\n  - q # c\n  - r\nb: 1\n", 0, 1, "a:\n  - q # c\n  - p\n  - r\nb: 1\n"),
        ("a:\n  - p\n  - q # c\n  - r\nb: 1\n", 2, 0, "a:\n  - r\n  - p\n  - q # c\nb: 1\n"),
        ("a:\n  # all\n  - p\n  - q\n", 0, 1, "a:\n  # all\n  - q\n  - p\n"),
        (
            "a:\n  # on p\n  - p\n\n  # on q\n  - q\n\n  - r\n",
            0,
            1,
            "a:\n  # on q\n  - q\n\n  # on p\n  - p\n\n  - r\n",
        ),
        ("a:\n  - x: 1\n    y: 2\n  - z\n", 1, 0, "a:\n  - z\n  - x: 1\n    y: 2\n"),
        ("a:\n- p\n  # below p\n- q\n", 1, 0, "a:\n- q\n- p\n  # below p\n"),
        ("a: [p, 'q' , r]\n", 0, 2, "a: ['q', r , p]\n"),
    ],
)
def test_moving_an_item(before, index, to, after):
    document = card(before)
    edited = document.move(("a",), index, to)
    assert lines_of(edited) == after
    assert document.move(("a",), index, index) is document
