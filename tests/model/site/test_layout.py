import os
from pathlib import Path

import pytest

from editor.model.site.errors import StoreError
from editor.model.site.layout import find_cards, open_site
from tests.helpers.harbour_site import CONFIG, PLAIN, Write

# --- which folder is the site


def test_a_site_is_found_from_its_folder_any_folder_in_it_and_any_card(harbour: Path):
    for path in (harbour, harbour / "_news", harbour / "_news" / "2024-05-01-ferry.md", harbour / "assets" / "images"):
        site = open_site(path)
        assert site.root == harbour
        assert (site.name, site.url, site.baseurl) == ("Harbour Times", "https://harbourtimes.example", "/daily")
        assert site.collections == ("_learning", "_news")
        assert site.notes == ()


def test_a_relative_path_and_a_link_lead_to_the_real_folder(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(harbour / "_news")
    assert open_site(Path()).root == harbour
    assert open_site(Path("..")).root == harbour
    assert open_site(Path("2024-05-01-ferry.md")).root == harbour
    (tmp_path / "link").symlink_to(harbour)
    assert open_site(tmp_path / "link" / "_news").root == harbour


def test_without_a_config_the_git_repository_is_the_site(write: Write):
    root = write({".git/HEAD": "", "stories/a.md": PLAIN})
    site = open_site(root / "stories")
    assert (site.root, site.name, site.config) == (root, "site", {})
    assert list(find_cards(site)) == ["stories/a.md"]


def test_a_config_above_the_repository_belongs_to_somebody_else(write: Write):
    root = write({"_config.yml": CONFIG, "repository/.git/HEAD": "", "repository/a.md": PLAIN})
    assert open_site(root / "repository").root == root / "repository"


def test_without_either_the_folder_itself_is_the_site(write: Write):
    root = write({"stories/a.md": PLAIN})
    assert open_site(root / "stories").root == root / "stories"
    assert open_site(root / "stories" / "a.md").root == root / "stories"


def test_a_path_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(StoreError, match=r"gone cannot be opened: No such file or directory"):
        open_site(tmp_path / "gone")
    with pytest.raises(StoreError, match=r"a\.md cannot be opened"):
        open_site(tmp_path / "gone" / "a.md")


def test_a_folder_that_may_not_be_looked_into_is_named(harbour: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(StoreError, match=f"no permission to look into {harbour}"):
        open_site(harbour)


@pytest.mark.parametrize(
    "config", ["title: [", "- a\n", "a: " + "[" * 20_000, b"title: \xff\n", "title: x\n" * 100_000]
)
def test_a_site_with_a_broken_config_opens_with_a_note(write: Write, config: str | bytes):
    root = write({"_config.yml": config, "_news/a.md": PLAIN, "page.md": PLAIN})
    site = open_site(root)
    assert len(site.notes) == 1
    assert site.notes[0].startswith("_config.yml cannot be read, so the site's own settings are not known: ")
    assert (site.name, site.url, site.baseurl) == ("site", "", "")
    assert list(find_cards(site)) == ["_news/a.md"]


def test_settings_of_another_type_than_text_count_as_missing(write: Write):
    root = write({"_config.yml": "title: [a]\nurl: 3\nbaseurl:\nexclude: README.md\n", "_news/a.md": PLAIN})
    site = open_site(root)
    assert (site.name, site.url, site.baseurl, list(find_cards(site))) == ("site", "", "", ["_news/a.md"])


@pytest.mark.parametrize(("written", "meant"), [("/", ""), ('""', ""), ("daily/", "/daily"), ("/a/b/", "/a/b")])
def test_slashes_around_addresses_do_not_matter(write: Write, written: str, meant: str):
    root = write({"_config.yml": f"url: https://harbourtimes.example/\nbaseurl: {written}\n"})
    site = open_site(root)
    assert (site.url, site.baseurl) == ("https://harbourtimes.example", meant)


def test_the_vocabulary_can_be_elsewhere(write: Write):
    assert open_site(write({"_config.yml": CONFIG})).data.name == "_data"
    assert open_site(write({"_config.yml": "data_dir: facts\n"})).data.name == "facts"


# --- which files are its cards


def test_cards_are_what_lies_in_folders_with_an_underscore(write: Write):
    root = write(
        {
            "_config.yml": CONFIG,
            **dict.fromkeys(
                (
                    "_archive/2019/old.md",
                    "_drafts/idea.markdown",
                    "_learning/videos/deep/v.MD",
                    "_news/a.md",
                    "_news/vendor/b.md",
                    "_news/without-front-matter.md",
                    "_posts/2020-01-01-p.md",
                    "blog/_posts/2020-01-01-q.md",
                ),
                PLAIN,
            ),
            **dict.fromkeys(
                (
                    "page.md",
                    "README.md",
                    "_news/picture.png",
                    "_news/page.html",
                    "_news/.hidden.md",
                    "_news/.newscards-1-0.tmp",
                    "_news/.cache/a.md",
                    "_news/node_modules/a.md",
                    "_site/_news/a.md",
                    "_data/organizations/gull.md",
                    "_includes/a.md",
                    "_layouts/a.md",
                    "_sass/a.md",
                    "_plugins/a.md",
                    "vendor/_news/a.md",
                    "node_modules/_news/a.md",
                    "assets/_news/a.md",
                    ".git/_news/a.md",
                ),
                PLAIN,
            ),
        }
    )
    (root / "_news/without-front-matter.md").write_text("words\n")
    assert list(find_cards(open_site(root))) == [
        "_archive/2019/old.md",
        "_drafts/idea.markdown",
        "_learning/videos/deep/v.MD",
        "_news/a.md",
        "_news/vendor/b.md",
        "_news/without-front-matter.md",
        "_posts/2020-01-01-p.md",
        "blog/_posts/2020-01-01-q.md",
    ]


def test_ids_come_in_the_order_of_their_text(write: Write):
    root = write({"_config.yml": "", **dict.fromkeys(("_a/b.md", "_a/b-c.md", "_a/b/c.md", "_a/b0.md"), PLAIN)})
    found = list(find_cards(open_site(root)))
    assert found == sorted(found)
    assert len(found) == 4


def test_the_config_excludes_by_name_and_by_pattern(write: Write):
    config = "exclude:\n  - _news/old/\n  - '*secret*'\n  - README.md\n  - 7\ndestination: ./_public\n"
    files = ("_news/old/a.md", "_news/older.md", "_news/my-secret-note.md", "_public/a.md", "_news/README.md")
    root = write({"_config.yml": config, **dict.fromkeys(files, PLAIN)})
    assert list(find_cards(open_site(root))) == ["_news/README.md", "_news/older.md"]


def test_collections_can_have_a_folder_of_their_own(write: Write):
    root = write({"_config.yml": "collections_dir: content\n", "content/_news/a.md": PLAIN, "_posts/b.md": PLAIN})
    site = open_site(root)
    assert site.collections == ("_posts", "content/_news")
    assert list(find_cards(site)) == ["_posts/b.md", "content/_news/a.md"]
    (root / "_config.yml").write_text("collections_dir: gone\n")
    assert open_site(root).collections == ("_posts",)


def test_in_a_plain_folder_front_matter_makes_the_card(write: Write):
    root = write(
        {
            "a.md": PLAIN,
            "bom.md": "\ufeff" + PLAIN,
            "broken.md": "---\ntitle: [\n",
            "crlf.markdown": PLAIN.replace("\n", "\r\n"),
            "deep/b.md": PLAIN,
            "empty.md": "",
            "README.md": "# Read me\n",
            "CONTRIBUTING.md": "----\nnot a fence\n",
            "assets/a.md": PLAIN,
            "_news/words.md": "words\n",
        }
    )
    site = open_site(root)
    assert not site.jekyll
    assert list(find_cards(site)) == [
        "_news/words.md",
        "a.md",
        "bom.md",
        "broken.md",
        "crlf.markdown",
        "deep/b.md",
        "empty.md",
    ]


def test_a_folder_without_cards_has_none(tmp_path: Path):
    assert list(find_cards(open_site(tmp_path))) == []


def test_a_search_can_begin_anywhere_below(harbour: Path):
    site = open_site(harbour)
    assert list(find_cards(site, harbour)) == list(find_cards(site))
    assert list(find_cards(site, harbour / "_learning")) == ["_learning/plain.md"]
    assert list(find_cards(site, harbour / "_learning" / "plain.md")) == ["_learning/plain.md"]
    with pytest.raises(StoreError, match="outside of the site"):
        list(find_cards(site, harbour.parent))


def test_what_is_asked_for_by_name_is_found_in_jekylls_own_folders_too(write: Write):
    root = write({"_config.yml": CONFIG, "_data/organizations/gull.md": PLAIN})
    assert list(find_cards(open_site(root), root / "_data" / "organizations")) == ["_data/organizations/gull.md"]


def test_a_site_that_vanished_is_named(harbour: Path):
    site = open_site(harbour)
    harbour.rename(harbour.with_name("moved"))
    with pytest.raises(StoreError, match=r"The folder .*site cannot be opened"):
        list(find_cards(site))


# --- what cannot be read, and links


def test_folders_named_like_cards_and_broken_links_are_listed(write: Write):
    root = write({"_config.yml": CONFIG, "_news/x.md/inside.md": PLAIN, "_news/z.md": PLAIN})
    (root / "_news" / "dangling.md").symlink_to(root / "nowhere.md")
    (root / "_news" / "loop.md").symlink_to(root / "_news" / "loop.md")
    assert list(find_cards(open_site(root))) == [
        "_news/dangling.md",
        "_news/loop.md",
        "_news/x.md",
        "_news/x.md/inside.md",
        "_news/z.md",
    ]


def test_in_a_plain_folder_what_cannot_be_judged_is_listed(write: Write, monkeypatch: pytest.MonkeyPatch):
    root = write({"a.md": PLAIN, "b.md": "words\n"})
    (root / "dangling.md").symlink_to(root / "nowhere.md")
    os.mkfifo(root / "pipe.md")
    site = open_site(root)
    assert list(find_cards(site)) == ["a.md", "dangling.md", "pipe.md"]

    def refuse(path: Path, *args: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert list(find_cards(site)) == ["a.md", "b.md", "dangling.md", "pipe.md"]


def test_a_folder_that_may_not_be_looked_into_is_listed_and_the_others_are_not_lost(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
):
    scandir = os.scandir

    def refuse_one(path: Path) -> object:
        if Path(path).name == "_learning":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    site = open_site(harbour)
    monkeypatch.setattr(os, "scandir", refuse_one)
    assert list(find_cards(site)) == ["_learning", "_news/2023-11-20-cafe.md", "_news/2024-05-01-ferry.md"]


def test_links_to_folders_are_followed_within_the_site_and_never_in_circles(write: Write, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(PLAIN)
    root = write({"_config.yml": CONFIG, "content/a.md": PLAIN, "_other/b.md": PLAIN})
    (root / "_news").symlink_to(root / "content")
    (root / "_outside").symlink_to(outside)
    (root / "_other" / "up").symlink_to(root)
    (root / "_other" / "self").symlink_to(root / "_other")
    (root / "content" / "back").symlink_to(root / "_other")
    assert list(find_cards(open_site(root))) == ["_news/a.md", "_other/b.md"]


def test_a_link_out_of_the_site_is_listed_but_never_opened(write: Write, tmp_path: Path):
    secret = tmp_path / "secret.md"
    secret.write_text(PLAIN)
    root = write({"_config.yml": CONFIG, "_news/a.md": PLAIN, "shared/b.md": PLAIN})
    (root / "_news" / "in.md").symlink_to(root / "shared" / "b.md")
    (root / "_news" / "out.md").symlink_to(secret)
    site = open_site(root)
    assert list(find_cards(site)) == ["_news/a.md", "_news/in.md", "_news/out.md"]
    assert site.path("_news/in.md") == root / "_news" / "in.md"
    assert site.place("_news/out.md") == root / "_news" / "out.md"
    with pytest.raises(StoreError, match=r"_news/out\.md is a link that leads out of the site"):
        site.path("_news/out.md")


# --- ids and paths


def test_ids_and_paths_lead_to_each_other(harbour: Path, monkeypatch: pytest.MonkeyPatch):
    site = open_site(harbour)
    card_id = "_news/2024-05-01-ferry.md"
    assert site.card_id(site.path(card_id)) == card_id
    monkeypatch.chdir(harbour / "_learning")
    assert site.card_id(Path("../_news/2024-05-01-ferry.md")) == card_id


def test_a_card_that_is_a_link_keeps_its_own_name(harbour: Path):
    site = open_site(harbour)
    (harbour / "_news" / "link.md").symlink_to(harbour / "_learning" / "plain.md")
    assert site.card_id(harbour / "_news" / "link.md") == "_news/link.md"


@pytest.mark.parametrize("card_id", ["../a.md", "_news/../../a.md", "/etc/a.md", "{root}2/a.md", "", "."])
def test_ids_that_lead_out_of_the_site_have_no_path(harbour: Path, card_id: str):
    with pytest.raises(StoreError, match="leads out of the site"):
        open_site(harbour).path(card_id.format(root=harbour))


def test_paths_elsewhere_have_no_id(harbour: Path):
    site = open_site(harbour)
    for path in (harbour, harbour.parent / "a.md", harbour.with_name("site2") / "a.md"):
        with pytest.raises(StoreError, match="lies outside of the site"):
            site.card_id(path)


def test_looking_through_a_site_writes_nothing(harbour: Path):
    def state() -> dict[Path, tuple[int, bytes]]:
        paths = [harbour, *harbour.rglob("*")]
        return {path: (path.stat().st_mtime_ns, b"" if path.is_dir() else path.read_bytes()) for path in paths}

    before = state()
    list(find_cards(open_site(harbour)))
    assert state() == before


def test_a_link_to_a_folder_of_the_site_leads_to_its_cards(harbour: Path, tmp_path: Path):
    link = tmp_path / "link"
    link.symlink_to(harbour / "_news")
    site = open_site(link)
    assert list(find_cards(site, link)) == list(find_cards(site, harbour / "_news"))


def test_a_folder_by_the_way_of_another_has_its_usual_ids(harbour: Path):
    site = open_site(harbour)
    (harbour / "_news" / "videos").mkdir()
    way = harbour / "_news" / "videos" / ".."
    assert list(find_cards(site, way)) == list(find_cards(site, harbour / "_news")) != []
