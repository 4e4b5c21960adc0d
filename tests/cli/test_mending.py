"""`check --fix` writes what is plain how to mend, and says what it wrote."""

import json
import subprocess
import sys

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


def test_fix_mends_what_can_be_mended_and_prints_the_rest(spoilt, call):
    before = spoilt.wind.read_bytes()
    code, out, err = call("check", "site", "--fix")
    assert (code, err) == (1, "")
    assert out.splitlines()[0] == f'{PATH}: published: "false" -> false'
    assert [line.split(": ")[1] for line in out.splitlines()[1:]] == ["type"]
    assert spoilt.wind.read_bytes() == before.replace(b'published: "false"', b"published: false")


def test_when_all_is_mended_the_exit_code_is_0(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"published: true", b'published: "no"'))
    code, out, _ = call("check", "site", "--fix", "--json")
    assert (code, json.loads(out)) == (
        0,
        {"cards": 2, "problems": [], "fixed": [f"{PATH}: published: no -> false"]},
    )


def test_a_fix_that_is_refused_is_told_and_stays_a_problem(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"published: true", b'published: &p "false"\nhidden: *p'))
    before = site.snapshot()
    code, out, err = call("check", "site", "--fix")
    assert code == 1
    assert "published-quoted" in out
    assert err.startswith(f"newscards: {PATH}: ")
    assert site.snapshot() == before


def test_fix_does_not_touch_other_cards(spoilt, call):
    before = spoilt.snapshot()
    call("check", "site", "--fix")
    after = spoilt.snapshot()
    assert {path for path in after if after[path] != before.get(path)} == {spoilt.wind}


def test_a_fix_that_takes_items_out_does_not_move_the_others_from_under_a_fix(site, call):
    before = site.wind.read_bytes()
    listed = b"  - Clean Energy\n  - Science\n"
    spoilt = b"  - Science\n  - Science\n  - yes\n  - Cloud\n  - Sky\n"
    site.wind.write_bytes(before.replace(listed, spoilt))
    code, out, _ = call("check", PATH, "--fix")
    assert code == 0
    assert (
        out == f'{PATH}: topics: ["Science", "Science", true, "Cloud", "Sky"] -> ["Science", "yes", "Cloud", "Sky"]\n'
    )
    mended = b'  - Science\n  - "yes"\n  - Cloud\n  - Sky\n'
    assert site.wind.read_bytes() == before.replace(listed, mended)


def test_a_card_that_cannot_be_written_stops_no_other_and_is_named(site, call):
    for file in (site.wind, site.tools):
        file.write_bytes(file.read_bytes().replace(b"quality: 50", b'quality: "50"'))
    site.tools.chmod(0o444)
    code, out, err = call("check", "site", "--fix")
    assert code == 1
    assert out.splitlines()[0] == f'{PATH}: quality: "50" -> 50'
    assert out.splitlines()[1].startswith("site/_news/2023-02-03-tools.md:8: type: ")
    assert err.startswith("newscards: site/_news/2023-02-03-tools.md: 2023-02-03-tools.md is read-only")
    assert err.count("\n") == 1


def test_a_check_that_mends_nothing_does_not_load_what_writes():
    code = "import sys, editor.cli.checking\nsys.exit('editor.cli.writing' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
