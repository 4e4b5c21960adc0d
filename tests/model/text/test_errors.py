import pickle

from editor.model.text.errors import EditorError, EditRefused, Unreadable


def test_an_unreadable_text_names_its_line():
    error = Unreadable("this quote is never closed", line=7, column=3)
    assert str(error) == "line 7: this quote is never closed"
    assert (error.reason, error.line, error.column) == ("this quote is never closed", 7, 3)
    assert str(Unreadable("no line known")) == "no line known"


def test_a_refusal_names_its_place():
    error = EditRefused("this is a merge key", ("a", "<<"))
    assert str(error) == "this is a merge key"
    assert error.path == ("a", "<<")
    assert isinstance(error, EditorError)


def test_errors_can_be_copied_to_another_process():
    refused = pickle.loads(pickle.dumps(EditRefused("why", ("a",))))
    assert (str(refused), refused.path) == ("why", ("a",))
    copy = pickle.loads(pickle.dumps(Unreadable("why", line=2, column=3)))
    assert (str(copy), copy.column) == ("line 2: why", 3)
