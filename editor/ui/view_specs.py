"""The actions that say as what the cards are shown: a part of the table in `action_specs`."""

from editor.ui.action_specs import ActionSpec, Menu, translate

VIEWS = ("view_list", "view_table", "view_grid")
"""One of these is on at any time."""


def view_specs() -> tuple[ActionSpec, ...]:
    """In the language of the translators that are installed now."""
    return (
        ActionSpec(
            "view_list",
            translate("actions", "&List"),
            translate("actions", "Shows the cards as a list."),
            Menu.VIEW,
            "mdi6.view-list-outline",
            ("Alt+1",),
            checkable=True,
        ),
        ActionSpec(
            "view_table",
            translate("actions", "&Table"),
            translate("actions", "Shows the cards as a table, in columns that you choose."),
            Menu.VIEW,
            "mdi6.table",
            ("Alt+2",),
            checkable=True,
        ),
        ActionSpec(
            "view_grid",
            translate("actions", "&Grid of pictures"),
            translate("actions", "Shows the cards by their pictures."),
            Menu.VIEW,
            "mdi6.view-grid-outline",
            ("Alt+3",),
            checkable=True,
        ),
        ActionSpec(
            "choose_columns",
            translate("actions", "Choose colu&mns…"),
            translate("actions", "Chooses the columns of the table and their order."),
            Menu.VIEW,
            "mdi6.view-column-outline",
        ),
    )
