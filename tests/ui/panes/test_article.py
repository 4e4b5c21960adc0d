from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from editor.ui.panes.article import Article, Pill, RelatedStory, in_words
from editor.ui.panes.body_view import BodyView
from editor.ui.panes.picture_box import PictureBox
from tests.helpers.picture_server import PictureServer, picture_bytes

FERRY = """title: The <b>ferry</b> is back
excerpt: It runs from Monday.
publishedDateTime: 2024-05-19T23:53:00Z
webUrl: https://harbourtimes.example/ferry
provider:
  name: Harbour Times
topics: [Ferries, Sea & Ships]
related:
  - title: New pier
    publishedDateTime: "2024-05-18"
    webUrl: https://pierpost.example/pier
    provider:
      name: Pier Post
  - originalUrl: https://bayweekly.example/tickets
  - just words"""


@pytest.fixture
def show(qtbot, pictures, theme, card):
    def show(front_matter: str, body: str = "") -> Article:
        article = Article(card(front_matter, body), pictures, theme)
        qtbot.addWidget(article)
        article.resize(600, 600)
        with qtbot.waitExposed(article):
            article.show()
        return article

    return show


def texts(article: Article, name: str) -> list[str]:
    return [label.text() for label in article.findChildren(QLabel, name)]


def test_a_reader_sees_source_date_title_excerpt_and_topics(show):
    article = show(FERRY)
    assert texts(article, "card_view.source") == ["Harbour Times · 19 May 2024"]
    assert texts(article, "card_view.title") == ["The <b>ferry</b> is back"]
    assert texts(article, "card_view.excerpt") == ["It runs from Monday."]
    assert texts(article, "card_view.topic") == ["Ferries", "Sea & Ships"]


def test_text_of_a_card_is_never_taken_for_markup(show):
    for label in show(FERRY).findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_references_to_characters_are_read_as_a_browser_does(show):
    assert texts(show("title: It&#8217;s back &amp; busy"), "card_view.title") == ["It’s back & busy"]


def test_what_a_card_has_not_takes_no_room(show):
    article = show("title: Only a title")
    for name in ("source", "excerpt", "topic", "ribbon", "related"):
        assert texts(article, f"card_view.{name}") == []
    assert article.findChildren(PictureBox) == []
    assert article.findChildren(BodyView) == []
    assert article.findChildren(QPushButton) == []


@pytest.mark.parametrize(
    ("published", "ribbon"),
    [
        ("true", []),
        ("false", ["Not published"]),
        ("", ["In lists only, without a page of its own"]),
        ('"false"', []),
    ],
)
def test_a_card_that_readers_cannot_see_says_so(show, published: str, ribbon: list[str]):
    assert texts(show(f"title: x\npublished: {published}"), "card_view.ribbon") == ribbon


def test_the_story_opens_by_a_click_only(qtbot, show):
    article = show(FERRY)
    (button,) = article.findChildren(QPushButton, "card_view.read")
    with qtbot.waitSignal(article.open_url_requested) as opened:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened.args == ["https://harbourtimes.example/ferry"]


def test_related_stories_are_small_cards(qtbot, show):
    article = show(FERRY)
    pier, tickets, words = article.findChildren(RelatedStory)
    assert pier.accessibleName() == "New pier · Pier Post · 18 May 2024"
    assert texts(article, "card_view.related_title") == ["New pier", "Without a title", "Without a title"]
    with qtbot.waitSignal(article.open_url_requested) as opened:
        qtbot.mouseClick(pier, Qt.MouseButton.LeftButton)
    assert opened.args == ["https://pierpost.example/pier"]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(article.open_url_requested) as opened:
            qtbot.keyClick(tickets, key)
        assert opened.args == ["https://bayweekly.example/tickets"]
    with qtbot.assertNotEmitted(article.open_url_requested):
        qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(pier, Qt.MouseButton.RightButton)
        qtbot.keyClick(pier, Qt.Key.Key_X)
    assert words.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_focus_of_a_related_story_is_seen(qtbot, show):
    article = show(FERRY)
    story = article.findChildren(RelatedStory)[0]
    before = story.grab().toImage()
    article.activateWindow()
    story.setFocus()
    qtbot.waitUntil(story.hasFocus)
    assert story.grab().toImage() != before


def test_pictures_come_to_their_places(qtbot, show, server: PictureServer):
    article = show(
        f"""title: x
images:
  - url: {server.put("/ferry.jpg", picture_bytes("JPEG", (600, 338)))}
provider:
  name: Harbour Times
  images:
    - url: {server.put("/logo.png", picture_bytes("PNG", (50, 50)))}
related:
  - title: No picture
  - title: New pier
    images:
      - url: {server.url("/gone.jpg")}"""
    )
    boxes = article.findChildren(PictureBox)
    assert len(boxes) == 3
    qtbot.waitUntil(lambda: all(box.loaded is not None for box in boxes))
    assert article.findChild(PictureBox, "card_view.picture").loaded.width == 600
    assert article.findChild(PictureBox, "card_view.logo").loaded.width == 50
    assert [box.isVisible() for box in article.findChildren(RelatedStory)[1].findChildren(PictureBox)] == [False]


def test_an_article_that_is_let_go_waits_for_no_picture(qtbot, show, server: PictureServer, pictures):
    article = show(f"title: x\nimages:\n  - url: {server.slow('/a.jpg', picture_bytes())}")
    qtbot.waitUntil(lambda: server.asked == ["/a.jpg"])
    article.let_go()
    assert pictures._jobs == {}


def test_the_body_is_shown_and_its_links_ask(qtbot, show):
    article = show("title: x", "Read [more](https://harbourtimes.example/more).\n")
    (body,) = article.findChildren(BodyView)
    assert body.toPlainText() == "Read more."
    with qtbot.waitSignal(article.open_url_requested) as opened:
        body.anchorClicked.emit("https://harbourtimes.example/more")
    assert opened.args == ["https://harbourtimes.example/more"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2020, 5, 19, 23, 59, tzinfo=UTC), "19 May 2020"),
        (date(2020, 5, 1), "1 May 2020"),
        ("2020-05-19T15:53:00Z", "19 May 2020"),
        ("soon", ""),
        ("2024-02-30", ""),
        (None, ""),
        (2020, ""),
    ],
)
def test_a_day_in_words(value, words: str):
    assert in_words(value) == words


def test_a_pill_has_a_round_ground(qtbot, theme):
    pill = Pill(theme, "Ferries")
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    image = pill.grab().toImage()
    assert image.pixelColor(5, image.height() // 2) == theme.colours.chip
    assert image.pixelColor(0, 0) != theme.colours.chip
