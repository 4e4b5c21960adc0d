"""A card that is asked."""

import datetime

import pytest

from editor.model.text.document import Document
from editor.model.text.errors import Unreadable
from editor.model.text.scalars import Plain, Styled
from tests.helpers.edited_cards import CARD, card


class TestReading:
    document = Document.parse(CARD)

    def test_values_are_plain_python(self):
        assert self.document.value(("images",)) == [{"url": "https://harbourtimes.example/a.jpg", "width": 600}]
        assert self.document.value(("published",)) is False
        assert list(self.document.value()) == [
            "category",
            "title",
            "published",
            "provider",
            "topics",
            "images",
            "secured",
        ]

    def test_values_are_fresh(self):
        self.document.value(("topics",)).append("more")
        assert self.document.value(("topics",)) == ["Ferries", "Tides"]

    def test_what_is_absent_is_a_key_error_or_the_default(self):
        for path in [("no",), ("topics", 2), ("topics", -1), ("topics", "a"), ("provider", 0), ("title", "x")]:
            assert not self.document.has(path)
            assert self.document.get(path, "default") == "default"
            for question in (self.document.value, self.document.raw, self.document.line, self.document.span):
                with pytest.raises(KeyError):
                    question(path)

    def test_places(self):
        assert self.document.raw(("title",)) == '"Harbour opens"'
        assert self.document.raw(("topics",)) == "- Ferries\n  - Tides"
        assert self.document.line(("title",)) == 3
        assert self.document.line(("topics",)) == 10
        assert self.document.line(("topics", 1)) == 12
        assert self.document.line(()) == 2
        start, end = self.document.span(("images", 0, "width"))
        assert CARD[start:end] == "600"
        assert self.document.keys(("provider",)) == ("name", "domain")
        assert self.document.keys(("topics",)) == ()

    def test_a_crlf_card_with_a_mark_is_read_in_place(self):
        document = Document.parse("\ufeff" + CARD.replace("\n", "\r\n"))
        assert document.raw(("images", 0, "width")) == "600"
        assert document.line(("secured",)) == 18

    def test_merge_keys_and_aliases_are_followed(self):
        document = card("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  x: 0\n  <<: [*a, *b]\n  q: *a\nd:\n  <<: 5\n")
        assert document.value(("c",)) == {"x": 0, "y": 2, "z": 4, "q": {"x": 1, "y": 2}}
        assert document.keys(("c",)) == ("x", "y", "z", "q")
        assert document.value(("c", "q", "y")) == 2
        assert document.line(("c", "y")) == 2
        assert document.value(("d",)) == {"<<": 5}

    def test_the_last_of_two_equal_keys_counts(self):
        document = card("a: 1\nb: [{c: 1, c: 2}]\na: 3\n")
        assert document.value() == {"a": 3, "b": [{"c": 2}]}
        assert document.duplicates == (("a",), ("b", 0, "c"))
        assert document.line(("a",)) == 4
        assert card("a: 1\n").duplicates == ()

    def test_a_date_that_no_calendar_has_is_a_string(self):
        assert card("a: 2024-02-30\nb: 2024-02-29\n").value() == {"a": "2024-02-30", "b": datetime.date(2024, 2, 29)}

    def test_tags_are_not_acted_upon(self):
        assert card("a: !!int 'x'\nb: !!python/name:os.system\nc: !t [1]\n").value() == {"a": "x", "b": "", "c": [1]}

    def test_documents_are_equal_by_text(self):
        assert Document.parse(CARD) == self.document
        assert hash(Document.parse(CARD)) == hash(self.document)
        assert Document.parse(CARD + "x") != self.document

    def test_no_card_no_document(self):
        with pytest.raises(Unreadable):
            Document.parse("no front matter")


def test_a_body_changes_and_nothing_else():
    document = Document.parse("\ufeff---\r\na: 1\r\n---")
    assert document.with_body("") is document
    assert document.with_body("Text\n").text == "\ufeff---\r\na: 1\r\n---\r\nText\n"
    assert Document.parse(CARD + "old").with_body("---\n\nnew").text == CARD + "---\n\nnew"


def test_mixed_line_ends_get_the_commonest():
    document = Document.parse("---\r\na: 1\nb: 2\r\n---\r\n")
    assert document.set(("c",), 3).text == "---\r\na: 1\nb: 2\r\nc: 3\r\n---\r\n"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0x1F", Plain("0x1F")),
        ("yes", Plain("yes")),
        ("2024-05-01 10:00:00", Plain("2024-05-01 10:00:00")),
        ("2024-02-30", Plain("2024-02-30")),  # a day of no calendar, and so a string
        ('"12"', Styled("12", "double")),
        ("'it''s'", Styled("it's", "single")),
        ("a boat", Styled("a boat", "plain")),
        ("|\n  two\n  lines", Styled("two\nlines\n", "literal")),
        (">-\n  two\n  lines", Styled("two lines", "folded")),
        ("", Plain("")),
        ("[1, {b: x}]", [Plain("1"), {"b": Styled("x", "plain")}]),
        ("!!str 12", Styled("12", "plain")),
    ],
)
def test_each_value_keeps_how_it_is_written(written, value):
    assert Document.parse(f"---\na: {written}\n---\n").as_written(("a",)) == value
