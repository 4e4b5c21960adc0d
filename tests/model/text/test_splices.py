import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.text.splices import OverlapError, Splice, apply, between, inverse
from tests.helpers.yaml_made_up import BOUNDED


@st.composite
def texts_and_splices(draw):
    text = draw(st.text("abc\r\n🚢", max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8).filter(lambda found: len(found) % 2 == 0)))
    return text, [
        Splice(*ends, draw(st.text("xy\n", max_size=4))) for ends in zip(places[::2], places[1::2], strict=True)
    ]


@BOUNDED
@given(texts_and_splices())
def test_the_inverse_gives_the_first_text_back(case):
    text, splices = case
    changed = apply(text, splices)
    undone = inverse(text, splices)
    assert apply(changed, undone) == text
    assert apply(text, inverse(changed, undone)) == changed


@BOUNDED
@given(st.text("ab\n"), st.text("ab\n"))
def test_between_makes_the_one_of_the_other_and_is_short(old, new):
    splices = between(old, new)
    assert apply(old, splices) == new
    assert apply(new, inverse(old, splices)) == old
    for splice in splices:
        taken = old[splice.start : splice.end]
        assert not (taken and splice.text) or (taken[0] != splice.text[0] and taken[-1] != splice.text[-1])


def test_equal_texts_have_nothing_between():
    assert between("a", "a") == ()


def test_splices_are_made_in_the_order_of_their_places():
    assert apply("abc", [Splice(2, 3, "C"), Splice(0, 1, "A"), Splice(2, 2, "-")]) == "Ab-C"


def test_two_splices_cannot_have_the_same_characters():
    with pytest.raises(OverlapError):
        apply("abc", [Splice(0, 2, ""), Splice(1, 3, "")])
