"""Measures the detector on one core: speed beside others, start, and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from tests.bench import comments
from tests.bench.measuring import one_core, seconds_of, tell

_NEEDED = ("onnx", "profanity_check")
_STARTS = 5


def measure(folder: Path) -> None:
    """Measure everything about the detector; others run in processes of their own."""
    missing = [name for name in _NEEDED if not find_spec(name)]
    if missing:
        print(f"detector: not measured without {missing}; `make bench` installs them")
        return
    with one_core():
        _starting()
        _child("race", str(folder))


def _starting() -> None:
    texts = comments.made()
    bare = median(seconds_of([sys.executable, "-c", "pass"]) for _ in range(_STARTS))
    took = median(_fresh("detector", texts[:1])["seconds"] for _ in range(_STARTS))
    tell("detector, loading", took, "s", took / bare, "a bare interpreter's start")
    idle = _fresh("rules", ())["memory"]
    against = f"{idle:.0f} MB of civilbot.language, idle"
    for what in ("rules", "detector"):
        peak = _fresh(what, texts)["memory"]
        tell(f"{what}, peak memory on top", peak - idle, "MB", peak / idle, against)


def _fresh(what: str, texts: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = json.loads(_child("fresh", what, texts=texts))
    return found


def _child(module: str, *arguments: str, texts: Sequence[str] | None = None) -> str:
    """Run a module of this package on one thread; give what it prints, if fed."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *arguments],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        input=None if texts is None else json.dumps(list(texts)),
        stdout=None if texts is None else subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout or ""
