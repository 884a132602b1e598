"""`civilbot briefing`: is it fit to be posted, and what would be posted exactly."""

from pathlib import Path

import pytest

from civilbot.briefings import render
from tests.builders import a_briefing
from tests.unit.briefings.made_up import swapped
from tests.unit.cli.conftest import Run

DATES = (
    ("as_of: 2031-03-01", "as_of: 2025-03-01"),
    ("review_by: 2031-09-01", "review_by: 2999-09-01"),
    ("checked_on: 2031-02-20", "checked_on: 2025-02-20"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A briefing that is in order, checked in the past, due in the far future."""
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
    assert lines[0].startswith(f"error: {path}:5:1: revision: Input should be a valid")
    assert (
        f"error: {path}:8:1: unknown key 'aprover' (did you mean 'approver'?)" in lines
    )


def test_check_goes_on_after_a_broken_file(civilbot: Run, path: Path) -> None:
    """All files are looked at."""
    (path.parent / "a.md").write_text("nothing of a briefing", "utf-8")
    ended = civilbot("briefing", "check", path.parent)
    assert ended.code == 1
    assert ended.out.startswith(f"error: {path.parent}/a.md:1")
    assert f"ok: {path}\n" in ended.out


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
    assert ended.err.startswith(f"civilbot: {path}:5:1: revision: ")
