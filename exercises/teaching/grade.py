"""Grade a folder of hand-ins into one table, with a page of feedback for each: python3 start.py grade HAND-INS

Takes every notebook in the folder and the folders in it. Beside it, in HAND-INS-graded, it writes:

    points.csv             one row for each hand-in: points by task, total, and a note where something is unusual
    feedback/NAME/...html  a page for each student
    gradebook.db and more  what nbgrader keeps; `python3 start.py mark HAND-INS-graded` opens it, to mark written answers

Run it again after marking, or when hand-ins were added: what did not change is not graded again, the table is new.

The code of a hand-in runs in a sandbox: no network, nothing to read but Python and the course, nothing to write but its own
folder, a time limit for each cell and for the whole. The sandbox needs Linux and the program bubblewrap.
"""

import argparse
import copy
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import build
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

SECONDS = 90  # for one hand-in; `nbgrader_config.py` has the limit for one cell
HARMLESS = ("text/plain", "image/png", "image/jpeg")  # kinds of output
NO_SANDBOX = (
    "The code of hand-ins can be kept apart from your files only on Linux with the program bubblewrap "
    "(`sudo apt install bubblewrap`; it needs user namespaces). Grade on such a computer; or read the hand-ins first, and "
    "add --no-sandbox to run them with all the rights that you have."
)
WARNING = "WARNING: no sandbox. The hand-ins run with all your rights: they can read, change and send your files."


class Trouble(Exception):
    """Why a hand-in cannot be graded, in one sentence."""


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(
        prog="start.py grade",
        description=__doc__.split("\n")[0],
        epilog="See exercises/teaching/README.md.",
    )
    parser.add_argument("hand_ins", type=Path, help="folder with the notebooks of the class")
    parser.add_argument(
        "--into", type=Path, help="folder for the results (default: the same name and -graded)"
    )
    parser.add_argument(
        "--again", action="store_true", help="grade everything again, changed or not"
    )
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run hand-ins with all your rights; read the warning first",
    )
    options = parser.parse_args(arguments)
    hand_ins = options.hand_ins.resolve()
    if not hand_ins.is_dir():
        parser.error(
            f"{hand_ins} is not a folder; give the folder that holds the notebooks of the class."
        )
    course = (options.into or hand_ins.with_name(f"{hand_ins.name}-graded")).resolve()
    if (hand_ins / "gradebook.db").exists() or hand_ins in (course, *course.parents):
        parser.error(
            "The folder of hand-ins and the folder of results must be two, neither inside the other."
        )
    if course.exists() and any(course.iterdir()) and not (course / "gradebook.db").exists():
        parser.error(f"{course} holds something else; name an empty or a new folder with --into.")
    found = collect(hand_ins)
    if not found:
        parser.error(f"There is no notebook (.ipynb) in {hand_ins}.")
    if options.no_sandbox:
        print(WARNING, flush=True)
    elif not sandbox_works():
        parser.error(NO_SANDBOX)
    rows = grade(found, course, sandboxed=not options.no_sandbox, again=options.again)
    report(rows, course)
    return 0


# --- what was handed in


def collect(folder: Path) -> list[dict]:
    """Every hand-in of a folder: its file, student, exercise and note; `trouble` says why one cannot be graded."""
    found, names, exercises = [], set(), build.exercises()
    for path in sorted(folder.rglob("*.ipynb")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts):
            continue
        named = next((name for name in exercises if name in path.stem), "")
        hand_in = {"path": path, "exercise": named, "notes": [], "trouble": ""}
        try:
            notebook = nbformat.read(path, as_version=4)
            hand_in["exercise"] = notebook.metadata.get("briefingroom", {}).get("exercise", "")
            if hand_in["exercise"] not in exercises:
                hand_in |= {"exercise": "", "trouble": "This is no notebook of the exercises."}
        except Exception:
            hand_in["trouble"] = "The file is no notebook that can be read; ask for it again."
        student = path.stem
        if hand_in["exercise"] and hand_in["exercise"] in path.stem:
            student = path.stem.replace(hand_in["exercise"], "").strip(" _-.")
        elif not hand_in["trouble"]:
            hand_in["notes"].append(f"the file was renamed to {path.name}")
        if len(inside.parts) > 1:
            student = inside.parts[0]
        if not student:
            hand_in["notes"].append("neither the file nor its folder says whose it is")
        student = re.sub(r"[^\w.@-]+", "-", student).strip("-.@_") or "unnamed"
        if (student, hand_in["exercise"]) in names:
            hand_in["notes"].append("handed in more than once; each is graded")
        while (student, hand_in["exercise"]) in names:
            student += "-again"
        names.add((student, hand_in["exercise"]))
        found.append(hand_in | {"student": student})
    return found


def mended(notebook, given):
    """What a student wrote, put into the notebook as it was given out, and notes on what was mended.

    Nothing else of a hand-in is kept, and written text becomes plain: HTML and links could run code in the pages where
    teachers read.
    """
    wanted = {
        cell.metadata.nbgrader.grade_id: cell for cell in given.cells if "nbgrader" in cell.metadata
    }
    cells, seen, notes = [], set(), []
    for cell in reversed(notebook.cells):
        id = cell.metadata.get("nbgrader", {}).get("grade_id")
        source = cell.source
        if cell.cell_type != "code":
            source = source.replace("&", "&amp;").replace("<", "&lt;").replace("[", "&#91;")
        if id in wanted and id not in seen:
            seen.add(id)
            cells.append(copy.deepcopy(wanted[id]))
            if wanted[id].metadata.nbgrader.solution:
                cells[-1].source = source
        else:
            cells.append(
                new_code_cell(source) if cell.cell_type == "code" else new_markdown_cell(source)
            )
            if id in wanted:
                notes.append(f"the cell {id} stands more than once; the last one was graded")
        if cell.get("attachments") and not (id in wanted and wanted[id].metadata.nbgrader.locked):
            notes.append(
                f"a picture in the cell {id or 'of the student'} was left out; look at the hand-in"
            )
    cells.reverse()
    place = 0
    for id in wanted:
        if id in seen:
            place = 1 + next(
                n
                for n, cell in enumerate(cells)
                if cell.metadata.get("nbgrader", {}).get("grade_id") == id
            )
        else:
            cells.insert(place, copy.deepcopy(wanted[id]))
            notes.append(f"the cell {id} was deleted; it was put back as given out")
            place += 1
    return new_notebook(cells=cells, metadata=given.metadata), notes


# --- grading


def grade(found, course: Path, sandboxed=True, again=False) -> list[dict]:
    """Grade hand-ins, several at a time, saying how far it is, and give the rows of the table."""
    course.mkdir(parents=True, exist_ok=True)
    (course / "nbgrader_config.py").write_text(
        "# Written by grade.py.\nc = get_config()\n"
        f"load_subconfig('nbgrader_config.py', path={str(build.HERE)!r})\n"
        f"c.CourseDirectory.root = {str(course)!r}\nc.CourseDirectory.source_directory = {str(build.SOURCES)!r}\n",
        encoding="utf-8",
    )
    memory = course / "graded.json"
    known = json.loads(memory.read_text(encoding="utf-8")) if memory.exists() else {}
    exercises = sorted({hand_in["exercise"] for hand_in in found if not hand_in["trouble"]})
    build.release(exercises, course)

    def result(hand_in):
        hand_in["digest"] = hashlib.sha256(hand_in["path"].read_bytes()).hexdigest()
        before = known.get(f"{hand_in['student']}/{hand_in['exercise']}", {})
        return (
            before
            if before.get("digest") == hand_in["digest"] and not again
            else grade_one(hand_in, course, sandboxed)
        )

    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        for number, (hand_in, found_out) in enumerate(zip(found, pool.map(result, found)), start=1):
            hand_in |= found_out
            print(
                f"[{number}/{len(found)}] {hand_in['student']}: {hand_in['trouble'] or 'graded'}",
                flush=True,
            )
            known[f"{hand_in['student']}/{hand_in['exercise']}"] = {
                name: hand_in[name] for name in ("digest", "notes", "trouble")
            }
            memory.write_text(json.dumps(known, indent=1, ensure_ascii=False), encoding="utf-8")
    for exercise in exercises:
        # The page has the line that a check says, and not its code.
        nbgrader(
            course,
            "generate_feedback",
            exercise,
            "--force",
            "--TagRemovePreprocessor.remove_input_tags=check",
        )
        for page in course.glob(f"feedback/*/{exercise}/*.html"):
            text = re.sub(
                r"<script\b.*?</script>", "", page.read_text(encoding="utf-8"), flags=re.S
            )  # they call for the network
            page.chmod(0o644)
            page.write_text(
                text.replace("</head>", "<style>pre {white-space: pre-wrap}</style></head>"),
                encoding="utf-8",
            )
    return [row(hand_in, course) for hand_in in found]


def grade_one(hand_in, course: Path, sandboxed: bool) -> dict:
    """Put a hand-in into its place and grade it: its notes, and the trouble if there was one."""
    notes = list(hand_in["notes"])
    try:
        if hand_in["trouble"]:
            raise Trouble(hand_in["trouble"])
        exercise, student = hand_in["exercise"], hand_in["student"]
        given = nbformat.read(build.STUDENTS / f"{exercise}.ipynb", as_version=4)
        notebook, more = mended(nbformat.read(hand_in["path"], as_version=4), given)
        notes += more
        place = course / "submitted" / student / exercise
        place.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, place / f"{exercise}.ipynb")
        autograde(course, student, exercise, sandboxed)
        notes += stopped(disarmed(course / "autograded" / student / exercise / f"{exercise}.ipynb"))
    except Trouble as trouble:
        return {"notes": notes, "trouble": str(trouble)}
    except Exception as error:  # whatever a hand-in holds, the others are graded
        return {
            "notes": notes,
            "trouble": f"It could not be graded ({type(error).__name__}: {error}).",
        }
    return {"notes": notes, "trouble": ""}


def autograde(course: Path, student: str, exercise: str, sandboxed: bool) -> None:
    """Run a hand-in and its checks and enter the points; raises `Trouble` if that was not possible."""
    # The name is short because the path of a socket may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="br", ignore_cleanup_errors=True) as own:
        options, environment = [], {"TMPDIR": own}
        if sandboxed:
            kernel = Path(own, "jupyter", "kernels", "python3")
            kernel.mkdir(parents=True)
            command = [sys.executable, str(build.HERE / "sandbox.py"), "{connection_file}"]
            spec = {
                "argv": command,
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "interrupt_mode": "message",
            }
            (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
            sockets = Path(own, "s")
            sockets.mkdir()
            environment = {"TMPDIR": str(sockets), "JUPYTER_PATH": str(Path(own, "jupyter"))}
            options = ["--KernelManager.transport=ipc", f"--KernelManager.ip={sockets}/kernel"]
        arguments = (exercise, "--student", student, "--force", *options)
        said = nbgrader(course, "autograde", *arguments, environment=environment, seconds=SECONDS)
    graded = course / "autograded" / student / exercise
    if said is None:
        shutil.rmtree(graded, ignore_errors=True)  # half done
    if not (graded / f"{exercise}.ipynb").exists():
        if said is None or "CellTimeoutError" in said:
            raise Trouble("Some code does not end and cannot be interrupted.")
        if "DeadKernelError" in said:
            raise Trouble("Some code ended the kernel, so that nothing after it could be run.")
        raise Trouble("nbgrader could not grade it; the reason stands in grading.log.")


def nbgrader(course: Path, *arguments, environment=None, seconds=None) -> str | None:
    """Run nbgrader in the folder of the course and keep its words in grading.log; nothing comes back if it took too long."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=os.environ | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said = process.communicate(timeout=seconds)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        process.kill()  # its kernel ends with it
        process.wait()
        said = None
    with open(course / "grading.log", "a", encoding="utf-8") as log:
        log.write(f"--- {' '.join(arguments)}\n{said or 'stopped after too long a time'}\n")
    return said


def disarmed(path: Path):
    """A graded hand-in, kept with such outputs only as cannot run anything in the pages where it is read."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if build.CLICKABLE in cell.metadata.get("tags", ()):
            cell.outputs = []
        for output in cell.get("outputs", ()):
            if "data" in output:
                output.data = {kind: data for kind, data in output.data.items() if kind in HARMLESS}
    path.chmod(0o644)
    nbformat.write(notebook, path)
    return notebook


def stopped(notebook) -> list[str]:
    """The cells of a graded hand-in that stopped with an error of their own, each with its last error."""
    notes = []
    for number, cell in enumerate(notebook.cells, start=1):
        errors = [output for output in cell.get("outputs", ()) if output.output_type == "error"]
        if errors and errors[-1].ename != "NotYet":
            name = cell.metadata.get("nbgrader", {}).get("grade_id") or f"number {number}"
            late = errors[-1].ename == "CellTimeoutError"
            reason = (
                "was stopped: it did not end in time"
                if late
                else f"stopped with {errors[-1].ename}: {errors[-1].evalue[:100]}"
            )
            notes.append(f"the cell {name} {reason}")
    return notes


# --- the table


def row(hand_in, course: Path) -> dict:
    """One row of the table of points."""
    row = {
        "student": hand_in["student"],
        "exercise": hand_in["exercise"],
        "file": hand_in["path"].name,
    }
    notes = "; ".join(hand_in["notes"])
    if hand_in["trouble"]:
        return row | {
            "state": "not graded",
            "note": " ".join(filter(None, [hand_in["trouble"], notes])),
        }
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "briefing-room") as book:
        grades = book.find_submission(hand_in["exercise"], hand_in["student"]).notebooks[0].grades
        points = {
            grade.name: (grade.score, grade.max_score, grade.needs_manual_grade) for grade in grades
        }
    waiting = any(manual for _, _, manual in points.values())
    for name, (score, _, manual) in sorted(points.items()):
        task = "task " + name[1:].split("-")[0] + (" written" if name.endswith("-essay") else "")
        row[task] = "" if manual else row.get(task, 0) + score
    checks = sum(score for name, (score, _, _) in points.items() if not name.endswith("-essay"))
    row |= {
        "checks": checks,
        "total": "" if waiting else sum(score for score, _, _ in points.values()),
    }
    row |= {
        "of": sum(most for _, most, _ in points.values()),
        "state": "to be marked" if waiting else "graded",
        "note": notes,
    }
    return row


def report(rows, course: Path) -> None:
    """Write the table and say what there is to do."""
    tasks = sorted(
        {name for row in rows for name in row if name.startswith("task ")},
        key=lambda name: (int(name.split()[1]), name),
    )
    columns = ["student", "exercise", *tasks, "checks", "total", "of", "state", "note", "file"]
    # The mark at the beginning lets Excel read names in any script.
    with open(course / "points.csv", "w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        table.writerows(sorted(rows, key=lambda row: (row["exercise"], row["student"])))
    troubled = [row for row in rows if row["note"]]
    print(
        f"\n{len(rows)} hand-ins, {sum(row['state'] != 'not graded' for row in rows)} graded: {course / 'points.csv'}"
    )
    for row in troubled:
        print(f"  {row['student']}: {row['note']}")
    if any(row["state"] == "to be marked" for row in rows):
        print(f"Written answers wait for you: python3 start.py mark {course}")


def sandbox_works() -> bool:
    """Whether a program can be shut in on this computer."""
    if not shutil.which("bwrap"):
        return False
    words = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "true"]
    return (
        subprocess.run(words, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    )


if __name__ == "__main__":
    sys.exit(main())
