from pathlib import Path

from editor.model.site.errors import ChangedOnDisk, StoreError
from editor.model.text.errors import EditorError


def test_an_error_is_a_sentence_and_knows_its_file():
    error = ChangedOnDisk("The card was changed.", Path("a.md"))
    assert (str(error), error.path) == ("The card was changed.", Path("a.md"))
    assert isinstance(error, StoreError)
    assert isinstance(error, EditorError)
