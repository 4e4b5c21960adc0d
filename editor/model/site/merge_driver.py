"""Makes Git merge the cards of a site with the editor: what is written into a clone for that, and taken out again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.model.site.git import GitError, Repository
from editor.model.site.layout import EXTENSIONS, Site
from editor.model.site.own_lines import add_lines, has_line, remove_lines

_DRIVER = "merge.newscards.driver"
_NAME = "merge.newscards.name"
_TITLE = "News cards, merged field by field"
_ATTRIBUTE = " merge=newscards"
_FILES = "%O %A %B --path=%P"  # Git puts %P in quotes itself
_CALL = f"merge {_FILES} --marker-size=%L --label=%X --label=%S --label=%Y"
_NET = "grep -Eq '^<{%L}' %A || git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; false"
_TEMPORARY = ".newscards-*.tmp"
_GLOB = re.compile(r"[\\*?\[]")
_TO_QUOTE = re.compile(r'[\x00-\x20\x7f"]')


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, or was so already (not `changed`), as words that follow the name of a file."""

    where: str
    what: str
    changed: bool


def set_up(site: Site, program: str, *, committed: bool) -> Iterator[Step]:
    """Registers `program` (a command as a shell takes it) in the site's clone, step by step.

    Git takes every code from 1 to 128 for a conflict, looks at nothing else, and keeps the file as it finds it. Where
    the program ends without having left markers (it has moved, a file is too large, the system has ended it), the file
    would look merged, and the other version be lost; so Git's own merge by lines then does what it would have done.

    The attributes go into the clone's own `info/attributes`, or `committed`, into the site's `.gitattributes`. What is
    there already stays. Raises GitError, also where another merge driver has the name; StoreError.
    """
    clone = Repository.at(site.root)
    found = clone.setting(_DRIVER)
    if found is not None and _FILES not in found:
        raise GitError(
            f"There is another merge driver named newscards here: `{found}`; "
            f"take it out with `git config --unset {_DRIVER}` and call this again."
        )
    driver = f"{program.replace('%', '%%')} {_CALL} || {{ {_NET}; }}"
    for name, value in ((_NAME, _TITLE), (_DRIVER, driver)):
        changed = clone.setting(name, own=True) != value
        if changed:
            clone.set_setting(name, value)
        yield Step("Git's settings of this clone", f"{name} = {value}", changed)
    file, lines = _attributes(site, clone, committed=committed)
    changed = add_lines(file, lines)
    yield from (Step(str(file), line, changed) for line in lines)
    exclude = clone.own_file("info/exclude")
    yield Step(str(exclude), _TEMPORARY, add_lines(exclude, [_TEMPORARY]))


def take_back(site: Site, *, committed: bool) -> Iterator[Step]:
    """Takes out what `set_up` wrote; only `committed`, what it wrote into `.gitattributes`. Raises as `set_up` does."""
    clone = Repository.at(site.root)
    file, lines = _attributes(site, clone, committed=False)
    yield Step(str(file), _ATTRIBUTE.strip(), remove_lines(file, lines))
    shared, lines = _attributes(site, clone, committed=True)
    if committed:
        yield Step(str(shared), _ATTRIBUTE.strip(), remove_lines(shared, lines))
    if has_line(file, _ATTRIBUTE):
        return  # another site of the same repository still needs the rest
    exclude = clone.own_file("info/exclude")
    yield Step(str(exclude), _TEMPORARY, remove_lines(exclude, [_TEMPORARY]))
    for name in (_NAME, _DRIVER):
        value = clone.setting(name, own=True)
        ours = value is not None and (value == _TITLE or _FILES in value)
        if ours:
            clone.set_setting(name, None)
        yield Step("Git's settings of this clone", name, ours)


def _attributes(site: Site, clone: Repository, *, committed: bool) -> tuple[Path, list[str]]:
    """The file for the attributes, and its lines: one for each ending that a card's name can have.

    They say what `layout.find_cards` says: cards are below a folder whose name starts with `_`, wherever that is, so
    that a collection of tomorrow is one of them. Without a config, all Markdown may be cards.
    """
    file = site.root / ".gitattributes" if committed else clone.own_file("info/attributes")
    below = "" if committed else _GLOB.sub(r"\\\g<0>", clone.prefix())
    cards = "**/_*/**" if site.jekyll else "**"
    return file, [f"{_quoted(f'/{below}{cards}/*{ending}')}{_ATTRIBUTE}" for ending in EXTENSIONS]


def _quoted(pattern: str) -> str:
    """A pattern as a file of attributes spells it: between quotes, as in C, where it has a space or a quote."""
    if not _TO_QUOTE.search(pattern):
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\{ord(found[0]):03o}", escaped) + '"'
