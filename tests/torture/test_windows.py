"""One window that is killed; how much is gone is a matter of speed, so here it is only that most of it is there."""

from pathlib import Path

from tests.torture import windows


def test_what_was_typed_into_a_window_is_there_after_a_kill(tmp_path: Path):
    lost, what = windows.killed(tmp_path, 4.0)
    assert lost < 3.5, what
    assert "nobody saved" not in what
