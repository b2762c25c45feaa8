"""The points and marks of a class, in nbgrader's gradebook."""

import ast
import contextlib
import os
import re
import sqlite3
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import build
from build import plain_path
from cell_runs import Trouble
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import determine_grade, is_grade
from results import file_digest, write_whole
from sqlalchemy.exc import SAWarning

COURSE = "briefing-room"
WRITTEN = "-essay"


class Mark(NamedTuple):
    """The points of one graded cell of one hand-in."""

    id: str
    points: float
    most: float
    waits: bool  # for a teacher
    by_hand: bool
    comment: str

    @property
    def task(self) -> int:
        return int(self.id[1:].split("-")[0])

    @property
    def is_written(self) -> bool:
        return self.id.endswith(WRITTEN)


class BrokenGradebook(Exception):
    """The gradebook cannot be read, in one sentence."""


@contextlib.contextmanager
def opened_gradebook(course: Path) -> Iterator[Gradebook]:
    """The gradebook of a class; raises `BrokenGradebook` if it is none."""
    with plain_path(course) as place:
        check_database(place / "gradebook.db")
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, of a newer SQLAlchemy
        with Gradebook(f"sqlite:///{place / 'gradebook.db'}", COURSE) as book:
            yield book


def check_database(path: Path) -> None:
    if not path.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise BrokenGradebook(
            "gradebook.db, which holds your marks, is damaged: put a copy of it back, or name a "
            "new folder with --into and grade everything again."
        )


def enter_exercises(names: list[str], course: Path) -> None:
    """Enter the cells and points of exercises, unless their sources are those that were entered
    last.
    """
    for name in names:
        stamp = course / "release" / f"{name}.entered"
        source = build.SOURCES / name / f"{name}.ipynb"
        digest = file_digest(source)
        entered = stamp.exists() and stamp.read_text(encoding="utf-8") == digest
        if entered and (course / "gradebook.db").exists():
            continue
        build.release([name], course)
        write_whole(stamp, digest)


def enter_points(book: Gradebook, student: str, exercise: str, notebook, same: set[str]) -> None:
    """Enter what the checks gave. Marks and comments of a teacher stay.

    A written answer waits for its mark, unless it is the `same` text that has one.
    """
    book.update_or_create_student(student)
    book.update_or_create_submission(exercise, student)
    for cell in filter(is_grade, notebook.cells):
        id = cell.metadata.nbgrader.grade_id
        grade = book.find_grade(id, exercise, exercise, student)
        points, _ = determine_grade(cell)
        grade.needs_manual_grade = must_be_marked(grade, points, id in same)
        grade.auto_score = points
    book.db.commit()


def must_be_marked(grade, points: float | None, same_text: bool) -> bool:
    """Whether a teacher must look: at a new answer, or at one that is another than the one that was
    marked.
    """
    if grade.manual_score is None:
        return points is None
    is_written = grade.name.endswith(WRITTEN)
    unchanged = same_text if is_written else grade.auto_score == points
    return bool(grade.needs_manual_grade) if unchanged else True


def marks_of(book: Gradebook, student: str, exercise: str) -> list[Mark]:
    """The points of a hand-in, in the order of its tasks; none if it was never entered."""
    try:
        submission = book.find_submission(exercise, student)
    except MissingEntry:
        return []
    (notebook,) = submission.notebooks
    comments = {comment.name: comment.manual_comment or "" for comment in notebook.comments}
    marks = [
        Mark(
            grade.name,
            grade.score,
            grade.max_score,
            bool(grade.needs_manual_grade),
            grade.manual_score is not None,
            comments.get(grade.name, ""),
        )
        for grade in notebook.grades
    ]
    return sorted(marks, key=lambda mark: (mark.task, mark.is_written, mark.id))


def set_mark(book: Gradebook, student: str, exercise: str, id: str, points: float) -> None:
    """A teacher's points for a cell; raises `Trouble` if it cannot have so many."""
    grade = book.find_grade(id, exercise, exercise, student)
    if not 0 <= points <= grade.max_score:
        raise Trouble(f"The points go from 0 to {grade.max_score:g}.")
    grade.manual_score = points
    grade.needs_manual_grade = False
    book.db.commit()


def set_comment(book: Gradebook, student: str, exercise: str, id: str, text: str) -> None:
    """A teacher's comment on a cell."""
    comment = book.find_comment(id, exercise, exercise, student)
    comment.manual_comment = text
    book.db.commit()


def use_exercises_of(course: Path, exercises: Path | None = None) -> None:
    """Work with the exercises in a folder, or with those that this folder was graded with last."""
    settings = course / "nbgrader_config.py"
    if exercises is None and settings.exists():
        said = re.search(r"source_directory = (.+)", settings.read_text(encoding="utf-8"))
        sources = Path(ast.literal_eval(said[1])) if said else build.SOURCES
        if sources != build.SOURCES and sources.is_dir():
            exercises = sources.parent
    if exercises is not None:
        build.use_exercises(exercises.resolve())


def write_settings(course: Path) -> None:
    """What nbgrader's own commands need to find in the folder."""
    lines = (
        "# Written by grade.py.",
        "c = get_config()",
        f"load_subconfig('nbgrader_config.py', path={str(build.HERE)!r})",
        f"c.CourseDirectory.root = {str(course)!r}",
        f"c.CourseDirectory.source_directory = {str(build.SOURCES)!r}",
    )
    write_whole(course / "nbgrader_config.py", os.linesep.join(lines) + os.linesep)
