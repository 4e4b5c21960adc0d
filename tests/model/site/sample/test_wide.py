from collections import Counter
from difflib import SequenceMatcher

import pytest

from editor.model.card.card import read_card
from editor.model.card.checks import check
from editor.model.card.schema import load_schemas
from editor.model.site.sample.cards import Desk
from editor.model.site.sample.lexicon import load_lexicon
from editor.model.site.sample.wide import FIRST_MONDAY, WideNewsroom, widened
from editor.model.site.sample.world import load_world

CARDS = 4000
WORDS = load_lexicon()
WORLD = widened(load_world(), WORDS)


@pytest.fixture(scope="module")
def newsroom() -> WideNewsroom:
    return WideNewsroom(WORLD, WORDS, cards=CARDS, seed=1)


@pytest.fixture(scope="module")
def told(newsroom):
    return [newsroom.tell(number) for number in range(CARDS)]


def test_the_same_number_tells_the_same_story(newsroom, told):
    again = WideNewsroom(WORLD, WORDS, cards=CARDS, seed=1)
    assert [again.tell(number) for number in range(50)] == told[:50]
    other = WideNewsroom(WORLD, WORDS, cards=CARDS, seed=2)
    assert [other.tell(number).title for number in range(20)] != [one.title for one in told[:20]]


def test_every_sentence_is_filled_in(told):
    assert not [one for one in told if "{" in one.title + one.excerpt or one.excerpt[0].islower()]


def test_there_are_very_many_different_words_and_two_letter_ones(told):
    words = Counter(word.strip(".,:;“”\"'()[]") for one in told for word in f"{one.title} {one.excerpt}".split())
    assert len(words) > 8000
    assert words["AI"] > 50


def test_providers_have_a_long_tail(told):
    providers = Counter(one.outlet.name for one in told)
    assert len(providers) > 500
    assert max(providers.values()) > 100
    assert sum(count == 1 for count in providers.values()) > 200
    assert all(one.outlet.domain.endswith(".example") for one in told)


def test_every_topic_that_is_used_is_declared_and_they_are_about_two_hundred(told):
    used = {topic for one in told for topic in one.topics}
    assert 100 < len(used) <= len(WORLD.topics) < 300
    assert used <= {topic.name for topic in WORLD.topics}
    assert {topic.parent for topic in WORLD.topics} <= {topic.name.partition(" ")[0] for topic in WORLD.topics} | {
        topic.name for topic in WORLD.topics
    } | {""}


def test_dates_are_spread_over_ten_years_and_rest_at_weekends(told):
    assert min(one.date for one in told) >= FIRST_MONDAY
    assert len({one.date.year for one in told}) == 11
    days = Counter(one.date.weekday() for one in told)
    assert days[5] + days[6] < days[1]
    assert sum(one.date.minute == one.date.second == 0 for one in told) > 0.15 * CARDS


def test_one_in_nine_tells_a_story_again_many_under_nearly_the_same_headline(newsroom, told):
    pairs = [(told[n], told[n + 1]) for n in range(CARDS - 1) if newsroom.tell(n, retelling=1) == told[n + 1]]
    assert 0.08 < len(pairs) / CARDS < 0.16
    assert all(first.outlet != second.outlet for first, second in pairs)
    alike = [SequenceMatcher(None, one.title, other.title).ratio() > 0.85 for one, other in pairs]
    assert 0.3 < sum(alike) / len(alike) < 0.9


def test_most_are_plain_ascii_and_a_few_have_escapes(told):
    texts = [one.title + one.excerpt for one in told]
    assert 0.5 < sum(text.isascii() for text in texts) / CARDS < 0.9
    assert any("\r\n" in text for text in texts)
    assert any("&#8217;" in text for text in texts)


def test_cards_have_nothing_to_find_fault_with():
    desk, schemas = Desk(WideNewsroom(WORLD, WORDS, cards=CARDS, seed=1), seed=1), load_schemas()
    drafts = [desk.news(number) for number in range(400)]
    cards = [read_card(f"_news/2019/{draft.name}.md", draft.text, schemas) for draft in drafts]
    assert [(card.id, finding.text) for card in cards for finding in check(card)] == []
    assert {card.schema.name for card in cards} == {"news"}
    assert 1200 < sum(len(draft.text) for draft in drafts) / len(drafts) < 2000
