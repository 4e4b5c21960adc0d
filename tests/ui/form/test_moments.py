"""Dates and durations in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from editor.ui.form.moments import how_long_ago, human_duration, human_moment, with_day


def test_a_moment_is_read_out():
    assert human_moment(datetime(2020, 5, 19, 15, 53, tzinfo=UTC)) == "Tue 19 May 2020, 15:53 UTC"
    assert human_moment(date(2020, 5, 19)) == "Tue 19 May 2020"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2020-05-19T15:53:00Z", "2024-01-02T15:53:00Z"),
        ("2020-5-9 1:02:03.5 -5", "2024-01-02 1:02:03.5 -5"),
        ("2020-05-19", "2024-01-02"),
        ("soon", "2024-01-02T00:00:00Z"),
        ("", "2024-01-02T00:00:00Z"),
    ],
)
def test_another_day_keeps_the_rest(text, moved):
    assert with_day(text, date(2024, 1, 2)) == moved


@pytest.mark.parametrize(
    ("text", "words"),
    [("PT4H15M", "4 h 15 min"), ("P1DT30S", "1 days 30 s"), ("P2W", "2 weeks"), ("an hour", ""), ("P", "")],
)
def test_a_duration_is_read_out(text, words):
    assert human_duration(text) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=3), "today at "),
        (timedelta(days=1), "yesterday at "),
        (timedelta(days=2), "18 May 2024 at "),
        (timedelta(hours=-1), "today at "),  # a clock that was put back
    ],
)
def test_how_long_ago_something_was(ago, words):
    now = datetime(2024, 5, 20, 14, 30).astimezone()  # by the clock of this place
    assert how_long_ago(now - ago, now).startswith(words)
    assert how_long_ago((now - ago).astimezone(UTC), now) == how_long_ago(now - ago, now)
