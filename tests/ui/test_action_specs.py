"""editor.ui.action_specs: the table says each thing once, and says it well."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from editor.ui.action_specs import ActionSpec, InToolbar, Menu, action_specs, menu_titles


@pytest.fixture
def specs(qapp: QApplication) -> tuple[ActionSpec, ...]:
    return action_specs()


def keys_of(specs: tuple[ActionSpec, ...], name: str) -> list[str]:
    return next(spec for spec in specs if spec.name == name).shown_keys()


def doubled(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def test_no_name_label_or_icon_occurs_twice(specs: tuple[ActionSpec, ...]):
    assert doubled([spec.name for spec in specs]) == []
    assert doubled([spec.label for spec in specs]) == []
    assert doubled([spec.icon for spec in specs]) == []


def test_no_shortcut_occurs_twice(specs: tuple[ActionSpec, ...]):
    assert doubled([keys.toString() for spec in specs for keys in spec.shortcuts()]) == []


def test_no_menu_has_a_mnemonic_twice(specs: tuple[ActionSpec, ...]):
    menus: dict[str, list[str]] = {"bar": [title for menu, title in menu_titles().items() if menu is not Menu.COLOURS]}
    for spec in specs:
        menus.setdefault(spec.menu, []).append(spec.text)
    menus[Menu.FILE].append("Open &recent")
    menus[Menu.VIEW].append(menu_titles()[Menu.COLOURS])
    for texts in menus.values():
        assert doubled([text[text.index("&") + 1].lower() for text in texts]) == []


def test_every_sentence_is_one(specs: tuple[ActionSpec, ...]):
    for spec in specs:
        assert spec.help[0].isupper()
        assert spec.help.endswith(".")
        assert "&" not in spec.label
        assert not spec.label.endswith("…")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("next_card", ["J"]),
        ("previous_card", ["K"]),
        ("publish", ["P"]),
        ("save_and_next", ["Ctrl+Return"]),
        ("publish_and_next", ["Y"]),
        ("hide_and_next", ["N"]),
        ("edit_title", ["E"]),
        ("back_to_list", ["Esc"]),
        ("open_story", ["O"]),
        ("show_form", ["Ctrl+1"]),
        ("show_source", ["Ctrl+2"]),
        ("show_card", ["Ctrl+3"]),
        ("show_changes", ["Ctrl+4", "Ctrl+D"]),
        ("save", ["Ctrl+S"]),
        ("save_all", ["Ctrl+Shift+S"]),
        ("undo", ["Ctrl+Z"]),
        ("redo", ["Ctrl+Shift+Z"]),
        ("find", ["Ctrl+F", "/"]),
        ("commands", ["Ctrl+K"]),
        ("reload", ["F5"]),
        ("keys", ["F1", "?"]),
        ("quit", ["Ctrl+Q"]),
    ],
)
def test_the_keys_are_those_of_the_product(specs: tuple[ActionSpec, ...], name: str, keys: list[str]):
    assert [key for key in keys if key not in keys_of(specs, name)] == []


def test_keys_that_few_keyboards_have_work_but_are_not_told(specs: tuple[ActionSpec, ...]):
    undo = next(spec for spec in specs if spec.name == "undo")
    assert QKeySequence("Undo") in undo.shortcuts()
    assert undo.shown_keys() == ["Ctrl+Z"]


def test_the_toolbar_is_the_products(specs: tuple[ActionSpec, ...]):
    shown = [(spec.name, spec.toolbar) for spec in specs if spec.toolbar is not InToolbar.NO]
    words = [(name, InToolbar.WORD) for name in ("open_site", "new_card", "save", "save_all")]
    assert shown == [*words, ("undo", InToolbar.ICON), ("redo", InToolbar.ICON)]
