import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent

from editor.ui.panes.picture_canvas import PictureCanvas


@pytest.fixture
def canvas(qtbot, theme) -> PictureCanvas:
    canvas = PictureCanvas(theme)
    qtbot.addWidget(canvas)
    canvas.resize(216, 116)
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


def image(width: int, height: int, colour: str = "#ff0000") -> QImage:
    made = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(QColor(colour))
    return made


def colour_at(canvas: PictureCanvas, x: int, y: int) -> str:
    return canvas.viewport().grab().toImage().pixelColor(x, y).name()


def test_a_picture_is_fitted_into_the_room(canvas: PictureCanvas):
    canvas.show_image(image(400, 200), QSize(400, 200))
    assert canvas.picture_rect() == QRect(8, 8, 200, 100)
    assert colour_at(canvas, 108, 58) == "#ff0000"


def test_a_small_picture_is_not_blown_up(canvas: PictureCanvas):
    canvas.show_image(image(20, 10), QSize(20, 10))
    assert canvas.picture_rect().size() == QSize(20, 10)
    assert canvas.picture_rect().center() == canvas.viewport().rect().center()


def test_a_scaled_image_takes_the_room_of_the_real_picture(canvas: PictureCanvas):
    canvas.show_image(image(50, 25), QSize(400, 200))
    assert canvas.picture_rect().size() == QSize(200, 100)


def test_zoomed_each_pixel_is_one_of_the_screen(canvas: PictureCanvas):
    canvas.show_image(image(400, 200), QSize(400, 200))
    canvas.set_zoomed(True)
    assert canvas.picture_rect().size() == QSize(400, 200)
    bar = canvas.horizontalScrollBar()
    assert bar.value() == bar.maximum() // 2  # it begins in the middle
    bar.setValue(0)
    assert canvas.picture_rect().left() == 0
    canvas.set_zoomed(False)
    assert bar.maximum() == 0


def test_a_zoomed_picture_is_moved_with_the_mouse(qtbot, canvas: PictureCanvas):
    canvas.show_image(image(400, 200), QSize(400, 200))
    canvas.set_zoomed(True)
    before = canvas.picture_rect().topLeft()
    view = canvas.viewport()
    qtbot.mouseMove(view, QPoint(100, 50))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    assert view.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    qtbot.mouseMove(view, QPoint(90, 45))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(90, 45))
    assert canvas.picture_rect().topLeft() == before - QPoint(10, 5)
    qtbot.mouseMove(view, QPoint(10, 5))
    assert canvas.picture_rect().topLeft() == before - QPoint(10, 5)


def test_a_fitted_picture_stays_where_it_is(qtbot, canvas: PictureCanvas):
    canvas.show_image(image(400, 200), QSize(400, 200))
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    qtbot.mouseMove(canvas.viewport(), QPoint(10, 10))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton)
    assert canvas.picture_rect() == QRect(8, 8, 200, 100)


def test_a_double_click_and_space_ask_for_zoom(qtbot, canvas: PictureCanvas):
    with qtbot.waitSignal(canvas.zoom_requested):
        qtbot.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(canvas.zoom_requested):
        qtbot.keyClick(canvas, Qt.Key.Key_Space)


def test_arrows_step_through_pictures_or_move_a_zoomed_one(qtbot, canvas: PictureCanvas):
    steps: list[int] = []
    canvas.step_requested.connect(steps.append)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert steps == [1, -1]
    canvas.show_image(image(400, 200), QSize(400, 200))
    canvas.set_zoomed(True)
    before = canvas.horizontalScrollBar().value()
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.horizontalScrollBar().value() == before + 20
    assert steps == [1, -1]


@pytest.mark.parametrize(
    ("held", "turned", "steps"),
    [
        (Qt.KeyboardModifier.ControlModifier, -120, [1]),
        (Qt.KeyboardModifier.ControlModifier, 120, [-1]),
        (Qt.KeyboardModifier.NoModifier, -120, []),
    ],
)
def test_the_wheel_steps_with_control(qapp, canvas: PictureCanvas, held, turned: int, steps: list[int]):
    made: list[int] = []
    canvas.step_requested.connect(made.append)
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(canvas.viewport(), event)
    assert made == steps


def test_waiting_is_calm_at_first_and_then_says_so(qtbot, canvas: PictureCanvas):
    canvas.show_image(image(400, 200), QSize(400, 200))
    canvas.wait()
    assert canvas.image.isNull()
    assert not canvas.is_busy
    calm = canvas.viewport().grab().toImage()
    qtbot.waitUntil(lambda: canvas.is_busy)
    assert canvas.viewport().grab().toImage() != calm
    canvas.clear()
    assert not canvas.is_busy


def test_the_spinner_turns(qtbot, canvas: PictureCanvas):
    canvas.wait()
    qtbot.waitUntil(lambda: canvas.is_busy)
    first = canvas.viewport().grab().toImage()
    qtbot.waitUntil(lambda: canvas.viewport().grab().toImage() != first)


def test_behind_what_is_see_through_are_squares(canvas: PictureCanvas, theme):
    canvas.show_image(image(200, 100, "#00000000"), QSize(200, 100))
    seen = {colour_at(canvas, x, 50) for x in range(20, 60, 4)}
    assert seen == {theme.colours.surface.name(), theme.colours.hover.name()}


def test_the_focus_is_seen(qtbot, canvas: PictureCanvas):
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    focused = canvas.viewport().grab().toImage()
    canvas.clearFocus()
    assert canvas.viewport().grab().toImage() != focused


def test_a_canvas_without_room_is_no_error(canvas: PictureCanvas):
    canvas.show_image(image(4000, 2), QSize(4000, 2))
    canvas.resize(1, 1)
    canvas.grab()
    assert canvas.picture_rect().height() >= 1
