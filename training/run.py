"""Runs the steps of training in order; what is done is skipped, what stopped goes on.

python -m training.run --out training/out --sample 1000 --minutes 2
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from training.mix import Recipe
from training.stages import STAGES, USUAL, Run
from training.templates import TEMPLATES

_OUT = Path(__file__).with_name("out")
#: Always done anew: cheap, or asked for to see figures.
_ALWAYS = frozenset({"evaluate"})
_WHOLE = "whole\n"
#: What must be done anew after a step.
_LATER = {
    "mix": tuple(STAGES),
    "teacher": ("soft", "linear", "student", "slim", "polish", "export", "package"),
    "soft": ("linear", "student", "slim", "polish", "export", "package"),
    "linear": ("package",),
    "student": ("slim", "polish", "export", "package"),
    "slim": ("polish", "export", "package"),
    "polish": ("export", "package"),
    "student-hard": ("export", "package"),
    "export": ("package",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps that are asked for; 3 if a budget ended one before it was done."""
    asked = _parser().parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    run = Run(
        out=asked.out,
        recipe=Recipe(not asked.without_reddit, asked.seed, asked.sample),
        minutes=asked.minutes,
        epochs=asked.epochs,
        look_every=asked.look_every,
        with_test=asked.test,
        say=_say,
    )
    _claim(run)
    for name in asked.stages or USUAL:
        finished = _stage(run, name, go_on=asked.go_on)
        if not finished and not asked.go_on:
            _say(f"{name}: the time is up; run again to go on")
            return 3
    return 0


def _stage(run: Run, name: str, *, go_on: bool) -> bool:
    mark = _mark(run, name)
    if name not in _ALWAYS and mark.exists() and (go_on or _is_whole(mark)):
        _say(f"{name}: done already")
        return True
    for later in _LATER.get(name, ()):
        _mark(run, later).unlink(missing_ok=True)
    began = time.monotonic()
    _say(f"{name} ...")
    finished = STAGES[name](run)
    _say(f"{name}: {time.monotonic() - began:.0f} s")
    if finished or go_on:
        mark.write_text(_WHOLE if finished else "cut short\n", encoding="utf-8")
    return finished


def _mark(run: Run, name: str) -> Path:
    return run.out / f"{name}.done"


def _is_whole(mark: Path) -> bool:
    return mark.read_text(encoding="utf-8") == _WHOLE


def _claim(run: Run) -> None:
    """Keep a folder for one recipe: mixed outputs would prove nothing."""
    path = run.out / "recipe.json"
    recipe = run.recipe
    written = json.dumps(
        {
            "with_reddit": recipe.with_reddit,
            "seed": recipe.seed,
            "sample": recipe.sample,
            "texts": _digest(TEMPLATES),
        },
        sort_keys=True,
    )
    if path.exists() and path.read_text(encoding="utf-8") != written:
        raise SystemExit(f"{run.out} holds another recipe's outputs; choose another")
    path.write_text(written, encoding="utf-8")


def _digest(folder: Path) -> str:
    written = b"".join(path.read_bytes() for path in sorted(folder.glob("*.txt")))
    return hashlib.sha256(written).hexdigest()[:16]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training.run", description=__doc__)
    parser.add_argument("stages", nargs="*", choices=[[], *STAGES], metavar="STAGE")
    parser.add_argument("--out", type=Path, default=_OUT)
    parser.add_argument("--sample", type=int, default=0, help="rows; 0: all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without-reddit", action="store_true")
    parser.add_argument("--minutes", type=float, default=600.0, help="per step")
    parser.add_argument("--epochs", type=int, default=0, help="0: the step's own")
    parser.add_argument("--look-every", type=int, default=0, help="batches; 0: never")
    parser.add_argument("--go-on", action="store_true", help="past a cut-short step")
    parser.add_argument("--test", action="store_true", help="report on test splits")
    return parser


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
