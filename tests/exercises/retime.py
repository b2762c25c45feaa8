"""Write anew what the teacher's guide repeats of lessons and sets: minutes, marks, their tables.

    PYTHONPATH=lib python tests/exercises/retime.py

After a lesson or a set has changed. Then look at `git diff`, and at what test_guide.py still says.
"""

import importlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "notebooks")]
guide = importlib.import_module("test_guide")


def plan_retimed(plan: str) -> str:
    """A plan of a lesson with the minutes of the lesson and of its set."""
    number = plan[3:5]
    practice = guide.set_minutes(number)
    marked = ", ".join(map(str, guide.marks(number)))
    line = f"**Minutes.** {guide.time(number)}: sections from {marked}; set {practice}."
    plan = re.sub(r"^\*\*Minutes\.\*\*.*$", line, plan, flags=re.M)
    return re.sub(r"\(about \d+ minutes,", f"(about {practice} minutes,", plan)


def plans_retimed(page: str) -> str:
    before, *plans = re.split(r"(?=^## \d\d )", page, flags=re.M)
    return before + "".join(map(plan_retimed, plans))


def appendix_retimed(page: str) -> str:
    """The appendix with both of its tables, and with what it says of them."""
    for head, table in (
        ("| Lesson | From |", guide.section_table()),
        ("| Notebook | Words |", guide.timing_table()),
    ):
        page = re.sub(rf"^{re.escape(head)}.*(?:\n\|.*)*", table, page, flags=re.M)
    rows = {number: guide.estimate(number) for number in guide.NOTEBOOKS}
    far = [number for number, row in rows.items() if abs(row[-1]) > 25]
    counted, stated = zip(*(rows[number][7:9] for number in far), strict=True)
    longer = [number for number, row in rows.items() if row[7] > row[8]]
    page = re.sub(
        r"Only in notebooks .*? do the two differ .*? the notebooks [^.]*\.",
        f"Only in notebooks {guide.listed(far)} do the two differ by more than a quarter: the "
        f"count gives {guide.listed(counted)} minutes, the notebooks {guide.listed(stated)}.",
        page,
    )
    return re.sub(r"higher \([^)]*\)", f"higher ({guide.listed(longer)})", page)


def course_retimed(course: str) -> str:
    """A course with the minutes of each week, and their sums."""
    for column, unit, minutes in ((1, "lessons", guide.time), (2, "sets", guide.set_minutes)):
        pattern = rf"^((?:\|[^|]*){{{column}}}\| )([\d, ]+) \(\d+\) \|"
        weeks = re.findall(pattern, course, re.M)
        sums = {names: sum(map(minutes, names.split(", "))) for _, names in weeks}
        course = re.sub(
            pattern,
            lambda found, sums=sums: f"{found[1]}{found[2]} ({sums[found[2]]}) |",
            course,
            flags=re.M,
        )
        total = sum(sums[names] for _, names in weeks)
        course = re.sub(rf"\d+ minutes of {unit}", f"{total} minutes of {unit}", course)
    return course


def courses_retimed(page: str) -> str:
    return "".join(map(course_retimed, re.split(r"(?=^## )", page, flags=re.M)))


if __name__ == "__main__":
    for name, retimed in (
        ("lesson_plans.md", plans_retimed),
        ("appendix.md", appendix_retimed),
        ("courses.md", courses_retimed),
    ):
        path = guide.GUIDE / name
        path.write_text(retimed(path.read_text(encoding="utf-8")), encoding="utf-8")
