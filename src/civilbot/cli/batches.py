"""Shares a long batch among processes: order kept, and memory bounded."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import cache, partial
from multiprocessing import connection
from threading import Thread
from typing import Any, TypeVar

from civilbot.errors import Refused

#: A numbered line of input.
Line = tuple[int, str]
A = TypeVar("A")
P = TypeVar("P")

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
    prepare = partial(partial, _answer_all, answer)
    with closing(shared(chunks(lines), prepare, jobs=jobs)) as parts:
        for answers in parts:
            yield from answers


def shared(
    parts: Iterable[P], prepare: Callable[[], Callable[[P], A]], *, jobs: int
) -> Generator[A]:
    """Work parts off in their order, with some of them ahead if there are several jobs.

    Args:
        parts: what is shared; picklable.
        prepare: called once in each process, gives what works a part off; picklable.
        jobs: how many processes; 1 for this very one.

    Raises:
        Refused: a process was ended from outside, for want of memory perhaps.
    """
    if jobs == 1:
        yield from map(prepare(), parts)
        return
    # Not forked: a fork copies locks and threads in whatever state they are.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_begin, initargs=(prepare,)
    )
    try:
        yield from _answers(pool, parts, jobs * _AHEAD)
    except BrokenProcessPool:
        raise Refused("a process ended too early; try fewer --jobs") from None
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
    pool: ProcessPoolExecutor, parts: Iterable[Any], ahead: int
) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    for part in parts:
        waiting.append(pool.submit(_work, part))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _answer_all(answer: Callable[[Line], A], part: list[Line]) -> list[A]:
    return [answer(line) for line in part]


#: How this process prepares itself; said once, as it begins.
_PREPARE: list[Callable[[], Callable[[Any], Any]]] = []


def _begin(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    """Leave Ctrl-C to the first process of the terminal, and end when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _PREPARE.append(prepare)


def _end_with_parent() -> None:
    """End this process when the first one is gone, even if that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@cache
def _worker() -> Callable[[Any], Any]:
    """Prepare this process; not as it begins, where an error would get lost."""
    return _PREPARE[0]()


def _work(part: Any) -> Any:
    return _worker()(part)
