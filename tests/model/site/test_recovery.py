from pathlib import Path

from editor.model.card.schema import Schemas
from editor.model.site.journal import Unsaved
from editor.model.site.layout import open_site
from editor.model.site.recovery import Standing, recoverable
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


def test_what_can_be_restored_says_how_its_file_stands_to_it(harbour: Path, schemas: Schemas):
    mine = FERRY.replace("old pier", "new pier")
    site = open_site(harbour)
    unsaved = [
        Unsaved(FERRY_ID, FERRY, mine, 1_700_000_000.0),
        Unsaved(CAFE_ID, CAFE, CAFE, 5.0),  # nothing of it is unsaved
        Unsaved("_news/gone.md", CAFE, CAFE, 6.0),
    ]

    def found() -> dict[str, tuple[Standing, list[str]]]:
        return {
            each.id: (each.standing, [change.label for change in each.changes])
            for each in recoverable(site, schemas, unsaved)
        }

    gone = {"_news/gone.md": (Standing.GONE, [])}
    assert found() == {FERRY_ID: (Standing.SAME, ["Title"]), **gone}
    (harbour / FERRY_ID).write_text(FERRY.replace("heat: 137", "heat: 138"))
    assert found() == {FERRY_ID: (Standing.MERGED, ["Title"]), **gone}
    (harbour / FERRY_ID).write_text(FERRY.replace("old pier", "north pier"))
    assert found() == {FERRY_ID: (Standing.CLASH, ["Title"]), **gone}
    (harbour / FERRY_ID).write_text(mine)
    assert found() == gone
    (harbour / FERRY_ID).write_text(FERRY)
    unsaved[0] = Unsaved(FERRY_ID, FERRY, "---\ntitle: [\n---\n", 7.0)
    assert found() == {FERRY_ID: (Standing.BROKEN, ["The whole card"]), **gone}
    first = recoverable(site, schemas, unsaved[2:])[0]
    assert (first.title, first.when.timestamp()) == ("Café on the quay hides its menu", 6.0)
