import pytest
import yaml

from editor.model.text.envelope import split
from editor.model.text.punctuation import scan
from editor.model.text.spans import compose


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_signs_are_found_and_those_in_values_are_not(loader):
    text = "\ufeff---\n\ufeff- : 1\n---\n".replace(
        "- : 1", 'a: "x: - y, z" # - , :\nb:\n- - p\n  - {q: 1, r}\n? c\n: d'
    )
    envelope = split(text)
    found = scan(envelope, loader)
    assert [text[at] for at in found.dashes] == ["-"] * 3
    assert [text[at] for at in found.commas] == [","]
    assert [text[at - 1 : at + 1] for at in found.colons] == ["a:", "b:", "q:", "\n:"]
    root = compose(envelope, loader).root
    outer = root.last["b"].value
    assert [text[found.dash(outer.items[0]) :][:4], text[found.dash(outer.items[0].items[1]) :][:3]] == ["- - ", "- {"]
    flow = outer.items[0].items[1]
    assert [found.colon(pair) is None for pair in flow.pairs] == [False, True]
    assert found.comma(flow.start, flow.end) == found.commas[0]
    assert found.comma(flow.end, len(text)) is None
