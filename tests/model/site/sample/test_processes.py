import os
import signal
from pathlib import Path

import pytest

from editor.model.site.sample.processes import cores, spreading
from editor.model.text.errors import EditorError


def test_results_come_in_the_order_of_the_pieces():
    with spreading(2) as spread:
        assert list(spread(abs, range(-20, 20))) == list(map(abs, range(-20, 20)))


def test_it_is_not_this_process_that_works():
    with spreading(1) as spread:
        assert os.getpid() not in set(spread(_own_number, range(3)))


def test_what_goes_wrong_in_a_process_goes_wrong_here():
    with pytest.raises(ZeroDivisionError), spreading(1) as spread:
        list(spread(divmod_by, [1, 0]))


def test_left_early_it_comes_to_an_end(tmp_path):
    paths = [tmp_path / str(number) for number in range(500)]
    with spreading(1) as spread:
        assert next(iter(spread(Path.touch, paths))) is None
    assert len(list(tmp_path.iterdir())) < 500


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_process_that_is_killed_is_a_sentence():
    with pytest.raises(EditorError, match="ended from outside"), spreading(1) as spread:
        list(spread(_end, [0]))


def test_there_is_at_least_one_core():
    assert cores() >= 1


def _own_number(_: int) -> int:
    return os.getpid()


def divmod_by(number: int) -> tuple[int, int]:
    return divmod(1, number)


def _end(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
