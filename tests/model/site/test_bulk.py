from pathlib import Path

import pytest

from editor.model.card.edits import AddItem, ReplaceText, SetValue
from editor.model.card.schema import Schemas
from editor.model.site.bulk import Bulk, edit_cards
from editor.model.site.errors import StoreError
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from tests.helpers.following import follow

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_learning/plain.md"
HIDE = (SetValue(("published",), False),)


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
    assert bulk.before == {FERRY_ID: text}
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
