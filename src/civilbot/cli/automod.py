"""`civilbot rules import-automod`: AutoModerator's page becomes a rules document."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from civilbot.cli.decisions import Json
from civilbot.cli.pages import bytes_of, give, name_of
from civilbot.errors import BadInput, Place, Problem, Refused
from civilbot.rules import NAME

if TYPE_CHECKING:
    from civilbot.automod import Translation

#: Reddit's pages have at most half of it, in characters of up to four bytes.
_MAX_BYTES = 2_097_152


class ForFilter(StrEnum):
    """What takes the place of AutoModerator's `filter`."""

    REPORT = "report"
    REMOVE = "remove"


class ForSpam(StrEnum):
    """What takes the place of AutoModerator's `spam`."""

    REMOVE = "remove"


def import_automod(
    file: Annotated[
        str, typer.Argument(help="The page config/automoderator; - for input.")
    ],
    subreddit: Annotated[str, typer.Option(help="Whose rules they become.")],
    out: Annotated[
        Path | None, typer.Option(help="Where to write the rules.", show_default=False)
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over what is there.")
    ] = False,
    filter_as: Annotated[
        ForFilter | None,
        typer.Option(help="Do this in place of 'filter'.", show_default=False),
    ] = None,
    spam_as: Annotated[
        ForSpam | None,
        typer.Option(help="Do this in place of 'spam'.", show_default=False),
    ] = None,
    json_: Json = False,
) -> None:
    """Translate AutoModerator's rules, and list all that cannot be translated.

    The rules, all in shadow, go to standard output or to --out, the list to standard
    error. Ends with 0 if all was translated, with 1 if something is listed.
    """
    from civilbot.automod import Instead, translate
    from civilbot.yaml_text import decode

    if out and out.exists() and not force:
        raise Refused(f"{out} is there already: take another name, or --force")
    name = name_of(file)
    made = translate(
        decode(bytes_of(file, _MAX_BYTES), source=name),
        source=name,
        subreddit=_named(subreddit),
        instead=Instead(
            filter=filter_as.value if filter_as else "",
            spam=spam_as.value if spam_as else "",
        ),
    )
    give(made.text, out)
    lines = [_as_json(made, name)] if json_ else _told(made, name)
    for line in lines:
        typer.echo(line, err=True)
    if made.lost:
        raise typer.Exit(1)


def _named(subreddit: str) -> str:
    """Return a subreddit's name, which may be written with r/ before it."""
    name = subreddit.removeprefix("/").removeprefix("r/")
    if not re.fullmatch(NAME, name):
        message = f"'{subreddit}' is no subreddit's name"
        hint = "2 to 21 letters, digits or '_'"
        raise BadInput(Problem(Place("--subreddit"), message, hint))
    return name


#: How each kind of loss is told.
_TOLD = {"rule": "not translated", "action": "left out", "note": "to know"}


def _told(made: "Translation", name: str) -> Iterator[str]:
    """Say what is listed, and how much was translated."""
    for one in made.lost:
        what = f"{one.field}: " if one.field else ""
        place = Place(name, one.line, one.column)
        yield f"{place}: {_TOLD[one.loss]}: {what}{one.why}"
    counted = Counter(one.loss.value for one in made.lost)
    yield (
        f"{made.translated} of {made.rules} rules translated, all in shadow; "
        f"actions left out: {counted['action']}; to know: {counted['note']}"
    )


def _as_json(made: "Translation", name: str) -> str:
    return json.dumps(
        {
            "file": name,
            "rules": made.rules,
            "translated": made.translated,
            "listed": [asdict(one) for one in made.lost],
            "carried": [asdict(one) for one in made.kept],
        }
    )
