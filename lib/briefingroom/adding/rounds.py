"""Many tasks done by any executor of ``concurrent.futures``: what a lost worker had is done again.

A task is a function with its arguments that can be called anywhere and twice: it writes what it
makes by one rename. So a worker that is killed costs what it was doing, and nothing else.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any, TypeVar

from ..errors import CorpusError

Made = TypeVar("Made")  # what a task gives
Tasks = Mapping[int, tuple[Any, ...]]  # the arguments of each, by its number

FEWEST_FOR_POOL = 20  # tasks; fewer are done sooner than processes start
ROUNDS = 2
NO_PROCESS = (
    "The processes that should work ended at once: in a script, call this below "
    '`if __name__ == "__main__":`, or hand in an executor, such as '
    "concurrent.futures.ThreadPoolExecutor(1)."
)


class WorkerLost(Exception):
    """A task ended its process, also when it had one of its own."""


def done_by(
    executor: Executor | None,
    function: Callable[..., Made],
    tasks: Sequence[tuple[Any, ...]],
) -> Iterator[tuple[int, Made | WorkerLost]]:
    """The number of each task and what it gives, as they come; each task once.

    Parameters
    ----------
    executor : who works; if none is given, a pool of processes, or, where there is little to do,
        this process.
    function : to be called with the arguments of each task.
    tasks : the arguments of each.

    Raises
    ------
    CorpusError : when no process can be had.

    >>> sorted(done_by(None, pow, [(2, 5), (3, 2)]))
    [(0, 32), (1, 9)]
    """
    if executor is None and len(tasks) < FEWEST_FOR_POOL:
        for number, task in enumerate(tasks):
            yield number, function(*task)
        return
    missing = dict(enumerate(tasks))
    for _ in range(ROUNDS):
        with _workers(executor) as workers:
            is_own = executor is None
            for number, made in _one_round(workers, function, dict(missing), is_own):
                del missing[number]
                yield number, made
        if not missing:
            return
        executor = None  # what one that was handed in has lost is done here
    yield from _each_alone(function, missing)


@contextmanager
def _workers(executor: Executor | None) -> Iterator[Executor]:
    """The executor that was handed in, or a pool of processes that ends with this."""
    if executor is not None:
        yield executor
        return
    pool = ProcessPoolExecutor(processors())
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processors this process may use.

    >>> processors() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _one_round(
    workers: Executor, function: Callable[..., Made], tasks: Tasks, is_own: bool
) -> Iterator[tuple[int, Made]]:
    """What the tasks give whose workers were not lost.

    An executor of somebody else says in its own way that it lost a worker; so from there any error
    counts as that. One that comes again in the next round is raised.
    """
    lost = BrokenExecutor if is_own else Exception
    numbers: dict[Future[Made], int] = {}
    try:
        for number, task in tasks.items():
            numbers[workers.submit(function, *task)] = number
    except lost:
        pass  # it broke before all was handed in
    try:
        for future in as_completed(numbers):
            try:
                made = future.result()
            except lost:
                continue
            yield numbers[future], made
    finally:
        for future in numbers:
            future.cancel()


def _each_alone(
    function: Callable[..., Made], tasks: Tasks
) -> Iterator[tuple[int, Made | WorkerLost]]:
    """What is still missing, one after the other, so that it is known which ends its process."""
    pool = _probed_pool()
    try:
        for number, task in tasks.items():
            try:
                yield number, pool.submit(function, *task).result()
            except BrokenExecutor:
                yield number, WorkerLost()
                pool.shutdown()
                pool = _probed_pool()
    finally:
        pool.shutdown(cancel_futures=True)


def _probed_pool() -> ProcessPoolExecutor:
    """A pool of one process that works."""
    pool = ProcessPoolExecutor(1)
    try:
        pool.submit(os.getpid).result()
    except BrokenExecutor:
        pool.shutdown()
        raise CorpusError(NO_PROCESS) from None
    return pool
