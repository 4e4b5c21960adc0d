"""The table of all commands. What one of them does is imported when it is called for: most of a start is imports."""

from editor.cli.command import Command, Work


def _list() -> Work:
    from editor.cli.listing import LIST

    return LIST


def _get() -> Work:
    from editor.cli.getting import GET

    return GET


def _set() -> Work:
    from editor.cli.setting import SET

    return SET


def _check() -> Work:
    from editor.cli.checking import CHECK

    return CHECK


def _merge() -> Work:
    from editor.cli.merging import MERGE

    return MERGE


def _git_setup() -> Work:
    from editor.cli.registering import GIT_SETUP

    return GIT_SETUP


def _recover() -> Work:
    from editor.cli.recovering import RECOVER

    return RECOVER


def _sample() -> Work:
    from editor.cli.sampling import SAMPLE

    return SAMPLE


_ALL = (
    Command(
        "list", ("PATH [--where QUERY] [--sort FIELD] [--json | --paths | --count]",), "the cards that match", _list
    ),
    Command("get", ("CARD [FIELD]",), "a field's value, or the whole card as JSON", _get),
    Command(
        "set",
        (
            "CARD… FIELD=VALUE… [--add FIELD=VALUE] [--remove FIELD=VALUE] [--unset FIELD] [--dry-run]",
            "--in PATH --where QUERY FIELD=VALUE… [--add …] [--remove …] [--unset …] [--dry-run]",
        ),
        "edit cards: only the bytes of the fields named, all cards or none",
        _set,
    ),
    Command(
        "check",
        ("PATH… [--where QUERY] [--fix] [--json]",),
        "the problems, a line each: file:line: rule: text",
        _check,
    ),
    Command(
        "merge",
        ("BASE OURS THEIRS [--path NAME] [--marker-size N] [--label TEXT]…",),
        "field-level three-way merge, written to OURS: a Git merge driver",
        _merge,
    ),
    Command("git-setup", ("SITE [--committed] [--undo]",), "make Git merge cards field by field", _git_setup),
    Command(
        "recover",
        ("SITE [--finish | --put-back]",),
        "settle a change of many files that a crash has cut short",
        _recover,
    ),
    Command(
        "sample", ("DIR [--cards N] [--seed S]",), "write a made-up site with its own pictures, for trying", _sample
    ),
)

COMMANDS = {command.name: command for command in _ALL}
