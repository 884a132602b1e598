"""Commands on briefings: check them, and show exactly what would be posted."""

import difflib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from civilbot import library
from civilbot.briefings import Briefing, Lint, Severity, parse_briefing
from civilbot.briefings.lint import MALFORMED, Sifted, examine
from civilbot.briefings.lint.online import Followed
from civilbot.briefings.lint.online import findings as link_findings
from civilbot.cli import importing
from civilbot.cli.decisions import Config, Json
from civilbot.clock import SystemClock
from civilbot.errors import BadInput, Place, Problem
from civilbot.judge import reply_text
from civilbot.rules import NAME, Rules

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Check briefings, and show what would be posted.",
)

app.command("import")(importing.import_)

Files = Annotated[list[Path], typer.Argument(help="Briefings (.md) or folders.")]

Given = Annotated[
    Path | None,
    typer.Option(
        help="A briefing or a folder of them; those shipped if not given.",
        show_default=False,
    ),
]


def read_briefings(paths: Sequence[Path]) -> tuple[Briefing, ...]:
    """Read briefing files, and all those in folders.

    Raises:
        BadInput: a path is missing, or a document is wrong.
    """
    return tuple(parse_briefing(read(path), source=str(path)) for path in files(paths))


def given_or_shipped(path: Path | None) -> tuple[Briefing, ...]:
    """Read a briefing or a folder of them; those that ship, if none is given.

    Raises:
        BadInput: as `read_briefings`.
    """
    return read_briefings([path or library.starter_directory() / "briefings"])


def by_id(config: Path) -> Mapping[str, Briefing]:
    """Read the briefings of a configuration, by their ids.

    Raises:
        BadInput: as `read_briefings`.
    """
    return {one.id: one for one in read_briefings([config / "briefings"])}


def named(id_: str, known: Collection[str], config: Path) -> str:
    """Give an id back that is known; BadInput with what may be meant if it is not."""
    if id_ in known:
        return id_
    near = difflib.get_close_matches(id_, known, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known)}"
    place = Place(str(config / "briefings"))
    raise BadInput(Problem(place, f"no briefing has the id '{id_}'", hint))


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
def check(
    paths: Files,
    json_: Json = False,
    online: Annotated[
        bool, typer.Option("--online", help="Follow the links as well.")
    ] = False,
    config: Config = Path("config"),
    remember: Annotated[
        Path | None,
        typer.Option(
            help="Where to keep what was seen online; in --config's state by default.",
            show_default=False,
        ),
    ] = None,
    private_links: Annotated[
        bool,
        typer.Option("--private-links", help="Follow links into your own network too."),
    ] = False,
) -> None:
    """Validate and lint briefings: each finding with its line, rule, why and mend."""
    chosen = files(paths)
    seen: Mapping[str, Followed] = {}
    if online:
        seen = _follow(_readable(chosen), _memory(remember, config), private_links)
    told: set[str] = set()
    errors = 0
    for path in chosen:
        sifted = _examine(path, seen)
        errors += sum(lint.severity is Severity.ERROR for lint in sifted.told)
        if json_:
            typer.echo(json.dumps(_as_json(path, sifted)))
        else:
            _print(path, sifted, told)
    if errors:
        raise typer.Exit(1)


def _examine(path: Path, seen: Mapping[str, Followed]) -> Sifted:
    """Find what is wrong with a file; what cannot be read is an error as well."""
    text = read(path)
    try:
        briefing = parse_briefing(text, source=str(path))
    except BadInput as error:
        rule = MALFORMED
        lints = (Lint(problem, rule.severity, rule) for problem in error.problems)
        return Sifted(tuple(lints), ())
    links = tuple(link_findings(briefing, seen))
    return examine(briefing, today=SystemClock().today(), more=links)


def _readable(paths: Sequence[Path]) -> Iterator[Briefing]:
    for path in paths:
        with suppress(BadInput):
            yield parse_briefing(read(path), source=str(path))


def _memory(remember: Path | None, config: Path) -> Path:
    from civilbot.links import LINKS_FILE
    from civilbot.settings import load_settings

    return remember or load_settings(config).make_state_directory() / LINKS_FILE


def _follow(
    briefings: Iterable[Briefing], path: Path, private_too: bool
) -> Mapping[str, Followed]:
    """Follow the links that are due, and give what is known of all."""
    from civilbot.links import LinkCheck, Memory

    clock = SystemClock()
    memory = Memory(path)
    urls = [s.url for b in briefings for s in b.sources if s.url]
    due = memory.due(urls, clock.today())
    if due:
        typer.echo(f"civilbot: following {len(due)} links", err=True)
        check = LinkCheck(clock=clock, private_too=private_too)
        memory.learn(check.follow_all(due))
    return memory.seen(urls)


def _print(path: Path, sifted: Sifted, told: set[str]) -> None:
    """Print the findings; why a rule matters is said the first time."""
    for lint in sifted.told:
        typer.echo(str(lint))
        if lint.rule.name not in told:
            told.add(lint.rule.name)
            typer.echo(f"    why: {lint.rule.why}")
    for lint, why in sifted.silenced:
        typer.echo(f"silenced: {lint.problem.place}: [{lint.rule.name}] {why}")
    if not sifted.told:
        typer.echo(f"ok: {path}")


def _as_json(path: Path, sifted: Sifted) -> dict[str, Any]:
    return {
        "file": str(path),
        "findings": [_row(lint) for lint in sifted.told],
        "silenced": [_row(lint) | {"reason": why} for lint, why in sifted.silenced],
    }


def _row(lint: Lint) -> dict[str, Any]:
    return {
        "rule": lint.rule.name,
        "severity": lint.severity.value,
        "line": lint.problem.place.line,
        "column": lint.problem.place.column,
        "message": lint.problem.message,
        "why": lint.rule.why,
        "mend": lint.problem.hint or lint.rule.mend,
    }


@app.command("show")
def show(
    file: Annotated[
        str, typer.Argument(metavar="FILE|ID", help="A briefing (.md), or its id.")
    ],
    subreddit: Annotated[
        str,
        typer.Option(help="Whose rules give the wording.", show_default=False),
    ] = "",
    account: Annotated[str, typer.Option(help="The bot's account.")] = "civilbot",
    config: Config = Path("config"),
) -> None:
    """Print the reply exactly as it would be posted."""
    briefing = _written_or_named(file, config)
    name = subreddit.removeprefix("/").removeprefix("r/")
    rules = _rules_for(name, config) if name else Rules(subreddit="Example")
    typer.echo(reply_text(briefing, rules, account=account, case=""))


def _written_or_named(file: str, config: Path) -> Briefing:
    """Read a briefing's file, or find it by its id."""
    path = Path(file)
    if path.exists() or path.suffix or len(path.parts) > 1:
        return parse_briefing(read(path), source=file)
    known = by_id(config)
    return known[named(file, known, config)]


def _rules_for(name: str, config: Path) -> Rules:
    """Read a subreddit's rules; where there are none, say so and take the usual."""
    if not re.fullmatch(NAME, name):
        raise typer.BadParameter(f"'{name}' is no subreddit's name")
    known = library.rules_of(config)
    if name.lower() in known:
        return known[name.lower()]
    if known:
        written = {rules.subreddit for rules in known.values()}
        near = difflib.get_close_matches(name, written, 1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        message = f"no rules for r/{name} in {config}: shown in the usual wording"
        typer.echo(f"civilbot: {message}{hint}", err=True)
    return Rules(subreddit=name)
