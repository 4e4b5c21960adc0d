"""The same work without a mouse."""

from tests.helpers.desk import Desk
from tests.helpers.git_site import CAFE_ID, FERRY_ID, PLAIN_ID, STORY, GitSite
from tests.helpers.harbour_site import CAFE
from tests.helpers.picture_server import PictureServer, picture_bytes

_TITLE = "Ferry returns to the old pier"


def test_from_the_search_to_the_saved_card(desk: Desk, git_site: GitSite, server: PictureServer):
    picture = server.put("/new.png", picture_bytes(size=(320, 180)))
    desk.press("Ctrl+F")
    desk.type("topic:city")
    desk.press("Return")
    assert desk.listed() == [FERRY_ID, CAFE_ID]
    assert desk.focus is desk.window.list.cards.view
    desk.press("J")
    assert desk.current() == CAFE_ID
    desk.press("K")
    assert desk.current() == FERRY_ID
    desk.press("P")
    desk.press("E")
    assert desk.focus is desk.find("field.title")
    desk.press("End")
    desk.type(" at last")
    tab_to(desk, "field.topics")
    desk.type("Harbour,")
    tab_to(desk, "field.images[0].fold")
    desk.press("Space")
    tab_to(desk, "field.images[0].url")
    desk.paste_over(picture)
    tab_to(desk, "field.images[0].width")
    desk.retype("320")
    tab_to(desk, "field.images[0].height")
    desk.retype("180")
    pane = desk.window.panel.picture
    desk.qtbot.waitUntil(lambda: pane.loaded is not None and pane.loaded.image is not None)
    assert not pane.mend_button.isVisible()
    desk.press("Esc")
    assert desk.focus is desk.window.list.cards.view
    desk.save("Ctrl+Return")
    assert desk.current() == CAFE_ID
    written = (
        STORY.replace(f'"{_TITLE}"', f'"{_TITLE} at last"')
        .replace("published: true", "published: false")
        .replace("  - City\n", "  - City\n  - Harbour\n")
        .replace(between(STORY, "images:\n  - url: ", "related:"), f'"{picture}"\n    width: 320\n    height: 180\n')
    )
    assert git_site.read(FERRY_ID) == written.encode()
    assert git_site.status() == f" M {FERRY_ID}\n"


def test_tab_goes_through_the_form_and_back_the_same_way(desk: Desk):
    desk.press("E")
    forward = [desk.focus.objectName()]
    while desk.window.panel.form.isAncestorOf(desk.focus):
        desk.press("Tab")
        forward.append(desk.focus.objectName())
        assert len(forward) < 100, "Tab does not leave the form"
    assert forward.index("field.title") < forward.index("field.excerpt") < forward.index("field.topics")
    desk.press("E")
    tab_to(desk, forward[-2])
    backward = [forward[-2]]
    while backward[-1] != "field.title":
        desk.press("Shift+Tab")
        backward.append(desk.focus.objectName())
        assert len(backward) < len(forward), backward
    assert backward == forward[-2::-1]


def test_typing_in_source_and_going_on_in_the_form(desk: Desk, git_site: GitSite):
    desk.press("Ctrl+2")
    assert desk.focus is desk.window.panel.source.editor
    desk.press("Ctrl+Home")
    desk.press("Down")
    desk.press("End")
    desk.press("Left")
    desk.type(" pnyjk/?")
    assert desk.session.card(FERRY_ID).title == f"{_TITLE} pnyjk/?"
    desk.press("End")
    desk.press("Return")
    desk.type("mood: calm")
    desk.press("Ctrl+1")
    desk.press("E")
    assert desk.focus.text() == f"{_TITLE} pnyjk/?"
    tab_to(desk, "form.more")
    desk.press("Space")
    assert desk.find("field.mood").text() == "calm"
    desk.press("Ctrl+S")
    desk.qtbot.waitUntil(lambda: desk.session.unsaved() == ())
    assert git_site.diff().splitlines()[3:] == [
        "@@ -2 +2,2 @@",
        f'-title: "{_TITLE}"',
        f'+title: "{_TITLE} pnyjk/?"',
        "+mood: calm",
    ]
    desk.undo_all()
    desk.save()
    assert git_site.status() == ""


def test_what_source_breaks_is_said_at_its_line_and_undone(desk: Desk, git_site: GitSite):
    desk.press("Ctrl+2")
    desk.press("Ctrl+Home")
    desk.press("Down")
    desk.press("End")
    desk.press("Backspace")
    assert desk.session.card(FERRY_ID).error is not None
    pane = desk.window.panel.source
    desk.qtbot.waitUntil(lambda: pane.bar.isVisible())
    assert pane.bar.buttons[0].text().startswith("Line ")
    desk.press("Ctrl+1")
    assert "This card cannot be read" in desk.panel_says()
    desk.press("Ctrl+Z")
    assert desk.session.unsaved() == ()
    assert desk.find("field.title").text() == _TITLE
    assert git_site.status() == ""


def test_any_command_by_a_few_letters_of_its_name(desk: Desk, git_site: GitSite):
    for letters in ("publi o", "save a"):
        desk.press("Ctrl+K")
        desk.wait_for_focus("command_query")
        desk.type(letters)
        desk.press("Return")
        desk.come_back()
    desk.qtbot.waitUntil(lambda: desk.session.unsaved() == ())
    assert git_site.read(FERRY_ID) == STORY.replace("published: true", "published: false").encode()
    desk.press("Ctrl+K")
    desk.wait_for_focus("command_query")
    desk.press("Esc")
    desk.come_back()
    assert desk.focus is desk.window.list.cards.view


def test_curating_by_y_and_n(desk: Desk, git_site: GitSite):
    desk.press("N")
    assert desk.current() == CAFE_ID
    desk.press("Y")
    assert desk.current() == PLAIN_ID
    desk.save("Ctrl+Shift+S")
    assert git_site.read(FERRY_ID) == STORY.replace("published: true", "published: false").encode()
    assert git_site.read(CAFE_ID) == CAFE.replace("published: false", "published: true").encode()
    assert git_site.status() == f" M {CAFE_ID}\n M {FERRY_ID}\n"


def test_undo_takes_back_what_was_typed_after_a_save_first(desk: Desk):
    desk.press("E")
    desk.press("End")
    desk.type(" at last")
    desk.save()
    desk.type(", they say")
    desk.press("Ctrl+Z")
    assert desk.focus.text() == f"{_TITLE} at last"
    assert desk.session.unsaved() == ()
    desk.press("Ctrl+Z")
    assert desk.focus.text() == _TITLE


def test_escape_leaves_the_search_and_a_mistake_in_it_leaves_the_list_alone(desk: Desk):
    desk.press("/")
    desk.type("heat:>")
    desk.press("Return")
    assert "heat" in desk.find("searchError").text()
    assert desk.listed() == [FERRY_ID, CAFE_ID, PLAIN_ID]
    desk.press("/")
    assert desk.focus.objectName() == "searchField"
    desk.type("ferry")
    desk.press("Down")
    assert desk.focus is desk.window.list.cards.view
    desk.qtbot.waitUntil(lambda: desk.listed() == [FERRY_ID])
    desk.press("Ctrl+F")
    desk.press("Esc")
    assert desk.focus is desk.window.list.cards.view


def tab_to(desk: Desk, name: str) -> None:
    """Tab until that widget has the focus."""
    seen = [desk.focus.objectName()]
    while seen[-1] != name:
        desk.press("Tab")
        seen.append(desk.focus.objectName())
        assert desk.window.panel.form.isAncestorOf(desk.focus), seen


def between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]
