"""The whole form, by the keys and clicks of a user."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from editor.model.card.card import read_card
from editor.model.card.edits import SetValue
from editor.model.site.vocabulary import Topic, Vocabulary
from editor.ui.colours import Scheme
from editor.ui.form.field_row import FieldRow
from editor.ui.form.inputs import LineInput, TextInput
from tests.ui.form.conftest import NEWS


def test_every_value_of_the_file_is_somewhere_in_the_form(host, qtbot):
    for name in (
        "form.links",
        "form.more",
        "form.locked",
        "field.provider",
        "field.images[0].fold",
        "field.related[0].fold",
    ):
        qtbot.keyClick(host.field(name), Qt.Key.Key_Right)
    qtbot.keyClick(host.field("field.related[0].provider"), Qt.Key.Key_Right)
    for path, shown in (
        ("category", "news"),
        ("title", "Harbour opens"),
        ("publishedDateTime", "2024-05-01T10:00:00Z"),
        ("webUrl", "https://harbourtimes.example/harbour-opens"),
        ("quality", "7"),
        ("heat", "-1"),
        ("provider.name", "Harbour Times"),
        ("images[0].width", "600"),
        ("related[0].title", "Ships come in"),
        ("related[0].provider.domain", "bay.example"),
        ("mood", "fair"),
        ("secured", "c2VjcmV0"),
    ):
        assert host.field(f"field.{path}").text() == shown, path
    assert host.field("field.excerpt").text() == "The new harbour opened on Monday."
    assert host.field("field.type").currentText() == "article"
    assert host.edits == []


def test_typing_changes_one_line_and_keeps_the_cursor(host, qtbot):
    title = host.field("field.title")
    title.setFocus()
    title.setCursorPosition(8)
    qtbot.keyClicks(title, "x!")
    assert title.text() == "Harbour x!opens"
    assert title.cursorPosition() == 10
    assert host.text == NEWS.replace("Harbour opens", "Harbour x!opens")
    assert host.edits[-1] == SetValue(("title",), "Harbour x!opens")
    assert host.labels[-1] == "title"


def test_undo_goes_to_the_window_from_a_focused_field(host, qtbot):
    title = host.field("field.title")
    title.setFocus()
    title.setCursorPosition(0)
    qtbot.keyClicks(title, "AB")
    assert host.text == NEWS.replace('"Harbour', '"ABHarbour')
    qtbot.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title.text() == "AHarbour opens"
    assert title.cursorPosition() == 1
    qtbot.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert host.text == NEWS
    assert title.text() == "Harbour opens"
    assert title.hasFocus()


def test_undo_goes_to_the_window_from_a_text_of_several_lines_and_from_a_choice(host, qtbot):
    for name in ("field.excerpt", "field.type"):
        widget = host.field(name)
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_End)
        qtbot.keyClick(widget, Qt.Key.Key_X)
        assert host.text != NEWS
        qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert host.text == NEWS


def test_the_same_cards_again_keep_widgets_focus_and_place(host, qtbot):
    excerpt = host.field("field.excerpt")
    excerpt.setFocus()
    qtbot.keyClicks(excerpt, "So: ")
    host.form.verticalScrollBar().setValue(30)
    before = host.form.verticalScrollBar().value()
    host.refresh()
    assert host.field("field.excerpt") is excerpt
    assert excerpt.hasFocus()
    assert excerpt.textCursor().position() == 4
    assert host.form.verticalScrollBar().value() == before


def test_another_card_reuses_the_widgets_and_shows_its_own_fields(host):
    title, widgets = host.field("field.title"), len(host.form.findChildren(QWidget))
    host.show_texts(NEWS.replace("Harbour opens", "Bridge closes"), first=5)
    assert host.field("field.title") is title
    assert title.text() == "Bridge closes"
    assert len(host.form.findChildren(QWidget)) == widgets
    host.show_texts('---\ntitle: "Small"\n---\n', first=6)
    assert not host.has_field("field.quality")
    assert not host.has_field("field.images[0]")
    assert host.field("field.heat").placeholderText() == "not in the file"
    assert host.edits == []


def test_a_field_that_no_card_has_is_written_only_when_touched(open_host, qtbot):
    host = open_host('---\ntitle: "Small"\n---\n')
    excerpt = host.field("field.excerpt")
    assert excerpt.placeholderText() == "not in the file"
    assert excerpt.accessibleName() == "Excerpt, not in the file"
    assert host.edits == []
    qtbot.keyClicks(excerpt, "A")
    assert host.text == '---\ntitle: "Small"\nexcerpt: "A"\n---\n'


def test_a_missing_field_is_added_from_the_menu(open_host, qtbot):
    host = open_host('---\ntitle: "Small"\n---\n')
    menu = host.field("form.add").menu()
    action = next(action for action in menu.actions() if action.objectName() == "add.quality")
    action.trigger()
    quality = host.field("field.quality")
    assert quality.hasFocus()
    assert host.edits == []
    qtbot.keyClicks(quality, "12")
    assert host.text == '---\ntitle: "Small"\nquality: 12\n---\n'


def test_a_field_is_focused_by_its_path_whatever_hides_it(host):
    for text, path in (
        ("field.title", ("title",)),
        ("field.webUrl", ("webUrl",)),
        ("field.images[1].url", ("images", 1, "url")),
        ("field.related[0].images[0].width", ("related", 0, "images", 0, "width")),
        ("field.related[0].excerpt", ("related", 0, "excerpt")),
        ("field.provider", ("provider",)),
        ("field.originalUrl", ("originalUrl",)),
    ):
        assert host.form.focus_field(path), path
        widget = host.field(text)
        assert widget.hasFocus(), text
        place = widget.mapTo(host.form.viewport(), widget.rect().center())
        assert host.form.viewport().rect().contains(place), text
    assert not host.form.focus_field(("nothing", "like", "it"))
    assert host.form.focus_field(("images", 9))
    assert host.edits == []


def test_a_finding_stands_under_its_field_and_is_counted_on_what_hides_it(host):
    host.findings = {("title",): "The title is odd.", ("webUrl",): "Bad.", ("images", 0, "width"): "Too wide."}
    host.refresh()
    texts = [label.text() for label in host.form.findChildren(QLabel) if label.isVisible()]
    assert "The title is odd." in texts
    assert any("1 problem" in text and "Web link" in text for text in texts)
    assert "1 problem" in next(text for text in texts if "600 × 338" in text)


def test_what_is_not_saved_is_marked(host, qtbot):
    qtbot.keyClicks(host.field("field.title"), "!")
    texts = [label.text() for label in host.form.findChildren(QLabel) if label.isVisible()]
    assert "Title •" in texts
    assert "Excerpt" in texts


def test_several_cards_show_what_they_share_and_change_together(open_host, qtbot):
    other = NEWS.replace("Harbour opens", "Bridge").replace("quality: 7", "quality: 9").replace("  - Ships\n", "")
    host = open_host(NEWS, other)
    assert host.field("field.title").text() == ""
    assert host.field("field.title").placeholderText() == "several values"
    assert host.field("field.title").accessibleName() == "Title, several values"
    assert host.field("field.heat").text() == "-1"
    qtbot.keyClicks(host.field("field.title"), "T")
    assert [card.title for card in host.cards] == ["T", "T"]
    assert [label.text() for label in host.form.findChildren(QLabel) if label.objectName() == "field.images"] == [
        "The same in 2 cards."
    ]


def test_cards_of_different_kinds_show_the_fields_of_both(open_host, schemas):
    host = open_host(NEWS)
    host.cards = [host.cards[0], *_cards(schemas, "_learning/videos/v.md", '---\ntitle: "V"\nlength: PT1H\n---\n')]
    host.refresh()
    host.field("form.more").setChecked(True)
    assert host.field("field.length").placeholderText() == "several values"


def test_a_broken_card_says_where_and_leads_to_the_source(open_host, qtbot):
    host = open_host('---\ntitle: "never closed\nheat: 1\n---\n')
    assert not host.has_field("field.title")
    with qtbot.waitSignal(host.form.source_requested) as told:
        qtbot.mouseClick(host.field("broken.mend"), Qt.MouseButton.LeftButton)
    assert told.args == [host.cards[0].error.line or 1]
    assert host.cards[0].error.reason in host.field("broken.text").text()
    host.show_texts(NEWS)
    assert host.has_field("field.title")
    host.show_texts(NEWS, "no card")
    assert not host.has_field("field.title")
    assert isinstance(host.form.findChild(QPushButton, "broken.mend"), QPushButton)
    assert not host.has_field("broken.mend")


def test_no_card_shows_nothing(host):
    host.form.show_cards(())
    assert not host.has_field("field.title")


def test_tab_goes_through_the_form_as_it_is_seen(host, qtbot):
    host.field("field.published").setFocus()
    names = []
    for _ in range(11):
        names.append(QApplication.focusWidget().objectName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert names == [
        "field.published",
        "field.type",
        "field.quality",
        "field.heat",
        "field.title",
        "field.excerpt",
        "field.publishedDateTime",
        "field.publishedDateTime.calendar",
        "field.topics[0]",
        "field.topics[1]",
        "field.topics",
    ]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().objectName() == "field.topics"


def test_tab_leaves_the_form_at_its_ends(host, qtbot):
    outside = QLineEdit()
    host.setMenuWidget(outside)
    outside.show()
    host.field("field.published").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert outside.hasFocus()


def test_dark_and_light_are_followed(host, theme):
    host.findings = {("title",): "The title is odd."}
    host.refresh()
    remark = next(label for label in host.form.findChildren(QLabel) if label.text() == "The title is odd.")
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        theme.set_scheme(scheme)
        assert remark.palette().color(remark.foregroundRole()) == theme.colours.error


def test_the_form_fits_a_narrow_and_a_wide_window(open_host, qtbot):
    host = open_host(NEWS.replace("name: Harbour Times", "name: The Harbour and Island Times of the Outer Coast"))
    for width in (420, 1200):
        host.resize(width, 800)
        qtbot.waitUntil(lambda width=width: host.form.width() == width)
        qtbot.waitUntil(lambda: host.form.widget().width() <= host.form.viewport().width())


def test_the_short_fields_fit_one_line_and_all_begin_at_one_edge(host, qtbot):
    host.resize(600, 900)
    qtbot.waitUntil(lambda: host.form.width() == 600)
    page = host.form.widget()
    tops = {host.field(f"field.{name}").mapTo(page, QPoint()).y() for name in ("type", "quality", "heat")}
    assert len(tops) == 1
    labels = [label for label in host.form.findChildren(QLabel) if label.text() in ("Published", "Title", "Topics")]
    assert {label.mapTo(page, QPoint()).x() for label in labels} == {16}
    assert host.field("field.title").mapTo(page, QPoint()).x() == host.field("field.excerpt").mapTo(page, QPoint()).x()


def test_what_nobody_has_and_nobody_can_add_is_not_shown(open_host):
    host = open_host('---\ntitle: "Small"\n---\n')
    assert not host.has_field("form.locked")
    assert host.field("form.links").property("tone") == "muted"


def test_every_input_has_a_name_for_screen_readers(host):
    host.form.focus_field(("related", 0, "images", 0, "url"))
    inputs = [
        widget
        for kind in (LineInput, TextInput, QComboBox)
        for widget in host.form.findChildren(kind)
        if widget.isVisible() and not isinstance(widget.parent(), QComboBox)
    ]
    assert len(inputs) > 10
    assert [widget.objectName() for widget in inputs if not widget.accessibleName()] == []
    assert [widget for widget in inputs if not widget.objectName()] == []


def test_another_vocabulary_completes_from_now_on(host, qtbot):
    host.form.set_vocabulary(Vocabulary([Topic("Tides")]))
    qtbot.keyClicks(host.field("field.topics"), "tides")
    qtbot.keyClick(host.field("field.topics"), Qt.Key.Key_Return)
    assert host.cards[0].topics == ("AI", "Ships", "Tides")


def _cards(schemas, card_id, text):
    return [read_card(card_id, text, schemas)]


def test_a_form_that_was_made_ready_looks_the_same_and_needs_no_new_rows(open_host, schemas, qtbot):
    plain, ready = open_host(NEWS), open_host()
    assert len(list(ready.form.prepare(schemas.all()))) > 30
    made = set(ready.form.findChildren(FieldRow))
    ready.show_texts(NEWS)
    qtbot.waitUntil(lambda: look_of(ready) == look_of(plain))
    assert made.issuperset(row for row in ready.form.findChildren(FieldRow) if row.isVisible())


def look_of(host):
    seen = [widget for widget in host.form.findChildren(QWidget) if widget.isVisible() and widget.objectName()]
    return sorted(
        (widget.objectName(), widget.mapTo(host.form, QPoint()).toTuple(), widget.size().toTuple()) for widget in seen
    )


def _step_to_another_card(host):
    """In a form that is less high than its head; what is below still shows the card before."""
    host.resize(700, 200)
    QApplication.processEvents()
    if (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()
    host.show_texts(NEWS.replace("Harbour opens", "Bridge closes").replace("Harbour Times", "Bay News"), first=5)
    assert not host.form.is_filled
    assert host.field("field.title").text() == "Bridge closes"


def test_what_is_below_the_fold_is_filled_a_moment_later(host, qtbot):
    _step_to_another_card(host)
    provider = host.field("field.provider").accessibleName()
    qtbot.waitUntil(lambda: host.form.is_filled)
    assert host.field("field.provider").accessibleName() != provider
    assert host.edits == []


def test_whoever_goes_below_the_fold_finds_it_filled(host, qtbot):
    for go in (
        lambda: host.form.verticalScrollBar().setValue(50),
        lambda: host.resize(700, 900),
        lambda: host.form.focus_field(("provider", "name")),
        lambda: host.form.enter(forward=False),
        lambda: host.refresh(),
    ):
        _step_to_another_card(host)
        go()
        assert host.form.is_filled
        host.show_texts(NEWS)


def test_while_the_focus_is_in_the_form_all_of_it_follows_at_once(host):
    host.resize(700, 200)
    QApplication.processEvents()
    host.form.focus_field(("provider", "name"))
    host.show_texts(NEWS.replace("Harbour Times", "Bay News"), first=5)
    assert host.form.is_filled
    assert host.field("field.provider.name").text() == "Bay News"


def test_what_still_shows_the_card_before_edits_nothing(host):
    _step_to_another_card(host)
    host.form.findChild(QWidget, "field.images[0].remove").click()
    assert host.edits == []
    host.form.focus_field(("images",))
    host.form.findChild(QWidget, "field.images[0].remove").click()
    assert len(host.edits) == 1


def test_the_page_hides_what_is_behind_it_in_the_colour_of_the_window(open_host, theme):
    host = open_host()
    page = host.form.findChild(QWidget, "formPage")
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        theme.set_scheme(scheme)
        assert page.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        assert page.grab().toImage().pixelColor(1, 1) == theme.colours.window
