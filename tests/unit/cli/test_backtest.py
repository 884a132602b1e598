"""`civilbot backtest`: history in, what rules would do with it out; nothing is done."""

import json
import os
import pty
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from civilbot.backtest.text import DASH
from civilbot.simulator import Simulator
from tests.builders import INSULT
from tests.control import Control
from tests.scenario.bot import environment
from tests.unit.backtest.dumps import DAY, NOON, comment, dump, lines, many, post
from tests.unit.cli.conftest import Run
from tests.unit.cli.installed import installed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RULES = """\
subreddit: News
mode: live
flags:
  actions: []
rules:
  - name: No ads
    mode: draft
    when:
      body: buy
    do: [report]
"""
PRESENT = "subreddit: News\nmode: live\nflags: {actions: []}\n"


@pytest.fixture(name="rules")
def _rules(tmp_path: Path) -> Path:
    path = tmp_path / "new.yaml"
    path.write_text(RULES)
    return path


def _options(rules: Path) -> list[str]:
    """Without a configuration, and without the models."""
    return ["--rules", str(rules), "--config", str(rules.parent), "--no-model"]


def test_it_says_what_the_rules_would_do(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """Draft rules as well, in at most 80 columns."""
    path = dump(
        tmp_path / "dump.jsonl",
        comment("a", "Please buy this"),
        comment("b", "Do not buy it", banned_by="a_moderator"),
        comment("c", "Please buy this", created_utc=NOON + 3 * DAY, approved_by="m"),
        comment("d", "[removed]"),
        comment("e", subreddit="Other"),
        post("f", "A post"),
        b"{",
    )
    ended = civilbot("backtest", path, *_options(rules))
    assert ended.code == 0
    assert re.fullmatch(r"civilbot: 4 items in [\d.]+ s, [\d,]+ a second\n", ended.err)
    assert max(map(len, ended.out.replace(str(tmp_path), "").splitlines())) <= 80
    assert "4 items judged: 3 comments, 1 post, 2024-01-01 12:00:00 to" in ended.out
    assert "not judged, for their words are gone: 1 (removed 1)" in ended.out
    assert "not asked for: 1 (subreddit 1)\n    some are from r/Other: -" in ended.out
    assert "1 line could not be read:\n    line 7: not JSON" in ended.out
    assert "about 3 items in 4 days: 0.8 a day (median 0, most on" in ended.out
    assert re.search(r"^No ads +draft +3 +75\.00% +0\.8$", ended.out, re.MULTILINE)
    agreed = rf"^No ads +1 +1  0\.50 0\.09{DASH}0\.91 +1\.00 0\.21{DASH}1\.00$"
    assert re.search(agreed, ended.out, re.MULTILINE)
    assert "because No ads: “buy”" in ended.out


def test_what_differs_from_the_present_rules_is_listed(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """Those of the configuration, if none are given."""
    (tmp_path / "subreddits").mkdir()
    (tmp_path / "subreddits" / "News.yaml").write_text(PRESENT)
    path = dump(tmp_path / "dump.jsonl", comment("a", "buy"), comment("b", "sell"))
    ended = civilbot("backtest", path, *_options(rules))
    assert "1 decision differs:" in ended.out
    assert "new: nothing is done now" in ended.out
    assert "      now   nothing\n      then  report (draft): No ads: “buy”" in ended.out
    given = tmp_path / "old.yaml"
    given.write_text(RULES)
    same = civilbot("backtest", path, *_options(rules), "--against", given)
    assert "No decision differs from the rules compared with." in same.out


def test_json_holds_every_difference_and_keeps_its_shape(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """Programs read it."""
    old = tmp_path / "old.yaml"
    old.write_text(PRESENT)
    path = dump(tmp_path / "dump.jsonl", *many(200))
    ended = civilbot("backtest", path, *_options(rules), "--against", old, "--json")
    found = json.loads(ended.out)
    assert list(found) == [
        "format",
        "civilbot",
        "detector",
        "rules",
        "against",
        "one_in",
        "source",
        "load",
        "precision",
        "found",
        "fired",
        "changes",
        "differences",
    ]
    assert found["changes"] == {"new": 29}
    assert [one["item"] for one in found["differences"]] == [
        f"t1_k{number:06d}" for number in range(0, 200, 7)
    ]
    first = found["differences"][0]
    assert first["before"] == {"deeds": [], "rules": [], "reason": ""}
    assert first["after"]["deeds"] == [{"do": "report", "mode": "draft"}]
    [rule] = found["fired"]
    assert (rule["rule"], rule["fired"], rule["before"]) == ("No ads", 29, 0)
    alone = json.loads(civilbot("backtest", path, *_options(rules), "--json").out)
    assert (alone["against"], alone["changes"]) == (None, None)
    assert "differences" not in alone


class _Page(HTMLParser):
    """Collects what a page asks for, and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and where it points."""
        self.tags.add(tag)
        self.asked += [f"{tag} {v}" for name, v in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.text += data


def test_the_page_needs_nothing_else_and_runs_nothing(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """What users wrote is shown as they wrote it; links lead to Reddit alone."""
    bad = '<script>alert("buy")</script><img src=x onerror=y>'
    path = dump(
        tmp_path / "dump.jsonl",
        comment("a", bad, permalink="javascript:alert(1)"),
        comment("b", f"{bad} 2", permalink='/r/News/" onclick="x'),
        comment("c", "buy", permalink="/r/News/comments/root/cats/c/"),
        comment("d", "buy it", approved_by="m"),
    )
    html = tmp_path / "page.html"
    old = tmp_path / "old.yaml"
    old.write_text(PRESENT)
    given = [*_options(rules), "--against", str(old), "--html", str(html)]
    assert civilbot("backtest", path, *given).code == 0
    page = _Page()
    page.feed(html.read_text())
    assert page.tags.isdisjoint({"script", "img", "link", "iframe"})
    assert set(page.asked) == {
        "a https://www.reddit.com/r/News/comments/root/cats/c/",
        "a https://www.reddit.com/r/News/comments/root/_/d/",
    }
    assert bad in page.text
    assert {"svg", "table", "blockquote"} <= page.tags


def test_a_report_can_go_into_a_file(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """And nothing else is left behind."""
    (tmp_path / "in").mkdir()
    path = dump(tmp_path / "in" / "dump.jsonl", comment("a", "buy"))
    out = tmp_path / "report.txt"
    ended = civilbot("backtest", path, *_options(rules), "--out", out)
    assert (ended.code, ended.out) == (0, "")
    assert out.read_text().startswith("Backtest of ")
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "in",
        "new.yaml",
        "report.txt",
    ]
    assert [p.name for p in (tmp_path / "in").iterdir()] == ["dump.jsonl"]


def test_the_same_history_gives_the_same_report_however_it_is_read(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """By one process or several, packed or not, or from standard input."""
    whole = lines(*many(700), b"{", comment("gone", "[deleted]"))
    plain, packed = tmp_path / "dump.jsonl", tmp_path / "dump.zst"
    plain.write_bytes(whole)
    packed.write_bytes(zstd.compress(whole))
    given = [*_options(rules), "--json"]
    one = civilbot("backtest", plain, *given, "--jobs", "1").out
    assert json.loads(one)["source"]["judged"] == 700
    assert civilbot("backtest", plain, *given, "--jobs", "2").out == one
    other = civilbot("backtest", packed, *given, "--jobs", "1").out
    assert other.replace("dump.zst", "dump.jsonl") == one
    piped = civilbot("backtest", *given, "--jobs", "1", stdin=whole).out
    assert piped.replace("standard input", str(plain)) == one


def test_killed_from_outside_it_can_be_started_again(
    tmp_path: Path, rules: Path
) -> None:
    """`kill -9`, and the same command: the report is as if nothing had happened."""
    path = dump(tmp_path / "dump.jsonl", *many(2500))
    words = ["backtest", str(path), *_options(rules), "--json", "--jobs", "2"]
    command = [sys.executable, "-m", "civilbot", *words]
    begun = tmp_path / "dump.jsonl.progress.differences"
    running = subprocess.Popen(command, stdout=subprocess.PIPE)
    while not begun.exists():
        time.sleep(0.01)
    running.kill()
    # Its helpers hold the pipe: this ends only once they have ended, too.
    running.communicate(timeout=30)
    assert begun.exists()
    again = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(again.stdout)["source"]["judged"] == 2500
    assert not begun.exists()
    whole = subprocess.run(command, capture_output=True, check=True)
    assert whole.stdout == again.stdout


def test_a_backtest_that_was_begun_for_other_rules_is_not_gone_on_with(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """It says what differs, and what to do."""
    path = dump(tmp_path / "dump.jsonl", *many(20))
    note = tmp_path / "my.progress"
    given = [*_options(rules), "--progress", str(note)]
    stopped = civilbot("backtest", path, *given, "--html", tmp_path / "no" / "a.html")
    assert stopped.code == 2
    assert note.exists()
    rules.write_text(RULES.replace("buy", "sell"))
    refused = civilbot("backtest", path, *given)
    assert refused.code == 1
    assert "belongs to a backtest with other rules: remove it" in refused.err
    note.unlink()
    assert civilbot("backtest", path, *given).code == 0


def test_a_file_that_was_not_copied_whole_is_judged_and_told(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """Exit code 1: the report stands, but it is not on all."""
    path = tmp_path / "dump.zst"
    path.write_bytes(zstd.compress(lines(*many(500)))[:-20])
    ended = civilbot("backtest", path, *_options(rules))
    assert ended.code == 1
    assert ended.out.count("NOT ALL WAS READ: the file ends too early") == 1
    assert "not all was read: the file ends too early" in ended.err
    stopped = civilbot("backtest", path, *_options(rules), "--on-error", "stop")
    assert (stopped.code, stopped.out) == (2, "")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_can_stop_at_the_first_bad_line(
    civilbot: Run, tmp_path: Path, rules: Path, jobs: str
) -> None:
    """By its number, and without a report."""
    path = dump(tmp_path / "dump.jsonl", *many(700), comment("x", body=5), *many(5))
    given = [*_options(rules), "--on-error", "stop", "--jobs", jobs]
    ended = civilbot("backtest", path, *given)
    assert (ended.code, ended.out) == (2, "")
    assert f"civilbot: {path}:701: body: should be text\n" in ended.err


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (["--since", "yesterday"], 2, "--since: 'yesterday' is no day (2026-01-31)"),
        (["--until", "2026-02-30"], 2, "--until: '2026-02-30' is no day"),
        (["--store"], 2, "SOURCE: give one of a file, --store and --live"),
        (["--jobs", "0"], 2, "see civilbot backtest --help"),
        (["--sample", "0"], 2, "see civilbot backtest --help"),
        (["--on-error", "cry"], 2, "see civilbot backtest --help"),
        (["--against", "none.yaml"], 2, "none.yaml: No such file"),
        (["--out", "no/where/a.txt"], 2, "No such file or directory"),
    ],
)
def test_wrong_use_gets_one_clear_line(
    civilbot: Run, tmp_path: Path, rules: Path, given: list[str], code: int, told: str
) -> None:
    """Before anything is judged."""
    path = dump(tmp_path / "dump.jsonl", comment())
    ended = civilbot("backtest", path, *_options(rules), *given)
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1


def test_without_rules_it_is_wrong_use(civilbot: Run, tmp_path: Path) -> None:
    """There is nothing to try."""
    ended = civilbot("backtest", dump(tmp_path / "dump.jsonl", comment()))
    assert ended.code == 2
    assert "Missing parameter: rules (see civilbot backtest --help)" in ended.err


def test_standard_input_cannot_be_gone_on_with(civilbot: Run, rules: Path) -> None:
    """What was read from it is gone."""
    ended = civilbot("backtest", *_options(rules), "--progress", "x", stdin=b"{}")
    assert ended.code == 2
    assert "--progress: only a file can be resumed (leave --progress out)" in ended.err


def test_all_of_reddit_is_not_read_live(civilbot: Run, rules: Path) -> None:
    """The bot has no business in most of it."""
    ended = civilbot("backtest", "--live", *_options(rules), "--subreddit", "all")
    assert ended.code == 2
    assert "--subreddit: name one: --live reads no others" in ended.err


def test_days_narrow_what_is_judged(civilbot: Run, tmp_path: Path, rules: Path) -> None:
    """Both ends are included, whatever the hour."""
    days = [comment(f"d{n}", "buy", created_utc=NOON + n * DAY) for n in range(5)]
    path = dump(tmp_path / "dump.jsonl", *days)
    chosen = ["--since", "2024-01-02", "--until", "2024-01-04", "--json"]
    found = json.loads(civilbot("backtest", path, *_options(rules), *chosen).out)
    assert (found["source"]["judged"], found["load"]["days"]) == (3, 3)
    assert found["source"]["outside"] == {"time": 2}


def test_another_subreddit_s_history_can_be_tried(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """A new subreddit has none of its own."""
    path = dump(tmp_path / "dump.jsonl", comment("a", "buy", subreddit="Other"))
    given = [*_options(rules), "--json"]
    for name, judged in (("r/Other", 1), ("all", 1), ("third", 0)):
        ended = civilbot("backtest", path, *given, "--subreddit", name)
        assert json.loads(ended.out)["source"]["judged"] == judged


def test_with_the_models_scores_are_kept_for_the_next_time(
    civilbot: Run, tmp_path: Path, rules: Path
) -> None:
    """A second backtest with other rules comes to the same without reading again."""
    rules.write_text(RULES.replace("actions: []", "actions: [report]"))
    path = dump(
        tmp_path / "dump.jsonl", comment("a", INSULT), comment("b", "I see it so.")
    )
    given = ["--rules", rules, "--config", tmp_path, "--json"]
    cache = tmp_path / "scores.sqlite3"
    plain = civilbot("backtest", path, *given).out
    assert json.loads(plain)["detector"].startswith("civil-")
    assert json.loads(plain)["load"]["items"] == 1
    assert civilbot("backtest", path, *given, "--cache", cache).out == plain
    assert cache.exists()
    assert civilbot("backtest", path, *given, "--cache", cache).out == plain


def test_the_bot_s_own_database_can_be_replayed(civilbot: Run, tmp_path: Path) -> None:
    """Items whose words are kept, with what moderators said of them."""
    config = installed(tmp_path / "bot")
    rules = tmp_path / "new.yaml"
    rules.write_text("subreddit: News\nflags: {caution: eager}\n")
    given = ["--rules", rules, "--config", config, "--no-model", "--json"]
    found = json.loads(civilbot("backtest", "--store", *given).out)
    source = found["source"]
    assert (source["name"], source["judged"]) == ("the bot's own database", 2)
    assert source["gone"] == {"unseen": 1}
    assert source["said"] == {"approved": 1, "unseen": 1}
    assert source["proofs"] == {"the moderation log": 1}
    rule = next(r for r in found["fired"] if r["rule"] == "flags.personal_attack")
    assert rule["said"] == {"approved": 1}
    assert rule["precision"]["share"] == 0.0
    everywhere = civilbot("backtest", "--store", *given, "--subreddit", "all").out
    assert json.loads(everywhere)["source"]["judged"] == 3


def test_reddit_s_listings_can_be_replayed_and_nothing_is_written_there(
    civilbot: Run,
    tmp_path: Path,
    sim: Simulator,
    control: Control,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Posts and comments, with what they answer; moderators' words count."""
    thread = control.submit("HeatedDebate", title="Please buy this")
    removed = control.comment(thread, "Buy it now")
    control.comment(removed, "I see it so.")
    control.act(removed, "remove", by="kind_mod")
    rules = tmp_path / "new.yaml"
    rules.write_text(
        RULES.replace("News", "HeatedDebate").replace("body: buy", "text: buy")
    )
    config = installed(tmp_path / "bot")
    before = _writes(control)
    given = ["--rules", rules, "--config", config, "--no-model", "--json"]
    run = _with(monkeypatch, sim, civilbot)
    found = json.loads(run("backtest", "--live", *given).out)
    assert found["source"]["name"] == "the listings of r/HeatedDebate"
    assert found["source"]["posts"] >= 1
    rule = next(one for one in found["fired"] if one["rule"] == "No ads")
    assert rule["fired"] == 2
    assert rule["said"] == {"removed": 1, "unseen": 1}
    assert _writes(control) == before


def _with(monkeypatch: pytest.MonkeyPatch, sim: Simulator, run: Run) -> Run:
    for name, value in environment(sim).items():
        if name.startswith("CIVILBOT_"):
            monkeypatch.setenv(name, value)
    return run


def _writes(control: Control) -> list[Any]:
    """Requests that changed something on the simulated Reddit."""
    journal = control.order("GET", "journal")["requests"]
    return [r for r in journal if r["method"] != "GET" and "token" not in r["path"]]


def test_a_terminal_sees_how_far_it_is(tmp_path: Path, rules: Path) -> None:
    """With the time that is left; a file of the report stays clean."""
    path = dump(tmp_path / "dump.jsonl", *many(9_000))
    keyboard, screen = pty.openpty()
    words = ["backtest", str(path), *_options(rules), "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "civilbot", *words],
        stdout=subprocess.PIPE,
        stderr=screen,
        timeout=120,
        check=False,
    )
    os.close(screen)
    shown = os.read(keyboard, 100_000).decode()
    os.close(keyboard)
    assert done.returncode == 0
    assert re.search(r"[\d,]+ items, [\d,]+ a second, \d+%, \d+ s left", shown)
    assert b"\x1b" not in done.stdout
    assert done.stdout.startswith(b"Backtest of ")
