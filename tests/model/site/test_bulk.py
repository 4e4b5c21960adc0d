from dataclasses import replace
from pathlib import Path

import pytest

from editor.model.card.edits import AddItem, Edit, ReplaceText, SetValue
from editor.model.card.schema import Schemas
from editor.model.site import bulk as bulk_module
from editor.model.site.arrivals import Edited
from editor.model.site.bulk import Bulk, Standing, edit_cards, standing, work_out
from editor.model.site.errors import StoreError
from editor.model.site.layout import find_cards, open_site
from editor.model.site.library import Library
from editor.model.site.sample import write_sample
from tests.helpers.following import follow

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_learning/plain.md"
HIDE = (SetValue(("published",), False),)
TYPED = '---\ntitle: "Typed"\npublished: true\nheat: 0\n---\n'
LOOSE = '---\ntitle: "Pier {}"\ncategory: something\n---\n'


def texts(bulk: Bulk) -> dict[str, str]:
    return {card_id: version.text for card_id, version in bulk.after.items()}


@pytest.fixture
def library(harbour: Path, schemas: Schemas) -> Library:
    (harbour / "_news" / "broken.md").write_text("---\ntitle: [\n---\n")
    return Library(open_site(harbour), schemas)


def test_only_the_cards_that_change_get_a_new_text(library: Library):
    bulk = edit_cards(library, (FERRY_ID, CAFE_ID), HIDE)
    assert bulk.refused == {}
    text = library.card(FERRY_ID).text
    assert {card_id: version.text for card_id, version in bulk.before.items()} == {FERRY_ID: text}
    assert texts(bulk) == {FERRY_ID: text.replace("published: true", "published: false")}
    assert not bulk.after[FERRY_ID].row.is_published


def test_nothing_is_changed_by_working_it_out(library: Library):
    edit_cards(library, (FERRY_ID,), HIDE)
    assert library.unsaved() == ()


def test_one_card_that_refuses_stops_all_and_every_refusal_is_told(library: Library):
    edits = (*HIDE, AddItem(("topics",), "Sea"))
    (library.site.root / "_news" / "latin.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    follow(library, "_news/latin.md")
    bulk = edit_cards(library, (FERRY_ID, "_news/broken.md", "_news/latin.md"), edits)
    assert bulk.before == bulk.after == {}
    assert bulk.refused.keys() == {"_news/broken.md", "_news/latin.md"}
    assert all(sentence.endswith(".") or ":" in sentence for sentence in bulk.refused.values())


def test_a_locked_field_is_refused(library: Library):
    bulk = edit_cards(library, (FERRY_ID,), (SetValue(("secured",), "x"),))
    assert bulk.refused.keys() == {FERRY_ID}


def test_edits_stand_on_what_is_edited_already_and_setting_back_gives_the_saved_spelling(library: Library):
    saved = library.card(FERRY_ID).text
    library.apply(texts(edit_cards(library, (FERRY_ID,), (SetValue(("heat",), 138),))))
    bulk = edit_cards(library, (FERRY_ID,), HIDE)
    assert "heat: 138" in texts(bulk)[FERRY_ID]
    library.apply(texts(bulk))
    back = (SetValue(("heat",), 137), SetValue(("published",), True))
    assert texts(edit_cards(library, (FERRY_ID,), back)) == {FERRY_ID: saved}


def test_a_broken_card_can_be_mended_by_its_whole_text(library: Library):
    text = "---\ntitle: mended\n---\n"
    bulk = edit_cards(library, ("_news/broken.md",), (ReplaceText(text),))
    assert texts(bulk) == {"_news/broken.md": text}


def test_no_cards_or_no_edits_change_nothing(library: Library):
    assert edit_cards(library, (), HIDE) == Bulk({}, {}, {})
    assert edit_cards(library, (FERRY_ID,), ()) == Bulk({}, {}, {})


def test_an_unknown_card_is_a_mistake_of_the_caller(library: Library):
    with pytest.raises(StoreError, match=r"There is no card gone\.md"):
        edit_cards(library, ("gone.md",), HIDE)


def never(yaml: str) -> None:
    """A reader that is not certain of any card."""


def told(bulk: Bulk) -> tuple[object, ...]:
    """All of it, with the rows' values in the open."""
    rows = {each: replace(version.row, values=dict(version.row.values)) for each, version in bulk.after.items()}
    texts = ({each: version.text for each, version in versions.items()} for versions in (bulk.before, bulk.after))
    return *texts, bulk.refused, rows


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk") / "site"
    write_sample(folder, cards=40, flaws=False)
    return folder


@pytest.mark.parametrize(
    "edit",
    [
        SetValue(("published",), True),
        SetValue(("published",), "no"),
        SetValue(("heat",), 12),
        SetValue(("heat",), "12"),
        SetValue(("heat",), "warm"),
        SetValue(("type",), "video"),
        SetValue(("category",), "news"),
        SetValue(("publishedDateTime",), "2024-05-01"),
        SetValue(("title",), "One title: for all"),
        SetValue(("secured",), "x"),
        SetValue(("topics",), ["AI"]),
        SetValue(("provider", "name"), "Harbour Times"),
        AddItem(("topics",), "AI"),
    ],
    ids=str,
)
def test_many_cards_with_a_quick_reader_come_to_the_same(sample: Path, schemas: Schemas, edit: Edit):
    site = open_site(sample)
    ids = list(find_cards(site))
    typed = {card_id: Edited(standing(site, card_id).text, TYPED) for card_id in ids[3:6]}
    cards = [standing(site, card_id, typed.get(card_id)) for card_id in ids]
    slow, quick = (told(work_out(cards, [edit], schemas, read=read)) for read in (never, None))
    assert quick == slow
    assert slow[1] or slow[2]


def test_a_card_whose_kind_changes_with_the_value_is_left_to_the_parser(schemas: Schemas):
    cards = [Standing(f"loose/{n}.md", LOOSE.format(n), LOOSE.format(n)) for n in range(3)]
    edits = [SetValue(("category",), "news")]
    bulk = work_out(cards, edits, schemas)
    assert told(bulk) == told(work_out(cards, edits, schemas, read=never))
    assert [version.row.schema for version in bulk.after.values()] == ["news"] * 3


def test_the_parser_is_asked_once_for_each_way_in_which_a_line_is_spelled(
    sample: Path, schemas: Schemas, monkeypatch: pytest.MonkeyPatch
):
    site, asked = open_site(sample), []
    cards = [standing(site, card_id) for card_id in find_cards(site) if "_news" in card_id]
    parsed = bulk_module._parsed_step
    monkeypatch.setattr(bulk_module, "_parsed_step", lambda *given: (asked.append(given), parsed(*given))[1])
    done = work_out(cards, HIDE, schemas)
    assert len(done.after) > 10 > len(asked)


def test_a_file_that_cannot_be_read_refuses_with_its_reason(library: Library):
    gone = standing(library.site, "_news/gone.md")
    for read in (None, never):
        bulk = work_out([gone], HIDE, library.schemas, read=read)
        assert "gone.md" in bulk.refused["_news/gone.md"]
