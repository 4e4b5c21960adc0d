"""Letters by the texts that have them."""

from hypothesis import given
from hypothesis import strategies as st

from editor.model.site.letters import COMMON, Letters


@given(st.lists(st.text("abz09é\n\ud800 -", max_size=9), max_size=9), st.lists(st.text("by7", max_size=3), max_size=30))
def test_the_letters_of_texts_are_known_in_whatever_pieces_they_came(some: list[str], more: list[str]):
    letters = Letters()
    letters.add(some)
    letters.add(more)
    assert len(letters) == len(some) + len(more)
    for letter in COMMON:
        having = letters.having(letter)
        assert having is not None
        assert having.tolist() == [letter in text for text in (*some, *more)]
    assert {letters.having(other) for other in ("é", "A", "-", "", "ab")} == {None}
