"""`civilbot briefing`: is it fit to be posted, and what would be posted exactly."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from civilbot.briefings import render
from civilbot.clock import SystemClock
from tests.builders import a_briefing
from tests.unit.briefings.made_up import swapped
from tests.unit.cli.conftest import Run
from tests.unit.documents import ROOT
from tests.unit.links.site import Page, Site, a_site

#: Whichever day the tests are run, the briefing was checked some days before.
_CHECKED = SystemClock().today() - timedelta(days=3)
DATES = (
    ("as_of: 2031-03-01", f"as_of: {_CHECKED}"),
    ("review_by: 2031-09-01", f"review_by: {_CHECKED + timedelta(days=90)}"),
    ("checked_on: 2031-02-20", f"checked_on: {_CHECKED}"),
    ("checked_on: 2031-02-20", f"checked_on: {_CHECKED}"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A briefing that is in order, checked lately, due in some months."""
    path = tmp_path / "bridge.md"
    path.write_text(swapped(*DATES), "utf-8")
    return path


def test_show_prints_the_reply_as_it_would_be_posted(civilbot: Run, path: Path) -> None:
    """Character for character."""
    ended = civilbot("briefing", "show", path, "--subreddit", "News")
    wanted = render(a_briefing(*DATES), subreddit="News", account="civilbot")
    assert (ended.code, ended.out) == (0, wanted.removesuffix("\n") + "\n")


def test_show_takes_the_bots_account(civilbot: Run, path: Path) -> None:
    """The reply says who posts it."""
    ended = civilbot("briefing", "show", path, "--account", "our_bot")
    assert r"I am a bot (our\_bot)" in ended.out


@pytest.fixture
def config(path: Path) -> Path:
    """A configuration with the briefing, and rules that word it in their own way."""
    folder = path.parent
    (folder / "briefings").mkdir()
    path.rename(folder / "briefings" / "bridge.md")
    (folder / "subreddits").mkdir()
    (folder / "subreddits" / "HarbourTown.yaml").write_text(
        "subreddit: HarbourTown\n"
        "briefings: {intro: Moored here by your moderators., sections: [cases]}\n"
        "how_to_object: Ring the bell.\n"
    )
    return folder


@pytest.mark.parametrize("name", ["HarbourTown", "r/harbourtown", "/r/HarbourTown"])
def test_show_takes_a_subreddits_own_wording(
    civilbot: Run, config: Path, name: str
) -> None:
    """As the bot would post it there; the briefing by its id."""
    ended = civilbot(
        "briefing", "show", "harbour-bridge", "--config", config, "--subreddit", name
    )
    assert (ended.code, ended.err) == (0, "")
    assert "Moored here by your moderators." in ended.out
    assert "Ring the bell." in ended.out
    assert "Key points" not in ended.out
    assert "the moderators of HarbourTown" in ended.out


def test_show_says_where_a_subreddit_has_no_rules(civilbot: Run, config: Path) -> None:
    """And shows the usual wording."""
    ended = civilbot(
        "briefing",
        "show",
        config / "briefings" / "bridge.md",
        *("--config", config, "--subreddit", "HarborTown"),
    )
    assert ended.code == 0
    assert ended.err == (
        f"civilbot: no rules for r/HarborTown in {config}: shown in the usual wording"
        " (did you mean 'HarbourTown'?)\n"
    )
    assert "Key points" in ended.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["harbor-bridge"], "no briefing has the id 'harbor-bridge' (did you mean"),
        (["harbour-bridge", "--subreddit", "a b"], "'a b' is no subreddit's name"),
    ],
)
def test_show_tells_slips_in_a_line(
    civilbot: Run, config: Path, arguments: list[str], told: str
) -> None:
    """With what may be meant."""
    ended = civilbot("briefing", "show", *arguments, "--config", config)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1


def test_check_is_content_with_a_briefing_in_order(civilbot: Run, path: Path) -> None:
    """One line for each file."""
    ended = civilbot("briefing", "check", path, path.parent)
    assert ended.code == 0
    assert ended.out.splitlines().count(f"ok: {path}") == 2


def test_check_tells_every_problem_with_its_line(civilbot: Run, path: Path) -> None:
    """And exits with 1: something was found."""
    text = swapped(
        ("revision: 3", "revision: three"), ("approver: Ines", "aprover: Ines")
    )
    path.write_text(text, "utf-8")
    ended = civilbot("briefing", "check", path)
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert lines[0].startswith(
        f"error: {path}:5:11: revision: should be a whole number"
    )
    assert (
        f"error: {path}:8:1: unknown key 'aprover' (did you mean 'approver'?)"
        " [malformed]" in lines
    )


def test_check_goes_on_after_a_broken_file(civilbot: Run, path: Path) -> None:
    """All files are looked at."""
    (path.parent / "a.md").write_text("nothing of a briefing", "utf-8")
    ended = civilbot("briefing", "check", path.parent)
    assert ended.code == 1
    assert ended.out.startswith(f"error: {path.parent}/a.md:1")
    assert f"ok: {path}\n" in ended.out


def test_check_names_the_rule_and_says_once_why_it_matters(
    civilbot: Run, path: Path
) -> None:
    """And with each finding how to mend it."""
    text = swapped(
        *DATES, (" [^report][^letter]", ""), ("hospital. [^report]", "hospital.")
    )
    path.write_text(text, "utf-8")
    ended = civilbot("briefing", "check", path)
    assert ended.code == 0
    lines = ended.out.splitlines()
    told = " a claim without a source (add a mark such as [^id]) [claim-without-source]"
    assert lines[2] == f"warning: {path}:57:{told}"
    why = "    why: a claim that nobody can check is the bot's own opinion"
    assert lines.count(why) == 1
    assert f"warning: {path}:65:{told}" in lines


def test_a_title_may_begin_with_a_word_that_yaml_knows(
    civilbot: Run, path: Path
) -> None:
    """Such as True, which alone would be no text."""
    title = ("title: The new harbour bridge", "title: True costs of the bridge")
    path.write_text(swapped(*DATES, title), "utf-8")
    assert civilbot("briefing", "check", path).code == 0


@pytest.mark.shared
def test_the_lint_catches_the_slant_of_the_article_it_began_with(
    civilbot: Run,
) -> None:
    """Its pros are guesses and its cons are not; neither names a source."""
    article = ROOT.parent / "shared" / "source-article.txt"
    if not article.exists():
        pytest.skip("needs the article kept beside the project")
    told = civilbot("briefing", "import", article).err
    (hedging,) = [line for line in told.splitlines() if "[uneven-hedging]" in line]
    assert "'The case for' hedges 13 times" in hedging
    assert "'The case against' 4 times" in hedging
    for rule in ("claim-without-source", "reference-without-link", "uneven-points"):
        assert f"[{rule}]" in told


def test_check_shows_what_the_document_silences(civilbot: Run, path: Path) -> None:
    """With the author's reason, beside the good news."""
    ended = civilbot("briefing", "check", path)
    assert ended.out.splitlines() == [
        f"silenced: {path}:47: [reference-without-link] Radio Quay keeps no archive.",
        f"ok: {path}",
    ]


def test_check_gives_json_for_machines(civilbot: Run, path: Path) -> None:
    """One object for each file, with all that is known of each finding."""
    good = path.with_name("a-good.md")
    good.write_text(swapped(*DATES), "utf-8")
    path.write_text(swapped(*DATES, ("[^radio]", "[^nobody]")), "utf-8")
    ended = civilbot("briefing", "check", "--json", path.parent)
    assert ended.code == 1
    first, second = ended.rows
    assert (first["file"], first["findings"]) == (str(good), [])
    (silenced,) = first["silenced"]
    assert silenced["rule"] == "reference-without-link"
    assert silenced["reason"] == "Radio Quay keeps no archive."
    assert second["findings"][-1] == {
        "rule": "unknown-source",
        "severity": "error",
        "line": 53,
        "column": 27,
        "message": "no source is named 'nobody'",
        "why": "the mark would be left out, and the claim stand without a source",
        "mend": "add it under sources, or correct the mark",
    }


def _online(path: Path, site: Site) -> None:
    """Let the briefing cite pages of a site on this machine."""
    text = swapped(
        *DATES,
        ("https://council.example/report", site.url("/report")),
        ("https://gazette.example/letter_(2031)", site.url("/letter")),
        ("rule: reference-without-link,", "rule: not-https, about: report,"),
    )
    path.write_text(text, "utf-8")


def test_online_follows_the_links_and_remembers(civilbot: Run, path: Path) -> None:
    """A second look within the week asks nobody; a dead link is an error."""
    memory = path.parent / "seen.json"
    with a_site() as site:
        _online(path, site)
        site.put("/report", Page(body=b"<title>Traffic report</title>"))
        options = ("--online", "--private-links", "--remember", memory)
        first = civilbot("briefing", "check", path, *options)
        asked = list(site.asked)
        second = civilbot("briefing", "check", path, *options)
        assert site.asked == asked
    assert (first.code, first.err) == (1, "civilbot: following 2 links\n")
    assert (second.code, second.err) == (1, "")
    today = SystemClock().today()
    dead = f"error: {path}:40: 'letter' is gone (HTTP 404, on {today})"
    assert any(line.startswith(dead) for line in first.out.splitlines())
    assert first.out == second.out
    assert json.loads(memory.read_bytes())[site.url("/letter")] == {
        "checked_on": str(today),
        "health": "dead",
        "why": "HTTP 404",
    }


def test_online_tells_of_a_page_that_moved_and_of_another_title(
    civilbot: Run, path: Path
) -> None:
    """Both are for the author to weigh."""
    with a_site() as site:
        _online(path, site)
        site.put("/report", Page(301, location="/new"))
        site.put("/new", Page(body=b"<title>Cheap pills</title>"))
        site.put("/letter", Page(body=b"<title>404 Page not found</title>"))
        memory = path.parent / "seen.json"
        options = ("--json", "--online", "--private-links", "--remember", memory)
        ended = civilbot("briefing", "check", path, *options)
    (row,) = ended.rows
    found = {one["rule"]: one["message"] for one in row["findings"]}
    assert found["moved-link"].startswith(f"'report' leads to {site.url('/new')}")
    assert found["other-title"].startswith("'report' has the title 'Cheap pills'")
    assert found["dead-link"].startswith(
        "'letter' is gone (its title is '404 Page not found'"
    )


def test_online_does_not_go_into_the_operators_network(
    civilbot: Run, path: Path
) -> None:
    """Unless it is asked to."""
    with a_site() as site:
        _online(path, site)
        memory = path.parent / "seen.json"
        ended = civilbot("briefing", "check", path, "--online", "--remember", memory)
        assert site.asked == []
    assert "it leads to a private address, and is not followed" in ended.out


def test_online_keeps_its_memory_with_the_bots_state(
    civilbot: Run, path: Path, tmp_path: Path
) -> None:
    """So that the service need not ask again."""
    config = tmp_path / "bot"
    config.mkdir()
    with a_site() as site:
        _online(path, site)
        options = ("--online", "--private-links", "--config", config)
        civilbot("briefing", "check", path, *options)
    assert (config / "var" / "links.json").is_file()


def test_online_without_a_place_to_remember_is_wrong_use(
    civilbot: Run, path: Path, tmp_path: Path
) -> None:
    """The line names the folder that is missing."""
    ended = civilbot("briefing", "check", path, "--online", "--config", tmp_path / "no")
    assert ended.code == 2
    assert ended.err.startswith(f"civilbot: {tmp_path}/no: no such directory")


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_file_that_cannot_be_read_is_wrong_use(
    civilbot: Run, tmp_path: Path, command: str
) -> None:
    """Missing, or no text."""
    ended = civilbot("briefing", command, tmp_path / "no.md")
    assert ended.code == 2
    assert ended.err == f"civilbot: {tmp_path}/no.md: No such file or directory\n"
    (tmp_path / "bad.md").write_bytes(b"\xff")
    ended = civilbot("briefing", command, tmp_path / "bad.md")
    assert ended.err == f"civilbot: {tmp_path}/bad.md: is not UTF-8 text\n"


def test_show_tells_what_is_wrong_as_wrong_use(civilbot: Run, path: Path) -> None:
    """A line for each problem."""
    path.write_text(swapped(("revision: 3", "revision: x")), "utf-8")
    ended = civilbot("briefing", "show", path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"civilbot: {path}:5:11: revision: ")
