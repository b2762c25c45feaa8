"""Every check of every exercise, tried on the stub, the solution, other right answers, and wrong
ones that students give.

The answers to try stand in `answers/NN_name.toml`. Each is run in a namespace of its own, which
holds only what the set-up cell and the clickable questions define: a task must not need the answer
to another one.
"""

import json
import re
import tomllib
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from briefingroom.corpus.tables import HOME
from briefingroom.practice import NotYet

EXERCISES = HOME.parent / "exercises"
ANSWERS = Path(__file__).parent / "answers"
SETS = sorted(path.stem for path in (EXERCISES / "teaching" / "source").glob("*/*.ipynb"))
FALLBACK = "The check cannot use this answer"
KINDS = {"find", "compute", "choose", "plot", "judge"}


@cache
def cells(name, version):
    folder = {
        "source": EXERCISES / "teaching" / "source" / name,
        "student": EXERCISES,
        "solution": EXERCISES / "solutions",
    }
    found = json.loads((folder[version] / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in found:
        cell["source"] = "".join(cell["source"])
    return {cell["id"]: cell for cell in found}


@cache
def tried(name):
    return tomllib.loads((ANSWERS / f"{name}.toml").read_text(encoding="utf-8"))


def tasks(name):
    """The numbers of the tasks of a set: q1, q2 ..."""
    return [
        id.removesuffix("-text") for id in cells(name, "source") if re.fullmatch(r"q\d+-text", id)
    ]


TASKS = [(name, task) for name in SETS for task in tasks(name)]


@cache
def prepared(name):
    """What the set-up cell and the clickable questions define."""
    names = {}
    with redirect_stdout(StringIO()):
        for id, cell in cells(name, "source").items():
            if id == "setup" or id.endswith("-quiz"):
                exec(cell["source"], names)
    return names


def run(name, task, answer, check=None):
    """What the checks of a task say to an answer: the praise of each, or the line of the first that
    is not passed.
    """
    names, said = dict(prepared(name)), StringIO()
    with redirect_stdout(said):
        exec(answer, names)
        try:
            for id, cell in cells(name, "source").items():
                if re.fullmatch(rf"{task}-(check\w*|hidden)", id) and (
                    check is None or id == f"{task}-{check}"
                ):
                    exec(cell["source"], names)
        except NotYet as line:
            return str(line), False
    return said.getvalue(), True


@pytest.fixture(autouse=True)
def drawn_on_no_screen(plain):
    """A chart of an answer is neither shown nor kept."""


@pytest.mark.parametrize("name", SETS)
def test_a_set_has_every_kind_of_task_and_fifteen_points_the_capstone_thirty(name):
    found = cells(name, "source")
    kinds = [tag for task in tasks(name) for tag in found[f"{task}-text"]["metadata"]["tags"]]
    assert len(kinds) == len(tasks(name)) >= 5
    assert set(kinds) == KINDS
    assert sum(
        cell["metadata"].get("nbgrader", {}).get("points", 0) for cell in found.values()
    ) == (30 if name == "capstone" else 15)
    for task in tasks(name):
        assert (
            "**A right answer looks like this" in found[f"{task}-text"]["source"]
            or f"{task}-quiz" in found
        ), task
        assert "<details><summary>Hint" in found[f"{task}-text"]["source"], task
    assert "### BEGIN HIDDEN TESTS" in "".join(cell["source"] for cell in found.values())


@pytest.mark.parametrize("name", SETS)
def test_the_points_in_the_headings_and_rubrics_are_those_of_the_cells(name):
    found = cells(name, "source")
    for task in tasks(name):
        text = found[f"{task}-text"]["source"]
        graded = {id: cell["metadata"].get("nbgrader", {}) for id, cell in found.items()}
        points = {
            id: about["points"]
            for id, about in graded.items()
            if id.startswith(f"{task}-") and "points" in about
        }
        assert re.search(
            rf"^## Task {task[1:]}: .+ \({sum(points.values())} points?\)$", text, re.M
        ), task
        rubric = [int(row) for row in re.findall(r"^\| (\d+) \|", text, re.M)]
        assert sum(rubric) == points.get(f"{task}-essay", 0), task


@pytest.mark.parametrize("name, task", TASKS)
def test_the_stub_gets_a_friendly_line(name, task):
    line, passed = run(name, task, cells(name, "student")[task]["source"])
    assert not passed
    assert FALLBACK not in line
    assert "run the cells above" not in line


@pytest.mark.parametrize("name, task", TASKS)
def test_a_cell_that_was_not_run_gets_a_friendly_line(name, task):
    line, passed = run(name, task, "")
    assert not passed
    assert "run the cells above" in line


@pytest.mark.parametrize("name, task", TASKS)
def test_the_solution_and_other_right_answers_pass(name, task):
    others = tried(name)[task]["right"]
    assert others, "another way to the same answer"
    for answer in [cells(name, "source")[task]["source"], *[other["answer"] for other in others]]:
        said, passed = run(name, task, answer)
        assert passed, (said, answer)
        assert said.startswith("Right"), (said, answer)


@pytest.mark.parametrize("name, task", TASKS)
def test_wrong_answers_get_the_line_written_for_them_and_it_names_their_mistake(kit, name, task):
    wrong = tried(name)[task]["wrong"]
    assert len({answer["says"] for answer in wrong}) >= 2
    for answer in wrong:
        hidden = answer.get("check") == "hidden"
        if hidden:
            _, passed = run(name, task, answer["answer"], "check")
            assert passed, "the check that students see passes it"
        line, passed = run(name, task, answer["answer"], "hidden" if hidden else None)
        assert not passed, (line, answer["answer"])
        assert answer["says"] in line, (line, answer["answer"])
        assert FALLBACK not in line
        if "mistake" in answer:
            known = kit.misconceptions.mistake_of(name, task, line)
            assert known == answer["mistake"], (line, answer["answer"])


@pytest.mark.parametrize("name, task", TASKS)
@pytest.mark.parametrize(
    "value", ["None", "'nothing'", "-1", "[]", "{'a': [1, 'b']}", "object()", "br.turns()"]
)
def test_an_answer_of_any_kind_gets_a_line_and_no_traceback(name, task, value):
    stub = cells(name, "student")[task]["source"]
    names = re.findall(r"^(?:def )?(\w+)(?= = |\()", stub, re.M)
    answer = f"{stub}\n" + "\n".join(
        f"{one} = {value}" for one in names if one not in ("plt", "pass")
    )
    line, passed = run(name, task, answer)
    assert not passed, (line, answer)
