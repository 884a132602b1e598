"""Plays the evening: starts the simulated Reddit and the real bot, and waits."""

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
import yaml

from civilbot import observe
from civilbot.app import build
from civilbot.bot import Bot
from civilbot.demo.stage import Stage
from civilbot.demo.story import Scene, Story, load_story
from civilbot.demo.summary import Summary, render, summarise
from civilbot.errors import Refused
from civilbot.library import starter_directory
from civilbot.settings import Environment, ProcessFile, Seconds, Settings
from civilbot.simulator import Simulator

#: Seconds to wait, after a scene, for the bot to have judged and done everything.
PATIENCE = 30.0

#: A moment between two events, in seconds: an evening has its pace.
BEAT = 0.02

#: Looks in a row that must find nothing to do; longer than a poll of the log takes.
CALM = 10

FAST = ProcessFile(
    contact="civilbot-demo",
    settle_seconds=1.0,
    overlap_seconds=3600,
    every=Seconds(comments=0.4, new=0.4, edited=0.6, log=0.6, modqueue=2.0, queue=0.1),
    actions_per_minute=600,
)

Tell = Callable[[str], None]


def play_evening(
    *, directory: Path | None = None, keep: bool = False, as_json: bool = False
) -> Summary:
    """Play the whole evening and print what the bot did.

    Args:
        directory: where the bot's records go; a new temporary one by default.
        keep: leave simulator and bot running until Ctrl-C.
        as_json: print one JSON object instead of the summary.

    Raises:
        Refused: the directory holds something else.
    """
    tell = _silent if as_json else _aloud
    folder = _prepare(directory)
    story = load_story()
    with Simulator(seed=1) as sim, (folder / "civilbot.log").open("w") as log:
        observe.configure(json_lines=True, stream=log)
        stage = Stage(sim, story)
        stage.build()
        bot = build(_settings(folder, sim, story))
        bot.check()
        tell(f"A simulated Reddit runs at {sim.url}; the bot is u/{stage.account}.")
        with serving(bot):
            started = bot.clock.now()
            for scene in story.scenes:
                tell(f"  {scene.name} …")
                play_scene(scene, stage, bot)
            summary = summarise(stage, bot.store, seconds=bot.clock.now() - started)
            _show(summary, folder, as_json=as_json)
            if keep:
                _wait(folder, sim, tell)
        bot.store.close()
    return summary


def play_scene(scene: Scene, stage: Stage, bot: Bot) -> None:
    """Let a scene happen, then wait for the bot."""
    stage.begin(scene)
    for event in scene.events:
        stage.happen(event)
        bot.clock.sleep(BEAT)
    settle(stage, bot)


def settle(stage: Stage, bot: Bot) -> bool:
    """Wait until everything there is was judged and done; False if it never was."""
    end = bot.clock.now() + PATIENCE
    calm = 0
    while calm < CALM and bot.clock.now() < end:
        busy = stage.unjudged(bot.store) or bot.store.open_entries(bot.clock.now() + 60)
        calm = 0 if busy else calm + 1
        bot.clock.sleep(0.1)
    return calm >= CALM


@contextmanager
def serving(bot: Bot) -> Iterator[None]:
    """Run the bot in the background, as `civilbot run` does."""
    thread = threading.Thread(target=bot.run, name="civilbot")
    thread.start()
    try:
        yield
    finally:
        bot.ended.set()
        thread.join()


def _prepare(directory: Path | None) -> Path:
    """Give an empty folder; one that an earlier demo made is emptied."""
    if directory is None:
        return Path(tempfile.mkdtemp(prefix="civilbot-demo-"))
    if directory.exists():
        if any(directory.iterdir()) and not (directory / "civilbot.log").exists():
            message = f"{directory} holds something else than an earlier demo"
            raise Refused(f"{message}: choose another folder")
        shutil.rmtree(directory)
    directory.mkdir(parents=True)
    return directory


def _settings(folder: Path, sim: Simulator, story: Story) -> Settings:
    """Write the two subreddits' rules and point the bot at the simulator.

    Every setting that the environment could hold is given, so that a demo never
    touches a real account or database.
    """
    (folder / "subreddits").mkdir()
    for place in story.subreddits:
        rules = {
            "subreddit": place.name,
            "mode": place.mode,
            "briefings": {"mode": "auto"},
            "flags": {"categories": {"threat": ["report", "mod_note", "modmail"]}},
        }
        path = folder / "subreddits" / f"{place.name}.yaml"
        path.write_text(yaml.safe_dump(rules, sort_keys=False), encoding="utf-8")
    shutil.copytree(starter_directory() / "briefings", folder / "briefings")
    login = sim.credentials
    environment = Environment(
        client_id=login.client_id,
        client_secret=login.client_secret,
        username=login.username,
        password=login.password,
        refresh_token="",
        reddit_url=sim.url,
        database_url=f"sqlite:///{folder / 'var' / 'civilbot.sqlite3'}",
        state_dir=str(folder / "var"),
        worker="demo",
        pseudonym_key="demo",
    )
    return Settings(directory=folder, file=FAST, environment=environment)


def _show(summary: Summary, folder: Path, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(summary.as_dict()))
        return
    typer.echo("\n".join(render(summary)))
    typer.echo("\nAsk it why, about anything above:")
    for name in summary.examples:
        typer.echo(f"  {_command()} explain {name} --config {folder}")


def _command() -> str:
    """Give civilbot's name as the user can type it here."""
    return "civilbot" if shutil.which("civilbot") else sys.argv[0]


def _wait(folder: Path, sim: Simulator, tell: Tell) -> None:
    tell(f"\nSimulator and bot keep running: {sim.url}, records in {folder}.")
    tell("Ctrl-C ends them.")
    try:
        sim.wait()
    except KeyboardInterrupt:
        tell("")


def _aloud(line: str) -> None:
    typer.echo(line)
    sys.stdout.flush()


def _silent(_line: str) -> None:
    pass
