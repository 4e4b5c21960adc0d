"""The session: what is open, the way from the window to the cards, and the history of what was changed."""

from editor.ui.session.session import Session

__all__ = ["Session"]
