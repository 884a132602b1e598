"""Commands that measure quality on labelled files."""

import json
import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from civilbot import classifier, language
from civilbot.cli import headlines
from civilbot.cli.texts import RulesOnly, reader
from civilbot.errors import BadInput, Place, Problem
from civilbot.evaluation import flips, tables
from civilbot.evaluation.bootstrap import Resampling
from civilbot.evaluation.civility import evaluate_texts
from civilbot.evaluation.comparison import compare as compare_versions
from civilbot.evaluation.comparison import read_labels, read_scored
from civilbot.evaluation.labelled import LabelledText, read_labelled
from civilbot.evaluation.page import page
from civilbot.evaluation.plain_values import plain
from civilbot.model import Caution

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Measure how well it judges, on files that people labelled.",
)


app.command("match")(headlines.match)

Resamples = Annotated[
    int, typer.Option(min=0, help="How many samples the 95 % ranges are drawn from.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command("flags")
def flags(
    files: Annotated[list[Path], typer.Argument(help="Labelled files.")],
    caution: Annotated[
        Caution, typer.Option(help="The operating point.")
    ] = Caution.CAUTIOUS,
    source: Annotated[
        list[str] | None,
        typer.Option(help="Only this set; may be repeated.", show_default=False),
    ] = None,
    split: Annotated[str, typer.Option(help="Only this split.")] = "",
    sample: Annotated[int, typer.Option(min=0, help="So many texts; 0 for all.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the sample and the ranges.")] = 1,
    resamples: Resamples = 500,
    as_json: Json = False,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a page with pictures here.", show_default=False),
    ] = None,
    rules_only: RulesOnly = False,
) -> None:
    """Score labelled texts (.tsv, .jsonl or .parquet with text, y, src, split).

    The columns category, target and group are measured too, where there are any.
    """
    rows = _chosen(files, set(source or ()), split)
    if 0 < sample < len(rows):
        rows = random.Random(seed).sample(rows, sample)  # noqa: S311 - a sample, no secret
    how = Resampling(resamples, seed)
    eagerly = partial(reader(rules_only=rules_only), caution=Caution.EAGER)
    model = language.MODEL if rules_only else classifier.load().model
    found = evaluate_texts(rows, eagerly, caution=caution, resampling=how)
    if html is not None:
        _write(html, page(found, model))
    if as_json:
        typer.echo(json.dumps({"model": model, **plain(found)}, indent=2))
        return
    typer.echo(f"{model}, {caution.value}")
    typer.echo(tables.text(found))


def _chosen(files: Sequence[Path], sources: set[str], split: str) -> list[LabelledText]:
    return [
        row
        for file in files
        for row in read_labelled(file)
        if (not sources or row.source in sources) and split in ("", row.split)
    ]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        problem = Problem(Place(str(path)), error.strerror or "cannot be written")
        raise BadInput(problem) from None


@app.command("compare")
def compare(
    before: Annotated[Path, typer.Argument(help="What `score` wrote, first version.")],
    after: Annotated[Path, typer.Argument(help="The same texts, second version.")],
    labels: Annotated[
        Path, typer.Option(help="Labelled texts with a column id.", show_default=False)
    ],
    examples: Annotated[
        int, typer.Option(min=0, help="How many changed verdicts to show each way.")
    ] = flips.EXAMPLES,
    seed: Annotated[int, typer.Option(help="Of the ranges.")] = 1,
    resamples: Resamples = 500,
    as_json: Json = False,
) -> None:
    """Compare two versions of the detector by what `civilbot score` wrote."""
    found = compare_versions(
        read_labels(labels),
        read_scored(before),
        read_scored(after),
        Resampling(resamples, seed),
    )
    if not found.texts:
        problem = Problem(Place(str(labels)), "no labelled id stands in both files")
        raise BadInput(problem)
    if as_json:
        typer.echo(json.dumps(plain(found), indent=2))
        return
    typer.echo(flips.text(found, examples=examples))
