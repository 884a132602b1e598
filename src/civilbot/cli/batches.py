"""Shares a long batch among processes: order kept, and memory bounded."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from civilbot.errors import Refused

#: A numbered line of input.
Line = tuple[int, str]
A = TypeVar("A")

_LINES = 64
_CHARACTERS = 500_000
#: Chunks that wait for each process, so that none runs dry.
_AHEAD = 3


def in_order(
    lines: Iterable[Line], answer: Callable[[Line], A], *, jobs: int
) -> Generator[A]:
    """Answer lines in their order; with several jobs, `answer` must be picklable.

    One job answers each line as it comes; several read some chunks ahead.

    Raises:
        Refused: a process was ended from outside, for want of memory perhaps.
    """
    if jobs == 1:
        yield from map(answer, lines)
        return
    # Not forked: a fork copies locks and threads in whatever state they are.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts)
    try:
        yield from _answers(pool, chunks(lines), answer, jobs * _AHEAD)
    except BrokenProcessPool:
        raise Refused("a scoring process ended too early; try fewer --jobs") from None
    finally:
        pool.shutdown(cancel_futures=True)


def chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Part lines into chunks that are bounded in number and in size."""
    chunk: list[Line] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line[1])
        if len(chunk) >= _LINES or size >= _CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _answers(
    pool: ProcessPoolExecutor,
    parts: Iterable[list[Line]],
    answer: Callable[[Line], A],
    ahead: int,
) -> Iterator[A]:
    waiting: deque[Future[list[A]]] = deque()
    for part in parts:
        waiting.append(pool.submit(_answer_all, answer, part))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _answer_all(answer: Callable[[Line], A], part: list[Line]) -> list[A]:
    return [answer(line) for line in part]


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; only the first shall react."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
