"""Commands on briefings: check them, and show exactly what would be posted."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from civilbot.briefings import Briefing, Lint, Severity, parse_briefing, render
from civilbot.briefings import check as check_briefing
from civilbot.clock import SystemClock
from civilbot.errors import BadInput, Place, Problem

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Check briefings, and show what would be posted.",
)

Files = Annotated[list[Path], typer.Argument(help="Briefings (.md) or folders.")]


def read_briefings(paths: Sequence[Path]) -> tuple[Briefing, ...]:
    """Read briefing files, and all those in folders.

    Raises:
        BadInput: a path is missing, or a document is wrong.
    """
    return tuple(parse_briefing(read(path), source=str(path)) for path in files(paths))


def files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List the briefing files among paths and in folders."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(path.glob("*.md")) if path.is_dir() else [path])
    if not found:
        raise BadInput(Problem(Place(str(paths[0])), "holds no briefing (.md)"))
    return tuple(found)


def read(path: Path) -> str:
    """Read a text file; BadInput if that cannot be done."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise BadInput(Problem(Place(str(path)), why)) from None


@app.command("check")
def check(paths: Files) -> None:
    """Validate and lint briefings: every problem with its line and column."""
    errors = 0
    for path in files(paths):
        lints = tuple(_lints(path))
        errors += sum(lint.severity is Severity.ERROR for lint in lints)
        for lint in lints:
            typer.echo(str(lint))
        if not lints:
            typer.echo(f"ok: {path}")
    if errors:
        raise typer.Exit(1)


def _lints(path: Path) -> Iterator[Lint]:
    """Give what is wrong with a briefing; what cannot be read is an error as well."""
    text = read(path)
    try:
        briefing = parse_briefing(text, source=str(path))
    except BadInput as error:
        yield from (Lint(problem, Severity.ERROR) for problem in error.problems)
        return
    yield from check_briefing(briefing, today=SystemClock().today())


@app.command("show")
def show(
    file: Annotated[Path, typer.Argument(help="A briefing (.md).")],
    subreddit: Annotated[
        str, typer.Option(help="Where it would be posted.")
    ] = "Example",
    account: Annotated[str, typer.Option(help="The bot's account.")] = "civilbot",
) -> None:
    """Print the reply exactly as it would be posted."""
    briefing = parse_briefing(read(file), source=str(file))
    typer.echo(render(briefing, subreddit=subreddit, account=account))
