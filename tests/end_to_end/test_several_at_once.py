"""Several cards selected: one form, one step back, and each file with its own lines alone."""

import pytest
from PySide6.QtCore import Qt

from tests.helpers.desk import Desk
from tests.helpers.git_site import CAFE_ID, FERRY_ID, PLAIN_ID, STORY, GitSite
from tests.helpers.harbour_site import CAFE, PLAIN

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_field_that_is_typed_into_changes_in_all_and_goes_back_in_one_step(desk: Desk, git_site: GitSite):
    desk.click_card(FERRY_ID)
    desk.click_card(CAFE_ID, CONTROL)
    assert desk.window.panel.ids == (FERRY_ID, CAFE_ID)
    assert "2 cards" in desk.panel_says()
    title = desk.find("field.title")
    assert (title.text(), title.placeholderText()) == ("", "several values")
    desk.click("field.excerpt")
    desk.type("Both said so")
    assert {desk.session.card(card_id).excerpt for card_id in (FERRY_ID, CAFE_ID)} == {"Both said so"}
    desk.press("Ctrl+Z")
    assert desk.session.unsaved() == ()
    desk.press("Ctrl+Shift+Z")
    assert desk.session.unsaved() == (CAFE_ID, FERRY_ID)

    desk.save("Ctrl+Shift+S")
    excerpt = 'excerpt: "Both said so"'
    assert git_site.read(FERRY_ID) == STORY.replace(line_of(STORY, "excerpt"), excerpt).encode()
    assert git_site.read(CAFE_ID) == CAFE.replace(line_of(CAFE, "excerpt"), excerpt).encode()
    assert git_site.read(PLAIN_ID) == PLAIN.encode()
    desk.press("Ctrl+Z")
    desk.save("Ctrl+Shift+S")
    assert git_site.status() == ""


def test_a_topic_is_added_to_those_that_lack_it_and_taken_from_those_that_have_it(desk: Desk, git_site: GitSite):
    desk.click_card(FERRY_ID)
    desk.click_card(CAFE_ID, SHIFT)
    assert desk.find("field.topics[0]").toolTip() == "Ferries"
    desk.click("field.topics")
    desk.type("ferries")
    desk.press("Return")
    assert desk.session.card(CAFE_ID).topics == ("City", "Ferries")
    assert desk.session.card(FERRY_ID).topics == ("Ferries", "City")
    desk.click("field.topics[1].remove")
    desk.save("Ctrl+Shift+S")
    assert git_site.read(FERRY_ID) == STORY.replace("  - City\n", "").encode()
    assert git_site.read(CAFE_ID) == CAFE.replace("[City]", "[Ferries]").encode()
    desk.undo_all()
    desk.save("Ctrl+Shift+S")
    assert git_site.status() == ""


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_all_are_published_in_one_step(at_desk: Desk, git_site: GitSite, newline: bytes):
    desk = at_desk
    cafe, plain = (text.encode().replace(b"\n", newline) for text in (CAFE, PLAIN))
    git_site.write(CAFE_ID, cafe)
    git_site.write(PLAIN_ID, plain)
    git_site.commit()
    desk.open(git_site.root)
    desk.press("P")  # the first is hidden, and now all are published
    desk.press("Ctrl+A")
    desk.qtbot.waitUntil(lambda: len(desk.window.panel.ids) == 3)
    desk.press("P")
    assert all(desk.session.card(card_id).is_published for card_id in desk.listed())
    desk.save("Ctrl+Shift+S")
    assert git_site.read(FERRY_ID) == STORY.encode()
    assert git_site.read(CAFE_ID) == cafe.replace(b"published: false", b"published: true")
    assert git_site.read(PLAIN_ID) == plain.replace(newline + b"---", newline + b"published: true" + newline + b"---")
    desk.press("Ctrl+Z")
    assert not desk.session.card(FERRY_ID).is_published
    assert not desk.session.card(CAFE_ID).is_published
    assert desk.session.card(PLAIN_ID).text.encode() == plain
    desk.press("Ctrl+Z")
    desk.save("Ctrl+Shift+S")
    assert git_site.status() == ""


def test_one_that_refuses_stops_all_and_is_named(at_desk: Desk, git_site: GitSite):
    desk = at_desk
    shared = '---\ntitle: "Shared"\nflag: &f true\npublished: *f\ncategory: news\n---\n'
    git_site.write("_news/2020-01-01-alias.md", shared.encode())
    git_site.commit()
    desk.open(git_site.root)
    desk.press("Ctrl+A")
    desk.qtbot.waitUntil(lambda: len(desk.window.panel.ids) == 4)
    desk.press("P")
    assert "2020-01-01-alias.md" in desk.message()
    assert desk.session.unsaved() == ()
    assert not desk.window.actions_table.action("undo").isEnabled()


def line_of(text: str, key: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"{key}:"))
