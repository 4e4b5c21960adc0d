"""Real sites from outside of the repository, through the floors that the window uses, with Git as the judge.

`NEWSCARDS_CORPUS` names folders, put together as in `PATH`. They are copied; nothing is written in them.
`tests/model/text/test_corpus.py` looks at the same cards from below, as texts without schemas.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from editor.model.card.card import Card
from editor.model.card.edits import SetValue, apply_edits
from editor.model.card.schema import Field, FieldType, guess_field, load_schemas
from editor.model.site.bulk import edit_cards
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.text.paths import Path as FieldPath
from editor.model.text.scalars import Value
from tests.helpers.git_site import git, start_repository

FOLDERS = [Path(name) for name in os.environ.get("NEWSCARDS_CORPUS", "").split(os.pathsep) if name]

pytestmark = pytest.mark.skipif(not FOLDERS, reason="NEWSCARDS_CORPUS names no folder of cards")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Library:
    """A copy of the site in a repository of its own, each file as it is and all of them writable."""
    source, root = request.param, tmp_path / "site"
    for file in (path for path in source.rglob("*") if path.is_file() and ".git" not in path.parts):
        copy = root / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    start_repository(root)
    library = Library(open_site(root), load_schemas())
    assert library.ids()
    return library


def test_opening_and_saving_changes_no_byte(library: Library):
    """Saved as it is, and written out with a change and its way back."""
    rows = list(library.read())
    cards = [library.card(row.id) for row in rows]
    assert not library.save(library.ids()).changes.ids
    assert git(library.site.root, "status", "--porcelain") == ""

    texts = {card.id: card.text for card in cards if card.error is None}
    library.apply({card_id: f"{text}\nOne more line" for card_id, text in texts.items()})
    assert len(library.save(library.ids()).changes.ids) == len(texts)
    library.apply(texts)
    assert len(library.save(library.ids()).changes.ids) == len(texts)
    assert git(library.site.root, "status", "--porcelain") == ""
    windows = sum("\r\n" in text for text in texts.values())
    print(f"\n{len(cards)} cards, {len(cards) - len(texts)} broken, {windows} CRLF: written twice, 0 bytes differ")


def test_every_unlocked_scalar_set_and_set_back_gives_the_first_bytes(library: Library):
    seen: Counter[str] = Counter()
    for card in map(library.card, library.ids()):
        if card.document is None:
            continue
        seen["cards"] += 1
        for path, field, value in card.schema.walk(card.values):
            if isinstance(value, dict | list):
                continue
            if (field is not None and field.locked) or card.document.locked_reason(path):
                seen["locked"] += 1
                continue
            seen["fields"] += 1
            changed = apply_edits(card, (SetValue(path, other(card, path, field)),), library.schemas)
            assert changed.text != card.text, (card.id, path)
            assert changed.get(path) != value, (card.id, path)
            back = apply_edits(changed, (SetValue(path, value),), library.schemas, like=card)
            assert back.text == card.text, (card.id, path)
    assert seen["fields"]
    print(f"\n{seen['cards']} cards, {seen['fields']} fields set and set back, {seen['locked']} locked")


def test_flipping_published_is_one_line_of_git_diff(library: Library):
    readable = [card for card in map(library.card, library.ids()) if card.error is None]
    for published in (False, True):
        ids = [card.id for card in readable if card.is_published is not published]
        bulk = edit_cards(library, ids, (SetValue(("published",), published),))
        assert not bulk.refused
        library.apply(bulk.texts)
    assert not library.save(library.ids()).failures
    has_key = {card.id: card.has(("published",)) for card in readable}
    lines = git(library.site.root, "diff", "--numstat").splitlines()
    assert sorted(lines) == sorted(f"1\t{int(has_key[card_id])}\t{card_id}" for card_id in has_key)
    for card in readable:
        assert library.card(card.id).is_published is not card.is_published
        written = (library.site.root / card.id).read_bytes()
        if "\r\n" in card.text and card.text.count("\n") == card.text.count("\r\n"):
            assert written.count(b"\n") == written.count(b"\r\n")

    library.apply({card.id: card.text for card in readable})
    library.save(library.ids())
    assert git(library.site.root, "status", "--porcelain") == ""
    added = sum(not there for there in has_key.values())
    print(f"\n{len(readable)} cards flipped, {added} of them by a new line, each one line; flipped back to 0 bytes")


def other(card: Card, path: FieldPath, field: Field | None) -> Value:
    """Another value that the field takes, as the form would send it."""
    value = card.get(path)
    match (field or guess_field(str(path[-1]), value)).type:
        case FieldType.BOOLEAN:
            return not value
        case FieldType.INTEGER | FieldType.NUMBER:
            return value + 1 if isinstance(value, int) else 7
        case FieldType.DATETIME:
            return "2020-02-29T12:00:00Z"
        case FieldType.DURATION:
            return "PT1H30M"
        case FieldType.URL:
            return "https://harbourtimes.example/other?a=1&b=2#c"
        case _:
            return "Other: “text” #1"
