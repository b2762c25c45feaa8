"""The tables of a class: points for the teacher, and grades as Moodle and Canvas import them."""

import csv
import io
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gradebook import Mark
from naming import course_number, printable
from results import Result, write_whole

FORMULA_BEGINS = tuple("=+-@|%＝＋－＠")
NOT_GRADED = "not graded"
TO_BE_MARKED = "to be marked"
GRADED = "graded"


@dataclass
class Row:
    """One row of the table of points."""

    student: str
    exercise: str
    owner: str
    file: str
    state: str
    note: str
    tasks: dict[str, float | None] = field(default_factory=dict)  # None: waits for a mark
    checks: float | None = None
    total: float | None = None
    most: float | None = None


def row_of(result: Result, marks: list[Mark]) -> Row:
    notes = "; ".join(result.notes)
    reason = result.trouble
    if not marks and not reason:
        reason = "Its points are not in the gradebook; grade it with --again."
    note = " ".join(part for part in (reason, notes) if part)
    row = Row(result.student, result.exercise, result.owner, result.place, NOT_GRADED, note)
    if reason:
        return row
    waiting = any(mark.waits for mark in marks)
    row.state = TO_BE_MARKED if waiting else GRADED
    for mark in marks:
        name = f"task {mark.task}" + (" written" if mark.is_written else "")
        before = row.tasks.get(name, 0.0)
        row.tasks[name] = None if mark.waits or before is None else before + mark.points
    row.checks = sum(mark.points for mark in marks if not mark.is_written)
    row.total = None if waiting else sum(mark.points for mark in marks)
    row.most = sum(mark.most for mark in marks)
    return row


def harmless(value) -> str:
    """What a cell of a table may hold: nothing that a spreadsheet runs, in one line."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = printable(str(value)).strip()
    return f"'{text}" if text.startswith(FORMULA_BEGINS) else text


def table_text(lines: Iterable[Iterable]) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    for line in lines:
        writer.writerow([harmless(value) for value in line])
    return made.getvalue()


def task_order(name: str) -> tuple[int, str]:
    return int(name.split()[1]), name


def points_table(rows: list[Row]) -> list[list]:
    """One line for each hand-in, with the points of each task."""
    names = {name for row in rows for name in row.tasks}
    tasks = sorted(names, key=task_order)
    head = ["student", "exercise", *tasks, "checks", "total", "of", "state", "note", "file"]
    lines = [
        [
            row.student,
            row.exercise,
            *(row.tasks.get(task) for task in tasks),
            row.checks,
            row.total,
            row.most,
            row.state,
            row.note,
            row.file,
        ]
        for row in sorted(rows, key=lambda row: (row.exercise, row.student))
    ]
    return [head, *lines]


@dataclass
class Grades:
    """The totals of one student, by exercise."""

    name: str
    number: str  # on the course page
    totals: dict[str, float] = field(default_factory=dict)


def grades_by_student(rows: list[Row]) -> list[Grades]:
    """One entry for each student; of several hand-ins of an exercise the last finished one
    counts.
    """
    found: dict[str, Grades] = {}
    for row in sorted(rows, key=lambda row: (row.owner, len(row.student))):
        grades = found.setdefault(row.owner, Grades(row.owner, course_number(row.owner)))
        if row.total is not None:
            grades.totals[row.exercise] = row.total
    return list(found.values())


def graded_exercises(rows: list[Row]) -> list[str]:
    return sorted({row.exercise for row in rows if row.most is not None})


def most_points(rows: list[Row]) -> dict[str, float]:
    return {row.exercise: row.most for row in rows if row.most is not None}


def name_without_number(grades: Grades) -> str:
    return grades.name.removesuffix(f"_{grades.number}") if grades.number else grades.name


def moodle_table(rows: list[Row]) -> list[list]:
    """For *Grades > Import > CSV file*: map "Full name" or "Identifier", and each exercise to its
    grade item.
    """
    exercises = graded_exercises(rows)
    lines = [
        [
            f"Participant {grades.number}" if grades.number else "",
            name_without_number(grades),
            *(grades.totals.get(exercise) for exercise in exercises),
        ]
        for grades in grades_by_student(rows)
    ]
    return [["Identifier", "Full name", *exercises], *lines]


def canvas_table(rows: list[Row]) -> list[list]:
    """For *Grades > Import*: the columns that Canvas asks for, then one for each assignment."""
    exercises = graded_exercises(rows)
    most = most_points(rows)
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *exercises]
    points = ["Points Possible", "", "", "", "", *(most[exercise] for exercise in exercises)]
    lines = [
        [
            name_without_number(grades),
            grades.number,
            "",
            "",
            "",
            *(grades.totals.get(exercise) for exercise in exercises),
        ]
        for grades in grades_by_student(rows)
    ]
    return [head, points, *lines]


def write_tables(rows: list[Row], course: Path, left_aside: str) -> None:
    """Write all tables, each whole or not at all. The mark at their beginning lets Excel read names
    in any script.
    """
    for name, table in (
        ("points.csv", points_table(rows)),
        ("moodle.csv", moodle_table(rows)),
        ("canvas.csv", canvas_table(rows)),
    ):
        encoding = "utf-8" if name == "canvas.csv" else "utf-8-sig"
        write_whole(course / name, table_text(table).encode(encoding))
    write_whole(course / "left_aside.txt", left_aside)


def left_aside_text(lines: list[str]) -> str:
    return "".join(f"{printable(line)}\n" for line in lines)


def summary(rows: list[Row], course: Path, left_aside: list[str]) -> list[str]:
    """What to say at the end of a run: how many, who is in trouble, what is to be done."""
    graded = sum(row.state != NOT_GRADED for row in rows)
    lines = ["", f"{len(rows)} hand-ins, {graded} graded: {printable(str(course / 'points.csv'))}"]
    lines += [f"  {row.student}: {printable(row.note)}" for row in rows if row.note]
    if left_aside:
        lines.append(f"{len(left_aside)} other entries were left aside (left_aside.txt), such as")
        lines += [f"  {line}" for line in left_aside[:10]]
    if any(row.state == TO_BE_MARKED for row in rows):
        folder = shlex.quote(printable(str(course)))
        lines.append(f"Written answers wait for you: python3 start.py mark {folder}")
    return lines
