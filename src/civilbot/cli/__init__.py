"""The command line: each command reads its arguments, calls, prints.

Exit codes: 0 success, 1 a finding or a refusal, 2 wrong use, 130 interrupted.
Errors go to standard error, one line each.
"""

import os
import sys
from typing import Annotated, NoReturn

import typer

from civilbot import __version__
from civilbot.cli import decisions, documents, figures, service, texts
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
app.add_typer(documents.app, name="briefing")
app.add_typer(figures.app, name="evaluate")
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
        app()
    except CivilbotError as error:
        for line in str(error).splitlines():
            typer.echo(f"civilbot: {line}", err=True)
        sys.exit(2 if isinstance(error, BadInput) else 1)
    except KeyboardInterrupt:
        typer.echo("civilbot: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader went away (`civilbot log | head`); say nothing more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)
