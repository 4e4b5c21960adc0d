import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from editor.ui.cards.row_layout import PICTURE, LineEnd, TitleLines, lay_out, row_height

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
ROW = QRect(0, 136, 420, 68)


@pytest.fixture
def font(qapp: object) -> QFont:
    return QFont()


@pytest.mark.parametrize("direction", [LEFT, RIGHT])
def test_the_parts_of_a_row_lie_in_it_and_do_not_overlap(direction: Qt.LayoutDirection) -> None:
    parts = lay_out(ROW, direction)
    places = (parts.picture, parts.text, parts.mark)
    assert all(ROW.contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert parts.picture.size() == PICTURE
    assert (parts.picture.left() < parts.text.left() < parts.mark.left()) is (direction is LEFT)


def test_a_row_that_is_too_narrow_has_no_room_for_text() -> None:
    assert lay_out(QRect(0, 0, 60, 68), LEFT).text.width() == 0


def test_rows_grow_with_the_font(font: QFont) -> None:
    font.setPixelSize(8)
    assert row_height(QFontMetrics(font)) == 68
    font.setPixelSize(40)
    assert row_height(QFontMetrics(font)) >= 3 * QFontMetrics(font).height()


@pytest.mark.parametrize("direction", [LEFT, RIGHT])
def test_places_at_the_end_of_a_line_go_from_the_outside_in(direction: Qt.LayoutDirection) -> None:
    line = QRect(100, 10, 50, 12)
    end = LineEnd(line, direction)
    taken = [end.take(8, gap=2), end.take(20, gap=4), end.rest]
    lefts = [142, 120, 100] if direction is LEFT else [100, 110, 134]
    assert [place.left() for place in taken] == lefts
    assert [place.width() for place in taken] == [8, 20, 16]


def test_nothing_is_left_of_a_line_that_is_full() -> None:
    end = LineEnd(QRect(0, 0, 10, 12), LEFT)
    end.take(20, gap=2)
    assert end.rest.width() == 0


def test_a_short_title_is_one_line(font: QFont) -> None:
    assert TitleLines().of("Ferries", 300, font) == ("Ferries",)
    assert TitleLines().of("", 300, font) == ("",)


def test_a_long_title_is_two_lines_and_an_ellipsis(font: QFont) -> None:
    title = "The harbour opens its machine rooms for the quiet winter and lets the ferries read old maps"
    first, second = TitleLines().of(title, 200, font)
    assert title.startswith(first)
    assert second.endswith("…")
    assert title.removeprefix(first).strip().startswith(second.removesuffix("…"))
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 200 for line in (first, second))


def test_a_title_of_letters_beyond_the_first_plane_is_broken_at_the_right_letter(font: QFont) -> None:
    title = "🚢🚢 🚢🚢 🚢🚢 🚢🚢 harbour"
    whole = QFontMetrics(font).horizontalAdvance(title)
    first, second = TitleLines().of(title, whole * 2 // 3, font)
    assert f"{first}{second}".replace(" ", "") == title.replace(" ", "")


def test_a_word_without_end_is_broken_anywhere(font: QFont) -> None:
    first, second = TitleLines().of("x" * 500, 120, font)
    assert set(first) == {"x"}
    assert second.endswith("…")


def test_lines_are_remembered_but_not_for_ever(font: QFont) -> None:
    lines = TitleLines()
    once = lines.of("Ferries return", 300, font)
    assert lines.of("Ferries return", 300, font) is once
    for number in range(400):
        lines.of(str(number), 300, font)
    assert lines.of("Ferries return", 300, font) is not once
