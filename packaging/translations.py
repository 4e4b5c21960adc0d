"""Brings the English plurals up to date with the code: `make translations`.

The words in the code are English already, but “%n card(s)” needs to become “1 card” and “2 cards”. A translator for
another language starts from a full `pyside6-lupdate` of the same files.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGLISH = ROOT / "resources" / "translations" / "newscards_en.ts"
_MESSAGE = re.compile(r"<source>([^<]*)</source>\s*<translation.*?</translation>", re.DOTALL)


def main() -> None:
    """Read the code, fill in both forms, compile."""
    tools = Path(sys.executable).parent
    sources = sorted(str(path) for path in (ROOT / "editor" / "ui").rglob("*.py"))
    update = ["-silent", "-pluralonly", "-no-obsolete", "-locations", "none", *sources, "-ts", str(ENGLISH)]
    subprocess.run([tools / "pyside6-lupdate", *update], check=True)
    text = ENGLISH.read_text(encoding="utf-8")
    ENGLISH.write_text(_MESSAGE.sub(_filled, text), encoding="utf-8")
    subprocess.run([tools / "pyside6-lrelease", "-silent", str(ENGLISH)], check=True)


def _filled(message: re.Match[str]) -> str:
    source = message[1]
    forms = "".join(f"<numerusform>{source.replace('(s)', ending)}</numerusform>" for ending in ("", "s"))
    return f"<source>{source}</source>\n        <translation>{forms}</translation>"


if __name__ == "__main__":
    main()
