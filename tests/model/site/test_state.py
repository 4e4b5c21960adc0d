import sys
from pathlib import Path

import pytest

from editor.model.site.state import state_folder


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own place")
def test_the_state_is_where_the_user_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder() == tmp_path / "newscards"
