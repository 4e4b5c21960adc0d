import pytest


def test_a_sample_site_is_written(tmp_path, call):
    folder = tmp_path / "sample"
    assert call("sample", str(folder), "--cards", "3", "--seed", "4") == (0, f"{folder}: a site with 3 cards\n", "")
    assert call("list", str(folder), "--count").out == "3\n"


def test_one_card_is_one_card(tmp_path, call):
    assert call("sample", str(tmp_path / "one"), "--cards", "1").out.endswith("a site with 1 card\n")


def test_a_folder_that_is_not_empty_is_refused(tmp_path, call):
    (tmp_path / "mine.txt").write_text("mine")
    code, out, err = call("sample", str(tmp_path))
    assert (code, out) == (1, "")
    assert "is not empty" in err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "arguments", [[], ["x", "--cards", "0"], ["x", "--cards", "-3"], ["x", "--cards", "many"], ["x", "--seed", "a"]]
)
def test_a_wrong_call_is_exit_code_2(tmp_path, call, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    code, out, err = call("sample", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []
