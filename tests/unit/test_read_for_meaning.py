"""Threads are read by the sentence encoder on their way from a poll to a decision."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from civilbot import library, sentences
from civilbot.app import build
from civilbot.briefings import Lesson
from civilbot.consent import Answer, Said
from civilbot.doctor import Check, examine
from civilbot.errors import Refused
from civilbot.judge import Evidence, judge, wants_meaning
from civilbot.ledger import case_id
from civilbot.model import Caution, Decision, Kind, Listing, Outcome, Verdict
from civilbot.pipeline import Pipeline, Watching
from civilbot.ports import Shelf
from civilbot.rules import BriefingRules, ReplyMode
from civilbot.settings import load_settings
from civilbot.store import Query, SqlStore
from tests.builders import (
    FakeReddit,
    Lines,
    StoppedClock,
    a_briefing,
    a_context,
    an_item,
    some_rules,
)
from tests.unit.briefings.made_up import swapped
from tests.unit.briefings.reading import fitted, meaning
from tests.unit.briefings.test_match import SHIPPED

TODAY = date(2031, 4, 1)
#: The subject in other words: no term of the document stands here.
OTHER_WORDS = "Town hall decides on a second road over the river mouth to the docks"


class Counting:
    """The encoder that ships, and what it was given to read."""

    def __init__(self) -> None:
        self.model = sentences.load().model
        self.read: list[str] = []

    def vector(self, text):
        """Read a text and note it."""
        self.read.append(text)
        return sentences.load().vector(text)

    def learn(self, vectors, wanted):
        """Learn as it does."""
        return sentences.load().learn(vectors, wanted)


def a_shelf_of(tmp_path: Path, encoder: Counting) -> library.Library:
    """Write a briefing into a folder, and read it."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "bridge.md").write_text(swapped(), "utf-8")
    books = library.Library(tmp_path, encoder)
    books.reload(TODAY)
    return books


def test_a_briefings_own_texts_are_read_once(tmp_path):
    """When it is loaded, and again only when its topic changes."""
    encoder = Counting()
    books = a_shelf_of(tmp_path, encoder)
    assert list(books.shelf.taught) == ["harbour-bridge"]
    read = len(encoder.read)
    assert read == 4
    path = tmp_path / "briefings" / "bridge.md"
    path.write_text(swapped(("approver: Ines", "approver: Amal")), "utf-8")
    books.reload(TODAY)
    assert books.shelf.briefings[0].approver == "Amal"
    assert len(encoder.read) == read
    path.write_text(swapped(("near: [Ferry", "near: [Tunnel plans, Ferry")), "utf-8")
    books.reload(TODAY)
    assert "Tunnel plans" in encoder.read[read:]


def test_a_new_lesson_refits_the_matcher_and_is_all_that_is_read(tmp_path):
    """At the next reload; a lesson that is gone goes from the matcher too."""
    encoder = Counting()
    books = a_shelf_of(tmp_path, encoder)
    said: list[Lesson] = []
    books.follow(lambda: tuple(said))
    before = books.shelf.taught["harbour-bridge"]
    read = len(encoder.read)
    said.append(
        Lesson(
            briefing="harbour-bridge",
            title=OTHER_WORDS,
            label="match",
            moderator="kind_mod",
            at=1.0,
            why="approve",
        )
    )
    books.reload(TODAY)
    taught = books.shelf.taught["harbour-bridge"]
    assert list(taught.lessons) == [OTHER_WORDS]
    assert taught.weights != before.weights
    assert encoder.read[read:] == [OTHER_WORDS]
    books.reload(TODAY)
    assert books.shelf.taught["harbour-bridge"] is taught
    said.clear()
    books.reload(TODAY)
    assert books.shelf.taught["harbour-bridge"].weights == before.weights


def test_the_bot_learns_from_its_own_database(settings):
    """From what moderators answered before it began, and since."""
    (settings / "subreddits").mkdir()
    (settings / "subreddits" / "News.yaml").write_text("subreddit: News\n")
    (settings / "briefings").mkdir()
    (settings / "briefings" / "bridge.md").write_text(swapped(), "utf-8")
    bot = build(load_settings(settings), clock=StoppedClock())
    item = an_item("t3_1", kind=Kind.SUBMISSION, title=OTHER_WORDS, text="")
    decision = Decision(item=item, outcome=Outcome.ACT, reasons=())
    bot.store.record([decision], account="civilbot", now=0.0)
    answer = Answer(
        id="m1",
        said=Said.APPROVE,
        case=case_id(item.key),
        subreddit="News",
        thread=item.fullname,
        briefing="harbour-bridge@3",
        moderator="kind_mod",
        at=0.0,
    )
    assert bot.rulebook.shelf().taught["harbour-bridge"].lessons == {}
    bot.store.hear([answer], [], now=0.0)
    bot.reload()
    assert list(bot.rulebook.shelf().taught["harbour-bridge"].lessons) == [OTHER_WORDS]
    bot.store.close()


def test_without_an_encoder_the_shelf_has_no_matchers(tmp_path):
    """The bot always has one; tools that only read files need none."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "bridge.md").write_text(swapped(), "utf-8")
    books = library.Library(tmp_path)
    books.reload(TODAY)
    assert books.shelf.taught == {}
    assert len(books.shelf.briefings) == 1


def a_line(
    store: SqlStore, clock: StoppedClock, reddit: FakeReddit, encoder: Counting
) -> Pipeline:
    """Give a pipeline over one briefing and one subreddit."""
    briefing = a_briefing()
    rules = some_rules(briefings=BriefingRules(mode=ReplyMode.AUTO))
    shelf = Shelf({"news": rules}, (briefing,), {briefing.id: fitted(briefing.topic)})
    return Pipeline(
        reddit=reddit,
        store=store,
        embedder=encoder,
        clock=clock,
        log=Lines().log,
        shelf=lambda: shelf,
        submit=lambda keys: None,
        watching=Watching(),
    )


def test_threads_are_read_and_comments_are_not(store, clock):
    """Title first, then with the post where there is one."""
    encoder = Counting()
    reddit = FakeReddit()
    line = a_line(store, clock, reddit, encoder)
    reddit.show(
        Listing.NEW,
        an_item("t3_1", kind=Kind.SUBMISSION, title=OTHER_WORDS, text=""),
        an_item("t3_2", kind=Kind.SUBMISSION, title="Cake", text="With lemon"),
    )
    line.poll(Listing.NEW)
    assert encoder.read.count(OTHER_WORDS) == 1
    assert [text for text in encoder.read if "Cake" in text] == [
        "Cake",
        "Cake With lemon",
    ]
    reddit.show(Listing.COMMENTS, an_item("t1_3", text="A comment."))
    read = len(encoder.read)
    line.poll(Listing.COMMENTS)
    assert len(encoder.read) == read
    found = {j.decision.item.fullname: j.decision for j in store.decisions(Query())}
    why = found["t3_1"].match.why
    assert any(reason.startswith("closest in meaning to") for reason in why)


def test_what_is_not_matched_is_not_read():
    """Where briefings are off, milliseconds are saved."""
    item = an_item(kind=Kind.SUBMISSION, title="Bridge", text="")
    off = some_rules(briefings=BriefingRules(mode=ReplyMode.OFF))
    assert wants_meaning(item, a_context(), some_rules())
    assert not wants_meaning(item, a_context(), off)
    assert not wants_meaning(an_item(kind=Kind.COMMENT), a_context(), some_rules())


def test_the_judge_decides_alike_from_the_same_vectors():
    """A decision can be replayed."""
    item = an_item(
        kind=Kind.SUBMISSION, title="Council votes on the harbour bridge", text=""
    )
    rules = some_rules(briefings=BriefingRules(mode=ReplyMode.AUTO))
    held = Evidence(meaning=meaning(item, a_briefing()))
    first = judge(item, a_context(), rules, (a_briefing(),), held)
    assert first.match is not None
    assert first.match.verdict is Verdict.REPLY
    assert judge(item, a_context(), rules, (a_briefing(),), held) == first


@pytest.mark.parametrize(
    ("caution", "verdict"),
    [
        (Caution.VERY_CAUTIOUS, Verdict.NONE),
        (Caution.CAUTIOUS, Verdict.ASK),
        (Caution.EAGER, Verdict.ASK),
    ],
)
def test_the_rules_say_how_sure_a_match_must_be(caution, verdict):
    """The same thread is asked about in one subreddit, and left alone in another."""
    title = "Kremlin aide: the two leaders spoke for ninety minutes"
    item = an_item(kind=Kind.SUBMISSION, title=title, text="")
    rules = some_rules(briefings=BriefingRules(caution=caution))
    held = Evidence(meaning=meaning(item, SHIPPED))
    found = judge(item, a_context(), rules, (SHIPPED,), held).match
    assert found is not None
    assert found.verdict is verdict


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A configuration that could run, in an environment of its own."""
    for name in list(os.environ):
        if name.startswith("CIVILBOT_") or name == "CREDENTIALS_DIRECTORY":
            monkeypatch.delenv(name)
    (tmp_path / "civilbot.yaml").write_text("log: json\n")
    names = ("CLIENT_ID", "CLIENT_SECRET", "USERNAME", "PASSWORD")
    lines = "".join(f"CIVILBOT_{name}=x\n" for name in names)
    (tmp_path / ".env").write_text(f"{lines}CIVILBOT_REDDIT_URL=http://127.0.0.1:9/\n")
    return tmp_path


@pytest.fixture
def no_encoder(monkeypatch):
    """Take away the library that the encoder runs on."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    sentences.load.cache_clear()
    yield
    sentences.load.cache_clear()


def the_check(directory: Path) -> Check:
    """What the doctor says of the sentence encoder."""
    (check,) = (one for one in examine(directory) if one.name == "sentence encoder")
    return check


def test_doctor_tries_the_sentence_encoder(settings):
    """And names it."""
    check = the_check(settings)
    assert (check.good, check.message) == (True, sentences.load().model)


@pytest.mark.usefixtures("no_encoder")
def test_without_an_encoder_doctor_says_so_and_the_bot_refuses(settings):
    """Nothing is matched by words alone unnoticed."""
    message = "matching briefings needs onnxruntime: pip install onnxruntime"
    check = the_check(settings)
    assert (check.good, check.message) == (False, message)
    with pytest.raises(Refused, match=message):
        build(load_settings(settings))
