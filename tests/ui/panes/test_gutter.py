import pytest

from editor.ui.panes.source_editor import SourceEditor


@pytest.fixture
def editor(qtbot, theme) -> SourceEditor:
    editor = SourceEditor(theme)
    qtbot.addWidget(editor)
    editor.resize(300, 200)
    with qtbot.waitExposed(editor):
        editor.show()
    return editor


def test_there_is_room_for_the_largest_number(editor: SourceEditor):
    narrow = editor.gutter.width()
    editor.show_text("\n" * 12_000, afresh=True)
    assert editor.gutter.width() > narrow
    assert editor.gutter.sizeHint().width() == editor.gutter.width()
    assert editor.gutter.geometry().right() < editor.viewport().geometry().left()


def test_numbers_move_with_the_text(editor: SourceEditor):
    editor.show_text("".join(f"a{n}: 1\n" for n in range(200)), afresh=True)
    top = editor.gutter.grab().toImage()
    editor.verticalScrollBar().setValue(100)
    assert editor.gutter.grab().toImage() != top
    editor.verticalScrollBar().setValue(0)
    assert editor.gutter.grab().toImage() == top


def test_a_wrapped_line_has_one_number(editor: SourceEditor):
    editor.show_text("a b " * 60 + "\nc", afresh=True)
    tops = [top for _, top in editor.gutter._visible_blocks(editor.gutter.rect())]
    lines = tops[1] - tops[0]
    assert len(tops) == 2
    assert lines > 3 * editor.gutter.fontMetrics().height()


def test_the_line_that_is_wrong_has_a_dot(editor: SourceEditor, theme):
    editor.show_text("a: 1\nb: 2\nc: 3", afresh=True)

    def dots() -> int:
        image = editor.gutter.grab().toImage()
        error = theme.colours.error.name()
        return sum(image.pixelColor(7, y).name() == error for y in range(image.height()))

    assert dots() == 0
    editor.set_mark(2, None)
    assert dots() > 0
    editor.clear_mark()
    assert dots() == 0
