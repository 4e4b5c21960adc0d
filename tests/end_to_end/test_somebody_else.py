"""A bot, a colleague's pull and a branch switch change the files while a person works: the work goes on undisturbed."""

from PySide6.QtWidgets import QApplication, QLineEdit

from editor.ui.dialogs.clashes import ClashDialog
from tests.helpers.desk import Desk
from tests.helpers.git_site import CAFE_ID, FERRY_ID, STORY, GitSite, git
from tests.helpers.harbour_site import CAFE

TITLE = "Ferry returns to the old pier"
HEAT = STORY.replace("heat: 137", "heat: 138")


def heat_in_the_form(desk: Desk) -> str:
    field = desk.window.panel.form.findChild(QLineEdit, "field.heat")
    return field.text() if field is not None else ""


def test_typing_goes_on_where_it_was_while_a_bot_moves_the_heat(desk: Desk, git_site: GitSite):
    desk.press("E")
    desk.press("Home")
    desk.type("New: ")
    here = QApplication.focusWidget()
    assert isinstance(here, QLineEdit)

    def arrived() -> None:
        git_site.write(FERRY_ID, HEAT.encode())
        assert desk.session.saved_card(FERRY_ID).get(("heat",)) == 138

    desk.qtbot.waitUntil(arrived)
    assert QApplication.focusWidget() is here
    assert (here.text(), here.cursorPosition()) == (f"New: {TITLE}", 5)
    desk.type("and ")
    desk.save()
    assert git_site.read(FERRY_ID) == HEAT.replace(TITLE, f"New: and {TITLE}").encode()
    desk.undo_all()
    assert desk.session.card(FERRY_ID).text == HEAT


def test_the_source_keeps_its_cursor_too(desk: Desk, git_site: GitSite):
    desk.press("Ctrl+2")
    desk.press("Ctrl+End")
    desk.type("More")
    cursor = desk.window.panel.source.editor.textCursor()
    from_the_end = len(desk.window.panel.source.editor.toPlainText()) - cursor.position()
    git_site.write(FERRY_ID, STORY.replace("heat: 137", "heat: 13799").encode())
    desk.look_again()
    editor = desk.window.panel.source.editor
    assert len(editor.toPlainText()) - editor.textCursor().position() == from_the_end
    assert "heat: 13799" in editor.toPlainText()
    assert editor.toPlainText().endswith("More")


def test_a_branch_switch_arrives_whole_and_mine_is_merged_into_it(desk: Desk, git_site: GitSite):
    git(git_site.root, "checkout", "--quiet", "-b", "bot")
    git_site.write(FERRY_ID, HEAT.encode())
    git_site.write("_news/2026-01-01-new.md", b'---\ntitle: "New"\npublishedDateTime: 2026-01-01T00:00:00Z\n---\n')
    (git_site.root / CAFE_ID).unlink()
    git_site.commit()
    git(git_site.root, "checkout", "--quiet", "-")
    desk.look_again()
    assert desk.listed()[:2] == [FERRY_ID, CAFE_ID]
    desk.click_card(FERRY_ID)
    desk.press("P")
    git(git_site.root, "checkout", "--quiet", "-m", "bot")
    desk.look_again()
    assert desk.listed()[:2] == ["_news/2026-01-01-new.md", FERRY_ID]
    assert CAFE_ID not in desk.listed()
    assert desk.current() == FERRY_ID
    assert desk.session.card(FERRY_ID).text == HEAT.replace("published: true", "published: false")
    desk.save()
    assert git_site.status() == f" M {FERRY_ID}\n"
    assert git_site.diff().count("\n-") == git_site.diff().count("\n+") == 2  # the names of the file, and one line


def test_a_question_is_answered_by_keys_alone(desk: Desk, git_site: GitSite):
    desk.press("E")
    desk.retype("Mine")
    git_site.write(FERRY_ID, HEAT.replace(TITLE, "Theirs").encode())
    desk.look_again()
    assert "changed on disk, too" in desk.panel_says()
    assert desk.focus.objectName() == "field.title"  # nothing took the keyboard away
    desk.press("Ctrl+S")
    desk.qtbot.waitUntil(lambda: desk.window.findChild(ClashDialog) is not None)
    desk.qtbot.waitUntil(lambda: desk.window.findChild(ClashDialog).isAncestorOf(desk.focus))
    desk.press("3")
    with desk.qtbot.waitSignal(desk.session.saved):
        desk.press("Return")
    desk.come_back()
    assert git_site.read(FERRY_ID) == HEAT.replace(TITLE, "Theirs").encode()
    assert desk.session.unsaved() == ()
    desk.press("Ctrl+Z")
    assert desk.session.card(FERRY_ID).title == "Mine"


def test_what_was_changed_is_seen_and_taken_back_by_keys(desk: Desk, git_site: GitSite):
    desk.click_card(CAFE_ID)
    desk.press("P")
    desk.press("Ctrl+D")
    assert desk.focus.objectName() == "change.published"
    desk.press("Delete")
    assert desk.session.card(CAFE_ID).text == CAFE
    assert "Nothing changed" in desk.panel_says()
