"""What a teacher needs on Monday: how hard each task was and how well it told strong from weak, how
many made each mistake, and which letters were chosen; as tables and as one page without names.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from choices import ChoiceQuestion, choice_questions
from class_answers import NO_LETTER, OTHER_LETTER, TaskAnswer, answers_of, counted_rows
from class_tables import Row, table_text, task_order
from feedback import exercise_title, given_tasks, page_style, page_template, style_hash
from item_figures import ItemFigures, item_figures
from markupsafe import Markup
from mending import given_out
from misconceptions import SLIPS_OF_FORM, Misconception, catalogue
from results import write_whole

WAITS = "waits for marks"
NOT_NAMED = "not in the catalogue"
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
        several = (said for said in self.made_by_several if not said.is_slip)
        return list(several)[:MOST_TO_TALK_ABOUT]

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
    report.not_begun = Counter(
        task for answer in answers for task, one in answer.items() if not one.begun
    )
    report.said = what_was_said(answers)
    report.letters = {
        question.task: letters_chosen(question, answers) for question in choice_questions(exercise)
    }
    return report


def most_by_task(exercise: str) -> dict[str, float]:
    """The points that could be had, by the columns of the table of points."""
    most: Counter = Counter()
    for cell in given_out(exercise).cells:
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade"):
            task = about["grade_id"].split("-")[0].removeprefix("q")
            written = " written" if about["grade_id"].endswith("-essay") else ""
            most[f"task {task}{written}"] += about["points"]
    return {task: most[task] for task in sorted(most, key=task_order)}


def figures_of_tasks(rows: list[Row], most: dict[str, float]) -> dict[str, ItemFigures | None]:
    """The figures of each task that has points for everybody; the others wait for marks."""
    complete = [task for task in most if all(row.tasks.get(task) is not None for row in rows)]
    figures: dict[str, ItemFigures | None] = dict.fromkeys(most)
    for task in complete:
        points = {row.student: row.tasks[task] or 0.0 for row in rows}
        others = {
            row.student: sum(row.tasks[other] or 0.0 for other in complete if other != task)
            for row in rows
        }
        figures[task] = item_figures(points, others, most[task])
    return figures


def what_was_said(answers: list[dict[str, TaskAnswer]]) -> list[Said]:
    """The mistakes and the lines without a name, the most frequent first."""
    counts: Counter = Counter()
    lines: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for answer in answers:
        for task, one in answer.items():
            for key in keys_of(one) if one.begun else ():
                counts[task, key] += 1
                lines[task, key].update(one.said)
    known = catalogue()
    found = [
        Said(int(task[1:]), known.get(key), lines[task, key].most_common(1)[0][0], count)
        for (task, key), count in counts.items()
    ]
    return sorted(found, key=lambda said: (-said.students, said.task, said.line))


def keys_of(answer: TaskAnswer) -> set[str]:
    """What to count of an answer: its mistakes, or the lines that name none."""
    return answer.mistakes or set(answer.said)


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


# --- written down


def two_places(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def tasks_table(reports: list[ExerciseReport]) -> list[list]:
    head = ["exercise", "task", "title", "hand-ins", "all points", "no points", "not begun"]
    head += ["share of points", "correlation with the other tasks", "from", "to"]
    lines = [[*head, "upper less lower", "strong and weak"]]
    for report in reports:
        for task, figures in report.figures.items():
            number = int(task.split()[1])
            begin = [report.exercise, task, report.titles[number]]
            if figures is None:
                lines.append([*begin, report.students, *[None] * 8, WAITS])
                continue
            not_begun = None if task.endswith("written") else report.not_begun[f"q{number}"]
            counts = [figures.hand_ins, figures.all_points, figures.no_points, not_begun]
            shown = (figures.share, *figures[4:])
            lines.append([*begin, *counts, *map(two_places, shown), figures.verdict])
    return lines


def mistakes_table(reports: list[ExerciseReport]) -> list[list]:
    lines = [["exercise", "task", "mistake", "group", "students", "of"]]
    lines[0] += ["line of the check", "to ask"]
    for report in reports:
        for said in sorted(report.said, key=lambda said: (said.task, -said.students)):
            made = said.mistake
            name, group, ask = (made.name, made.group, made.ask) if made else (NOT_NAMED, "", "")
            place = [report.exercise, f"task {said.task}"]
            lines.append([*place, name, group, said.students, report.students, said.line, ask])
    return lines


def letters_table(reports: list[ExerciseReport]) -> list[list]:
    lines = [["exercise", "task", "letter", "right", "students", "of", "answer"]]
    for report in reports:
        for task, counts in report.letters.items():
            for count in counts:
                right = "right" if count.is_right else ""
                place = [report.exercise, f"task {task[1:]}"]
                numbers = [count.students, report.students]
                lines.append([*place, count.letter, right, *numbers, count.text])
    return lines


def monday_page(reports: list[ExerciseReport]) -> str:
    style = page_style("monday.css")
    return page_template("monday.html").render(
        reports=reports, style=Markup(style), style_hash=style_hash(style), waits=WAITS
    )


def write_monday(rows: list[Row], course: Path) -> None:
    """Write the three tables and the page beside the table of points."""
    reports = class_reports(course, rows)
    for name, table in (
        ("tasks.csv", tasks_table(reports)),
        ("mistakes.csv", mistakes_table(reports)),
        ("letters.csv", letters_table(reports)),
    ):
        write_whole(course / name, table_text(table).encode("utf-8-sig"))
    write_whole(course / "monday.html", monday_page(reports) + "\n")
