from editor.model.text.ground import Spot
from tests.helpers.edited_cards import card

DOCUMENT = card("a: &x\n  - p\n  - q: 1 # c\n    # deep\n  # not deep\n? k\n: v\nf: [r, s]\nz: *x\n")
GROUND = DOCUMENT.ground()


def cut(entry):
    return DOCUMENT.text[entry.start : entry.end]


def test_entries_reach_from_their_sign_to_their_value():
    root = DOCUMENT.tree.root
    assert [cut(entry) for entry in GROUND.entries(root)][1:] == ["? k\n: v", "f: [r, s]", "z: *x"]
    assert [cut(entry) for entry in GROUND.entries(root.last["a"].value)] == ["- p", "- q: 1"]
    assert [cut(entry) for entry in GROUND.entries(root.last["f"].value)] == ["r", "s"]


def test_a_spot_is_found_where_it_is_written():
    spot = GROUND.spot(("a", 1, "q"))
    assert spot is not None
    assert cut(GROUND.entry(spot)) == "q: 1"
    assert GROUND.indent(spot) == "    "
    assert GROUND.spot(("z", 0)) is None
    assert GROUND.spot(()) == Spot(DOCUMENT.tree.root)
    item = GROUND.spot(("f", 1))
    assert item is not None
    assert item.in_flow
    assert DOCUMENT.text[GROUND.head_end(item) :].startswith("s]")


def test_a_value_begins_behind_colon_dash_or_anchor():
    for path, rest in [(("a",), "\n  - p"), (("a", 0), " p"), (("k",), " v"), (("f",), " [r")]:
        spot = GROUND.spot(path)
        assert spot is not None
        assert DOCUMENT.text[GROUND.head_end(spot) :].startswith(rest)


def test_comments_that_stand_deeper_belong_to_the_entry_above():
    entry = GROUND.entries(DOCUMENT.tree.root.last["a"].value)[1]
    assert DOCUMENT.text[: GROUND.end_with_comments(entry.end, 2)].endswith("# deep")
