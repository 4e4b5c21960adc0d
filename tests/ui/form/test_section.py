"""Headings that fold away what is below them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from editor.ui.form.kit import FormKit
from editor.ui.form.section import FormBody, Section, problem_count


@pytest.fixture
def section(theme, qtbot):
    section = Section(FormKit(theme, lambda _: (), lambda _: {}), FormBody())
    qtbot.addWidget(section)
    section.show()
    return section


def test_the_body_is_filled_only_when_it_is_to_be_seen(section):
    filled = []
    section.show_body(lambda: filled.append("first"))
    section.show_body(lambda: filled.append("second"))
    assert (filled, section.body.isVisible()) == ([], False)
    section.open()
    assert (filled, section.body.isVisible()) == (["second"], True)
    section.show_body(lambda: filled.append("third"))
    assert filled == ["second", "third"]
    section.fold.setChecked(False)
    section.open()
    assert filled == ["second", "third"]  # nothing new to show


def test_the_keyboard_folds_and_unfolds(section, qtbot):
    for key, is_open in ((Qt.Key.Key_Right, True), (Qt.Key.Key_Right, True), (Qt.Key.Key_Left, False)):
        qtbot.keyClick(section.fold, key)
        assert section.is_open is is_open
    qtbot.keyClick(section.fold, Qt.Key.Key_Space)
    assert section.is_open


def test_the_chevron_tells_whether_it_is_open_in_either_scheme(section):
    def chevron():
        return section.fold.icon().pixmap(section.fold.iconSize()).toImage()

    closed = chevron()
    section.open()
    assert chevron() != closed
    section.fold.setChecked(False)
    assert chevron() == closed


def test_the_heading_says_what_is_below_it(section):
    section.show_heading("Links", "Web link", name="form.links", problems=2, unsaved=True)
    summary = section.findChild(QLabel)
    assert (section.fold.text(), section.fold.objectName()) == ("Links •", "form.links")
    assert summary.text() == f"{problem_count(2)} · Web link"
    assert section.fold.accessibleName() == f"Links • {problem_count(2)} · Web link"
    section.show_heading("Links", "", name="form.links", problems=0, unsaved=False)
    assert (section.fold.text(), section.fold.accessibleName(), summary.text()) == ("Links", "Links", "")


def test_a_heading_stands_back_and_comes_forth(section, theme):
    section.mute(True)
    muted = section.fold.palette().color(section.fold.foregroundRole())
    section.mute(False)
    assert muted == theme.colours.muted
    assert section.fold.palette().color(section.fold.foregroundRole()) == theme.colours.text


def test_no_problems_are_no_words():
    assert problem_count(0) == ""
    assert (problem_count(1), problem_count(2)) == ("1 problem", "2 problems")
