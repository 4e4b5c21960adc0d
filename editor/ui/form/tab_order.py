"""Tab goes through a part of the window in the order of its layouts, which is the order in which it is read."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLayout, QScrollArea, QWidget


def next_stop(area: QScrollArea, *, forward: bool) -> QWidget | None:
    """Where Tab (or Shift+Tab) leads from the widget in `area` that has the focus; None when that is for Qt to say."""
    page = area.widget()
    stops = list(_stops(page)) if page is not None else []
    here = QApplication.focusWidget()
    if here is None or here not in stops:
        return None
    index = stops.index(here) + (1 if forward else -1)
    if 0 <= index < len(stops):
        return stops[index]
    return _outside(area, forward=forward)


def end_stop(area: QScrollArea, *, first: bool) -> QWidget | None:
    """The first or the last stop in `area`; None when there is none."""
    page = area.widget()
    stops = list(_stops(page)) if page is not None else []
    return stops[0 if first else -1] if stops else None


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isEnabled() or widget.isHidden():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if layout is not None and not isinstance(widget, QComboBox | QAbstractScrollArea):
        yield from _within(layout)


def _within(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _within(inner)


def _outside(area: QWidget, *, forward: bool) -> QWidget | None:
    """The nearest stop of the window that is not in `area`."""
    widget = area.nextInFocusChain() if forward else area.previousInFocusChain()
    while widget is not None and widget is not area:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        if takes_tab and widget.isEnabled() and widget.isVisible() and not area.isAncestorOf(widget):
            return widget
        widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    return None
