"""Measures the bot on this machine; prints ratios against baselines of the same run.

Run by `make bench`. Nothing here fails: machines differ and are noisy.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from civilbot import language
from civilbot.briefings import match
from civilbot.cli.documents import read_briefings
from civilbot.judge import judge
from civilbot.library import starter_directory
from civilbot.model import Context, Decision, Item, Kind
from civilbot.rules import Rules
from civilbot.simulator import Simulator
from civilbot.store import SqlStore
from tests.scenario.bot import configure, environment

#: Reddit's usual budget is 1,000 requests in 600 seconds, 100 items in each.
REDDIT_ITEMS_PER_S = 1000 / 600 * 100
REDDIT_REQUESTS_PER_S = 1000 / 600

TEXTS = (
    "I read the whole report and I still disagree with the second half of it.",
    "You are a worthless idiot and everybody here knows it.",
    "Putin is a war criminal and this government is a pack of liars.",
    "> you people are vermin\n\nPlease don't talk to anybody like that.",
    "The library buys new chairs. I for one welcome our wooden overlords.",
)
IDLE_S = 30.0


def rate(work: Callable[[int], object], *, seconds: float = 2.0) -> float:
    """Give how often a second the work is done."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        work(count)
        count += 1
    return count / (time.perf_counter() - start)


def tell(what: str, value: float, unit: str, ratio: float, against: str) -> None:
    """Print one line."""
    print(f"{what:<34}{value:>12,.1f} {unit:<12}{ratio:>9,.2f} x {against}", flush=True)


def thinking() -> None:
    """Measure the detector, the matcher and the whole judge."""
    plain = rate(lambda n: TEXTS[n % len(TEXTS)].casefold().split())
    read = rate(lambda n: language.read(TEXTS[n % len(TEXTS)]))
    tell("detector", read, "texts/s", read / plain, "str.casefold().split()")
    known = read_briefings([starter_directory() / "briefings"])
    items = [_item(n, Kind.SUBMISSION) for n in range(50)]
    matched = rate(lambda n: match(items[n % 50], known))
    tell("matcher", matched, "titles/s", matched / plain, "str.casefold().split()")
    rules = Rules(subreddit="Bench")
    comments = [_item(n, Kind.COMMENT) for n in range(50)]
    context = Context(now=1000.0, account="civilbot")
    judged = rate(lambda n: judge(comments[n % 50], context, rules, known))
    against = "what Reddit can send"
    tell("judge, comments", judged, "items/s", judged / REDDIT_ITEMS_PER_S, against)


def _item(number: int, kind: Kind) -> Item:
    return Item(
        fullname=f"{kind.value}_{number:x}",
        kind=kind,
        subreddit="Bench",
        author="somebody",
        created_utc=900.0,
        title=f"Leaders talk about a ceasefire, round {number}",
        text=TEXTS[number % len(TEXTS)],
        thread="t3_1",
    )


def keeping(folder: Path) -> None:
    """Measure how fast decisions are recorded, 100 in a transaction."""
    store = SqlStore(f"sqlite:///{folder / 'bench.sqlite3'}")
    rules = Rules(subreddit="Bench")
    context = Context(now=1000.0, account="civilbot")

    def batch(number: int) -> None:
        first = 100 * number
        decisions: list[Decision] = [
            judge(_item(n, Kind.COMMENT), context, rules)
            for n in range(first, first + 100)
        ]
        store.record(
            decisions, account="civilbot", now=1000.0, source="comments", cursor=900.0
        )

    recorded = 100 * rate(batch)
    against = "what Reddit can send"
    ratio = recorded / REDDIT_ITEMS_PER_S
    tell("judged and recorded, SQLite", recorded, "items/s", ratio, against)
    store.close()


def idling(folder: Path) -> None:
    """Measure the start, and an idle service: time to first poll, CPU, memory."""
    with Simulator() as sim:
        directory = configure(folder / "config", {"subreddit": "HeatedDebate"})
        (directory / "civilbot.yaml").write_text("log: json\n")
        bare = _seconds([sys.executable, "-c", "pass"])
        born = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "civilbot", "run", "--config", str(directory)],
            env=environment(sim),
            stderr=subprocess.DEVNULL,
        )
        try:
            while not _polled(sim):
                time.sleep(0.01)
            first = time.perf_counter() - born
            tell("start to first poll", first, "s", first / bare, "a bare interpreter")
            time.sleep(5)
            before = _cpu(process.pid)
            time.sleep(IDLE_S)
            share = 100 * (_cpu(process.pid) - before) / IDLE_S
            tell("idle service, processor", share, "% of a core", share / 3, "3 %")
            memory = _memory(process.pid)
            tell("idle service, memory", memory, "MB", memory / 300, "300 MB")
        finally:
            process.terminate()
            process.wait()


def _polled(sim: Simulator) -> bool:
    journal = sim.control.order("GET", "/_sim/journal")["requests"]
    return any(entry["path"].rstrip("/").endswith("/new") for entry in journal)


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def _cpu(pid: int) -> float:
    """Give the processor seconds that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Give the resident memory of a process, in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return 0.0


def main() -> None:
    """Measure everything."""
    thinking()
    with tempfile.TemporaryDirectory() as folder:
        keeping(Path(folder))
        idling(Path(folder))


if __name__ == "__main__":
    main()
