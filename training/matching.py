"""Fits the weights that every briefing's matcher starts from, on made-up subjects.

    python -m training.matching --titles ../shared/data/titles/dev.tsv

The subjects in training/topics/ were written for this; each names the labelled
titles that belong to it. The shipped briefing is not among them, so that it can be
measured on the same titles with a prior that never saw its answers. Each subject is
taken three times, twice with a third of its terms' words left out: moderators
forget some. For documents without examples a second set is fitted, on the same
subjects without theirs, and on their sentences alone. It needs numpy, no torch.

What it prints stands in `civilbot.briefings.fitting`.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from civilbot import sentences, yaml_text
from civilbot.briefings.article import Examples, Topic
from civilbot.briefings.features import NAMES, features
from civilbot.briefings.meaning import Vector, closest
from civilbot.briefings.teaching import labels, teach, texts
from civilbot.briefings.words import read_words
from civilbot.evaluation.metrics import average_precision
from civilbot.evaluation.teaching import untaught_topic
from civilbot.evaluation.titles import LabelledTitle, read_titles

FOLDER = Path(__file__).with_name("topics")

#: The share of titles about the subject that the weights are fitted for: as in the
#: labelled titles for the shipped briefing (94 of 356).
_SHARE = 0.25
#: Each version of a subject counts like so many titles.
_WORTH = 50.0
#: How many versions have a third of their terms' words left out.
_FORGETFUL = 2
_FORGOTTEN = 0.35
#: How strongly weights are held near zero (the bias is free).
_HELD = 1.0
#: The place of the leaning among the weights, bias first.
_LEAN = 1 + NAMES.index("leaning, in meaning")

Numbers = NDArray[np.float64]


class MadeUp(BaseModel):
    """A subject written for fitting, and the ids of the titles about it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: Topic
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One version of a subject: a row of features for each labelled title."""

    name: str
    rows: Numbers
    truth: NDArray[np.bool_]


def made_up() -> dict[str, MadeUp]:
    """Read the made-up subjects by name."""
    return {
        path.stem: yaml_text.load(path.read_text("utf-8"), MadeUp, source=path.name)
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def tables(titles: Sequence[LabelledTitle], *, alone: bool = False) -> list[Table]:
    """Judge every title by every version of every subject.

    Args:
        titles: labelled; the subjects name their ids.
        alone: leave out the subjects' examples.
    """
    encoder = sentences.load()
    read = [(title.title, encoder.vector(title.title)) for title in titles]
    found: list[Table] = []
    for name, subject in made_up().items():
        truth = np.array([title.id in subject.titles for title in titles])
        found += [
            Table(name, _rows(version, read), truth)
            for version in (_alone if alone else _versions)(subject.topic)
        ]
    return found


def _versions(topic: Topic) -> Iterator[Topic]:
    yield topic
    for seed in range(1, 1 + _FORGETFUL):
        dice = random.Random(seed)  # noqa: S311 - a sample, no secret
        terms = []
        for term in topic.terms:
            kept = tuple(w for w in term.words if dice.random() > _FORGOTTEN)
            terms.append(term.model_copy(update={"words": kept or term.words[:1]}))
        yield topic.model_copy(update={"terms": tuple(terms)})


def _alone(topic: Topic) -> Iterator[Topic]:
    for version in _versions(topic):
        yield version.model_copy(update={"examples": Examples()})
    yield untaught_topic(topic)


def _rows(topic: Topic, read: Sequence[tuple[str, Vector]]) -> Numbers:
    encoder = sentences.load()
    vectors = [encoder.vector(text) for text in texts(topic)]
    taught = teach(topic, vectors, encoder.learn(vectors, labels(topic)))
    rows = []
    for title, vector in read:
        words = read_words(taught.subject, title)
        near = closest(vector, taught.wanted).likeness
        lean = taught.learnt.lean(vector) if taught.learnt else 0.0
        rows.append((1.0, *features(words, closest=near, lean=lean)))
    return np.array(rows)


def fit(chosen: Sequence[Table], columns: Sequence[int]) -> Numbers:
    """Fit one set of weights to several subjects at once (Newton's method)."""
    rows = np.vstack([one.rows for one in chosen])[:, columns]
    truth = np.concatenate([one.truth for one in chosen]).astype(np.float64)
    worth = np.concatenate([_worth(one.truth) for one in chosen])
    held = np.full(len(columns), _HELD)
    held[0] = 1e-3
    weights = np.zeros(len(columns))
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (worth * (chance - truth)) + held * weights
        curve = (rows.T * (worth * chance * (1 - chance))) @ rows + np.diag(held)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _worth(truth: NDArray[np.bool_]) -> Numbers:
    found: Numbers = np.where(
        truth,
        _SHARE * _WORTH / truth.sum(),
        (1 - _SHARE) * _WORTH / (~truth).sum(),
    )
    return found


def prior(chosen: Sequence[Table]) -> Numbers:
    """Fit the weights for briefings that have examples and counter-examples."""
    return fit(chosen, range(1 + len(NAMES)))


def prior_alone(chosen: Sequence[Table]) -> Numbers:
    """Fit those for briefings without: nothing is known of the leaning."""
    return np.append(fit(chosen, range(_LEAN)), 0.0)


def main() -> None:
    """Print both priors, and how well each subject is ranked by the others'."""
    parser = argparse.ArgumentParser(prog="python -m training.matching")
    parser.add_argument("--titles", type=Path, required=True, metavar="FILE")
    path: Path = parser.parse_args().titles
    titles = read_titles(path.read_text("utf-8"), source=str(path))
    found = tables(titles)
    alone = prior_alone(tables(titles, alone=True))
    for name, weights in (("PRIOR", prior(found)), ("PRIOR_ALONE", alone)):
        print(name, tuple(round(float(one), 2) for one in weights))  # noqa: T201
    for one in found:
        others = [other for other in found if other.name != one.name]
        ranked = average_precision(
            one.truth.tolist(), (one.rows @ prior(others)).tolist()
        )
        print(f"{one.name:<20} AP {ranked:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
