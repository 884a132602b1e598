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
from civilbot.language.normalise import spoken
from civilbot.language.scores import logit_of
from civilbot.model_files import digest
from training import calibrate, student
from training.export import FOLDER, read_all
from training.labels import HEADS, INCIVILITY, TARGETS, VIOLATION, draw
from training.mix import DEV, as_written
from training.table import Table

NAME, VERSION = "civil", "4"
#: How many dev texts of a set weigh in, so that no register sets the tone.
_MOST = 2000
#: All from one register and one class: they say nothing of where to draw a line.
_LEFT_OUT = frozenset({"hatexplain", "implicit_hate", "mupid", "toxic_spans"})
#: What people wrote to each other, both classes as they came, of broad sets. (In a
#: narrow one what is "not sexist" may be any other abuse.)
_PEOPLE = (
    "cad",
    "civil_comments",
    "context_toxicity",
    "convabuse",
    "guest_misogyny",
    "reddit_incivility",
)


def make(table: Table, out: Path) -> dict[str, Any]:
    """Calibrate on dev texts and write the notes beside the model's files."""
    folder = out / FOLDER
    shutil.copy(out / manifest.LINEAR, folder / manifest.LINEAR)
    rows = dev_rows(table)
    report = calibrate.calibrate(measure(table, rows, folder))
    gates = report.pop("gates")
    notes = manifest.Manifest.model_validate(
        {
            "name": NAME,
            "version": VERSION,
            "heads": HEADS,
            "targets": TARGETS,
            "tokens": student.SCHEDULE.tokens,
            "linear_gate": _gate(gates["linear"]),
            "glance_gate": _gate(gates["glance"]),
            **{depth: report[depth] for depth in calibrate.DEPTHS},
            "levels": report["levels"],
            "files": {name: digest(folder / name) for name in manifest.FILES},
        }
    )
    written = json.dumps(notes.model_dump(mode="json"), indent=1)
    (folder / manifest.MANIFEST).write_text(written + "\n", encoding="utf-8")
    report["texts"] = dict(Counter(table.source[rows].tolist()))
    return report


def _gate(found: calibrate.Gate) -> dict[str, Any]:
    """Return a gate as a model's notes hold it: first the linear model's weights."""
    weights, count = found.weights.tolist(), len(HEADS)
    return {
        "below": found.below,
        "linear": weights[:count],
        "glance": weights[count:],
    }


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
    texts = [as_written(text) for text in table.text[rows].tolist()]
    plain = [spoken(text) for text in texts]
    people = np.isin(table.source[rows].astype(str), _PEOPLE)
    known = linear_model.load(folder / manifest.LINEAR)
    read = [gather(text) for text in texts]
    glance, whole = read_all(folder, plain).astype(np.float64)
    return calibrate.Measured(
        encoder=whole,
        glance=glance,
        linear=np.stack([known.logits(text) for text in plain]).astype(np.float64),
        rules=np.array([_rules(evidence) for evidence in read]),
        swearing=np.array([float(evidence.swearing) for evidence in read]),
        labels=table.labels[rows],
        keys=table.text[rows].tolist(),
        sets=table.source[rows].astype(str),
        people=people,
    )


def _rules(evidence: Evidence) -> list[float]:
    """Return the rules' logits per head: they know nothing of mere criticism."""
    best = {str(category): score for category, score in evidence.best().items()}
    asked = {**dict.fromkeys((VIOLATION, INCIVILITY), evidence.score), **best}
    return [logit_of(asked.get(head, 0.0)) for head in HEADS]
