"""What stands in place of the form when a card cannot be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from editor.model.card.card import read_card
from editor.ui.colours import Scheme
from editor.ui.form.broken import BrokenPanel
from editor.ui.form.kit import FormKit


@pytest.fixture
def panel(theme, qtbot):
    panel = BrokenPanel(FormKit(theme, lambda _: (), lambda _: {}))
    qtbot.addWidget(panel)
    panel.show()
    return panel


def broken(schemas, name="a.md", text='---\ntitle: "ok"\nexcerpt: "never closed\n---\n'):
    card = read_card(f"_news/{name}", text, schemas)
    assert card.error is not None
    return card


def words(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.text()]


def test_one_card_says_what_is_wrong_and_leads_to_the_line(panel, schemas, qtbot):
    card = broken(schemas)
    panel.show_cards([card], of=1)
    title, text = words(panel)
    assert title == "This card cannot be read"
    assert text == f"Line {card.error.line}: {card.error.reason}"
    with qtbot.waitSignal(panel.source_requested) as told:
        qtbot.mouseClick(panel.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert told.args == [card.error.line]


def test_a_fault_without_a_place_leads_to_the_first_line(panel, schemas, qtbot):
    card = broken(schemas, text="no front matter")
    panel.show_cards([broken(schemas)], of=1)
    panel.show_cards([card], of=1)
    assert card.error.reason in words(panel)[1]
    with qtbot.waitSignal(panel.source_requested) as told:
        panel.findChild(QPushButton).click()
    assert told.args == [card.error.line or 1]


def test_of_several_cards_it_names_one_and_offers_nothing(panel, schemas):
    panel.show_cards([broken(schemas), broken(schemas, "b.md")], of=3)
    title, text = words(panel)
    assert title.startswith("2 ")
    assert "_news/a.md" in text
    assert not panel.findChild(QPushButton).isVisible()


def test_the_sign_has_the_colour_of_the_theme(panel, theme):
    sign = next(label for label in panel.findChildren(QLabel) if not label.pixmap().isNull())
    light = sign.pixmap().toImage()
    theme.set_scheme(Scheme.DARK)
    assert sign.pixmap().toImage() != light
