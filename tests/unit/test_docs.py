"""The documents say what is so: commands, links, events and variables exist."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from civilbot.cli import app
from civilbot.settings import Environment
from tests.unit.documents import (
    DOCUMENTS,
    ROOT,
    anchors,
    blocks,
    inline,
    links,
    table,
)

README = ROOT / "README.md"
OPERATING = ROOT / "docs" / "operating.md"
DECISIONS = ROOT / "docs" / "decisions.md"

EACH_DOCUMENT = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)

#: An address cannot be broken by whoever prints it.
_ADDRESS = re.compile(r"^  /r/\S+$")

#: The bot itself, not a folder of its name.
_CALL = re.compile(r"(.*/bin/)?civilbot")

_EVENT = re.compile(r'log\.(?:debug|info|warning|error)\(\s*"([a-z_.]+)"')


def _asked(words: list[str]) -> list[str]:
    """Give what civilbot is asked to do by a command line, if it is called."""
    calls = [i for i, word in enumerate(words) if _CALL.fullmatch(word)]
    return words[calls[-1] + 1 :] if calls else []


def _shown(document: Path) -> Iterator[list[str]]:
    """Give the whole command lines that a document shows."""
    for block in blocks(document):
        yield from (asked for words in block.commands if (asked := _asked(words)))


def _mentioned(document: Path) -> Iterator[list[str]]:
    """Give the commands that running text mentions; they need not be complete."""
    for code in inline(document):
        words = code.split()
        if words[0] == "civilbot" and len(words) > 1:
            yield words[1:]


def _leaf(asked: list[str]) -> tuple[Any, list[str]]:
    """Find the command that is asked for, and what is asked of it."""
    command: Any = typer.main.get_command(app)
    rest = list(asked)
    while rest and hasattr(command, "commands") and not rest[0].startswith("-"):
        command = command.commands[rest.pop(0)]
    return command, rest


def _options(command: Any) -> set[str]:
    found = {name for param in command.params for name in param.opts}
    return found | {"--help"}


def _commands() -> set[str]:
    """Name every command, those below others by both names."""
    root: Any = typer.main.get_command(app)
    found = set()
    for name, command in root.commands.items():
        below = getattr(command, "commands", {})
        found |= {f"{name} {one}" for one in below} if below else {name}
    return found


@EACH_DOCUMENT
def test_every_command_line_shown_can_be_typed(document: Path) -> None:
    """A command that fails on the first try loses a volunteer."""
    for asked in _shown(document):
        command, rest = _leaf(asked)
        if not hasattr(command, "commands"):
            command.make_context(command.name, rest)
        else:
            assert set(rest) <= _options(command), asked


@EACH_DOCUMENT
def test_every_command_mentioned_exists_with_its_options(document: Path) -> None:
    """What the text names can be looked up with --help."""
    for asked in _mentioned(document):
        command, rest = _leaf(asked)
        named = {word for word in rest if word.startswith("--")}
        assert named <= _options(command), asked


def test_the_readme_shows_commands_at_all() -> None:
    """Else the two tests above could not fail."""
    assert ["doctor", "--config", "mybot"] in list(_shown(README))
    assert ["init", "DIR"] in list(_mentioned(README))


def test_an_option_that_does_not_exist_is_found() -> None:
    """The check bites."""
    command, rest = _leaf(["log", "--colour", "red"])

    assert not set(rest[:1]) <= _options(command)


def test_the_readme_lists_every_command() -> None:
    """None is hidden, none is invented."""
    rows = table(README, "| command | what it does |")
    listed = {row.strip("`").removeprefix("civilbot ") for row in rows}

    assert {re.sub(r" [A-Z]+$", "", row) for row in listed} == _commands()


@EACH_DOCUMENT
def test_every_link_within_the_repository_resolves(document: Path) -> None:
    """To a file, and to a heading where one is named."""
    for target in links(document):
        name, _, heading = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        assert path.exists(), target
        assert path.is_relative_to(ROOT), target
        assert not heading or heading in anchors(path), target


def test_make_is_only_asked_for_what_it_can_do() -> None:
    """Every `make` in a document names a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {
        words[1]
        for document in DOCUMENTS
        for words in (
            *(line.split() for line in inline(document)),
            *(words for block in blocks(document) for words in block.commands),
        )
        if words[0] == "make" and len(words) > 1
    }

    assert {"demo", "test", "check"} <= named
    assert named <= targets


@EACH_DOCUMENT
def test_code_fits_a_terminal_of_80_columns(document: Path) -> None:
    """But for addresses in what the bot itself prints."""
    for block in blocks(document):
        for line in block.text.splitlines():
            quoted = block.language == "text" and _ADDRESS.match(line)
            fits = len(line) <= 80 or quoted or block.language == "mermaid"
            assert fits, line


def test_operators_are_told_about_every_event_in_the_log() -> None:
    """And about none that does not exist."""
    sources = (ROOT / "src" / "civilbot").rglob("*.py")
    written = {name for path in sources for name in _EVENT.findall(path.read_text())}
    rows = table(OPERATING, "| event | meaning | what to do |")
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}

    assert told == written


def test_operators_are_told_about_every_variable() -> None:
    """The table has what `civilbot.settings` reads, and CIVILBOT_CONFIG."""
    read = {f"CIVILBOT_{name.upper()}" for name in Environment.model_fields}
    rows = table(OPERATING, "| variable | what it is |")
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}

    assert told == read | {"CIVILBOT_CONFIG"}


def test_every_dependency_has_its_reason() -> None:
    """Whoever adds one says what for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[^a-z0-9-]", name)[0] for name in project["dependencies"]}
    rows = table(DECISIONS, "| package | for |")

    assert {name for row in rows for name in row.split(", ")} == needed


@EACH_DOCUMENT
def test_no_path_of_anybodys_machine_is_in_a_document(document: Path) -> None:
    """Paths are the repository's, or where a server keeps such things."""
    found = re.findall(
        r"(?<![\w.)])/(?:home|root|work|tmp|Users)/", document.read_text()
    )

    assert found == []
