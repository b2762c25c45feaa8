"""What a class shows of each exercise: the figures of its tasks, the mistakes that were made, the
letters that were chosen.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from choices import ChoiceQuestion, choice_questions
from class_answers import NO_LETTER, OTHER_LETTER, TaskAnswer, answers_of, counted_rows
from class_tables import Row, task_order
from feedback import exercise_title, given_tasks
from item_figures import ItemFigures, item_figures
from mending import given_out
from misconceptions import SLIPS_OF_FORM, Misconception, catalogue

SEVERAL = 2  # students who made a mistake
MOST_TO_TALK_ABOUT = 5


@dataclass
class Said:
    """A mistake, or a line that is not in the catalogue, and how many it was said to."""

    task: int
    mistake: Misconception | None
    line: str
    students: int

    @property
    def is_slip(self) -> bool:
        return self.mistake is not None and self.mistake.group == SLIPS_OF_FORM


class LetterCount(NamedTuple):
    """How often an answer was chosen."""

    letter: str
    text: str
    students: int
    is_right: bool


@dataclass
class ExerciseReport:
    """What a class shows of one exercise."""

    exercise: str
    students: int
    titles: dict[int, str]
    not_begun: Counter = field(default_factory=Counter)  # by task, such as q2
    figures: dict[str, ItemFigures | None] = field(default_factory=dict)  # none: waits for marks
    said: list[Said] = field(default_factory=list)
    letters: dict[str, list[LetterCount]] = field(default_factory=dict)  # by task

    @property
    def title(self) -> str:
        return exercise_title(self.exercise)

    @property
    def to_talk_about(self) -> list[Said]:
        """The mistakes of thought that most students made."""
        several = [said for said in self.made_by_several if not said.is_slip]
        return several[:MOST_TO_TALK_ABOUT]

    @property
    def slips_of_form(self) -> list[Said]:
        return [said for said in self.made_by_several if said.is_slip]

    @property
    def made_by_several(self) -> list[Said]:
        return [said for said in self.said if said.mistake and said.students >= SEVERAL]

    @property
    def without_a_name(self) -> list[Said]:
        return [said for said in self.said if not said.mistake]

    @property
    def questions(self) -> list[ChoiceQuestion]:
        return choice_questions(self.exercise)


def class_reports(course: Path, rows: list[Row]) -> list[ExerciseReport]:
    """A report on each exercise of which something was graded."""
    by_exercise = defaultdict(list)
    for row in counted_rows(rows):
        by_exercise[row.exercise].append(row)
    return [
        exercise_report(course, exercise, by_exercise[exercise]) for exercise in sorted(by_exercise)
    ]


def exercise_report(course: Path, exercise: str, rows: list[Row]) -> ExerciseReport:
    answers = [answers for row in rows if (answers := answers_of(course, row))]
    titles = {number: title for number, (title, _) in given_tasks(exercise).items()}
    report = ExerciseReport(exercise, len(rows), titles)
    report.figures = figures_of_tasks(rows, most_by_task(exercise))
    report.not_begun = not_begun_by_task(answers)
    report.said = what_was_said(answers)
    for question in choice_questions(exercise):
        report.letters[question.task] = letters_chosen(question, answers)
    return report


def most_by_task(exercise: str) -> dict[str, float]:
    """The points that could be had, by the columns of the table of points."""
    most: Counter = Counter()
    for cell in given_out(exercise).cells:
        about = cell.metadata.get("nbgrader", {})
        if not about.get("grade"):
            continue
        task, kind = about["grade_id"].split("-")
        written = " written" if kind == "essay" else ""
        most[f"task {task[1:]}{written}"] += about["points"]
    return {task: most[task] for task in sorted(most, key=task_order)}


def figures_of_tasks(rows: list[Row], most: dict[str, float]) -> dict[str, ItemFigures | None]:
    """The figures of each task that has points for everybody; the others wait for marks."""
    points = {task: [row.tasks.get(task) for row in rows] for task in most}
    complete = {
        task: {
            row.student: got for row, got in zip(rows, points[task], strict=True) if got is not None
        }
        for task in most
        if None not in points[task]
    }
    figures: dict[str, ItemFigures | None] = dict.fromkeys(most)
    for task, own in complete.items():
        others = points_in_the_others(task, complete)
        figures[task] = item_figures(own, others, most[task])
    return figures


def points_in_the_others(task: str, points: dict[str, dict[str, float]]) -> dict[str, float]:
    """The sum of the points of each student in all tasks but one."""
    others = [points[other] for other in points if other != task]
    return {student: sum(one[student] for one in others) for student in points[task]}


def not_begun_by_task(answers: list[dict[str, TaskAnswer]]) -> Counter:
    counts: Counter = Counter()
    for answer in answers:
        counts.update(task for task, one in answer.items() if not one.begun)
    return counts


def what_was_said(answers: list[dict[str, TaskAnswer]]) -> list[Said]:
    """The mistakes and the lines without a name, the most frequent first. A line that names a
    mistake counts for it; of several such lines the most frequent is shown.
    """
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for answer in answers:
        for task, one in answer.items():
            by_key = {one.mistakes.get(line) or line: line for line in one.said}
            for key, line in by_key.items():
                lines[task, key].append(line)
    known = catalogue()
    found = []
    for (task, key), said in lines.items():
        (usual, _), *_ = Counter(said).most_common(1)
        found.append(Said(int(task[1:]), known.get(key), usual, len(said)))
    return sorted(found, key=lambda said: (-said.students, said.task, said.line))


def letters_chosen(
    question: ChoiceQuestion, answers: list[dict[str, TaskAnswer]]
) -> list[LetterCount]:
    """How often each answer of a question was chosen, and how often none or another sign."""
    chosen = Counter(answer[question.task].letter for answer in answers)
    texts = {letter: answer.text for letter, answer in question.answers.items()}
    texts |= {NO_LETTER: "no letter", OTHER_LETTER: "something else"}
    return [
        LetterCount(letter, text, chosen[letter], letter == question.right)
        for letter, text in texts.items()
    ]
