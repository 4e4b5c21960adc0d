"""The one table of what can be done in the window: menus, toolbar, palette, keys page and handlers come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

translate = QCoreApplication.translate
StandardKey = QKeySequence.StandardKey


class Menu(StrEnum):
    """Where an action stands; the colours hang in the view's menu."""

    FILE = "file"
    EDIT = "edit"
    CARD = "card"
    VIEW = "view"
    COLOURS = "colours"
    HELP = "help"


class InToolbar(StrEnum):
    """How an action stands in the toolbar."""

    NO = "no"
    ICON = "icon"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing that can be done. `text` (with its mnemonic) and `help` (one sentence) are in the user's language.

    A key that types a character (a letter, `/`, `?`) does nothing while a text field has the focus (`KeyGuard`).
    """

    name: str
    text: str
    help: str
    menu: Menu
    icon: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    toolbar: InToolbar = InToolbar.NO
    checkable: bool = False
    begins_group: bool = False

    @property
    def label(self) -> str:
        """Without mnemonic and dots, as everything but a menu wants it."""
        return self.text.replace("&", "").removesuffix("…")

    def shortcuts(self) -> list[QKeySequence]:
        """Every key that does it on this platform, each once."""
        return _once(sequence for key in self.keys for sequence in _bindings(key))

    def shown_keys(self) -> list[str]:
        """The keys worth telling, as the platform spells them; not those that few keyboards have."""
        shown = _once(sequence for key in self.keys for sequence in _bindings(key)[:1])
        return [sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in shown]


def _bindings(key: QKeySequence.StandardKey | str) -> list[QKeySequence]:
    return QKeySequence.keyBindings(key) if isinstance(key, StandardKey) else [QKeySequence(key)]


def _once(sequences: Iterable[QKeySequence]) -> list[QKeySequence]:
    return list(dict.fromkeys(sequences))


def menu_titles() -> dict[Menu, str]:
    """The menus' titles, in the user's language and in their order."""
    return {
        Menu.FILE: translate("actions", "&File"),
        Menu.EDIT: translate("actions", "&Edit"),
        Menu.CARD: translate("actions", "&Card"),
        Menu.VIEW: translate("actions", "&View"),
        Menu.COLOURS: translate("actions", "Co&lours"),
        Menu.HELP: translate("actions", "&Help"),
    }


def action_specs() -> tuple[ActionSpec, ...]:
    """The table, in the language of the translators that are installed now. Names and shortcuts occur once."""
    return (
        ActionSpec(
            "open_site",
            translate("actions", "&Open site…"),
            translate("actions", "Opens the folder of a site and reads its cards."),
            Menu.FILE,
            "mdi6.folder-open-outline",
            (StandardKey.Open,),
            InToolbar.WORD,
        ),
        ActionSpec(
            "open_card",
            translate("actions", "Open c&ard…"),
            translate("actions", "Opens one card and the site that it belongs to."),
            Menu.FILE,
            "mdi6.file-document-outline",
            ("Ctrl+Shift+O",),
        ),
        ActionSpec(
            "new_card",
            translate("actions", "&New card…"),
            translate("actions", "Begins a new card in this site."),
            Menu.FILE,
            "mdi6.file-plus-outline",
            (StandardKey.New,),
            InToolbar.WORD,
            begins_group=True,
        ),
        ActionSpec(
            "save",
            translate("actions", "&Save"),
            translate("actions", "Writes the selected cards to disk: only what was edited."),
            Menu.FILE,
            "mdi6.content-save-outline",
            (StandardKey.Save,),
            InToolbar.WORD,
            begins_group=True,
        ),
        ActionSpec(
            "save_all",
            translate("actions", "Save a&ll"),
            translate("actions", "Writes every unsaved card to disk."),
            Menu.FILE,
            "mdi6.content-save-all-outline",
            ("Ctrl+Shift+S",),
            InToolbar.WORD,
        ),
        ActionSpec(
            "reload",
            translate("actions", "Look at the &disk again"),
            translate("actions", "Reads what has changed on disk; your unsaved changes stay."),
            Menu.FILE,
            "mdi6.refresh",
            (StandardKey.Refresh, "F5"),
            begins_group=True,
        ),
        ActionSpec(
            "close_site",
            translate("actions", "&Close site"),
            translate("actions", "Closes the site and shows the welcome page."),
            Menu.FILE,
            "mdi6.folder-remove-outline",
            ("Ctrl+W",),
        ),
        ActionSpec(
            "quit",
            translate("actions", "&Quit"),
            translate("actions", "Closes the window; asks first when cards are unsaved."),
            Menu.FILE,
            "mdi6.exit-to-app",
            (StandardKey.Quit, "Ctrl+Q"),
            begins_group=True,
        ),
        ActionSpec(
            "undo",
            translate("actions", "&Undo"),
            translate("actions", "Takes the last change back."),
            Menu.EDIT,
            "mdi6.undo",
            (StandardKey.Undo,),
            InToolbar.ICON,
        ),
        ActionSpec(
            "redo",
            translate("actions", "&Redo"),
            translate("actions", "Makes the change again that was taken back."),
            Menu.EDIT,
            "mdi6.redo",
            ("Ctrl+Shift+Z", StandardKey.Redo),
            InToolbar.ICON,
        ),
        ActionSpec(
            "find",
            translate("actions", "&Search"),
            translate("actions", "Goes to the search box."),
            Menu.EDIT,
            "mdi6.magnify",
            (StandardKey.Find, "Ctrl+F", "/"),
            begins_group=True,
        ),
        ActionSpec(
            "save_search",
            translate("actions", "Sa&ve this search…"),
            translate("actions", "Keeps the search in the site, under a name in the sidebar."),
            Menu.EDIT,
            "mdi6.bookmark-plus-outline",
        ),
        ActionSpec(
            "edit_title",
            translate("actions", "Edit the &title"),
            translate("actions", "Goes to the title in the form."),
            Menu.EDIT,
            "mdi6.pencil-outline",
            ("E",),
        ),
        ActionSpec(
            "back_to_list",
            translate("actions", "&Back to the list"),
            translate("actions", "Leaves the field or the search box for the list of cards."),
            Menu.EDIT,
            "mdi6.format-list-bulleted",
            ("Esc",),
        ),
        ActionSpec(
            "publish",
            translate("actions", "&Published on or off"),
            translate("actions", "Publishes the selected cards, or hides them when they are published."),
            Menu.CARD,
            "mdi6.eye-outline",
            ("P",),
        ),
        ActionSpec(
            "publish_and_next",
            translate("actions", "Publish, then ne&xt"),
            translate("actions", "Publishes the card and goes to the next."),
            Menu.CARD,
            "mdi6.check",
            ("Y",),
        ),
        ActionSpec(
            "hide_and_next",
            translate("actions", "&Hide, then next"),
            translate("actions", "Hides the card and goes to the next."),
            Menu.CARD,
            "mdi6.eye-off-outline",
            ("N",),
        ),
        ActionSpec(
            "save_and_next",
            translate("actions", "&Save, then next"),
            translate("actions", "Writes the card to disk and goes to the next."),
            Menu.CARD,
            "mdi6.content-save-move-outline",
            ("Ctrl+Return", "Ctrl+Enter"),
        ),
        ActionSpec(
            "next_card",
            translate("actions", "&Next card"),
            translate("actions", "Goes to the next card of the list."),
            Menu.CARD,
            "mdi6.chevron-down",
            ("J", "Ctrl+PgDown"),
            begins_group=True,
        ),
        ActionSpec(
            "previous_card",
            translate("actions", "P&revious card"),
            translate("actions", "Goes to the card before."),
            Menu.CARD,
            "mdi6.chevron-up",
            ("K", "Ctrl+PgUp"),
        ),
        ActionSpec(
            "open_story",
            translate("actions", "&Open the story in the browser"),
            translate("actions", "Shows the page that the card links to in your browser."),
            Menu.CARD,
            "mdi6.open-in-new",
            ("O",),
            begins_group=True,
        ),
        ActionSpec(
            "show_form",
            translate("actions", "&Form"),
            translate("actions", "Shows the card as a form."),
            Menu.VIEW,
            "mdi6.form-select",
            ("Ctrl+1",),
            begins_group=True,
        ),
        ActionSpec(
            "show_source",
            translate("actions", "&Source"),
            translate("actions", "Shows the text of the card’s file."),
            Menu.VIEW,
            "mdi6.code-tags",
            ("Ctrl+2",),
        ),
        ActionSpec(
            "show_card",
            translate("actions", "&Card"),
            translate("actions", "Shows the card as its readers meet it."),
            Menu.VIEW,
            "mdi6.card-text-outline",
            ("Ctrl+3",),
        ),
        ActionSpec(
            "show_changes",
            translate("actions", "C&hanges"),
            translate("actions", "Shows what you changed in the card since it was saved, and takes it back."),
            Menu.VIEW,
            "mdi6.compare-horizontal",
            ("Ctrl+4", "Ctrl+D"),
        ),
        ActionSpec(
            "next_picture",
            translate("actions", "&Next picture"),
            translate("actions", "Shows the card’s next picture."),
            Menu.VIEW,
            "mdi6.chevron-right",
            (".",),
            begins_group=True,
        ),
        ActionSpec(
            "previous_picture",
            translate("actions", "&Previous picture"),
            translate("actions", "Shows the card’s picture before this one."),
            Menu.VIEW,
            "mdi6.chevron-left",
            (",",),
        ),
        ActionSpec(
            "fit_picture",
            translate("actions", "Fit the pict&ure"),
            translate("actions", "Scales the picture to its pane; off, it is shown at 100 %."),
            Menu.VIEW,
            "mdi6.fit-to-page-outline",
            ("Z",),
            checkable=True,
        ),
        ActionSpec(
            "offline",
            translate("actions", "&Work offline"),
            translate("actions", "Fetches no pictures from the web; those fetched before are still shown."),
            Menu.VIEW,
            "mdi6.cloud-off-outline",
            checkable=True,
            begins_group=True,
        ),
        ActionSpec(
            "theme_system",
            translate("actions", "Like the &system"),
            translate("actions", "Light or dark, as the system has it."),
            Menu.COLOURS,
            "mdi6.theme-light-dark",
            checkable=True,
        ),
        ActionSpec(
            "theme_light",
            translate("actions", "&Light"),
            translate("actions", "Dark text on light ground."),
            Menu.COLOURS,
            "mdi6.white-balance-sunny",
            checkable=True,
        ),
        ActionSpec(
            "theme_dark",
            translate("actions", "&Dark"),
            translate("actions", "Light text on dark ground."),
            Menu.COLOURS,
            "mdi6.weather-night",
            checkable=True,
        ),
        ActionSpec(
            "commands",
            translate("actions", "&Commands…"),
            translate("actions", "Finds any command by its name."),
            Menu.HELP,
            "mdi6.apple-keyboard-command",
            ("Ctrl+K",),
        ),
        ActionSpec(
            "keys",
            translate("actions", "&Keys…"),
            translate("actions", "Lists every key and what it does."),
            Menu.HELP,
            "mdi6.keyboard-outline",
            ("F1", "?"),
        ),
        ActionSpec(
            "search_help",
            translate("actions", "What can be &searched for…"),
            translate("actions", "Shows the search language with examples to try."),
            Menu.HELP,
            "mdi6.help-circle-outline",
            ("Shift+F1",),
        ),
        ActionSpec(
            "about",
            translate("actions", "&About…"),
            translate("actions", "Says which version this is and what it is made of."),
            Menu.HELP,
            "mdi6.information-outline",
            begins_group=True,
        ),
    )
