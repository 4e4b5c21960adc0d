"""Reads a site as the window does for the first time; as a program it prints how many cards, and seconds of its own.

It loads no more than the editor's own program, since each process that reads cards loads it again.
"""

import sys
import time
from pathlib import Path

from editor.model.card.schema import load_schemas
from editor.model.site.layout import open_site
from editor.model.site.reading import Rows, read_site


def read_all(root: Path) -> int:
    """Reads every card of a site, with nothing remembered from before; says how many there are."""
    pieces = read_site(open_site(root), load_schemas())
    return sum(len(piece.block) for piece in pieces if isinstance(piece, Rows))


if __name__ == "__main__":
    begun = time.perf_counter()
    print(read_all(Path(sys.argv[1])), time.perf_counter() - begun)
