"""Measures `civilbot backtest` on two cores: pace, memory, and what a kill costs.

python -m tests.bench.backtest COUNT measures on fewer items than a million.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.bench import history
from tests.bench.measuring import memory, tell

ITEMS = 1_000_000
#: Items for the detector by words alone, and with the trained models.
_BY_WORDS, _BY_MODEL = 50_000, 2_000
_AGAINST = "plain JSON parsing on one core"

_RULES = """\
subreddit: News
mode: live
rules:
  - name: Shops
    mode: draft
    when: {body: {includes: [shop, buy, discount, promo code]}}
    reason: It looks like advertising
  - name: Wars in titles
    on: submission
    when: {title: {regex: ["\\\\bwars?\\\\b", "(cease|open)ing? fire"]}}
    do: [flair, report]
    flair: War
  - name: Far links
    when: {domain: [example.com, example.org]}
  - name: Very short
    on: comment
    when: {body_length: {below: 20}, top_level: true}
  - name: Shouting
    any_of:
      - body: {regex: ["[A-Z]{5,} [A-Z]{5,}"], case_sensitive: true}
      - body: {ends_with: ["!!", "???"]}
"""
_PRESENT = _RULES.replace("[shop, buy, discount, promo code]", "[shop, buy now]")


@dataclass(frozen=True, slots=True)
class Went:
    """How a backtest went."""

    report: bytes
    seconds: float
    #: Seconds that processors worked on it.
    busy: float
    #: MB of all its processes together, and of the first one, at their highest.
    peak: float
    first: float
    code: int


def measure(folder: Path) -> None:
    """Measure on a million items."""
    measure_on(folder, ITEMS)


def measure_on(folder: Path, count: int) -> None:
    """Measure on so many items."""
    (folder / "new.yaml").write_text(_RULES)
    (folder / "old.yaml").write_text(_PRESENT)
    dump = folder / "history.jsonl"
    with dump.open("w") as file:
        file.writelines(f"{line}\n" for line in history.lines(count))
    size = dump.stat().st_size / 1e9
    print(f"backtest: {count:,} items, {size:.1f} GB, {os.cpu_count()} cores")
    plain = _parsing(dump)
    tell("plain JSON parsing", plain.pace, "items/s", 1.0, _AGAINST)
    tell("plain JSON parsing, work", plain.work, "µs an item", 1.0, _AGAINST)
    whole = _rules_alone(dump, count, plain)
    _killed(dump, count, whole)
    _detector(dump, plain)


@dataclass(frozen=True, slots=True)
class Plain:
    """How plain parsing of JSON went: items a second, and µs of work for each."""

    pace: float
    work: float


def _parsing(dump: Path) -> Plain:
    with dump.open("rb") as file:
        lines = list(islice(file, 50_000))
    start, began = time.perf_counter(), time.process_time()
    for line in lines:
        json.loads(line)
    took, busy = time.perf_counter() - start, time.process_time() - began
    return Plain(len(lines) / took, busy * 1e6 / len(lines))


def _rules_alone(dump: Path, count: int, plain: Plain) -> Went:
    went = _backtest(dump, "--no-detector")
    _tell_pace("own rules, against the present", count, went, plain)
    idle = memory()
    against = f"{idle:.0f} MB of this process"
    tell("peak memory, all processes", went.peak, "MB", went.peak / idle, against)
    tell("peak memory, the first one", went.first, "MB", went.first / idle, against)
    return went


def _killed(dump: Path, count: int, whole: Went) -> None:
    """Kill it when it is halfway, start it again, and compare the reports."""
    note = dump.with_name(f"{dump.name}.progress")
    first = _backtest(dump, "--no-detector", until=lambda: _noted(note) > count / 2)
    if not note.exists():
        print("killed: it was faster than its first note; take more items")
        return
    done = _noted(note)
    second = _backtest(dump, "--no-detector")
    found = json.loads(second.report)["source"]
    counted = found["judged"] + sum(found["gone"].values())
    same = "the same report" if second.report == whole.report else "ANOTHER REPORT"
    print(
        f"killed ({first.code}) after {first.seconds:.0f} s at {done:,} items, went on:"
        f" {counted:,} items counted of {count:,}, {same}"
    )
    rest = whole.seconds * (1 - done / count)
    tell(
        "the rest after a kill", second.seconds, "s", second.seconds / rest, "its share"
    )


def _noted(note: Path) -> int:
    try:
        return int(json.loads(note.read_bytes())["line"])
    except FileNotFoundError:
        return 0


def _detector(dump: Path, plain: Plain) -> None:
    some = dump.with_name("some.jsonl")
    for count, what, options in (
        (_BY_WORDS, "detector, words alone", ["--no-model"]),
        (_BY_MODEL, "detector, trained model", ["--cache", "cache.sqlite3"]),
        (_BY_MODEL, "again, scores kept", ["--cache", "cache.sqlite3"]),
    ):
        with dump.open("rb") as file:
            some.write_bytes(b"".join(islice(file, count)))
        went = _backtest(some, *options)
        _tell_pace(what, count, went, plain)
        cache = dump.with_name("cache.sqlite3")
        if "again" in what:
            each = cache.stat().st_size / count
            tell("kept scores, a text", each, "bytes", each / 40_000, "a longest text")
        tell(f"{what}: peak", went.peak, "MB", went.peak / memory(), "this process")


def _tell_pace(what: str, count: int, went: Went, plain: Plain) -> None:
    pace = count / went.seconds
    tell(what, pace, "items/s", pace / plain.pace, _AGAINST)
    work = went.busy * 1e6 / count
    tell(f"{what}, work", work, "µs an item", work / plain.work, _AGAINST)


def _backtest(
    dump: Path, *options: str, until: Callable[[], bool] | None = None
) -> Went:
    """Run it to its end, or until it is to be killed."""
    words = [dump.name, "--rules", "new.yaml", "--against", "old.yaml", *options]
    command = [sys.executable, "-m", "civilbot", "backtest", *words, "--json"]
    out = dump.with_name("report.json")
    start, worked = time.perf_counter(), _worked()
    with out.open("wb") as report:
        running = subprocess.Popen(
            [*command, "--config", ".", "--jobs", "2"],
            cwd=dump.parent,
            stdout=report,
            stderr=subprocess.DEVNULL,
        )
        peak = first = 0.0
        while running.poll() is None:
            own = _held(running.pid)
            first = max(first, own)
            peak = max(peak, own + sum(map(_held, _children(running.pid))))
            if until is not None and until():
                running.kill()
            time.sleep(0.1)
    seconds = time.perf_counter() - start
    busy = _worked() - worked
    return Went(out.read_bytes(), seconds, busy, peak, first, running.returncode)


def _worked() -> float:
    """Give how long processors have worked for the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _children(process: int) -> Sequence[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return ()
    return [int(child) for child in listed.split()]


def _held(process: int) -> float:
    try:
        return memory(process)
    except OSError:
        return 0.0


def main() -> None:
    """Measure on as many items as are asked for."""
    with tempfile.TemporaryDirectory() as folder:
        measure_on(Path(folder), int(sys.argv[1]))


if __name__ == "__main__":
    main()
