"""Compares the detector with its parts and with other packages, in one run.

python -m training.compare --split dev --sample 300

Needs no torch: `make bench` installs all there is to compare with. Test splits are
looked at once, at the very end.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from civilbot.classifier.manifest import read_manifest
from civilbot.classifier.shipped import FOLDER
from training.labels import UNKNOWN, draw
from training.mix import DEV, TEST, Recipe, Row, as_written, build, rows_for_judging
from training.rivals import judges
from training.side_by_side import row, tables

#: The sets, and what a violation is in each.
SETS: Mapping[str, str] = {
    "cad": "abuse of a person, a camp or a group (Reddit)",
    "reddit_incivility": "uncivil (Reddit)",
    "civil_comments": "toxic to half of the raters or more (news sites)",
    "surge": "toxic (several platforms); never trained on",
    "mupid": "impolite to a politician (Twitter): **criticism, which is allowed**. "
    "Here flagging less is better, in both classes, and a high AUC is no aim",
    "edos": "sexist (Reddit, Gab); other abuse counts as fine",
    "guest_misogyny": "misogynist (Reddit); attacks on others count as fine",
}
_LEVELS = """\
Flagged: rules and detector at `cautious`; alt-profanity-check from a chance of 0.5
on, as its `predict` does; VADER from a compound score of -0.05 down, its authors'
bound for negative texts. Linear model and encoder have no bound of their own.
"Its incivility" is what the detector thinks people would call rude or vulgar, whoever
it hits, which is what reddit_incivility, Civil Comments, Surge and MUPID asked; "its
identity hate" how likely people are attacked for what they are, which is what EDOS and
Guest et al. asked of women.
VADER's score is (1 - compound) / 2. Intervals: percentile bootstrap, 500 samples.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge one split with everything and write the tables."""
    asked = _parser().parse_args(arguments)
    known = judges(asked.model)
    measured = []
    for source, rows in by_set(_rows(asked.split), asked.sample).items():
        texts = [as_written(one.text) for one in rows]
        measured.append(row(source, texts, [one.y == 1 for one in rows], known))
        sys.stderr.write(f"{source}: {len(texts)} texts\n")
    title = heading(asked.split, asked.sample, read_manifest(asked.model).title)
    told = notes([one.source for one in measured])
    written = "\n".join([title, told, tables(measured)])
    sys.stdout.write(written)
    if asked.out:
        asked.out.write_text(written, encoding="utf-8")
    return 0


def by_set(rows: Iterable[Row], sample: int = 0) -> dict[str, list[Row]]:
    """Sort rows into the sets that are compared, at most so many of each (0: all)."""
    found: dict[str, list[Row]] = {source: [] for source in SETS}
    for one in rows:
        if one.source in found and one.y != UNKNOWN:
            found[one.source].append(one)
    for listed in found.values():
        listed.sort(key=lambda one: draw(0, "compare", one.text))
    return {s: listed[: sample or len(listed)] for s, listed in found.items() if listed}


def heading(split: str, sample: int, model: str) -> str:
    """Say what was judged by what."""
    cut = f", {sample} texts a set at most" if sample else ""
    return f"# {model} beside others: {split} split{cut}\n"


def notes(sources: Iterable[str]) -> str:
    """Say what a violation is in each set, and when each judge flags."""
    return "\n".join([*(f"- `{name}`: {SETS[name]}." for name in sources), "", _LEVELS])


def _rows(split: str) -> Iterable[Row]:
    if split == TEST:
        return rows_for_judging()
    return (one for one in build(Recipe()) if one.split == DEV)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training.compare", description=__doc__)
    parser.add_argument("--split", choices=[DEV, TEST], required=True)
    parser.add_argument("--sample", type=int, default=0, help="texts a set; 0: all")
    parser.add_argument("--model", type=Path, default=FOLDER, help="the model's folder")
    parser.add_argument("--out", type=Path, help="a file to write the tables to")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
