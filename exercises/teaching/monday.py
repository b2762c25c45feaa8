"""What a teacher needs on Monday: how hard each task was and how well it told strong from weak, how
many made each mistake, and which letters were chosen; as tables and as one page without names.
"""

from collections.abc import Iterator
from pathlib import Path

from class_reports import ExerciseReport, Said, class_reports
from class_tables import Row, table_text
from feedback import page_style, page_template, style_hash
from item_figures import ItemFigures
from markupsafe import Markup
from results import write_whole

WAITS = "waits for marks"
NOT_NAMED = "not in the catalogue"
TASK_COLUMNS = [
    "exercise",
    "task",
    "title",
    "hand-ins",
    "all points",
    "no points",
    "not begun",
    "share of points",
    "correlation with the other tasks",
    "from",
    "to",
    "upper less lower",
    "strong and weak",
]
MISTAKE_COLUMNS = [
    "exercise",
    "task",
    "mistake",
    "group",
    "students",
    "of",
    "line of the check",
    "to ask",
]
LETTER_COLUMNS = ["exercise", "task", "letter", "right", "students", "of", "answer"]


def two_places(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def task_lines(report: ExerciseReport) -> Iterator[dict]:
    """The table of tasks, a line for each."""
    for task, figures in report.figures.items():
        number = int(task.split()[1])
        line = {
            "exercise": report.exercise,
            "task": task,
            "title": report.titles[number],
            "hand-ins": report.students,
            "strong and weak": WAITS,
        }
        if figures:
            line |= figures_in_words(figures)
        if not task.endswith("written"):
            line["not begun"] = report.not_begun[f"q{number}"]
        yield line


def figures_in_words(figures: ItemFigures) -> dict:
    return {
        "hand-ins": figures.hand_ins,
        "all points": figures.all_points,
        "no points": figures.no_points,
        "share of points": two_places(figures.share),
        "correlation with the other tasks": two_places(figures.r),
        "from": two_places(figures.low),
        "to": two_places(figures.high),
        "upper less lower": two_places(figures.upper_less_lower),
        "strong and weak": figures.verdict,
    }


def mistake_lines(report: ExerciseReport) -> Iterator[dict]:
    """The table of mistakes, task by task, the most frequent first."""
    for said in sorted(report.said, key=lambda said: (said.task, -said.students)):
        yield {
            "exercise": report.exercise,
            "task": f"task {said.task}",
            "students": said.students,
            "of": report.students,
            "line of the check": said.line,
        } | named(said)


def named(said: Said) -> dict:
    if said.mistake is None:
        return {"mistake": NOT_NAMED}
    return {
        "mistake": said.mistake.name,
        "group": said.mistake.group,
        "to ask": said.mistake.ask,
    }


def letter_lines(report: ExerciseReport) -> Iterator[dict]:
    """The table of letters, question by question."""
    for task, counts in report.letters.items():
        for count in counts:
            yield {
                "exercise": report.exercise,
                "task": f"task {task[1:]}",
                "letter": count.letter,
                "right": "right" if count.is_right else "",
                "students": count.students,
                "of": report.students,
                "answer": count.text,
            }


TABLES = {
    "tasks.csv": (TASK_COLUMNS, task_lines),
    "mistakes.csv": (MISTAKE_COLUMNS, mistake_lines),
    "letters.csv": (LETTER_COLUMNS, letter_lines),
}


def table_of(name: str, reports: list[ExerciseReport]) -> list[list]:
    """One of the three tables, with its head; what a line does not say is left empty."""
    columns, lines_of = TABLES[name]
    lines = [line for report in reports for line in lines_of(report)]
    return [columns, *([line.get(column) for column in columns] for line in lines)]


def monday_page(reports: list[ExerciseReport]) -> str:
    style = page_style("monday.css")
    page = page_template("monday.html")
    return page.render(
        reports=reports,
        style=Markup(style),
        style_hash=style_hash(style),
        waits=WAITS,
    )


def write_monday(rows: list[Row], course: Path) -> None:
    """Write the three tables and the page beside the table of points."""
    reports = class_reports(course, rows)
    for name in TABLES:
        text = table_text(table_of(name, reports))
        write_whole(course / name, text.encode("utf-8-sig"))
    write_whole(course / "monday.html", monday_page(reports) + "\n")
