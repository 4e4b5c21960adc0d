"""A site, a server and a picture service for the panes' tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.model.card.card import Card, read_card
from editor.model.card.schema import Schemas, load_schemas
from editor.ui.pictures import PictureService
from editor.ui.tasks import Tasks
from tests.helpers.picture_server import PictureServer


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return load_schemas()


@pytest.fixture
def card(schemas: Schemas) -> Callable[..., Card]:
    """Makes a card of front matter and body."""

    def make(front_matter: str, body: str = "", *, card_id: str = "_news/ferry.md") -> Card:
        made = read_card(card_id, f"---\n{front_matter}\n---\n{body}", schemas)
        assert made.error is None
        return made

    return make


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with PictureServer() as server:
        yield server


@pytest.fixture
def pictures(qtbot, tasks: Tasks, tmp_path: Path) -> Iterator[PictureService]:
    service = PictureService(tasks, tmp_path / "cache", local=lambda url: None)
    yield service
    service.close()
    service.deleteLater()
