"""What a view takes to show other cards, and to show the next page of them."""

from collections.abc import Iterator

from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.card_views import CardViews, ViewKind
from tests.benchmarks.harness import FRAME, Goal, Line, Place, p95, timed
from tests.benchmarks.windows import read_site, settle, shown_window

_ROUNDS = 40
_PAGES = 40


def measure(place: Place) -> Iterator[Line]:
    """In each view: all cards and half of them in turn, as a search would have it; then page by page."""
    with shown_window(place.scratch) as parts:
        read_site(parts, place.site)
        views = parts.window.list.cards
        model = views.model()
        assert isinstance(model, CardTableModel)
        for kind in ViewKind:
            views.set_view(kind)
            settle(parts)
            every = model.ids
            half = every[::2]
            _show(views, model, half)  # once for titles that are broken into lines
            times = [timed(lambda ids=ids: _show(views, model, ids)) for ids in (every, half) * (_ROUNDS // 2)]
            yield _line(f"{kind}: other cards, painted, p95", times, most=0.012)
            _show(views, model, every)
            settle(parts)
            times = [timed(lambda: _page(views)) for _ in range(_PAGES)]
            yield _line(f"{kind}: the next page, painted, p95", times, most=0.016)
            views.select_first()


def _line(work: str, times: list[float], *, most: float) -> Line:
    return Line(work, p95(times), FRAME, "one frame at 60 Hz", Goal("limit", most), unit="ms")


def _show(views: CardViews, model: CardTableModel, ids: tuple[str, ...]) -> None:
    model.set_ids(ids)
    views.viewport().repaint()


def _page(views: CardViews) -> None:
    bar = views.verticalScrollBar()
    bar.setValue(bar.value() + bar.pageStep())
    views.viewport().repaint()
