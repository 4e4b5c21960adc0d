"""Shows the editor's empty window and prints a dot when it is painted. A process of its own: `starting` runs it."""

import sys
from pathlib import Path

from editor.ui.settings import Settings
from editor.ui.start import starting

scratch = Path(sys.argv[1])
with starting():  # as the program does it
    from editor.ui.app import build, make_application
    from tests.benchmarks.windows import PaintOf

    app = make_application(sys.argv[:1])
    parts = build(app, Settings(scratch / "settings.ini"), scratch / "pictures", scratch / "state")
    PaintOf(parts.window, lambda: print(".", end="", flush=True))
    parts.window.show()
app.exec()
