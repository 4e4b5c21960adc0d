"""A small made-up site on the disk."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from editor.model.card.schema import Schemas, load_schemas
from tests.helpers.harbour_site import CAFE, CONFIG, FERRY, PLAIN, Write


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return load_schemas()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files below a folder, and return it."""
    root = tmp_path / "site"
    root.mkdir()

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write_files


@pytest.fixture
def harbour(write: Write) -> Path:
    """The site of `tests/helpers/harbour_site.py`, with a picture and a file that is no card."""
    return write(
        {
            "_config.yml": CONFIG,
            "_news/2024-05-01-ferry.md": FERRY,
            "_news/2023-11-20-cafe.md": CAFE,
            "_learning/plain.md": PLAIN,
            "assets/images/harbour.png": b"not a real picture",
            "README.md": "# Harbour Times\n",
        }
    )
