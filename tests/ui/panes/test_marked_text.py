"""Differences as rich text."""

import pytest
from PySide6.QtGui import QTextDocument

from editor.model.card.card import read_card
from editor.model.card.changes import card_changes
from editor.model.card.schema import load_schemas
from editor.ui.colours import DARK, LIGHT
from editor.ui.panes.marked_text import Marker

SCHEMAS = load_schemas()


def rich(old: str, new: str, colours=LIGHT) -> str:
    """The one change between two cards."""
    cards = (
        read_card("_news/a.md", text if text[:3] == "---" else f"---\n{text}---\n", SCHEMAS) for text in (old, new)
    )
    (change,) = card_changes(*cards)
    return Marker(colours).change(change)


def read_back(text: str) -> tuple[str, list[str], list[str]]:
    """The plain text, what is struck out, what is on green."""
    document = QTextDocument()
    document.setHtml(text)
    gone, new = [], []
    block = document.begin()
    while block.isValid():
        for part in block:
            fragment = part.fragment()
            ground = fragment.charFormat().background().color()
            if fragment.charFormat().fontStrikeOut():
                gone.append(fragment.text())
            elif ground == LIGHT.added_soft:
                new.append(fragment.text())
        block = block.next()
    return document.toPlainText().replace("\u200b", "").strip("\n"), gone, new


@pytest.mark.parametrize(
    ("old", "new", "words", "gone", "added"),
    [
        ("heat: 1\n", "heat: 2\n", "1 → 2", ["1"], ["2"]),
        ("published: false\n", "published: true\n", "no → yes", ["no"], ["yes"]),
        ("title: A\nheat:\n", "title: A\n", "(empty) → (not there)", [], []),
        ('title: "<b>&amp;"\n', "title: A\n", "<b>&amp; → A", ["<b>&amp;"], ["A"]),
    ],
)
def test_short_values_stand_in_one_line(qapp, old, new, words, gone, added):
    assert read_back(rich(old, new)) == (words, gone, added)


def test_of_long_texts_only_the_words_that_differ_are_marked(qapp):
    text = "title: Readers can borrow books by boat from {}\n"
    words, gone, new = read_back(rich(text.format("Monday"), text.format("Tuesday")))
    assert words.split("\n") == [
        "−",
        "Readers can borrow books by boat from Monday",
        "+",
        "Readers can borrow books by boat from Tuesday",
    ]
    assert (gone, new) == (["Monday"], ["Tuesday"])


def test_words_of_a_list_have_their_signs(qapp):
    words, gone, new = read_back(rich("topics: [AI, Sea]\n", "topics: [Sea, Big Data]\n"))
    assert words.replace("\xa0", " ").split("   ") == ["− AI", "+ Big Data"]
    assert (gone, new) == (["AI"], ["Big\xa0Data"])


def test_very_many_words_are_counted(qapp):
    many = ", ".join(f"word{number}" for number in range(100))
    words, _, new = read_back(rich("topics: []\n", f"topics: [{many}]\n"))
    assert len(new) == 24
    assert words.endswith("and 76 more")


def test_an_item_is_told_field_by_field(qapp):
    words, gone, new = read_back(rich("images: []\n", "images:\n  - url: /a.png\n    width: 1\n"))
    assert words.split("\n") == ["+", "Address: /a.png", "Width: 1"]
    assert (gone, new) == ([], ["Address: /a.png\u2028Width: 1"])


def test_another_order_names_the_items(qapp):
    first, second = "  - url: /a.png\n", "  - url: /b.png\n    title: A boat\n"
    words, _, _ = read_back(rich(f"images:\n{first}{second}", f"images:\n{second}{first}"))
    assert words.split("\n") == ["−", "/a.png", "A boat", "+", "A boat", "/a.png"]


def test_of_the_body_only_the_lines_that_differ_are_shown(qapp):
    body = "---\ntitle: A\n---\nSame.\nThe {} boat.\nSame.\nSame.\n{}"
    words, gone, new = read_back(rich(body.format("old", ""), body.format("new", "More.\n")))
    assert [line for line in words.split("\n") if line] == [
        "−",
        "The old boat.",
        "+",
        "The new boat.",
        "⋯",
        "+",
        "More.",
    ]
    assert (gone, new) == (["old"], ["new", "More."])


def test_a_line_end_is_seen_where_it_is_all_that_differs(qapp):
    body = "---\ntitle: A\n---\nSame.\r\nThe boat.{}"
    assert "↵" in read_back(rich(body.format(""), body.format("\n")))[0]


def test_a_very_long_text_is_cut(qapp):
    words, _, _ = read_back(rich("title: A\n", f"title: {'boat ' * 2000}\n"))
    assert 3000 < len(words) < 3100
    assert words.endswith("…")


def test_a_long_word_may_break_anywhere_and_a_short_one_nowhere():
    assert "\u200b" in rich("title: A\n", f"title: {'Donaudampfschifffahrt' * 3}\n")
    assert "\u200b" not in rich(
        "title: A\n", "title: Donaudampfschiff fahrt auf dem Rhein und der Elbe und der Weser\n"
    )


def test_the_colours_are_those_of_the_scheme():
    assert LIGHT.removed_soft.name() in rich("heat: 1\n", "heat: 2\n")
    assert DARK.removed_soft.name() in rich("heat: 1\n", "heat: 2\n", DARK)
