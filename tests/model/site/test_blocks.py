import multiprocessing
from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site import blocks
from editor.model.site.block import Block
from editor.model.site.blocks import read_blocks
from editor.model.site.layout import Site, find_cards, open_site


@pytest.fixture
def site(harbour: Path) -> Site:
    return open_site(harbour)


def test_many_cards_are_read_by_processes_in_the_same_order(
    site: Site, schemas: Schemas, monkeypatch: pytest.MonkeyPatch
):
    ids = tuple(find_cards(site)) * 70
    at_once = [each for data in read_blocks(site, schemas, ids) for each in Block.decode(data).ids]
    monkeypatch.setattr(blocks, "FEW", 10)
    in_processes = [Block.decode(data) for data in read_blocks(site, schemas, ids)]
    assert [each for block in in_processes for each in block.ids] == at_once == list(ids)
    assert len(in_processes) > 1


def test_a_process_that_dies_leaves_its_cards_to_this_one(
    site: Site, schemas: Schemas, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(blocks, "FEW", 10)
    ids = tuple(find_cards(site)) * 70
    pieces = read_blocks(site, schemas, ids)
    read = [each for _ in range(2) for each in Block.decode(next(pieces)).ids]
    processes = multiprocessing.active_children()
    assert processes
    for process in processes:
        process.kill()
    read += (each for data in pieces for each in Block.decode(data).ids)
    assert read == list(ids)


def test_no_process_is_left_behind_when_nobody_reads_on(site: Site, schemas: Schemas, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blocks, "FEW", 10)
    pieces = read_blocks(site, schemas, tuple(find_cards(site)) * 200)
    next(pieces)
    next(pieces)
    assert multiprocessing.active_children()
    pieces.close()  # type: ignore[attr-defined]  # it is a generator
    assert multiprocessing.active_children() == []
