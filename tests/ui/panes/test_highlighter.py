from PySide6.QtGui import QFont, QTextDocument

from editor.ui.colours import Scheme
from editor.ui.panes.highlighter import CardHighlighter


def foregrounds(document: QTextDocument, number: int) -> list[str]:
    return [run.format.foreground().color().name() for run in document.findBlockByNumber(number).layout().formats()]


def test_each_kind_has_its_colour_and_follows_the_theme(qtbot, theme):
    document = QTextDocument()
    highlighter = CardHighlighter(document, theme)
    document.setPlainText("---\na: 'x' # c\nb: 1\n---\n# Heading\n")
    highlighter.rehighlight()

    def expected() -> list[str]:
        colours = theme.colours
        return [colour.name() for colour in (colours.syntax_key, colours.syntax_string, colours.syntax_comment)]

    assert foregrounds(document, 1) == expected()
    (heading,) = document.findBlockByNumber(4).layout().formats()
    assert heading.format.fontWeight() == QFont.Weight.DemiBold
    light = expected()
    theme.set_scheme(Scheme.DARK)
    assert expected() != light
    assert foregrounds(document, 1) == expected()


def test_a_line_is_coloured_again_when_what_stands_before_it_changes(qtbot, theme):
    document = QTextDocument()
    highlighter = CardHighlighter(document, theme)
    document.setPlainText("---\na: |\n  b: 1\n---\n")
    highlighter.rehighlight()
    assert foregrounds(document, 2) == [theme.colours.syntax_string.name()]
    document.setPlainText("---\na:\n  b: 1\n---\n")
    highlighter.rehighlight()
    assert foregrounds(document, 2) == [theme.colours.syntax_key.name(), theme.colours.syntax_number.name()]
