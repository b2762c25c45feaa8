"""Write anew what the teacher's guide repeats of lessons and sets: minutes, marks, their tables.

    PYTHONPATH=lib python tests/exercises/retime.py

After a lesson or a set has changed. It writes the computed time into the source of each set first;
where that changes, run `python exercises/teaching/build.py`, and this once more. Then look at `git
diff`, and at what test_guide.py still says.
"""

import importlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "notebooks")]
guide = importlib.import_module("test_guide")
of_sets = importlib.import_module("minutes_of_sets")


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
        ("| Act | Seconds |", of_sets.seconds_table()),
        ("| Set | Words |", of_sets.sets_table()),
        ("| Set worked through |", of_sets.tried_table()),
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


def set_retimed(source: str, name: str) -> str:
    """The source of a set with the time that is computed of it."""
    return re.sub(
        r"about \d+ minutes", f"about {of_sets.rounded_minutes(name)} minutes", source, count=1
    )


def capstones_retimed(page: str) -> str:
    """A page with the time of the capstone, and of the set that is done at home."""
    for words, name in (
        ("[The capstone](../capstone.ipynb) ", "capstone"),
        ("set 01 at home ", "01_anatomy_of_a_briefing"),
    ):
        time = f"{words}(about {of_sets.rounded_minutes(name)} minutes"
        page = re.sub(rf"{re.escape(words)}\(about \d+ minutes", lambda _, time=time: time, page)
    return page


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
    courses = map(course_retimed, re.split(r"(?=^## )", page, flags=re.M))
    return capstones_retimed("".join(courses))


if __name__ == "__main__":
    for name in of_sets.SETS:
        path = of_sets.SOURCES / name / f"{name}.ipynb"
        retimed = set_retimed(path.read_text(encoding="utf-8"), name)
        path.write_text(retimed, encoding="utf-8")
    for name, retime in (
        ("lesson_plans.md", plans_retimed),
        ("appendix.md", appendix_retimed),
        ("courses.md", courses_retimed),
    ):
        path = guide.GUIDE / name
        path.write_text(retime(path.read_text(encoding="utf-8")), encoding="utf-8")
