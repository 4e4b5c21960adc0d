import os
from array import array

from editor.model.site.stamp import NO_STAMP, as_column, stamp_from


def test_a_column_has_four_numbers_for_each_stamp():
    assert array("q", as_column([(1, 2, 3, 4), None])).tolist() == [1, 2, 3, 4, *NO_STAMP]


def test_numbers_that_are_too_large_for_a_column_still_tell():
    times = {"st_mtime_ns": 2**63 + 7, "st_ctime_ns": 2**63 - 1}
    stamp = stamp_from(os.stat_result((0o100644, 2**64 - 1, 0, 1, 0, 0, 5, 0, 0, 0), times))
    assert stamp == (2**63 - 1, 5, 7, 2**63 - 1)
    assert array("q", as_column([stamp])).tolist() == [*stamp]
