from collections import Counter

import pytest

from editor.model.site.sample.dice import Dice
from editor.model.site.sample.lexicon import COMPANIES, PAPERS, SURNAMES, THINGS, TOPICS, TOWNS, load_lexicon, rank

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("name", "powers"),
    [
        (LEXICON.thing, THINGS),
        (LEXICON.company, COMPANIES),
        (LEXICON.town, TOWNS),
        (LEXICON.paper, PAPERS),
    ],
)
def test_another_rank_is_nearly_always_another_name(name, powers):
    ranks = range(min(1 << powers, 20_000))
    assert len({name(place) for place in ranks}) > 0.9 * len(ranks)
    assert name((1 << powers) - 1)


def test_there_are_many_surnames_and_some_are_not_ascii():
    names = {LEXICON.surname(place) for place in range(1 << SURNAMES)}
    assert len(names) > 1000
    assert any(not name.isascii() for name in names)


def test_common_things_are_short_and_rare_ones_are_put_together():
    assert LEXICON.thing(0) == "sensor"
    assert len(LEXICON.thing(200_000)) > len(LEXICON.thing(5000)) > len(LEXICON.thing(3))


def test_topics_are_different_and_about_as_many_as_real_sites_have():
    topics = LEXICON.topics()
    assert 150 <= len(set(topics)) == len(topics)
    assert len(topics) >= 1 << TOPICS
    assert "AI Policy" in topics


def test_ranks_fall_as_words_do_in_texts():
    dice = Dice("ranks")
    drawn = Counter(rank(dice, 12) for _ in range(30_000))
    assert set(drawn) <= set(range((1 << 12) - 1))
    assert drawn[0] > 1.5 * drawn[1] > 2 * drawn[7]
    assert sum(count == 1 for count in drawn.values()) > 300  # the long tail
