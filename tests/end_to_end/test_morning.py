"""The morning's work: a card is found, published, mended beside its picture and saved; Git shows those lines alone."""

from pathlib import Path

import pytest

from tests.helpers.desk import Desk
from tests.helpers.git_site import FERRY_ID, OWN_PICTURE, GitSite
from tests.helpers.picture_server import PictureServer, picture_bytes

DIFF = """\
diff --git a/{card} b/{card}
--- a/{card}
+++ b/{card}
@@ -2 +2 @@
-title: "Ferry returns to the old pier"
+title: "Ferry is back: a “new” pier & all"
@@ -7 +7 @@ heat: 137
-published: true
+published: false
@@ -17,0 +18 @@ topics:
+  - Harbour
@@ -19,3 +20,3 @@ images:
-  - url: "{own}"
-    width: 600
-    height: 337
+  - url: "{new}"
+    width: 320
+    height: 180
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_morning_s_work_is_its_own_lines_and_undo_gives_the_first_bytes(
    at_desk: Desk, server: PictureServer, tmp_path: Path, newline: str
):
    desk, site = at_desk, GitSite(tmp_path / "harbour", newline)
    first = site.read(FERRY_ID)
    picture = server.put("/new.png", picture_bytes(size=(320, 180)))
    desk.open(site.root)

    desk.click("searchField")
    desk.type("ferry")
    desk.qtbot.waitUntil(lambda: desk.listed() == [FERRY_ID])
    desk.click_card(FERRY_ID)
    desk.press("P")
    desk.click("field.title")
    desk.retype("Ferry is back: a “new” pier & all")
    desk.click("field.topics")
    desk.type("Harbour")
    desk.press("Return")
    pane = desk.window.panel.picture
    desk.qtbot.waitUntil(lambda: pane.loaded is not None)
    assert "600×337" in pane.facts.text()
    assert not pane.mend_button.isVisible()

    desk.click("field.images[0].fold")
    desk.click("field.images[0].url")
    desk.paste_over(picture)
    desk.qtbot.waitUntil(lambda: pane.loaded is not None and pane.loaded.image is not None)
    assert "says 600×337, is 320×180 · PNG" in pane.facts.text()
    desk.click(pane.mend_button)
    assert "is" not in pane.facts.text()
    assert desk.find("field.images[0].width").text() == "320"

    assert desk.session.unsaved() == (FERRY_ID,)
    assert site.status() == ""
    desk.save()
    assert desk.session.unsaved() == ()
    changed = DIFF.format(card=FERRY_ID, own=OWN_PICTURE, new=picture)
    assert site.diff() == "".join(with_line_end(line, newline) for line in changed.splitlines())
    assert site.status() == f" M {FERRY_ID}\n"
    assert server.asked == ["/new.png"]

    desk.undo_all()
    assert desk.session.unsaved() == (FERRY_ID,)
    desk.save()
    assert site.read(FERRY_ID) == first
    assert site.status() == ""


def with_line_end(line: str, newline: str) -> str:
    """As Git prints it: the file's lines with the file's line end, its own with its own."""
    of_the_file = line[:1] in "+-" and line[:3] not in ("+++", "---")
    return line + (newline if of_the_file else "\n")
