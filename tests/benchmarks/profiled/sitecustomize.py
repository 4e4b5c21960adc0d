"""Python loads this by itself where it stands on the path: every process of a profiled group, workers too.

What each of their threads did is written to the folder that NEWSCARDS_PROFILE names.
"""

import cProfile
import os
import pstats
import sys
import threading
from multiprocessing import util
from pathlib import Path

_FOLDER = os.environ.get("NEWSCARDS_PROFILE", "")
_profiles = [cProfile.Profile()]


def _begin(*_: object) -> None:
    """The first call in a new thread."""
    sys.setprofile(None)
    profile = cProfile.Profile()
    _profiles.append(profile)
    profile.enable()


def _end() -> None:
    threading.setprofile(None)
    stats = pstats.Stats(_profiles[0])
    for profile in _profiles[1:]:
        stats.add(profile)
    kind = "process" if "--multiprocessing-fork" not in sys.orig_argv else "worker"
    folder = Path(_FOLDER)
    if folder.is_dir():  # multiprocessing's own helper ends after the run
        stats.dump_stats(folder / f"{kind}-{os.getpid()}.prof")


if _FOLDER:
    util.Finalize(None, _end, exitpriority=0)  # workers do not come by `atexit`
    threading.setprofile(_begin)
    _profiles[0].enable()
