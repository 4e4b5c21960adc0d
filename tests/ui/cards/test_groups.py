from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale

from editor.ui.cards.groups import Group, Grouping, group_name, grouped
from tests.ui.cards.conftest import Cards


def test_cards_come_together_in_their_order_and_those_without_last(cards: Cards) -> None:
    a, b, c, d = cards.add(4)
    cards.change(b, provider="")
    cards.change(c, provider="The Tidal Review")
    ids, groups = grouped([b, c, a, d], cards.rows.__getitem__, Grouping.PROVIDER)
    assert ids == [c, a, d, b]
    assert groups == (Group("The Tidal Review", 0, 1), Group("Harbour Times", 1, 2), Group("", 3, 1))


def test_a_card_stands_in_the_month_of_its_date_and_with_its_first_topic(cards: Cards) -> None:
    a, b = cards.add(2)
    cards.change(b, date=datetime(2021, 3, 1, tzinfo=UTC), topics=())
    assert [group.key for group in grouped([b, a], cards.rows.__getitem__, Grouping.MONTH)[1]] == ["2021-03", "2020-05"]
    assert [group.key for group in grouped([b, a], cards.rows.__getitem__, Grouping.TOPIC)[1]] == ["Ferries", ""]


def test_no_groups_leave_the_order_alone(cards: Cards) -> None:
    ids = cards.add(3)
    assert grouped(ids[::-1], cards.rows.__getitem__, Grouping.NONE) == (ids[::-1], ())


@pytest.mark.parametrize(
    ("key", "grouping", "name"),
    [
        ("2020-05", Grouping.MONTH, "May 2020"),
        ("", Grouping.MONTH, "No month"),
        ("Harbour Times", Grouping.PROVIDER, "Harbour Times"),
        ("", Grouping.PROVIDER, "No provider"),
        ("", Grouping.TOPIC, "No topic"),
    ],
)
def test_a_group_has_a_name_that_one_can_read(key: str, grouping: Grouping, name: str) -> None:
    assert group_name(key, grouping) == name


def test_months_are_named_in_the_readers_language() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    try:
        assert group_name("2020-05", Grouping.MONTH) == "Mai 2020"
    finally:
        QLocale.setDefault(before)
