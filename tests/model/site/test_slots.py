"""Slots by the part."""

import numpy as np

from editor.model.site.slots import NO_SLOTS, parts


def test_all_slots_come_in_their_order_so_many_at_a_time():
    slots = np.array([4, 0, 2, 7, 1], np.int32)
    assert [part.tolist() for part in parts(slots, 2)] == [[4, 0], [2, 7], [1]]
    assert [part.tolist() for part in parts(slots)] == [[4, 0, 2, 7, 1]]
    assert list(parts(NO_SLOTS)) == []
