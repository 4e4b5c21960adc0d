import pytest

from editor.model.text.habits import Habits
from tests.helpers.edited_cards import CARD, card


@pytest.mark.parametrize(
    ("lines", "habits"),
    [
        (CARD.split("---\n")[1], Habits("\n", 2, 2, " ", True)),
        ("a: 1\n", Habits("\n", 2, 2, " ", False)),
        ("a:\n- 1\nb:\n-   2\n-   3\nc:\n    d:\n        e: 1\n", Habits("\n", 0, 4, "   ", False)),
        ("a:\n    - b: [1]\n      c:\n         d: 1\n    -\n    - # c\n      e\n", Habits("\n", 4, 3, " ", False)),
        ("a: 1\n\nb:\n  - 1\n\nc:\n  - 2\nd:\n  - 3\n", Habits("\n", 2, 2, " ", True)),
        ("? a\n: - 1\n", Habits("\n", 2, 2, " ", False)),
    ],
)
def test_what_is_common_in_a_file_is_its_habit(lines, habits):
    assert card(lines).ground().habits == habits
