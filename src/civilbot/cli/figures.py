"""Commands that measure quality on labelled files."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from civilbot import language
from civilbot.cli.documents import read, read_briefings
from civilbot.evaluation.civility import Figures, evaluate_texts, read_labelled
from civilbot.evaluation.metrics import Counts
from civilbot.evaluation.titles import TitleReport, matcher, read_titles, report
from civilbot.library import starter_directory
from civilbot.model import Caution

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Measure how well it judges, on files that people labelled.",
)

Labelled = Annotated[Path, typer.Argument(help="A labelled file.")]


@app.command("match")
def match(
    file: Labelled,
    briefings: Annotated[
        Path | None,
        typer.Option(help="A briefing or a folder of them.", show_default=False),
    ] = None,
) -> None:
    """Match labelled headlines (tab-separated: id title outlet date label doubtful)."""
    rows = read_titles(read(file), source=str(file))
    judge = matcher(read_briefings([briefings or starter_directory() / "briefings"]))
    typer.echo(TITLES_HEAD)
    typer.echo(_title_line("all", report(rows, judge)))
    sure = [row for row in rows if not row.doubtful]
    typer.echo(_title_line("without doubtful", report(sure, judge)))


TITLES_HEAD = (
    f"{'headlines':<18}{'n':>5}{'match':>6}  {'reply P':>7}{'R':>6}"
    f"  {'or ask P':>8}{'R':>6}{'AUC':>7}{'AP':>6}"
)


def _title_line(name: str, found: TitleReport) -> str:
    sure, seen = found.reply, found.reply_or_ask
    return (
        f"{name:<18}{found.titles:>5}{found.matches:>6}"
        f"  {sure.precision:>7.2f}{sure.recall:>6.2f}"
        f"  {seen.precision:>8.2f}{seen.recall:>6.2f}"
        f"{found.roc_auc:>7.3f}{found.average_precision:>6.2f}"
    )


@app.command("flags")
def flags(
    file: Labelled,
    caution: Annotated[
        Caution, typer.Option(help="The operating point.")
    ] = Caution.CAUTIOUS,
    source: Annotated[
        list[str] | None,
        typer.Option(help="Only this set; may be repeated.", show_default=False),
    ] = None,
    split: Annotated[str, typer.Option(help="Only this split.")] = "",
    sample: Annotated[int, typer.Option(min=0, help="So many texts; 0 for all.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the sample.")] = 1,
) -> None:
    """Score labelled texts (.tsv, .jsonl or .parquet with text, y, src, split)."""
    wanted = set(source or ())
    rows = [
        row
        for row in read_labelled(file)
        if (not wanted or row.source in wanted) and split in ("", row.split)
    ]
    if 0 < sample < len(rows):
        rows = random.Random(seed).sample(rows, sample)  # noqa: S311 - a sample, no secret
    found = evaluate_texts(rows, lambda text: language.read(text, caution=caution))
    typer.echo(f"{language.MODEL}, {caution.value}")
    typer.echo("\n".join(_civility_table(found.sets)))


def _civility_table(sets: Sequence[Figures]) -> list[str]:
    head = (
        f"{'set':<22}{'n':>6}{'bad':>6}{'flags':>6}{'P':>6}{'R':>6}"
        f"{'F1':>6}{'AUC':>7}{'AP':>6}"
    )
    return [head, *(_civility_line(one) for one in sets)]


def _civility_line(one: Figures) -> str:
    counts: Counts = one.counts
    return (
        f"{one.source:<22}{one.texts:>6}{one.violations:>6}{one.flagged:>6}"
        f"{counts.precision:>6.2f}{counts.recall:>6.2f}{counts.f1:>6.2f}"
        f"{one.auc:>7.3f}{one.average_precision:>6.2f}"
    )
