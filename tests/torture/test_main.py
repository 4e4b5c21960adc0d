"""The table and the exit code; and the group for which more must be installed says so."""

import pytest

from tests.torture import __main__ as torture
from tests.torture import coverage_guided
from tests.torture.figures import Figure


@pytest.mark.parametrize("bad", [0, 2])
def test_a_broken_promise_is_the_exit_code_and_can_be_repeated(
    bad: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    groups = {"kills": lambda scale, seed: iter([Figure("kill -9", int(1000 * scale), bad, f"seed was {seed}")])}
    monkeypatch.setattr(torture, "GROUPS", groups)
    monkeypatch.setattr("sys.argv", ["torture", "--only", "kills", "--scale", "2", "--seed", "7"])
    assert torture.main() == (1 if bad else 0)
    out = capsys.readouterr().out
    assert f"| kill -9 | 2,000 | {bad}   | 0       | seed was 7 |" in out
    assert "--only kills --scale 2 --seed 7" in out


def test_inputs_that_are_guided_by_coverage_come_only_where_atheris_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    [figure] = coverage_guided.run(10, 1)
    assert (figure.tried, figure.bad) == (0, 0)
    assert "Atheris is not installed" in figure.note
