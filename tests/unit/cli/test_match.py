"""`civilbot match`: a thread a line in, the briefing that fits it a line out."""

import json
from pathlib import Path

import pytest

from tests.unit.briefings.made_up import swapped
from tests.unit.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one briefing."""
    path = tmp_path / "briefings"
    path.mkdir()
    (path / "bridge.md").write_text(swapped(), "utf-8")
    return path


def a_row(title: str, **more: object) -> bytes:
    """A thread, as a JSON line."""
    return json.dumps({"id": "t3_a", "title": title, **more}).encode()


@pytest.mark.parametrize(
    ("title", "briefing", "verdict"),
    [
        ("Council votes on the harbour bridge", "harbour-bridge", "reply"),
        ("Bridge plan", "harbour-bridge", "ask"),
        ("Cats", "harbour-bridge", "none"),
    ],
)
def test_each_thread_gets_a_verdict(
    civilbot: Run, folder: Path, title: str, briefing: str, verdict: str
) -> None:
    """With how sure it is, and why."""
    ended = civilbot("match", "--briefings", folder, stdin=a_row(title))
    [row] = ended.rows
    assert (ended.code, ended.err) == (0, "")
    assert set(row) == {"id", "briefing", "confidence", "verdict", "why"}
    assert (row["id"], row["briefing"], row["verdict"]) == ("t3_a", briefing, verdict)
    assert 0 <= row["confidence"] <= 1
    assert row["why"]


def test_a_thread_that_briefings_stay_out_of_has_none(
    civilbot: Run, folder: Path
) -> None:
    """A flair may say so, or a title that is not there."""
    title = "Council votes on the harbour bridge"
    stdin = a_row(title, flair="AMA") + b"\n" + a_row(" ", url=None, selftext=None)
    ended = civilbot("match", "--briefings", folder, stdin=stdin)
    assert [(row["briefing"], row["verdict"]) for row in ended.rows] == [
        (None, "none"),
        (None, "none"),
    ]


@pytest.mark.parametrize("key", ["crosspost_title", "crosspost_text"])
def test_what_a_crosspost_repeats_raises_a_question(
    civilbot: Run, folder: Path, key: str
) -> None:
    """Where its own title says too little."""
    repeated = {key: "The council votes tonight: will the harbour bridge be built?"}
    stdin = a_row("Thoughts?") + b"\n" + a_row("Thoughts?", **repeated)
    ended = civilbot("match", "--briefings", folder, stdin=stdin)
    assert [row["verdict"] for row in ended.rows] == ["none", "ask"]


def test_without_a_folder_the_shipped_briefings_are_used(civilbot: Run) -> None:
    """It can be tried at once."""
    title = "Trump and Putin discuss a ceasefire in Ukraine by phone"
    [row] = civilbot("match", stdin=a_row(title)).rows
    assert row["briefing"] == "trump-putin-ceasefire"


def test_one_briefing_may_be_named(civilbot: Run, folder: Path) -> None:
    """A file instead of a folder."""
    stdin = a_row("The harbour bridge")
    [row] = civilbot("match", "--briefings", folder / "bridge.md", stdin=stdin).rows
    assert row["briefing"] == "harbour-bridge"


def test_a_folder_without_briefings_is_wrong_use(civilbot: Run, tmp_path: Path) -> None:
    """Told before a line is read."""
    ended = civilbot("match", "--briefings", tmp_path, stdin=a_row("Cats"))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"civilbot: {tmp_path}: holds no briefing (.md)\n"


def test_a_bad_line_is_told_and_the_rest_goes_on(civilbot: Run, folder: Path) -> None:
    """As with texts."""
    stdin = b'{"id": "x"}\n' + a_row("Cats")
    ended = civilbot("match", "--briefings", folder, stdin=stdin)
    assert ended.err == "civilbot: standard input:1: title: Field required\n"
    assert (ended.code, len(ended.rows)) == (2, 1)
