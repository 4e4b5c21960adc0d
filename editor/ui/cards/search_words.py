"""What the words of the search language mean, in the user's language."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def word_notes() -> dict[str, str]:
    """The words that stand before a colon without being fields of cards, and what they ask for."""
    return {
        "is": translate("search", "a state of the card"),
        "has": translate("search", "a field is filled"),
        "no": translate("search", "a field is empty or missing"),
        "re": translate("search", "a pattern in a field"),
        "file": translate("search", "name of the file"),
        "problems": translate("search", "how many problems the card has"),
        "error": translate("search", "why a card cannot be read"),
    }


def state_notes() -> dict[str, str]:
    """The states of a card."""
    return {
        "published": translate("search", "has a page on the site"),
        "unpublished": translate("search", "waits without a page"),
        "broken": translate("search", "cannot be read"),
        "unsaved": translate("search", "differs from its file"),
        "changed": translate("search", "differs from the last commit"),
        "duplicate": translate("search", "tells the same story as another card"),
        "new": translate("search", "came since your last look"),
    }
