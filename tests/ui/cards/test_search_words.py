from editor.model.site.query import STATES, parse_query
from editor.ui.cards.search_words import state_notes, word_notes


def test_every_state_is_explained():
    assert list(state_notes()) == list(STATES)


def test_every_word_is_one_of_the_language():
    for word in word_notes():
        parse_query(f"{word}:title:/x/" if word == "re" else f"{word}:new")
