"""What was seen is kept with its day, and asked again when it is old."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civilbot.briefings.lint.online import Followed, Health
from civilbot.errors import BadInput, Refused
from civilbot.links import Memory

TODAY = date(2031, 4, 1)
URL = "https://quay.example/trial"


def _seen(health: Health, day: date = TODAY) -> dict[str, Followed]:
    return {URL: Followed(checked_on=day, health=health, why="HTTP 404")}


def _memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "state" / "links.json")


def test_what_was_seen_is_there_the_next_time(tmp_path: Path) -> None:
    """With all that was said of it."""
    seen = {
        URL: Followed(
            checked_on=TODAY,
            health=Health.MOVED,
            final_url="https://quay.example/new",
            title="The trial",
        )
    }
    _memory(tmp_path).learn(seen)
    assert _memory(tmp_path).seen([URL, "https://never.example/"]) == seen


@pytest.mark.parametrize(
    ("health", "days", "due"),
    [
        (Health.FINE, 6, False),
        (Health.FINE, 7, True),
        (Health.DEAD, 6, False),
        (Health.DEAD, 7, True),
        (Health.UNCLEAR, 0, False),
        (Health.UNCLEAR, 1, True),
    ],
)
def test_a_clear_answer_keeps_for_a_week_another_for_a_day(
    tmp_path: Path, health: Health, days: int, *, due: bool
) -> None:
    """Nobody's server is asked more often than that."""
    memory = _memory(tmp_path)
    memory.learn(_seen(health))
    assert bool(memory.due([URL], TODAY + timedelta(days=days))) is due


def test_what_was_never_seen_is_due_once(tmp_path: Path) -> None:
    """However many briefings cite it."""
    assert _memory(tmp_path).due([URL, URL], TODAY) == (URL,)


def test_a_dead_link_is_told_of_once(tmp_path: Path) -> None:
    """Even if a later look gets no answer, or finds it dead again."""
    memory = _memory(tmp_path)
    memory.learn(_seen(Health.DEAD))
    assert memory.untold([URL]) == (URL,)
    memory.told([URL], TODAY)
    memory.learn(_seen(Health.UNCLEAR, TODAY + timedelta(days=8)))
    memory.learn(_seen(Health.DEAD, TODAY + timedelta(days=9)))
    assert _memory(tmp_path).untold([URL]) == ()


def test_a_link_that_came_back_and_dies_again_is_told_again(tmp_path: Path) -> None:
    """That is news."""
    memory = _memory(tmp_path)
    memory.learn(_seen(Health.DEAD))
    memory.told([URL], TODAY)
    memory.learn(_seen(Health.FINE))
    memory.learn(_seen(Health.DEAD))
    assert memory.untold([URL]) == (URL,)


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "\xff", '{"a": {"health": 1}}'])
def test_a_file_that_is_something_else_is_refused_in_one_line(
    tmp_path: Path, text: str
) -> None:
    """It is not overwritten: it may be somebody's own."""
    path = tmp_path / "links.json"
    path.write_text(text, "latin-1")
    with pytest.raises(BadInput) as caught:
        Memory(path)
    assert str(caught.value) == (
        f"{path}: is not what civilbot remembers of links (delete it: everything is"
        " then looked at again)"
    )


def test_a_file_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    """Such as one below a file."""
    memory = _memory(tmp_path)
    (tmp_path / "state").write_text("", "utf-8")
    with pytest.raises(Refused, match=r"/state/links\.json: (File exists|Not a dir)"):
        memory.learn(_seen(Health.FINE))


def test_a_folder_in_its_place_is_wrong_use(tmp_path: Path) -> None:
    """Nothing can be read there."""
    with pytest.raises(BadInput, match="Is a directory"):
        Memory(tmp_path)
