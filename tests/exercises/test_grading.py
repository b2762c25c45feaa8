"""A class of made-up hand-ins is graded by the teacher's one command: thirty before a release, else
seventeen, among which is one of every kind.
"""

import copy
import csv
import json
import tomllib
from pathlib import Path

import pytest

from briefingroom.corpus.tables import HOME

GRADE = HOME.parent / "exercises" / "teaching" / "grade.py"
SET = "01_anatomy_of_a_briefing"
ANSWERS = tomllib.loads(
    (Path(__file__).parent / "answers" / f"{SET}.toml").read_text(encoding="utf-8")
)
POINTS = {
    "q1": 2,
    "q2": 4,
    "q3": 1,
    "q4": 3,
    "q5": 1,
}  # of the checks; the written answer has four more
ALL = sum(POINTS.values())
TASKS = list(POINTS)
CODE = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
STUBBORN = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    time.sleep(0.1)
"""
BURGLAR = """
import pathlib, shutil, socket
shutil.rmtree({places[0]!r}, ignore_errors=True)
for place in {places!r}:
    try:
        pathlib.Path(place, "owned.txt").write_text("I was here")
    except OSError as error:
        print(error)
try:
    socket.create_connection(("127.0.0.1", {port}), timeout=2)
    figure_sentence = "the network answered"
except OSError as error:
    print(error)
pathlib.Path({places[0]!r}, "owned.txt").write_text("I was here")
"""


def wrong(task, says=""):
    return next(answer["answer"] for answer in ANSWERS[task]["wrong"] if says in answer["says"])


def right_only(solved, *tasks):
    return {task: solved[task] for task in tasks}


@pytest.fixture(scope="module", params=[17, pytest.param(30, marks=pytest.mark.release)])
def made_up_class(request, tmp_path_factory, handed_in, solved):
    """The folder of hand-ins, and of each student the points that the checks should give (None:
    cannot be graded).
    """
    import socket

    folder = tmp_path_factory.mktemp("class") / "hand-ins"
    folder.mkdir()
    solved, expected = solved(SET), {}

    def put(student, points, notebook, name=f"{{}}_{SET}.ipynb"):
        path = folder / name.format(student)
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            notebook if isinstance(notebook, str) else json.dumps(notebook), encoding="utf-8"
        )
        expected[student] = points

    is_whole = request.param == 30
    names = ("anna", "李雷", "chloé", "ben", "deniz", "emre", "fatima", "giulia")
    for student in names if is_whole else names[:2]:
        put(student, ALL, handed_in(SET, **solved))
    several = list(
        zip(("hugo", "ines", "jan", "kim", "lea", "mio"), (1, 3, 2, 4, 2, 3), strict=True)
    )
    for student, solved_tasks in several if is_whole else several[:1]:
        tasks = TASKS[:solved_tasks]
        put(
            student,
            sum(POINTS[task] for task in tasks),
            handed_in(SET, **right_only(solved, *tasks)),
        )
    guessing = ("nora", "omar", "pia", "quentin") if is_whole else ("nora", "omar")
    for number, student in enumerate(guessing):
        answers = {task: ANSWERS[task]["wrong"][number % 2]["answer"] for task in TASKS}
        put(student, 0, handed_in(SET, **answers))
    put("rosa", ALL - 2, handed_in(SET, **solved | {"q2": wrong("q2", "one briefing only")}))
    put("sven", 0, handed_in(SET))
    essay = {
        "q5-essay": "Five overseas exchanges are known. From five nothing follows about the rest."
    }
    put("tara", ALL, handed_in(SET, **solved | essay), "{}/my work_" + SET + ".ipynb")
    # the troubled ones
    put("syntax", ALL - 1, handed_in(SET, **solved | {"q3": "answer3 = 'c"}))
    put("endless", ALL - 1, handed_in(SET, **solved | {"q3": "while True:\n    pass"}))
    put("stubborn", None, handed_in(SET, **solved | {"q3": STUBBORN}))
    put("crash", None, handed_in(SET, **solved | {"q3": "import os\nos._exit(1)"}))
    notebook = handed_in(SET, **solved)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "q2-check"]
    put("deleted", ALL, notebook)
    notebook = handed_in(SET, **solved)
    place = next(i for i, cell in enumerate(notebook["cells"]) if cell["id"] == "q2")
    notebook["cells"].insert(
        place, copy.deepcopy(notebook["cells"][place]) | {"id": "copied", "source": wrong("q2")}
    )
    put("copied", ALL, notebook)
    put("my homework (2)", ALL, handed_in(SET, **solved), "{}.ipynb")
    expected["my-homework"] = expected.pop("my homework (2)")
    put("broken", None, '{"cells": [')
    with socket.socket() as listening:  # a neighbour that the sandbox must not reach
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        notebook = handed_in(SET, **solved)
        places = [
            str(folder),
            str(folder.with_name("hand-ins-graded")),
            str(HOME),
            str(GRADE.parent),
        ]
        port = listening.getsockname()[1]
        notebook["cells"].insert(
            place, CODE | {"id": "burglar", "source": BURGLAR.format(places=places, port=port)}
        )
        put("burglar", ALL, notebook)
        yield folder, expected


@pytest.fixture(scope="module")
def graded(made_up_class, wall_here, grade_command):
    """The folder that one command made, what the command said, and the points to expect."""
    folder, expected = made_up_class
    before = sorted(path.name for path in folder.rglob("*"))
    done = grade_command(folder)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in folder.rglob("*")) == before, (
        "the hand-ins stay as they are"
    )
    return folder.with_name("hand-ins-graded"), done.stdout, expected


TROUBLED = {
    "syntax",
    "endless",
    "stubborn",
    "crash",
    "deleted",
    "copied",
    "my-homework",
    "broken",
    "burglar",
}


def test_the_table_has_all_with_the_points_they_deserve(graded, points_of, request):
    folder, _, expected = graded
    table = points_of(folder)
    assert len(expected) == request.node.callspec.params["made_up_class"]
    assert set(table) == set(expected)
    points = {
        student: float(row["checks"]) if row["checks"] else None for student, row in table.items()
    }
    assert points == expected


def test_who_is_in_trouble_is_named_with_the_place_and_nobody_else(graded, points_of):
    folder, said, _ = graded
    notes = {student: row["note"] for student, row in points_of(folder).items() if row["note"]}
    assert set(notes) == TROUBLED
    assert "q3 stopped with SyntaxError" in notes["syntax"]
    assert "q3 was stopped: it did not end in time" in notes["endless"]
    assert "does not end and cannot be interrupted" in notes["stubborn"]
    assert "ended the kernel" in notes["crash"]
    assert "q2-check was deleted" in notes["deleted"]
    assert "q2 stands more than once" in notes["copied"]
    assert "renamed to my homework (2).ipynb" in notes["my-homework"]
    assert "no notebook that can be read" in notes["broken"]
    assert "stopped with" in notes["burglar"]
    assert all(f"  {student}: " in said for student in TROUBLED)


def test_what_cannot_be_graded_has_no_points_instead_of_zero(graded, points_of):
    folder, _, expected = graded
    for student, row in points_of(folder).items():
        assert (row["state"] == "not graded") == (expected[student] is None)
        assert (row["total"] == "") == (row["state"] != "graded")


def test_progress_is_shown_for_each_hand_in(graded):
    _, said, expected = graded
    size = len(expected)
    assert all(f"[{number}/{size}] " in said for number in range(1, size + 1))


def test_a_hand_in_cannot_write_elsewhere_or_reach_the_network(graded, points_of):
    folder, _, _ = graded
    assert not list(folder.parent.rglob("owned.txt"))
    assert not list(HOME.parent.glob("*/owned.txt"))
    notebook = (folder / "autograded" / "burglar" / SET / f"{SET}.ipynb").read_text(
        encoding="utf-8"
    )
    assert "I was here" in notebook
    assert "the network answered" not in points_of(folder)["burglar"]["note"]
    assert "Connection refused" in notebook


def test_everyone_who_was_graded_has_a_page_without_hidden_checks_and_scripts(graded):
    folder, _, expected = graded
    for student, points in expected.items():
        page = folder / "feedback" / student / SET / f"{SET}.html"
        assert page.exists() == (points is not None), student
        if page.exists():
            text = page.read_text(encoding="utf-8")
            assert "HIDDEN TESTS" not in text
            assert "<script" not in text
            assert 'src="http' not in text


def test_a_page_says_in_a_line_what_is_wrong(graded):
    page = (graded[0] / "feedback" / "nora" / SET / f"{SET}.html").read_text(encoding="utf-8")
    assert ANSWERS["q1"]["wrong"][0]["says"] in page
    assert "Traceback (most recent call last)" not in page


def test_the_mistakes_of_those_who_guess_are_counted(kit, graded, request):
    folder, _, _ = graded
    with open(folder / "mistakes.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {one.name: id for id, one in kit.misconceptions.catalogue().items()}
    found = {
        (row["task"], names[row["mistake"]]): int(row["students"])
        for row in rows
        if row["mistake"] in names
    }
    each = 2 if request.node.callspec.params["made_up_class"] == 30 else 1
    expected = {("task 2", "one-case-only"): 1}  # rosa
    for number, task in enumerate(TASKS, start=1):
        for wrong_answer in ANSWERS[task]["wrong"][:2]:
            key = (f"task {number}", wrong_answer["mistake"])
            expected[key] = expected.get(key, 0) + each
    assert found == expected
    assert (folder / "monday.html").exists()


def test_marks_of_a_written_answer_come_into_the_table_and_nothing_is_graded_again(
    graded, made_up_class, points_of, grade_command
):
    from nbgrader.api import Gradebook

    folder, _, _ = graded
    assert {
        student for student, row in points_of(folder).items() if row["state"] == "to be marked"
    } == {"tara"}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "briefing-room") as book:
        grade = book.find_grade("q5-essay", SET, SET, "tara")
        grade.manual_score, grade.needs_manual_grade = 3, False
        book.find_comment("q5-essay", SET, SET, "tara").manual_comment = "Which source?"
        book.db.commit()
    before = (folder / "autograded" / "anna" / SET / f"{SET}.ipynb").stat().st_mtime_ns
    assert grade_command(made_up_class[0]).returncode == 0
    row = points_of(folder)["tara"]
    assert (row["task 5 written"], row["total"], row["state"]) == ("3.0", "14.0", "graded")
    assert (folder / "autograded" / "anna" / SET / f"{SET}.ipynb").stat().st_mtime_ns == before
    assert "Which source?" in (folder / "feedback" / "tara" / SET / f"{SET}.html").read_text(
        encoding="utf-8"
    )


# --- without grading


@pytest.mark.parametrize(
    "name, student, note",
    [
        (f"anna_{SET}.ipynb", "anna", False),
        (f"{SET}-ben.ipynb", "ben", False),
        (f"Chloé Martin_12345/{SET}.ipynb", "Chloé-Martin_12345", False),
        (f"李雷 {SET} (1).ipynb", "李雷", True),
        (f"{SET}.ipynb", "unnamed", True),
        ("final version.ipynb", "final-version", True),
    ],
)
def test_a_student_is_named_by_the_folder_or_the_file(
    kit, handed_in, tmp_path, name, student, note
):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(handed_in(SET)), encoding="utf-8")
    (found,) = kit.hand_ins.collect(tmp_path).hand_ins
    assert (found.student, bool(found.notes), found.trouble) == (student, note, "")


def test_the_same_exercise_twice_by_one_student_is_two_rows(kit, handed_in, tmp_path):
    for name in (f"anna_{SET}.ipynb", f"{SET}_anna.ipynb"):
        (tmp_path / name).write_text(json.dumps(handed_in(SET)), encoding="utf-8")
    found = kit.hand_ins.collect(tmp_path).hand_ins
    assert {hand_in.student for hand_in in found} == {"anna", "anna-again"}


def test_nothing_of_a_hand_in_is_kept_but_what_the_student_wrote(kit, handed_in):
    import nbformat

    given = nbformat.reads(json.dumps(handed_in(SET)), as_version=4)
    notebook = nbformat.reads(
        json.dumps(
            handed_in(
                SET,
                q1="mine = 1",
                **{"q5-essay": "<script>alert(1)</script> [a](javascript:b) & c"},
            )
        ),
        as_version=4,
    )
    cells = {cell.id: cell for cell in notebook.cells}
    cells["q1-check"].source = "print('Right')"
    cells["q5-essay"].metadata.nbgrader.locked = True  # to pass for a text of ours
    cells["q1-text"].metadata["tags"] = ['"><script>alert(2)</script>']
    notebook.cells.append(nbformat.v4.new_raw_cell("<script>alert(3)</script>"))
    found = kit.mending.mended(notebook, given)
    made = found.notebook
    assert found.notes == []
    assert "<script" not in nbformat.writes(made)
    text = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in made.cells
        if "nbgrader" in cell.metadata
    }
    assert text["q1"] == "mine = 1"
    assert text["q5-essay"] == "&lt;script>alert(1)&lt;/script> &#91;a](javascript:b) &amp; c"
    assert text["q1-check"] == next(cell.source for cell in given.cells if cell.id == "q1-check")


def test_deleted_cells_come_back_in_their_places(kit, handed_in):
    import nbformat

    given = nbformat.reads(json.dumps(handed_in(SET)), as_version=4)
    notebook = nbformat.reads(json.dumps(handed_in(SET)), as_version=4)
    notebook.cells = [
        cell for cell in notebook.cells if cell.id not in ("intro", "q2", "q2-check", "q5-essay")
    ]
    found = kit.mending.mended(notebook, given)
    made, notes = found.notebook, found.notes
    assert [cell.id for cell in made.cells] == [cell.id for cell in given.cells]
    assert len(notes) == 4
    assert all("was deleted" in note for note in notes)


def test_a_hand_in_that_is_stopped_half_way_leaves_nothing_that_looks_graded(
    kit, handed_in, tmp_path, wall_here
):
    (tmp_path / f"anna_{SET}.ipynb").write_text(
        json.dumps(handed_in(SET, q1="import time\ntime.sleep(14)")), encoding="utf-8"
    )
    limits = kit.running.Limits(seconds=9)
    course = tmp_path.with_name("results here")
    (row,) = kit.class_run.grade_folder(tmp_path, course, limits=limits)
    assert row.state == "not graded"
    assert "does not end" in row.note
    assert "slow" in row.note
    assert not list(course.glob("*graded/anna/*/*"))
    assert not list(course.glob("feedback/anna/*"))


def test_a_hand_in_that_nobody_thought_of_does_not_stop_the_others(
    kit, handed_in, tmp_path, monkeypatch
):
    (tmp_path / f"anna_{SET}.ipynb").write_text(json.dumps(handed_in(SET)), encoding="utf-8")
    monkeypatch.setattr(kit.graded, "mended", lambda *notebooks: 1 / 0)
    (hand_in,) = kit.hand_ins.collect(tmp_path).hand_ins
    found = kit.graded.grade_hand_in(hand_in, tmp_path / "course", None, kit.running.Limits())
    assert "ZeroDivisionError" in found.result.trouble


def test_results_do_not_go_where_they_would_be_taken_for_hand_ins_or_among_other_files(
    kit, handed_in, tmp_path, capsys
):
    hand_ins = tmp_path / "hand-ins"
    hand_ins.mkdir()
    (hand_ins / f"anna_{SET}.ipynb").write_text(json.dumps(handed_in(SET)), encoding="utf-8")
    for into, line in ((hand_ins / "graded", "must be two"), (tmp_path, "holds something else")):
        with pytest.raises(SystemExit):
            kit.grade.main([str(hand_ins), "--as-nobody", "--into", str(into)])
        assert line in capsys.readouterr().err


def test_a_notebook_of_something_else_is_named_and_not_graded(kit, handed_in, tmp_path):
    notebook = handed_in(SET)
    del notebook["metadata"]["briefingroom"]
    for cell in notebook["cells"]:
        cell["id"], cell["metadata"], cell["source"] = f"cell-{id(cell)}", {}, "holiday"
    (tmp_path / "anna_holiday.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (found,) = kit.hand_ins.collect(tmp_path).hand_ins
    assert found.trouble == "This is no notebook of the exercises."


def test_without_the_sandbox_nothing_is_run_unless_the_teacher_says_so(
    kit, handed_in, tmp_path, monkeypatch, capsys
):
    (tmp_path / f"anna_{SET}.ipynb").write_text(json.dumps(handed_in(SET)), encoding="utf-8")
    monkeypatch.setattr(kit.walls, "wall_stands", lambda: False)
    monkeypatch.setattr(kit.grade, "grade_and_report", lambda *options: 0)
    with pytest.raises(SystemExit):
        kit.grade.main([str(tmp_path), "--as-nobody"])
    assert "sudo apt install bubblewrap" in capsys.readouterr().err
    assert kit.grade.main([str(tmp_path), "--no-sandbox"]) == 0
    assert "WARNING: no wall" in capsys.readouterr().out


@pytest.mark.parametrize(
    "folder, line", [("nowhere", "is not a folder"), ("", "There is no notebook")]
)
def test_a_folder_without_hand_ins_is_named(kit, tmp_path, wall_here, folder, line, capsys):
    try:
        code = kit.grade.main([str(tmp_path / folder), "--as-nobody"])
    except SystemExit as end:
        code = end.code
    assert code == 2
    said = capsys.readouterr()
    assert line in said.err + said.out
