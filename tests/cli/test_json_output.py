from editor.cli.json_output import say_json


def test_half_characters_do_not_stop_the_output(capsys):
    say_json({"title": "half \ud83d", "word": "é"})
    assert capsys.readouterr().out == '{\n  "title": "half \\ud83d",\n  "word": "é"\n}\n'
