"""What is compared: each part of the detector, the whole, and two packages of others.

All get the same texts, as people wrote them, and give a score each. Those that
have an operating point also say what they would flag.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from civilbot import language
from civilbot.classifier import Classifier, linear
from civilbot.classifier.encoder import Encoder
from civilbot.classifier.manifest import LINEAR, read_manifest
from civilbot.language.normalise import spoken
from civilbot.model import Category, Caution, Reading

_LEVEL = Caution.CAUTIOUS


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A score per text, and whether it is flagged; no flags: no operating point."""

    scores: Sequence[float]
    flags: Sequence[bool] = ()


Judge = Callable[[Sequence[str]], Verdicts]


def judges(folder: Path) -> Mapping[str, Judge]:
    """Load everything that is compared; the detector is that of the folder."""
    return {
        "rules alone": _reads(lambda text: language.read(text, caution=_LEVEL)),
        "linear alone": _linear(folder),
        "encoder alone": _encoder(folder),
        "this detector": _detector(folder),
        "its incivility": _incivility(folder),
        "its identity hate": _identity_hate(folder),
        "alt-profanity-check": _profanity_check(),
        "VADER": _vader(),
    }


def _reads(read: Callable[[str], Reading]) -> Judge:
    def judge(texts: Sequence[str]) -> Verdicts:
        found = [read(text) for text in texts]
        return Verdicts([one.score for one in found], [bool(f.findings) for f in found])

    return judge


def _detector(folder: Path) -> Judge:
    classifier = Classifier(folder)
    return _reads(lambda text: classifier.read(text, caution=_LEVEL))


def _incivility(folder: Path) -> Judge:
    """Score how likely people are to call a text rude or vulgar, whoever it hits."""
    classifier = Classifier(folder)
    return lambda texts: Verdicts(
        [classifier.read(text, caution=_LEVEL).incivility or 0.0 for text in texts]
    )


def _identity_hate(folder: Path) -> Judge:
    """Score how likely a text attacks people for what they are."""
    classifier = Classifier(folder)

    def score(text: str) -> float:
        found = dict(classifier.read(text, caution=_LEVEL).categories)
        return found.get(Category.IDENTITY_HATE, 0.0)

    return lambda texts: Verdicts([score(text) for text in texts])


def _linear(folder: Path) -> Judge:
    """Score by the verdict's logit, which comes first."""
    model = linear.load(folder / LINEAR)
    return lambda texts: Verdicts(
        [float(model.logits(spoken(text))[0]) for text in texts]
    )


def _encoder(folder: Path) -> Judge:
    """Score by the verdict's logit, without cascade, rules or linear model."""
    tokens = read_manifest(folder).tokens
    model = Encoder(folder, tokens)
    return lambda texts: Verdicts(
        [float(model.read(spoken(text)).logits[0]) for text in texts]
    )


def _profanity_check() -> Judge:
    """Flag as its own `predict` does: from a chance of one half on."""
    # Only `make bench` installs it.
    from profanity_check import predict, predict_prob  # noqa: PLC0415

    def judge(texts: Sequence[str]) -> Verdicts:
        listed = list(texts)
        flags = [bool(flag) for flag in predict(listed)]
        return Verdicts([float(chance) for chance in predict_prob(listed)], flags)

    return judge


def _vader() -> Judge:
    """Flag what VADER's authors call negative: a compound score of -0.05 or less."""
    # Only `make bench` installs it.
    from vaderSentiment.vaderSentiment import (  # noqa: PLC0415
        SentimentIntensityAnalyzer,
    )

    analyser = SentimentIntensityAnalyzer()

    def judge(texts: Sequence[str]) -> Verdicts:
        found = [float(analyser.polarity_scores(text)["compound"]) for text in texts]
        flags = [compound <= -0.05 for compound in found]
        return Verdicts([(1.0 - compound) / 2.0 for compound in found], flags)

    return judge
