"""Measures models side by side, set by set: how well each tells violations apart."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from civilbot.classifier import Classifier
from civilbot.classifier import linear as linear_model
from civilbot.evaluation.metrics import average_precision, roc_auc
from civilbot.language import read
from training.export import read_all
from training.labels import CRITICISM, HEADS, INCIVILITY, VIOLATION

#: Some sets ask something else: whether tweets at politicians are harsh, and whether
#: comments are rude or vulgar, whoever they hit.
_HEAD_OF = {
    "mupid": CRITICISM,
    "civil_comments": INCIVILITY,
    "reddit_incivility": INCIVILITY,
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What is judged: texts as written and as the model reads them, and the truth."""

    text: Sequence[str]
    plain: Sequence[str]
    source: NDArray[np.object_]
    truth: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one model on one set."""

    model: str
    source: str
    texts: int
    violations: int
    auc: float
    average_precision: float


#: A score per text for each head.
Scores = Mapping[str, NDArray[np.float64]]


def compare(
    texts: Texts,
    models: Mapping[str, Callable[[Texts], Scores]],
) -> Iterator[Line]:
    """Judge all texts with each model; yields a line per set and model."""
    for name, score in models.items():
        scores = score(texts)
        for source in sorted(set(texts.source)):
            of_set = texts.source == source
            head = _HEAD_OF.get(source, VIOLATION)
            held = scores.get(head, scores[VIOLATION])[of_set]
            yield _line((name, source), texts.truth[of_set], held)


def _line(
    what: tuple[str, str], truth: NDArray[np.bool_], scores: NDArray[np.float64]
) -> Line:
    wanted, listed = truth.tolist(), scores.tolist()
    return Line(
        model=what[0],
        source=what[1],
        texts=len(wanted),
        violations=sum(wanted),
        auc=roc_auc(wanted, listed),
        average_precision=average_precision(wanted, listed),
    )


def words(texts: Texts) -> Scores:
    """Score with the rules and word lists that need no training."""
    return {VIOLATION: np.array([read(text).score for text in texts.text])}


def linear(path: Path) -> Callable[[Texts], Scores]:
    """Score with the linear model."""
    model = linear_model.load(path)

    def score(texts: Texts) -> Scores:
        found = model.scores(texts.plain).astype(np.float64)
        return {head: found[:, at] for at, head in enumerate(model.heads)}

    return score


def student(folder: Path, *, glance: bool = False) -> Callable[[Texts], Scores]:
    """Score with the exported student, by itself, or with its first layers alone."""
    return lambda texts: by_head(read_all(folder, texts.plain)[0 if glance else 1])


def detector(folder: Path, *, cascade: bool = True) -> Callable[[Texts], Scores]:
    """Score with all that ships: linear model, encoder and rules together."""
    classifier = Classifier(folder, cascade=cascade)

    def score(texts: Texts) -> Scores:
        found = [read(text, scores=classifier.score(text)) for text in texts.text]
        return {
            VIOLATION: np.array([reading.score for reading in found]),
            INCIVILITY: np.array([reading.incivility for reading in found]),
        }

    return score


def by_head(logits: NDArray[np.float32]) -> Scores:
    """Return a score per head; which head is where is fixed by `HEADS`."""
    return {head: logits[:, at].astype(np.float64) for at, head in enumerate(HEADS)}


def table_of(lines: Sequence[Line]) -> str:
    """Write figures as a Markdown table."""
    rows = ["| set | model | texts | bad | AUC | AP |", "|---" * 6 + "|"]
    for line in sorted(lines, key=lambda line: (line.source, line.model)):
        figures = (line.auc, line.average_precision)
        shown = " | ".join("–" if math.isnan(f) else f"{f:.3f}" for f in figures)  # noqa: RUF001
        size = f"{line.texts} | {line.violations}"
        rows.append(f"| {line.source} | {line.model} | {size} | {shown} |")
    return "\n".join(rows) + "\n"


def as_dicts(lines: Sequence[Line]) -> list[dict[str, object]]:
    """Return figures as plain values; a figure that cannot be had is None."""
    return [
        {k: None if v != v else v for k, v in asdict(line).items()}  # noqa: PLR0124 - NaN
        for line in lines
    ]
