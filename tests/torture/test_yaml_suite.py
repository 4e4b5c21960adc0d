"""The official YAML test suite where it is at hand, and the corpus judged in the same way."""

from pathlib import Path

import pytest

from editor.model.text.document import Document
from tests.torture.edits import READERS, Edit, Judge
from tests.torture.inputs import CORPUS, made_up
from tests.torture.yaml_suite import HOW_TO_GET_IT, as_front_matter, as_value, find, judge_all, read


def test_a_sample_of_the_suite_is_edited_exactly_or_refused():
    folder = find()
    if folder is None:
        pytest.skip(HOW_TO_GET_IT)
    [figure] = judge_all(read(folder), 0.03, seed=1)
    assert figure.bad == 0, figure.note
    assert figure.tried > 200


def test_so_are_our_own_cards_and_made_up_ones():
    ours = [file.read_text(encoding="utf-8").removeprefix("\ufeff") for file in sorted(CORPUS.glob("*.md"))]
    [figure] = judge_all([*ours, *(card.decode().removeprefix("\ufeff") for card in made_up(20, seed=1))], 0.06, seed=1)
    assert figure.bad == 0, figure.note
    assert figure.tried > 50


@pytest.mark.parametrize("wrap", [as_front_matter, as_value])
def test_a_case_is_a_card_with_the_same_values(wrap):
    document = Document.parse(wrap("a: |\n  x\n\nb: [1]"))
    assert document.get(() if wrap is as_front_matter else ("value",)) == {"a": "x\n", "b": [1]}


def test_cases_are_read_from_the_modules_of_the_package(tmp_path: Path):
    cases = '[{"yaml": "a: 1\\n"}, {"yaml": "[", "fail": true}]'
    module = f'// Generated file\n\nexport default {{\n  "id": "A",\n  "cases": {cases}\n}}\n'
    (tmp_path / "A.js").write_text(module, encoding="utf-8")
    (tmp_path / "index.js").write_text("export {default as $A} from './A.js'\n", encoding="utf-8")
    assert read(tmp_path) == ["a: 1\n", "["]


class Careless:
    """A document whose edits change something else as well."""

    def __init__(self, text: str, edited: str) -> None:
        self._document, self._edited = Document.parse(text), edited

    def __getattr__(self, name: str) -> object:
        return getattr(self._document, name)

    def set(self, path: object, value: object, **_: object) -> Document:
        return Document.parse(self._edited)


@pytest.mark.parametrize(
    ("edited", "kind"),
    [
        ("---\na: new\nb: 1 # c\n---\n", "wrong"),  # set back, this gives the first bytes no more
        ("---\na: new\nb: 2\n---\n", "wrong"),
        ("---\na: new\n---\n", "wrong"),
        ("---\na: new\nb: 1\n--- \n", "wrong"),
        ("---\na: other\nb: 1\n---\n", "wrong"),
        ("---\na: new\nb: 1\n---\n", "exact"),
    ],
)
def test_an_edit_that_changes_anything_else_is_found_out(edited: str, kind: str):
    judge = Judge(Careless("---\na: old\nb: 1\n---\n", edited), READERS)
    assert judge.verdict(Edit("set", (("a",), "new"))).kind == kind
