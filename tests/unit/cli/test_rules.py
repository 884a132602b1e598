"""`civilbot rules`: check, test, schema, as people call them."""

import json
from pathlib import Path

import pytest

from civilbot.rules_reference import schema_text
from tests.unit.cli.conftest import Run

SOUND = "subreddit: News\nmode: shadow\n"
ODD = "subreddit: News\nmode: draft\n"
BROKEN = "subreddit: News\nmod: live\n"

COINS = """\
subreddit: News
rules:
  - name: coins
    mode: draft
    on: submission
    when: {title: [coin], author: {account_age_days: {below: 3}}}
    any_of: [{body: [buy]}, {body: [sell]}]
    unless: {flair: [market]}
tests:
"""


@pytest.fixture(name="page")
def _page(tmp_path: Path) -> Path:
    return tmp_path / "News.yaml"


def _tests(*examples: str) -> str:
    return COINS + "".join(f"  - {{{example}}}\n" for example in examples)


def test_sound_rules_are_ok(civilbot: Run, page: Path) -> None:
    """One line for each document."""
    page.write_text(SOUND, "utf-8")
    ended = civilbot("rules", "check", page)
    assert (ended.code, ended.out, ended.err) == (0, f"ok: {page}\n", "")


def test_an_error_is_shown_with_its_line_and_ends_with_1(
    civilbot: Run, page: Path
) -> None:
    """So that a script stops there."""
    page.write_text(BROKEN, "utf-8")
    ended = civilbot("rules", "check", page)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out == (
        f"error: {page}:2:1: unknown key 'mod' (did you mean 'mode'?) [reading]\n"
        "    2 | mod: live\n"
        "      | ^^^\n"
    )


def test_a_warning_does_not_keep_a_script_from_going_on(
    civilbot: Run, page: Path
) -> None:
    """It is shown all the same."""
    page.write_text(ODD, "utf-8")
    ended = civilbot("rules", "check", page)
    assert ended.code == 0
    assert ended.out.startswith(f"warning: {page}:2:7: the whole document is a draft")


def test_all_documents_of_a_configuration_are_checked(
    civilbot: Run, tmp_path: Path
) -> None:
    """Without a name; the briefings are those that lie beside them."""
    civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "")
    folder = tmp_path / "bot" / "subreddits"
    (folder / "Talk.yml").write_text(
        "subreddit: Talk\nbriefings: {use: [nuclear-power-climat]}\n", "utf-8"
    )
    ended = civilbot("rules", "check", "--config", tmp_path / "bot")
    assert ended.code == 1
    assert f"ok: {folder}/News.yaml\n" in ended.out
    assert "there is no briefing 'nuclear-power-climat' (did you" in ended.out


def test_a_broken_briefing_is_none_and_is_told_elsewhere(
    civilbot: Run, tmp_path: Path
) -> None:
    """`briefing check` says what is wrong with it."""
    civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "")
    broken = tmp_path / "bot" / "briefings" / "nuclear-power-climate.md"
    broken.write_bytes(b"---\nid: \xff\n")
    rules = tmp_path / "bot" / "subreddits" / "News.yaml"
    text = "subreddit: News\nbriefings: {use: [nuclear-power-climate]}\n"
    rules.write_text(text, "utf-8")
    ended = civilbot("rules", "check", "--quick", "--config", tmp_path / "bot")
    assert ended.code == 1
    assert "there is no briefing 'nuclear-power-climate'" in ended.out


def test_a_page_can_come_from_standard_input(civilbot: Run) -> None:
    """One that was copied from a wiki, for instance."""
    ended = civilbot("rules", "check", "-", stdin=BROKEN.encode())
    assert ended.code == 1
    assert ended.out.startswith("error: standard input:2:1: unknown key 'mod'")


def test_a_wiki_page_need_not_name_its_subreddit(civilbot: Run) -> None:
    """It is known; and it must not name another."""
    for command in ("check", "test"):
        page = ("rules", command, "--wiki", "r/News", "-")
        assert civilbot(*page, stdin=b"mode: live\n").code == 0
    ended = civilbot("rules", "check", "--wiki", "News", "-", stdin=b"subreddit: Talk")
    assert ended.code == 1
    assert "this is the page of r/News, not of r/Talk" in ended.out


def test_bytes_that_are_no_text_are_a_finding_with_a_place(
    civilbot: Run, page: Path
) -> None:
    """Old editors save so."""
    page.write_bytes(b"subreddit: News\nhow_to_object: f\xfcr alle\n")
    ended = civilbot("rules", "check", page)
    assert ended.code == 1
    assert f"{page}:2:17: the byte 0xFC is not UTF-8 text" in ended.out


def test_a_mark_at_the_beginning_of_a_file_does_no_harm(
    civilbot: Run, page: Path
) -> None:
    """Windows puts it there."""
    page.write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert civilbot("rules", "check", page).code == 0


@pytest.mark.parametrize("command", ["check", "test"])
def test_what_is_not_there_is_wrong_use(
    civilbot: Run, tmp_path: Path, command: str
) -> None:
    """No finding, but a slip of the hand."""
    ended = civilbot("rules", command, tmp_path / "no.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"civilbot: {tmp_path}/no.yaml: No such file or directory\n"
    ended = civilbot("rules", command, "--config", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"civilbot: {tmp_path}/subreddits: holds no rules document"
        " (name a file, or the configuration by --config)\n"
    )


def test_findings_can_be_read_by_programs(civilbot: Run, page: Path) -> None:
    """A line for each document."""
    page.write_text(ODD, "utf-8")
    [row] = civilbot("rules", "check", page, "--json").rows
    [finding] = row["findings"]
    assert row["file"] == finding["file"] == str(page)
    assert (finding["line"], finding["column"]) == (2, 7)
    assert (finding["severity"], finding["check"]) == ("warning", "all-draft")


def test_of_very_many_findings_the_number_is_told(civilbot: Run, page: Path) -> None:
    """Nobody reads a thousand lines."""
    words = ", ".join(["coin"] * 100)
    page.write_text(
        f"subreddit: News\nrules: [{{name: a, when: {{title: [{words}]}}}}]\n", "utf-8"
    )
    ended = civilbot("rules", "check", page)
    assert ended.out.endswith(f"{page}: and 59 more findings\n")


def test_examples_that_hold_are_counted(civilbot: Run, page: Path) -> None:
    """Drafts are tried as well, and so is the detector."""
    page.write_text(
        _tests(
            "title: A coin, body: buy it, author: {account_age_days: 1}, expect: flag",
            "title: A coin, body: buy it, author: {account_age_days: 9}, expect: pass",
            "body: You are an idiot., expect: flag, rule: flags.personal_attack",
            "title: A tram to the harbour, expect: none",
        ),
        "utf-8",
    )
    ended = civilbot("rules", "test", page)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{page}: 4 of 4 examples come out as expected\n"


def test_an_example_that_fails_says_what_happened_and_why(
    civilbot: Run, page: Path
) -> None:
    """In civilbot's own words, and which conditions did not hold."""
    page.write_text(
        _tests(
            "title: A coin, body: give it, flair: Market, expect: flag, rule: coins,"
            " why: they sell",
            "body: You are a complete idiot., expect: pass",
        ),
        "utf-8",
    )
    ended = civilbot("rules", "test", page)
    assert ended.code == 1
    assert ended.out.splitlines() == [
        f"{page}:10: “give it”",
        "    expected  to be flagged by 'coins'",
        "    happened  nothing",
        "    because   when.author.account_age_days is not known of this example",
        "    because   none of any_of holds",
        "    because   unless holds: flair",
        "    because   no inflammatory language at people",
        "    meant     they sell",
        f"{page}:11: “You are a complete idiot.”",
        "    expected  not to be flagged",
        "    happened  flagged by 'flags.personal_attack'",
        "    because   Personal attack on another participant: “idiot”",
        f"{page}: 0 of 2 examples come out as expected",
    ]


def test_an_example_that_fails_is_a_finding_unless_in_a_hurry(
    civilbot: Run, page: Path
) -> None:
    """At the place of what it expects."""
    page.write_text(_tests("body: You are a complete idiot., expect: pass"), "utf-8")
    ended = civilbot("rules", "check", page)
    assert ended.code == 1
    assert ended.out.startswith(
        f"error: {page}:10:47: the example expects not to be flagged; what happens:"
        " flagged by 'flags.personal_attack' (Personal attack on another participant"
    )
    assert civilbot("rules", "check", "--quick", page).out == f"ok: {page}\n"


def test_what_came_of_examples_can_be_read_by_programs(
    civilbot: Run, page: Path
) -> None:
    """Each example, also those that hold."""
    page.write_text(_tests("body: That is not true., expect: flag"), "utf-8")
    ended = civilbot("rules", "test", page, "--json")
    assert ended.code == 1
    assert ended.rows == [
        {
            "file": str(page),
            "examples": [
                {
                    "line": 10,
                    "holds": False,
                    "expected": "to be flagged",
                    "happened": "nothing",
                    "reasons": ["no inflammatory language at people"],
                }
            ],
        }
    ]


def test_a_document_that_cannot_be_read_cannot_be_tried(
    civilbot: Run, page: Path
) -> None:
    """The problems are those of `rules check`, on standard error."""
    page.write_text(BROKEN, "utf-8")
    ended = civilbot("rules", "test", page)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"civilbot: {page}:2:1: unknown key 'mod' (did you mean 'mode'?)\n"
        "    2 | mod: live\n"
        "      | ^^^\n"
    )


def test_the_schema_is_printed_as_it_ships(civilbot: Run) -> None:
    """For editors."""
    ended = civilbot("rules", "schema")
    assert (ended.code, ended.out) == (0, schema_text())
    assert json.loads(ended.out)["title"] == "Rules of civilbot for a subreddit"
