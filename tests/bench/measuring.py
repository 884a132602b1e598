"""How speed, time and memory are taken, and how a figure is printed."""

import math
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def rate(work: Callable[[int], object], *, seconds: float = 2.0) -> float:
    """Give how often a second the work is done."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        work(count)
        count += 1
    return count / (time.perf_counter() - start)


def tell(what: str, value: float, unit: str, ratio: float, against: str) -> None:
    """Print one line."""
    print(f"{what:<34}{value:>12,.1f} {unit:<12}{ratio:>9,.2f} x {against}", flush=True)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that a share of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def seconds_of(command: list[str]) -> float:
    """Give how long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def memory(process: int | str = "self", what: str = "VmRSS") -> float:
    """Give the resident memory of a process, in MB (Linux); VmHWM is its peak.

    Not `getrusage`: its peak begins with that of the process this one came from.
    """
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1000
    return 0.0


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process and those it starts on one core (Linux)."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
