"""Puts the training texts together: which sets, how many of each, what is held back.

Test splits never come near training: their rows are not read into the mix, and
their texts are only used (as hashes) to keep the same text out of every split.
"""

import csv
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from civilbot.language.lexicon import PROFANITY
from civilbot.language.normalise import spoken
from training.labels import HEADS, NOTHING_KNOWN, UNKNOWN, VIOLATION, Labels, draw
from training.sources import PROFANITY as PROFANITY_HEAD
from training.sources import labels_of, subscores, with_incivility, with_profanity
from training.templates import read_templates, sentences

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "civility"
TRAIN, DEV, POOL, TEST = "train", "dev", "pool", "test"

#: Sets that are never trained on, whatever their split is called.
JUDGING_ONLY = frozenset({"davidson", "surge"})
_DEV_SPLITS = frozenset({"dev", "val", "valid", "validation", "trial"})
#: Sets with a dev split of their own; of the others a tenth is kept as dev.
_OWN_DEV = frozenset({"cad", "convabuse", "edos", "hatemoji_build", "hatexplain"})
_DEV_SHARE = 0.1
#: How many rows of a set are learnt from; sets that are not named: all.
CAPS: Mapping[str, int] = {
    "context_toxicity": 2500,
    "convabuse": 800,
    "guest_misogyny": 2500,
    "implicit_hate_classes": 700,
    "madlibs_en": 1000,
    "mupid": 7000,
    "redditbias": 3500,
    "reddit_top_2013": 4000,
    "toxic_spans": 3000,
    "toxigen_ann": 2500,
}
#: Template sentences of others: many, and all alike.
_MOST_ELSEWHERE: Mapping[str, int] = {"madlibs_en": 1500}
TEMPLATES = "templates"
#: Sentences made of one template: many templates teach more than many fillings.
_FILLINGS = 4
#: Sets whose comments hold several sentences: each of these becomes a text of its own,
#: which nobody has labelled and the teachers are asked about.
_CUT = frozenset({"cad", "civil_comments", "guest_misogyny", "reddit_incivility"})
PIECE = "piece"
_LEAST_WORDS, _MOST_PIECES = 4, 8
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SPACE = re.compile(r"\s+")
_NOT_WORDS = re.compile(r"\W+")
_WORDS = re.compile(r"[a-z']+")
_FILLED_IN = (
    (re.compile(r"\[linebreak\]", re.IGNORECASE), "\n"),
    (re.compile(r"\[(?:url|link)\]", re.IGNORECASE), " "),
    (re.compile(r"\[user\]|@user\b", re.IGNORECASE), "u/someone"),
    (re.compile(r"<(?:user|url|number)>", re.IGNORECASE), " "),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One text of the mix; `y` is its set's own verdict, `UNKNOWN` if it has none."""

    text: str
    plain: str
    source: str
    split: str
    section: str
    y: int
    labels: Labels


@dataclass(frozen=True, slots=True)
class Recipe:
    """What goes into a mix."""

    with_reddit: bool = True
    seed: int = 0
    #: Rows to train on; 0 for all. Dev and pool shrink alike.
    sample: int = 0


def as_written(text: str) -> str:
    """Return a text as its author may have written it, without its set's own signs."""
    text = html.unescape(text)
    for pattern, new in _FILLED_IN:
        text = pattern.sub(new, text)
    return text


def plain(text: str) -> str:
    """Return a text as the model reads it: in the detector's plain spelling."""
    return _SPACE.sub(" ", spoken(as_written(text))).strip()


def key_of(text: str) -> str:
    """Return what two texts share that differ in spelling and signs alone."""
    return _NOT_WORDS.sub(" ", html.unescape(text).casefold()).strip()


def split_of(source: str, split: str, key: str) -> str:
    """Say whether a row is learnt from, developed with, or only judged with."""
    if source in JUDGING_ONLY or split == "test":
        return TEST
    if split in _DEV_SPLITS:
        return DEV
    if source not in _OWN_DEV and draw(0, "dev", source, key) < _DEV_SHARE:
        return DEV
    return TRAIN


def build(recipe: Recipe, data: Path = DATA) -> list[Row]:
    """Put the mix together: rows to train on, to develop with, and unlabelled ones."""
    read = list(_all_rows(recipe, data))
    rows = _unique(chain(read, pieces(read)), held_back(data))
    capped = list(_capped(rows, recipe.seed))
    if not recipe.sample:
        return capped
    return list(_sampled(capped, recipe))


def held_back(data: Path = DATA) -> frozenset[str]:
    """Return the keys of all texts that are kept for judging."""
    keys = {
        key_of(row["text"])
        for row in _parquet(data)
        if split_of(row["src"], row["split"], "") == TEST
    }
    with (data / "toxic_spans_test.csv").open(encoding="utf-8", newline="") as file:
        keys.update(key_of(row["text"]) for row in csv.DictReader(file))
    return frozenset(keys)


def rows_for_judging(data: Path = DATA) -> Iterator[Row]:
    """Read what is kept for judging; only the final evaluation asks for it."""
    for row in _parquet(data):
        if split_of(row["src"], row["split"], "") == TEST:
            yield replace(_row(row), split=TEST)


def pieces(rows: Iterable[Row]) -> Iterator[Row]:
    """Cut longer comments that are learnt from into sentences, without labels."""
    for row in rows:
        if row.split != TRAIN or row.source not in _CUT:
            continue
        parts = [part.strip() for part in _SENTENCE.split(as_written(row.text))]
        long = [part for part in parts if len(part.split()) >= _LEAST_WORDS]
        if len(parts) > 1:
            for part in long[:_MOST_PIECES]:
                read = plain(part)
                yield Row(part, read, row.source, POOL, PIECE, UNKNOWN, NOTHING_KNOWN)


def _all_rows(recipe: Recipe, data: Path) -> Iterator[Row]:
    """Read everything that is not kept for judging; what knows most comes first."""
    yield from _template_rows(recipe.seed)
    yield from _subscore_rows(data)
    for row in _parquet(data):
        if "Reddit" in row["platform"] and not recipe.with_reddit:
            # Dev rows stay, so that recipes can be compared on the same texts.
            read = _row(row)
            if read.split == DEV:
                yield read
        elif row["src"] not in JUDGING_ONLY and row["split"] != "test":
            yield _row(row)
    yield from _span_rows(data)


def _parquet(data: Path) -> Iterator[dict[str, Any]]:
    for batch in _table(data).to_batches():
        yield from batch.to_pylist()


@cache
def _table(data: Path) -> Any:
    # Only those who train have it.
    from pyarrow import parquet  # noqa: PLC0415

    return parquet.read_table(data / "texts.parquet")


def _row(row: Mapping[str, Any]) -> Row:
    text, source = row["text"], row["src"]
    return _made(
        text,
        source,
        split_of(source, row["split"], key_of(text)),
        int(row["y"]),
        labels_of(source, row["tag"] or "", violation=row["y"] == 1),
    )


def _made(text: str, source: str, split: str, y: int, labels: Labels) -> Row:
    read = plain(text)
    profane = not PROFANITY.isdisjoint(_WORDS.findall(read))
    known = with_profanity(labels, source, profane=profane) if labels.heads else labels
    if y != UNKNOWN:
        known = with_incivility(known, source, violation=y == 1)
    return Row(text, read, source, split, "", y, known)


def _subscore_rows(data: Path) -> Iterator[Row]:
    path, source = data / "civil_comments_subscores.csv", "civil_comments"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row.pop("text")
            labels = subscores({name: float(share) for name, share in row.items()})
            y = labels.heads.get(VIOLATION, UNKNOWN)
            yield _made(text, source, split_of(source, "", key_of(text)), y, labels)


def _span_rows(data: Path) -> Iterator[Row]:
    """Read comments whose toxic words are marked; those without are not clean."""
    path, source = data / "toxic_spans_train.csv", "toxic_spans"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            y = int(row["spans"] != "[]")
            labels = labels_of(source, "", violation=bool(y))
            split = split_of(source, "", key_of(row["text"]))
            yield _made(row["text"], source, split, y or UNKNOWN, labels)


def _template_rows(seed: int) -> Iterator[Row]:
    """Fill templates; a template's sentences are all learnt from or all dev."""
    for sentence in sentences(read_templates(), most=_FILLINGS, seed=seed):
        template = sentence.template
        kept = draw(0, "dev", template.text) < _DEV_SHARE
        yield Row(
            sentence.text,
            plain(sentence.text),
            TEMPLATES,
            DEV if kept else TRAIN,
            template.section,
            template.labels.heads[VIOLATION],
            template.labels,
        )


def _unique(rows: Iterable[Row], held: frozenset[str]) -> Iterator[Row]:
    """Keep the first of equal texts (labelled ones first), and none of the test's."""
    seen: set[str] = set()
    for row in sorted(rows, key=lambda row: not _is_labelled(row)):
        key = key_of(row.text)
        if key and key not in seen and key not in held:
            seen.add(key)
            yield row


def _capped(rows: Iterable[Row], seed: int) -> Iterator[Row]:
    """Cut large sets to their cap; what is beyond it is kept without labels."""
    by_source: dict[str, list[Row]] = {}
    elsewhere: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.split == TRAIN and _is_labelled(row):
            by_source.setdefault(row.source, []).append(row)
            continue
        kept = row if row.split == DEV else _unlabelled(row)
        elsewhere[kept.source, kept.split] += 1
        if elsewhere[kept.source, kept.split] <= _MOST_ELSEWHERE.get(row.source, 10**9):
            yield kept
    for source, listed in by_source.items():
        yield from _cut(listed, CAPS.get(source, len(listed)), seed)


def _cut(rows: list[Row], cap: int, seed: int) -> Iterator[Row]:
    """Keep `cap` rows: violations for up to half of them, the rest fine."""
    ranked = sorted(rows, key=lambda row: draw(seed, "cap", row.source, row.text))
    bad = [row for row in ranked if row.labels.heads.get(VIOLATION) != 0]
    good = [row for row in ranked if row.labels.heads.get(VIOLATION) == 0]
    most_bad = max(cap - len(good), min(len(bad), cap // 2))
    kept = [*bad[:most_bad], *good[: cap - min(most_bad, len(bad))]]
    yield from kept
    known = {id(row) for row in kept}
    yield from (_unlabelled(row) for row in ranked if id(row) not in known)


def _is_labelled(row: Row) -> bool:
    return any(head != PROFANITY_HEAD for head in row.labels.heads)


def _unlabelled(row: Row) -> Row:
    return replace(row, split=POOL, labels=NOTHING_KNOWN)


def _sampled(rows: list[Row], recipe: Recipe) -> Iterator[Row]:
    shares = {TRAIN: recipe.sample, DEV: recipe.sample // 2, POOL: recipe.sample // 2}
    for split, most in shares.items():
        listed = [row for row in rows if row.split == split]
        listed.sort(key=lambda row: draw(recipe.seed, "sample", row.text))
        yield from listed[:most]


def write(rows: list[Row], path: Path) -> None:
    """Write a mix as one table."""
    import pyarrow as pa  # noqa: PLC0415 - only those who train have it
    from pyarrow import parquet  # noqa: PLC0415

    columns: dict[str, list[Any]] = {
        name: [getattr(row, name) for row in rows]
        for name in ("text", "plain", "source", "split", "section", "y")
    }
    vectors = [row.labels.vector() for row in rows]
    for at, head in enumerate(HEADS):
        columns[head] = [vector[at] for vector in vectors]
    columns["target"] = [row.labels.target_index() for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.table(columns), path)
