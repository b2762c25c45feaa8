"""Run hand-ins behind the wall, several at a time, each within its limits, and take back what their
cells put out.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

import psutil
from cell_runs import Cell, CellRun, Trouble
from hidden_checks import safe_to_show
from memory import takes_too_much
from walls import RUNNER, Wall, shut_in

CELL_SECONDS = 15
SECONDS = 90  # for one hand-in
MEMORY_IN_ALL = 4 * 2**30  # bytes, of all processes of a hand-in
FILES_IN_ALL = 5000
PROCESSES = 200
ANSWER_SIZE = 40 * 10**6  # bytes that the runner may say
LOOK_EVERY = 0.3  # seconds
NOTHING_LEFT = "It could not be run to its end."


class Limits(NamedTuple):
    cell_seconds: float = CELL_SECONDS
    seconds: float = SECONDS


# Every runner that is at work, so that Ctrl-C ends all of them.
at_work: set[subprocess.Popen] = set()


def end_all() -> None:
    for process in list(at_work):
        end_process(process)


def end_process(process: subprocess.Popen) -> None:
    """End a runner and, because it was their first process or their group, all that it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


class Watch:
    """Ends a runner that takes more than its share, and keeps the reason."""

    def __init__(self, process: subprocess.Popen, limits: Limits, behind_wall: bool):
        self.process = process
        self.limits = limits
        self.behind_wall = behind_wall
        self.reason = ""
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *raised):
        self.over.set()
        self.thread.join()

    def look(self) -> None:
        end = time.monotonic() + self.limits.seconds
        while not self.over.wait(LOOK_EVERY):
            if time.monotonic() > end:
                return self.stop("time")
            if self.behind_wall and (reason := self.excess()):
                return self.stop(reason)

    def stop(self, reason: str) -> None:
        self.reason = reason
        end_process(self.process)

    def excess(self) -> str:
        """What there is too much of, in a word."""
        try:
            family = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.Error:
            return ""
        if len(family) > PROCESSES:
            return "processes"
        if takes_too_much(family, MEMORY_IN_ALL):
            return "memory"
        if family and files_of(family[-1]) > FILES_IN_ALL:
            return "files"
        return ""


def files_of(process: psutil.Process) -> int:
    """How many files the process sees in its /tmp, which is a file system of its own."""
    try:
        space = os.statvfs(f"/proc/{process.pid}/root/tmp")
    except OSError:
        return 0
    return space.f_files - space.f_ffree


EXCESS = {
    "time": "It is slow or does not end: it was stopped after {seconds:g} seconds in all.",
    "memory": "It takes more memory than the 4 GiB that a hand-in may have.",
    "processes": "It starts more processes than a hand-in may have.",
    "files": "It makes more files than a hand-in may have.",
    "output": "It puts out more than can be kept.",
}
ENDED = {
    "dead": "Some code ended the kernel, so that nothing after it could be run.",
    "stubborn": "Some code does not end and cannot be interrupted.",
}


@contextlib.contextmanager
def runner(wall: Wall | None) -> Iterator[subprocess.Popen]:
    """A runner, shut in or (without a wall) free, which is gone at the end whatever happens."""
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory(prefix="br", ignore_cleanup_errors=True) as own:
        if wall:
            process = shut_in(wall, **streams)
        else:
            process = subprocess.Popen(
                [sys.executable, str(RUNNER)],
                cwd=own,
                env=os.environ | {"TMPDIR": own},
                start_new_session=True,
                **streams,
            )
        at_work.add(process)
        try:
            yield process
        finally:
            end_process(process)
            process.wait()
            at_work.discard(process)
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()


class Talk:
    """One conversation with a runner, in lines of JSON, whose length is limited."""

    def __init__(self, process: subprocess.Popen):
        self.process = process
        self.heard = b""

    def ask(self, words) -> dict | None:
        """The answer to a request; None if there is none any more, or it is no answer."""
        try:
            self.process.stdin.write(json.dumps(words).encode() + b"\n")
            self.process.stdin.flush()
            return json.loads(self.next_line())
        except (OSError, ValueError, RecursionError):
            return None

    def next_line(self) -> bytes:
        descriptor = self.process.stdout.fileno()
        parts = [self.heard]
        size = len(self.heard)
        while b"\n" not in parts[-1]:
            part = os.read(descriptor, 2**20)
            size += len(part)
            if not part or size > ANSWER_SIZE:
                raise OSError("the runner said too much, or nothing")
            parts.append(part)
        line, _, self.heard = b"".join(parts).partition(b"\n")
        return line


def understood(answer, wanted: int, watch: Watch, cells: list[Cell]) -> list[CellRun]:
    """What the runner said of each cell; raises `Trouble` where it did not say it."""
    if watch.reason:
        raise Trouble(EXCESS[watch.reason].format(seconds=watch.limits.seconds))
    if not isinstance(answer, dict):
        raise Trouble(ENDED["dead"])
    if "ended" in answer:
        raise Trouble(ended_line(answer, cells))
    ran = answer.get("ran")
    if not isinstance(ran, list) or len(ran) != wanted:
        raise Trouble(NOTHING_LEFT)
    return [cell_run(one) for one in ran]


def ended_line(answer: dict, cells: list[Cell]) -> str:
    """Why the kernel can do no more, and in which cell."""
    line = ENDED.get(str(answer["ended"]), NOTHING_LEFT)
    place = answer.get("at")
    if isinstance(place, int) and 0 <= place < len(cells) and cells[place].id:
        return f"{line} It stands in the cell {cells[place].id}."
    return line


def cell_run(said) -> CellRun:
    """One cell's answer, of which only the expected form is believed."""
    if not isinstance(said, dict):
        return CellRun()
    outputs = said.get("outputs")
    seconds = said.get("seconds")
    return CellRun(
        [output for output in outputs if isinstance(output, dict)]
        if isinstance(outputs, list)
        else [],
        float(seconds) if isinstance(seconds, int | float) else 0.0,
    )


def run_once(wall: Wall | None, cells: list[Cell], after: list[Cell], limits: Limits):
    """Run cells, and others after what the first put out is safely back; gives two lists of what
    came out.
    """
    request = {
        "cells": [cell.source for cell in cells],
        "seconds": limits.cell_seconds,
        "limits": wall is not None,
    }
    with runner(wall) as process, Watch(process, limits, wall is not None) as watch:
        talk = Talk(process)
        first = understood(talk.ask(request), len(cells), watch, cells)
        sources = [cell.source for cell in after]
        second = understood(talk.ask(sources), len(after), watch, [*cells, *after])
    return first, second


def run_cells(wall: Wall | None, cells: list[Cell], limits: Limits) -> dict[str, CellRun]:
    """Run a hand-in and give what came out of each cell, by its place in the list.

    Hidden checks run last, when nothing that could show them goes back any more. One that fails
    there is tried again in its place, since a later task may have used the same name; of this run
    nothing else is taken.
    """
    open_places = [place for place, cell in enumerate(cells) if not cell.hidden]
    hidden_places = [place for place, cell in enumerate(cells) if cell.hidden]
    first, last = run_once(
        wall,
        [cells[place] for place in open_places],
        [cells[place] for place in hidden_places],
        limits,
    )
    ran = dict(zip(open_places, first, strict=True))
    ran |= dict(zip(hidden_places, last, strict=True))
    failed = [place for place in hidden_places if ran[place].error()]
    if failed:
        with contextlib.suppress(Trouble):  # then the first answer stays
            again, _ = run_once(wall, cells, [], limits)
            ran |= {place: again[place] for place in failed}
    for place in hidden_places:
        ran[place] = safe_to_show(ran[place], cells[place].source)
    return ran
