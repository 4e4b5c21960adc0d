"""Words by the texts that have them."""

from hypothesis import given
from hypothesis import strategies as st

from editor.model.site import words as module
from editor.model.site.words import END, Numbers, Words, sorted_words

TEXTS = ["the ferry is back\nharbour times\nai", "said the mayor", "no news today", "old pier", "a café", "x", "y", "z"]


def learnt(texts: list[str]) -> Words:
    words = Words()
    words.add(texts[:2])
    words.add(texts[2:])
    return words


def having(words: Words, piece: str) -> set[int]:
    marked = words.having(piece)
    assert len(marked) == len(words)
    return set(marked.nonzero()[0].tolist())


def test_two_letters_are_found_within_words_too():
    words = learnt(TEXTS)
    assert len(words) == 8
    assert having(words, "ai") == {0, 1}
    assert having(words, "pier") == {3}
    assert having(words, "nowhere") == set()
    assert having(Words(), "ai") == set()


def test_a_piece_may_have_to_stand_at_the_begin_or_the_end_of_a_word():
    words = learnt([*TEXTS, "their airs", "hair", "air"])
    words.settle()
    words.add(["chair air"])
    assert having(words, f"{END}air") == {8, 10, 11}
    assert having(words, f"air{END}") == {9, 10, 11}
    assert having(words, f"{END}air{END}") == {10, 11}
    assert having(words, f"{END}z") == {7}
    assert having(words, f"{END}the{END}") == {0, 1}


def test_many_new_words_are_found_as_the_others_are():
    texts = [f"word{number}" for number in range(5000)]
    words = Words()
    for begin in range(0, 5000, 1000):
        words.add(texts[begin : begin + 1000])
        expected = {slot for slot in range(begin + 1000) if "rd999" in texts[slot]}
        assert having(words, "rd999") == expected
        words.settle()
        assert having(words, "rd999") == expected
    assert having(words, "1word") == set()  # never across two words


def test_words_that_were_sorted_elsewhere_are_found_as_the_others_are():
    words, numbers = Words(), Numbers()
    first, second = sorted_words(TEXTS[:2], numbers), sorted_words(TEXTS[2:5], numbers)
    words.take(3, second)
    assert len(words) == 0  # those that it stands upon are missing
    words.take(2, first)
    words.take(3, second)
    words.add(TEXTS[5:])
    assert len(words) == len(TEXTS)
    for piece in ("ai", "er", "no", "x", "café", "nowhere"):
        assert having(words, piece) == {slot for slot, text in enumerate(TEXTS) if piece in text}
    assert sorted_words([], Numbers()) == (0, (), b"", bytes(4), b"")


@given(st.lists(st.text("ab \n\u00a0", max_size=12), max_size=12), st.text("ab", min_size=1, max_size=4))
def test_looking_up_finds_what_going_through_the_texts_finds(texts: list[str], piece: str):
    before = module._SEGMENT
    module._SEGMENT = 3
    try:
        words = learnt(texts)
        assert having(words, piece) == {slot for slot, each in enumerate(texts) if piece in each}
        words.add(["ba", "b"])
        assert having(words, "ba") == {slot for slot, each in enumerate([*texts, "ba", "b"]) if "ba" in each}
    finally:
        module._SEGMENT = before
