from editor.ui.action_specs import Menu, action_specs
from editor.ui.view_specs import VIEWS, view_specs


def test_every_view_has_a_key_of_its_own() -> None:
    keys = [key for spec in (*view_specs(), *action_specs()) for key in spec.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(spec.shortcuts() for spec in view_specs() if spec.name in VIEWS)


def test_the_views_stand_in_the_menu_of_views_and_can_be_on() -> None:
    assert {spec.menu for spec in view_specs()} == {Menu.VIEW}
    assert tuple(spec.name for spec in view_specs() if spec.checkable) == VIEWS
