"""What every test stands on: no screen, no network, no files of the user."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
