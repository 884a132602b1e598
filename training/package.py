"""Puts the shipped model together: files, weights, operating points, checksums."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civilbot.classifier import linear as linear_model
from civilbot.classifier import manifest
from civilbot.language.evidence import Evidence, gather
from civilbot.language.scores import logit_of
from civilbot.model import Category
from training import calibrate, student
from training.export import FOLDER, read_all
from training.labels import HEADS, TARGETS, draw
from training.mix import DEV
from training.table import Table

NAME, VERSION = "civil", "1"
#: How many dev texts of a set weigh in, so that no register sets the tone.
_MOST = 2000
#: All from one register and one class: they say nothing of where to draw a line.
_LEFT_OUT = frozenset({"hatexplain", "implicit_hate", "mupid", "toxic_spans"})


def make(table: Table, out: Path) -> dict[str, Any]:
    """Calibrate on dev texts and write the notes beside the model's files."""
    folder = out / FOLDER
    shutil.copy(out / manifest.LINEAR, folder / manifest.LINEAR)
    rows = dev_rows(table)
    report = calibrate.calibrate(measure(table, rows, folder))
    bound = report.pop("civil_below")
    notes = manifest.Manifest.model_validate(
        {
            "name": NAME,
            "version": VERSION,
            "heads": HEADS,
            "targets": TARGETS,
            "tokens": student.SCHEDULE.tokens,
            "civil_below": bound,
            "seen": report["seen"],
            "skipped": report["skipped"],
            "levels": report["levels"],
            "files": {
                name: manifest.digest(folder / name)
                for name in (manifest.ENCODER, manifest.TOKENIZER, manifest.LINEAR)
            },
        }
    )
    written = json.dumps(notes.model_dump(mode="json"), indent=1)
    (folder / manifest.MANIFEST).write_text(written + "\n", encoding="utf-8")
    report["cascade"] = {"civil_below": bound, "share": report.pop("skipped_share")}
    report["texts"] = dict(Counter(table.source[rows].tolist()))
    return report


def dev_rows(table: Table) -> NDArray[np.int64]:
    """Return the dev texts that calibrate, at most some of each set."""
    found: list[int] = []
    rows = table.rows(DEV)
    for source in sorted(set(table.source[rows].tolist()) - _LEFT_OUT):
        of_set = rows[table.source[rows] == source].tolist()
        of_set.sort(key=lambda row: draw(0, "calibrate", table.text[row]))
        found += of_set[:_MOST]
    return np.array(sorted(found), dtype=np.int64)


def measure(table: Table, rows: NDArray[np.int64], folder: Path) -> calibrate.Measured:
    """Ask each part of the detector about dev texts."""
    plain = table.plain[rows].tolist()
    known = linear_model.load(folder / manifest.LINEAR)
    read = [gather(text) for text in table.text[rows].tolist()]
    return calibrate.Measured(
        encoder=read_all(
            folder / manifest.ENCODER, folder / manifest.TOKENIZER, plain
        ).astype(np.float64),
        linear=np.stack([known.logits(text) for text in plain]).astype(np.float64),
        rules=np.array([_rules(evidence) for evidence in read]),
        vetoed=np.array([float(evidence.is_stopped) for evidence in read]),
        labels=table.labels[rows],
        keys=table.text[rows].tolist(),
    )


def _rules(evidence: Evidence) -> list[float]:
    """Return the rules' logits for the verdict, the categories, and criticism."""
    best = evidence.best()
    of_categories = (logit_of(best.get(category, 0.0)) for category in Category)
    return [logit_of(evidence.score), *of_categories, logit_of(0.0)]
