"""Notebooks that were given out with the first release are graded for ever.

`given_out_v0.1/` holds them as they were then, most of them without their pictures, and the right
and wrong answers of that time. Nobody changes these files: what changes in the exercises must still
grade a hand-in that was begun with the old notebook.
"""

import ast
import hashlib
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import nbformat
import pytest
from answering import given, said_by
from test_answers import cells as cells_of_set
from test_answers import drawn_on_no_screen, prepared

assert drawn_on_no_screen  # a fixture for this module too
GIVEN_OUT = Path(__file__).parent / "given_out_v0.1"
SETS = sorted(path.stem for path in GIVEN_OUT.glob("*.ipynb"))
DIGESTS = {
    "00_start_here": "bf2f17506a7c3d5e177a21ba8de2f53857fdb36fc2663d86f212d72e0bc37813",
    "01_anatomy_of_a_briefing": "8bc12aa401a1ab0a5fd48466c87ab6b7bc0eeba0f9b8dcb15b74ffdd3fd63082",
    "02_the_words_of_policy": "51866eb986f8ff93da8764eb5c48816d26d6c72ec9d8229ea38919373bf2bb75",
    "03_reading_a_number": "ad0188034a267437786aa3738f1c4136fc9fd9d45574dc7ae6b57d5741a7bcca",
    "04_when_numbers_disagree": "1c703fb569904aebbcbf93e18a908ef9b7aa1ce3486f903e9bc5b037cce90421",
    "05_manufacturing_power": "1e10d73822062a41bf9c07b055c220720c2e3cc6ac8d1a6f3da70dd0767b7f96",
    "06_networks_and_the_digital_economy": (
        "f4843571ec8380dc541b6d94ae94d7341fb0283ba2c4aaa5647dd7d98437d70a"
    ),
    "07_little_giants": "e0bc16f1023645b2b0fec9b1e802e41c25a299819ebd17823d65e2a36372b6c9",
    "08_new_energy_vehicles": "722434912794e5ced68466c5739e4896c050d571b9e4c843eefe900a5720eb9b",
    "09_chips_chains_and_self_reliance": (
        "bdc82df7e5e1b97caa703c5d3c9d77eb2d047c400b5dc5d80664db57c14e7866"
    ),
    "10_green_transition_and_overcapacity": (
        "9513ad23d6dbb001ea605176b320c0267af650159a14f6a295fafd4e7019c969"
    ),
    "11_governing_platforms": "f2eedadbb406c9cd3b35654ba8ef99aa8dd08f23ebb2c2febf22cb9da810ec51",
    "12_a_quarter_close_up": "86f149429af7bfc3c610852109484d536a1e98452e8bed2a88ad91aca322d622",
    "13_promises_and_outcomes": "c5a449655106456ce3c801955f2517d8d7add01a9a3a22ce9cb86c5a840d094e",
    "capstone": "540c3aa62d968dc39ef1d2687de417791f6b4f32307a1abca07846eb493a3c06",
}
THROUGH_THE_WALL = [
    "00_start_here",
    "01_anatomy_of_a_briefing",
    "04_when_numbers_disagree",
    "05_manufacturing_power",
    "capstone",
]
# What the old check of a chart counts was counted of tables that have more rows today.
MORE_ROWS_TODAY = {
    "06_networks_and_the_digital_economy",
    "08_new_energy_vehicles",
    "12_a_quarter_close_up",
    "13_promises_and_outcomes",
}
# This answer takes the only published figure beside another one, and today there are two.
STOPS_TODAY = {("05_manufacturing_power", "q5", 1)}
# A title that was true of the five dates of then need not be true of the six of today.
MORE_DATES_TODAY = ("06_networks_and_the_digital_economy", "q5")
TITLE_REFUSED = "the chart does not bear it out"
COUNTS_OF_TODAY = ("13_promises_and_outcomes", "q4-check")
NO_LEGEND_ASKED = "05_manufacturing_power"
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


@cache
def answers_then(name):
    """The right and the wrong answers to the tasks of a set, of the first release."""
    return tomllib.loads((GIVEN_OUT / f"{name}.toml").read_text(encoding="utf-8"))


ANSWERS_THEN = [(name, task) for name in SETS for task in answers_then(name)]


@pytest.fixture(scope="module")
def graded_again(kit, wall_here, solved, tmp_path_factory):
    """The rows of a class that handed in old notebooks, solved and empty."""
    folder = tmp_path_factory.mktemp("old") / "class"
    folder.mkdir()
    for name in THROUGH_THE_WALL:
        answers = solved(name)
        essay = next(cell["id"] for cell in old_hand_in(name, {})["cells"] if "essay" in cell["id"])
        done = old_hand_in(name, answers | {essay: ESSAY})
        (folder / f"anna_{name}.ipynb").write_text(json.dumps(done), encoding="utf-8")
    then = answers_then(NO_LEGEND_ASKED)
    answers = {task: tried["right"][0] for task, tried in then.items()}
    done = old_hand_in(NO_LEGEND_ASKED, answers | {"q4": then["q4"]["right"][1]})
    (folder / f"emma_{NO_LEGEND_ASKED}.ipynb").write_text(json.dumps(done), encoding="utf-8")
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


@pytest.mark.parametrize("name", THROUGH_THE_WALL)
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


@pytest.mark.sample(5)
@pytest.mark.parametrize("name", sorted(set(SETS) - MORE_ROWS_TODAY))
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


def test_a_chart_without_the_legend_that_was_not_asked_for_gets_its_points(graded_again):
    row = graded_again["emma", NO_LEGEND_ASKED]
    assert row.tasks["task 4"] == 3
    assert row.checks == 11
    assert row.note == ""


# The checks of the first release, beside those of today


def parsed(source):
    """A check as a program, whatever its lines and spaces, without the import of today."""
    return ast.dump(ast.parse(source.replace("from briefingroom import practice\n", "")))


@pytest.mark.parametrize("name", SETS)
def test_the_checks_that_are_kept_are_those_that_were_given_out(kit, name):
    kept = kit.first_release.checks_of_then(name)["checks"]
    today = cells_of_set(name, "source")
    for id, cell in by_id(name).items():
        if "-check" in id:
            then = kept.get(id, today[id]["source"])
            assert parsed(then) == parsed(cell) or (name, id) == COUNTS_OF_TODAY, id
    assert set(kept) <= {id for id in today if re.search(r"-(check\w*|hidden)$", id)}


def by_id(name):
    """The sources of an old notebook by the id of their cell."""
    return {cell["id"]: "".join(cell["source"]) for cell in old_hand_in(name, {})["cells"]}


def said_of_then(kit, name, task, answer, beside_today=True):
    """What the checks of a task say to an answer in an old notebook, and whether all are passed."""
    names, said, then = given(answer, prepared(name)), "", kit.first_release.checks_of_then(name)
    for id, cell in cells_of_set(name, "source").items():
        if re.fullmatch(rf"{task}-(check\w*|hidden)", id):
            check = then["checks"].get(id, cell["source"])
            if beside_today:
                check = kit.first_release.asking_both(cell["source"], check)
            said, passed = said_by(check, names)
            if not passed:
                return said, False
    return said, True


@pytest.mark.parametrize("name, task", ANSWERS_THEN)
def test_an_answer_that_was_right_then_is_right(kit, name, task):
    for number, answer in enumerate(answers_then(name)[task]["right"]):
        if (name, task, number) in STOPS_TODAY:
            with pytest.raises(ValueError, match="array of size 1"):
                given(answer, prepared(name))
            continue
        said, passed = said_of_then(kit, name, task, answer)
        if (name, task) == MORE_DATES_TODAY and TITLE_REFUSED in said:
            continue
        assert passed, (said, answer)
        assert said.startswith("Right"), (said, answer)


@pytest.mark.parametrize("name, task", ANSWERS_THEN)
def test_an_answer_that_was_wrong_then_gets_nothing_by_the_check_of_then(kit, name, task):
    wrong = answers_then(name)[task]["wrong"]
    assert len(wrong) >= 2
    for answer in wrong:
        if (name, task) == MORE_DATES_TODAY and stops_at_the_sixth_date(answer, name):
            continue
        line, passed = said_of_then(kit, name, task, answer, beside_today=False)
        assert not passed, answer
        assert line, answer


def stops_at_the_sixth_date(answer, name):
    """Whether five typed numbers meet the six dates of today."""
    try:
        given(answer, prepared(name))
    except ValueError as error:
        return "shape mismatch" in str(error)
    return False


@pytest.mark.parametrize("name", SETS)
def test_an_old_notebook_is_known_by_its_texts_and_that_of_today_is_not(kit, monkeypatch, name):
    then = nbformat.reads(json.dumps(old_hand_in(name, {})), as_version=4)
    assert kit.first_release.checks_given_out(then, name)
    today = kit.mending.given_out(name)
    assert kit.first_release.checks_given_out(today, name) == {}
    monkeypatch.setattr(kit.build, "SOURCES", GIVEN_OUT)  # as with `--exercises`
    assert kit.first_release.checks_given_out(then, name) == {}


@pytest.mark.parametrize("name", ["14_means_and_answers", "capstone_class_coding"])
def test_a_set_that_is_new_has_no_old_checks(kit, name):
    assert kit.first_release.checks_given_out(kit.mending.given_out(name), name) == {}
