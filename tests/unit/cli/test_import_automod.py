"""`civilbot rules import-automod`: a page in, rules out, and what they still lack."""

import json
from pathlib import Path

from civilbot.rules import parse_rules
from tests.unit.cli.conftest import Run

PAGE = Path(__file__).parents[1] / "automod" / "harbour.yaml"
WHOLE = b"# Boats\nbody: [boat]\naction: report\n"


def test_the_rules_go_out_and_the_list_to_standard_error(civilbot: Run) -> None:
    """So that the one can be kept and the other read; something is listed: 1."""
    ended = civilbot("rules", "import-automod", PAGE, "--subreddit", "r/HarbourTalk")
    assert ended.code == 1
    assert parse_rules(ended.out, source="rules").subreddit == "HarbourTalk"
    lines = ended.err.splitlines()
    assert f"{PAGE}:214:1: not translated: no action is left" in lines
    assert lines[-1] == (
        "47 of 64 rules translated, all in shadow; actions left out: 22; to know: 4"
    )


def test_a_page_that_is_translated_as_a_whole_ends_with_0(civilbot: Run) -> None:
    """It may come from standard input."""
    ended = civilbot(
        "rules", "import-automod", "-", "--subreddit", "HarbourTalk", stdin=WHOLE
    )
    assert ended.code == 0
    assert "name: Boats" in ended.out
    assert ended.err == (
        "1 of 1 rules translated, all in shadow; actions left out: 0; to know: 0\n"
    )


def test_the_list_may_be_json(civilbot: Run) -> None:
    """The rules go out all the same."""
    page = b"body: [boat]\naction: filter\nmodmail: Look.\n"
    ended = civilbot(
        *("rules", "import-automod", "-", "--subreddit", "HarbourTalk", "--json"),
        stdin=page,
    )
    assert ended.code == 1
    told = json.loads(ended.err)
    assert (told["file"], told["rules"], told["translated"]) == ("standard input", 1, 1)
    assert told["listed"] == [
        {
            "line": 2,
            "column": 1,
            "field": "action",
            "why": "rules have no 'filter'; --filter-as report or remove takes its "
            "place",
            "loss": "action",
        }
    ]
    assert [one["field"] for one in told["carried"]] == ["body", "modmail"]
    assert parse_rules(ended.out, source="rules").rules


def test_what_takes_the_place_of_filter_and_spam_can_be_said(civilbot: Run) -> None:
    """By those who know what the rules are for."""
    page = b"body: [boat]\naction: filter\n---\nbody: [ship]\naction: spam\n"
    ended = civilbot(
        *("rules", "import-automod", "-", "--subreddit", "HarbourTalk"),
        *("--filter-as", "report", "--spam-as", "remove"),
        stdin=page,
    )
    assert ended.code == 0
    assert "do: [report]" in ended.out
    assert "do: [remove]" in ended.out


def test_a_broken_page_is_told_and_ends_with_2(civilbot: Run) -> None:
    """With line and column, and without a traceback."""
    ended = civilbot(
        "rules", "import-automod", "-", "--subreddit", "HarbourTalk", stdin=b"a: [b\n"
    )
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("civilbot: standard input:1:4: the '[' that opens")


def test_what_is_no_text_is_refused(civilbot: Run, tmp_path: Path) -> None:
    """A page in another encoding, a file that is not there, a name that is none."""
    given = ("rules", "import-automod", "-", "--subreddit")
    ended = civilbot(*given, "HarbourTalk", stdin=b"body: [b\xe9]\n")
    assert ended.code == 2
    assert "standard input:1:9: the byte 0xE9 is not UTF-8 text" in ended.err
    gone = tmp_path / "gone.yaml"
    ended = civilbot("rules", "import-automod", gone, "--subreddit", "HarbourTalk")
    assert ended.code == 2
    assert ended.err.startswith(f"civilbot: {gone}: No such file")
    ended = civilbot(*given, "not a name", stdin=WHOLE)
    assert ended.code == 2
    assert "'not a name' is no subreddit's name" in ended.err


def test_out_writes_a_file_and_not_over_another(civilbot: Run, tmp_path: Path) -> None:
    """Unless it is told to."""
    out = tmp_path / "rules.yaml"
    given = ("rules", "import-automod", "-", "--subreddit", "HarbourTalk", "--out", out)
    ended = civilbot(*given, stdin=WHOLE)
    assert (ended.code, ended.out) == (0, "")
    assert parse_rules(out.read_text(), source="rules").rules
    ended = civilbot(*given, stdin=WHOLE)
    assert ended.code == 1
    assert "is there already: take another name, or --force" in ended.err
    assert civilbot(*given, "--force", stdin=WHOLE).code == 0
    ended = civilbot(*given[:-1], tmp_path / "no" / "rules.yaml", stdin=WHOLE)
    assert ended.code == 1


def test_what_comes_out_passes_the_check_of_rules(
    civilbot: Run, tmp_path: Path
) -> None:
    """No mistake is in it, whatever the page had."""
    out = tmp_path / "HarbourTalk.yaml"
    civilbot(
        "rules", "import-automod", PAGE, "--subreddit", "HarbourTalk", "--out", out
    )
    checked = civilbot("rules", "check", out, "--quick")
    assert "error" not in checked.out
    assert checked.code == 0
