"""How wide text is in a terminal."""

import unicodedata


def columns(text: str) -> int:
    """How many columns a terminal needs: two for wide characters, none for accents that stand on the one before."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
