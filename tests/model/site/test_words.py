"""Words by the texts that have them."""

from hypothesis import given
from hypothesis import strategies as st

from editor.model.site.words import Words

TEXTS = ["the ferry is back\nharbour times\nai", "said the mayor", "no news today", "old pier", "a café", "x", "y", "z"]


def learnt(texts: list[str]) -> Words:
    words = Words()
    words.add(texts[:2])
    words.add(texts[2:])
    return words


def test_two_letters_are_found_within_words_too():
    words = learnt(TEXTS)
    assert len(words) == 8
    assert words.having("ai", TEXTS) == {0, 1}
    assert words.having("pier", TEXTS) == {3}
    assert words.having("nowhere", TEXTS) == set()


def test_a_phrase_is_found_where_it_stands_as_it_is():
    texts = ["old pier", "pier old", "old  pier", *TEXTS, "", ""]
    assert learnt(texts).having("old pier", texts) == {0, 6}
    assert learnt(texts).having("d p", texts) is None  # single letters


def test_what_stands_in_all_texts_again_and_again_is_not_looked_up():
    texts = ["the same samey unsame sames samer"] * 5
    assert learnt(texts).having("same", texts) is None
    assert learnt(texts).having("samey", texts) == {0, 1, 2, 3, 4}
    assert learnt(texts).having("s", texts) is None  # `marks` know
    assert learnt(texts).having(" ", texts) is None


def test_letters_are_marked():
    words = learnt(TEXTS)
    assert words.marks("x") == bytes(text == "x" for text in TEXTS)
    assert words.marks("w") == bytes("w" in text for text in TEXTS)
    assert words.marks("7") == bytes(len(TEXTS))
    words.add(["x7"])
    assert words.marks("7") == bytes([*[0] * len(TEXTS), 1])


def test_many_new_words_are_found_as_the_others_are():
    texts = [f"word{number}" for number in range(5000)]
    words = Words()
    for begin in range(0, 5000, 1000):
        words.add(texts[begin : begin + 1000])
        assert words.having("rd999", texts) == {slot for slot in range(begin + 1000) if "rd999" in texts[slot]}
    assert words.having("1word", texts) == set()  # never across two words


@given(st.lists(st.text("ab \n\u00a0", max_size=12), max_size=12), st.text("ab \u00a0", min_size=1, max_size=4))
def test_looking_up_finds_what_going_through_the_texts_finds(texts: list[str], text: str):
    found = learnt(texts).having(text, texts)
    assert found is None or found == {slot for slot, each in enumerate(texts) if text in each}
