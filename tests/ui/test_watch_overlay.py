"""The developers' overlay tells of stalls with their places, and does nothing while it is hidden."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.app import Parts
from editor.ui.main_window import MainWindow
from editor.ui.watch_overlay import WatchOverlay, held_memory


def overlay_of(parts: Parts) -> WatchOverlay:
    if parts.watch.overlay is None or parts.watch.overlay.isHidden():
        parts.watch.toggle()
    return parts.watch.overlay


def shown(overlay: WatchOverlay, name: str) -> str:
    return overlay.findChild(QLabel, f"watch.{name}").text()


def stall(qtbot: QtBot, overlay: WatchOverlay) -> None:
    """Keep the window's thread busy, again and again, until the watchdog has told of it."""

    def be_busy() -> None:
        begun = time.perf_counter()
        while time.perf_counter() < begun + 20:
            stacks = overlay.watchdog._watched._seen[1]
            in_here = stacks and any(place.function.endswith("be_busy") for place in stacks[len(stacks) // 2])
            if in_here and time.perf_counter() > begun + 0.06:
                return

    timer = QTimer(interval=0)
    timer.timeout.connect(be_busy)
    with qtbot.waitSignal(
        overlay.watchdog.stalled, check_params_cb=lambda stall: "be_busy" in str(stall), timeout=30_000
    ):
        timer.start()
    timer.stop()


def test_hidden_it_does_nothing(qtbot: QtBot, parts: Parts):
    overlay = overlay_of(parts)
    assert overlay.watchdog.is_watching
    qtbot.mouseClick(overlay.findChild(QPushButton, "watch.close"), Qt.MouseButton.LeftButton)
    assert overlay.isHidden()
    assert not overlay.watchdog.is_watching
    assert not [timer for timer in overlay.findChildren(QTimer) if timer.isActive()]


def test_it_shows_figures_of_the_window(qtbot: QtBot, parts: Parts, window: MainWindow):
    overlay = overlay_of(parts)
    qtbot.waitUntil(lambda: shown(overlay, "longest") != "0 ms")
    assert shown(overlay, "cards") == "4"
    assert shown(overlay, "tasks") == "0"
    assert shown(overlay, "p95").endswith(" ms")
    assert (shown(overlay, "memory") == "unknown") is (held_memory() == 0)


def test_a_stall_is_listed_with_its_place_and_can_be_copied(qtbot: QtBot, parts: Parts):
    overlay = overlay_of(parts)
    stall(qtbot, overlay)
    line = overlay.findChild(QListWidget, "watch.stalls").item(0).text()
    assert " ms  " in line
    qtbot.mouseClick(overlay.findChild(QPushButton, "watch.copy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "Longest gap: " in copied
    assert "be_busy" in copied
    qtbot.mouseClick(overlay.findChild(QPushButton, "watch.reset"), Qt.MouseButton.LeftButton)
    assert overlay.findChild(QListWidget, "watch.stalls").count() == 0
    assert overlay.watchdog.is_watching


def test_it_stays_in_the_corner_of_the_window(qtbot: QtBot, parts: Parts):
    overlay = overlay_of(parts)
    for width, height in ((1280, 800), (900, 600)):
        parts.window.resize(width, height)
        assert parts.window.rect().contains(overlay.geometry())
        assert overlay.geometry().right() > width - 40


def test_the_window_closes_while_it_watches(parts: Parts):
    overlay_of(parts)
    assert parts.tasks.pending == 0
