"""What the editors of single fields have in common."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.model.card.diff import State
from editor.model.card.edits import SetValue
from editor.model.card.fields import Field, FieldType
from editor.ui.form.field_editor import FieldEditor, Shown, undo_name
from editor.ui.form.kit import FormKit

TITLE = Field("title", "Title", FieldType.TEXT, help="What readers see first.")


def shown(text="A", *, state=State.SAME, cards=("_news/a.md",), field=TITLE, **others):
    return Shown(path=("title",), field=field, cards=cards, state=state, value=text, text=text, **others)


class Recorder(FieldEditor):
    """Keeps what it is to show, and whether it was the same field of the same cards again."""

    def __init__(self, kit):
        super().__init__(kit)
        self.fills = []
        self._line = QLineEdit(self)

    @property
    def input(self) -> QWidget:
        return self._line

    def _fill(self, shown, *, again):
        self.fills.append((shown.text, again))

    def say(self, text):
        self._send(text)

    def remark(self, **words):
        self._remark(**words)


@pytest.fixture
def editor(theme, qtbot):
    editor = Recorder(FormKit(theme, lambda _: (), lambda _: {}))
    qtbot.addWidget(editor)
    return editor


def test_nothing_can_be_asked_before_something_is_shown(editor):
    with pytest.raises(LookupError):
        _ = editor.shown


def test_the_same_again_fills_nothing_anew(editor):
    editor.show_field(shown("A"))
    editor.show_field(shown("A"))
    editor.show_field(shown("A", problem="Odd.", unsaved=True))  # marks only: what is being typed stays
    assert editor.shown.problem == "Odd."
    editor.show_field(shown("B"))
    editor.show_field(shown("B", cards=("_news/b.md",)))
    assert editor.fills == [("A", False), ("B", True), ("B", False)]


def test_the_input_bears_the_name_of_the_field(editor):
    editor.show_field(shown())
    line = editor.input
    assert (line.objectName(), line.accessibleName()) == ("field.title", "Title")
    assert line.accessibleDescription() == "What readers see first."
    assert editor.focusProxy() is line


def test_an_edit_is_told_with_its_path_and_a_name_for_undo(editor, qtbot):
    editor.show_field(shown())
    with qtbot.waitSignal(editor.edited) as told:
        editor.say("B")
    assert told.args == [(SetValue(("title",), "B"),), "title"]


def test_remarks_are_told_when_they_change(editor, qtbot):
    with qtbot.waitSignal(editor.remarks_changed):
        editor.remark(note="Tue 19 May")
    with qtbot.assertNotEmitted(editor.remarks_changed):
        editor.remark(note="Tue 19 May")
    with qtbot.waitSignal(editor.remarks_changed):
        editor.remark(complaint="This is no date.")
    assert (editor.note, editor.complaint) == ("", "This is no date.")


@pytest.mark.parametrize(
    ("state", "locked", "placeholder", "name"),
    [
        (State.SAME, "", "empty", "Title"),
        (State.MISSING, "", "not in the file", "Title, not in the file"),
        (State.MIXED, "", "several values", "Title, several values"),
        (State.PARTLY, "", "several values", "Title, several values"),
        (State.SAME, "an alias", "empty", "Title, locked"),
    ],
)
def test_words_for_what_the_cards_share(state, locked, placeholder, name):
    field = shown(state=state, locked=locked)
    assert (field.placeholder, field.accessible_name) == (placeholder, name)


@pytest.mark.parametrize(
    ("changes", "can_go"),
    [
        ({}, True),
        ({"state": State.MISSING}, False),
        ({"locked": "an alias"}, False),
        ({"field": Field("title", "Title", FieldType.TEXT, required=True)}, False),
    ],
)
def test_what_may_be_taken_out_of_a_card(changes, can_go):
    assert shown(**changes).can_go is can_go


@pytest.mark.parametrize(("label", "name"), [("Title", "title"), ("AMP link", "AMP link"), ("Web link", "web link")])
def test_undo_calls_a_field_as_it_stands_within_a_sentence(label, name):
    assert undo_name(Field("x", label, FieldType.TEXT)) == name
