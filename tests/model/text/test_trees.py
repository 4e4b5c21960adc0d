from editor.model.text.scalars import Plain, Styled
from editor.model.text.trees import shape, shape_of
from tests.helpers.edited_cards import card


def shape_in(lines):
    return shape(card(lines).tree.root)


def test_style_and_layout_do_not_count():
    assert shape_in("a: 'x' # c\nb: [1]\n") == shape_in('"a":   x\nb:\n- 1\n')


def test_tag_text_order_anchor_and_alias_count():
    shapes = [
        *("a: 1\nb: 2\n", "b: 2\na: 1\n", "a: 1\nb: 2.0\n", "a: 1\nb: '2'\n", "a: 01\nb: 2\n", "a: &x 1\nb: 2\n"),
        *("a: &x 1\nb: *x\n", "a: !!int 1\nb: 2\n", "a: 1\nb: [2]\n", "a: 1\nb: {2: }\n"),
    ]
    assert len({shape_in(lines) for lines in shapes}) == len(shapes)


def test_a_value_has_the_shape_that_it_has_once_it_is_written():
    value = {"a": [True, 1, 1.5, None, "x", Styled("y", "single"), Plain("yes")], "b": {}, "c": [], "d": Plain("")}
    assert shape_of(value) == shape_in("a: [true, 1, 1.5, null, x, y, yes]\nb: {}\nc: []\nd:\n")
