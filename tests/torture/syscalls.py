"""Every system call of a flow made to fail, once and from there on, and killed at: by `strace --inject`, on Linux.

A flow is traced once, which tells its calls that touch its folder. Then each case is a fresh child to which strace is
attached before it begins, so a call's number counts from the beginning of the flow.
"""

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from tests.torture.children import PATIENCE, Child, Ended
from tests.torture.figures import Figure
from tests.torture.flows import BATCH, MERGE, REMEMBER, SAVE, SET, SETTLE, TYPING, Flow, in_pieces, up_to

CARDS = {SAVE: 1, SET: 3, MERGE: 1, BATCH: 3, SETTLE: 4, TYPING: 2, REMEMBER: 3}
"""The flows, and how many cards each works on."""

ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "EINTR", "ESTALE", "ENOMEM")

_CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)")
_WORKING_FOLDER = re.compile(r"AT_FDCWD<[^>]*>")
ROOT = Path(__file__).parents[2]
_CHANGING = ("openat", "write", "fsync", "ftruncate", "rename", "unlink", "mkdir", "fchown", "chmod", "fsetxattr")


@dataclass(frozen=True, slots=True)
class Call:
    """The `number`-th call of this name since the flow began (from 1); `line` is strace's line of it."""

    name: str
    number: int
    line: str


def run(share: float, seed: int) -> Iterator[Figure]:
    """Tries this share of all cases of each flow, picked by the seed."""
    reason = why_not()
    if reason:
        yield Figure("system calls", 0, 0, f"skipped: {reason}")
        return
    for flow, cards in CARDS.items():
        yield fail_each_call(flow, share, seed, cards=cards)
    yield write_in_part(share)


def write_in_part(share: float) -> Figure:
    """Every flow on a system whose writes take a few bytes only, and on one where files cannot grow beyond a size."""
    wrong: list[str] = []
    tried = 0
    sizes = range(0, 1200, max(1, round(25 / share)))
    with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
        folder = Path(scratch) / "parts"
        for flow, cards in CARDS.items():
            for work in (*(partial(up_to, flow.work, size) for size in sizes), partial(in_pieces, flow.work, 7)):
                flow.make(folder, cards)
                with Child(work, folder, cards) as child:
                    ended = child.wait()
                tried += 1
                system = f"{work.func.__name__} {work.args[1]}"
                wrong += [f"{flow.name}, {system}: {what}" for what in flow.judge(folder, cards, ended)]
    return Figure("partial writes", tried, len(wrong), "; ".join(wrong[:5]))


def fail_each_call(flow: Flow, share: float, seed: int, *, cards: int, most: int = sys.maxsize) -> Figure:
    """Every call of the flow, with every error and a kill; or a share of these cases, at least one of each call.

    `most` bounds the number of cases all the same.
    """
    wrong: list[str] = []
    met = 0
    with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
        folder = Path(scratch) / "calls"
        flow.make(folder, cards)
        calls = touching(folder, traced(flow, folder, cards)[1])
        dice = random.Random(f"{seed} {flow.name}")
        faults = faults_of(calls, share, dice)
        faults = dice.sample(faults, min(most, len(faults)))
        for fault in faults:
            flow.make(folder, cards)
            try:
                ended, trace = traced(flow, folder, cards, "-e", f"inject={fault}")
            except TimeoutError as error:
                wrong.append(f"{flow.name}, {fault}: {error}")
                continue
            if ended.crash and any("(INJECTED)" in call.line and _is_the_programs_own(call) for call in trace):
                ended = replace(ended, crash="", killed=True)  # it may end of that, as if it were killed
            met += ended.killed or any("(INJECTED)" in call.line for call in trace)
            wrong += [f"{flow.name}, {fault}: {what}" for what in flow.judge(folder, cards, ended)]
    note = f"{len(calls)} calls, {met:,} cases met one"
    return Figure(f"system calls, {flow.name}", len(faults), len(wrong), "; ".join([note, *wrong[:5]]))


def faults_of(calls: Sequence[Call], share: float, dice: random.Random) -> list[str]:
    """The cases, in the words of strace: each call by each error, once and from there on, and a kill at each.

    Then all calls that change files, from a number on.

    An interrupted call is tried again by Python as long as it is interrupted, so that comes once only.
    """
    faults: list[str] = []
    for call in calls:
        ways = [f"error={error}:when={call.number}" for error in ERRORS]
        ways += [f"error={error}:when={call.number}+" for error in ERRORS if error != "EINTR"]
        ways.append(f"signal=KILL:when={call.number}")
        few = dice.sample(ways, max(1, round(len(ways) * share)))
        faults += [f"{call.name}:{way}" for way in few]
    most = max(Counter(call.name for call in calls).values())
    names = ",".join(sorted({call.name for call in calls} & set(_CHANGING)))
    dying = [f"{names}:error={error}:when={n}+" for n in range(1, most + 1) for error in ("EIO", "ENOSPC")]
    return faults + dice.sample(dying, max(1, round(len(dying) * share)))


def traced(flow: Flow, folder: Path, cards: int, *options: str) -> tuple[Ended, list[Call]]:
    """Runs the flow under strace with these options; how it ended, and its calls for files in their order.

    Raises TimeoutError when it does not end.
    """
    with (
        Child(flow.work, folder, cards, held=True) as child,
        tempfile.NamedTemporaryFile("r", prefix="newscards-") as log,
    ):
        call = ["strace", "-f", "-y", "-s", "80", "-e", "trace=%file,%desc", "-e", "signal=none"]
        call += [*options, "-o", log.name, "-p", str(child.pid)]
        with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr is not None
            line = strace.stderr.readline()
            if "attached" not in line:
                raise OSError(f"strace cannot look into a process here: {line.strip()}")
            child.go()
            ended = child.wait(PATIENCE)
            strace.communicate(timeout=PATIENCE)
        return ended, list(_calls(log.read()))


def _calls(trace: str) -> Iterator[Call]:
    count: Counter[str] = Counter()
    for line in trace.splitlines():
        found = _CALL.match(line)
        if found:
            count[found[1]] += 1
            yield Call(found[1], count[found[1]], line)


def _is_the_programs_own(call: Call) -> bool:
    """Whether it is for a file of the program or of Python, none of which is what a flow is about."""
    line = _WORKING_FOLDER.sub("", call.line)
    return any(folder in line for folder in (str(ROOT), sys.prefix, sys.base_prefix))


def touching(folder: Path, calls: Sequence[Call]) -> list[Call]:
    """Those that name something in the folder."""
    return [call for call in calls if str(folder) in call.line]


@cache
def why_not() -> str:
    """Why system calls cannot be made to fail here, "" where they can."""
    if sys.platform != "linux":
        return "strace is a program of Linux"
    if shutil.which("strace") is None:
        return "strace is not installed (on Debian and Ubuntu: apt-get install strace)"
    with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
        SAVE.make(Path(scratch) / "try", 1)
        try:
            traced(SAVE, Path(scratch) / "try", 1)
        except OSError as error:
            return str(error)
    return ""


def order_of(flow: Flow, folder: Path, cards: int) -> list[str]:
    """What saving does to the disk, as strace sees it: names of calls with what they are about."""
    told = {"temp": ".newscards-", "card": ".md", "batch": ".batch"}
    found = []
    for call in touching(folder, traced(flow, folder, cards)[1]):
        about = [word for word, name in told.items() if name in call.line] or ["folder"]
        if call.name in ("write", "fsync", "rename", "unlink", "fadvise64") or (
            call.name == "openat" and "O_CREAT" in call.line
        ):
            found.append(f"{call.name} {' to '.join(about)}")
        elif call.name == "openat" and about == ["folder"]:
            found.append("openat folder")
    return found
