"""Measures the bot as a whole: its core, its ledger, and the service at rest."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
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
from tests.bench.measuring import memory, rate, seconds_of, tell
from tests.scenario.bot import configure, environment

#: Reddit's usual budget is 1,000 requests in 600 seconds, 100 items in each.
REDDIT_ITEMS_PER_S = 1000 / 600 * 100

TEXTS = (
    "I read the whole report and I still disagree with the second half of it.",
    "You are a worthless idiot and everybody here knows it.",
    "Putin is a war criminal and this government is a pack of liars.",
    "> you people are vermin\n\nPlease don't talk to anybody like that.",
    "The library buys new chairs. I for one welcome our wooden overlords.",
)
IDLE_S = 30.0


def thinking(_folder: Path) -> None:
    """Measure the rules, the matcher and the whole judge."""
    plain = rate(lambda n: TEXTS[n % len(TEXTS)].casefold().split())
    read = rate(lambda n: language.read(TEXTS[n % len(TEXTS)]))
    tell("rules", read, "texts/s", read / plain, "str.casefold().split()")
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


def ruling(_folder: Path) -> None:
    """Measure what rules of a subreddit's own cost: 200 of them against five."""
    few, many = _own_rules(5), _own_rules(200)
    best = {5: 0.0, 200: 0.0}
    # In turns, so that whatever else the machine does hits both.
    for count, rules in ((5, few), (200, many)) * 5:
        best[count] = max(best[count], rate(partial(_judge, rules=rules)))
    tell("judge, 5 own rules", best[5], "items/s", 1.0, "itself")
    tell("judge, 200 own rules", best[200], "items/s", best[200] / best[5], "5 rules")


def _judge(number: int, *, rules: Rules) -> Decision:
    context = Context(now=1000.0, account="civilbot")
    return judge(_item(number % 50, Kind.COMMENT), context, rules)


def _own_rules(count: int) -> Rules:
    """Rules as moderators write them: words, sites, patterns, and accounts."""
    kinds: tuple[Callable[[int], dict[str, object]], ...] = (
        lambda n: {"body": [f"spamword{n}", f"some phrase {n}"]},
        lambda n: {"domain": [f"site{n}.example", f"shop{n}.example"]},
        lambda n: {"text": {"regex": rf"\bbuy{n} (gold|silver)\b"}},
        lambda n: {"title": {"includes": f"offer {n}"}},
        lambda n: {
            "body": {"words": f"new{n}"},
            "author": {"total_karma": {"below": 9}},
        },
    )
    own = [{"name": f"rule {n}", "when": kinds[n % 5](n)} for n in range(count)]
    return Rules.model_validate({"subreddit": "Bench", "rules": own})


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
        bare = seconds_of([sys.executable, "-c", "pass"])
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
            held = memory(process.pid)
            tell("idle service, memory", held, "MB", held / 300, "300 MB")
        finally:
            process.terminate()
            process.wait()


def _polled(sim: Simulator) -> bool:
    journal = sim.control.order("GET", "/_sim/journal")["requests"]
    return any(entry["path"].rstrip("/").endswith("/new") for entry in journal)


def _cpu(pid: int) -> float:
    """Give the processor seconds that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
