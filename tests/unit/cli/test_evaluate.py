"""`civilbot evaluate` prints honest figures for labelled files."""

import json
from pathlib import Path

import pytest

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


def headlines(folder: Path) -> Path:
    """Write the labelled headlines."""
    path = folder / "titles.tsv"
    path.write_text(TITLES)
    return path


def test_headlines_are_matched_and_counted(civilbot: Run, tmp_path: Path) -> None:
    """Beside the hand rule and TF-IDF; the briefing is the one that they are about."""
    ended = civilbot("evaluate", "match", headlines(tmp_path), "--resamples", "20")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0].startswith("trump-putin-ceasefire: 3 headlines, 1 about it;")
    ranking = [line.split()[:4] for line in lines if line.startswith("matcher ")]
    assert ranking[0] == ["matcher", "3", "1", "1.000"]
    assert ranking[1][:3] == ["matcher", "1", "1"]
    assert any(line.startswith("hand rule ") for line in lines)
    assert any(line.startswith("TF-IDF* ") for line in lines)
    assert any(line.startswith("matcher, sure ") for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("setting", ["--leave-one-source-out", "--zero"])
def test_matchers_may_be_taught_more_or_nothing(
    civilbot: Run, tmp_path: Path, setting: str
) -> None:
    """Said in the first line, with the same figures for the same seed."""
    command = ("evaluate", "match", headlines(tmp_path), setting, "--json")
    ended = civilbot(*command, "--resamples", "20")
    found = json.loads(ended.out)
    assert found["briefing"] == "trump-putin-ceasefire"
    assert [one["name"] for one in found["matchers"]] == [
        "matcher",
        "hand rule",
        "TF-IDF",
    ]
    assert found["matchers"][0]["average_precision"] == 1.0
    assert civilbot(*command, "--resamples", "20").out == ended.out


def test_the_curves_are_drawn_if_asked(civilbot: Run, tmp_path: Path) -> None:
    """Into a file; a folder that is not there is one line."""
    path = tmp_path / "risk.svg"
    file = headlines(tmp_path)
    assert civilbot("evaluate", "match", file, "--svg", path).code == 0
    assert path.read_text().startswith("<svg xmlns=")
    missing = civilbot("evaluate", "match", file, "--svg", tmp_path / "no" / "x.svg")
    assert missing.code == 2
    assert len(missing.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--zero", "--leave-one-source-out"), "drop one of both"),
        (("--about", "trump-putin"), "did you mean 'trump-putin-ceasefire'?"),
    ],
)
def test_wrong_options_for_headlines_are_one_line(
    civilbot: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    """With what would be right."""
    ended = civilbot("evaluate", "match", headlines(tmp_path), *options)
    assert ended.code == 2
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_file_without_headlines_is_one_line(civilbot: Run, tmp_path: Path) -> None:
    """Not figures about nothing."""
    path = tmp_path / "titles.tsv"
    path.write_text(TITLES.splitlines()[0] + "\n")
    ended = civilbot("evaluate", "match", path)
    assert (ended.code, ended.err.strip()) == (
        2,
        f"civilbot: {path}: holds no headline",
    )


def test_texts_are_scored_and_counted(civilbot: Run, tmp_path: Path) -> None:
    """By set, and all together; a split or a set may be chosen."""
    path = tmp_path / "texts.tsv"
    path.write_text(TEXTS)
    ended = civilbot("evaluate", "flags", path, "--split", "test")
    assert ended.code == 0
    model, head, mine, everything, *_ = ended.out.splitlines()
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
    assert first.splitlines()[3].split()[:2] == ["all", "2"]


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


def test_several_files_are_measured_together(civilbot: Run, tmp_path: Path) -> None:
    """Of whatever formats; all their texts stand in the last line."""
    first, second = tmp_path / "a.tsv", tmp_path / "b.jsonl"
    first.write_text(TEXTS)
    second.write_text('{"text": "Thank you.", "y": 0, "src": "other"}')
    lines = civilbot("evaluate", "flags", first, second).out.splitlines()
    assert [line.split()[:2] for line in lines[2:5]] == [
        ["mine", "3"],
        ["other", "1"],
        ["all", "4"],
    ]


def test_figures_come_as_one_json_object_if_asked(
    civilbot: Run, tmp_path: Path
) -> None:
    """With null where there is no figure, and the same ones for the same seed."""
    path = tmp_path / "texts.tsv"
    path.write_text(TEXTS)
    command = ("evaluate", "flags", path, "--json", "--seed", "3", "--resamples", "20")
    ended = civilbot(*command)
    found = json.loads(ended.out)
    assert found["caution"] == "cautious"
    assert found["resampling"] == {"resamples": 20, "seed": 3}
    assert [one["source"] for one in found["sets"]] == ["mine", "all"]
    assert found["sets"][0]["auc"] == 1.0
    assert [level for level, _ in found["sets"][0]["levels"]] == [
        "very_cautious",
        "cautious",
        "balanced",
        "eager",
    ]
    assert found["gap"] is None
    assert civilbot(*command).out == ended.out


def test_a_page_with_pictures_is_written_if_asked(
    civilbot: Run, tmp_path: Path
) -> None:
    """Beside the text; where that cannot be done, one line says so."""
    path, page = tmp_path / "texts.tsv", tmp_path / "report.html"
    path.write_text(TEXTS)
    ended = civilbot("evaluate", "flags", path, "--html", page)
    assert (ended.code, ended.err) == (0, "")
    assert page.read_text(encoding="utf-8").count("<svg") == 3
    refused = civilbot("evaluate", "flags", path, "--html", tmp_path / "no" / "x.html")
    assert refused.code == 2
    assert refused.err == (
        f"civilbot: {tmp_path}/no/x.html: No such file or directory\n"
    )


@pytest.mark.parametrize(
    ("name", "written", "line"),
    [
        ("a.jsonl", '{"text": "x", "y": 0}\n{"text": "x"}', "2: the label y is None"),
        ("a.tsv", "text\ty\nx\t5\n", "2: the label y is '5'"),
    ],
)
def test_a_broken_row_is_told_with_its_file_and_line(
    civilbot: Run, tmp_path: Path, name: str, written: str, line: str
) -> None:
    """And no figures are printed: they would be wrong."""
    path = tmp_path / name
    path.write_text(written)
    ended = civilbot("evaluate", "flags", path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"civilbot: {path}:{line}")
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    "written",
    [
        "text\ty\tsrc\n",
        "text\ty\tsrc\nYou fool\t1\tx\n",
        "text\ty\tsrc\nI see.\t0\tx\n",
        "text\ty\tsrc\n\t0\tx\n\t1\tx\n",
    ],
)
def test_where_there_is_no_figure_stands_a_dash(
    civilbot: Run, tmp_path: Path, written: str
) -> None:
    """Nothing at all, one kind only, nothing that could be judged."""
    path = tmp_path / "texts.tsv"
    path.write_text(written)
    ended = civilbot("evaluate", "flags", path, "--html", tmp_path / "report.html")
    assert (ended.code, ended.err) == (0, "")
    assert "nan" not in ended.out
    assert "\N{EN DASH}" in ended.out
    assert max(len(line) for line in ended.out.splitlines()) <= 80


OLD = """\
{"id": 1, "flag": false, "score": 0.2, "model": "m-1"}
{"id": 2, "flag": true, "score": 0.6, "model": "m-1"}
{"id": 3, "flag": false, "score": 0.1, "model": "m-1"}
"""
NEW = """\
{"id": 3, "flag": false, "score": 0.1, "model": "m-2"}
{"id": 1, "flag": true, "score": 0.9, "model": "m-2"}
{"id": 2, "flag": false, "score": 0.3, "model": "m-2"}
"""
LABELS = """\
id\ttext\ty
1\tYou are scum.\t1
2\tIt is a bloody mess.\t0
3\tI see.\t0
"""


def _versions(folder: Path) -> tuple[Path, Path, Path]:
    old, new, labels = folder / "a.jsonl", folder / "b.jsonl", folder / "labels.tsv"
    old.write_text(OLD)
    new.write_text(NEW)
    labels.write_text(LABELS)
    return old, new, labels


def test_two_versions_are_compared_text_by_text(civilbot: Run, tmp_path: Path) -> None:
    """In whatever order they were written: figures, and verdicts that changed."""
    old, new, labels = _versions(tmp_path)
    ended = civilbot("evaluate", "compare", old, new, "--labels", labels)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[:3] == ["A: m-1", "B: m-2", "labelled texts that both scored: 3"]
    [auc] = [line for line in lines if line.startswith("AUC")]
    assert auc.split()[:4] == ["AUC", "0.500", "1.000", "+0.500"]
    at = lines.index("now flagged: 1 (1 rightly, 0 wrongly)")
    assert lines[at + 1].split()[:5] == ["1", "0.20", "→", "0.90", "right"]
    assert lines[at + 2] == "no longer flagged: 1 (1 rightly, 0 wrongly)"
    few = civilbot(
        "evaluate", "compare", old, new, "--labels", labels, "--examples", "0"
    )
    assert "You are scum." not in few.out


def test_a_comparison_comes_as_json_if_asked(civilbot: Run, tmp_path: Path) -> None:
    """The same for the same seed."""
    old, new, labels = _versions(tmp_path)
    command = ("evaluate", "compare", old, new, "--labels", labels, "--json")
    ended = civilbot(*command)
    found = json.loads(ended.out)
    assert found["texts"] == 3
    assert found["now_flagged"][0]["row"]["id"] == "1"
    assert found["intervals"]["auc"]["low"] <= 0.5 <= found["intervals"]["auc"]["high"]
    assert civilbot(*command).out == ended.out


def test_versions_without_a_common_text_cannot_be_compared(
    civilbot: Run, tmp_path: Path
) -> None:
    """One line says so; it is more likely a wrong file than a wish."""
    old, new, labels = _versions(tmp_path)
    new.write_text('{"id": 9, "flag": true, "score": 0.6}')
    ended = civilbot("evaluate", "compare", old, new, "--labels", labels)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"civilbot: {labels}: no labelled id stands in both files\n"


def test_what_score_writes_can_be_compared(civilbot: Run, tmp_path: Path) -> None:
    """From texts to a comparison with the commands alone."""
    texts = [{"id": n, "text": t} for n, t in enumerate(("You fool!", "I see."))]
    labels = [{**row, "y": y} for row, y in zip(texts, (1, 0), strict=True)]
    for name, rows in (("texts.jsonl", texts), ("labels.jsonl", labels)):
        (tmp_path / name).write_text("\n".join(json.dumps(row) for row in rows))
    careful = civilbot(
        "score", tmp_path / "texts.jsonl", "--caution", "very_cautious"
    ).out
    (tmp_path / "a.jsonl").write_text(careful)
    (tmp_path / "b.jsonl").write_text(civilbot("score", tmp_path / "texts.jsonl").out)
    ended = civilbot(
        "evaluate",
        "compare",
        tmp_path / "a.jsonl",
        tmp_path / "b.jsonl",
        "--labels",
        tmp_path / "labels.jsonl",
    )
    assert ended.code == 0
    assert "labelled texts that both scored: 2" in ended.out
