"""Where the time of a group goes, in all of its processes."""

import contextlib
import os
import pstats
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SHOWN = 40  # functions


@contextlib.contextmanager
def profiled() -> Iterator[None]:
    """Processes started meanwhile are profiled; in the end prints what those that have ended did, all added up.

    Each kind by itself: programs and the group's own process, and workers that they shared their work with.
    """
    before = os.environ.get("PYTHONPATH", "")
    with tempfile.TemporaryDirectory(prefix="newscards-profile-") as folder:
        os.environ["NEWSCARDS_PROFILE"] = folder
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(Path(__file__).with_name("profiled")), before)))
        try:
            yield
        finally:
            del os.environ["NEWSCARDS_PROFILE"]
            os.environ["PYTHONPATH"] = before
        for kind in ("process", "worker"):
            files = sorted(map(str, Path(folder).glob(f"{kind}-*.prof")))
            if files:
                print(f"{len(files)} × {kind}")
                pstats.Stats(*files).strip_dirs().sort_stats("tottime").print_stats(_SHOWN)
