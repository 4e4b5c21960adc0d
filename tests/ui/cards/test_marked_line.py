from collections.abc import Sequence

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from editor.model.site.highlights import NO_NEEDLES, Needles, Span
from editor.ui.cards.marked_line import LineMarker, shown_marks

ROOM = QRect(10, 4, 280, 24)
GROUND = QColor("#ffe000")
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def marker(qapp: QApplication) -> LineMarker:
    return LineMarker()


def drawn(
    marker: LineMarker,
    line: str,
    marks: Sequence[Span],
    *,
    direction: Qt.LayoutDirection = LEFT,
    ground: QColor = GROUND,
) -> QImage:
    image = QImage(300, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    painter.setFont(QFont())
    painter.setPen(Qt.GlobalColor.black)
    marker.draw(painter, ROOM, line, marks, ground=ground, direction=direction)
    painter.end()
    return image


def on_ground(image: QImage) -> list[int]:
    """The columns with something of the ground."""
    return [x for x in range(image.width()) if any(image.pixelColor(x, y) == GROUND for y in range(image.height()))]


@pytest.mark.parametrize("direction", [LEFT, RIGHT])
@pytest.mark.parametrize("line", ["The Ferry boat", "עבורת boat", "😀 Ferry"])
def test_a_marked_line_stands_where_one_without_marks_stands(
    marker: LineMarker, line: str, direction: Qt.LayoutDirection
) -> None:
    plain = drawn(marker, line, (), direction=direction)
    assert drawn(marker, line, ((2, 5),), direction=direction, ground=QColor("white")) == plain


def test_the_ground_is_behind_what_is_marked_only(marker: LineMarker) -> None:
    assert on_ground(drawn(marker, "The Ferry boat", ())) == []
    first = on_ground(drawn(marker, "Ferry boat", ((0, 5),)))
    last = on_ground(drawn(marker, "Ferry boat", ((6, 10),)))
    assert first[0] == ROOM.left()
    assert first[-1] < last[0]
    assert set(on_ground(drawn(marker, "Ferry boat", ((0, 5), (6, 10))))) == {*first, *last}


def test_what_qt_counts_twice_is_counted_once(marker: LineMarker) -> None:
    with_face, without = drawn(marker, "😀 Ferry", ((2, 7),)), drawn(marker, "Ferry", ((0, 5),))
    assert abs(len(on_ground(with_face)) - len(on_ground(without))) <= 1


def test_other_colours_and_widths_are_drawn_anew(marker: LineMarker) -> None:
    before = drawn(marker, "Ferry", ((0, 5),))
    assert drawn(marker, "Ferry", ((0, 5),), ground=QColor("#00ffee")) != before
    assert drawn(marker, "Ferry", ((0, 5),)) == before


def test_what_is_looked_for_is_found_by_field(marker: LineMarker) -> None:
    assert marker.spans("title", "The ferry") == ()
    assert marker.set_needles(Needles(("ferry",), (("topics", "boat"),)))
    assert marker.spans("title", "The ferry boat") == ((4, 9),)
    assert marker.spans("topics", "The ferry boat") == ((4, 9), (10, 14))
    assert marker.spans("type", "ferry") == ()
    assert not marker.set_needles(Needles(("ferry",), (("topics", "boat"),)))
    assert marker.set_needles(NO_NEEDLES)
    assert marker.spans("title", "The ferry boat") == ()


def test_scrolling_through_a_long_list_forgets_what_was_seen_first(marker: LineMarker) -> None:
    marker.set_needles(Needles(("1",)))
    found = [marker.spans("title", f"Card {number}") for number in range(2000)]
    assert found == [marker.spans("title", f"Card {number}") for number in range(2000)]
    assert [on_ground(drawn(marker, f"{n}", ((0, 1),))) != [] for n in (1, 2, 3)] == [True] * 3


@pytest.mark.parametrize(
    ("text", "lines", "marks", "shown"),
    [
        ("one two three", ("one two three",), ((4, 7),), [((4, 7),)]),
        ("one two three", ("one two", "three"), ((4, 13),), [((4, 7),), ((0, 5),)]),
        ("one two three", ("one", "two…"), ((0, 3), (6, 9)), [((0, 3),), ((2, 3),)]),
        ("one two three", ("one", "two…"), ((8, 13),), [(), ()]),
        ("one one one", ("one", "one…"), ((4, 7),), [(), ((0, 3),)]),
        ("one… two", ("one…", "two"), ((3, 4),), [((3, 4),), ()]),
        ("one two", ("something else",), ((0, 3),), [()]),
        ("one two", ("…",), ((0, 3),), [()]),
        ("", ("",), (), [()]),
    ],
)
def test_marks_go_with_the_lines_as_they_are_shown(
    text: str, lines: tuple[str, ...], marks: tuple[Span, ...], shown: list[tuple[Span, ...]]
) -> None:
    assert list(shown_marks(text, lines, marks)) == shown
