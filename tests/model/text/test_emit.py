import datetime

from editor.model.text.emit import Emitter
from editor.model.text.habits import Habits
from editor.model.text.scalars import Plain, Styled
from tests.helpers.edited_cards import card

HOUSE = Emitter(Habits("\n", 2, 2, " ", True))
VALUE = {
    "url": Styled("https://harbourtimes.example", "double"),
    "when": datetime.date(2024, 5, 1),
    "note": Styled("two\nlines\n", "literal"),
    "topics": ["Tides", "yes"],
    "odd: key": {"a": [], "b": {}, "c": Plain("")},
}


def test_a_value_is_written_in_block_style():
    assert HOUSE.entry("k", [VALUE], "") == (
        'k:\n  - url: "https://harbourtimes.example"\n    when: 2024-05-01\n    note: |\n      two\n      lines\n'
        '    topics:\n      - Tides\n      - "yes"\n    "odd: key":\n      a: []\n      b: {}\n      c:'
    )
    assert HOUSE.item([["a"], Plain("")], "  ") == "- - - a\n    -"


def test_a_value_is_written_on_one_line_between_brackets():
    assert HOUSE.flow([VALUE]) == (
        '[{url: "https://harbourtimes.example", when: 2024-05-01, note: "two\\nlines\\n", topics: [Tides, "yes"], '
        '"odd: key": {a: [], b: {}, c:}}]'
    )


def test_what_is_left_when_nothing_else_works_is_double_quotes():
    assert Emitter(HOUSE.habits, quoted=True).entry("k", ["a", 1], "") == 'k:\n  - "a"\n  - 1'


def test_a_neighbour_gives_its_styles():
    model = card("m:\n  - {'url': 'u', width: 1, list: ['p']}\n").tree.root.last["m"].value.items[0]
    assert (
        HOUSE.mapping({"url": Styled("v", "double"), "width": "w", "list": ["q"]}, "", model=model)
        == "url: 'v'\nwidth: w\nlist:\n  - 'q'"
    )
    assert HOUSE.flow({"list": ["q"]}, model=model) == "{list: ['q']}"
    quoted = card('m: {"url": 1}\n').tree.root.last["m"].value
    assert HOUSE.mapping({"b": 1}, "", model=quoted) == '"b": 1'
