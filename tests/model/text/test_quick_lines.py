import datetime

import pytest

from editor.model.text.quick_lines import COMMENT, is_safe, join_texts, read_head, read_line, read_value


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("heat: 137", (0, "heat", 137, None)),
        ("  name: Harbour Times", (2, "name", "Harbour Times", None)),
        ("  - name: Mint", (-3, "name", "Mint", None)),
        ("- name:", (-1, "name", None, "name")),
        ("images:", (0, "images", None, "images")),
        ("  - Ferries & Boats", (-3, "", "Ferries & Boats", None)),
        ('- "#Boats"', (-1, "", "#Boats", None)),
        ("  # comment: [", (COMMENT, "", None, None)),
        ("topics: [Art, 'Art'] # c".replace("'", '"'), (0, "topics", ["Art", "Art"], None)),
        ("- https://a.example/?b#c", (-1, "", "https://a.example/?b#c", None)),
    ],
)
def test_a_line_has_a_place_a_key_a_value_or_a_key_whose_value_begins_below(line: str, meaning: object):
    assert read_line(line) == meaning


@pytest.mark.parametrize(
    "line",
    [
        *(
            "-",
            "- ",
            "-  a",
            "- - a",
            "- a: b: c",
            "- a b: c",
            "a",
            "a :",
            "a:b",
            "a:  b",
            "a: ",
            "a: b ",
            "a: b:",
            "? a",
        ),
        *(
            "<<: *a",
            '"a": b',
            "é: b",
            "1: b",
            "\ta: b",
            "a:\tb",
            "a: # b",
            "a: # b: c",
            "a: b #\x07",
            "a: [[b]]",
            "a: [b: c]",
            "a: [b,]",
            "a: [-b]",
            "a: {b: c, b: d}",
            "a: {b: }",
            "a: {b: {}}",
            "a: |",
            "a: >-",
        ),
        *(
            "a: &b c",
            "a: *b",
            "a: !c d",
            "a: - b",
            "a: -",
            'a: "b',
            'a: "b" c',
            'a: "\\x41"',
            "a: 'b",
            "a: b\r",
            "a: b\u2028",
        ),
        *("a: \ufeffb", "a: b\x85", 'a: "\x07"', "a: \ud800", "a: @b", "a: `b", "a: %b", "a: ,b", "a" * 102 + ": b"),
        *(" " * 31 + "a: b", "---", "--- a", "...", "%YAML 1.1", "# \x07", "a: ]", "a: }"),
    ],
)
def test_what_is_not_certain_is_none(line: str):
    assert read_line(line) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("no", False),
        ("null", None),
        ("0", 0),
        ("-12", -12),
        ("012", 10),
        ("1:30", 90),
        ("1.5", 1.5),
        ("0.5", 0.5),
        ("4.6778288", 4.6778288),
        ("123456789012345678.123456789012345678", 1.2345678901234568e17),
        ("00.5", 0.5),
        ("-1.5", -1.5),
        ("9" * 30, int("9" * 30)),
        ("2024-02-29", datetime.date(2024, 2, 29)),
        ("2024-02-30", "2024-02-30"),
        ("2024-01-02T03:04:05Z", datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)),
        ("2023-02-29T03:04:05Z", "2023-02-29T03:04:05Z"),
        ("0000-01-02T03:04:05Z", "0000-01-02T03:04:05Z"),
        ("2024-01-02T24:00:00Z", "2024-01-02T24:00:00Z"),
        ("/a b", "/a b"),
        ("C#", "C#"),
        ("it's", "it's"),
        ("'it''s: # '", "it's: # "),
        ("''", ""),
        ('""', ""),
        ('" a: #\\"b\\" \\\\ \\/ \\n\\t\\r"', ' a: #"b" \\ / \n\t\r'),
        ("a\xa0b", "a\xa0b"),
        ("73   # moved by hand", 73),
        ("a#b # c", "a#b"),
        ('"a # b" # "c"', "a # b"),
        ("'it''s' # it's", "it's"),
        ("[]", []),
        ('[Art & Life, "a, b", no , 1]', ["Art & Life", "a, b", False, 1]),
        ("{ }", {}),
        ('{name: Gull Post, domain: "a: b"} # c', {"name": "Gull Post", "domain": "a: b"}),
    ],
)
def test_a_scalar_means_what_the_parser_takes_it_for(text: str, value: object):
    found = read_value(text)
    assert found is not None
    assert (found, type(found[0])) == ((value,), type(value))


@pytest.mark.parametrize(
    ("head", "place"),
    [("a", (0, "a")), ("  - a", (-3, "a")), ("- a b", None), ("a:", None), ("-a", None), ("", None), ("- ", None)],
)
def test_the_part_before_a_colon_is_a_place_or_nothing(head: str, place: object):
    assert read_head(head) == place


def test_blanks_that_are_none_in_yaml_are_safe_and_what_ends_a_line_or_is_dropped_is_not():
    assert is_safe("a\xa0\u200b\u200d\xadb🚢")
    assert not any(map(is_safe, "\t\n\r\x00\x7f\x85\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800"))


@pytest.mark.parametrize(
    ("block", "joined"),
    [
        ("a: >-\n  b\n  c\nd: 1", 'a: "b c"\nd: 1'),
        ("a: >\n  b\n  c", 'a: "b c\\n"'),
        ("a: |\n  # b\n  c: d\n", 'a: "# b\\nc: d\\n"\n'),
        ('a: |-\n    "b"\n    \\n\n', 'a: "\\"b\\"\\n\\\\n"\n'),
    ],
)
def test_a_text_below_its_key_comes_into_quotes(block: str, joined: str):
    assert join_texts(block) == joined


@pytest.mark.parametrize(
    "block",
    [
        *("a: >-\n  b\n\n  c", "a: >-\n  b\n   c", "a: >-\n    b\n  c", "a: >-\n\n  b", "a: >+\n  b", "a: |2\n  b"),
        *("a: >-\nb: 1", "a: >-", "a: > # c\n  b", " a: >\n  b", "a: >-\n  b\n\n  # c", "a: >-\n  b\n # c"),
    ],
)
def test_but_not_where_it_is_more_than_one_paragraph(block: str):
    assert join_texts(block) == block
