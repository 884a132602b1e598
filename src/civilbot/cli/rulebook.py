"""Commands on rules documents: check them, try their examples, print their schema."""

import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import typer

from civilbot import library, yaml_text
from civilbot.briefings import Briefing, parse_briefing
from civilbot.cli.decisions import Config, Json
from civilbot.clock import SystemClock
from civilbot.errors import BadInput, Place, Problem, visible
from civilbot.rulebook import read_page
from civilbot.rules import Rules, read_rules
from civilbot.rules_examples import Models, Tried, failure, tried
from civilbot.rules_lint import Finding, Known, Severity, check, refused

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Check a subreddit's rules, and try their examples.",
)

#: Of more findings than these in one document, only the number is printed.
MOST = 40

#: For standard input.
_STDIN = Path("-")

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Rules documents; - for standard input; all of --config if none.",
        show_default=False,
    ),
]


Wiki = Annotated[
    str,
    typer.Option(
        "--wiki",
        metavar="SUBREDDIT",
        help="They are this subreddit's wiki page, which need not name it.",
        show_default=False,
    ),
]


@app.command("check")
def check_(
    files: Files = None,
    config: Config = Path("config"),
    subreddit: Wiki = "",
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave the examples untried.")
    ] = False,
    online: Annotated[
        bool, typer.Option("--online", help="Ask Reddit what the bot may do there.")
    ] = False,
    json_: Json = False,
) -> None:
    """Find mistakes in rules: each with its line, what was expected, how to mend it."""
    tools = _Tools(config, subreddit)
    granted = _granted(config) if online else {}
    errors = 0
    for path in _chosen(files, config):
        findings = _findings(path, tools, granted, quick=quick)
        errors += sum(one.severity is Severity.ERROR for one in findings)
        if json_:
            rows = [one.as_dict() for one in findings]
            typer.echo(json.dumps({"file": _name(path), "findings": rows}))
        else:
            _print(path, findings)
    if errors:
        raise typer.Exit(1)


@app.command("test")
def try_(
    files: Files = None,
    config: Config = Path("config"),
    subreddit: Wiki = "",
    json_: Json = False,
) -> None:
    """Try the examples under `tests`, as the bot would judge them; drafts as well."""
    tools = _Tools(config, subreddit)
    failed = 0
    for path in _chosen(files, config):
        document = tools.document(path, _bytes(path))
        tries = tools.tries(document.value)
        failed += sum(not one.holds for one in tries)
        if json_:
            typer.echo(json.dumps(_tried_as_json(path, document, tries)))
        else:
            _print_tries(path, document, tries)
    if failed:
        raise typer.Exit(1)


@app.command("schema")
def schema() -> None:
    """Print a JSON Schema of rules documents, from which editors complete."""
    from civilbot.rules_reference import schema_text

    typer.echo(schema_text(), nl=False)


@dataclass(frozen=True)
class _Tools:
    """What documents are checked against; loaded when it is first needed."""

    config: Path
    #: Whose wiki pages the documents are; "" for files.
    wiki: str = ""

    def document(self, path: Path, data: bytes) -> yaml_text.Document[Rules]:
        """Read a document; BadInput with every problem of it."""
        text = yaml_text.decode(data, source=_name(path))
        if self.wiki:
            name = self.wiki.removeprefix("/").removeprefix("r/")
            return read_page(text, name, source=_name(path))
        return read_rules(text, source=_name(path))

    @cached_property
    def briefings(self) -> tuple[Briefing, ...]:
        """The configuration's briefings; those that ship, where there is none."""
        own = self.config / "briefings"
        folder = own if own.is_dir() else library.starter_directory() / "briefings"
        return tuple(_readable(sorted(folder.glob("*.md"))))

    @cached_property
    def models(self) -> Models:
        """The models that ship, with the briefings."""
        from civilbot import classifier, sentences

        embedder = sentences.load()
        topics = {one.id: library.taught(one.topic, embedder) for one in self.briefings}
        return Models(
            scorer=classifier.load(),
            embedder=embedder,
            briefings=self.briefings,
            taught=topics,
        )

    def tries(self, rules: Rules) -> tuple[Tried, ...]:
        """Try the examples of a document."""
        if not rules.tests:
            return ()
        return tuple(tried(rules, self.models, today=SystemClock().today()))

    def known(self, permissions: frozenset[str] | None) -> Known:
        """Say what is known beside a document."""
        return Known(
            briefings={one.id: one.review_by for one in self.briefings},
            today=SystemClock().today(),
            permissions=permissions,
        )


def _readable(paths: Sequence[Path]) -> Iterator[Briefing]:
    for path in paths:
        # What is wrong with a briefing, `briefing check` tells.
        with suppress(BadInput):
            text = yaml_text.decode(_bytes(path), source=str(path))
            yield parse_briefing(text, source=str(path))


def _chosen(files: Sequence[Path] | None, config: Path) -> Sequence[Path]:
    """Give the documents to look at.

    Raises:
        BadInput: there is none.
    """
    if files:
        return files
    folder = config / "subreddits"
    found = sorted((*folder.glob("*.yaml"), *folder.glob("*.yml")))
    if not found:
        hint = "name a file, or the configuration by --config"
        raise BadInput(Problem(Place(str(folder)), "holds no rules document", hint))
    return found


def _name(path: Path) -> str:
    return "standard input" if path == _STDIN else str(path)


def _bytes(path: Path) -> bytes:
    """Read a file, as far as documents go.

    Raises:
        BadInput: it cannot be read.
    """
    if path == _STDIN:
        return sys.stdin.buffer.read(_FAR + 1)
    try:
        with path.open("rb") as stream:
            return stream.read(_FAR + 1)
    except OSError as error:
        why = error.strerror or "cannot be read"
        raise BadInput(Problem(Place(str(path)), why)) from None


#: More bytes of a document are not even read.
_FAR = 4 * yaml_text.MAX_CHARACTERS


def _granted(config: Path) -> dict[str, frozenset[str]]:
    """Ask Reddit what the bot's account may do, subreddit by subreddit."""
    from civilbot.app import credentials
    from civilbot.reddit import PrawReddit
    from civilbot.settings import load_settings

    settings = load_settings(config)
    settings.check_credentials()
    reddit = PrawReddit(credentials(settings), clock=SystemClock())
    return dict(reddit.permissions())


def _findings(
    path: Path, tools: _Tools, granted: dict[str, frozenset[str]], *, quick: bool
) -> tuple[Finding, ...]:
    data = _bytes(path)
    try:
        document = tools.document(path, data)
    except BadInput as error:
        return refused(error.problems)
    rules = document.value
    findings = check(document, tools.known(granted.get(rules.subreddit.lower())))
    if quick:
        return findings
    failed = (one for one in tools.tries(rules) if not one.holds)
    return (*findings, *(failure(document, one) for one in failed))


def _print(path: Path, findings: Sequence[Finding]) -> None:
    for one in findings[:MOST]:
        typer.echo(one.shown)
    if len(findings) > MOST:
        typer.echo(f"{_name(path)}: and {len(findings) - MOST:,} more findings")
    if not findings:
        typer.echo(f"ok: {_name(path)}")


def _print_tries(
    path: Path, document: yaml_text.Document[Rules], tries: Sequence[Tried]
) -> None:
    """Print the examples that fail, and how many there are."""
    failed = [one for one in tries if not one.holds]
    for one in failed:
        line = document.marks.line_of(("tests", one.number))
        typer.echo(f"{_name(path)}:{line}: {_words(one)}")
        rows = [("expected", one.expected), ("happened", one.happened)]
        rows += [("because", reason) for reason in one.reasons]
        if one.example.why:
            rows.append(("meant", one.example.why))
        for name, said in rows:
            typer.echo(_row(name, said))
    held = len(tries) - len(failed)
    typer.echo(f"{_name(path)}: {held} of {len(tries)} examples come out as expected")


def _row(name: str, said: str) -> str:
    """Write one line of a table, or more where it is long."""
    return textwrap.fill(
        visible(said),
        width=88,
        initial_indent=f"    {name:<9} ",
        subsequent_indent=" " * 14,
    )


def _words(one: Tried) -> str:
    """Quote the beginning of an example."""
    text = visible(one.example.body or one.example.title)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _tried_as_json(
    path: Path, document: yaml_text.Document[Rules], tries: Sequence[Tried]
) -> dict[str, Any]:
    rows = [
        {
            "line": document.marks.line_of(("tests", one.number)),
            "holds": one.holds,
            "expected": one.expected,
            "happened": one.happened,
            "reasons": list(one.reasons),
        }
        for one in tries
    ]
    return {"file": _name(path), "examples": rows}
