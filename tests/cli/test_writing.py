from pathlib import Path

import pytest

from editor.cli.command import CommandError, Exit
from editor.cli.places import cards_at
from editor.cli.writing import diff, open_card, write_all
from editor.model.card.edits import Remove, SetBody, SetValue, apply_edits
from editor.model.site import store
from editor.model.site.errors import StoreError


@pytest.fixture
def draft_of(site):
    """A card of the site with edits."""

    def draft(path: Path, *edits):
        place = next(cards_at([path]))
        opened = open_card(place, place.ids[0])
        return opened.draft(apply_edits(opened.card, edits, place.schemas), edits)

    return draft


def test_all_are_written(site, draft_of):
    write_all([draft_of(site.wind, SetValue(("heat",), 8)), draft_of(site.tools, SetValue(("heat",), 9))])
    assert b"heat: 8\n" in site.wind.read_bytes()
    assert b"heat: 9\r\n" in site.tools.read_bytes()


def test_several_are_a_batch_while_they_are_written_and_one_is_none(site, draft_of, tmp_path, monkeypatch):
    seen = []
    write = store.write

    def look(path, data, *, expected):
        seen.append(len(list((tmp_path / "state").rglob("*.batch"))))
        return write(path, data, expected=expected)

    monkeypatch.setattr(store, "write", look)
    write_all([draft_of(site.wind, SetValue(("heat",), 8))])
    write_all([draft_of(site.wind, SetValue(("heat",), 9)), draft_of(site.tools, SetValue(("heat",), 9))])
    assert seen == [0, 1, 1]
    assert list((tmp_path / "state").rglob("*.batch")) == []


def test_without_room_for_the_batch_all_are_written_and_that_is_said(site, draft_of, tmp_path, capsys):
    (tmp_path / "state").write_text("no folder")
    write_all([draft_of(site.wind, SetValue(("heat",), 9)), draft_of(site.tools, SetValue(("heat",), 9))])
    assert b"heat: 9\n" in site.wind.read_bytes()
    assert "A crash in the midst of this change could not be put back" in capsys.readouterr().err


def test_a_card_that_was_changed_meanwhile_stops_all_and_is_kept(site, draft_of):
    first, second = draft_of(site.wind, SetValue(("heat",), 8)), draft_of(site.tools, SetValue(("heat",), 9))
    before = site.wind.read_bytes()
    site.tools.write_bytes(b"somebody else's")
    with pytest.raises(CommandError, match="changed by something else") as stopped:
        write_all([first, second])
    assert stopped.value.code == Exit.PROBLEMS
    assert stopped.value.sentences[1:] == ("nothing was changed",)
    assert site.wind.read_bytes() == before
    assert site.tools.read_bytes() == b"somebody else's"


@pytest.mark.parametrize("trouble", [KeyboardInterrupt(), StoreError("The disk is full.", Path())])
def test_what_cannot_be_put_back_is_named(site, draft_of, monkeypatch, capsys, trouble):
    first, second = draft_of(site.wind, SetValue(("heat",), 8)), draft_of(site.tools, SetValue(("heat",), 9))
    write = store.write

    def interrupted(path, data, *, expected):
        if path == second.file:
            site.wind.write_bytes(b"somebody else's")
            raise trouble
        return write(path, data, expected=expected)

    monkeypatch.setattr(store, "write", interrupted)
    with pytest.raises((KeyboardInterrupt, CommandError)) as stopped:
        write_all([first, second])
    assert "nothing was changed" not in str(stopped.value)
    assert capsys.readouterr().err == f"newscards: {site.wind}: is changed, and could not be put back\n"
    assert site.wind.read_bytes() == b"somebody else's"


def test_ctrl_c_puts_back_what_was_written(site, draft_of, monkeypatch):
    first, second = draft_of(site.wind, SetValue(("heat",), 8)), draft_of(site.tools, SetValue(("heat",), 9))
    before = site.wind.read_bytes()
    write = store.write

    def interrupted(path, data, *, expected):
        if path == second.file:
            raise KeyboardInterrupt
        return write(path, data, expected=expected)

    monkeypatch.setattr(store, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all([first, second])
    assert site.wind.read_bytes() == before


def test_a_disk_that_does_not_confirm_is_told(site, draft_of, monkeypatch, capsys):
    write = store.write
    monkeypatch.setattr(
        store, "write", lambda *given, **named: write(*given, **named)._replace(warning="Look at the disk.")
    )
    write_all([draft_of(site.wind, SetValue(("heat",), 8))])
    assert capsys.readouterr().err == f"newscards: {site.wind}: Look at the disk\n"


def test_every_field_that_changed_is_told_once(site, draft_of):
    edits = (SetValue(("heat",), 8), SetValue(("title",), "One\ntwo"), Remove(("quality",)), SetValue(("heat",), 9))
    edits += (SetValue(("excerpt",), ""), SetValue(("published",), True), SetBody("Hello\n"))
    assert list(draft_of(site.wind, *edits).changes) == [
        f"{site.wind}: heat: 7 -> 9",
        f'{site.wind}: title: Wind park off Saltmere -> "One\\ntwo"',
        f"{site.wind}: quality: 50 -> (none)",
        f"{site.wind}: excerpt: Nine turbines turn. -> (empty)",
    ]


def test_quotes_are_told_where_they_are_the_difference(site, draft_of):
    site.wind.write_bytes(site.wind.read_bytes().replace(b"published: true", b'published: "true"'))
    edit = SetValue(("published",), True)
    assert list(draft_of(site.wind, edit).changes) == [f'{site.wind}: published: "true" -> true']


def test_a_diff_says_where_the_last_line_has_no_end(site, draft_of):
    site.wind.write_bytes(site.wind.read_bytes() + b"last line")
    text = diff(draft_of(site.wind, SetBody("other line")))
    assert text.endswith("-last line\n\\ No newline at end of file\n+other line\n\\ No newline at end of file\n")


def test_a_diff_keeps_windows_line_ends(site, draft_of):
    text = diff(draft_of(site.tools, SetValue(("heat",), 13)))
    assert "-heat: 12\r\n+heat: 13\r\n" in text
    assert text.startswith(f"--- a/{str(site.tools).lstrip('/')}\n")


def test_no_change_has_no_diff(site, draft_of):
    assert diff(draft_of(site.wind)) == ""


def test_an_interruption_after_a_file_was_replaced_puts_it_back_too(site, draft_of, monkeypatch):
    first, second = draft_of(site.wind, SetValue(("heat",), 8)), draft_of(site.tools, SetValue(("heat",), 9))
    before = site.wind.read_bytes(), site.tools.read_bytes()
    write = store.write

    def interrupted(path, data, *, expected):
        stored = write(path, data, expected=expected)
        if data == second.text.encode():
            raise KeyboardInterrupt
        return stored

    monkeypatch.setattr(store, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all([first, second])
    assert (site.wind.read_bytes(), site.tools.read_bytes()) == before
