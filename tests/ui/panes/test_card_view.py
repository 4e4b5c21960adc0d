import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from editor.model.card.card import read_card
from editor.ui.colours import Scheme
from editor.ui.panes.card_view import CardView
from tests.helpers.picture_server import PictureServer, picture_bytes


@pytest.fixture
def view(qtbot, pictures, theme) -> CardView:
    view = CardView(pictures, theme)
    qtbot.addWidget(view)
    view.resize(900, 300)
    with qtbot.waitExposed(view):
        view.show()
    return view


def title(view: CardView) -> str:
    label = view.findChild(QLabel, "card_view.title")
    return label.text() if label is not None and label.isVisible() else ""


def told(view: CardView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_card_is_an_article(view, card):
    view.show_card(card("title: The ferry is back"))
    assert title(view) == "The ferry is back"


def test_without_a_card_it_says_so(view, card):
    assert told(view) == ["No card selected"]
    view.show_card(card("title: x"))
    view.show_card(None)
    assert told(view) == ["No card selected"]
    assert view.article is None


def test_a_broken_card_says_where_to_mend_it(view, schemas):
    view.show_card(read_card("_news/a.md", "no front matter", schemas))
    assert told(view) == ["This card cannot be read", "Mend it in Source."]


def test_the_same_card_is_not_made_anew(view, card):
    view.show_card(card("title: x"))
    article = view.article
    view.show_card(card("title: x"))
    assert view.article is article
    view.show_card(card("title: y"))
    assert view.article is not article
    assert title(view) == "y"


def test_a_card_that_changes_keeps_its_place_and_another_begins_at_the_top(qtbot, view, card):
    body = "One\n\n" * 100
    view.show_card(card("title: x", body))
    bar = view._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(150)
    view.show_card(card("title: y", body))
    qtbot.waitUntil(lambda: bar.value() == 150)
    view.show_card(card("title: y", body, card_id="_news/other.md"))
    assert bar.value() == 0


def test_links_are_asked_for(qtbot, view, card):
    view.show_card(card("title: x\nwebUrl: https://harbourtimes.example/ferry"))
    with qtbot.waitSignal(view.open_url_requested) as opened:
        view.findChild(QPushButton, "card_view.read").click()
    assert opened.args == ["https://harbourtimes.example/ferry"]


def test_the_pictures_of_a_card_that_has_gone_are_let_go(qtbot, view, card, server: PictureServer, pictures):
    view.show_card(card(f"title: x\nimages:\n  - url: {server.slow('/a.jpg', picture_bytes())}"))
    qtbot.waitUntil(lambda: server.asked == ["/a.jpg"])
    view.show_card(None)
    assert pictures._jobs == {}


def test_a_narrow_and_a_wide_window_are_both_filled_well(view, card):
    view.show_card(card("title: " + "The ferry is back " * 10))
    view.resize(300, 300)
    assert view.article.width() <= 300
    assert view._scroll.horizontalScrollBar().maximum() == 0
    view.resize(1600, 300)
    assert 600 < view.article.width() < 800
    assert abs(view.article.geometry().center().x() - 800) < 20


def test_a_view_that_has_gone_hears_nothing_of_the_theme(qtbot, pictures, card, theme):
    view = CardView(pictures, theme)
    view.show_card(card("title: x"))
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    theme.set_scheme(Scheme.DARK)


def test_it_follows_the_colours(view, card, theme):
    view.show_card(card("title: x"))
    before = view.article
    theme.set_scheme(Scheme.DARK)
    assert view.article is not before
    assert title(view) == "x"
