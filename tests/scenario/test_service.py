"""`civilbot run` and its neighbours as an operator meets them."""

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from civilbot.simulator import Simulator
from tests.control import Control
from tests.scenario.bot import Bot, civilbot, configure, environment, wait_until

SOURCE_POST = (
    "Trump Treats War Criminal Dictator Putin Like Royalty, "
    "Still Fails To Get Ceasefire"
)
LIVE = {
    "subreddit": "HeatedDebate",
    "mode": "live",
    "briefings": {"mode": "auto"},
}
SHADOW = {"subreddit": "QuietCorner", "briefings": {"mode": "auto"}}
ABUSE = "You are a worthless idiot and everybody here knows it."


def once(sim: Simulator, directory: Path, **more: str) -> Any:
    """Do one round."""
    return civilbot(
        "run", "--once", "--config", str(directory), env=environment(sim, **more)
    )


def ours(control: Control) -> list[dict[str, Any]]:
    """What the bot wrote."""
    return [t for t in control.state()["things"] if t["author"] == "civilbot"]


def reports(control: Control, name: str) -> list[str]:
    """Who reported a thing."""
    return [report["by"] for report in control.thing(name)["reports"]]


def test_one_round_briefs_flags_and_explains(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """The source post is answered once, abuse is reported, and both are explained."""
    directory = configure(tmp_path / "config", LIVE, SHADOW)
    thread = control.submit(title=SOURCE_POST, url="https://example.org/a")
    other = control.submit(title="The library buys chairs")
    bad = control.comment(thread, ABUSE)
    control.fault("/api/comment", method="POST", status=503, after_commit=True, times=1)

    done = once(sim, directory)

    assert done.returncode == 0, done.stderr
    (reply,) = ours(control)
    assert reply["parent"] == thread
    assert "The case for" in reply["body"]
    assert "The case against" in reply["body"]
    assert "/u/" not in reply["body"]
    assert reports(control, bad) == ["civilbot"]

    env = environment(sim)
    config = ("--config", str(directory))
    why = civilbot("explain", thread, *config, env=env).stdout
    assert "the thread is about 'trump-putin-ceasefire'" in why
    assert f"reply: done as {reply['name']}" in why
    why = civilbot("explain", other, *config, env=env).stdout
    assert "left alone" in why
    assert "no briefing fits the thread" in why


def test_a_second_round_does_nothing_again(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """What was judged and done stays judged and done."""
    directory = configure(tmp_path / "config", LIVE)
    thread = control.submit(title=SOURCE_POST, url="https://example.org/a")
    control.comment(thread, ABUSE)
    assert once(sim, directory).returncode == 0
    before = len([r for r in control.journal("POST") if r["committed"]])
    assert once(sim, directory).returncode == 0
    after = [r for r in control.journal("POST") if r["committed"]]
    new = [r["path"] for r in after[before:]]
    assert [path for path in new if "access_token" not in path] == []


def test_in_shadow_nothing_is_done_on_reddit(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """Shadow decides and records, and leaves Reddit as it was."""
    directory = configure(tmp_path / "config", SHADOW)
    thread = control.submit("QuietCorner", title=SOURCE_POST, url="https://example.org")
    bad = control.comment(thread, ABUSE)

    assert once(sim, directory).returncode == 0

    assert ours(control) == []
    assert reports(control, bad) == []
    listed = civilbot(
        "log", "--config", str(directory), "--outcome", "shadow", "--json",
        env=environment(sim),
    )  # fmt: skip
    found = {json.loads(line)["item"] for line in listed.stdout.splitlines()}
    assert found == {thread, bad}


def test_asking_writes_to_the_moderators_and_posts_nothing(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """In `ask` mode the exact text goes to modmail."""
    rules = {"subreddit": "HeatedDebate", "mode": "live", "briefings": {"mode": "ask"}}
    directory = configure(tmp_path / "config", rules)
    control.submit(title=SOURCE_POST, url="https://example.org/a")

    assert once(sim, directory).returncode == 0

    assert ours(control) == []
    (mail,) = control.state()["modmail"]
    assert mail["subject"].startswith("civilbot proposes a briefing")


def test_a_moderators_word_is_final(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """An approved comment is not flagged again; a removed reply is not repeated."""
    directory = configure(tmp_path / "config", LIVE)
    thread = control.submit(title=SOURCE_POST, url="https://example.org/a")
    bad = control.comment(thread, ABUSE, author="bob")
    assert once(sim, directory).returncode == 0
    (reply,) = ours(control)
    control.act(bad, "approve", by="mod_ada")
    control.act(reply["name"], "remove", by="mod_ada")
    control.advance(60)
    control.act(bad, "edit", by="bob", body=ABUSE + " Still.")

    assert once(sim, directory).returncode == 0
    assert once(sim, directory).returncode == 0

    assert len(ours(control)) == 1
    why = civilbot(
        "explain", bad, "--config", str(directory), env=environment(sim)
    ).stdout
    assert "a moderator approved it" in why
    assert "overturned" in why
    assert reports(control, bad) == ["civilbot"]


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({"CIVILBOT_CLIENT_SECRET": ""}, 2, "missing CIVILBOT_CLIENT_SECRET"),
        ({"CIVILBOT_PASSWORD": "wrong"}, 1, "civilbot: "),
        ({"CIVILBOT_CLIENT_ID": "nobody"}, 1, "civilbot: "),
        ({"CIVILBOT_REDDIT_URL": "http://example.org"}, 2, "CIVILBOT_REDDIT_URL"),
    ],
)
def test_wrong_credentials_are_one_line(
    sim: Simulator, tmp_path: Path, changes: dict[str, str], code: int, line: str
) -> None:
    """Missing or wrong credentials end the command before anything is done."""
    directory = configure(tmp_path / "config", LIVE)
    done = once(sim, directory, **changes)
    assert done.returncode == code, done.stderr
    assert _errors(done.stderr) != []
    assert line in _errors(done.stderr)[-1]
    assert "Traceback" not in done.stderr
    assert sim.credentials.password not in done.stderr


def _errors(text: str) -> list[str]:
    """The lines for people; the log's own are JSON."""
    return [line for line in text.splitlines() if not line.startswith("{")]


def test_an_unknown_subreddit_is_one_line(sim: Simulator, tmp_path: Path) -> None:
    """A rules file for a subreddit that does not exist stops the start."""
    directory = configure(tmp_path / "config", {"subreddit": "NoSuchPlace"})
    done = once(sim, directory)
    assert done.returncode == 1
    assert _errors(done.stderr) == [
        "civilbot: r/NoSuchPlace does not exist: check its rules file's name"
    ]


def test_an_unknown_key_is_told_with_line_and_column(
    sim: Simulator, tmp_path: Path
) -> None:
    """A typo in a rules file names the place and the key that was meant."""
    directory = configure(tmp_path / "config", LIVE)
    path = directory / "subreddits" / "HeatedDebate.yaml"
    path.write_text("subreddit: HeatedDebate\nflags:\n  cation: eager\n")
    done = once(sim, directory)
    assert done.returncode == 2
    assert _errors(done.stderr) == [
        f"civilbot: {path}:3:3: unknown key 'flags.cation' (did you mean 'caution'?)",
        "    3 |   cation: eager",
        "      |   ^^^^^^",
    ]


def test_past_its_review_a_briefing_is_silent_and_its_moderators_are_told(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """A briefing that nobody has checked again is not used, and stops no start."""
    directory = configure(tmp_path / "config", LIVE)
    path = directory / "briefings" / "trump-putin-ceasefire.md"
    text = path.read_text()
    line = next(line for line in text.splitlines() if line.startswith("review_by:"))
    path.write_text(text.replace(line, "review_by: 2026-10-01"))
    thread = control.submit(title=SOURCE_POST, url="https://example.org/a")
    assert once(sim, directory).returncode == 0
    assert once(sim, directory).returncode == 0
    assert ours(control) == []
    (mail,) = control.state()["modmail"]
    assert mail["subject"] == "Briefing trump-putin-ceasefire r1: review is due"
    config = ("--config", str(directory))
    why = civilbot("explain", thread, *config, env=environment(sim)).stdout
    assert "is past its review date, 2026-10-01" in " ".join(why.split())


def test_an_approved_proposal_is_posted_and_explained(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """By the service itself: asked, answered in modmail, posted once, told."""
    rules = {"subreddit": "HeatedDebate", "mode": "live", "briefings": {"mode": "ask"}}
    bot = Bot(sim, configure(tmp_path / "config", rules))
    bot.start()
    thread = control.submit(title=SOURCE_POST, url="https://example.org/a")
    assert wait_until(lambda: len(control.state()["modmail"]) == 1)
    (mail,) = control.state()["modmail"]
    path = f"modmail/{mail['id']}"
    control.order("POST", path, author="mod_ada", body="Approve, please")

    def written() -> list[str]:
        return [one["author"] for one in control.state()["modmail"][0]["messages"]]

    assert wait_until(lambda: written() == ["civilbot", "mod_ada", "civilbot"])
    assert bot.stop() == 0
    (reply,) = ours(control)
    assert reply["parent"] == thread
    config = ("--config", str(bot.directory))
    why = civilbot("explain", thread, *config, env=environment(sim)).stdout
    assert "mod_ada approved the proposal" in why
    assert f"reply: done as {reply['name']}" in why
    assert "answer: done" in why


def test_a_database_from_a_newer_version_is_refused(
    sim: Simulator, tmp_path: Path
) -> None:
    """An older civilbot does not touch a newer one's database."""
    directory = configure(tmp_path / "config", LIVE)
    assert once(sim, directory).returncode == 0
    with sqlite3.connect(directory / "var" / "civilbot.sqlite3") as connection:
        connection.execute("UPDATE civilbot_version SET version_num = '9999'")
    done = once(sim, directory)
    assert done.returncode == 1
    assert "newer" in _errors(done.stderr)[-1]


def test_a_second_bot_of_the_same_name_is_refused(
    sim: Simulator, tmp_path: Path
) -> None:
    """Two processes of one name would act twice."""
    bot = Bot(sim, configure(tmp_path / "config", LIVE))
    bot.start()
    assert wait_until(lambda: b"civilbot.started" in bot.log.read_bytes())
    done = once(sim, bot.directory)
    assert done.returncode == 1
    assert "another civilbot named 'test' is running here" in done.stderr
    assert bot.stop() == 0


def test_broken_rules_leave_the_last_good_ones_in_force(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """The problem is told, and the bot goes on with what it had."""
    bot = Bot(sim, configure(tmp_path / "config", LIVE))
    bot.start()
    assert wait_until(lambda: b"civilbot.started" in bot.log.read_bytes())
    path = bot.directory / "subreddits" / "HeatedDebate.yaml"
    path.write_text("subreddit: HeatedDebate\nmode: lively\n")
    assert wait_until(lambda: b"file.refused" in bot.log.read_bytes())
    thread = control.submit(title=SOURCE_POST, url="https://example.org/a")
    assert wait_until(lambda: len(ours(control)) == 1)
    assert ours(control)[0]["parent"] == thread
    assert bot.stop() == 0


def test_an_outage_is_waited_out(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """Reddit answers errors for a while; nothing is lost."""
    bot = Bot(sim, configure(tmp_path / "config", LIVE))
    bot.start()
    assert wait_until(lambda: b"civilbot.started" in bot.log.read_bytes())
    control.fault("/r/*", method="GET", status=503, times=12)
    thread = control.submit(title="Chairs")
    bad = control.comment(thread, ABUSE)
    assert wait_until(lambda: reports(control, bad) == ["civilbot"])
    assert b"poll.put_off" in bot.log.read_bytes()
    assert bot.stop() == 0


def test_no_secret_and_no_name_is_in_the_log(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """Logs hold pseudonyms; no password, secret or token."""
    bot = Bot(sim, configure(tmp_path / "config", LIVE))
    bot.start()
    thread = control.submit(title="Chairs", author="jane_the_poster")
    control.comment(thread, ABUSE, author="joe_the_reader")
    assert wait_until(lambda: bot.log.read_bytes().count(b"item.judged") == 2)
    assert bot.stop() == 0
    text = bot.log.read_text()
    login = sim.credentials
    hidden = (login.password, login.client_secret, "jane_the_poster", "joe_the_reader")
    assert [word for word in hidden if word in text] == []
    assert "worthless" not in text


def test_a_port_in_use_is_one_line(sim: Simulator) -> None:
    """The simulator says that its port is taken."""
    port = sim.url.rsplit(":", 1)[1]
    done = civilbot("simulate", "--port", port)
    assert done.returncode in (1, 2)
    assert len(done.stderr.splitlines()) == 1
    assert port in done.stderr


def test_simulate_announces_itself_and_stops_on_ctrl_c() -> None:
    """One JSON line says how to log in; an interrupt ends it cleanly."""
    command = [sys.executable, "-m", "civilbot", "simulate", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        assert said["url"].startswith("http://127.0.0.1:")
        assert said["user"] == "civilbot"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_the_doctor_finds_nothing_wrong(sim: Simulator, tmp_path: Path) -> None:
    """A good installation passes every check."""
    directory = configure(tmp_path / "config", LIVE)
    done = civilbot("doctor", "--config", str(directory), env=environment(sim))
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(line.startswith("ok") for line in done.stdout.splitlines())


def test_the_doctor_says_what_to_do(sim: Simulator, tmp_path: Path) -> None:
    """Each failed check has its advice."""
    directory = configure(tmp_path / "config", {"subreddit": "NoSuchPlace"})
    done = civilbot("doctor", "--config", str(directory), env=environment(sim))
    assert done.returncode == 1
    assert "FAIL  moderator: r/NoSuchPlace does not exist" in done.stdout


def test_what_a_filter_caught_is_judged_when_a_moderator_lets_it_through(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """A thread that was filtered first still gets its briefing, once approved."""
    directory = configure(tmp_path / "config", LIVE)
    thread = control.submit(title=SOURCE_POST, url="https://example.org", filtered=True)
    assert once(sim, directory).returncode == 0
    assert ours(control) == []

    control.act(thread, "approve", by="mod_ada")
    assert once(sim, directory).returncode == 0

    (reply,) = ours(control)
    assert reply["parent"] == thread


def test_what_people_delete_is_deleted_here(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """The words of a flagged comment go when its author deletes it."""
    bot = Bot(sim, configure(tmp_path / "config", LIVE))

    bot.start()
    thread = control.submit(title="Chairs")
    bad = control.comment(thread, ABUSE, author="bob")
    assert wait_until(lambda: reports(control, bad) == ["civilbot"])
    database = bot.directory / "var" / "civilbot.sqlite3"
    assert _holds(database, "worthless")
    control.act(bad, "delete", by="bob")
    assert wait_until(lambda: not _holds(database, "worthless"))
    assert bot.stop() == 0


def _holds(database: Path, word: str) -> bool:
    with sqlite3.connect(database) as connection:
        return any(word in line for line in connection.iterdump())


def test_stale_listings_late_items_and_shuffled_ids_lose_nothing(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """What Reddit's caches do to listings, all at once, while the bot watches."""
    control.fault("/r/*", method="GET", stale_s=1.0)
    control.fault(shuffle_ids=True)
    bot = Bot(sim, configure(tmp_path / "config", LIVE))
    bot.start()
    names = set()
    for number in range(12):
        thread = control.submit(title=f"Chairs, part {number}")
        late = control.comment(thread, "Late to the party", visible_after_s=1.5)
        names |= {thread, late, control.comment(thread, "I like chairs")}

    def judged() -> set[str]:
        lines = [json.loads(line) for line in bot.log.read_text().splitlines()]
        return {line["item"] for line in lines if line["event"] == "item.judged"}

    assert wait_until(lambda: judged() == names), names - judged()
    assert bot.stop() == 0
