"""Measures the matching on one core: titles a second, fitting, and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from civilbot import library, sentences
from civilbot.briefings import Briefing, Meaning, labels, match, teach, texts
from civilbot.cli.documents import read_briefings
from civilbot.evaluation.teaching import by_shared_words, thread
from tests.bench.measuring import memory, one_core, rate, tell

BRIEFINGS = 10
_FITS = 20
_AGAINST = "plain TF-IDF"


def measure(_folder: Path) -> None:
    """Measure titles a second against ten briefings, beside plain TF-IDF."""
    with one_core():
        briefings = _ten()
        titles = _titles(briefings)
        plain = rate(_cycling(titles, _shared_words(briefings)))
        tell("TF-IDF, ten briefings", plain, "titles/s", 1.0, _AGAINST)
        words = rate(_cycling(titles, _words(briefings)))
        tell("hand rule, ten briefings", words, "titles/s", words / plain, _AGAINST)
        whole = rate(_cycling(titles, _meaning(briefings)))
        tell("matcher, ten briefings", whole, "titles/s", whole / plain, _AGAINST)
        encoder = sentences.load()
        read = rate(_cycling(titles, encoder.vector))
        tell("reading a title alone", read, "titles/s", read / plain, _AGAINST)
        _fitting(briefings[0], 1.0 / plain)
        _memory()


def _ten() -> tuple[Briefing, ...]:
    """Give ten briefings: those that ship, again and again under other names."""
    known = read_briefings([library.starter_directory() / "briefings"])
    return tuple(
        known[at % len(known)].model_copy(update={"id": f"briefing-{at}"})
        for at in range(BRIEFINGS)
    )


def _titles(briefings: Sequence[Briefing]) -> list[str]:
    """Give the briefings' own examples as titles, a word put before each."""
    return [
        f"Today: {title}"
        for one in briefings[:3]
        for title in (*one.topic.examples.match, *one.topic.examples.near)
    ]


def _cycling(
    titles: Sequence[str], work: Callable[[str], object]
) -> Callable[[int], object]:
    return lambda number: work(titles[number % len(titles)])


def _shared_words(briefings: Sequence[Briefing]) -> Callable[[str], object]:
    judges = [by_shared_words(one.topic) for one in briefings]
    return lambda title: max(judge(title).confidence for judge in judges)


def _words(briefings: Sequence[Briefing]) -> Callable[[str], object]:
    return lambda title: match(thread(title), briefings)


def _meaning(briefings: Sequence[Briefing]) -> Callable[[str], object]:
    encoder = sentences.load()
    matchers = {one.id: library.taught(one.topic, encoder) for one in briefings}

    def work(title: str) -> object:
        meaning = Meaning(encoder.vector(title), (), matchers)
        return match(thread(title), briefings, meaning)

    return work


def _fitting(briefing: Briefing, a_title: float) -> None:
    encoder = sentences.load()
    vectors = [encoder.vector(text) for text in texts(briefing.topic)]
    took = []
    for _ in range(_FITS):
        start = perf_counter()
        known = labels(briefing.topic)
        teach(briefing.topic, vectors, encoder.learn(vectors, known))
        took.append(perf_counter() - start)
    fit = median(took)
    what = f"fitting, {len(vectors)} texts"
    tell(what, 1000 * fit, "ms", fit / a_title, "a title by TF-IDF")


def _memory() -> None:
    """Measure what encoder and ten matchers add, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.matching"],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    before = found["before"]
    against = f"{before:.0f} MB without"
    for what in ("encoder", "matchers"):
        label = f"memory on top, with {what}"
        tell(label, found[what] - before, "MB", found[what] / before, against)


def main() -> None:
    """Print the memory held before and after loading, in MB."""
    briefings = _ten()
    found = {"before": memory()}
    encoder = sentences.load()
    encoder.vector("A title to warm up with")
    found["encoder"] = memory()
    matchers = [library.taught(one.topic, encoder) for one in briefings]
    found["matchers"] = memory()
    assert len(matchers) == BRIEFINGS
    print(json.dumps(found))


if __name__ == "__main__":
    main()
