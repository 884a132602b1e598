"""The command itself: its version, its help, and what wrong use looks like."""

import subprocess
import sys
from pathlib import Path

import pytest

import civilbot as package
from tests.unit.cli.conftest import Run


def test_the_version_is_one_line(civilbot: Run) -> None:
    """For bug reports."""
    ended = civilbot("--version")
    assert (ended.code, ended.out) == (0, f"civilbot {package.__version__}\n")


def test_without_a_command_the_commands_are_listed(civilbot: Run) -> None:
    """And that counts as wrong use."""
    ended = civilbot()
    assert ended.code == 2
    for command in ("demo", "run", "doctor", "init", "score", "match", "explain"):
        assert f"\n  {command} " in ended.out + ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("score", "--nonsense"),
        ("score", "--caution", "reckless"),
        ("score", "a", "b"),
        ("log", "--limit", "0"),
        ("log", "--outcome", "ban"),
        ("explain",),
        ("briefing", "publish"),
        ("briefing", "check"),
        ("simulate", "--port", "70000"),
    ],
)
def test_wrong_use_exits_with_two_and_says_how_to_get_help(
    civilbot: Run, arguments: tuple[str, ...]
) -> None:
    """On standard error; standard output is for results."""
    ended = civilbot(*arguments)
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("civilbot: ")
    assert "--help" in line


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("brifing", "check"),
            "No such command 'brifing'. Did you mean 'briefing'? (see civilbot --help)",
        ),
        (
            ("briefing", "check", "--loud"),
            "No such option: --loud (see civilbot briefing check --help)",
        ),
        (
            ("log", "--limit", "0"),
            "Input should be greater than or equal to 1 (see civilbot log --help)",
        ),
    ],
)
def test_wrong_use_is_one_line_with_a_hint(
    civilbot: Run, arguments: tuple[str, ...], line: str
) -> None:
    """It names what was wrong and the very command whose help explains it."""
    assert civilbot(*arguments).err == f"civilbot: {line}\n"


@pytest.mark.parametrize(
    "command",
    [("log",), ("explain", "x"), ("run",), ("run", "--once"), ("migrate",)],
)
def test_a_missing_configuration_is_told_in_one_line(
    civilbot: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """By each command that needs one, with the way to make it."""
    path = tmp_path / "no"
    ended = civilbot(*command, "--config", path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"civilbot: {path}: no such directory (civilbot init {path} makes one)\n"
    )


def test_every_mistake_in_the_settings_is_a_line(civilbot: Run, tmp_path: Path) -> None:
    """With its place."""
    (tmp_path / "civilbot.yaml").write_text("logs: json\nkeep_days: 0\n", "utf-8")
    ended = civilbot("log", "--config", tmp_path)
    assert ended.code == 2
    place = f"civilbot: {tmp_path}/civilbot.yaml"
    assert sorted(ended.err.splitlines()) == [
        f"{place}:1:1: unknown key 'logs' (did you mean 'log'?)",
        f"{place}:2:12: keep_days: should be at least 1, not 0",
    ]


def test_a_run_without_credentials_ends_at_once(civilbot: Run, tmp_path: Path) -> None:
    """Naming all that is missing, before any call."""
    civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "")
    ended = civilbot("run", "--config", tmp_path / "bot")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(
        "civilbot: credentials: missing CIVILBOT_CLIENT_ID, CIVILBOT_CLIENT_SECRET,"
    )
    assert len(ended.err.splitlines()) == 1


def test_a_database_that_cannot_be_used_is_refused(
    civilbot: Run, tmp_path: Path
) -> None:
    """Here: a file that is none."""
    civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "")
    (tmp_path / "bot" / "var").mkdir()
    (tmp_path / "bot" / "var" / "civilbot.sqlite3").write_bytes(b"no database" * 99)
    ended = civilbot("log", "--config", tmp_path / "bot")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("civilbot: ")
    assert len(ended.err.splitlines()) == 1


def test_the_package_can_be_run_as_a_module() -> None:
    """Where the script is not on the path; the exit code is the command's."""
    ended = subprocess.run(
        [sys.executable, "-m", "civilbot", "score"],
        input=b'{"id": 1, "text": "Fine."}\nno json\n',
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout.startswith(b'{"id": "1", "flag": false')
    assert ended.stderr.startswith(b"civilbot: standard input:2: not JSON")
