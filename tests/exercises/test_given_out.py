"""Notebooks that were given out with the first release are graded for ever.

`given_out_v0.1/` holds some of them as they were then. Nobody changes these files: what changes
in the exercises must still grade a hand-in that was begun with the old notebook.
"""

import hashlib
import json
from pathlib import Path

import pytest

GIVEN_OUT = Path(__file__).parent / "given_out_v0.1"
SETS = sorted(path.stem for path in GIVEN_OUT.glob("*.ipynb"))
DIGESTS = {
    "00_start_here": "bf2f17506a7c3d5e177a21ba8de2f53857fdb36fc2663d86f212d72e0bc37813",
    "01_anatomy_of_a_briefing": "8bc12aa401a1ab0a5fd48466c87ab6b7bc0eeba0f9b8dcb15b74ffdd3fd63082",
    "04_when_numbers_disagree": "1c703fb569904aebbcbf93e18a908ef9b7aa1ce3486f903e9bc5b037cce90421",
    "capstone": "540c3aa62d968dc39ef1d2687de417791f6b4f32307a1abca07846eb493a3c06",
}
ESSAY = "The figures are known; what they mean is another question."
# The first release asked for a function in task 4 of set 00.
FUNCTION = """def growth(first, last):
    return round(100 * (last - first) / first, 1)
"""
TYPED_IN = """def growth(first, last):
    return 55.0 if last == 620_000_000 else 282.6
"""


def old_hand_in(name, answers):
    notebook = json.loads((GIVEN_OUT / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    return notebook


@pytest.fixture(scope="module")
def graded_again(kit, wall_here, solved, tmp_path_factory):
    """The rows of a class that handed in old notebooks, solved and empty."""
    folder = tmp_path_factory.mktemp("old") / "class"
    folder.mkdir()
    for name in SETS:
        answers = solved(name)
        essay = next(cell["id"] for cell in old_hand_in(name, {})["cells"] if "essay" in cell["id"])
        done = old_hand_in(name, answers | {essay: ESSAY})
        (folder / f"anna_{name}.ipynb").write_text(json.dumps(done), encoding="utf-8")
    for student, function in (("clara", FUNCTION), ("dan", TYPED_IN)):
        done = old_hand_in(SETS[0], solved(SETS[0]) | {"q4": function})
        (folder / f"{student}_{SETS[0]}.ipynb").write_text(json.dumps(done), encoding="utf-8")
    empty = json.dumps(old_hand_in(SETS[0], {}))
    (folder / f"ben_{SETS[0]}.ipynb").write_text(empty, encoding="utf-8")
    rows = kit.class_run.grade_folder(folder, folder.with_name("graded"))
    return {(row.student, row.exercise): row for row in rows}


def test_the_kept_notebooks_are_those_of_the_first_release():
    for name, digest in DIGESTS.items():
        content = (GIVEN_OUT / f"{name}.ipynb").read_bytes().replace(b"\r\n", b"\n")
        assert hashlib.sha256(content).hexdigest() == digest, name
    assert set(DIGESTS) == set(SETS)
    assert len(SETS) >= 3


@pytest.mark.parametrize("name", SETS)
def test_an_old_notebook_gets_all_points_for_right_answers(kit, graded_again, name):
    row = graded_again["anna", name]
    essays = [mark for mark in row.tasks if mark.endswith("written")]
    assert row.state == "to be marked"
    assert row.note == ""
    assert len(essays) == 1
    cells = kit.mending.given_out(name).cells
    points = [cell.metadata.nbgrader.get("points", 0) for cell in cells]
    written = next(cell for cell in cells if cell.id.endswith("-essay"))
    assert row.checks == sum(points) - written.metadata.nbgrader.points


@pytest.mark.parametrize("name", SETS)
def test_the_chart_check_of_an_old_notebook_still_runs(plain, solved, name, capsys):
    """A student who has the old notebook and the new library sees praise for a right chart."""
    cells = {cell["id"]: cell for cell in old_hand_in(name, solved(name))["cells"]}
    task = next(id for id, cell in cells.items() if "plot" in cell["metadata"].get("tags", ()))
    names = {}
    for id in ("setup", task.removesuffix("-text"), task.replace("-text", "-check")):
        exec("".join(cells[id]["source"]), names)
    assert capsys.readouterr().out.startswith("Right")


def test_an_empty_old_notebook_gets_none(graded_again):
    row = graded_again["ben", SETS[0]]
    assert (row.state, row.total, row.note) == ("graded", 0, "")


def test_a_function_that_was_asked_for_gets_the_points_of_the_task(graded_again):
    row = graded_again["clara", SETS[0]]
    assert row.tasks["task 4"] == 4


def test_a_function_of_typed_numbers_gets_no_point_of_the_hidden_check(graded_again):
    row = graded_again["dan", SETS[0]]
    assert row.tasks["task 4"] == 2
