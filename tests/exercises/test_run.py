"""A run over whatever lies in a folder: every entry graded or named, nothing lost, nothing done
twice.
"""

import contextlib
import copy
import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unicodedata
from contextlib import redirect_stdout
from io import StringIO

import pytest

SET = "01_anatomy_of_a_briefing"
OTHER_SET = "03_reading_a_number"
ESSAY = "Five overseas exchanges are known. From five nothing follows about the rest."


@pytest.fixture(scope="module")
def entered(kit, tmp_path_factory):
    """A folder of results into which two exercises were entered."""
    course = tmp_path_factory.mktemp("entered")
    kit.gradebook.enter_exercises([SET, OTHER_SET], course)
    return course


@pytest.fixture
def unrun(kit, entered, monkeypatch):
    """Grading without kernels: every cell puts out nothing, and so every check is passed."""

    def enter(names, course):
        if not (course / "gradebook.db").exists():
            shutil.copy(entered / "gradebook.db", course)

    monkeypatch.setattr(kit.class_run, "enter_exercises", enter)

    def nothing(wall, cells, limits):
        return {place: kit.cell_runs.CellRun() for place in range(len(cells))}

    monkeypatch.setattr(kit.graded, "run_cells", nothing)
    monkeypatch.setattr(kit.class_run, "build_wall", lambda folder: None)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "class"
    made.mkdir()
    return made


def put(folder, name, notebook):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def students(kit, folder):
    return {one.student for one in kit.hand_ins.collect(folder).hand_ins}


# --- every entry is graded or named


def test_every_entry_is_graded_or_named_and_none_stops_the_run(kit, handed_in, folder):
    text = json.dumps(handed_in(SET))
    readable = {
        f"anna_{SET}.ipynb": text.encode(),
        f"ben_{SET}.ipynb.txt": text.encode(),
        f"chloé_{SET}.json": text.encode("utf-8-sig"),
        f"deniz_{SET}.IPYNB": text.encode("utf-16"),
        f"emre_{SET}.ipynb.download": text.encode(),
        f"fatima [2] 100% #1?_{SET}.ipynb": text.encode(),
        f"giulia%20rossi_{SET}.ipynb": text.encode(),
        f"=?UTF-8?B?aHVnbw==?=_{SET}.ipynb": text.encode(),
    }
    for name, content in readable.items():
        (folder / name).write_bytes(content)
    odd = folder / f"x{SET}.ipynb"
    os.mkfifo(folder / f"pipe_{SET}.ipynb")
    (folder / f"folder_{SET}.ipynb").mkdir()
    (folder / f"link_{SET}.ipynb").symlink_to("/dev/zero")
    (folder / f"gone_{SET}.ipynb").symlink_to("/nowhere")
    (folder / "away").symlink_to("/", target_is_directory=True)
    (folder / f"empty_{SET}.ipynb").write_bytes(b"")
    (folder / f"deep_{SET}.ipynb").write_bytes(b"[" * 10**6)
    (folder / f"list_{SET}.ipynb").write_bytes(b"[]")
    (folder / f"zero_{SET}.ipynb").write_bytes(b"\0" * 1000)
    odd.write_text('{"cells": [7], "metadata": 1, "nbformat": 4, "nbformat_minor": 5}')
    (folder / "essay.pdf").write_bytes(b"%PDF")
    (folder / ".DS_Store").write_bytes(b"")
    (folder / "empty").mkdir()
    os.mkfifo(folder / "pipe")
    (folder / os.fsdecode(b"\xff\xfe_caf\xe9.txt")).write_bytes(b"")
    start, worked = time.monotonic(), time.process_time()
    found = kit.hand_ins.collect(folder)
    assert time.process_time() - worked < 5
    assert time.monotonic() - start < 60  # it waits for nothing; the machine may be busy
    fine = {one.path.name for one in found.hand_ins if not one.trouble}
    assert fine == set(readable)
    troubles = {one.path.name.split("_")[0]: one.trouble for one in found.hand_ins if one.trouble}
    pretenders = {"pipe", "folder", "link", "gone", "empty", "deep", "list", "zero"}
    assert set(troubles) == pretenders | {odd.name.split("_")[0]}
    assert "a link" in troubles["link"]
    assert "a pipe" in troubles["pipe"]
    assert "a folder" in troubles["folder"]
    aside = "\n".join(found.left_aside)
    for name in ("away", "essay.pdf", "empty:", "pipe:", "caf"):
        assert name in aside, name
    assert len(found.left_aside) == 5
    assert {one.student for one in found.hand_ins} >= {"hugo", "giulia-rossi", "chloé"}


def test_a_file_that_is_swapped_for_a_link_or_a_pipe_is_not_read(kit, tmp_path):
    link, pipe = tmp_path / "link", tmp_path / "pipe"
    link.symlink_to("/etc/passwd")
    os.mkfifo(pipe)
    for path in (link, pipe):
        with pytest.raises(kit.cell_runs.Trouble):
            kit.hand_ins.file_bytes(path)


def test_folders_without_end_are_walked_through(kit, handed_in, folder):
    deepest = folder
    for _ in range(400):
        deepest = deepest / "a"
    deepest.mkdir(parents=True)
    put(deepest, f"anna_{SET}.ipynb", handed_in(SET))
    assert len(kit.hand_ins.collect(folder).hand_ins) == 1


@pytest.mark.parametrize(
    "names, expected",
    [
        ([f"{SET}/anna.ipynb", f"{SET}/ben.ipynb"], {"anna", "ben"}),
        ([f"anna/{SET}.ipynb", f"ben/{SET}.ipynb"], {"anna", "ben"}),
        ([f"Exercise 1/anna_{SET}.ipynb"], {"anna"}),
        ([f"group A/anna_{SET}.ipynb", f"group A/ben_{SET}.ipynb"], {"anna", "ben"}),
        ([f"group A/anna/{SET}.ipynb", f"group A/ben/{SET}.ipynb"], {"anna", "ben"}),
        ([f"anna/briefing-room/exercises/{SET}.ipynb"], {"anna"}),
        ([f"Copy of anna_{SET}.ipynb"], {"anna"}),
        ([f"anna_{SET} - Copy (2).ipynb"], {"anna"}),
        ([f"anna_{SET}-Copy1.ipynb"], {"anna"}),
        ([f"anna_{SET}.ipynb (1).txt"], {"anna"}),
        (["anna 01 Anatomy of a briefing.ipynb"], {"anna"}),
        ([f"Anna Smith_12345_assignsubmission_file_/{SET}.ipynb"], {"Anna-Smith_12345"}),
        ([f"Anna Smith_12345_assignsubmission_file_{SET}.ipynb"], {"Anna-Smith_12345"}),
        ([f"smithanna_LATE_12345_67890_{SET}-1.ipynb"], {"smithanna_12345"}),
        ([f"李雷_{SET} - 副本.ipynb"], {"李雷"}),
        ([f"-@=anna_{SET}.ipynb"], {"anna"}),
        ([("ü" * 90) + f"_{SET}.ipynb"], {"ü" * 40}),
    ],
)
def test_whose_a_file_is(kit, handed_in, folder, names, expected):
    for name in names:
        put(folder, name, handed_in(SET))
    assert students(kit, folder) == expected


def test_what_was_saved_again_is_said_and_comes_after_the_first(kit, handed_in, folder):
    for name in (f"Copy of anna_{SET}.ipynb", f"anna_{SET} (1).ipynb", f"anna_{SET}.ipynb"):
        put(folder, name, handed_in(SET))
    found = {one.place: one for one in kit.hand_ins.collect(folder).hand_ins}
    assert found[f"anna_{SET}.ipynb"].student == "anna"
    assert found[f"anna_{SET}.ipynb"].notes == []
    again = [one for one in found.values() if one.again]
    assert {one.student for one in again} == {"anna-again", "anna-again-again"}
    assert all("again" in " ".join(one.notes) for one in again)


def test_composed_and_decomposed_letters_are_one_person(kit, handed_in, folder):
    put(folder, unicodedata.normalize("NFC", f"chloé_{SET}.ipynb"), handed_in(SET))
    put(folder, unicodedata.normalize("NFD", f"chloé_{OTHER_SET}.ipynb"), handed_in(OTHER_SET))
    assert students(kit, folder) == {unicodedata.normalize("NFC", "chloé")}


# --- tables


def test_tables_hold_nothing_that_a_spreadsheet_runs_or_a_terminal_obeys(
    kit, unrun, handed_in, folder, points_of, capsys
):
    put(folder, f"=cmd|'calc'!A0_{SET}.ipynb", handed_in(SET))
    put(folder, "+1+2.ipynb", handed_in(SET))
    put(folder, f"\x1b[31mred\x1b]0;owned\x07\u202e_{SET}.ipynb", handed_in(SET))
    put(folder, "=HYPERLINK(1)/@SUM(1).ipynb", {"cells": "none"})
    course = folder.with_name("results")
    rows = kit.class_run.grade_folder(folder, course)
    for line in kit.class_tables.summary(rows, course, []):
        kit.class_run.say(line)
    for name in ("points.csv", "moodle.csv", "canvas.csv"):
        text = (course / name).read_text(encoding="utf-8-sig")
        assert "\x1b" not in text
        assert "\u202e" not in text
        for cell in re.split(r"[\n,]", text):
            assert not cell.strip('"').startswith(("=", "+", "-", "@", "|", "\t")), (name, cell)
    assert "\x1b" not in capsys.readouterr().out


def test_tables_for_course_pages_have_one_line_for_each_student(kit, unrun, handed_in, folder):
    for place in (
        f"Anna Smith_12345_assignsubmission_file_/{SET}.ipynb",
        f"Anna Smith_12345_assignsubmission_file_/{OTHER_SET}.ipynb",
        f"Ben Li_678_assignsubmission_file_/{SET}.ipynb",
    ):
        put(folder, place, handed_in(OTHER_SET if OTHER_SET in place else SET))
    course = folder.with_name("results")
    kit.class_run.grade_folder(folder, course)
    moodle = (course / "moodle.csv").read_text(encoding="utf-8-sig").splitlines()
    assert moodle[0] == f"Identifier,Full name,{SET},{OTHER_SET}"
    assert moodle[1].startswith("Participant 12345,Anna Smith,11")
    canvas = (course / "canvas.csv").read_text(encoding="utf-8").splitlines()
    assert canvas[0].startswith("Student,ID,SIS User ID,SIS Login ID,Section,")
    assert canvas[1].strip().startswith("Points Possible,,,,,15.0,15.0")
    assert canvas[3].startswith("Ben Li,678,,,,11.0,")


# --- nothing is lost, nothing is done twice


def mark(kit, course, student, points, comment):
    with kit.gradebook.opened_gradebook(course) as book:
        kit.gradebook.set_mark(book, student, SET, "q5-essay", points)
        kit.gradebook.set_comment(book, student, SET, "q5-essay", comment)


def marked(kit, course, student):
    with kit.gradebook.opened_gradebook(course) as book:
        marks = kit.gradebook.marks_of(book, student, SET)
    return next(mark for mark in marks if mark.is_written)


def test_a_resubmission_takes_no_other_row_and_loses_no_mark(kit, unrun, handed_in, folder):
    course = folder.with_name("results")
    first = put(folder, f"anna_{SET}.ipynb", handed_in(SET, **{"q5-essay": ESSAY}))
    kit.class_run.grade_folder(folder, course)
    mark(kit, course, "anna", 3, "Which source?")
    put(folder, f"Anna {SET} copy.ipynb", handed_in(SET, **{"q5-essay": "Other."}))
    put(folder, f"aa/anna_{SET}.ipynb", handed_in(SET, **{"q5-essay": "A third."}))
    rows = {row.student: row for row in kit.class_run.grade_folder(folder, course)}
    assert rows["anna"].total == 14
    assert rows["anna"].file == first.name

    put(folder, first.name, handed_in(SET, q1="figure_sentence = 1", **{"q5-essay": ESSAY}))
    rows = {row.student: row for row in kit.class_run.grade_folder(folder, course)}
    assert (rows["anna"].total, rows["anna"].state) == (14, "graded")

    put(folder, first.name, handed_in(SET, **{"q5-essay": ESSAY + " But."}))
    rows = {row.student: row for row in kit.class_run.grade_folder(folder, course)}
    assert rows["anna"].state == "to be marked"
    assert marked(kit, course, "anna")[1:] == (3, 4, True, True, "Which source?")

    first.rename(folder / f"anna_{SET}_final.ipynb")
    rows = {row.student: row for row in kit.class_run.grade_folder(folder, course)}
    assert "no longer in the folder" in rows["anna"].note
    assert marked(kit, course, "anna").comment == "Which source?"


def test_a_file_that_was_only_moved_keeps_its_row(kit, unrun, handed_in, folder):
    course = folder.with_name("results")
    path = put(folder, f"anna_{SET}.ipynb", handed_in(SET, **{"q5-essay": ESSAY}))
    kit.class_run.grade_folder(folder, course)
    mark(kit, course, "anna", 2, "")
    (folder / "week 1").mkdir()
    path.rename(folder / "week 1" / path.name)
    (row,) = kit.class_run.grade_folder(folder, course)
    assert (row.student, row.total) == ("anna", 13)


def test_what_is_damaged_is_made_again_and_what_is_whole_is_not(
    kit, unrun, handed_in, folder, monkeypatch
):
    course = folder.with_name("results")
    for student in ("anna", "ben", "chloe", "deniz"):
        put(folder, f"{student}_{SET}.ipynb", handed_in(SET))
    kit.class_run.grade_folder(folder, course)
    pages = {path: path.read_bytes() for path in course.glob("feedback/*/*/*.html")}
    assert len(pages) == 4
    graded = []
    one = kit.class_run.grade_hand_in

    def noted(hand_in, *rest):
        graded.append(hand_in.student)
        return one(hand_in, *rest)

    monkeypatch.setattr(kit.class_run, "grade_hand_in", noted)
    cut = course / "autograded" / "anna" / SET / f"{SET}.ipynb"
    cut.write_bytes(cut.read_bytes()[:500])
    (course / "results" / "ben" / f"{SET}.json").write_text('{"student": "b')
    page = course / "feedback" / "chloe" / SET / f"{SET}.html"
    page.write_bytes(page.read_bytes()[:900])
    untouched = course / "feedback" / "deniz" / SET / f"{SET}.html"
    before = untouched.stat().st_mtime_ns
    kit.class_run.grade_folder(folder, course)
    assert sorted(graded) == ["anna", "ben"]
    assert {path: path.read_bytes() for path in pages} == pages
    assert untouched.stat().st_mtime_ns == before
    assert not list(course.rglob(".being-written-*"))


def test_only_pages_of_what_has_changed_are_made_again(kit, unrun, handed_in, folder):
    course = folder.with_name("results")
    for student in ("anna", "ben"):
        put(folder, f"{student}_{SET}.ipynb", handed_in(SET, **{"q5-essay": ESSAY}))
    kit.class_run.grade_folder(folder, course)
    pages = {name: course / "feedback" / name / SET / f"{SET}.html" for name in ("anna", "ben")}
    before = {name: path.stat().st_mtime_ns for name, path in pages.items()}
    mark(kit, course, "anna", 3, "Good.")
    kit.class_run.grade_folder(folder, course)
    changed = {name for name, path in pages.items() if path.stat().st_mtime_ns != before[name]}
    assert changed == {"anna"}


def test_a_full_disk_is_tried_again_without_being_asked(kit, unrun, handed_in, folder, monkeypatch):
    course = folder.with_name("results")
    put(folder, f"anna_{SET}.ipynb", handed_in(SET))
    with monkeypatch.context() as patch:

        def full(*arguments):
            raise OSError(28, "No space left on device")

        patch.setattr(kit.graded, "write_whole", full)
        (row,) = kit.class_run.grade_folder(folder, course)
    assert row.state == "not graded"
    assert "No space left" in row.note
    (row,) = kit.class_run.grade_folder(folder, course)
    assert row.state == "graded"


def test_a_damaged_gradebook_is_said_and_not_overwritten(kit, unrun, handed_in, folder):
    course = folder.with_name("results")
    put(folder, f"anna_{SET}.ipynb", handed_in(SET))
    kit.class_run.grade_folder(folder, course)
    (course / "gradebook.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(kit.gradebook.BrokenGradebook, match="damaged"):
        kit.class_run.grade_folder(folder, course)


def is_kernel(process):
    import psutil

    try:
        return any("ipykernel" in word for word in process.cmdline())
    except psutil.Error:
        return False


def test_ctrl_c_ends_the_run_with_one_sentence_and_nothing_left_behind(
    kit, wall_here, handed_in, folder, tmp_path, monkeypatch
):
    import psutil

    for student in ("anna", "ben", "chloe"):
        put(folder, f"{student}_{SET}.ipynb", handed_in(SET, q1="while True:\n    pass"))
    own = tmp_path / "tmp"
    own.mkdir()
    for path in (own, tmp_path, tmp_path.parent):
        path.chmod(0o755)
    as_nobody = ["--as-nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen(
        [sys.executable, str(kit.build.HERE / "grade.py"), str(folder), *as_nobody],
        env=os.environ | {"TMPDIR": str(own)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 60
    while time.monotonic() < end:  # until kernels are at work
        family = psutil.Process(process.pid).children(recursive=True)
        if any(map(is_kernel, family)):
            break
        time.sleep(0.1)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=60)
    assert time.monotonic() - start < 10  # 0.2 where nothing else runs; a cell may take 15
    assert process.returncode == 130
    assert complained == ""
    assert said.strip().splitlines()[-1] == kit.grade.INTERRUPTED
    _, alive = psutil.wait_procs(family, timeout=3)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    assert not list(own.iterdir())


# --- what is graded first, and what is flagged


def test_our_own_solution_is_graded_first_and_stops_a_broken_run(
    kit, handed_in, folder, monkeypatch, capsys
):
    put(folder, f"anna_{SET}.ipynb", handed_in(SET))
    said = {"output_type": "error", "ename": "NotYet", "evalue": "No.", "traceback": []}

    def refused(wall, cells, limits):
        return {place: kit.cell_runs.CellRun([said]) for place in range(len(cells))}

    monkeypatch.setattr(kit.graded, "run_cells", refused)
    monkeypatch.setattr(kit.class_run, "build_wall", lambda folder: None)
    monkeypatch.setattr(kit.walls, "wall_stands", lambda: True)
    assert kit.grade.main([str(folder), "--as-nobody"]) == 1
    told = capsys.readouterr().out
    assert "our own solution does not get full points" in told
    assert "q1-check gives 0 of 2 points" in told
    assert not (folder.with_name("class-graded") / "points.csv").exists()


def lost(notebook, keeps):
    """A notebook as another program saves it."""
    notebook = copy.deepcopy(notebook)
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {"id": cell["id"]} if keeps == "metadata.id" else {}
        if keeps != "id":
            del cell["id"]
    if keeps != "id":
        notebook["nbformat_minor"] = 4
    return notebook


@pytest.mark.parametrize("keeps", ["id", "metadata.id", "texts only"])
def test_lost_metadata_falls_back_on_ids_and_texts(kit, handed_in, solved, folder, keeps):
    answers = {**solved(SET), "q5-essay": ESSAY}
    path = put(folder, f"anna_{SET}.ipynb", lost(handed_in(SET, **answers), keeps))
    (hand_in,) = kit.hand_ins.collect(folder).hand_ins
    assert (hand_in.exercise, hand_in.trouble) == (SET, "")
    notebook = kit.hand_ins.parsed_notebook(path.read_bytes())
    found = kit.mending.mended(notebook, kit.mending.given_out(SET))
    made = {cell.id: cell.source for cell in found.notebook.cells}
    for id, answer in answers.items():
        assert made[id] == answer, id
    assert not [note for note in found.notes if "deleted" in note]


def test_a_notebook_without_any_answer_of_ours_has_no_points_instead_of_zero(
    kit, unrun, handed_in, folder
):
    notebook = handed_in(SET)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] in ("intro", "setup")]
    put(folder, f"anna_{SET}.ipynb", notebook)
    (row,) = kit.class_run.grade_folder(folder, folder.with_name("results"))
    assert (row.state, row.total) == ("not graded", None)
    assert "No answer" in row.note


def test_an_untouched_answer_whose_check_was_passed_is_flagged(kit, unrun, handed_in, folder):
    put(folder, f"anna_{SET}.ipynb", handed_in(SET, q1="figure_sentence = 'x'"))
    (row,) = kit.class_run.grade_folder(folder, folder.with_name("results"))
    flagged = set(re.findall(r"the answer (\w+) is as it was given out", row.note))
    assert flagged == {"q2", "q3", "q4", "q5"}
    assert "said nothing" in row.note


def test_slow_cells_are_called_slow(kit):
    import nbformat

    cell = nbformat.v4.new_code_cell("x", metadata={"nbgrader": {"grade_id": "q1"}})
    limits = kit.running.Limits()
    (note,) = kit.graded.cell_notes(cell, 1, kit.cell_runs.CellRun([], 12.0), limits)
    assert note == "the cell q1 is slow: it took 12 seconds"
    late = {"output_type": "error", "ename": "CellTimeoutError", "evalue": ""}
    (note,) = kit.graded.cell_notes(cell, 1, kit.cell_runs.CellRun([late], 15.0), limits)
    assert "15 seconds" in note
    assert "slow" in note


def test_a_check_that_is_run_first_after_a_restart_says_what_to_run(kit):
    from briefingroom.practice import NotYet

    for exercise in kit.build.exercises():
        for cell in kit.mending.given_out(exercise).cells:
            if "-check" not in cell.id:
                continue
            with pytest.raises(NotYet, match="run the cells above"), redirect_stdout(StringIO()):
                exec(cell.source, {})


ODD_NAMES = ["class [A] 50% #1?", "课程 'x' & (y)", "*[!a]* %2F %s", "[z-a]"]


@pytest.mark.sample(2)
@pytest.mark.parametrize("odd", ODD_NAMES)
def test_folders_with_odd_names_work(kit, unrun, handed_in, tmp_path, monkeypatch, odd):
    monkeypatch.setattr(kit.class_run, "enter_exercises", kit.gradebook.enter_exercises)
    folder = tmp_path / odd
    put(folder, f"anna_{SET}.ipynb", handed_in(SET))
    (row,) = kit.class_run.grade_folder(folder, tmp_path / f"{odd}-graded")
    assert row.state == "graded"
    assert (tmp_path / f"{odd}-graded" / "points.csv").exists()


@pytest.mark.release
@pytest.mark.parametrize("odd", ["课程 [A] *x* 50% #1? 'y'"])
def test_a_checkout_with_an_odd_name_grades(kit, wall_here, handed_in, folder, points_of, odd):
    """Also where the folders for results and for temporary files are called so."""
    checkout = folder.with_name(odd)
    for part in ("lib", "briefings", "exercises"):
        shutil.copytree(kit.build.HERE.parents[1] / part, checkout / part)
    own = checkout / "tmp [t] %?"
    own.mkdir()
    for path in (own, checkout, folder.parent, folder.parent.parent):
        path.chmod(0o755)
    put(folder, f"anna_{SET}.ipynb", handed_in(SET, **{"q5-essay": ESSAY}))
    command = [sys.executable, str(checkout / "exercises" / "teaching" / "grade.py"), str(folder)]
    command += ["--into", str(checkout / "results [r]")]
    command += ["--as-nobody"] if os.geteuid() == 0 else []
    places = {"TMPDIR": str(own), "PYTHONPATH": str(checkout / "lib")}
    done = subprocess.run(command, env=os.environ | places, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert points_of(checkout / "results [r]")["anna"]["state"] == kit.class_tables.TO_BE_MARKED
    assert shlex.split(done.stdout.splitlines()[-1])[-1] == str(checkout / "results [r]")
    assert not list(own.iterdir())


def test_the_packages_may_lie_in_a_folder_with_an_odd_name(kit, tmp_path, monkeypatch):
    """nbgrader reads of its own folder which version a new database has."""
    from nbgrader import dbutil

    settings = tmp_path / "alembic.ini"
    dbutil.write_alembic_ini(str(settings))
    words = [sys.executable, "-m", "alembic.config", "-c", str(settings), "heads"]
    expected = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()[0]
    odd = tmp_path / "课程 [A] 50% #1?"
    shutil.copytree(dbutil.ALEMBIC_DIR, odd)
    monkeypatch.setattr(dbutil, "ALEMBIC_DIR", str(odd))
    kit.build.release([SET], tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "gradebook.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (expected,)
        ]


def test_nothing_odd_is_left_in_a_path_that_nbgrader_gets(kit, tmp_path, monkeypatch):
    odd = tmp_path / "[a] %s #?*"
    odd.mkdir()
    monkeypatch.setattr(kit.build.tempfile, "tempdir", str(odd))
    with kit.build.plain_path(odd) as place:
        assert place.samefile(odd)
        assert not set(str(place)) & set("[]*?%#")
    assert not list(odd.iterdir())


# --- a large class


@pytest.mark.parametrize("size", [40, pytest.param(300, marks=pytest.mark.release)])
def test_a_large_class_keeps_a_few_in_memory_and_shows_progress(
    kit, unrun, handed_in, folder, monkeypatch, capsys, size
):
    text = json.dumps(handed_in(SET))
    for number in range(size):
        (folder / f"student{number:03}_{SET}.ipynb").write_text(text, encoding="utf-8")
    alive, most = set(), []
    grade = kit.class_run.grade_hand_in
    enter = kit.class_run.enter_points

    def counted(hand_in, *rest):
        alive.add(hand_in.student)
        most.append(len(alive))
        return grade(hand_in, *rest)

    def entered(book, student, *rest):
        alive.discard(student)
        return enter(book, student, *rest)

    monkeypatch.setattr(kit.class_run, "grade_hand_in", counted)
    monkeypatch.setattr(kit.class_run, "enter_points", entered)
    course = folder.with_name("results")
    rows = kit.class_run.grade_folder(folder, course)
    assert len(rows) == size
    assert max(most) <= 2 * kit.class_run.AT_A_TIME + 2
    said = capsys.readouterr().out
    assert all(f"[{number}/{size}] " in said for number in range(1, size + 1))
