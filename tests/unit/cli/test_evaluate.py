"""`civilbot evaluate` prints honest figures for labelled files."""

from pathlib import Path

from tests.unit.cli.conftest import Run

TITLES = """\
id\ttitle\toutlet\tdate\tlabel\tdoubtful
1\tTrump and Putin meet for talks on a ceasefire in Ukraine\tX\t2025-08-15\tmatch\t0
2\tThe library buys chairs\tX\t2025-08-15\tno\t0
3\tPutin's cook opens a restaurant\tX\t2025-08-15\tnear\t1
"""

TEXTS = """\
text\ty\tsrc\tsplit
You are a worthless idiot.\t1\tmine\ttest
I disagree with all of it.\t0\tmine\ttest
Lovely weather today, isn't it?\t0\tmine\tdev
"""


def test_headlines_are_matched_and_counted(civilbot: Run, tmp_path: Path) -> None:
    """With and without those that the labeller doubted."""
    path = tmp_path / "titles.tsv"
    path.write_text(TITLES)
    ended = civilbot("evaluate", "match", path)
    assert ended.code == 0
    head, everything, sure = ended.out.splitlines()
    assert head.split()[:3] == ["headlines", "n", "match"]
    assert everything.split()[:5] == ["all", "3", "1", "1.00", "1.00"]
    assert sure.split()[:4] == ["without", "doubtful", "2", "1"]


def test_texts_are_scored_and_counted(civilbot: Run, tmp_path: Path) -> None:
    """By set, and all together; a split or a set may be chosen."""
    path = tmp_path / "texts.tsv"
    path.write_text(TEXTS)
    ended = civilbot("evaluate", "flags", path, "--split", "test")
    assert ended.code == 0
    model, head, mine, everything = ended.out.splitlines()
    assert model.endswith(", cautious")
    assert head.split()[:4] == ["set", "n", "bad", "flags"]
    assert mine.split()[:7] == ["mine", "2", "1", "1", "1.00", "1.00", "1.00"]
    assert everything.split()[1:] == mine.split()[1:]
    assert civilbot("evaluate", "flags", path, "--source", "none").code == 0


def test_a_sample_is_the_same_every_time(civilbot: Run, tmp_path: Path) -> None:
    """The seed decides."""
    path = tmp_path / "texts.tsv"
    path.write_text(TEXTS)
    command = ("evaluate", "flags", path, "--sample", "2", "--seed", "7")
    first = civilbot(*command).out
    assert first == civilbot(*command).out
    assert first.splitlines()[-1].split()[:2] == ["all", "2"]


def test_a_file_that_cannot_be_read_is_one_line(civilbot: Run, tmp_path: Path) -> None:
    """Missing, or of a kind that it does not know."""
    missing = civilbot("evaluate", "match", tmp_path / "no.tsv")
    assert missing.code == 2
    assert len(missing.err.splitlines()) == 1
    odd = tmp_path / "texts.docx"
    odd.write_text("x")
    refused = civilbot("evaluate", "flags", odd)
    assert refused.code == 2
    assert "use .tsv, .jsonl or .parquet" in refused.err
