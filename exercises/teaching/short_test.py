"""A short test before and after the course: two forms, their printed pages, the key, and a table of
what was answered.

Half of a class gets form A before and form B after, the other half the other way round: then a form
that is harder than was meant makes nobody look better or worse.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from statistics import fmean

import build
from choices import ChoiceAnswer, ChoiceQuestion
from class_tables import table_text
from feedback import page_style, page_template, style_hash
from markupsafe import Markup
from question_files import markdown
from results import write_whole

QUESTIONS = build.HERE / "short_test.toml"
PAGES_OF_THE_TEST = build.HERE / "short_test"
FORMS = ("A", "B")
TIMES = ("before", "after")


class UnreadableAnswers(Exception):
    """The table of answers cannot be read, in one sentence."""


@cache
def pairs() -> list[dict]:
    """The pairs of questions, as the file has them."""
    return tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["pair"]


def form_title(form: str) -> str:
    return f"Short test, form {form}"


def form_questions(form: str) -> list[ChoiceQuestion]:
    """The questions of a form, in their order."""
    return [
        ChoiceQuestion(
            exercise=f"short_test_{form}",
            task=f"q{number}",
            title=f"question {number}",
            setting=pair[form]["setting"],
            question=pair[form]["question"],
            answers={
                letter: ChoiceAnswer(*about) for letter, about in pair[form]["answers"].items()
            },
            right=pair[form]["right"],
        )
        for number, pair in enumerate(pairs(), start=1)
    ]


# --- to print


def form_page(form: str) -> str:
    """A form to print: no key, no feedback."""
    questions = [(Markup(markdown(one.setting)), one) for one in form_questions(form)]
    return short_test_page("short_test.html", title=form_title(form), questions=questions)


def key_page() -> str:
    """The key of both forms, with the goal of each question."""
    questions = {form: form_questions(form) for form in FORMS}
    return short_test_page("short_test_key.html", pairs=pairs(), forms=FORMS, questions=questions)


def short_test_page(template: str, **about) -> str:
    style = page_style("short_test.css")
    page = page_template(template)
    return page.render(style=Markup(style), style_hash=style_hash(style), **about) + "\n"


def write_pages_of_the_test(folder: Path = PAGES_OF_THE_TEST) -> None:
    for form in FORMS:
        write_whole(folder / f"form_{form}.html", form_page(form))
    write_whole(folder / "key.html", key_page())


# --- to grade


def graded_answers(rows: Iterable[dict[str, str]]) -> list[dict]:
    """The points of each filled form: for each question 1 or 0, and their sum."""
    graded = []
    for number, row in enumerate(rows, start=2):
        form, when = row.get("form", "").strip().upper(), row.get("when", "").strip().lower()
        if form not in FORMS or when not in TIMES:
            raise UnreadableAnswers(
                f"Line {number}: form is A or B, and when is before or after; "
                f"it has {row.get('form')!r} and {row.get('when')!r}."
            )
        points = {one.task: points_for(row, one) for one in form_questions(form)}
        about = {"student": row.get("student", "").strip(), "when": when, "form": form}
        graded.append(about | points | {"points": sum(points.values())})
    return graded


def points_for(row: dict[str, str], question: ChoiceQuestion) -> int:
    return int((row.get(question.task) or "").strip(" .:()").lower() == question.right)


def summary_by_goal(graded: list[dict]) -> list[dict]:
    """For each goal the share of right answers before and after, among those who filled both."""
    both = filled_both(graded)
    lines = []
    for number, pair in enumerate(pairs(), start=1):
        shares = {
            when: fmean(filled[when][f"q{number}"] for filled in both.values()) if both else None
            for when in TIMES
        }
        lines.append({"question": number, "lesson": pair["lesson"], "goal": pair["goal"]} | shares)
    return lines


def filled_both(graded: list[dict]) -> dict[str, dict[str, dict]]:
    """By student, what was filled before and after, of those who did both; the last of several."""
    found: dict[str, dict[str, dict]] = defaultdict(dict)
    for filled in graded:
        found[filled["student"]][filled["when"]] = filled
    return {student: filled for student, filled in found.items() if len(filled) == len(TIMES)}


def grade_short_test(path: Path) -> list[str]:
    """Grade a table of answers into two tables beside it; gives what to say.

    Its columns are student, when (before or after), form (A or B) and q1 to q12 with the letters.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            graded = graded_answers(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise UnreadableAnswers(f"{path} is no table in UTF-8 with commas: {problem}") from None
    if not graded:
        raise UnreadableAnswers(f"{path} has no answers.")
    points = path.with_name(f"{path.stem}_points.csv")
    goals = path.with_name(f"{path.stem}_goals.csv")
    write_dictionaries(points, graded)
    write_dictionaries(goals, summary_by_goal(graded))
    both = filled_both(graded)
    said = [f"{len(graded)} forms, {len(both)} students filled both: {points.name}, {goals.name}"]
    if both:
        means = {when: fmean(one[when]["points"] for one in both.values()) for when in TIMES}
        said.append(
            f"Mean of {len(pairs())}: before {means['before']:.1f}, after {means['after']:.1f}. "
            "Without a class that had no course, this is no proof of what the course did."
        )
    return said


def write_dictionaries(path: Path, lines: list[dict]) -> None:
    head = list(lines[0])
    table = [head, *([line[name] for name in head] for line in lines)]
    write_whole(path, table_text(table).encode("utf-8-sig"))


if __name__ == "__main__":
    write_pages_of_the_test()
