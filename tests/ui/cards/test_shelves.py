from PySide6.QtCore import QPoint, QRect, QSize

from editor.model.site.index import Group
from editor.ui.cards.shelves import Shape, Shelves

LIST, GRID = Shape(1, QSize(200, 50), 30), Shape(3, QSize(100, 80), 30)
GROUPS = (Group("a", 0, 2), Group("b", 2, 7), Group("c", 9, 1))


def drawn(shelves: Shelves, count: int) -> dict[int, QRect]:
    return {position: shelves.rect(position) for position in range(count)}


def test_cards_of_a_list_stand_below_each_other() -> None:
    shelves = Shelves(4, LIST)
    assert shelves.size == QSize(200, 200)
    assert shelves.rect(2) == QRect(0, 100, 200, 50)
    assert list(shelves.heads(0, 200)) == []


def test_cards_of_a_grid_stand_side_by_side_under_the_heads_of_their_groups() -> None:
    shelves = Shelves(10, GRID, GROUPS)
    assert shelves.rect(1) == QRect(100, 30, 100, 80)
    assert shelves.rect(2) == QRect(0, 140, 100, 80)
    assert shelves.rect(8) == QRect(0, 300, 100, 80)
    assert shelves.rect(9) == QRect(0, 410, 100, 80)
    assert shelves.size == QSize(300, 490)
    assert list(shelves.heads(0, 490)) == [(0, 0), (1, 110), (2, 380)]
    assert list(shelves.heads(29, 111)) == [(0, 0), (1, 110)]
    assert list(shelves.heads(30, 110)) == []


def test_every_point_belongs_to_the_card_that_is_drawn_there() -> None:
    for shape in (LIST, GRID):
        for groups in ((), GROUPS):
            shelves = Shelves(10, shape, groups)
            places = drawn(shelves, 10)
            for x in range(-5, shelves.size.width() + 5, 11):
                for y in range(-5, shelves.size.height() + 5, 7):
                    here = [position for position, place in places.items() if place.contains(x, y)]
                    assert shelves.position_at(QPoint(x, y)) == (here[0] if here else -1), (shape, groups, x, y)


def test_the_cards_between_two_heights_are_those_that_are_drawn_there() -> None:
    for shape in (LIST, GRID):
        for groups in ((), GROUPS):
            shelves = Shelves(10, shape, groups)
            places = drawn(shelves, 10)
            for top in range(-40, shelves.size.height() + 40, 9):
                for height in (0, 1, 25, 90, 300):
                    seen = [p for p, place in places.items() if place.top() < top + height and place.bottom() >= top]
                    assert list(shelves.between(top, top + height)) == seen, (shape, groups, top, height)


def test_a_head_stays_at_the_top_until_the_next_one_pushes_it_out() -> None:
    shelves = Shelves(10, GRID, GROUPS)
    assert shelves.stuck(0) is None
    assert shelves.stuck(20) == (0, 20)
    assert shelves.stuck(95) == (0, 80)
    assert shelves.stuck(110) is None
    assert shelves.stuck(485) == (2, 460)
    assert Shelves(10, GRID).stuck(20) is None


def test_up_and_down_keep_the_column_as_far_as_there_are_cards() -> None:
    shelves = Shelves(10, GRID, GROUPS)
    assert [shelves.below(at) for at in (0, 1, 2, 5, 7, 8, 9)] == [2, 3, 5, 8, 8, 9, 9]
    assert [shelves.above(at) for at in (0, 1, 2, 4, 5, 8, 9)] == [0, 1, 0, 1, 2, 5, 8]
    plain = Shelves(4, LIST)
    assert ([plain.below(at) for at in range(4)], [plain.above(at) for at in range(4)]) == ([1, 2, 3, 3], [0, 0, 1, 2])


def test_a_page_is_what_fits_and_a_row_at_least() -> None:
    shelves = Shelves(100, LIST)
    assert shelves.page(10, shelves.below, 170) == 13
    assert shelves.page(10, shelves.above, 170) == 7
    assert shelves.page(10, shelves.below, 20) == 11
    assert shelves.page(98, shelves.below, 500) == 99


def test_nothing_has_no_places() -> None:
    shelves = Shelves(0, GRID)
    assert (shelves.size, list(shelves.between(0, 100))) == (QSize(300, 0), [])
    assert shelves.position_at(QPoint(1, 1)) == -1


def test_a_hundred_thousand_cards_in_groups_are_asked_as_quickly_as_ten() -> None:
    """The work is counted, not timed: a card is found in a handful of comparisons of groups."""
    groups = tuple(Group(str(number), number * 100, 100) for number in range(1000))
    shelves = Shelves(100_000, LIST, groups)
    assert shelves.position_at(shelves.rect(99_999).center()) == 99_999
    assert len(shelves.between(2_000_000, 2_000_500)) in range(8, 13)
