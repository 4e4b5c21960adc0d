"""Cards read from their files to blocks, on all cores."""

import contextlib
import gc
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site.apart import Apart
from editor.model.site.block_reader import BlockReader
from editor.model.site.layout import Site

FEW = 1000
"""Cards that are read at once, in the thread that asks; more are worth processes of their own."""

_FIRST = 100  # cards of the first blocks, so that the top of the list is there at once
_AT_ONCE = 500  # cards of a block
_CORES = os.cpu_count() or 1

_IDS, _PARTS, _ERRORS = "\0", "\0\0", "surrogatepass"  # to pickle 100,000 ids would hold Python's lock for 50 ms


def read_blocks(site: Site, schemas: Schemas, ids: Sequence[CardId]) -> Iterator[bytes]:
    """The rows of these cards as encoded blocks, in this order: many cards in as many processes as there are cores."""
    if len(ids) <= FEW:
        for part in _parts(ids):
            yield read_block(site, schemas, part)
        return
    begin, parts = ids[:_FIRST], list(_parts(ids[_FIRST:]))
    yield read_block(site, schemas, begin)  # the processes take longer to start than this
    cores = min(_CORES, len(parts))
    workers, orders = zip(*[_reading_apart(site, schemas) for _ in range(cores)], strict=True)
    try:
        for number, order in enumerate(orders):
            with order, contextlib.suppress(OSError):  # it has died: its cards will be read here
                order.send_bytes(_PARTS.join(map(_IDS.join, parts[number::cores])).encode(errors=_ERRORS))
        for number, part in enumerate(parts):
            yield workers[number % cores].next() or read_block(site, schemas, part)
    finally:
        for worker in workers:
            worker.stop()


def _reading_apart(site: Site, schemas: Schemas) -> tuple[Apart[Site, Schemas, Connection], Connection]:
    """A process that reads, and where it is told which parts.

    They are no argument: to hand over that much waits until a process has started, and all should start at once.
    """
    told, order = multiprocessing.Pipe(duplex=False)
    with told:
        return Apart(_read_parts, site, schemas, told), order


def _read_parts(site: Site, schemas: Schemas, told: Connection) -> Iterator[bytes]:
    """The blocks that a process of its own reads."""
    gc.disable()  # nothing here goes round in a circle
    reader = BlockReader(site, schemas)
    with contextlib.suppress(EOFError):  # who would have told has died
        for part in told.recv_bytes().decode(errors=_ERRORS).split(_PARTS):
            yield reader.read(part.split(_IDS)).encode()


def read_block(site: Site, schemas: Schemas, ids: Sequence[CardId]) -> bytes:
    """The rows of these cards as they are on the disk, as an encoded block. Any thread or process; never raises."""
    return BlockReader(site, schemas).read(ids).encode()


def _parts(ids: Sequence[CardId]) -> Iterator[Sequence[CardId]]:
    begin, length = 0, _FIRST
    while begin < len(ids):
        yield ids[begin : begin + length]
        begin, length = begin + length, min(length * 2, _AT_ONCE)
