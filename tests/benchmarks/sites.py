"""Sites of any size for benchmarks."""

import shutil
from pathlib import Path
from random import Random

from editor.model.site.sample import write_sample
from editor.model.site.sample.processes import spreading


def made(folder: Path, cards: int) -> Path:
    """What `newscards sample` writes, but for the cards with mistakes: other programs give up at the first of them."""
    if not folder.exists():
        with spreading() as spread:
            write_sample(folder, cards=cards, flaws=False, spread=spread)
    return folder


def multiplied(site: Path, folder: Path, cards: int) -> Path:
    """A site of that many cards, made of copies of the cards of `site`: writing copies is faster than making up."""
    folder.mkdir()
    originals = sorted(path for path in site.rglob("*.md") if "_data" not in path.parts)
    Random(1).shuffle(originals)  # few cards are of all kinds too
    for number in range(cards):
        original = originals[number % len(originals)]
        place = folder / original.relative_to(site).parent
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}-{original.name}").write_bytes(original.read_bytes())
    shutil.copy(site / "_config.yml", folder)
    return folder
