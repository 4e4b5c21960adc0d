from editor.model.text import lines

TEXT = "a: 1\r\n\n   # about b\n   b: 2 # c\x85next"
B = TEXT.index("b:")


def test_lines_end_where_yaml_ends_them():
    assert TEXT[lines.line_start(TEXT, B) : lines.line_end(TEXT, B)] == "   b: 2 # c"
    assert TEXT[lines.next_line(TEXT, B) :] == "next"
    assert lines.next_line(TEXT, len(TEXT)) == len(TEXT)
    assert lines.line_end(TEXT, len(TEXT)) == len(TEXT)
    assert lines.line_start(TEXT, 2) == 0
    assert lines.line_end(TEXT, 0) == 4


def test_the_line_above_ends_before_its_break():
    text = "a\r\nb\nc"
    assert lines.line_end_above(text, text.index("b")) == 1
    assert lines.line_end_above(text, text.index("c")) == 4


def test_indentation_is_what_reaches_the_column():
    assert lines.indent_before(TEXT, B) == "   "
    assert lines.indent_before("- - a", 4) == "    "
    assert lines.first_on_line(TEXT, B)
    assert not lines.first_on_line("- a", 2)


def test_what_stands_above_a_line_is_found():
    assert TEXT[lines.comments_above(TEXT, B) :].startswith("   # about b")
    assert lines.comments_above(TEXT, 0) == 0
    comment = lines.comments_above(TEXT, B)
    assert lines.blank_lines_above(TEXT, comment) == TEXT.index("\n   #")
    assert lines.blank_lines_above(TEXT, B) == lines.line_start(TEXT, B)
    assert lines.blank_lines_above("\n\na", 2) == 0


def test_only_comments_of_the_same_column_belong_to_a_line():
    text = "# far\n  # near\n  a"
    assert text[lines.comments_above(text, len(text) - 1) :].startswith("  # near")


def test_a_blank_line_holds_blanks_at_most():
    assert lines.is_blank(" \t\nx", 0)
    assert not lines.is_blank(" x\n", 0)
