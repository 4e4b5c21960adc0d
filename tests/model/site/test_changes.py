"""What an operation came to."""

from editor.model.site.changes import Changes, SaveReport


def test_a_report_without_failures_says_so_by_having_none():
    report = SaveReport(Changes("saved", ("_news/a.md",)))
    assert report.failures == {}
    assert report.warnings == {}
    assert report.changes.fields == frozenset()
