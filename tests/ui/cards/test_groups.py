import pytest
from PySide6.QtCore import QLocale

from editor.ui.cards.groups import Grouping, group_name


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
