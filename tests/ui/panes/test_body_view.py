from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from editor.ui.panes.body_view import LONGEST, BodyView
from tests.helpers.picture_server import PictureServer, picture_bytes


@pytest.fixture
def view(qtbot):
    def view(body: str) -> BodyView:
        made = BodyView(body)
        qtbot.addWidget(made)
        made.resize(300, 100)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return view


def test_markdown_is_a_page(view):
    made = view("## Heading\n\nSome **bold** text.\n\n- one\n- two\n")
    assert made.toPlainText() == "Heading\nSome bold text.\none\ntwo"


@pytest.mark.parametrize("body", ["<p>One</p><p>Two</p>", "\n<!-- note -->\n<div>One</div>\n<div>Two</div>"])
def test_html_is_a_page(view, body: str):
    assert view(body).toPlainText().strip() == "One\nTwo"


def test_scripts_and_styles_are_not_shown(view):
    made = view("<p>One</p><script>alert(1)</script><style>p { color: red }</style>")
    assert made.toPlainText().strip() == "One"


@pytest.mark.parametrize("template", ["<p><img src='{0}'>One</p>", "![picture]({0})\n\nOne"])
def test_nothing_is_fetched_or_read(qtbot, view, server: PictureServer, tmp_path: Path, template: str):
    (tmp_path / "secret.png").write_bytes(picture_bytes(size=(200, 200)))
    for url in (server.put("/a.png", picture_bytes()), (tmp_path / "secret.png").as_uri()):
        made = view(template.format(url))
        kind = QTextDocument.ResourceType.ImageResource
        assert made.document().resource(kind, QUrl(url)).width() == 1
        assert made.document().size().height() < 150
    assert made.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("a.css")) is None
    assert server.asked == []


def test_it_is_as_high_as_its_text(view):
    short, long = view("One"), view("One\n\n" * 50)
    assert short.height() < 60
    assert long.height() > 500
    before = long.document().size().height()
    assert abs(long.height() - before) <= 2


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://harbourtimes.example/a?b=1#c", True),
        ("http://harbourtimes.example/", True),
        ("file:///etc/hostname", False),
        ("javascript:alert(1)", False),
        ("#top", False),
        ("other-card.html", False),
    ],
)
def test_links_ask_for_the_web_and_nothing_else(qtbot, view, url: str, opens: bool):
    made = view("One")
    asked: list[str] = []
    made.open_url_requested.connect(asked.append)
    made.anchorClicked.emit(QUrl(url))
    assert asked == ([url] if opens else [])
    assert made.toPlainText() == "One"


def test_a_very_long_body_is_cut(view):
    made = view("a" * (LONGEST + 10))
    assert len(made.toPlainText()) == LONGEST + 1
    assert made.toPlainText().endswith("…")
