"""What a student wrote, put into the notebook as it was given out; nothing else of a hand-in is
kept.
"""

import copy
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

import build
import nbformat
from cell_runs import Trouble
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

MOST_CELLS = 1000
ENOUGH_TEXTS = 3  # of an exercise that must stand in a notebook without its name
CODE_IN_MARKDOWN = str.maketrans({"&": "&amp;", "<": "&lt;", "[": "&#91;"})


@cache
def given_out(exercise: str):
    """The notebook of an exercise as students get it."""
    return nbformat.read(build.STUDENTS / f"{exercise}.ipynb", as_version=4)


@cache
def hidden_sources(exercise: str) -> dict[str, str]:
    """The hidden checks of an exercise, by the id of their cell."""
    source = nbformat.read(build.SOURCES / exercise / f"{exercise}.ipynb", as_version=4)
    return {cell.id: cell.source for cell in source.cells if cell.id.endswith("-hidden")}


def wanted_cells(given) -> dict:
    """The cells that a hand-in must have, by id."""
    return {
        cell.metadata.nbgrader.grade_id: cell for cell in given.cells if "nbgrader" in cell.metadata
    }


def likely_exercise(notebook, named: str = "") -> str:
    """The exercise whose texts and checks stand in a notebook; the one of this name if
    several do.
    """
    texts = {bare_text(cell.source) for cell in notebook.cells}
    common = Counter()
    for exercise in build.exercises():
        locked = locked_texts(exercise)
        common[exercise] = len(texts & locked)
    most = max(common.values())
    best = [exercise for exercise in common if common[exercise] == most >= ENOUGH_TEXTS]
    if not best:
        return named if marked_cells(notebook) else ""
    return named if named in best else best[0]


def marked_cells(notebook) -> int:
    """How many cells have an id such as the exercises have."""
    ids = (cell_mark(cell) for cell in notebook.cells)
    return sum(bool(re.fullmatch(r"q\d+(-\w+)?", mark)) for mark in ids)


@cache
def locked_texts(exercise: str) -> frozenset[str]:
    cells = wanted_cells(given_out(exercise)).values()
    own = (bare_text(cell.source) for cell in cells if not cell.metadata.nbgrader.solution)
    return frozenset(text for text in own if len(text) > 60)


def bare_text(source: str) -> str:
    return "".join(source.split())


def cell_mark(cell) -> str:
    """The id of a cell, from wherever a program that saved the notebook has left it."""
    own = cell.metadata.get("nbgrader")
    places = (own if isinstance(own, dict) else {}).get("grade_id"), cell.get("id")
    found = [place for place in (*places, cell.metadata.get("id")) if isinstance(place, str)]
    return next((mark for mark in found if re.fullmatch(r"q\d+(-\w+)?", mark)), "".join(found[:1]))


def recognised(notebook, wanted: dict) -> list[str]:
    """The id of each cell of a hand-in, or nothing where the student has added one."""
    by_text = {bare_text(cell.source): id for id, cell in wanted.items()}
    marks = []
    for cell in notebook.cells:
        mark = cell_mark(cell)
        marks.append(mark if mark in wanted else by_text.get(bare_text(cell.source), ""))
    missing = {id for id in wanted if wanted[id].metadata.nbgrader.solution} - set(marks)
    for id in missing:
        place = neighbour_place(notebook, marks, id)
        if place is not None:
            marks[place] = id
    return marks


def neighbour_place(notebook, marks: list[str], id: str) -> int | None:
    """Where an answer without an id must stand: right before its check, or, a written one, right
    behind.
    """
    task = id.split("-")[0]
    check = f"{task}-check"
    if check not in marks:
        return None
    written = id.endswith("-essay")
    place = marks.index(check) + (1 if written else -1)
    if not 0 <= place < len(marks) or marks[place]:
        return None
    kind = "markdown" if written else "code"
    return place if notebook.cells[place].cell_type == kind else None


@dataclass
class Mended:
    """A hand-in put into the notebook as given out, and notes on what was mended."""

    notebook: nbformat.NotebookNode
    notes: list[str] = field(default_factory=list)


def mended(notebook, given) -> Mended:
    """Put what a student wrote into the notebook as given out.

    Written text becomes plain: HTML and links could run code in the pages where teachers read. What
    counts is the kind that the cell was given out with, not the kind that the student has made of
    it.
    """
    if len(notebook.cells) > MOST_CELLS:
        raise Trouble(f"The notebook has more than {MOST_CELLS} cells.")
    wanted = wanted_cells(given)
    marks = recognised(notebook, wanted)
    answers = {id for id in wanted if wanted[id].metadata.nbgrader.solution}
    if not answers & set(marks):
        raise Trouble("No answer of the exercise can be found in it; ask for the notebook again.")
    found = Mended(new_notebook(metadata=copy.deepcopy(given.metadata)))
    seen: set[str] = set()
    for cell, mark in reversed(list(zip(notebook.cells, marks, strict=True))):
        again = bool(mark) and mark in seen
        found.notebook.cells.append(
            own_cell(cell) if again or not mark else filled_cell(cell, wanted[mark])
        )
        note_oddities(found, cell, mark, wanted, again)
        seen.add(mark)
    found.notebook.cells.reverse()
    put_back(found, wanted, seen)
    if not any("nbgrader" in cell.metadata for cell in notebook.cells):
        found.notes.append(
            "the notebook has lost the marks of its cells; they were found by id and text"
        )
    return found


def plain_markdown(source: str) -> str:
    return source.translate(CODE_IN_MARKDOWN)


def own_cell(cell):
    """A cell that the student has added."""
    if cell.cell_type == "code":
        return new_code_cell(cell.source)
    return new_markdown_cell(plain_markdown(cell.source))


def filled_cell(cell, wanted):
    """The cell as given out, with the student's answer if it is one for answers."""
    filled = copy.deepcopy(wanted)
    if wanted.metadata.nbgrader.solution:
        is_code = wanted.cell_type == "code"
        filled.source = cell.source if is_code else plain_markdown(cell.source)
    return filled


def note_oddities(found: Mended, cell, mark: str, wanted: dict, again: bool) -> None:
    if again:
        found.notes.append(f"the cell {mark} stands more than once; the last one was graded")
    answer = not mark or wanted[mark].metadata.nbgrader.solution
    if mark and answer and cell.cell_type != wanted[mark].cell_type:
        found.notes.append(f"the cell {mark} was turned into another kind of cell")
    if cell.get("attachments") and answer:
        named = mark or "of the student"
        found.notes.append(f"a picture in the cell {named} was left out; look at the hand-in")


def put_back(found: Mended, wanted: dict, seen: set[str]) -> None:
    """Put the cells that a student has deleted back into their places."""
    place = 0
    for id, cell in wanted.items():
        if id in seen:
            place = 1 + place_of(found.notebook, id)
            continue
        found.notebook.cells.insert(place, copy.deepcopy(cell))
        found.notes.append(f"the cell {id} was deleted; it was put back as given out")
        place += 1


def place_of(notebook, id: str) -> int:
    """Where the cell with this id stands in a mended notebook."""
    for place, cell in enumerate(notebook.cells):
        if cell.metadata.get("nbgrader", {}).get("grade_id") == id:
            return place
    raise KeyError(id)
