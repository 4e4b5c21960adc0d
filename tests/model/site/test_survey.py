import multiprocessing
import os
from pathlib import Path

import pytest

from editor.model.site.layout import Site, open_site
from editor.model.site.stamps import Differences, Stamps, differences
from editor.model.site.survey import SurveyApart, survey, survey_apart


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "_config.yml").write_text("title: Harbour Times\n")
    for name in "abc":
        (tmp_path / "_news").mkdir(exist_ok=True)
        (tmp_path / "_news" / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n")
    return open_site(tmp_path)


def look(site: Site) -> Stamps:
    return Stamps.of(survey(site))


def test_a_disk_on_which_nothing_happened_has_no_differences(site: Site):
    before = look(site)
    assert list(before) == ["_news/a.md", "_news/b.md", "_news/c.md"]
    assert differences(before, look(site)) == Differences()


def test_changed_new_and_removed_cards_are_told_apart(site: Site):
    before = look(site)
    (site.root / "_news" / "a.md").write_text("---\ntitle: longer\n---\n")
    (site.root / "_news" / "d.md").write_text("---\ntitle: d\n---\n")
    (site.root / "_news" / "b.md").unlink()
    assert differences(before, look(site)) == Differences(("_news/a.md",), ("_news/d.md",), ("_news/b.md",))


def test_a_change_that_keeps_size_and_time_is_seen_all_the_same(site: Site):
    path = site.root / "_news" / "a.md"
    before, times = look(site), path.stat()
    path.write_text("---\ntitle: z\n---\n")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert differences(before, look(site)) == Differences(("_news/a.md",))


def test_a_card_that_has_another_name_now_is_seen_as_renamed(site: Site):
    before = look(site)
    (site.root / "_archive").mkdir()
    (site.root / "_news" / "a.md").rename(site.root / "_archive" / "a.md")
    found = differences(before, look(site))
    assert found.renamed == (("_news/a.md", "_archive/a.md"),)
    assert (found.added, found.removed) == (("_archive/a.md",), ("_news/a.md",))


def test_a_link_that_leads_nowhere_has_no_stamp(site: Site):
    (site.root / "_news" / "link.md").symlink_to("nowhere.md")
    assert look(site)["_news/link.md"] is None


def test_a_survey_apart_says_the_same_in_parts(site: Site, monkeypatch: pytest.MonkeyPatch):
    (site.root / "_news" / "link.md").symlink_to("nowhere.md")
    assert survey_apart(site) == [(tuple(ids), column) for ids, column in survey(site)]
    monkeypatch.setattr("editor.model.site.survey._AT_ONCE", 3)
    assert [len(ids) for ids, _ in survey(site)] == [3, 1]
    assert dict(Stamps.of(survey(site))) == dict(Stamps.of(survey_apart(site)))


def test_a_survey_whose_process_dies_goes_on_here(site: Site):
    begun = SurveyApart(site)
    for process in multiprocessing.active_children():
        process.kill()
    assert dict(Stamps.of(begun.result())) == dict(Stamps.of(survey(site)))
    begun.stop()
