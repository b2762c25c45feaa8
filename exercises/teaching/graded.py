"""One hand-in from its file to its graded notebook, in which nothing is left that could run where
it is read.
"""

import binascii
import copy
import hashlib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import build
import nbformat
from cell_runs import Cell, CellRun, PassingTrouble, Trouble
from first_release import asking_both, checks_given_out
from hand_ins import HandIn, file_bytes, parsed_notebook
from mending import given_out, hidden_sources, mended, wanted_cells
from naming import printable
from nbgrader.utils import determine_grade, is_grade
from pictures import picture_of
from results import Result, graded_path, submitted_path, write_whole
from running import Limits, run_cells
from walls import Wall

SLOW = 8  # seconds
LONGEST_TEXT = 20_000  # characters of one output
PICTURES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff"}


@dataclass
class Graded:
    """A graded hand-in, or the trouble that it had."""

    result: Result
    notebook: nbformat.NotebookNode | None = None
    same: frozenset[str] = frozenset()  # the written answers that are those of the last time
    is_passing: bool = False  # a trouble that the next run may not have


def grade_id(cell) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_check(cell) -> bool:
    return "-check" in grade_id(cell) or grade_id(cell).endswith("-hidden")


def grade_hand_in(hand_in: HandIn, course: Path, wall: Wall | None, limits: Limits) -> Graded:
    """Run a hand-in and its checks; whatever it holds, this comes back."""
    notes = list(hand_in.notes)
    result = Result(
        hand_in.student,
        hand_in.exercise,
        hand_in.owner,
        hand_in.place,
        hand_in.digest,
        notes,
    )
    try:
        if hand_in.trouble:
            raise Trouble(hand_in.trouble)
        content = file_bytes(hand_in.path)
        result.digest = hashlib.sha256(content).hexdigest()
        handed_in = parsed_notebook(content)
        found = mended(handed_in, given_out(hand_in.exercise))
        notes += found.notes
        then = checks_given_out(handed_in, hand_in.exercise)
        run_notebook(found.notebook, hand_in.exercise, wall, limits, notes, then)
        return kept(found.notebook, result, course)
    except Trouble as trouble:
        result.trouble = str(trouble)
        return Graded(result, is_passing=isinstance(trouble, PassingTrouble))
    except OSError as error:
        result.trouble = (
            f"This computer could not do it now ({printable(str(error))}); run it again."
        )
        return Graded(result, is_passing=True)
    except Exception as error:  # the others are graded
        reason = printable(f"{type(error).__name__}: {error}")[:200]
        result.trouble = f"It could not be graded ({reason})."
        return Graded(result)


def kept(notebook, result: Result, course: Path) -> Graded:
    """Write a graded notebook where nbgrader looks for it, whole or not at all."""
    path = graded_path(course, result.student, result.exercise)
    before, now = written_answers(path), written_in(notebook)
    text = nbformat.writes(notebook) + "\n"
    write_whole(submitted_path(course, result.student, result.exercise), text)
    write_whole(path, text)
    result.graded = hashlib.sha256(text.encode()).hexdigest()
    same = frozenset(id for id, answer in now.items() if before.get(id) == answer)
    return Graded(result, notebook, same)


def written_in(notebook) -> dict[str, str]:
    return {
        grade_id(cell): cell.source for cell in notebook.cells if grade_id(cell).endswith("-essay")
    }


def written_answers(path: Path) -> dict[str, str]:
    """The written answers of a notebook that was kept, none if there is none."""
    try:
        return written_in(nbformat.read(path, as_version=4))
    except Exception:  # damaged or not there
        return {}


def run_notebook(
    notebook,
    exercise: str,
    wall: Wall | None,
    limits: Limits,
    notes: list[str],
    then: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Run a mended notebook and put into its cells what they put out; `then` has the checks with
    which it was given out, where these were others.
    """
    hidden = hidden_sources(exercise)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in code:
        cell.source = hidden.get(grade_id(cell), cell.source)
        if grade_id(cell) in then:
            cell.source = asking_both(cell.source, then[grade_id(cell)])
    cells = [Cell(grade_id(cell), cell.source, grade_id(cell) in hidden) for cell in code]
    ran = run_cells(wall, cells, limits)
    for place, cell in enumerate(code):
        cell.execution_count = place + 1
        cell.outputs = outputs_to_keep(cell, ran[place])
        notes += cell_notes(cell, place + 1, ran[place], limits)
    notes += untouched_notes(notebook, exercise)


def outputs_to_keep(cell, run: CellRun) -> list:
    """The outputs that cannot run anything in a page; of a check, its line only."""
    if build.CLICKABLE in cell.metadata.get("tags", ()):
        return []
    kept = []
    for output in run.outputs:
        kind = output.get("output_type")
        if kind == "stream":
            is_line = output.get("name") == "stdout"
            if is_line or not is_check(cell):
                kept.append(stream(output))
        elif kind == "error":
            kept.append(error(output))
        elif kind in ("display_data", "execute_result") and not is_check(cell):
            kept.append(display(output))
    return [nbformat.from_dict(output) for output in kept]


def short(text) -> str:
    """Text of an output: no escape codes, and not too long. Its lines stay."""
    lines = "".join(text) if isinstance(text, list) else str(text)
    return "\n".join(map(printable, lines[:LONGEST_TEXT].split("\n")))


def stream(output: dict) -> dict:
    name = "stderr" if output.get("name") == "stderr" else "stdout"
    return {"output_type": "stream", "name": name, "text": short(output.get("text", ""))}


def error(output: dict) -> dict:
    name, value = short(output.get("ename")), short(output.get("evalue"))
    lines = output.get("traceback")
    lines = [short(line) for line in lines[:100]] if isinstance(lines, list) else []
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}


def display(output: dict) -> dict:
    data = output.get("data")
    data = data if isinstance(data, dict) else {}
    data = data | {"image/png": picture_of(data)}
    kept = {kind: data[kind] for kind in PICTURES if is_picture(kind, data.get(kind))}
    if "text/plain" in data:
        kept["text/plain"] = short(data["text/plain"])
    return {"output_type": "display_data", "metadata": {}, "data": kept}


def is_picture(kind: str, content) -> bool:
    """Whether it is what it says: base64 that begins like such a picture."""
    try:
        begin = b64decode(content.replace("\n", ""), validate=True)[:8]
    except (AttributeError, TypeError, binascii.Error, ValueError):
        return False
    return begin.startswith(PICTURES[kind])


def cell_notes(cell, number: int, run: CellRun, limits: Limits) -> list[str]:
    """What a teacher should know of a cell: that it stopped, was slow, or is a check that said
    nothing.
    """
    name = grade_id(cell) or f"number {number}"
    problem = run.error()
    if problem and problem.get("ename") == "CellTimeoutError":
        late = f"it did not end in time ({limits.cell_seconds:g} seconds)"
        return [f"the cell {name} was stopped: {late}; it is slow or has no end"]
    if problem and problem.get("ename") != "NotYet":
        text = printable(str(problem.get("evalue")))[:100]
        return [f"the cell {name} stopped with {printable(str(problem.get('ename')))[:40]}: {text}"]
    if run.seconds > SLOW and grade_id(cell) != "setup":
        return [f"the cell {name} is slow: it took {run.seconds:.0f} seconds"]
    if is_check(cell) and not problem and not run.printed().strip():
        return [f"the check {name} stopped nowhere and said nothing: look at the answer"]
    return []


def untouched_notes(notebook, exercise: str) -> list[str]:
    """The answers that are as they were given out, though their check was passed."""
    given = wanted_cells(given_out(exercise))
    own = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    notes = []
    for id, cell in own.items():
        check = own.get(f"{id}-check")
        if check is None or not is_grade(check) or cell.source.strip() != given[id].source.strip():
            continue
        points, _ = determine_grade(check)
        if points:
            notes.append(
                f"the answer {id} is as it was given out, and its check was passed: look at it"
            )
    return notes


class OwnSolutionFails(Exception):
    """Our own solution does not get full points, so that nothing can be graded."""


def solved_notebook(exercise: str):
    """The student's notebook with the answers of our solution."""
    source = nbformat.read(build.SOURCES / exercise / f"{exercise}.ipynb", as_version=4)
    answers = {cell.id: build.MARKS.sub("", cell.source) for cell in source.cells}
    notebook = copy.deepcopy(given_out(exercise))
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = answers[cell.id]
    return notebook


def try_own_solution(exercise: str, wall: Wall | None, limits: Limits) -> None:
    """Grade our own solution behind the same wall; raises `OwnSolutionFails` unless it gets full
    points.
    """
    notebook, notes = solved_notebook(exercise), []
    try:
        run_notebook(notebook, exercise, wall, limits, notes)
    except Trouble as trouble:
        raise OwnSolutionFails(f"{exercise}: {trouble}") from trouble
    for cell in notebook.cells:
        if not is_grade(cell) or cell.cell_type != "code":
            continue
        points, most = determine_grade(cell)
        if points != most:
            line = " ".join(output.get("evalue", "") for output in cell.outputs)
            raise OwnSolutionFails(
                f"{exercise}: {grade_id(cell)} gives {points:g} of {most:g} points. "
                f"{line} {' '.join(notes)}"
            )
