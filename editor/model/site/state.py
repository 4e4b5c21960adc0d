"""Where this user's own state is kept: what must outlive a crash, and is none of the site's."""

from pathlib import Path

from platformdirs import user_state_path


def state_folder() -> Path:
    """The folder for it; it need not exist."""
    return user_state_path("newscards", appauthor=False)
