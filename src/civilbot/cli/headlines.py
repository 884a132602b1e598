"""The command that measures which threads briefings are offered to."""

import difflib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Annotated

import typer

from civilbot import library, sentences
from civilbot.briefings import Briefing
from civilbot.briefings.article import Topic
from civilbot.cli.documents import Given, given_or_shipped, read
from civilbot.errors import BadInput, Place, Problem
from civilbot.evaluation import match_tables
from civilbot.evaluation.bootstrap import Resampling
from civilbot.evaluation.matching import (
    MatchFigures,
    MatchReport,
    by_level,
    by_source,
    measure,
    measure_flattered,
)
from civilbot.evaluation.metrics import average_precision
from civilbot.evaluation.plain_values import plain
from civilbot.evaluation.risk import picture
from civilbot.evaluation.teaching import (
    Encoding,
    Judged,
    Making,
    by_meaning,
    by_shared_words,
    by_words,
    judge_all,
    leave_one_source_out,
    untaught_topic,
)
from civilbot.evaluation.titles import Label, LabelledTitle, read_titles
from civilbot.evaluation.wording import number
from civilbot.ports import Embedder

DOCUMENT = "judged by the document as it stands"
ZERO = "judged by the document's topic sentences alone: no examples, no terms by hand"
LEFT_OUT = "each source judged after the titles of all others were taught"


def match(
    files: Annotated[
        list[Path],
        typer.Argument(help="Labelled headlines; several are taken together."),
    ],
    briefings: Given = None,
    about: Annotated[
        str,
        typer.Option(help="The briefing that the labels speak of.", show_default=False),
    ] = "",
    leave_out: Annotated[
        bool,
        typer.Option(
            "--leave-one-source-out",
            help="Judge each source after the titles of the others were taught.",
        ),
    ] = False,
    zero: Annotated[
        bool,
        typer.Option("--zero", help="Use the topic sentences only, no examples."),
    ] = False,
    svg: Annotated[
        Path | None,
        typer.Option(help="Draw risk over coverage here.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the ranges.")] = 1,
    resamples: Annotated[
        int,
        typer.Option(min=0, help="How many samples the 95 % ranges are drawn from."),
    ] = 500,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = (
        False
    ),
) -> None:
    """Match labelled headlines (tab-separated: id title outlet date label doubtful).

    The matcher is measured beside the hand rule (terms and shared words, no sentence
    encoder) and plain TF-IDF.
    """
    if zero and leave_out:
        message = "--zero teaches nothing, so no source is left out; drop one of both"
        raise typer.BadParameter(message)
    how = Resampling(resamples, seed)
    known = given_or_shipped(briefings)
    report = _report(_titles(files), known, about, _Setting(zero, leave_out), how)
    if svg is not None:
        _draw(svg, report)
    typer.echo(
        json.dumps(plain(report), indent=2) if as_json else match_tables.text(report)
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the matchers are taught."""

    zero: bool
    leave_out: bool

    def __str__(self) -> str:
        if self.zero:
            return ZERO
        return LEFT_OUT if self.leave_out else DOCUMENT

    def judge(
        self, titles: Sequence[LabelledTitle], topic: Topic, make: Making
    ) -> list[Judged]:
        """Judge the titles by a matcher that was taught so."""
        if self.zero:
            return judge_all(titles, untaught_topic(topic), make)
        judge = leave_one_source_out if self.leave_out else judge_all
        return judge(titles, topic, make)


def _titles(files: Sequence[Path]) -> list[LabelledTitle]:
    read_all = [one for f in files for one in read_titles(read(f), source=str(f))]
    if not read_all:
        raise BadInput(Problem(Place(str(files[0])), "holds no headline"))
    return read_all


def _report(
    titles: Sequence[LabelledTitle],
    known: Sequence[Briefing],
    about: str,
    setting: _Setting,
    how: Resampling,
) -> MatchReport:
    encoding = _encoding()
    briefing = _named(known, about) if about else _likeliest(known, titles, encoding)
    others = [other for other in known if other.id != briefing.id]
    judge = partial(setting.judge, titles, briefing.topic)
    ours = judge(by_meaning(briefing, others, encoding))
    hand, shared = judge(by_words(briefing)), judge(by_shared_words)
    sure = [at for at, one in enumerate(titles) if not one.doubtful]
    return MatchReport(
        briefing=briefing.id,
        setting=str(setting),
        matchers=(
            measure("matcher", titles, ours, how),
            measure("hand rule", titles, hand, how),
            measure_flattered("TF-IDF", titles, shared, how),
        ),
        sure=measure(
            "matcher, sure",
            [titles[at] for at in sure],
            [ours[at] for at in sure],
            how,
        ),
        sources=by_source(titles, ours),
        levels=by_level(titles, ours),
        resampling=how,
    )


def _encoding() -> Encoding:
    """Read each text once, however often a matcher is taught anew."""
    encoder = sentences.load()
    remembering = _Remembering(encoder)
    return Encoding(
        remembering.vector, lambda topic: library.taught(topic, remembering)
    )


class _Remembering:
    """A sentence encoder that keeps what it has read: for one run, not for the bot."""

    def __init__(self, encoder: Embedder) -> None:
        self.model = encoder.model
        self.vector = cache(encoder.vector)
        self.learn = encoder.learn


def _named(known: Sequence[Briefing], wanted: str) -> Briefing:
    for briefing in known:
        if briefing.id == wanted:
            return briefing
    ids = [briefing.id for briefing in known]
    near = difflib.get_close_matches(wanted, ids, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"there is {', '.join(ids)}"
    raise typer.BadParameter(f"no briefing is named '{wanted}'; {hint}")


def _likeliest(
    known: Sequence[Briefing], titles: Sequence[LabelledTitle], encoding: Encoding
) -> Briefing:
    """Find the briefing that the labels speak of: the one that ranks them best."""
    truth = [one.label is Label.MATCH for one in titles]

    def ranked(briefing: Briefing) -> float:
        judged = judge_all(titles, briefing.topic, by_meaning(briefing, (), encoding))
        found = average_precision(truth, [one.confidence for one in judged])
        return -1.0 if math.isnan(found) else found

    return max(known, key=ranked) if len(known) > 1 else known[0]


def _draw(path: Path, report: MatchReport) -> None:
    curves = {_named_with_area(one): one.curve for one in report.matchers}
    title = f"Risk over coverage: {report.briefing}, {report.setting}"
    try:
        path.write_text(picture(title, curves), encoding="utf-8")
    except OSError as error:
        problem = Problem(Place(str(path)), error.strerror or "cannot be written")
        raise BadInput(problem) from None


def _named_with_area(one: MatchFigures) -> str:
    return f"{one.name}, AP {number(one.average_precision, 3)}"
