"""`civilbot score`: a text a line in, a verdict a line out, whatever comes in."""

import json
from pathlib import Path

import pytest

from tests.builders import INSULT
from tests.unit.cli.conftest import Run


def lines(*rows: object) -> bytes:
    """JSON lines; bytes are taken as they are."""
    return b"\n".join(
        row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows
    )


def test_an_insult_is_flagged_and_shown(civilbot: Run) -> None:
    """With category, target, and the place of the words in the text."""
    ended = civilbot("score", stdin=lines({"id": "a", "text": INSULT}))
    [row] = ended.rows
    assert (ended.code, ended.err) == (0, "")
    assert set(row) == {
        "id",
        "flag",
        "score",
        "incivility",
        "category",
        "categories",
        "target",
        "spans",
        "reason",
        "model",
    }
    assert (row["id"], row["flag"]) == ("a", True)
    assert (row["category"], row["target"]) == ("personal_attack", "other_user")
    assert 0.5 < row["score"] <= 1
    assert set(row["categories"]) == {
        "personal_attack",
        "identity_hate",
        "dehumanisation",
        "threat",
        "inflammatory_label",
        "hostile_profanity",
    }
    [span] = row["spans"]
    assert INSULT[span["start"] : span["end"]] == "idiot"
    assert row["reason"] == "Personal attack on another participant: “idiot”"


def test_swearing_at_nobody_is_rude_and_no_violation(civilbot: Run) -> None:
    """Told apart: a subreddit for children may care, a flag would be wrong."""
    texts = ("This fucking printer is shit, damn it.", "This printer is slow.", INSULT)
    rows = [{"id": str(at), "text": text} for at, text in enumerate(texts)]
    swearing, calm, insult = civilbot("score", stdin=lines(*rows)).rows
    assert not swearing["flag"]
    assert swearing["incivility"] > 0.5 > calm["incivility"]
    assert insult["incivility"] > 0.5
    assert swearing["score"] < insult["score"]


def test_calm_words_are_not_flagged(civilbot: Run) -> None:
    """The keys are the same, with nothing in them."""
    [row] = civilbot("score", stdin=lines({"id": 1, "text": "I see it so."})).rows
    assert row["id"] == "1"
    assert row["flag"] is False
    assert (row["category"], row["target"], row["spans"]) == (None, None, [])
    assert row["reason"] == "nothing inflammatory found"


def test_offsets_count_code_points_of_the_original_text(civilbot: Run) -> None:
    """Whatever stands before the words."""
    text = f"\U0001f600 é\u0301 \U0001f468\u200d\U0001f469 {INSULT}"
    [row] = civilbot("score", stdin=lines({"id": "a", "text": text})).rows
    [span] = row["spans"]
    assert text[span["start"] : span["end"]] == "idiot"


def test_caution_sets_how_sure_it_must_be(civilbot: Run) -> None:
    """The score does not change, only the flag."""
    row = lines({"id": "a", "text": "What an idiot he is"})
    careful = civilbot("score", "--caution", "very_cautious", stdin=row).rows[0]
    eager = civilbot("score", "--caution", "eager", stdin=row).rows[0]
    assert careful["score"] == eager["score"]
    assert careful["flag"] <= eager["flag"]


def test_context_may_be_given_or_null(civilbot: Run) -> None:
    """Other programs write null for what is not there; other keys are let be."""
    ended = civilbot(
        "score",
        stdin=lines(
            {"id": 1, "text": "I see.", "parent": None, "title": None, "x": [1]},
            {"id": 2, "text": "I see.", "parent": "Really?", "title": "News"},
        ),
    )
    assert [row["id"] for row in ended.rows] == ["1", "2"]
    assert ended.code == 0


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(
    civilbot: Run,
) -> None:
    """One line each on standard error, and exit code 2 at the end."""
    ended = civilbot(
        "score",
        stdin=lines(
            {"id": "first", "text": "Fine."},
            b"no json",
            b"",
            [1, 2],
            {"id": "no text"},
            {"id": None, "text": "x"},
            {"id": "x", "text": 5.5, "parent": ["y"]},
            b"[" * 100_000,
            b"1" * 5000,
            {"id": "last", "text": "Fine."},
        ),
    )
    assert [row["id"] for row in ended.rows] == ["first", "last"]
    assert ended.code == 2
    start = "civilbot: standard input:"
    told = ended.err.splitlines()
    assert [line.split(": ", 2)[1].rpartition(":")[2] for line in told] == [
        "2",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
    ]
    assert told[0] == f"{start}2: not JSON: Expecting value: line 1 column 1 (char 0)"
    assert told[1].startswith(f"{start}4: Input should be a valid dictionary")
    assert told[2] == f"{start}5: text: Field required"
    assert told[3] == f"{start}6: id: Field required"
    assert told[4] == f"{start}7: parent: Input should be a valid string"
    assert told[5].startswith(f"{start}8: not JSON: maximum recursion depth")


def test_a_line_far_too_long_is_refused_unread(civilbot: Run) -> None:
    """No text on Reddit is as long."""
    ended = civilbot("score", stdin=lines({"id": "a", "text": "a" * 2_000_001}))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "civilbot: standard input:1: longer than 2,000,000 characters\n"
    )


@pytest.mark.parametrize(
    "row",
    [
        b'{"id": "a", "text": ""}',
        b'{"id": "a", "text": "   \\n\\t "}',
        b'{"id": "a", "text": "\\ud83d"}',
        b'{"id": "a", "text": "\\ud800 You are an idiot \\udfff"}',
        b'{"id": "\\ud800", "text": "x"}',
        b'{"id": "a", "text": "\\u0000\\u202e\\ufeff"}',
        b'{"id": "a", "text": "caf\xe9"}',
        b'\xef\xbb\xbf{"id": "a", "text": "byte order mark"}',
    ],
)
def test_strange_texts_get_an_answer(civilbot: Run, row: bytes) -> None:
    """Empty, half characters, control characters, another encoding, a Windows file."""
    ended = civilbot("score", stdin=row)
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.rows) == 1
    assert ended.out.isascii()


def test_an_empty_text_is_not_judged_rather_than_harmless(civilbot: Run) -> None:
    """The reason says so."""
    [row] = civilbot("score", stdin=lines({"id": "a", "text": ""})).rows
    assert row["flag"] is False
    assert row["reason"].startswith("not judged: ")


def test_the_longest_text_of_reddit_is_judged(civilbot: Run) -> None:
    """40,000 characters, with the insult at the end."""
    text = "I see it in another way. " * 1595 + INSULT
    [row] = civilbot("score", stdin=lines({"id": "a", "text": text[-40_000:]})).rows
    assert row["flag"] is True


def test_nothing_in_gives_nothing_out(civilbot: Run) -> None:
    """An empty batch is a batch."""
    ended = civilbot("score", stdin=b"\n\n")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_lines_may_come_from_a_file(civilbot: Run, tmp_path: Path) -> None:
    """Which is named where something in it is wrong."""
    path = tmp_path / "texts.jsonl"
    path.write_bytes(lines({"id": "a", "text": "Fine."}, b"{"))
    ended = civilbot("score", path)
    assert [row["id"] for row in ended.rows] == ["a"]
    assert ended.err.startswith(f"civilbot: {path}:2: not JSON: ")


def test_a_missing_file_is_told_in_one_line(civilbot: Run, tmp_path: Path) -> None:
    """As wrong use."""
    ended = civilbot("score", tmp_path / "no.jsonl")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"civilbot: {tmp_path}/no.jsonl: No such file or directory\n"


MIXED = lines(
    *({"id": n, "text": INSULT if n % 7 == 0 else "I see it so."} for n in range(150)),
    b"no json",
    {"id": "no text"},
    *({"id": n, "text": "Fine." * (n % 50)} for n in range(150, 300)),
    b"{",
)


def test_several_processes_give_the_same_answers_in_the_same_order(
    civilbot: Run,
) -> None:
    """And the same complaints, by the same line numbers."""
    alone = civilbot("score", stdin=MIXED)
    shared = civilbot("score", "--jobs", "2", stdin=MIXED)
    assert shared == alone
    assert [row["id"] for row in shared.rows] == [str(n) for n in range(300)]
    assert shared.code == 2
    assert [line.split(":")[2] for line in shared.err.splitlines()] == [
        "151",
        "152",
        "303",
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_ends_at_the_first_bad_line_if_asked(civilbot: Run, jobs: str) -> None:
    """What came before it is answered, what comes after is not."""
    ended = civilbot("score", "--stop", "--jobs", jobs, stdin=MIXED)
    assert [row["id"] for row in ended.rows] == [str(n) for n in range(150)]
    assert ended.code == 2
    [line] = ended.err.splitlines()
    assert line.startswith("civilbot: standard input:151: not JSON")


def test_a_missing_file_is_told_in_one_line_with_several_processes_too(
    civilbot: Run, tmp_path: Path
) -> None:
    """No process is started for it."""
    ended = civilbot("score", tmp_path / "no.jsonl", "--jobs", "2")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"civilbot: {tmp_path}/no.jsonl: No such file or directory\n"


def test_fewer_than_one_process_is_wrong_use(civilbot: Run) -> None:
    """It names the command whose help explains it."""
    ended = civilbot("score", "--jobs", "0")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("(see civilbot score --help)\n")


def test_off_a_terminal_no_progress_is_told(civilbot: Run) -> None:
    """Logs and pipes get answers and complaints only."""
    assert civilbot("score", stdin=lines({"id": 1, "text": "Fine."})).err == ""
