"""Progress is for people at a terminal, and for nobody else."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from civilbot.cli.progress import Progress


class Screen(io.StringIO):
    """A stream that is, or is not, a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        """Whether people look at it."""
        return self._terminal


def _after(lines: int, *, out: bool, err: bool) -> str:
    """Answer a line every tenth of a second."""
    screen = Screen(terminal=err)
    ticks = iter(range(lines + 1))
    progress = Progress(Screen(terminal=out), screen, lambda: next(ticks) / 10)
    for _ in range(lines):
        progress.step()
    progress.clear()
    return screen.getvalue()


def test_a_line_is_written_anew_every_half_second() -> None:
    """With how many lines were answered and how fast, and cleared at the end."""
    assert _after(12, out=False, err=True).split("\r\x1b[K") == [
        "",
        "5 lines, 10 a second",
        "10 lines, 10 a second",
        "",
    ]


def test_where_the_end_is_known_the_time_that_is_left_is_told() -> None:
    """From how far it has come since it began, or since it went on."""
    screen = Screen(terminal=True)
    ticks = iter(range(0, 60, 10))
    progress = Progress(None, screen, lambda: float(next(ticks)), what="items")
    for share in (0.5, 0.5, 0.75, 0.751, 1.0):
        progress.step(1500, share)
    assert screen.getvalue().split("\r\x1b[K")[1:] == [
        "1,500 items, 150 a second, 50%",
        "3,000 items, 150 a second, 50%",
        "4,500 items, 150 a second, 75%, 20 s left",
        "6,000 items, 150 a second, 75%, 30 s left",
        "7,500 items, 150 a second, 100%, 0 s left",
    ]


@pytest.mark.parametrize(
    ("left", "told"), [(10, "10 s"), (89, "89 s"), (900, "15 min"), (15_120, "4.2 h")]
)
def test_a_long_time_is_told_in_larger_units(left: int, told: str) -> None:
    """Nobody counts seconds of an afternoon."""
    screen = Screen(terminal=True)
    ticks = iter((0, 1, 1 + left))
    progress = Progress(None, screen, lambda: float(next(ticks)))
    progress.step(1, 0.0)
    progress.step(1, 0.5)
    assert screen.getvalue().endswith(f", {told} left")


@pytest.mark.parametrize(("out", "err"), [(False, False), (True, False), (True, True)])
def test_nothing_is_written_off_a_terminal_or_among_answers(
    *, out: bool, err: bool
) -> None:
    """Where the answers go to the terminal, they are the progress."""
    assert _after(100, out=out, err=err) == ""


def test_a_real_terminal_sees_progress_while_the_answers_go_to_a_file(
    tmp_path: Path,
) -> None:
    """The answers stay clean."""
    texts, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    line = '{"id": 1, "text": "' + "I see it in another way than you. " * 300 + '"}\n'
    texts.write_text(line * 200)
    keyboard, screen = pty.openpty()
    with answers.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "civilbot", "score", "--rules-only", texts],
            stdout=out,
            stderr=screen,
            timeout=60,
            check=False,
        )
    os.close(screen)
    shown = os.read(keyboard, 10_000).decode()
    os.close(keyboard)
    assert done.returncode == 0
    assert shown.endswith("\r\x1b[K")
    assert len(answers.read_text().splitlines()) == 200
    assert "\x1b" not in answers.read_text()
