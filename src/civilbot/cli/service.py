"""Commands that run things: the bot, the demo, the simulator, the checks."""

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from civilbot import observe
from civilbot.cli.decisions import Config, Json
from civilbot.errors import LoginRefused
from civilbot.settings import Settings, load_settings


def demo(
    directory: Annotated[
        Path | None,
        typer.Option("--dir", help="Where its records go.", show_default=False),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave simulator and bot running.")
    ] = False,
    json_: Json = False,
) -> None:
    """Play an evening on a simulated Reddit and show what the bot did."""
    from civilbot.demo import play_evening

    play_evening(directory=directory, keep=keep, as_json=json_)


def run(
    config: Config = Path("config"),
    once: Annotated[
        bool, typer.Option("--once", help="Do one full round, then stop.")
    ] = False,
) -> None:
    """Run the bot: watch, judge, act. Stops cleanly on Ctrl-C or SIGTERM."""
    settings = load_settings(config)
    log_to(settings)
    # What it writes is for its own user's eyes.
    os.umask(0o077)
    from civilbot.app import build

    bot = build(settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: bot.ended.set())
    if once:
        bot.check()
        bot.once()
    elif bot.reach_reddit():
        bot.run()
    if bot.gave_up:
        raise LoginRefused(bot.gave_up)


def log_to(settings: Settings) -> None:
    """Set up logging as the settings say: JSON unless a person looks on."""
    wanted = settings.file.log
    as_json = wanted == "json" or (wanted == "auto" and not sys.stderr.isatty())
    observe.configure(
        json_lines=as_json, level=settings.file.log_level, secrets=settings.secrets
    )


def doctor(config: Config = Path("config"), json_: Json = False) -> None:
    """Check files, secrets, login, permissions and database; say what to do."""
    from civilbot.doctor import examine

    checks = examine(config)
    for check in checks:
        typer.echo(json.dumps(check.as_dict()) if json_ else str(check))
    if not all(check.good for check in checks):
        raise typer.Exit(1)


def init(
    directory: Annotated[Path, typer.Argument(help="Where to write it.")],
    subreddit: Annotated[
        list[str] | None,
        typer.Option(help="A subreddit to watch; may be repeated.", show_default=False),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(help="Your own Reddit name, for Reddit.", show_default=False),
    ] = None,
    preset: Annotated[
        str,
        typer.Option(
            help="Rules to begin with: watch-only, gentle, heated-politics or strict; "
            "the defaults, explained, if not given.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Write a starter configuration; asks for what the options do not say."""
    from civilbot.starter import write_starter

    names = list(subreddit or [])
    if not names:
        names = [_ask("Which subreddit should it watch?", "YourSubreddit")]
    if contact is None:
        contact = _ask("Your own Reddit name, as the bot's operator?", "")
    for path in write_starter(
        directory, subreddits=names, contact=contact, preset=preset
    ):
        typer.echo(f"wrote {path}")
    typer.echo(f"Next: fill in {directory / '.env'}, then run")
    typer.echo(f"  civilbot doctor --config {directory}")


def _ask(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    answer: str = typer.prompt(question, default=default, show_default=bool(default))
    return answer


def simulate(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 for a free one.")] = 0,
    scenario: Annotated[
        Path | None, typer.Option(help="A scenario file.", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option(help="Makes ids and times repeatable.")] = 0,
) -> None:
    """Serve a simulated Reddit on this machine until Ctrl-C."""
    from civilbot.simulator import load_scenario, serve

    story = load_scenario(scenario) if scenario is not None else None
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        serve(story, port=port, seed=seed, tell=typer.echo)


def migrate(config: Config = Path("config")) -> None:
    """Bring the database up to this version."""
    from civilbot.store.migrate import migrate as migrate_database

    settings = load_settings(config)
    typer.echo(migrate_database(settings.database_url))
