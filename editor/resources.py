"""Where the files that ship with the editor are: schemas, icons, themes, translations."""

from pathlib import Path

_INSTALLED = Path(__file__).with_name("_resources")  # in a wheel or a frozen folder
_CHECKOUT = Path(__file__).parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """The path of a shipped file or folder, in a checkout as well as in an installed package."""
    base = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return base.joinpath(*parts)
