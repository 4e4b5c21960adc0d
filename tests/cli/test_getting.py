import json

import pytest


def test_the_whole_card_is_json_in_the_files_order(site, call):
    code, out, err = call("get", "site/_news/2024-05-01-wind.md")
    card = json.loads(out)
    assert (code, err) == (0, "")
    assert list(card)[:5] == ["category", "title", "excerpt", "publishedDateTime", "originalUrl"]
    assert card["publishedDateTime"] == "2024-05-01T10:00:00Z"
    assert card["images"] == [{"url": "https://harbourtimes.example/wind.jpg", "width": 600, "height": 338}]
    assert card["published"] is True


@pytest.mark.parametrize(
    ("field", "printed"),
    [
        ("title", "Wind park off Saltmere\n"),
        ("published", "true\n"),
        ("heat", "7\n"),
        ("publishedDateTime", "2024-05-01T10:00:00Z\n"),
        ("provider.name", "Harbour Times\n"),
        ("topics", "Clean Energy\nScience\n"),
        ("topics[1]", "Science\n"),
        ("images[0].width", "600\n"),
        ("images", '{"url": "https://harbourtimes.example/wind.jpg", "width": 600, "height": 338}\n'),
        ("provider", '{"name": "Harbour Times", "domain": "harbourtimes.example"}\n'),
        ("secured", "abc;def\n"),
    ],
)
def test_a_fields_value_is_printed_bare(site, call, field, printed):
    assert call("get", str(site.wind), field) == (0, printed, "")


def test_an_empty_value_is_an_empty_line(site, call):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"heat: 7", b"heat:"))
    assert call("get", str(site.wind), "heat") == (0, "\n", "")


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(site, call):
    site.tools.write_bytes(b"\xef\xbb\xbf" + site.tools.read_bytes())
    assert call("get", str(site.tools), "title").out == "A library of tools\n"


def test_a_field_that_is_not_there_is_exit_code_1(site, call):
    path = "site/_news/2024-05-01-wind.md"
    assert call("get", path, "colour") == (1, "", f"newscards: {path}: has no colour\n")


@pytest.mark.parametrize("text", ["", "plain text", "---\ntitle: [\n---\n", "---\ntitle: a\n", "---\n- a\n---\n"])
def test_a_card_that_cannot_be_read_is_exit_code_2(site, call, text):
    site.wind.write_text(text)
    code, out, err = call("get", str(site.wind), "title")
    assert (code, out) == (2, "")
    assert err.startswith(f"newscards: {site.wind}: ")


@pytest.mark.parametrize("arguments", [["nowhere.md"], ["site"], ["site/_news/2024-05-01-wind.md", "a..b"], []])
def test_a_wrong_call_is_exit_code_2(site, call, arguments):
    code, out, err = call("get", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_reading_writes_nothing(site, call):
    before = site.snapshot()
    call("get", str(site.wind))
    call("list", "site")
    call("check", "site")
    assert site.snapshot() == before


def test_an_alias_is_what_it_stands_for(site, call):
    site.wind.write_bytes(b"---\nday: &day 2024-05-01\nupdated: *day\nall: {first: *day}\n---\n")
    assert call("get", "site/_news/2024-05-01-wind.md", "updated").out == "2024-05-01\n"
    assert json.loads(call("get", "site/_news/2024-05-01-wind.md").out)["all"] == {"first": "2024-05-01"}
