"""Do the words that the detector shows agree with those that people marked?

python -m training.spans [--texts N]: mean F1 over characters on the dev part of
Toxic Spans, for the rules, for occlusion of every word, of the few that ship, and
for the detector as it ships.
"""

import argparse
import ast
import csv
import re
import statistics
import sys
from collections.abc import Callable, Iterator

from civilbot.classifier import Classifier
from civilbot.classifier.shipped import FOLDER
from civilbot.language import read
from civilbot.language.evidence import gather
from civilbot.language.hits import Hit
from civilbot.language.normalise import normalise
from civilbot.language.places import pulled
from civilbot.language.scores import VIOLATION, Pull
from civilbot.language.spans import spans_of
from civilbot.model import Category, Caution, Reading, Target
from training.labels import draw
from training.mix import DATA, DEV, key_of, split_of

_WORD = re.compile(r"[\w'*@$-]+")
_MOST_WORDS = 60
_WHAT = (Category.PERSONAL_ATTACK, Target.OTHER_USER)

Marked = tuple[str, frozenset[int]]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="training.spans", description=__doc__)
    parser.add_argument("--texts", type=int, default=300)
    marked = sorted(_marked(), key=lambda one: draw(0, "spans", one[0]))
    marked = marked[: parser.parse_args().texts]
    model = Classifier(FOLDER, cascade=False)
    ways: dict[str, Callable[[str], frozenset[int]]] = {
        "rules": lambda text: _of_reading(read(text, caution=Caution.EAGER)),
        "the likeliest": lambda text: _placed(text, _parts(model, text)),
        "every word": lambda text: _placed(text, _occluded(model, text)),
        "detector": lambda text: _of_reading(model.read(text, caution=Caution.EAGER)),
    }
    for name, find in ways.items():
        scores = [f1(find(text), wanted) for text, wanted in marked]
        mean = statistics.fmean(scores)
        sys.stdout.write(f"{name:<14} F1 {mean:.3f} on {len(scores)} texts\n")
    return 0


def _marked() -> Iterator[Marked]:
    path = DATA / "toxic_spans_train.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places = frozenset(ast.literal_eval(row["spans"]))
            key = key_of(row["text"])
            if places and split_of("toxic_spans", "", key) == DEV:
                yield row["text"], places


def f1(found: frozenset[int], wanted: frozenset[int]) -> float:
    """Return the harmonic mean of precision and recall over characters."""
    if not found or not wanted:
        return float(found == wanted)
    both = len(found & wanted)
    return 2 * both / (len(found) + len(wanted))


def _placed(text: str, hits: list[Hit]) -> frozenset[int]:
    spans = spans_of(normalise(text), hits)
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _of_reading(reading: Reading) -> frozenset[int]:
    spans = [span for finding in reading.findings for span in finding.spans]
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _parts(model: Classifier, text: str) -> list[Hit]:
    return pulled(model.explain(text, model.score(text)).pulls, *_WHAT)


def _occluded(model: Classifier, text: str) -> list[Hit]:
    """Weigh each word by how much the verdict falls without it."""
    plain = gather(text).plain.text
    whole = model.score(text).encoder.get(VIOLATION, 0.0)
    pulls = []
    for match in list(_WORD.finditer(plain))[:_MOST_WORDS]:
        without = plain[: match.start()] + plain[match.end() :]
        left = model.score(without).encoder.get(VIOLATION, 0.0)
        pulls.append(Pull(match.start(), match.end(), whole - left))
    return pulled(pulls, *_WHAT)


if __name__ == "__main__":
    raise SystemExit(main())
