"""Where shipped files are found."""

from editor.resources import resource_path


def test_schemas_icons_and_themes_are_there():
    for parts in (("schemas", "news.yml"), ("icons", "newscards.svg"), ("themes", "editor.qss")):
        assert resource_path(*parts).is_file()
