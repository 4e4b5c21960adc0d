"""What an operation came to."""

from editor.model.card.schema import Schemas
from editor.model.site.changes import Changes, SaveReport, Version
from editor.model.site.rows import versions_of
from editor.model.site.summary import Row


def test_a_report_without_failures_says_so_by_having_none():
    report = SaveReport(Changes("saved", ("_news/a.md",)))
    assert report.failures == {}
    assert report.warnings == {}
    assert report.changes.fields == frozenset()


def test_a_version_makes_its_row_when_somebody_asks_and_once(schemas: Schemas):
    asked: list[str] = []
    row = versions_of({"a": "---\ntitle: A\n---\n"}, schemas)["a"].row

    def made() -> Row:
        asked.append("a")
        return row

    version = Version("text", made)
    assert version == Version("text", row) != Version("other", row)
    assert asked == []
    assert version.row is version.row is row
    assert asked == ["a"]
