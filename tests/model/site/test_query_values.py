from datetime import UTC, datetime

import pytest

from editor.model.site.query_values import (
    Asked,
    Between,
    Period,
    is_begun,
    read_between,
    read_boolean,
    read_like,
    read_period,
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2020", at(2020, 1, 1), at(2021, 1, 1)),
        ("2021", at(2021, 1, 1), at(2022, 1, 1)),
        ("2020-02", at(2020, 2, 1), at(2020, 3, 1)),
        ("2020-2", at(2020, 2, 1), at(2020, 3, 1)),
        ("2020-12-31", at(2020, 12, 31), at(2021, 1, 1)),
        ("2020-05-19T08:30", at(2020, 5, 19, 8, 30), at(2020, 5, 19, 8, 31)),
        ("2020-05-19t08:30:05Z", at(2020, 5, 19, 8, 30, 5), at(2020, 5, 19, 8, 30, 6)),
        ("9999", at(9999, 1, 1), datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_date_stands_for_all_of_its_year_month_day_or_minute(text: str, begin: datetime, end: datetime):
    assert read_period(text) == Period(begin, end)


@pytest.mark.parametrize(
    "text", ["", "x", "20", "2020-13", "2020-00", "2020-02-30", "0000", "2020-05-19T24:00", "2020-"]
)
def test_what_is_no_date_is_none(text: str):
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("typed", "value", "accepted"),
    [
        ("cafe", "The Café", True),
        ("tea", "The Café", False),
        ("50", 50, True),
        ("50", 50.0, True),
        ("50", 500, False),
        ("50", "Top 500", True),
        (".5", 0.5, True),
        ("true", True, True),
        ("yes", True, True),
        ("off", False, True),
        ("1", True, False),
        ("true", "it is true", True),
        ("2020-05", at(2020, 5, 31, 23, 59), True),
        ("2020-05", at(2020, 6, 1), False),
        ("cafe", at(2020, 6, 1), False),
        ("2020-05", "2020-05-19T00:00:00Z", True),
        ("null", None, False),
        ("", None, False),
    ],
)
def test_a_plain_value_asks_by_the_type_of_what_it_meets(typed: str, value: Asked, accepted: bool):
    assert read_like(typed).accepts(value) is accepted


def test_a_whole_value_is_not_content_with_a_part():
    assert read_like("ai", whole=True).accepts("AI")
    assert not read_like("ai", whole=True).accepts("AI Builder")
    assert read_like("50", whole=True).accepts(50)


@pytest.mark.parametrize(
    ("typed", "yes", "no"),
    [
        (">50", [51, 50.1], [50, -1, None, True, "51", at(2020, 1, 1)]),
        (">=50", [50, 51], [49.9]),
        ("<50", [49, -3], [50]),
        ("<=50", [50], [50.1]),
        ("10..20", [10, 15.5, 20], [9, 21, None]),
        ("10..", [10, 10**400], [9]),
        ("..-5", [-5, -6], [-4]),
        (">2020-05", [at(2020, 6, 1), "2020-06-01", "2020-06-01T00:00:00Z"], [at(2020, 5, 31, 23), "soon", 2021]),
        (">=2020-05", [at(2020, 5, 1)], [at(2020, 4, 30)]),
        ("<2020-05", [at(2020, 4, 30)], [at(2020, 5, 1)]),
        ("<=2020-05", [at(2020, 5, 31, 23)], [at(2020, 6, 1)]),
        ("2020-05-01..2020-05-19", [at(2020, 5, 1), at(2020, 5, 19, 23)], [at(2020, 5, 20), at(2020, 4, 30)]),
        ("2020-05..", [at(2020, 5, 1), at(2030, 1, 1)], [at(2020, 4, 30), 2021]),
        ("..2020", [at(2020, 12, 31), at(1, 1, 1), 2019], [at(2021, 1, 1), 2021]),
        (">2019", [2020, at(2020, 1, 1)], [2019, at(2019, 12, 31)]),
    ],
)
def test_comparisons_and_ranges_hold_for_numbers_and_for_dates(typed: str, yes: list[Asked], no: list[Asked]):
    question = read_between(typed)
    assert isinstance(question, Between)
    assert [value for value in yes if not question.accepts(value)] == []
    assert [value for value in no if question.accepts(value)] == []


@pytest.mark.parametrize("text", ["", "50", "..", "wait...", "a..b", "1..b", "2020-13..", "x>3"])
def test_other_text_is_no_range(text: str):
    assert read_between(text) is None


@pytest.mark.parametrize("text", [">", ">x", "<=", "<2020-13", ">>3"])
def test_a_comparison_without_a_number_or_date_is_a_mistake(text: str):
    with pytest.raises(ValueError, match="Write a number or a date such as 2020-05 after"):
        read_between(text)


@pytest.mark.parametrize(
    "text",
    ["", "2", "202", "2020-", "2020-0", "2020-05-", "2020-05-0", "2020-05-19T", ">", ">=-", "..", "2020.", "1..20"],
)
def test_what_could_still_become_a_number_or_date_is_begun(text: str):
    assert is_begun(text)


@pytest.mark.parametrize("text", ["x", "2020-13", "2020-5x", "20200", "1..x", ">many", "2020-05-19..2020-13"])
def test_what_can_not_is_not(text: str):
    assert not is_begun(text)


def test_booleans_are_those_of_yaml():
    assert [read_boolean(text) for text in ("True", "yes", "ON", "off", "No", "false", "1", "")] == [
        *(True, True, True, False, False, False, None, None)
    ]
