"""What a search finds among rows that are at hand."""

from collections.abc import Iterable

import numpy as np

from editor.model.site.block import Block
from editor.model.site.columns import Columns
from editor.model.site.query import NO_MARKS, Marks, Query
from editor.model.site.query_nodes import Node, narrowed
from editor.model.site.steps import run
from editor.model.site.summary import Row


def matching(query: Query | Node, rows: Iterable[Row], marks: Marks = NO_MARKS) -> list[Row]:
    """The rows that it finds, in their order."""
    kept, columns = list(rows), Columns()
    taken = columns.take(Block.of(kept, [None] * len(kept)))  # which takes rows of the same id, too
    slots = np.array(taken, np.int32)
    node = query.node if isinstance(query, Query) else query
    return [kept[slot] for slot in run(narrowed(node, columns, marks, slots))]
