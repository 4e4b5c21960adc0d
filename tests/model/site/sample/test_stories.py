from datetime import UTC, datetime

import pytest

from editor.model.site.sample.stories import FIRST_DAY, SPAN, Newsroom, slug
from editor.model.site.sample.world import load_world

WORLD = load_world()


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return Newsroom(WORLD, cards=400, seed=1)


def test_the_same_number_tells_the_same_story(newsroom):
    again = Newsroom(WORLD, cards=400, seed=1)
    assert [newsroom.tell(n) for n in range(50)] == [again.tell(n) for n in range(50)]


def test_another_seed_tells_other_stories(newsroom):
    other = Newsroom(WORLD, cards=400, seed=2)
    assert [newsroom.tell(n).title for n in range(20)] != [other.tell(n).title for n in range(20)]


def test_every_sentence_is_filled_in_and_begins_with_a_capital_or_a_number(newsroom):
    for number in range(400):
        told = newsroom.tell(number)
        for text in (told.title, told.excerpt):
            assert "{" not in text
            assert not text[0].islower()
            assert "s’s" not in text


def test_stories_are_spread_over_three_years(newsroom):
    dates = [newsroom.tell(number).date for number in range(400)]
    assert min(dates) >= FIRST_DAY
    assert max(dates) > FIRST_DAY + SPAN * 0.98
    assert {date.year for date in dates} == {2022, 2023, 2024, 2025}
    assert all(date.tzinfo is UTC and date.microsecond == 0 for date in dates)


def test_a_retelling_is_the_same_story_from_another_outlet_a_little_later(newsroom):
    first, second = newsroom.tell(5), newsroom.tell(5, retelling=1)
    assert second.outlet != first.outlet
    assert second.title != first.title
    assert 0 < (second.date - first.date).total_seconds() < 24 * 3600
    assert set(first.topics) & set(second.topics)


def test_some_cards_tell_the_story_of_the_card_before(newsroom):
    dice_say = [number for number in range(1, 400) if newsroom.tell(number) == newsroom.tell(number - 1, retelling=1)]
    assert 10 < len(dice_say) < 60


def test_lessons_are_told_too(newsroom):
    told = newsroom.teach("videos", 12)
    assert told == newsroom.teach("videos", 12)
    assert told.outlet in WORLD.teachers
    assert told.date < datetime(2025, 9, 1, tzinfo=UTC)


def test_an_address_is_below_the_outlets_domain(newsroom):
    told = newsroom.tell(3)
    assert told.web_url.startswith(f"https://www.{told.outlet.domain}/")
    assert told.web_url.endswith(told.slug)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Café, 9 a.m.", "cafe-9-a-m"), ("Alder Falls’ “map”", "alder-falls-map"), ("  Start-ups ", "start-ups")],
)
def test_a_slug_has_small_letters_numbers_and_dashes(text, expected):
    assert slug(text) == expected
