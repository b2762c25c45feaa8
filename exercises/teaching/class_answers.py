"""What a class answered, task by task, read from the graded notebooks: what the checks said, which
letter was chosen, and what was left as it was given out.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from choices import choice_questions, letter_in
from class_tables import NOT_GRADED, Row
from graded import grade_id
from mending import given_out
from misconceptions import mistake_of
from results import graded_path

LONGEST_LINE = 300  # characters of what a check said
OF_A_TASK = re.compile(r"(q\d+)(-(?:check\w*|hidden))?")
NO_LETTER = "none"
OTHER_LETTER = "other"


@dataclass
class TaskAnswer:
    """What one hand-in holds of one task."""

    begun: bool = False
    said: list[str] = field(default_factory=list)  # by the checks that it did not pass
    mistakes: dict[str, str] = field(default_factory=dict)  # their ids, by the lines said
    letter: str = ""  # of a choice question


def counted_rows(rows: list[Row]) -> list[Row]:
    """One graded hand-in of each student and exercise: of several the last, as for the grades."""
    last = {}
    for row in sorted(rows, key=lambda row: (row.owner, len(row.student))):
        if row.state != NOT_GRADED:
            last[row.owner, row.exercise] = row
    return list(last.values())


def answers_of(course: Path, row: Row) -> dict[str, TaskAnswer]:
    """The answers of a hand-in by task, such as q2; none if its notebook is damaged or gone."""
    cells = graded_cells(graded_path(course, row.student, row.exercise))
    given = {grade_id(cell): cell.source.strip() for cell in given_out(row.exercise).cells}
    answers: dict[str, TaskAnswer] = {}
    for cell in cells:
        found = OF_A_TASK.fullmatch(grade_id(cell))
        if not found or cell.cell_type != "code":
            continue
        answer = answers.setdefault(found[1], TaskAnswer())
        if found[2]:
            answer.said += said_by(cell, only_if_new=answer.said)
        else:
            answer.begun = cell.source.strip() != given[found[1]]
            answer.letter = chosen_letter(row.exercise, found[1], cell.source)
    for task, answer in answers.items():
        if not answer.begun:
            answer.said = []
        answer.mistakes = {line: mistake_of(row.exercise, task, line) for line in answer.said}
    return answers


def graded_cells(path: Path) -> list:
    try:
        return nbformat.read(path, as_version=4).cells
    except Exception:  # whatever a damaged file makes of it
        return []


def said_by(cell, only_if_new: list[str]) -> list[str]:
    """The line of a check that was not passed. A hidden check behind one that already spoke says
    the same in other words, and is not heard.
    """
    if only_if_new and grade_id(cell).endswith("-hidden"):
        return []
    return [
        " ".join(output.evalue.split())[:LONGEST_LINE]
        for output in cell.outputs
        if output.output_type == "error" and output.ename == "NotYet"
    ]


def chosen_letter(exercise: str, task: str, source: str) -> str:
    """The letter of an answer to a choice question, other or none; nothing for another task."""
    asked = {question.task: question.answers for question in choice_questions(exercise)}
    if task not in asked:
        return ""
    chosen = letter_in(source, asked[task]) or NO_LETTER
    return chosen if chosen in (*asked[task], NO_LETTER) else OTHER_LETTER
