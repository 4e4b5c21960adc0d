import subprocess
import sys

import pytest

from editor.model.site import store
from editor.model.site.errors import StoreError

PATH = "site/_news/2024-05-01-wind.md"


def test_only_the_bytes_of_the_field_change(site, call):
    before = site.wind.read_bytes()
    assert call("set", PATH, "published=false") == (0, f"{PATH}: published: true -> false\n", "")
    assert site.wind.read_bytes() == before.replace(b"published: true", b"published: false")


def test_windows_line_ends_and_a_byte_order_mark_stay(site, call):
    before = b"\xef\xbb\xbf" + site.tools.read_bytes()
    site.tools.write_bytes(before)
    assert call("set", str(site.tools), "heat=13").code == 0
    assert site.tools.read_bytes() == before.replace(b"heat: 12", b"heat: 13")


def test_several_fields_of_several_cards_in_one_call(site, call):
    wind, tools = site.wind.read_bytes(), site.tools.read_bytes()
    code, out, err = call("set", str(site.wind), str(site.tools), "heat=1", "type=video")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{site.wind}: heat: 7 -> 1",
        f"{site.wind}: type: article -> video",
        f"{site.tools}: heat: 12 -> 1",
        f"{site.tools}: type: article -> video",
    ]
    assert site.wind.read_bytes() == wind.replace(b"heat: 7", b"heat: 1").replace(b"article", b"video")
    assert site.tools.read_bytes() == tools.replace(b"heat: 12", b"heat: 1").replace(b"article", b"video")


def test_options_may_stand_anywhere(site, call):
    code, out, _ = call(
        "set", "--add", "topics=Space", PATH, "--unset", "quality", "heat=8", "--remove", "topics=Science"
    )
    assert code == 0
    assert out.splitlines() == [
        f"{PATH}: heat: 7 -> 8",
        f'{PATH}: topics: ["Clean Energy", "Science"] -> ["Clean Energy", "Space"]',
        f"{PATH}: quality: 50 -> (none)",
    ]
    assert b"topics:\n  - Clean Energy\n  - Space\n\n" in site.wind.read_bytes()
    assert b"quality" not in site.wind.read_bytes()


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        ("title=Two: a “b” = c", b'title: "Two: a \xe2\x80\x9cb\xe2\x80\x9d = c"\n'),
        ("heat=-1", b"heat: -1\n"),
        ("publishedDateTime=2024-06-01", b"publishedDateTime: 2024-06-01\n"),
        ("topics=[A, Ocean Science]", b"topics:\n  - A\n  - Ocean Science\n"),
        ("images[0].width=601", b"    width: 601\n"),
        ("provider.name=Open Shore", b"  name: Open Shore\n"),
        ("published=false", b"published: false\n"),
    ],
)
def test_a_value_is_read_as_the_fields_type(site, call, wish, line):
    assert call("set", PATH, wish).code == 0
    assert line in site.wind.read_bytes()


def test_a_key_that_no_schema_knows_keeps_the_type_that_it_has(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"heat: 7", b'heat: 7\nissue: "12"\ntags: ["1", "2"]\nnote:'))
    assert call("set", PATH, "issue=13", "fresh=13", "note=5", "--add", "tags=3").code == 0
    data = site.wind.read_bytes()
    assert b'issue: "13"\ntags: ["1", "2", "3"]\nnote: 5\n' in data
    assert b"\nfresh: 13\n" in data


def test_a_dry_run_prints_a_diff_that_git_takes_and_writes_nothing(site, call):
    before = site.snapshot()
    code, out, err = call("set", PATH, "site/_news/2023-02-03-tools.md", "heat=99", "--dry-run")
    assert (code, err) == (0, "")
    assert out.count("-heat: ") == out.count("+heat: 99") == 2
    assert f"--- a/{PATH}\n+++ b/{PATH}\n@@ " in out
    assert site.snapshot() == before
    git = subprocess.run(
        ["git", "apply", "-"], input=out.encode(), cwd=site.root.parent, capture_output=True, check=False
    )
    assert git.stderr == b""
    wind, tools = before[site.wind][0], before[site.tools][0]
    assert site.wind.read_bytes() == wind.replace(b"heat: 7", b"heat: 99")
    assert site.tools.read_bytes() == tools.replace(b"heat: 12", b"heat: 99")


def test_a_value_that_is_there_already_is_nothing_to_change(site, call):
    before = site.snapshot()
    for wish in ("heat=7", "published=true", "publishedDateTime=2024-05-01T10:00:00Z"):
        assert call("set", PATH, wish) == (0, "", "newscards: nothing to change\n")
    assert call("set", PATH, "--unset", "colour", "--remove", "topics=Whales", "--dry-run").code == 0
    assert site.snapshot() == before


def test_all_cards_that_match_are_edited(site, call):
    code, out, _ = call("set", "--in", "site", "--where", "published:false", "published=true")
    assert (code, out) == (0, "site/_news/2023-02-03-tools.md: published: false -> true\n")
    assert call("set", "--in", "site", "--where", "", "heat=5").out.count("\n") == 2


def test_all_or_nothing_when_one_card_refuses(site, call):
    site.tools.write_bytes(site.tools.read_bytes().replace(b"heat: 12", b"heat: 12\r\nheat: 13"))
    before = site.snapshot()
    code, out, err = call("set", "--in", "site", "--where", "", "heat=5")
    assert (code, out) == (1, "")
    assert err.startswith("newscards: site/_news/2023-02-03-tools.md: ")
    assert site.snapshot() == before


def test_all_or_nothing_when_one_card_is_broken(site, call):
    site.tools.write_bytes(b"---\ntitle: [\n---\n")
    before = site.snapshot()
    code, out, err = call("set", "--in", "site", "--where", "", "heat=5")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert site.snapshot() == before
    assert call("set", "--in", "site", "--where", "-is:broken", "heat=5").code == 0


def test_all_or_nothing_when_the_disk_refuses_halfway(site, call, monkeypatch):
    wind, tools = site.wind.read_bytes(), site.tools.read_bytes()
    write = store.write

    def full(path, data, *, expected):
        if path.name == "2024-05-01-wind.md":
            raise StoreError("The disk is full, so it was not saved.", path)
        return write(path, data, expected=expected)

    monkeypatch.setattr(store, "write", full)
    code, out, err = call("set", "--in", "site", "--where", "", "heat=5")
    assert (code, out) == (1, "")
    assert err == f"newscards: {PATH}: The disk is full, so it was not saved\nnewscards: nothing was changed\n"
    assert (site.wind.read_bytes(), site.tools.read_bytes()) == (wind, tools)


def test_secured_is_refused(site, call):
    before = site.snapshot()
    for arguments in (["secured=x"], ["--unset", "secured"], ["heat=3", "--unset", "secured"]):
        code, out, err = call("set", PATH, *arguments)
        assert (code, out) == (1, "")
        assert "`secured` is locked" in err
    assert site.snapshot() == before


def test_a_card_that_is_named_twice_is_edited_once(site, call):
    assert call("set", PATH, str(site.wind), "heat=9").out == f"{PATH}: heat: 7 -> 9\n"


def test_a_file_with_an_equals_sign_in_its_name_is_a_card_when_it_is_a_path(site, call):
    (site.root.parent / "a=b.md").write_bytes(site.wind.read_bytes())
    assert call("set", "./a=b.md", "heat=9").out == "a=b.md: heat: 7 -> 9\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["heat=3"], "which card?"),
        ([PATH], "nothing to set"),
        ([PATH, "heat=warm"], "takes a whole number"),
        ([PATH, "publishedDateTime=2024-02-30"], "takes a date"),
        ([PATH, "topics=[a"], "topics"),
        ([PATH, "--add", "topics"], "“topics” is not FIELD=VALUE"),
        ([PATH, "--unset", "a..b"], "is not a field"),
        (["nowhere.md", "heat=3"], "nowhere.md"),
        (["site", "heat=3"], "is a folder"),
        (["--in", "site", "heat=3"], "--in needs --where"),
        (["--where", "x", PATH, "heat=3"], "--where needs --in"),
        (["--in", "site", "--where", "x", PATH, "heat=3"], "either --in, or cards"),
        (["--in", "site", "--where", "(", "heat=3"], "--where, at character"),
        ([PATH, "heat=3", "--nonsense"], "--nonsense"),
    ],
)
def test_a_wrong_call_is_exit_code_2_and_writes_nothing(site, call, arguments, words):
    before = site.snapshot()
    code, out, err = call("set", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert site.snapshot() == before


def test_nothing_found_is_exit_code_1(site, call):
    assert call("set", "--in", "site", "--where", "whale", "heat=3") == (1, "", "newscards: no card matches whale\n")


@pytest.mark.parametrize("name", ["site/_news/2024=wind.md", "title=wind.md"])
def test_a_file_with_an_equals_sign_is_a_card_and_no_field(site, call, name):
    (site.root / "_config.yml").rename(site.root.parent / "_config.yml")
    file = site.root.parent / name
    site.wind.rename(file)
    before = site.tools.read_bytes()
    assert call("set", name, str(site.tools), "heat=9").code == 0
    assert b"heat: 9\n" in file.read_bytes()
    assert site.tools.read_bytes() == before.replace(b"heat: 12", b"heat: 9")


def test_a_card_that_is_not_there_is_no_field_either(site, call):
    code, _, err = call("set", PATH, "site/_news/a=b.md", "heat=9", "--dry-run")
    assert (code, err.startswith("newscards: site/_news/a=b.md: ")) == (2, True)


def test_what_follows_two_dashes_is_no_option(site, call):
    (site.root / "_config.yml").rename(site.root.parent / "_config.yml")
    site.wind.rename(site.root.parent / "-wind.md")
    assert call("set", "--dry-run", "--", "-wind.md", "heat=9").code == 0
    assert call("get", "--", "-wind.md", "heat") == (0, "7\n", "")


@pytest.mark.parametrize("value", ["[" * 100_000, "[" * 300 + "]" * 300, '[{"a": ' * 5000 + "1" + "}]" * 5000])
def test_a_value_that_nests_too_deep_is_refused_in_a_short_sentence(site, call, value):
    code, out, err = call("set", PATH, f"topics={value}")
    assert (code, out) == (2, "")
    assert err.startswith(f"newscards: {PATH}: `topics` takes a list")
    assert len(err) < 300


def test_a_field_that_nests_too_deep_is_refused(site, call):
    before = site.wind.read_bytes()
    code, _, err = call("set", PATH, "a" + ".a" * 5000 + "=1")
    assert (code, err) == (1, f"newscards: {PATH}: a card nests 64 levels at most\n")
    assert site.wind.read_bytes() == before


def test_a_name_that_is_too_long_is_said(site, call):
    for command in ("get", "set"):
        code, _, err = call(command, "a" * 300 + ".md", *(["heat=1"] if command == "set" else []))
        assert (code, err.count("\n"), "Traceback" in err) == (2, 1, False)


def test_taking_an_item_out_tells_of_the_list(site, call):
    assert (
        call("set", PATH, "--unset", "topics[0]").out == f'{PATH}: topics: ["Clean Energy", "Science"] -> ["Science"]\n'
    )


@pytest.mark.parametrize(
    "name", ["a b.md", "a\tb.md", "a\nb.md", 'a"b.md', "a\\b.md", "é.md", "a 2024-01-01 10:00:00 +0000.md"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not have")
def test_git_and_patch_take_the_diff_of_a_file_with_an_odd_name(site, call, name):
    file = site.wind.rename(site.wind.with_name(name))
    out = call("set", f"site/_news/{name}", "heat=9", "--dry-run").out
    subprocess.run(["git", "apply", "-"], input=out.encode(), cwd=site.root.parent, check=True, capture_output=True)
    assert b"heat: 9\n" in file.read_bytes()
