"""Replays made-up histories: a bot commits, an editor has edited the same card, and the two are merged each time.

What must come out is told by facts of its own (which value each version has where, as PyYAML reads it), not by the
editor's merge. Git's line merge is asked about the same three versions.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from editor.model.card.merge import Clash, ClashKind, Merge, Side, merge_cards
from editor.model.site.sample.dice import Dice
from tests.torture.bot_and_editor import Studio
from tests.torture.figures import Figure

Facts: TypeAlias = Mapping[tuple[str, ...], object]
"""What a version says, leaf by leaf; an item of a list stands under what it is known by."""

KEYS = {"images": "url", "related": "webUrl", "authors": "name"}
SETS = ("topics",)
STORY = (("webUrl",), ("provider", "name"))
MACHINE_S = ("heat", "quality", "secured")
GONE = "gone"
BODY = ("body",)


def run(histories: int, seed: int) -> Iterator[Figure]:
    """The figures of so many histories."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        git = GitMerge(Path(folder))
        studio = Studio(seed)
        for number in range(histories):
            replay(studio, number, git, tally)
        seen = (
            f"{tally['true conflicts']} true conflicts; git merge-file conflicts on {tally['git']} of {tally.merges} "
            f"({tally['git'] / max(1, tally.merges):.0%})"
        )
        yield Figure("merged changes of one side that were lost", tally.merges, tally["lost"], seen)
        yield Figure("conflicts about what only one side changed", tally.merges, tally["false conflicts"], tally.say())
        yield Figure("values that neither side has, or not by the rules", tally.merges, tally["wrong"])
        yield Figure("merged cards that cannot be read", tally.merges, tally["unreadable"])
        clashes = conflicts = 0
        for number in range(histories):
            base, mine, theirs = studio.flip_against_numbers(number)
            merge = merge_cards(*map(studio.read, (base, mine, theirs)), studio.schemas)
            clashes += bool(merge.clashes) or merge.card.text != studio.both(theirs, mine)
            conflicts += git.conflicts(base, mine, theirs)
        note = f"git merge-file conflicts on {conflicts} of {histories} ({conflicts / max(1, histories):.0%})"
        yield Figure("published flipped while heat and seal moved: not merged to the byte", histories, clashes, note)


@dataclass
class Tally:
    """How often what was seen; `examples` has the first of what must not be."""

    merges: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def __getitem__(self, what: str) -> int:
        return self.counts[what]

    def add(self, what: str, example: str = "") -> None:
        self.counts[what] += 1
        if example and len(self.examples) < 3:
            self.examples.append(f"{what}: {example}")

    def say(self) -> str:
        return "; ".join(self.examples)


@dataclass(frozen=True)
class GitMerge:
    """Git's own line merge, on files in a folder."""

    folder: Path

    def conflicts(self, base: str, mine: str, theirs: str) -> bool:
        for name, text in (("mine", mine), ("base", base), ("theirs", theirs)):
            (self.folder / name).write_bytes(text.encode())
        call = ["git", "merge-file", "-p", "-q", "mine", "base", "theirs"]
        return subprocess.run(call, cwd=self.folder, capture_output=True, check=False).returncode != 0


def replay(studio: Studio, number: int, git: GitMerge, tally: Tally) -> None:
    """One history: the bot's commits come in one by one, each merged with what the editor has by then."""
    dice = Dice(studio.seed, "replay", number)
    base = studio.card(number, dice)
    mine = studio.edited(base, dice)
    for _ in range(dice.between(2, 4)):
        theirs = studio.committed(base, number, dice)
        if dice.chance(0.3):
            mine = studio.edited(mine, dice)
        if theirs == base:
            continue
        tally.merges += 1
        before, ours, incoming = studio.read(base), studio.read(mine), studio.read(theirs)
        merge = merge_cards(before, ours, incoming, studio.schemas)
        judge(base, mine, theirs, merge, tally)
        if git.conflicts(base, mine, theirs):
            tally.add("git")
        if merge.clashes:
            tally.add("true conflicts")
            side = dice.pick((Side.MINE, Side.THEIRS))
            chosen = merge_cards(before, ours, incoming, studio.schemas, {clash.place: side for clash in merge.clashes})
            if chosen.clashes:
                tally.add("wrong", f"still asks about {chosen.clashes[0].place}")
            judge(base, mine, theirs, Merge(chosen.card, merge.clashes), tally)
            merge = chosen
        base, mine = theirs, merge.card.text


def judge(base: str, mine: str, theirs: str, merge: Merge, tally: Tally) -> None:
    """Counts what is wrong with a merge: by the facts of its versions, and what the rules say of them."""
    before, ours, incoming = facts(base), facts(mine), facts(theirs)
    try:
        result = facts(merge.card.text)
    except yaml.YAMLError as error:
        tally.add("unreadable", str(error))
        return
    swapped = [side for side in (ours, incoming) if is_swapped(before, side)]
    if swapped and any(ours.get(path) != incoming.get(path) for path in STORY):
        judge_swap(swapped, before, ours, incoming, result, merge, tally)
        return
    places = [clash.place or BODY for clash in merge.clashes]
    for clash in merge.clashes:
        if not is_true(clash, before, ours, incoming):
            tally.add("false conflicts", str(clash.place))
    removed = removed_items(before, ours, incoming)
    for path in {**before, **ours, **incoming, **result}:
        if any(path[: len(place)] == place for place in places):
            continue
        had, has, gets, got = (version.get(path, GONE) for version in (before, ours, incoming, result))
        if any(path[: len(item)] == item for item in removed):
            wanted: object = GONE
        elif had == has or path[-1] in MACHINE_S:
            wanted = gets if had != gets else has
        elif had == gets or has == gets:
            wanted = has
        else:
            tally.add("wrong", f"nobody was asked about {path}")
            continue
        if got != wanted:
            tally.add("lost" if (had == has) != (had == gets) else "wrong", f"{path}: {got!r}, not {wanted!r}")


def judge_swap(
    swapped: list[Facts], before: Facts, ours: Facts, incoming: Facts, result: Facts, merge: Merge, tally: Tally
) -> None:
    """A whole story against another, or against edits of the old one, is asked about as a whole, else it is taken."""
    others = [side for side in (ours, incoming) if side is not swapped[0]]
    in_vain = len(swapped) == 1 and all(path[-1] in MACHINE_S for path in changed(before, others[0]))
    asked = [clash.kind for clash in merge.clashes]
    if in_vain and asked:
        tally.add("false conflicts", "a story")
    elif in_vain and result != swapped[0]:
        tally.add("lost", "a story")
    elif not in_vain and asked != [ClashKind.STORY]:
        tally.add("wrong", "nobody was asked about two stories")
    elif result not in (before, ours, incoming):
        tally.add("wrong", "two stories are mixed")


def facts(text: str) -> Facts:
    """What a card says, and each line of its body."""
    _, front, body = text.split("---\n", 2)
    found: dict[tuple[str, ...], object] = dict(_facts((), yaml.load(front, yaml.CSafeLoader)))
    found.update({(*BODY, line): body.count(line) for line in body.split("\n") if line})
    return found


def _facts(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], object]]:
    key = KEYS.get(path[-1]) if path else None
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _facts((*path, name), item)
    elif isinstance(value, list) and key:
        for item in value:
            yield from _facts((*path, item[key]), item)
    elif isinstance(value, list) and path[-1] in SETS:
        yield from (((*path, item), "there") for item in value)
    else:
        yield path, (type(value), value)


def changed(before: Facts, after: Facts) -> list[tuple[str, ...]]:
    return [path for path in {**before, **after} if before.get(path, GONE) != after.get(path, GONE)]


def is_swapped(before: Facts, after: Facts) -> bool:
    return all(before[path] != after[path] for path in STORY)


def is_true(clash: Clash, before: Facts, ours: Facts, incoming: Facts) -> bool:
    """Whether both sides changed something there that no rule settles."""
    place = clash.place or BODY

    def below(version: Facts) -> Facts:
        return {path: value for path, value in version.items() if path[: len(place)] == place}

    base, mine, theirs = below(before), below(ours), below(incoming)
    by_mine, by_theirs = ({p for p in changed(base, side) if p[-1] not in MACHINE_S} for side in (mine, theirs))
    if place == BODY:  # the same line, or the first ones
        return bool(by_mine and by_theirs) and (not base or any(path in base for path in by_mine & by_theirs))
    both = any(mine.get(path, GONE) != theirs.get(path, GONE) for path in by_mine & by_theirs)
    return bool(by_mine and by_theirs) and (both or not mine or not theirs)


def removed_items(before: Facts, ours: Facts, incoming: Facts) -> list[tuple[str, ...]]:
    """Items that one side took out while the other moved at most the machine's numbers in them."""
    items = {path[:at] for path in before for at in range(2, len(path)) if path[at - 2] in KEYS}
    found = []
    for item in items:
        for side, other in ((ours, incoming), (incoming, ours)):
            is_gone = not any(path[: len(item)] == item for path in side)
            touched = [path for path in changed(before, other) if path[: len(item)] == item]
            if is_gone and all(path[-1] in MACHINE_S for path in touched):
                found.append(item)
    return found
