from editor.model.text.meaning import entries, find, followed, same, to_value
from editor.model.text.scalars import Plain, Styled
from tests.helpers.edited_cards import card

ROOT = card(
    "a: &a {x: 1, y: 'p'}\nb: [*a, 1.0]\nc: {<<: *a, x: 2}\nd: !!str 5\ne: {<<: [1]}\nf: {<<: {<<: *a, z: 1}}\n"
).tree.root


def test_aliases_and_merge_keys_are_followed():
    assert to_value(find(ROOT, ("b", 0, "y"))) == "p"
    assert list(entries(followed(find(ROOT, ("c",))))) == ["x", "y"]
    assert to_value(find(ROOT, ("c",))) == {"x": 2, "y": "p"}
    assert to_value(find(ROOT, ("e",))) == {"<<": [1]}
    assert to_value(find(ROOT, ("f",))) == {"x": 1, "y": "p", "z": 1}


def test_the_same_is_the_same_in_type():
    assert same(ROOT, to_value(ROOT))
    assert same(find(ROOT, ("b",)), [{"y": Styled("p", "double"), "x": Plain("1")}, 1.0])
    assert not same(find(ROOT, ("b",)), [{"y": "p", "x": 1}, 1])
    assert not same(find(ROOT, ("b",)), [{"y": "p", "x": True}, 1.0])
    assert not same(find(ROOT, ("b",)), [{"y": "p"}, 1.0])
    assert not same(find(ROOT, ("b",)), {"0": 1})
    assert not same(find(ROOT, ("a",)), ["x", "y"])
    assert not same(find(ROOT, ("a",)), "x")
    assert not same(find(ROOT, ("a", "y")), Plain("p"))
    assert not same(find(ROOT, ("d",)), Plain("5"))
    assert same(find(ROOT, ("d",)), "5")
