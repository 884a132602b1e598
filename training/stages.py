"""The steps from texts to a shipped model; each reads and writes one folder."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from civilbot.classifier.manifest import LINEAR, MANIFEST
from civilbot.language.reader import MODEL as WORDS
from training import (
    evaluate,
    export,
    linear,
    mix,
    package,
    rude,
    soft,
    student,
    teacher,
)
from training.fitting import Budget, Progress, Schedule
from training.labels import HEADS, INCIVILITY
from training.table import Table, read_table
from training.teacher import TEACHERS

_MIX = "mix.parquet"
_CHECKED = 400
_SHORT = 200


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is asked to do."""

    out: Path
    recipe: mix.Recipe
    minutes: float
    epochs: int
    look_every: int
    with_test: bool
    say: Callable[[str], None]

    @property
    def table(self) -> Table:
        """The mix."""
        return read_table(self.out / _MIX)

    @property
    def budget(self) -> Budget:
        """How long the training steps may take."""
        return Budget(minutes=self.minutes, look_every=self.look_every)

    def schedule(self, usual: Schedule) -> Schedule:
        """Return how to train, with the seed and perhaps the epochs of this run."""
        epochs = self.epochs or usual.epochs
        return replace(usual, epochs=epochs, seed=self.recipe.seed)

    def note(self, name: str, report: Any) -> None:
        """Write a report beside what it is about."""
        written = json.dumps(report, indent=1, default=str)
        (self.out / f"{name}.json").write_text(written + "\n", encoding="utf-8")


def make_mix(run: Run) -> bool:
    """Put the texts together."""
    rows = mix.build(run.recipe)
    mix.write(rows, run.out / _MIX)
    sizes: dict[str, dict[str, int]] = {}
    for row in rows:
        of_source = sizes.setdefault(row.source, {})
        of_source[row.split] = of_source.get(row.split, 0) + 1
    run.note("mix", sizes)
    run.say(f"{len(rows)} texts of {len(sizes)} sets")
    return True


def make_linear(run: Run) -> bool:
    """Train the linear model."""
    table = run.table
    taught = soft.known(run.out, table)
    taught[:, HEADS.index(INCIVILITY)] = rude.logits(table.text.tolist())
    linear.train(table, run.out / LINEAR, taught, run.recipe.seed)
    size = (run.out / LINEAR).stat().st_size / 1024 / 1024
    run.say(f"the linear model has {size:.2f} MB")
    return True


def make_teachers(run: Run) -> bool:
    """Train the teachers for a while, one after the other."""
    table, schedule = run.table, run.schedule(teacher.SCHEDULE)
    lessons = {name: teacher.lesson(name, table, schedule) for name in TEACHERS}
    return all(
        _told(run, teacher.train(name, lesson, run.out, run.budget))
        for name, lesson in lessons.items()
    )


def make_soft(run: Run) -> bool:
    """Let the teachers score all texts."""
    table = run.table
    return all(
        _told(run, soft.score(name, table, run.out, run.minutes)) for name in TEACHERS
    )


def make_student(run: Run) -> bool:
    """Train the student from labels and the teachers."""
    schedule = run.schedule(student.SCHEDULE)
    return _told(run, student.train(run.table, run.out, run.budget, schedule))


def make_slim(run: Run) -> bool:
    """Make the student narrower, and let it learn on."""
    schedule = run.schedule(student.NARROW)
    return _told(run, student.slim(run.table, run.out, run.budget, schedule))


def make_polish(run: Run) -> bool:
    """Teach the student our own sentences once more."""
    schedule = run.schedule(student.POLISH)
    return _told(run, student.polish(run.table, run.out, run.budget, schedule))


def make_hard_student(run: Run) -> bool:
    """Train a student from labels alone."""
    schedule = run.schedule(student.SCHEDULE)
    return _told(run, student.train_hard(run.table, run.out, run.budget, schedule))


def make_export(run: Run) -> bool:
    """Write the small model."""
    table = run.table
    # Long texts are read window by window, which the student itself does not do.
    dev = table.plain[table.rows(mix.DEV)]
    texts = [text for text in dev.tolist() if len(text) < _SHORT][:_CHECKED]
    measured = export.export(run.out, texts)
    run.note("export-checks", measured)
    run.say(json.dumps(measured))
    return True


def make_package(run: Run) -> bool:
    """Weigh what ships (not what it was made from), and write the model's notes."""
    report = package.make(run.table, run.out)
    run.note("calibration", report)
    run.say(json.dumps({"errors": report["errors"], "cascade": report["cascade"]}))
    return True


def make_evaluation(run: Run) -> bool:
    """Compare all models there are, on dev texts or (asked for) on test texts."""
    lines = list(evaluate.compare(_texts(run), _models(run)))
    name = "evaluation-test" if run.with_test else "evaluation-dev"
    run.note(name, evaluate.as_dicts(lines))
    written = evaluate.table_of(lines)
    (run.out / f"{name}.md").write_text(written, encoding="utf-8")
    run.say(written)
    return True


STAGES: Mapping[str, Callable[[Run], bool]] = {
    "mix": make_mix,
    "teacher": make_teachers,
    "soft": make_soft,
    "linear": make_linear,
    "student": make_student,
    "slim": make_slim,
    "polish": make_polish,
    "student-hard": make_hard_student,
    "export": make_export,
    "package": make_package,
    "evaluate": make_evaluation,
}
#: What runs if nothing is named: the student from labels alone is for comparison.
USUAL = tuple(name for name in STAGES if name != "student-hard")


def _told(run: Run, progress: Progress) -> bool:
    run.say(
        f"batch {progress.step} of {progress.steps}: {progress.rows_now} rows in "
        f"{progress.seconds:.0f} s, {progress.speed:.2f} rows/s"
    )
    return progress.finished


def _texts(run: Run) -> evaluate.Texts:
    if run.with_test:
        held = list(mix.rows_for_judging())
        return evaluate.Texts(
            text=[row.text for row in held],
            plain=[row.plain for row in held],
            source=np.array([row.source for row in held], dtype=object),
            truth=np.array([row.y == 1 for row in held]),
        )
    table = run.table
    rows = table.rows(mix.DEV)
    rows = rows[table.y[rows] >= 0]
    return evaluate.Texts(
        text=table.text[rows].tolist(),
        plain=table.plain[rows].tolist(),
        source=table.source[rows],
        truth=table.y[rows] == 1,
    )


def _models(
    run: Run,
) -> dict[str, Callable[[evaluate.Texts], evaluate.Scores]]:
    models: dict[str, Callable[[evaluate.Texts], evaluate.Scores]] = {
        WORDS: evaluate.words
    }
    if (run.out / LINEAR).exists():
        models["linear"] = evaluate.linear(run.out / LINEAR)
    if not run.with_test and _all_dev_taught(run):
        models["teachers"] = lambda _texts: _taught(run)
    shipped = run.out / export.FOLDER
    if (shipped / MANIFEST).exists():
        models["first layers"] = evaluate.student(shipped, glance=True)
        models["encoder"] = evaluate.student(shipped)
        models["detector"] = evaluate.detector(shipped)
    return models


def _all_dev_taught(run: Run) -> bool:
    table = run.table
    scores = soft.known(run.out, table)
    return bool(np.isfinite(scores[table.rows(mix.DEV), 0]).all())


def _taught(run: Run) -> evaluate.Scores:
    """Return what the teachers said of the dev rows when they scored the mix."""
    table = run.table
    rows = table.rows(mix.DEV)
    rows = rows[table.y[rows] >= 0]
    return evaluate.by_head(soft.load(run.out)[rows].astype(np.float32))
