"""Races the detector against others, in one process on one core.

All take turns on the same comments, so that whatever slows the machine down slows
all of them. What is counted is processor time: that of other programs does not matter.

python -m tests.bench.race FOLDER
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from profanity_check import predict_prob
from tokenizers import Tokenizer

from civilbot import language
from civilbot.classifier import Classifier, load
from civilbot.classifier.manifest import TOKENIZER
from civilbot.classifier.shipped import FOLDER
from tests.bench import bert, comments
from tests.bench.measuring import percentile, tell

DETECTOR, ENCODER, BERT = "detector", "its encoder, no cascade", "BERT-sized encoder"
#: So many texts at once for those that can.
AT_ONCE = 8
#: Texts that each scores before the next one's turn.
_TURN = 50
#: The BERT takes part in one turn of so many; all turns are alike.
_BERT_EVERY = 5
_TOKENS = 128


@dataclass(frozen=True, slots=True)
class Contender:
    """What scores texts, how many at once, and in which turns it takes part."""

    score: Callable[[Sequence[str]], object]
    at_once: int = 1
    every: int = 1


@dataclass(slots=True)
class Lap:
    """What a contender took so far: processor seconds, one figure a call."""

    texts: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Texts a second."""
        return self.texts / sum(self.seconds)

    def milliseconds(self, share: float) -> float:
        """Give the percentile of a call."""
        return 1000 * percentile(self.seconds, share)


def turns(texts: Sequence[str], size: int) -> list[list[str]]:
    """Deal texts into turns of about this size that hold as many long ones each."""
    ranked = sorted(texts, key=len)
    count = max(1, len(texts) // size)
    return [ranked[at::count] for at in range(count)]


def race(texts: Sequence[str], contenders: Mapping[str, Contender]) -> dict[str, Lap]:
    """Let all score the texts in turns."""
    laps = {name: Lap() for name in contenders}
    for number, turn in enumerate(turns(texts, _TURN)):
        for name, one in contenders.items():
            if number % one.every == 0:
                _run(one, turn, laps[name])
    return laps


def _run(one: Contender, texts: Sequence[str], lap: Lap) -> None:
    # The first call after another's turn finds none of its own in the caches; it reads
    # the turn's last text, which is no longer kept when that is due.
    one.score(texts[-1:])
    for at in range(0, len(texts), one.at_once):
        batch = texts[at : at + one.at_once]
        start = time.process_time()
        one.score(batch)
        lap.seconds.append(time.process_time() - start)
        lap.texts += len(batch)


def entrants(folder: Path) -> dict[str, Contender]:
    """Load all who take part."""
    detector, encoder = load(), Classifier(FOLDER, cascade=False)
    read = _bert(folder)
    return {
        "rules alone": Contender(lambda texts: language.read(texts[0])),
        DETECTOR: Contender(lambda texts: detector.read(texts[0])),
        ENCODER: Contender(lambda texts: encoder.read(texts[0])),
        "alt-profanity-check": Contender(predict_prob),
        f"alt-profanity-check, {AT_ONCE} at once": Contender(predict_prob, AT_ONCE),
        BERT: Contender(read, every=_BERT_EVERY),
        f"{BERT}, {AT_ONCE} at once": Contender(read, AT_ONCE, every=_BERT_EVERY),
    }


def _bert(folder: Path) -> Callable[[Sequence[str]], object]:
    bert.build(folder / "bert.onnx")
    loaded = bert.Bert(folder / "bert.onnx")
    tokenizer = Tokenizer.from_file(str(FOLDER / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_TOKENS)
    return lambda texts: loaded.read([tokenizer.encode(text).ids for text in texts])


def report(laps: Mapping[str, Lap]) -> None:
    """Print texts a second, and what one comment takes, beside the BERT's best."""
    best = max(lap.rate for name, lap in laps.items() if name.startswith(BERT))
    for name, lap in laps.items():
        tell(name, lap.rate, "texts/s", lap.rate / best, "the faster BERT")
    for share in (0.5, 0.95):
        took, slow = (laps[name].milliseconds(share) for name in (DETECTOR, BERT))
        what = f"detector, one comment, p{100 * share:.0f}"
        tell(what, took, "ms", took / slow, "the BERT")


def _sets() -> Iterator[tuple[str, list[str]]]:
    yield "comments made of the project's own sentences", comments.made()
    if found := comments.real():
        yield "real comments (Reddit, dev split of CAD)", found


def main() -> None:
    """Race on made comments, and on real ones where they are kept."""
    contenders = entrants(Path(sys.argv[1]))
    detector = load()
    for what, texts in _sets():
        # What is only loaded when a text first needs it is loaded before the race.
        for text in texts:
            language.read(text)
        seen = sum(bool(detector.score(text).encoder) for text in texts) / len(texts)
        wall, used = time.perf_counter(), time.process_time()
        laps = race(texts, contenders)
        share = (time.process_time() - used) / (time.perf_counter() - wall)
        print(
            f"\n{len(texts)} {what}, {comments.mean_words(texts):.0f} words on "
            f"average; the encoder\nread {seen:.0%} of them. One core, {share:.0%} of "
            "it free for this; one thread each:"
        )
        report(laps)


if __name__ == "__main__":
    main()
