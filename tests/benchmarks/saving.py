"""Saving one card, and publishing many in one step."""

import os
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path

from editor.model.card.edits import SetValue
from editor.model.card.schema import load_schemas
from editor.model.site import store
from editor.model.site.bulk import edit_cards
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from tests.benchmarks.harness import Goal, Line, Place, paired
from tests.benchmarks.sites import multiplied

_SAVES = 40


def save_one(place: Place) -> Iterator[Line]:
    """A durable save of one card; both ways write it again and again and end on the disk."""
    card = place.scratch / "card.md"
    texts = [b"---\ntitle: %d\n---\n" % number + b"Body of the story.\n" * 80 for number in range(2)]
    card.write_bytes(texts[0])

    def ours() -> None:
        digest = store.read(card).digest
        for number in range(_SAVES):
            digest = store.write(card, texts[number % 2], expected=digest).digest

    def bare() -> None:
        for number in range(_SAVES):
            bare_write(card, texts[number % 2])

    own, other = paired(ours, bare)
    yield Line("saving one card", own / _SAVES, other / _SAVES, "write, fsync, rename", Goal("times", 2), unit="ms")


def publish_all(place: Place) -> Iterator[Line]:
    """Half as many cards as the site has, from the edit to the last one on the disk; beside writing the same texts."""
    count = place.cards // 2
    root = multiplied(place.site, place.scratch / "site", count)
    library = Library(open_site(root), load_schemas())
    values = cycle((True, False))
    texts: Mapping[str, str] = {}

    def ours() -> None:
        nonlocal texts
        bulk = edit_cards(library, library.ids(), (SetValue(("published",), next(values)),))
        texts = {card_id: version.text for card_id, version in bulk.after.items()}
        library.apply(texts)
        assert not library.save(texts).failures

    def bare() -> None:  # what ours wrote last, so that the library still knows the files
        for card_id, text in texts.items():
            bare_write(root / card_id, text.encode())

    ours()  # now all are published, and from here on every step changes every card
    times = paired(ours, bare, rounds=2, warm=False)
    assert len(texts) == count
    yield Line(f"publishing {count:,} cards, written", *times, "bare loop of writes", Goal("times", 1.5))


def bare_write(path: Path, data: bytes) -> None:
    """The least that is atomic and durable."""
    beside = path.with_suffix(".tmp")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    beside.replace(path)
