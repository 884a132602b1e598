"""The mix: caps, splits that never leak, and texts as the model reads them."""

import csv
from collections import Counter
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow reads the research data")

from pyarrow import parquet  # noqa: E402 - only after it is known to be there
from training.labels import HEADS, fine  # noqa: E402
from training.mix import (  # noqa: E402
    PIECE,
    Recipe,
    Row,
    build,
    held_back,
    key_of,
    pieces,
    plain,
    rows_for_judging,
    split_of,
)

LONG = "The bridge is closed today. Nobody told us why it is!"
SUBSCORES = "text,toxicity,severe_toxicity,obscene,threat,insult,identity_attack\n"


def _row(source, split, text, y, tag=""):
    platform = "Reddit" if source in {"cad", "reddit_incivility"} else "elsewhere"
    return {
        "src": source,
        "platform": platform,
        "licence": "CC0",
        "split": split,
        "text": text,
        "y": y,
        "tag": tag,
    }


@pytest.fixture(name="data", scope="module")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder shaped like the research data."""
    folder = tmp_path_factory.mktemp("civility")
    rows = [_row("cad", "train", f"neutral words {n}", 0, "Neutral") for n in range(20)]
    rows += [
        _row("cad", "train", "You damn fool", 1, "PersonDirectedAbuse"),
        _row("cad", "train", "shared with the test split!", 0, "Neutral"),
        _row("cad", "dev", "a dev text", 0, "Neutral"),
        _row("cad", "train", f"{LONG}[linebreak]Oh well.", 0, "Neutral"),
        _row("cad", "train", "A dev text!", 0, "Neutral"),
        _row("implicit_hate", "all", "we come for them", 1, "implicit_hate"),
        _row("implicit_hate_classes", "all", "we come for them", 1, "threatening"),
        _row("cad", "test", "Shared with the test split", 1, "PersonDirectedAbuse"),
        _row("surge", "all", "only for judging", 1),
        _row("edos", "train", "says nothing", 0, "none"),
        _row("context_toxicity", "gc", "a talk page", 0),
    ]
    rows += [_row("convabuse", "train", f"chat {n}", n % 2) for n in range(900)]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "texts.parquet")
    (folder / "civil_comments_subscores.csv").write_text(
        SUBSCORES + "rated by people,0.9,0,0,0.1,0.8,0.0\n", encoding="utf-8"
    )
    for name, text in (("train", "a marked comment"), ("test", "a hidden comment")):
        with (folder / f"toxic_spans_{name}.csv").open("w", encoding="utf-8") as file:
            written = csv.writer(file)
            written.writerow(["spans", "text"])
            written.writerow(["[0, 1]", text])
            written.writerow(["[]", "a hidden comment"])
    return folder


@pytest.fixture(name="rows", scope="module")
def the_mix(data: Path) -> list[Row]:
    """All rows of the small data, put together once."""
    return build(Recipe(), data)


def test_what_is_kept_for_judging_is_never_in_the_mix(data, rows):
    """Neither test rows nor the same words in other signs elsewhere."""
    keys = {key_of(row.text) for row in rows}
    assert keys.isdisjoint(held_back(data))
    assert held_back(data) == {
        "shared with the test split",
        "only for judging",
        "a hidden comment",
    }
    judged = {(row.source, row.split) for row in rows_for_judging(data)}
    assert judged == {("cad", "test"), ("surge", "test")}


def test_no_text_stands_in_two_splits(rows):
    """A text that is learnt from proves nothing on dev."""
    splits: dict[str, set[str]] = {}
    for row in rows:
        if row.source != "templates":
            splits.setdefault(key_of(row.text), set()).add(row.split)
    assert {len(found) for found in splits.values()} == {1}


def test_a_set_keeps_its_own_dev_split_and_others_give_a_tenth():
    """The same text is always on the same side."""
    assert split_of("cad", "dev", "a") == "dev"
    assert split_of("cad", "train", "a") == "train"
    assert split_of("surge", "all", "a") == split_of("cad", "test", "a") == "test"
    sides = Counter(split_of("mupid", "train", str(n)) for n in range(2000))
    assert 150 < sides["dev"] < 250
    assert sides["test"] == 0


def test_a_cap_keeps_both_classes_and_the_rest_without_labels(rows):
    """ConvAbuse may give 800 rows; what is beyond serves a teacher."""
    chats = [row for row in rows if row.source == "convabuse"]
    learnt = Counter(row.y for row in chats if row.split == "train")
    pool = [row for row in chats if row.split == "pool"]
    assert learnt == {0: 400, 1: 400}
    assert len(pool) == 100
    assert {row.labels.vector() for row in pool} == {(-1,) * len(HEADS)}


def test_rows_that_nobody_labelled_are_kept_for_a_teacher(rows):
    """Negatives of a narrow set still are texts."""
    by_text = {row.text: row for row in rows}
    assert by_text["says nothing"].split == "pool"
    assert by_text["we come for them"].labels.heads["threat"] == 1
    assert by_text["You damn fool"].labels.heads["hostile_profanity"] == 1
    assert by_text["rated by people"].labels.heads["personal_attack"] == 1


def test_longer_comments_are_cut_into_sentences_that_only_teachers_label(rows):
    """Short ones say too little; a comment of one sentence is there already."""
    cut = {row.text: row for row in rows if row.section == PIECE}
    assert set(cut) == {"The bridge is closed today.", "Nobody told us why it is!"}
    assert {row.split for row in cut.values()} == {"pool"}
    assert {row.labels.vector() for row in cut.values()} == {(-1,) * len(HEADS)}


def test_nothing_is_cut_from_what_is_not_learnt_from():
    """A sentence of a dev text would tell what is in it."""
    made = [Row(LONG, LONG, "cad", split, "", 0, fine()) for split in ("dev", "train")]
    assert [len(list(pieces([row]))) for row in made] == [0, 2]


def test_a_recipe_without_reddit_learns_nothing_from_it_but_keeps_its_dev(data):
    """So that both recipes can be compared on the same texts."""
    rows = build(Recipe(with_reddit=False), data)
    assert {row.split for row in rows if row.source == "cad"} == {"dev"}


def test_a_sample_is_a_small_mix_and_always_the_same(data):
    """A smoke run takes minutes."""
    once = build(Recipe(sample=10), data)
    assert Counter(row.split for row in once)["train"] == 10
    assert once == build(Recipe(sample=10), data)


def test_texts_are_read_in_the_detectors_plain_spelling():
    """What research sets fill in is no part of what people wrote."""
    assert plain("Y\u043eu IDIOT[LINEBREAK]see [URL] @USER &amp; co") == (
        "you idiot see u/someone & co"
    )
