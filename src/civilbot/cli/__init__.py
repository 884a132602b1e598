"""The command line: each command reads its arguments, calls, prints.

Exit codes: 0 success, 1 a finding or a refusal, 2 wrong use, 130 interrupted.
Errors go to standard error, one line each.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, NoReturn

import typer

from civilbot import __version__
from civilbot.cli import (
    automod,
    backtest,
    decisions,
    documents,
    figures,
    replies,
    revisions,
    rulebook,
    service,
    standings,
    texts,
)
from civilbot.errors import BadInput, CivilbotError

app = typer.Typer(
    name="civilbot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(service.demo)
app.command("run")(service.run)
app.command("doctor")(service.doctor)
app.command("init")(service.init)
app.command("simulate")(service.simulate)
app.command("migrate")(service.migrate)
app.command("score")(texts.score)
app.command("match")(texts.match)
documents.app.command("retract")(replies.retract)
documents.app.command("learn")(replies.learn)
documents.app.command("stats")(replies.stats)
app.add_typer(documents.app, name="briefing")
rulebook.app.command("import-automod")(automod.import_automod)
rulebook.app.command("history")(revisions.history)
rulebook.app.command("diff")(revisions.diff)
rulebook.app.command("rollback")(revisions.rollback)
rulebook.app.command("stats")(standings.stats)
rulebook.app.command("promote")(standings.promote)
app.add_typer(rulebook.app, name="rules")
app.add_typer(figures.app, name="evaluate")
app.command("backtest")(backtest.backtest)
app.command("log")(decisions.log)
app.command("explain")(decisions.explain)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"civilbot {__version__}")
        raise typer.Exit


@app.callback()
def _civilbot(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """Brief heated Reddit threads, flag abuse of people, explain every decision.

    Try it without any account: civilbot demo
    """


def main() -> NoReturn:
    """Run a command; every expected error is a line on standard error."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except CivilbotError as error:
        for line in _lines(error):
            typer.echo(f"civilbot: {line}", err=True)
        sys.exit(2 if isinstance(error, BadInput) else 1)
    except typer.TyperException as error:
        typer.echo(_wrong_use(str(error)), err=True)
        sys.exit(2)
    except typer.Abort:
        typer.echo("civilbot: stopped", err=True)
        sys.exit(130)


def _lines(error: CivilbotError) -> Sequence[str]:
    """Give what went wrong line by line; the text it stands in below each problem."""
    if isinstance(error, BadInput):
        return [problem.shown for problem in error.problems]
    return str(error).splitlines()


def _wrong_use(message: str) -> str:
    """Say in one line what was wrong; without any argument it is the help text."""
    if "\n" in message:
        return message
    command = " ".join(["civilbot", *_command(sys.argv[1:])])
    return f"civilbot: {message.removeprefix('Value error, ')} (see {command} --help)"


def _command(arguments: Sequence[str]) -> Iterator[str]:
    """Give the command that arguments name: `briefing check`, for instance."""
    known: object = typer.main.get_command(app)
    for argument in arguments:
        known = getattr(known, "commands", {}).get(argument)
        if known is None:
            return
        yield argument
