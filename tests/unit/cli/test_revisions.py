"""The rules on the wiki, as an operator sees them: history, diff, rollback."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from civilbot.starter import write_starter
from civilbot.store import SqlStore
from civilbot.wiki import RULES_PAGE, InForce, Revision, Verdict, Watched
from tests.builders import NOW
from tests.unit.cli.conftest import Ended, Run

Rules = Callable[..., Ended]

FIRST = "mode: shadow\n"
SECOND = "mode: live\nflags: {caution: eager}\n"
BROKEN = "mode: livid\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose moderators saved three versions, and a stranger one."""
    write_starter(tmp_path / "bot", subreddits=["News", "Talk"], contact="keeper")
    (tmp_path / "bot" / "var").mkdir()
    with_store(tmp_path / "bot", saved)
    return tmp_path / "bot"


def with_store(config: Path, do: Callable[[SqlStore], None]) -> None:
    """Use the configuration's database."""
    store = SqlStore(f"sqlite:///{config}/var/civilbot.sqlite3")
    do(store)
    store.close()


def saved(store: SqlStore) -> None:
    """Keep what a running bot would have kept."""
    for number, (id_, text, verdict) in enumerate(
        (
            ("11aa-first", FIRST, Verdict.GOOD),
            ("22bb-second", SECOND, Verdict.GOOD),
            ("33cc-broken", BROKEN, Verdict.BAD),
            ("44dd-strange", SECOND, Verdict.IGNORED),
        )
    ):
        at = NOW + number
        good = verdict is Verdict.GOOD
        revision = Revision(
            subreddit="news",
            id=id_,
            author="mod_ada",
            saved_at=at,
            text=text,
            verdict=verdict,
            why="" if good else "wiki/civilbot@33cc:1:7: mode: no such mode",
            seen_at=at,
        )
        page = Watched(subreddit="news", page=RULES_PAGE, looked_at=at)
        force = InForce(subreddit="news", revision=id_, since=at, by="mod_ada")
        store.watch(page, revision=revision, force=force if good else None)


@pytest.fixture
def rules(civilbot: Run, config: Path) -> Rules:
    """Run a command of `civilbot rules` on it."""

    def run(*arguments: str) -> Ended:
        return civilbot("rules", *arguments, "--config", config)

    return run


def test_the_history_names_each_revision_and_what_became_of_it(rules: Rules) -> None:
    """The newest first, with what is wrong."""
    ended = rules("history", "r/News")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "44dd-str  2031-04-01 12:00:03  u/mod_ada: does not count",
        "    wiki/civilbot@33cc:1:7: mode: no such mode",
        "33cc-bro  2031-04-01 12:00:02  u/mod_ada: cannot be used",
        "    wiki/civilbot@33cc:1:7: mode: no such mode",
        "22bb-sec  2031-04-01 12:00:01  u/mod_ada: good, in force",
        "11aa-fir  2031-04-01 12:00:00  u/mod_ada: good",
    ]
    rows = rules("history", "news", "--json").rows
    assert [row["in_force"] for row in rows] == [False, False, True, False]
    assert rows[2]["revision"] == "22bb-second"


def test_where_there_is_no_page_that_is_said(rules: Rules) -> None:
    """The file rules then."""
    assert rules("history", "Talk").out == (
        "no rules page of r/Talk was seen: the file rules\n"
    )


def test_a_diff_says_what_is_done_differently_and_shows_the_texts(
    rules: Rules,
) -> None:
    """What ruled before, and what rules now."""
    ended = rules("diff", "News")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "r/News: 11aa-fir by u/mod_ada -> 22bb-sec by u/mod_ada",
        "  mode: shadow -> live",
        "  flags: caution cautious -> eager",
        "",
        "--- 11aa-fir by u/mod_ada",
        "+++ 22bb-sec by u/mod_ada",
        "@@ -1 +1,2 @@",
        "-mode: shadow",
        "+mode: live",
        "+flags: {caution: eager}",
    ]


def test_a_diff_with_one_revision_shows_what_a_rollback_would_change(
    rules: Rules,
) -> None:
    """Two of them are compared with each other, or with the file."""
    assert "  mode: live -> shadow\n" in rules("diff", "News", "11").out
    assert "  mode: shadow -> live\n" in rules("diff", "News", "11", "22").out
    found = json.loads(rules("diff", "News", "file", "22", "--json").out)
    assert found["old"].endswith("News.yaml")
    assert "mode: shadow -> live" in found["changes"]
    assert found["text"][1] == "+++ 22bb-sec by u/mod_ada"


def test_a_broken_revision_can_be_looked_at(rules: Rules) -> None:
    """Its text, and why it has no meaning to compare."""
    out = rules("diff", "News", "33").out
    assert "33cc-bro by u/mod_ada cannot be read: wiki/civilbot@33cc-bro:1:7: " in out
    assert "+mode: livid" in out


def test_a_rollback_puts_the_one_before_in_force_and_says_what_changes(
    rules: Rules, config: Path
) -> None:
    """With who decided it; a second one goes forth again."""
    ended = rules("rollback", "News")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "r/News: 11aa-fir by u/mod_ada is in force",
        "  mode: live -> shadow",
        "  flags: caution eager -> cautious",
    ]
    assert rules("rollback", "news", "22", "--by", "the night shift").code == 0

    def look(store: SqlStore) -> None:
        ruled = store.ruled("News")
        assert [one.revision[:2] for one in ruled] == ["22", "11", "22", "11"]
        assert [one.by for one in ruled[:2]] == ["the night shift", "keeper"]
        assert [one.rollback for one in ruled] == [True, True, False, False]

    with_store(config, look)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("News", "33"), 1, "revision 33cc-bro never was in force: wiki/civilbot@33cc"),
        (("News", "44"), 1, "revision 44dd-str never was in force"),
        (("News", "22"), 1, "revision 22bb-sec is in force already"),
        (("News", "99"), 2, "r/News has no revision '99' (civilbot rules history News"),
        (("Talk",), 1, "r/Talk is ruled by its file, not by a wiki page: edit "),
        (("Newz",), 2, "no rules for r/Newz can be read (did you mean 'news'?)"),
        (("Elsewhere",), 2, "(there are: News, Talk)"),
    ],
)
def test_a_rollback_that_cannot_be_is_refused_in_one_line(
    rules: Rules, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """And says what to do instead."""
    ended = rules("rollback", *arguments)
    assert ended.code == code
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_where_the_operator_keeps_the_wiki_out_nothing_is_rolled_back(
    rules: Rules, config: Path
) -> None:
    """It would change nothing."""
    path = config / "subreddits" / "News.yaml"
    path.write_text("subreddit: News\nwiki: off\n")
    ended = rules("rollback", "News")
    assert ended.code == 1
    assert "is ruled by its file" in ended.err


def test_the_only_revision_has_none_before_it(rules: Rules, config: Path) -> None:
    """The file can still rule."""

    def only(store: SqlStore) -> None:
        page = Watched(subreddit="talk", page=RULES_PAGE, looked_at=NOW)
        good = Revision(
            subreddit="talk",
            id="55ee",
            author="mod_ada",
            saved_at=NOW,
            text=FIRST,
            verdict=Verdict.GOOD,
        )
        force = InForce(subreddit="talk", revision="55ee", since=NOW, by="mod_ada")
        store.watch(page, revision=good, force=force)

    with_store(config, only)
    ended = rules("rollback", "Talk")
    assert ended.code == 1
    assert "no other revision ever was in force (`wiki: off` in the file" in ended.err


def test_what_a_later_civilbot_does_not_read_is_not_put_in_force(
    rules: Rules, config: Path
) -> None:
    """It would leave the subreddit without rules."""

    def spoil(store: SqlStore) -> None:
        newest = store.revision("News", "11")
        assert newest is not None
        page = Watched(subreddit="news", page=RULES_PAGE, looked_at=NOW + 9)
        old = replace(newest, id="00ff", text="of_old: 1\n", saved_at=NOW - 9)
        store.watch(page, revision=old)

    with_store(config, spoil)
    ended = rules("rollback", "News", "00ff")
    assert ended.code == 1
    assert "cannot be read any more: wiki/civilbot@00ff:1:1: " in ended.err
