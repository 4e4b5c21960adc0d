"""Narrowing by the sidebar without a mouse, keeping the search in the site, sharing it by Git."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from editor.ui.cards.sidebar import Sidebar
from tests.helpers.desk import Desk
from tests.helpers.git_site import CAFE_ID, FERRY_ID, GitSite

PLACE = ".newscards/searches.yml"


def test_a_search_made_in_the_sidebar_is_kept_in_the_site_and_changed_by_a_colleague(desk: Desk, git_site: GitSite):
    tree = tab_to_sidebar(desk)
    go_to(desk, tree, "Topics")
    desk.press("Right")
    desk.press("Down")
    assert tree.currentIndex().data() == "City"
    desk.press("Return")
    assert desk.listed() == [FERRY_ID, CAFE_ID]
    go_to(desk, tree, "Unpublished")
    desk.press("Ctrl+Return")
    assert (desk.window.list.query, desk.listed()) == ('topic:="City" is:unpublished', [CAFE_ID])
    desk.press("Alt+Return")
    assert (desk.window.list.query, desk.listed()) == ('topic:="City" -is:unpublished', [FERRY_ID])

    desk.press("Ctrl+K")
    desk.wait_for_focus("command_query")
    desk.type("save this search")
    desk.press("Return")
    desk.wait_for_focus("search_name.name")
    desk.type("City, out")
    desk.press("Return")
    desk.come_back()
    desk.qtbot.waitUntil(lambda: searches(tree) == ["City, out"])
    assert git_site.status() == f"?? {PLACE}\n"
    kept = git_site.read(PLACE).decode()
    assert kept.endswith('searches:\n  - name: "City, out"\n    query: "topic:=\\"City\\" -is:unpublished"\n')
    git_site.commit()

    git_site.write(PLACE, (kept + "  # Ada's\n  - name: Mornings\n    query: is:unpublished\n").encode())
    desk.look_again()
    desk.qtbot.waitUntil(lambda: searches(tree) == ["City, out", "Mornings"])
    tree.setFocus()
    go_to(desk, tree, "Mornings")
    desk.press("Ctrl+Up")
    desk.qtbot.waitUntil(lambda: searches(tree) == ["Mornings", "City, out"])
    desk.press("F2")
    desk.wait_for_focus("search_name.name")
    desk.retype("To publish")
    desk.press("Return")
    desk.come_back()
    desk.qtbot.waitUntil(lambda: searches(tree) == ["To publish", "City, out"])
    desk.press("Return")
    assert desk.listed() == [CAFE_ID]
    own = kept.partition("searches:\n")[2]
    comment, _, _ = kept.partition("searches:\n")
    theirs = "  # Ada's\n  - name: To publish\n    query: is:unpublished\n"
    assert git_site.read(PLACE).decode() == f"{comment}searches:\n{theirs}{own}"
    assert git_site.status() == f" M {PLACE}\n"


def tab_to_sidebar(desk: Desk) -> Sidebar:
    tree = desk.window.sidebar.tree
    for _ in range(50):
        if QApplication.focusWidget() is tree:
            return tree
        desk.press("Shift+Tab")
    raise AssertionError("Tab never comes to the sidebar")


def go_to(desk: Desk, tree: Sidebar, name: str) -> None:
    """By the arrows, from the top."""
    desk.press("Home")
    for _ in range(30):
        if tree.currentIndex().data() == name:
            return
        desk.press("Down")
    raise AssertionError(f"the arrows never come to {name}")


def searches(tree: Sidebar) -> list[str]:
    model = tree.model()
    group: QModelIndex = model.index(model.rowCount() - 1, 0)
    return [model.index(row, 0, group).data() for row in range(model.rowCount(group) - 1)]
