"""Comments to measure speed with: made of the project's own sentences, or real ones."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import yaml
from training.mix import DATA
from training.templates import read_templates, sentences

from tests.civility.suite import Expected, read_suite

HOSTILE_SHARE = 0.15
#: Lengths spread as on Reddit: half have 20 words at most, the mean is about 35.
_MEDIAN_WORDS, _SPREAD, _MOST_WORDS = 20, 1.05, 300
#: What people talk about all day; other templates are look-alikes, and hard on purpose.
_EVERYDAY = frozenset(
    {
        "criticism of power",
        "everyday talk",
        "friendly",
        "hard disagreement",
        "identity and nothing wrong",
        "news of war and crime",
        "playful and kind",
        "policy debate",
        "political headlines",
        "profanity at nobody",
        "quoted",
        "sarcasm at policies",
    }
)
#: Of so many sentences the one is taken that fills the comment best.
_TRIED = 6


@dataclass(frozen=True, slots=True)
class Sentences:
    """What comments are made of."""

    civil: Sequence[str]
    hostile: Sequence[str]


@cache
def known() -> Sentences:
    """Read the project's sentences: of the demo, the civility cases, the templates."""
    said = dict([*_of_the_demo(), *_of_the_cases(), *_of_the_templates()])
    return Sentences(
        civil=[text for text, hostile in said.items() if not hostile],
        hostile=[text for text, hostile in said.items() if hostile],
    )


def _of_the_demo() -> list[tuple[str, bool]]:
    story = resources.files("civilbot").joinpath("demo", "evening.yaml")
    scenes = yaml.safe_load(story.read_text("utf-8"))["scenes"]
    events = [event for scene in scenes for event in scene["events"]]
    return [(e["body"], e["expect"] != "leave") for e in events if e["do"] == "comment"]


def _of_the_cases() -> list[tuple[str, bool]]:
    return [
        (case.text, case.expect is Expected.FLAG)
        for section in read_suite().values()
        for pair in section.pairs
        for case in pair.cases
        if case.expect is not Expected.ABSTAIN
    ]


def _of_the_templates() -> list[tuple[str, bool]]:
    return [
        (one.text, bool(one.template.labels.heads["violation"]))
        for one in sentences(read_templates(), most=1)
        if one.template.labels.heads["violation"] or one.template.section in _EVERYDAY
    ]


def made(count: int = 500, *, seed: int = 0) -> list[str]:
    """Make comments of varied length, most of them civil; always the same ones."""
    dice = random.Random(seed)
    hostile = round(count * HOSTILE_SHARE)
    comments = [_comment(dice, hostile=number < hostile) for number in range(count)]
    dice.shuffle(comments)
    return comments


def _comment(dice: random.Random, *, hostile: bool) -> str:
    drawn = dice.lognormvariate(0, _SPREAD) * _MEDIAN_WORDS
    wanted = min(_MOST_WORDS, round(drawn))
    parts = [dice.choice(known().hostile)] if hostile else []
    while not parts or _words(*parts) < wanted - 3:
        tried = dice.choices(known().civil, k=_TRIED)
        missing = wanted - _words(*parts)
        parts.append(min(tried, key=lambda text: abs(missing - _words(text))))
    dice.shuffle(parts)
    return dice.choice((" ", " ", " ", "\n\n")).join(parts)


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def mean_words(texts: Sequence[str]) -> float:
    """Give how many words a text has on average."""
    return _words(*texts) / len(texts)


def real(count: int = 1000, data: Path = DATA) -> list[str]:
    """Give real comments (Reddit, dev split of CAD); none where they are not kept."""
    if not (data / "texts.parquet").exists():
        return []
    from pyarrow import parquet  # noqa: PLC0415 - only where there is something to read

    wanted = [("src", "=", "cad"), ("split", "=", "dev")]
    table = parquet.read_table(data / "texts.parquet", columns=["text"], filters=wanted)
    texts = [text.replace("[linebreak]", "\n") for text in table["text"].to_pylist()]
    return random.Random(0).sample(texts, min(count, len(texts)))
