from pathlib import Path

import pytest

from editor.model.card.card import read_card
from editor.model.card.schema import Schemas
from editor.model.site.index import Index
from editor.model.site.layout import open_site
from editor.model.site.summary import Row, summarise
from editor.model.site.vocabulary import Topic, Vocabulary, read_vocabulary
from tests.helpers.harbour_site import CAFE, CONFIG, FERRY, Write

FILES = {
    "_config.yml": CONFIG,
    "_data/topics/00-sea.yaml": "name: Sea\nshortname: Blue\nkeywords:\n  - ships\n  - 7\n",
    "_data/topics/01-city.yml": "name: City\nkeywords: none\n",
    "_data/topics/02-broken.yml": "name: [\n",
    "_data/topics/03-nameless.yml": "keywords: [a]\n",
    "_data/topics/notes.txt": "name: No\n",
    "_data/organizations/gullpost.md": (
        "---\ntaxonomy: organization\nname: Gull Post\ndomain: gullpost.example\n"
        "images:\n  - url: /assets/gull.png\n    width: 50\n    height: 50\n---\n"
    ),
    "_data/organizations/zeal.md": "---\nname: Zeal\n---\n",
}


@pytest.fixture
def index() -> Index:
    return Index()


@pytest.fixture
def vocabulary(write: Write, index: Index) -> Vocabulary:
    vocabulary = read_vocabulary(open_site(write(FILES)))
    vocabulary.count(index)
    return vocabulary


@pytest.fixture
def make(schemas: Schemas):
    def row(card_id: str, text: str) -> Row:
        return summarise(read_card(card_id, text, schemas))

    return row


def test_what_the_site_declares_comes_in_the_order_of_its_files(vocabulary: Vocabulary):
    assert vocabulary.topics() == ("Sea", "City")
    assert vocabulary.topic("Sea") == Topic("Sea", "Blue", ("ships", "7"))
    assert vocabulary.topic("City") == Topic("City")
    assert vocabulary.providers() == ("Gull Post", "Zeal")


def test_a_file_that_cannot_be_read_is_noted_and_the_others_count(vocabulary: Vocabulary):
    assert len(vocabulary.notes) == 1
    assert vocabulary.notes[0].startswith("02-broken.yml in ")
    assert vocabulary.notes[0].count(".") >= 2


def test_a_site_without_data_knows_nothing(tmp_path: Path):
    vocabulary = read_vocabulary(open_site(tmp_path))
    assert (vocabulary.topics(), vocabulary.providers(), vocabulary.notes) == ((), (), ())
    assert vocabulary.topic("Sea") == Topic("Sea")
    assert vocabulary.provider("Nobody") == {}


def test_use_comes_before_declaration(vocabulary: Vocabulary, index: Index, make):
    for row in (make("a", FERRY), make("b", CAFE), make("c", "---\ntitle: none\n---\n")):
        index.update([row])
    assert vocabulary.topics() == ("City", "Ferries", "Sea")
    assert vocabulary.providers() == ("Gull Post", "Harbour Times", "Zeal")


def test_a_card_counts_once_however_often_it_is_read_and_not_when_it_is_gone(
    vocabulary: Vocabulary, index: Index, make
):
    for _ in range(3):
        index.update([make("a", FERRY)])
    index.update([make("b", CAFE.replace("[City]", "[Sea]"))])
    index.update([make("c", CAFE.replace("[City]", "[Sea]"))])
    assert vocabulary.topics() == ("Sea", "City", "Ferries")
    index.update([make("a", FERRY.replace("  - Ferries\n", ""))])
    index.remove(["c"])
    index.remove(["unknown"])
    assert vocabulary.topics() == ("Sea", "City")
    index.remove(["a"])
    index.remove(["b"])
    assert vocabulary.topics() == ("Sea", "City")
    assert vocabulary.providers() == ("Gull Post", "Zeal")


def test_choosing_a_declared_provider_fills_in_what_the_site_declares(vocabulary: Vocabulary, index: Index, make):
    index.update([make("b", CAFE.replace("gullpost.example", "other.example"))])
    assert vocabulary.provider("Gull Post") == {
        "name": "Gull Post",
        "domain": "gullpost.example",
        "images": [{"url": "/assets/gull.png", "width": 50, "height": 50}],
    }
    assert vocabulary.provider("Zeal") == {"name": "Zeal"}


def test_choosing_another_fills_in_what_most_cards_have(vocabulary: Vocabulary, index: Index, make):
    index.update([make("a", FERRY)])
    index.update([make("b", FERRY.replace("domain: harbourtimes.example", "domain: old.example"))])
    index.update([make("c", FERRY)])
    assert vocabulary.provider("Harbour Times") == {
        "name": "Harbour Times",
        "domain": "harbourtimes.example",
        "images": [{"url": "https://harbourtimes.example/daily/assets/images/harbour.png", "width": 50, "height": 50}],
    }


def test_pictures_whose_sizes_cannot_be_told_apart_come_without(index: Index, make):
    vocabulary = Vocabulary()
    vocabulary.count(index)
    index.update(
        [
            make(
                "a",
                "---\nprovider:\n  name: Quay\n  images:\n    - url: a.png\n      width: 5\n    - url: b.png\n---\n",
            )
        ]
    )
    assert vocabulary.provider("Quay") == {"name": "Quay", "images": [{"url": "a.png"}, {"url": "b.png"}]}
    index.update([make("a", "---\nprovider: Quay\n---\n")])
    assert vocabulary.provider("Quay") == {"name": "Quay"}
