"""A page of feedback for each hand-in: its tasks, what the checks said, points and comments. It
runs nothing and asks no network.
"""

import hashlib
import html
import re
from base64 import b64encode
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import build
import nbformat
from gradebook import Mark
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from mending import given_out
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from results import Result, graded_path, write_whole

PAGES = build.HERE / "pages"
LABELS = {"hidden": "Your teacher's check", "essay": "Written answer"}
HEADING = re.compile(r"^#+ +(.+?)(?: \(\d+ points?\))?$", re.M)
TASK = re.compile(r"q(\d+)")
LAST_TAG = "</html>\n"


@dataclass
class ShownCell:
    """A cell of a hand-in as a page shows it."""

    kind: str  # code, check, text
    source: str
    label: str = ""
    lines: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    mark: Mark | None = None


@dataclass
class ShownTask:
    """A task with its cells, in the order of the notebook."""

    title: str
    text: Markup
    cells: list[ShownCell] = field(default_factory=list)

    @property
    def marks(self) -> list[Mark]:
        return [cell.mark for cell in self.cells if cell.mark]

    @property
    def points(self) -> float:
        return sum(mark.points for mark in self.marks)

    @property
    def most(self) -> float:
        return sum(mark.most for mark in self.marks)

    @property
    def waits(self) -> bool:
        return any(mark.waits for mark in self.marks)

    @property
    def comments(self) -> list[str]:
        return [cell.mark.comment for cell in self.cells if cell.mark and cell.mark.comment]


@cache
def page_template(name: str):
    environment = Environment(loader=FileSystemLoader(PAGES), autoescape=True)
    return environment.get_template(name)


@cache
def page_style(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def style_hash(style: str) -> str:
    """What a Content-Security-Policy calls a style by."""
    return "sha256-" + b64encode(hashlib.sha256(style.encode()).digest()).decode()


def trusted_text(cell) -> Markup:
    """The text of a cell of ours as HTML, with its pictures in it."""
    renderer = IPythonRenderer(escape=False, attachments=cell.get("attachments", {}))
    return Markup(MarkdownWithMath(renderer=renderer).render(cell.source))


@cache
def exercise_title(exercise: str) -> str:
    return HEADING.search(given_out(exercise).cells[0].source)[1]


@cache
def given_tasks(exercise: str) -> dict[int, tuple[str, Markup]]:
    """Title and text of each task, as given out."""
    tasks = {}
    for cell in given_out(exercise).cells:
        found = re.fullmatch(r"q(\d+)-text", cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if found:
            title = HEADING.search(cell.source)[1]
            body = cell.copy()
            body.source = HEADING.sub("", cell.source, count=1)
            tasks[int(found[1])] = (title, trusted_text(body))
    return tasks


def shown_tasks(notebook, exercise: str, marks: list[Mark]) -> list[ShownTask]:
    """The tasks of a graded notebook, with what the student wrote and what came of it."""
    given = given_tasks(exercise)
    by_id = {mark.id: mark for mark in marks}
    tasks = {number: ShownTask(title, text) for number, (title, text) in given.items()}
    number = min(tasks)
    for cell in notebook.cells:
        id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        found = TASK.match(id)
        number = int(found[1]) if found else number
        if not id.endswith(("-text", "-quiz")) and id not in ("intro", "setup"):
            tasks[number].cells.append(shown_cell(cell, id, by_id.get(id)))
    return list(tasks.values())


def shown_cell(cell, id: str, mark: Mark | None) -> ShownCell:
    if cell.cell_type != "code":
        text = html.unescape(cell.source)  # `mending` made it plain; the page does it again
        return ShownCell("text", text, LABELS["essay"] if mark else "", mark=mark)
    lines, pictures = shown_outputs(cell.outputs)
    if "-check" in id or id.endswith("-hidden"):
        label = LABELS.get(id.split("-")[-1], "Check")
        return ShownCell("check", "", label, lines, pictures, mark)
    return ShownCell("code", cell.source, "", lines, pictures, mark)


def shown_outputs(outputs) -> tuple[list[str], list[str]]:
    """The lines and the pictures that a cell put out."""
    lines, pictures = [], []
    for output in outputs:
        data = output.get("data", {})
        kind = next((kind for kind in ("image/png", "image/jpeg") if kind in data), "")
        if kind:
            pictures.append(f"data:{kind};base64,{data[kind].strip()}")
        elif output.output_type == "error":
            lines.append(error_line(output))
        else:
            lines.append(output.get("text") or data.get("text/plain", ""))
    return [line for line in lines if line.strip()], pictures


def error_line(output) -> str:
    if output.ename == "NotYet":
        return f"Not yet. {output.evalue}"
    return f"{output.ename}: {output.evalue}"


def feedback_page(notebook, result: Result, marks: list[Mark], made_from: str) -> str:
    tasks = shown_tasks(notebook, result.exercise, marks)
    style = page_style("feedback.css")
    return page_template("feedback.html").render(
        title=exercise_title(result.exercise),
        student=result.student,
        tasks=tasks,
        points=sum(task.points for task in tasks),
        most=sum(task.most for task in tasks),
        waits=any(task.waits for task in tasks),
        style=Markup(style),
        style_hash=style_hash(style),
        made_from=made_from,
    )


def write_feedback(course: Path, result: Result, marks: list[Mark]) -> bool:
    """Write the page of a hand-in, unless the one that is there was made from the same; says
    whether it did.
    """
    path = course / "feedback" / result.student / result.exercise / f"{result.exercise}.html"
    parts = (result.graded, marks, page_style("feedback.html"), page_style("feedback.css"))
    made_from = hashlib.sha256(repr(parts).encode()).hexdigest()
    if is_page_of(path, made_from):
        return False
    notebook = nbformat.read(graded_path(course, result.student, result.exercise), as_version=4)
    write_whole(path, feedback_page(notebook, result, marks, made_from) + LAST_TAG)
    return True


def is_page_of(path: Path, made_from: str) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return made_from in text[:2000] and text.endswith(LAST_TAG)
