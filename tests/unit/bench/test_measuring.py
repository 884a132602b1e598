"""The figures that `make bench` prints are what their names say."""

import json
import subprocess
import sys

import pytest

from tests.bench.measuring import memory, percentile


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.5, 10), (0.95, 19), (0.951, 20), (1.0, 20)]
)
def test_a_percentile_is_one_of_the_values(share, expected):
    """So many of them do not exceed it, in whatever order they came."""
    assert percentile([*range(20, 10, -1), *range(1, 11)], share) == expected


def test_a_single_value_is_every_percentile():
    """There is nothing to choose from."""
    assert percentile([7.0], 0.5) == percentile([7.0], 0.95) == 7.0


def test_the_peak_of_memory_is_at_least_what_is_held():
    """And an interpreter holds some."""
    assert memory(what="VmHWM") >= memory() > 5


def test_a_fresh_process_says_what_it_took():
    """Texts go in, seconds and megabytes come out."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.fresh", "rules"],
        input=json.dumps(["You are an idiot.", "Good morning."]),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    took = json.loads(done.stdout)

    assert took["seconds"] < 1
    assert 5 < took["memory"] < 500
