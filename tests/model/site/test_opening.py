"""From a path to a library."""

from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site.errors import StoreError
from editor.model.site.opening import find_site


def test_a_folder_opens_its_site_with_its_words(harbour: Path, schemas: Schemas, tmp_path: Path):
    opened = find_site(harbour / "_news", schemas, tmp_path)
    assert opened.library.site.root == harbour
    assert opened.card == ""
    assert opened.vocabulary.topics() == ()


def test_a_card_is_remembered_as_what_was_asked_for(harbour: Path, schemas: Schemas, tmp_path: Path):
    assert find_site(harbour / "_news" / "2024-05-01-ferry.md", schemas, tmp_path).card == "_news/2024-05-01-ferry.md"


def test_a_file_that_is_no_card_opens_the_site_alone(harbour: Path, schemas: Schemas, tmp_path: Path):
    assert find_site(harbour / "_config.yml", schemas, tmp_path).card == ""


def test_what_is_not_there_is_said(harbour: Path, schemas: Schemas, tmp_path: Path):
    with pytest.raises(StoreError, match="nowhere"):
        find_site(harbour / "nowhere", schemas, tmp_path)
