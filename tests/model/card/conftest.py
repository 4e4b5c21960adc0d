"""Cards to test with, all made up."""

from collections.abc import Callable

import pytest

from editor.model.card.card import Card, read_card
from editor.model.card.schema import Schemas, load_schemas

STORY = """\
---
category: news
title: "Harbour opens its first floating library"
excerpt: "Readers can borrow books by boat from Monday."
publishedDateTime: 2024-05-01T10:00:00Z
webUrl: "https://harbourtimes.example/library"
type: article
quality: 73
heat: -1
published: false

provider:
  name: Harbour Times
  domain: harbourtimes.example
  images:
    - url: "/assets/images/organizations/harbourtimes.example-50x50.jpg"
      width: 50
      height: 50

topics:
  - Books
  - Boats

images:
  - url: "https://pictures.harbourtimes.example/library.jpg"
    width: 600
    height: 338
    isCached: true

related:
  - title: "A library sets sail"
    publishedDateTime: 2024-05-01T09:30:00Z
    webUrl: "https://lanternpost.example/library"
    type: article
    provider:
      name: Lantern Post
      domain: lanternpost.example
    quality: 54
    images:
      - url: "https://lanternpost.example/sail.png"
        width: 1024
        height: 683

secured: "c2VhbA=="
---

"""


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return load_schemas()


@pytest.fixture(scope="session")
def read(schemas: Schemas) -> Callable[..., Card]:
    """Reads a card from its front matter (or from a whole text that begins with a fence)."""

    def read_it(text: str, card_id: str = "_news/2024-05-01-library.md") -> Card:
        return read_card(card_id, text if text.startswith("---") else f"---\n{text}---\n", schemas)

    return read_it


@pytest.fixture(scope="session")
def story(read: Callable[..., Card]) -> Card:
    return read(STORY)
