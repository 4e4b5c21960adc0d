"""The bar that says one thing about a card."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from editor.ui.colours import Scheme
from editor.ui.panes.notice import NoticeBar


@pytest.fixture
def bar(theme, qtbot) -> NoticeBar:
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    bar.resize(500, 60)
    return bar


def test_it_is_not_there_until_there_is_something_to_say(bar):
    assert bar.isHidden()
    bar.tell("This card changed on disk.")
    assert (bar.isHidden(), bar.sentence.text(), bar.accessibleName()) == (
        False,
        "This card changed on disk.",
        "This card changed on disk.",
    )
    bar.clear()
    assert bar.isHidden()


def test_each_button_says_its_name_by_mouse_and_by_key(bar, qtbot):
    bar.tell("Both changed.", (("choose", "Choose…"), ("mine", "Mine")), tone="warning")
    assert [button.text() for button in bar.buttons if not button.isHidden()] == ["Choose…", "Mine"]
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.mouseClick(bar.findChild(QPushButton, "notice.choose"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["choose"]
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.keyClick(bar.findChild(QPushButton, "notice.mine"), Qt.Key.Key_Space)
    assert chosen.args == ["mine"]


def test_another_notice_has_its_own_buttons(bar, qtbot):
    bar.tell("Both changed.", (("choose", "Choose…"), ("mine", "Mine")))
    bar.tell("The file is gone.", (("write", "Write it again"),))
    assert [button.text() for button in bar.buttons if not button.isHidden()] == ["Write it again"]
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert chosen.args == ["write"]


def test_a_long_sentence_wraps(bar):
    bar.tell("Short.")
    short = bar.heightForWidth(400)
    bar.tell("You and somebody else changed the title of this card. " * 4)
    assert bar.heightForWidth(400) > 2 * short


def test_each_tone_has_its_ground_in_either_scheme(bar, theme):
    grounds = set()
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.set_scheme(scheme)
        for tone in ("info", "warning", "error"):
            bar.tell("This card changed on disk.", tone=tone)
            grounds.add(bar.grab().toImage().pixelColor(3, 3).name())
    assert len(grounds) == 6
