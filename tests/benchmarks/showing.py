"""What a person waits for in the open window: the next card."""

from collections.abc import Iterator

from editor.ui.app import Parts
from tests.benchmarks.harness import FRAME, Goal, Line, Place, p95, timed
from tests.benchmarks.windows import read_site, settle, shown_window, turn

_CARDS = 200


def next_card(place: Place) -> Iterator[Line]:
    """From the step in the list to form, picture pane and list painted; then the same cards once more."""
    frame = "one frame at 60 Hz"
    with shown_window(place.scratch) as parts:
        read_site(parts, place.site)
        for work, most in (
            ("next card, never shown before, p95", _CARDS),
            ("next card, shown before, p95", _CARDS // 2),
        ):
            parts.window.list.cards.select_first()
            settle(parts)
            times = [_step(parts) for _ in range(min(most, place.cards - 1))]
            yield Line(work, p95(times), FRAME, frame, Goal("limit", 0.016), unit="ms")


def _step(parts: Parts) -> float:
    def step() -> None:
        parts.window.list.cards.next_card()
        turn()

    seconds = timed(step)
    settle(parts)
    return seconds
