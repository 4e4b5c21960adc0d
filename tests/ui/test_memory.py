import os
import subprocess
import sys

import pytest

from editor.ui import memory

_SHARE = """
import pathlib
from editor.ui.memory import give_back_all, give_back_large

def held():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1])

give_back_large()
for _ in range(3):
    pieces = [bytearray(2_000_000) for _ in range(20)]  # the second time, glibc alone would keep them
    last = bytearray(2_000_000)
    del pieces
    give_back_all()
    print(held())
"""


@pytest.mark.skipif(sys.platform != "linux" or "CS_GNU_LIBC_VERSION" not in os.confstr_names, reason="asks glibc")
def test_large_pieces_go_back_to_the_system():
    said = subprocess.run([sys.executable, "-c", _SHARE], stdout=subprocess.PIPE, check=True).stdout
    first, *later = map(int, said.split())
    assert max(later) - first < 1000  # pages, of 10,000 that were used


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory.sys, "platform", "darwin")
    monkeypatch.setattr(memory.ctypes, "CDLL", pytest.fail)
    memory.give_back_large()
    memory.give_back_all()
