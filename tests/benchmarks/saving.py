"""Saving one card, and publishing many in one step."""

import os
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path

from editor.model.card.edits import SetValue
from editor.model.card.schema import load_schemas
from editor.model.site import store
from editor.model.site.bulk import standing, work_out
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.saving import write_cards
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
    site = open_site(multiplied(place.site, place.scratch / "site", count))
    library = Library(site, load_schemas())
    values = cycle((True, False))
    texts: Mapping[str, str] = {}

    def ours() -> None:  # as the window does, where each of these has a thread of its own
        nonlocal texts
        edits = (SetValue(("published",), next(values)),)
        bulk = work_out((standing(site, card_id) for card_id in library.ids()), edits, library.schemas)
        texts = {card_id: version.text for card_id, version in bulk.after.items()}
        library.apply(texts)
        written = write_cards(site, library.schemas, library.pending(texts), state=place.scratch / "state")
        assert library.finish(written).is_complete

    def bare() -> None:  # what ours wrote last, so that the library still knows the files
        for card_id, text in texts.items():
            bare_write(site.root / card_id, text.encode())

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
