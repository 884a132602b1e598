"""The command that replays history through rules."""

import hashlib
import json
import math
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

import civilbot
from civilbot import classifier, language, library, sentences
from civilbot.backtest.page import page
from civilbot.backtest.progress import Progress as Note
from civilbot.backtest.progress import write_whole
from civilbot.backtest.reading import Models
from civilbot.backtest.replay import Asked, Done
from civilbot.backtest.report import About, Report, RuleSet, modes_of, report
from civilbot.backtest.run import Run, Share
from civilbot.backtest.tally import Tally
from civilbot.backtest.text import text
from civilbot.briefings import Briefing
from civilbot.cli.batches import shared
from civilbot.cli.decisions import Config
from civilbot.cli.documents import read, read_briefings
from civilbot.cli.histories import Opened, Origin, opened
from civilbot.cli.progress import Progress
from civilbot.errors import BadInput, Place, Problem, Refused
from civilbot.rules import Rules, parse_rules

#: Files smaller than this are not worth a second process.
_SMALL = 2_000_000
_EVERY = "all"

MODELS = Models(classifier.load, sentences.load, library.taught)


class OnError(StrEnum):
    """What a line that cannot be read leads to."""

    SKIP = "skip"
    STOP = "stop"


def backtest(
    source: Annotated[
        Path | None,
        typer.Argument(
            help="A dump (.jsonl, .zst); standard input if not given.",
            show_default=False,
        ),
    ] = None,
    *,
    rules: Annotated[Path, typer.Option(help="The rules to try.", show_default=False)],
    against: Annotated[
        Path | None,
        typer.Option(
            help="Rules to compare with; those of --config by default.",
            show_default=False,
        ),
    ] = None,
    config: Config = Path("config"),
    store: Annotated[
        bool, typer.Option("--store", help="Replay what the bot's database keeps.")
    ] = False,
    live: Annotated[
        bool,
        typer.Option("--live", help="Replay Reddit's newest 1,000 posts and comments."),
    ] = False,
    subreddit: Annotated[
        str,
        typer.Option(
            help="Judge what is from this subreddit, or 'all'; from that of the rules"
            " by default.",
            show_default=False,
        ),
    ] = "",
    since: Annotated[
        str, typer.Option(help="From this day on (UTC).", metavar="YYYY-MM-DD")
    ] = "",
    until: Annotated[
        str, typer.Option(help="Up to this day, included.", metavar="YYYY-MM-DD")
    ] = "",
    sample: Annotated[
        int, typer.Option(min=1, help="Judge one item in so many, drawn by its name.")
    ] = 1,
    moderator: Annotated[
        list[str] | None,
        typer.Option(help="A moderator's name; may be repeated.", show_default=False),
    ] = None,
    no_model: Annotated[
        bool,
        typer.Option("--no-model", help="Without the trained models: much faster."),
    ] = False,
    no_detector: Annotated[
        bool,
        typer.Option(
            "--no-detector",
            help="Only the rules' own conditions and briefings: faster still.",
        ),
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option(
            help="Keep the models' scores here for the next backtest.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help="How many processes share the work; one for each core by default.",
            show_default=False,
        ),
    ] = None,
    on_error: Annotated[
        OnError, typer.Option(help="What to do about a line that cannot be read.")
    ] = OnError.SKIP,
    most: Annotated[
        int, typer.Option("--show", min=0, help="How many decisions that differ.")
    ] = 20,
    json_: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write the report here.", show_default=False)
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a page with pictures here.", show_default=False),
    ] = None,
    progress: Annotated[
        Path | None,
        typer.Option(
            help="Note here how far it is; beside the report or the dump by default.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Replay history through rules and say what they would do; nothing is done.

    Draft rules count, too. Killed and started again with the same arguments, it goes
    on where it was.
    """
    tried = parse_rules(read(rules), source=str(rules))
    name = subreddit.removeprefix("r/") or tried.subreddit
    wanted = "" if name == _EVERY else name
    origin = Origin(
        file=source, store=store, live=live, config=config, subreddit=wanted
    )
    given = opened(origin)
    present = _present(tried, against, config)
    asked = Asked(
        rules=tried,
        against=present.rules if present else None,
        briefings=_briefings(config),
        subreddit=wanted.lower(),
        since=_day(since, "--since") if since else 0.0,
        until=_day(until, "--until") + 86_400 if until else math.inf,
        one_in=sample,
        moderators=given.moderators.union(moderator or ()),
        account=given.account,
        detector=not no_detector,
        models=None if no_model else MODELS,
        memory=None if no_model else cache,
    )
    about = _about(given, asked, str(rules), present)
    asked_for = _asked_for(given, asked, about)
    with closing(Note(_noted_at(progress, out, html, source), asked_for)) as note:
        with_jobs = partial(shared, jobs=jobs or _jobs(origin))
        tally = _replayed(given, asked, note, with_jobs, stop=on_error is OnError.STOP)
        found = report(tally, about)
        _write(out, _json(found, note) if json_ else [_text(found, note, most)])
        if html is not None:
            write_whole(html, page(found, note.differences()))
        note.remove()
    if tally.broken:
        raise Refused(f"{given.history.name}: not all was read: {tally.broken}")


@dataclass(frozen=True, slots=True)
class _Present:
    """Rules to compare with, and where they stand."""

    rules: Rules
    name: str


def _present(tried: Rules, against: Path | None, config: Path) -> _Present | None:
    """Find what to compare with: what is given, or what the configuration holds."""
    if against is not None:
        return _Present(parse_rules(read(against), source=str(against)), str(against))
    known = library.rules_of(config).get(tried.subreddit.lower())
    return None if known is None else _Present(known, f"the rules in {config}")


def _briefings(config: Path) -> tuple[Briefing, ...]:
    folder = config / "briefings"
    return read_briefings([folder]) if any(folder.glob("*.md")) else ()


def _day(written: str, option: str) -> float:
    """Read a day; the time at which it begins."""
    try:
        day = date.fromisoformat(written)
        return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    except ValueError:
        problem = Problem(Place(option), f"'{written}' is no day", "2026-01-31")
        raise BadInput(problem) from None


def _about(given: Opened, asked: Asked, name: str, present: _Present | None) -> About:
    briefings = [one.id for one in asked.briefings]
    return About(
        civilbot=civilbot.__version__,
        detector=_detector(asked),
        source=given.history.name,
        rules=_set(name, asked.rules),
        against=_set(present.name, present.rules) if present else None,
        one_in=asked.one_in,
        modes=modes_of(asked.rules, briefings, detector=asked.detector),
    )


def _detector(asked: Asked) -> str:
    """Name what judges language."""
    if not asked.detector:
        return "none"
    return asked.models.scorer().model if asked.models else language.MODEL


def _set(name: str, rules: Rules) -> RuleSet:
    return RuleSet(name=name, subreddit=rules.subreddit, version=rules.version)


def _noted_at(
    progress: Path | None, out: Path | None, html: Path | None, source: Path | None
) -> Path | None:
    """Say where to note how far it is; only a file can be gone on with."""
    if source is None:
        if progress is not None:
            hint = "leave --progress out"
            problem = Problem(Place("--progress"), "only a file can be resumed", hint)
            raise BadInput(problem)
        return None
    beside = out or html or source
    return progress or beside.with_name(f"{beside.name}.progress")


def _asked_for(given: Opened, asked: Asked, about: About) -> dict[str, str]:
    """Name all that a report depends on: what was begun for one is no good for others.

    How many processes share the work is not among it.
    """
    briefings = "".join(one.model_dump_json() for one in asked.briefings)
    return {
        "civilbot": about.civilbot,
        "detector": about.detector,
        "source": json.dumps(given.history.identity, sort_keys=True),
        "rules": about.rules.version,
        "rules to compare with": about.against.version if about.against else "",
        "briefings": hashlib.sha256(briefings.encode()).hexdigest(),
        "subreddit": asked.subreddit,
        "days": f"{asked.since} {asked.until}",
        "sample": str(asked.one_in),
        "moderators": " ".join(sorted(asked.moderators)),
        "account": asked.account,
    }


def _jobs(origin: Origin) -> int:
    """Say how many processes are worth it; nobody knows how much standard input holds.

    Listings and databases are small.
    """
    small = origin.file is not None and origin.file.stat().st_size < _SMALL
    if small or origin.store or origin.live:
        return 1
    return os.cpu_count() or 1


def _replayed(
    given: Opened, asked: Asked, note: Note, share: Share, *, stop: bool
) -> Tally:
    """Replay it, and say on standard error how it goes and how long it took."""
    shown = Progress(None, sys.stderr, what="items")
    began = monotonic()
    count = 0

    def told(done: Done, _: Tally) -> None:
        nonlocal count
        count += done.tally.judged
        shown.step(done.tally.judged, done.share)

    run = Run(
        history=given.history,
        asked=asked,
        share=share,
        progress=note,
        told=told,
        stop=stop,
    )
    try:
        tally = run.replay()
    finally:
        shown.clear()
    seconds = monotonic() - began
    pace = f"{count:,} items in {seconds:,.1f} s, {count / seconds:,.0f} a second"
    typer.echo(f"civilbot: {pace}", err=True)
    return tally


def _text(found: Report, note: Note, most: int) -> str:
    return text(found, note.differences(), most=most)


def _json(found: Report, note: Note) -> Iterator[str]:
    """Write the figures and all that differs, which need not fit into memory."""
    head = json.dumps(found.model_dump(mode="json"), indent=2)
    yield head.removesuffix("\n}")
    if found.changes is not None:
        yield ',\n  "differences": ['
        for number, one in enumerate(note.differences()):
            comma = "," if number else ""
            yield f"{comma}\n    {json.dumps(one.model_dump(mode='json'))}"
        yield "\n  ]"
    yield "\n}\n"


def _write(out: Path | None, pieces: Iterable[str]) -> None:
    if out is not None:
        write_whole(out, pieces)
        return
    for piece in pieces:
        sys.stdout.write(piece)
