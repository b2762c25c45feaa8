"""Grade the hand-ins of a class: what is new or was not finished, several at a time, and nothing
twice.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

from class_tables import Row, left_aside_text, row_of, write_tables
from feedback import write_feedback
from gradebook import (
    enter_exercises,
    enter_points,
    marks_of,
    opened_gradebook,
    write_settings,
)
from graded import Graded, grade_hand_in, try_own_solution
from hand_ins import Collected, HandIn, collect
from monday import write_monday
from results import Result, graded_path, is_whole, keep_result, kept_results
from running import Limits, end_all
from walls import Wall, build_wall

AT_A_TIME = 4
NO_LONGER_THERE = "the file is no longer in the folder"


class ClassRun:
    """One run of the command over one folder of hand-ins."""

    def __init__(self, course: Path, wall: Wall | None, again: bool = False, limits=None):
        self.course = course
        self.wall = wall
        self.again = again
        self.limits = limits or Limits()
        self.begin = time.monotonic()

    def grade(self, collected: Collected, known: list[Result]) -> list[Row]:
        """Grade what must be graded and give all rows of the table."""
        before = {result.key: result for result in known}
        waiting = [one for one in collected.hand_ins if not self.is_done(one, before)]
        self.course.mkdir(parents=True, exist_ok=True)
        write_settings(self.course)
        with_points = {one.exercise for one in waiting if not one.trouble}
        enter_exercises(sorted(with_points | entered(before)), self.course)
        for exercise in sorted(with_points):
            try_own_solution(exercise, self.wall, Limits())
        done = len(collected.hand_ins) - len(waiting)
        if done:
            say(f"{done} of {len(collected.hand_ins)} were graded before and have not changed.")
        self.grade_waiting(waiting, done)
        return self.rows(collected)

    def is_done(self, hand_in: HandIn, before: dict[str, Result]) -> bool:
        """Whether an earlier run has finished this very file."""
        result = before.get(hand_in.key)
        if self.again or result is None or result.digest != hand_in.digest:
            return False
        same_trouble = not hand_in.trouble or hand_in.trouble == result.trouble
        if same_trouble and is_whole(self.course, result):
            if result.place != hand_in.place:  # it was moved
                result.place = hand_in.place
                keep_result(self.course, result)
            return True
        return False

    def grade_waiting(self, waiting: list[HandIn], done: int) -> None:
        """Grade hand-ins side by side; each is entered and kept when it is finished."""
        with contextlib.closing(self.side_by_side(waiting)) as coming:
            for number, graded in enumerate(coming, start=1):
                self.keep(graded)
                result = graded.result
                state = result.trouble or "graded"
                left = self.time_left(number, len(waiting))
                place = f"[{done + number}/{done + len(waiting)}]"
                say(f"{place} {result.student}: {state}{left}")

    def keep(self, graded: Graded) -> None:
        """Enter the points of a hand-in, and keep what came of it."""
        result = graded.result
        if graded.notebook is not None:
            with opened_gradebook(self.course) as book:
                student, exercise = result.student, result.exercise
                enter_points(book, student, exercise, graded.notebook, graded.same)
        if graded.is_passing:
            result.digest = ""  # so that the next run tries again
        if result.trouble:
            self.forget_graded(result)
        keep_result(self.course, result)

    def side_by_side(self, waiting: list[HandIn]) -> Iterator[Graded]:
        """The graded hand-ins in the order in which they are finished, never more than a few in
        memory.
        """
        workers = min(AT_A_TIME, os.cpu_count() or 1)
        coming = iter(waiting)
        running = set()
        with ThreadPoolExecutor(max_workers=workers) as pool:
            try:
                while True:
                    for hand_in in coming:
                        running.add(
                            pool.submit(grade_hand_in, hand_in, self.course, self.wall, self.limits)
                        )
                        if len(running) >= workers + 1:
                            break
                    if not running:
                        return
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                    for one in finished:
                        yield one.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                end_all()
                raise

    def time_left(self, number: int, of: int) -> str:
        """A guess at the minutes that are left, for runs that take some."""
        took = time.monotonic() - self.begin
        minutes = took / number * (of - number) / 60
        return f" (about {minutes:.0f} minutes left)" if minutes >= 1.5 else ""

    def forget_graded(self, result: Result) -> None:
        """Leave nothing that looks graded of what could not be graded."""
        path = graded_path(self.course, result.student, result.exercise)
        for folder in (path.parent, self.course / "feedback" / result.student / result.exercise):
            shutil.rmtree(folder, ignore_errors=True)

    def rows(self, collected: Collected) -> list[Row]:
        """All rows of the table, with a page of feedback for each that has points."""
        there = {one.key: one for one in collected.hand_ins}
        rows = []
        with opened_gradebook(self.course) as book:
            for result in kept_results(self.course):
                if result.key not in there:
                    if result.trouble:
                        continue
                    result.notes = [*result.notes, NO_LONGER_THERE]
                marks = [] if result.trouble else marks_of(book, result.student, result.exercise)
                rows.append(row_of(result, marks))
                if marks:
                    write_feedback(self.course, result, marks)
                book.db.expunge_all()
        return rows


def entered(before: dict[str, Result]) -> set[str]:
    """The exercises of which earlier runs have entered points."""
    return {result.exercise for result in before.values() if not result.trouble}


def say(words: str) -> None:
    """Print a line that any terminal can show."""
    encoding = sys.stdout.encoding or "ascii"
    print(words.encode(encoding, "replace").decode(encoding), flush=True)


def grade_folder(
    hand_ins: Path, course: Path, sandboxed: bool = True, again: bool = False, limits=None
) -> list[Row]:
    """Grade a folder of hand-ins into a folder of results, and give the rows of the table."""
    known = list(kept_results(course))
    collected = collect(hand_ins, known)
    if not collected.hand_ins:
        return []
    with contextlib.ExitStack() as stack:
        own = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="br", ignore_cleanup_errors=True)
        )
        Path(own).chmod(0o755)
        wall = build_wall(Path(own)) if sandboxed else None
        rows = ClassRun(course, wall, again, limits).grade(collected, known)
    write_tables(rows, course, left_aside_text(collected.left_aside))
    write_monday(rows, course)
    return rows
