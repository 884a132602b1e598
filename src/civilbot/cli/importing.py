"""`civilbot briefing import`: an article becomes a draft, and its gaps are listed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from civilbot.articles import MAX_BYTES, Format
from civilbot.briefings import Lint, Severity, check, parse_briefing
from civilbot.briefings.drafting import Draft, draft, write
from civilbot.briefings.drafting.draft import Passage
from civilbot.briefings.gaps import MARK, as_if_dated, left_in
from civilbot.briefings.lint.shape import LEFT_TO_FILL
from civilbot.cli.pages import bytes_of, give, name_of
from civilbot.clock import SystemClock
from civilbot.errors import Refused


def import_(
    file: Annotated[
        str, typer.Argument(help="An article: text, Markdown or HTML; - for input.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Where to write the draft.", show_default=False)
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over what is there.")
    ] = False,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="What FILE is, if that is not seen by itself."),
    ] = None,
) -> None:
    """Turn an article into a draft briefing, and list what a person must supply.

    The draft goes to standard output or to --out, the list to standard error. No
    address and no date is made up: what the article does not say is marked TODO.
    """
    from civilbot.articles.reading import read_article

    if out and out.exists() and not force:
        raise Refused(f"{out} is there already: take another name, or --force")
    name = name_of(file)
    made = draft(read_article(bytes_of(file, MAX_BYTES), source=name, form=form))
    text = write(made)
    give(text, out)
    for line in _told(made, text, source=str(out or "draft")):
        typer.echo(line, err=True)


def _told(made: Draft, text: str, *, source: str) -> Iterator[str]:
    """Say what a person must mend, what was left out, and how much was found."""
    lints = _lints(made, text, source)
    yield from map(str, lints)
    for what in made.left_out:
        yield f"left out: {what}"
    linked = sum(bool(reference.url) for reference in made.references)
    found = (f"{name}: {_count(passages)}" for name, passages in made.sections)
    references = f"References: {len(made.references)}, {linked} with a link"
    yield f"{source}: {', '.join(found)}, {references}"
    counted = Counter(lint.severity for lint in lints)
    yield (
        f"to mend before it is posted: {counted[Severity.ERROR]}; "
        f"to weigh: {counted[Severity.WARNING]}"
    )


def _count(passages: Sequence[Passage]) -> int:
    return sum(not passage.text.startswith(MARK) for passage in passages)


def _lints(made: Draft, text: str, source: str) -> tuple[Lint, ...]:
    """Lint a draft as if its open dates were given; they are marked all the same."""
    today = SystemClock().today()
    dated = as_if_dated(text, today=max(today, made.as_of or today))
    briefing = parse_briefing(dated, source=source)
    marks = {mark.place.line: mark for mark in left_in(text, source=source)}
    return tuple(
        replace(lint, problem=marks[lint.problem.place.line])
        if lint.rule is LEFT_TO_FILL and lint.problem.place.line in marks
        else lint
        for lint in check(briefing, today=today)
    )
