"""Opens a site in the window, prints the moments (as time.time() has them) of its steps, and ends.

A process of its own: `opening` and `growth` run it, with the site and a folder for what the editor keeps.
"""

import contextlib
import os
import sys
import time
from pathlib import Path

from editor.model.card.schema import load_schemas
from editor.model.site.opening import find_site
from editor.ui.start import starting
from editor.ui.tasks import Tasks

_STATE = Path("/proc/self/statm")


def main(site: Path, scratch: Path, cards: int) -> None:
    """Moments: the window is painted, the first rows are, all cards can be searched; then the bytes held."""
    moments: dict[str, float] = {}

    def reach(step: str) -> None:
        moments.setdefault(step, time.time())

    def on_reading(read: int, of: int) -> None:
        if read == of and parts.session.counts().all == cards:
            reach("all")

    with contextlib.ExitStack() as stack:
        schemas, tasks = load_schemas(), Tasks()  # and so on, as the program does it
        tasks.read(lambda: find_site(site, schemas, scratch / "index"), done=lambda found: parts.session.take_up(found))
        with starting():
            from tests.benchmarks.windows import PaintOf, settle, shown_window, wait_until

            parts = stack.enter_context(shown_window(scratch, schemas, tasks))
        reach("window")
        the_list = parts.window.list.cards
        PaintOf(the_list.viewport(), lambda: reach("rows"), lambda: the_list.model().rowCount() > 0)
        parts.session.reading.connect(on_reading)
        wait_until(lambda: {"rows", "all"} <= moments.keys())
        assert len(parts.session.find("", "date", descending=True)) == cards
        settle(parts)
        held = int(_STATE.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if _STATE.exists() else 0
        print(moments["window"], moments["rows"], moments["all"], held, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
