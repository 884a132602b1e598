"""Commands that judge texts and titles without any Reddit: score, match, evaluate."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from civilbot import classifier, language, library, sentences
from civilbot.briefings import match as match_briefing
from civilbot.briefings import understand
from civilbot.cli.decisions import store_of
from civilbot.cli.documents import Given, given_or_shipped
from civilbot.cli.lines import Answering, Row, answer_lines
from civilbot.model import Caution, Item, Kind, Reading

Input = Annotated[
    Path | None,
    typer.Argument(help="JSON lines; standard input if not given.", show_default=False),
]

RulesOnly = Annotated[
    bool, typer.Option("--rules-only", help="Without the trained model.")
]


class Text(Row):
    """A text to score."""

    text: str
    parent: str = ""
    title: str = ""


class Thread(Row):
    """A thread to match."""

    title: str
    selftext: str = ""
    url: str = ""
    flair: str = ""
    crosspost_title: str = ""
    crosspost_text: str = ""


def score(
    file: Input = None,
    caution: Annotated[
        Caution, typer.Option(help="How sure it must be before it flags.")
    ] = Caution.CAUTIOUS,
    jobs: Annotated[
        int, typer.Option(min=1, max=64, help="How many processes share the work.")
    ] = 1,
    stop: Annotated[
        bool, typer.Option("--stop", help="End at the first bad line.")
    ] = False,
    rules_only: RulesOnly = False,
) -> None:
    """Score texts: {"id","text","parent"?,"title"?} a line in, a verdict a line out."""
    answer = partial(_verdict, read=reader(rules_only=rules_only), caution=caution)
    answer_lines(file, Text, answer, Answering(jobs, stop))


class Reader(Protocol):
    """Judges a text, as `civilbot.language.read` does."""

    def __call__(
        self, text: str, *, caution: Caution, parent: str = "", title: str = ""
    ) -> Reading:
        """Judge a text."""


def reader(*, rules_only: bool) -> Reader:
    """Return what judges: the shipped model with the rules, or the rules alone.

    Raises:
        Refused: the model cannot be loaded.
    """
    if rules_only:
        return language.read
    classifier.load()
    return _read


def _read(text: str, *, caution: Caution, parent: str = "", title: str = "") -> Reading:
    """Judge with the shipped model; each process loads it once."""
    model = classifier.load()
    return model.read(text, caution=caution, parent=parent, title=title)


def _verdict(row: Text, *, read: Reader, caution: Caution) -> dict[str, Any]:
    reading = read(row.text, caution=caution, parent=row.parent, title=row.title)
    return {"id": row.id, **describe(reading)}


def describe(reading: Reading) -> dict[str, Any]:
    """Give a reading as the `score` command prints it."""
    worst = reading.worst
    spans = worst.spans if worst is not None else ()
    return {
        "flag": bool(reading.findings),
        "score": round(reading.score, 4),
        "category": worst.category.value if worst is not None else None,
        "incivility": reading.incivility,
        "categories": {name.value: round(s, 4) for name, s in reading.categories},
        "target": worst.target.value if worst is not None else None,
        "spans": [{"start": s.start, "end": s.end, "why": s.why} for s in spans],
        "reason": worst.reason if worst is not None else _left_alone(reading),
        "model": reading.model,
    }


def _left_alone(reading: Reading) -> str:
    if reading.abstained:
        return f"not judged: {reading.abstained}"
    return "; ".join(reading.vetoes) or "nothing inflammatory found"


def match(
    file: Input = None,
    briefings: Given = None,
    caution: Annotated[
        Caution, typer.Option(help="How sure it must be before it replies or asks.")
    ] = Caution.CAUTIOUS,
    config: Annotated[
        Path | None,
        typer.Option(
            help="A configuration: its briefings, and what moderators taught them.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Match threads with briefings: {"id","title",...} in, a verdict a line out."""
    if config is not None:
        briefings = briefings or config / "briefings"
    known = given_or_shipped(briefings)
    encoder = sentences.load()
    said = store_of(config).lessons() if config is not None else ()
    matchers = library.taught_all(known, encoder, said)

    def answer(row: Thread) -> dict[str, Any]:
        item = _item(row)
        meaning = understand(item, encoder.vector, matchers)
        found = match_briefing(item, known, meaning, caution)
        return {
            "id": row.id,
            "briefing": found.briefing or None,
            "confidence": round(found.confidence, 4),
            "verdict": found.verdict.value,
            "why": list(found.why),
        }

    answer_lines(file, Thread, answer)


def _item(row: Thread) -> Item:
    return Item(
        fullname=row.id,
        kind=Kind.SUBMISSION,
        subreddit="",
        author=None,
        created_utc=0.0,
        title=row.title,
        text=row.selftext,
        url=row.url,
        flair=row.flair,
        crosspost_title=row.crosspost_title,
        crosspost_text=row.crosspost_text,
    )
