import json
import os

import pytest

PATH = "site/_news/2024-05-01-wind.md"


@pytest.fixture
def spoilt(site):
    site.wind.write_bytes(
        site.wind.read_bytes()
        .replace(b"published: true", b'published: "false"')
        .replace(b"quality: 50", b"quality: many")
    )
    return site


def test_a_site_without_problems_says_nothing(site, call):
    assert call("check", "site") == (0, "", "")


def test_every_problem_is_a_line_with_its_place(spoilt, call):
    code, out, err = call("check", "site")
    assert (code, err) == (1, "")
    assert [line.split(": ")[:2] for line in out.splitlines()] == [
        [f"{PATH}:8", "type"],
        [f"{PATH}:10", "published-quoted"],
    ]


def test_what_cannot_be_read_is_a_line_too(site, call):
    (site.root / "_news" / "broken.md").write_bytes(b"---\ntitle: a\n---\n\xff")
    (site.root / "_news" / "folder.md").mkdir()
    code, out, _ = call("check", "site")
    assert code == 1
    assert [line.split(": ")[:2] for line in out.splitlines()] == [
        ["site/_news/broken.md:4", "unreadable"],
        ["site/_news/folder.md:1", "unreadable"],
    ]


def test_warnings_alone_are_exit_code_0(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"  - Science\n", b"  - Science\n  - Science\n"))
    code, out, _ = call("check", "site")
    assert (code, out.count("\n")) == (0, 1)
    assert json.loads(call("check", "site", "--json").out)["problems"][0]["severity"] == "warning"


def test_several_paths_and_a_search(spoilt, call):
    assert call("check", PATH, "site/_news/2023-02-03-tools.md").out.count("\n") == 2
    assert call("check", "site", "--where", "library") == (0, "", "")
    assert call("check", "site", "--where", "whale") == (1, "", "newscards: no card matches whale\n")


def test_json_is_one_document(spoilt, call):
    code, out, _ = call("check", "site", "--json")
    answer = json.loads(out)
    assert code == 1
    assert (answer["cards"], answer["fixed"]) == (2, [])
    assert answer["problems"][1].pop("text").startswith("`published`")
    assert answer["problems"][1] == {
        "path": PATH,
        "line": 10,
        "rule": "published-quoted",
        "severity": "error",
        "field": "published",
    }


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who can be refused")
def test_a_file_that_may_not_be_read_is_a_line(site, call):
    site.wind.chmod(0)
    assert "unreadable" in call("check", "site").out


@pytest.mark.parametrize("arguments", [[], ["nowhere"], ["site", "--where", "("]])
def test_a_wrong_call_is_exit_code_2(site, call, arguments):
    code, out, err = call("check", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("newscards: ")


def test_a_card_below_several_of_the_paths_counts_once(spoilt, call):
    code, out, _ = call("check", "site", PATH, "site/_news", "--json")
    answer = json.loads(out)
    assert (code, answer["cards"], len(answer["problems"])) == (1, 2, 2)
