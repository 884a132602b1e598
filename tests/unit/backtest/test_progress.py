"""A backtest that is killed goes on where it was, and counts nothing twice."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from civilbot.backtest.history import Mark
from civilbot.backtest.progress import Progress, write_whole
from civilbot.backtest.replay import Done
from civilbot.backtest.tally import Tally
from civilbot.errors import BadInput, Refused
from tests.builders import some_rules
from tests.unit.backtest.dumps import comment, dump, many, replayed
from tests.unit.backtest.dying import a_run


def _whole(path: Path) -> tuple[Tally, list[str]]:
    """What the whole dump comes to, at one go."""
    with a_run(path, None) as run:
        tally = run.replay()
        return tally, [one.item for one in run.progress.differences()]


def _killed(path: Path, note: Path, parts: int) -> int:
    command = [
        sys.executable,
        "-m",
        "tests.unit.backtest.dying",
        path,
        note,
        str(parts),
    ]
    return subprocess.run(list(map(str, command)), check=False).returncode


def test_killed_again_and_again_it_comes_to_the_same(tmp_path: Path) -> None:
    """It dies after a part was counted and before that was noted, each time."""
    path = dump(tmp_path / "dump.jsonl", *many(1600))
    note = tmp_path / "report.progress"
    expected, differing = _whole(path)
    assert [_killed(path, note, parts) for parts in (2, 3, 1, 2)] == [-9] * 4
    assert 0 < json.loads(note.read_text())["tally"]["lines"] < 1600
    with a_run(path, note) as run:
        assert run.replay() == expected
        assert [one.item for one in run.progress.differences()] == differing
        assert len(differing) == len(set(differing)) == 229
        run.progress.remove()
    assert [one.name for one in tmp_path.iterdir()] == ["dump.jsonl"]


def test_what_was_written_after_the_last_note_does_not_count(tmp_path: Path) -> None:
    """The file of differences may be ahead of the note; the note decides."""
    note = tmp_path / "a.progress"
    done = replayed(*many(10), against=some_rules())
    first = Progress(note, {})
    first.open()
    first.add(done.differences)
    first.note(Mark(10, 10), done.tally)
    first.add(done.differences)
    first.close()
    with closing(Progress(note, {})) as again:
        assert again.open() == (Mark(10, 10), done.tally)
        assert len(list(again.differences())) == len(done.differences) == 2


def test_a_note_that_was_half_written_is_never_seen(tmp_path: Path) -> None:
    """A new one takes the place of the old one at once, or not at all."""
    note = tmp_path / "a.progress"
    write_whole(note, "old")

    def dies() -> object:
        yield "half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(note, dies())  # type: ignore[arg-type]
    assert note.read_text() == "old"


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"rules": "2", "source": "a"}, "other rules"),
        ({"rules": "1", "source": "b"}, "other source"),
        ({"rules": "2", "source": "b"}, "other rules, source"),
        ({"rules": "1", "source": "a", "sample": "2"}, "other sample"),
    ],
)
def test_a_note_of_another_backtest_is_refused(
    tmp_path: Path, asked: dict[str, str], named: str
) -> None:
    """Two halves of different things would add up to nonsense; it says what differs."""
    note = tmp_path / "a.progress"
    first = Progress(note, {"rules": "1", "source": "a"})
    first.open()
    first.note(Mark(), Tally())
    first.close()
    why = f"belongs to a backtest with {named}: remove it"
    with closing(Progress(note, asked)) as other, pytest.raises(Refused, match=why):
        other.open()


def test_two_at_once_do_not_write_into_each_other(tmp_path: Path) -> None:
    """The second is refused, and the first goes on."""
    note = tmp_path / "a.progress"
    with closing(Progress(note, {})) as first, closing(Progress(note, {})) as second:
        first.open()
        with pytest.raises(Refused, match="another backtest is at it just now"):
            second.open()
        first.note(Mark(5, 1), Tally())
    with closing(Progress(note, {})) as third:
        assert third.open() == (Mark(5, 1), Tally())


@pytest.mark.parametrize("content", ["", "{", '{"version": 1}', "[]"])
def test_something_else_in_its_place_is_refused(tmp_path: Path, content: str) -> None:
    """And left as it is."""
    note = tmp_path / "a.progress"
    note.write_text(content)
    why = "is no note of a backtest: remove it"
    with closing(Progress(note, {})) as progress, pytest.raises(Refused, match=why):
        progress.open()
    assert note.read_text() == content


def test_a_note_that_cannot_be_written_is_told_before_anything_is_judged(
    tmp_path: Path,
) -> None:
    """Not after an hour's work."""
    with pytest.raises(BadInput, match="No such file or directory"):
        Progress(tmp_path / "nowhere" / "a", {}).open()


def test_without_a_place_nothing_is_left_behind(tmp_path: Path) -> None:
    """Standard input cannot be gone on with."""
    with a_run(dump(tmp_path / "dump.jsonl", *many(20)), None) as run:
        run.replay()
        assert len(list(run.progress.differences())) == 3
    assert [one.name for one in tmp_path.iterdir()] == ["dump.jsonl"]


def test_a_finished_backtest_whose_report_was_lost_is_not_done_again(
    tmp_path: Path,
) -> None:
    """It goes on at the end, and gives the same report."""
    path, note = dump(tmp_path / "dump.jsonl", *many(300)), tmp_path / "a.progress"
    with a_run(path, note) as first:
        tally = first.replay()
    heard: list[Done] = []
    with a_run(path, note, told=lambda done, _: heard.append(done)) as again:
        assert again.replay() == tally
    assert heard == []


@pytest.mark.parametrize(
    ("things", "why"),
    [
        ([b"{", b"{"], r":1: not JSON: .*no line could be read"),
        ([b"", b""], "holds no posts or comments"),
    ],
)
def test_a_history_without_anything_in_it_gets_no_report(
    tmp_path: Path, things: list[bytes], why: str
) -> None:
    """A report on nothing would look like a quiet subreddit."""
    path = dump(tmp_path / "a.jsonl", *things)
    with a_run(path, None) as run, pytest.raises(BadInput, match=why):
        run.replay()


def test_it_can_be_told_to_stop_at_the_first_bad_line(tmp_path: Path) -> None:
    """Named by file and line."""
    path = dump(tmp_path / "a.jsonl", comment("a"), comment("b", body=5), comment("c"))
    told = r"a\.jsonl:2: body: should be text"
    with a_run(path, None, stop=True) as run, pytest.raises(BadInput, match=told):
        run.replay()
