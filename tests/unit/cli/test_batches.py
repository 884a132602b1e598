"""A long batch is shared among processes without losing order or memory."""

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from civilbot.cli.batches import Line, chunks, in_order, shared
from civilbot.errors import Refused


def _twice(line: Line) -> str:
    return line[1] * 2


def _die(line: Line) -> str:
    os._exit(line[0])


def _numbers(count: int, read: list[int]) -> Iterator[Line]:
    for number in range(1, count + 1):
        read.append(number)
        yield number, str(number)


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_the_order_of_the_lines(jobs: int) -> None:
    """However many processes there are."""
    answers = list(in_order(_numbers(500, []), _twice, jobs=jobs))
    assert answers == [str(number) * 2 for number in range(1, 501)]


@pytest.mark.parametrize(("jobs", "most"), [(1, 1), (2, 7 * 64)])
def test_only_some_lines_are_read_ahead(jobs: int, most: int) -> None:
    """A file larger than the memory can be scored; one job reads none ahead."""
    read: list[int] = []
    answers = in_order(_numbers(100_000, read), _twice, jobs=jobs)
    assert next(answers) == "11"
    assert len(read) <= most
    answers.close()
    assert len(read) <= most


def test_chunks_are_bounded_in_number_and_in_size() -> None:
    """Long lines travel in smaller company."""
    short = [len(chunk) for chunk in chunks((n, "x") for n in range(130))]
    assert short == [64, 64, 2]
    long = [len(chunk) for chunk in chunks((n, "x" * 300_000) for n in range(5))]
    assert long == [2, 2, 1]
    assert list(chunks([])) == []


def test_a_process_that_is_ended_from_outside_ends_the_batch_with_a_reason() -> None:
    """For want of memory, mostly; never with half of the answers as if all."""
    with pytest.raises(Refused, match="try fewer --jobs"):
        list(in_order(_numbers(3, []), _die, jobs=2))


def _unprepared() -> Callable[[int], int]:
    raise Refused("the model is damaged")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_cannot_prepare_itself_says_why(jobs: int) -> None:
    """A model that is missing is no want of memory."""
    with pytest.raises(Refused, match="the model is damaged"):
        list(shared([1, 2, 3], _unprepared, jobs=jobs))


def test_when_the_first_process_is_killed_the_others_end_too() -> None:
    """They would wait for ever, each with a model in its memory."""
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.cli.test_batches"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"begun\n"
    running.kill()
    # The others hold the pipe: this ends when they have ended.
    running.communicate(timeout=30)


if __name__ == "__main__":
    answers = in_order(((n, "") for n in itertools.count()), _twice, jobs=2)
    next(answers)
    print("begun", flush=True)
    sys.stdin.read()
