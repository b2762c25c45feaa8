"""What a class shows of the tasks: the figures by hand and by numpy, and a made-up class of thirty
whose mistakes and letters are known because they were put there.
"""

import csv
import json
import tomllib
from contextlib import redirect_stdout
from fractions import Fraction
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

SET = "01_anatomy_of_a_briefing"
ANSWERS = tomllib.loads(
    (Path(__file__).parent / "answers" / f"{SET}.toml").read_text(encoding="utf-8")
)
RIGHT, NOT_BEGUN = "right", "-"
# How many students, and what each of them hands in for the five tasks: a right answer, an answer
# with this mistake, a letter, or nothing.
CLASS = [
    (8, ["right", "right", "c", "right", "right"]),
    (4, ["right", "right", "c", "right", "another-speaker"]),
    (4, ["right", "hundred-times", "c", "right", "right"]),
    (2, ["right", "another-whole", "b", "right", "another-speaker"]),
    (2, ["right", "another-whole", "b", "parts-of-a-briefing", "right"]),
    (4, ["another-thing", "hundred-times", "a", "parts-of-a-briefing", "right"]),
    (2, ["another-thing", "one-case-only", "d", "axis-without-name", "first-that-fits"]),
    (1, ["kinds-of-ids", "one-case-only", "z", "rate-for-amount", "-"]),
    (1, ["-", "-", "-", "-", "-"]),
    (1, ["another-speaker", "right", "c", "right", "right"]),
    (1, ["kinds-of-ids", "-", "c", "-", "-"]),
]
# The points that the checks should give, typed in from the points of the tasks: 2, 4, 1, 3 and 1.
# A function for one case passes the check that students see, which has two of the four.
POINTS = [
    (8, [2, 4, 1, 3, 1]),
    (4, [2, 4, 1, 3, 0]),
    (4, [2, 0, 1, 3, 1]),
    (2, [2, 0, 0, 3, 0]),
    (2, [2, 0, 0, 0, 1]),
    (4, [0, 0, 0, 0, 1]),
    (2, [0, 2, 0, 0, 0]),
    (1, [0, 2, 0, 0, 0]),
    (1, [0, 0, 0, 0, 0]),
    (1, [0, 4, 1, 3, 1]),
    (1, [0, 0, 1, 0, 0]),
]
# Counted by hand in CLASS.
MISTAKES = {
    ("task 1", "another-thing"): 6,
    ("task 1", "another-speaker"): 1,
    ("task 1", "kinds-of-ids"): 2,
    ("task 2", "hundred-times"): 8,
    ("task 2", "another-whole"): 4,
    ("task 2", "one-case-only"): 3,
    ("task 3", "unknown-for-no"): 8,
    ("task 3", "nothing-can-be-known"): 2,
    ("task 3", ""): 1,
    ("task 4", "parts-of-a-briefing"): 6,
    ("task 4", "axis-without-name"): 2,
    ("task 4", "rate-for-amount"): 1,
    ("task 5", "another-speaker"): 6,
    ("task 5", "first-that-fits"): 2,
}
LETTERS = {"a": 4, "b": 4, "c": 18, "d": 2, "none": 1, "other": 1}
NOT_BEGUN_BY_TASK = {"task 1": 1, "task 2": 2, "task 3": 1, "task 4": 2, "task 5": 3}
ALL_POINTS = {"task 1": 20, "task 2": 13, "task 3": 18, "task 4": 19, "task 5": 19}
SHARES = {
    "task 1": Fraction(20, 30),
    "task 2": Fraction(13 * 4 + 3 * 2, 30 * 4),
    "task 3": Fraction(18, 30),
    "task 4": Fraction(19, 30),
    "task 5": Fraction(19, 30),
}
MOST = [2, 4, 1, 3, 1]


def handed_over(task, about, solved):
    """The code of an answer of CLASS."""
    if about == RIGHT:
        return solved[task]
    if len(about) == 1:
        return f'answer3 = "{about}"'
    made = [one for one in ANSWERS[task]["wrong"] if one.get("mistake") == about]
    hidden = [one for one in made if one.get("check") == "hidden"]
    return (hidden or made)[0]["answer"]


def in_this_process(kit):
    """Cells run here and one after the other: no wall, no kernel, and so quick."""
    import matplotlib.pyplot as plt

    def run(wall, cells, limits):
        names, runs = {}, {}
        for place, cell in enumerate(cells):
            said = StringIO()
            outputs = []
            with redirect_stdout(said):
                try:
                    exec(cell.source, names)
                except Exception as error:
                    outputs = [
                        {
                            "output_type": "error",
                            "ename": type(error).__name__,
                            "evalue": str(error),
                            "traceback": [],
                        }
                    ]
            if text := said.getvalue():
                outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": text})
            runs[place] = kit.cell_runs.CellRun(outputs)
        plt.close("all")
        return runs

    return run


@pytest.fixture(scope="module")
def graded(kit, handed_in, solved, tmp_path_factory):
    """The folder of results of the made-up class."""
    import matplotlib

    folder = tmp_path_factory.mktemp("monday") / "class"
    folder.mkdir()
    right, number = solved(SET), 0
    for size, row in CLASS:
        answers = {
            task: handed_over(task, about, right)
            for task, about in zip(ANSWERS, row, strict=True)
            if about != NOT_BEGUN
        }
        for _ in range(size):
            number += 1
            text = json.dumps(handed_in(SET, **answers))
            (folder / f"student{number:02}_{SET}.ipynb").write_text(text, encoding="utf-8")
    course = folder.with_name("graded")
    with pytest.MonkeyPatch.context() as patch, matplotlib.rc_context():
        matplotlib.use("agg")
        patch.setattr(kit.graded, "run_cells", in_this_process(kit))
        kit.class_run.grade_folder(folder, course, sandboxed=False)
    return course


def table(course, name):
    with open(course / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_class_is_one_of_thirty_and_both_tables_say_the_same_of_it():
    assert [size for size, _ in CLASS] == [size for size, _ in POINTS]
    assert sum(size for size, _ in CLASS) == 30


def test_the_table_of_points_has_the_points_typed_in(graded):
    rows = sorted(table(graded, "points.csv"), key=lambda row: row["student"])
    expected = [points for size, points in POINTS for _ in range(size)]
    assert [[float(row[f"task {task}"]) for task in range(1, 6)] for row in rows] == expected


def test_how_many_made_each_mistake(kit, graded):
    names = {one.name: id for id, one in kit.misconceptions.catalogue().items()}
    rows = table(graded, "mistakes.csv")
    found = {(row["task"], names.get(row["mistake"], "")): int(row["students"]) for row in rows}
    assert len(found) == len(rows)
    assert found == MISTAKES
    assert {row["of"] for row in rows} == {"30"}
    first = next(row for row in rows if row["mistake"].startswith("treats what is not known"))
    assert first["line of the check"].startswith(("The labels of one word", "One outlet of this"))
    assert first["to ask"].endswith("?")


def test_how_often_each_letter_was_chosen(graded):
    rows = table(graded, "letters.csv")
    assert {row["letter"]: int(row["students"]) for row in rows} == LETTERS
    assert [row["letter"] for row in rows if row["right"]] == ["c"]


def test_how_hard_each_task_was(graded):
    rows = {row["task"]: row for row in table(graded, "tasks.csv")}
    for task, share in SHARES.items():
        row = rows[task]
        assert float(row["share of points"]) == round(float(share), 2)
        assert int(row["not begun"]) == NOT_BEGUN_BY_TASK[task]
        assert int(row["all points"]) == ALL_POINTS[task]
        assert row["hand-ins"] == "30"
    written = rows["task 5 written"]  # nobody wrote anything
    assert (written["no points"], written["not begun"]) == ("30", "")
    assert (written["correlation with the other tasks"], written["from"]) == ("", "")
    assert written["strong and weak"] == "all have the same points, in it or in the others"


@pytest.fixture(scope="module")
def points():
    """The points of the class, a row for each student."""
    return np.array([row for size, row in POINTS for _ in range(size)], float)


@pytest.mark.parametrize("place", range(5))
def test_the_correlation_with_the_other_tasks_is_that_of_numpy(graded, points, place):
    own = points[:, place]
    r = np.corrcoef(own, points.sum(axis=1) - own)[0, 1]
    row = table(graded, "tasks.csv")[place]
    assert float(row["correlation with the other tasks"]) == pytest.approx(r, abs=0.0051)
    z = 0.5 * np.log((1 + r) / (1 - r)) + np.array([-1.96, 1.96]) / 27**0.5
    low, high = (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)
    assert float(row["from"]) == pytest.approx(low, abs=0.006)
    assert float(row["to"]) == pytest.approx(high, abs=0.006)
    assert (row["strong and weak"] == "tells strong from weak") == (low > 0)


@pytest.mark.parametrize("place", range(5))
def test_upper_less_lower_is_the_mean_of_all_ways_to_choose_among_equals(graded, points, place):
    draws, eight, chance = 4000, 8, np.random.default_rng(20221114)
    others = points.sum(axis=1) - points[:, place]
    found = []
    for _ in range(draws):
        mixed = chance.permutation(30)
        order = mixed[np.argsort(others[mixed], kind="stable")]
        own = points[order, place] / MOST[place]
        found.append(own[-eight:].mean() - own[:eight].mean())
    row = table(graded, "tasks.csv")[place]
    assert float(row["upper less lower"]) == pytest.approx(np.mean(found), abs=0.015)


def test_the_page_says_what_to_talk_about_and_names_nobody(graded):
    page = (graded / "monday.html").read_text(encoding="utf-8")
    assert "student0" not in page
    talk = page[page.index("Mistakes of several students") : page.index("Slips of form")]
    assert talk.count("<li>") == 5
    assert "<b>8 of 30: mixes a share of one with a percentage.</b> Task 2" in talk
    assert talk.index("mixes a share of one") < talk.index("treats what is not known as a no")
    slips = page[page.index("Slips of form") : page.index("<h3>The tasks</h3>")]
    assert "3 of 30, task 2: answers for one case only." in slips
    assert "2 of 30, task 1: mixes the kinds of ids." in slips
    assert "mistakes who speaks.</b> Task 1" not in talk  # one student only
    assert "c (right)" in page
    assert "Write one of the letters a, b, c, d" in page
    assert "<script" not in page


def test_a_hand_in_whose_graded_notebook_is_gone_keeps_its_points_and_stops_nothing(
    kit, graded, tmp_path
):
    import shutil

    course = tmp_path / "graded"
    shutil.copytree(graded, course)
    rows = [
        kit.class_tables.Row(
            row["student"],
            SET,
            row["student"],
            row["file"],
            row["state"],
            "",
            {name: float(row[name]) for name in row if name.startswith("task")},
        )
        for row in table(course, "points.csv")
    ]
    kit.results.graded_path(course, "student01", SET).unlink()
    kit.monday.write_monday(rows, course)
    assert sum(int(row["students"]) for row in table(course, "letters.csv")) == 29
    assert table(course, "tasks.csv")[0]["hand-ins"] == "30"
