"""The process of the coverage-guided inputs: python -m tests.torture.guided FOLDER, with libFuzzer's own options."""

import random
import sys

import atheris

with atheris.instrument_imports(include=["editor.model.text", "editor.model.card"], enable_loader_override=False):
    from tests.torture.mutants import look


def one(data: bytes) -> None:
    """Looks at an input; the same bytes get the same edit."""
    look(data, random.Random(data))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
