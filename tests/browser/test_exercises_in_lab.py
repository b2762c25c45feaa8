"""The student notebooks in a real JupyterLab, by mouse and by keyboard.

What is tried are the checks, the hints and the clickable questions.
"""

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
SETS = sorted(path.stem for path in EXERCISES.glob("*.ipynb"))
CELLS = "[...window.jupyterapp.shell.currentWidget.content.model.cells]"
OUTPUT = (
    f"id => {CELLS}.find(cell => cell.id === id).outputs.toJSON()"
    ".map(o => o.traceback ? o.traceback.join('') : o.text || '').join('')"
)
PLACE = f"id => {CELLS}.findIndex(cell => cell.id === id)"


def source(name):
    cells = json.loads(
        (EXERCISES / "teaching" / "source" / name / f"{name}.ipynb").read_text(encoding="utf-8")
    )["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells}


def cell(notebook, id):
    """A cell on the page."""
    return notebook.page.locator(".jp-Notebook .jp-Cell").nth(notebook.page.evaluate(PLACE, id))


def output(notebook, id):
    """What a cell shows in words."""
    return notebook.page.evaluate(OUTPUT, id)


def write(notebook, id, answer):
    """Put an answer into its cell, by keyboard."""
    editor = cell(notebook, id).locator(".cm-content")
    editor.click()
    notebook.page.keyboard.press("Control+a")
    notebook.page.keyboard.insert_text(answer)


def walk_to(notebook, place):
    """Begin at the title and press Tab until something in this place has the focus."""
    notebook.page.locator(".jp-Notebook h1").first.click()
    for _ in range(100):
        notebook.page.keyboard.press("Tab")
        if place.evaluate("place => place.contains(document.activeElement)"):
            return
    pytest.fail("The Tab key does not lead there.")


def faults(notebook):
    return [error for error in notebook.errors() if not error.startswith("NotYet: ")]


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", SETS)
def test_checks_hints_and_questions_work_by_mouse_and_by_keyboard(lab, name):
    answers = source(name)
    tasks = [id for id in answers if re.fullmatch(r"q\d+", id)]
    quizzes = [id.removesuffix("-quiz") for id in answers if id.endswith("-quiz")]
    with lab.open_notebook(f"exercises/{name}.ipynb") as notebook:
        page = notebook.page
        notebook.run_all()
        for task in tasks:
            assert output(notebook, f"{task}-check").startswith("Not yet. "), task
        notebook.keep(f"exercise_{name}")

        # a hint opens with the mouse, closes and opens with the keyboard
        hint = cell(notebook, f"{tasks[0]}-text").locator("details").first
        hint.locator("summary").click()
        assert hint.evaluate("hint => hint.open")
        assert hint.locator("p").first.is_visible()
        for is_open in (False, True):
            walk_to(notebook, hint.locator("summary"))
            page.keyboard.press("Space")
            assert hint.evaluate("hint => hint.open") == is_open

        # a question answers to the mouse and to the keyboard, each answer with a line of its own
        for task in quizzes:
            quiz = cell(notebook, f"{task}-quiz")
            choices, feedback = quiz.locator(".MCButton"), quiz.locator(".Feedback")
            clicked, lines = [], []
            for n in range(choices.count()):
                choices.nth(n).click()
                clicked.append(feedback.inner_text())
            walk_to(notebook, quiz.locator(".Answer"))
            for _ in range(choices.count()):
                page.keyboard.press("ArrowDown")
                lines.append(feedback.inner_text())
            assert sorted(lines) == sorted(clicked)
            assert len(set(clicked)) == len(clicked) >= 3
            assert sum(line.startswith("Right. ") for line in clicked) == 1
            assert all(re.match(r"(Right|Not yet)\. ", line) for line in clicked)
            notebook.keep(f"exercise_{name}_{task}", quiz)

        # one answer is written, run and checked with the keyboard, another one with the mouse
        first, second = tasks[:2]
        write(notebook, first, answers[first])
        notebook.change(lambda: page.keyboard.press("Shift+Enter"))
        notebook.change(lambda: page.keyboard.press("Shift+Enter"))
        write(notebook, second, answers[second])
        run = page.get_by_role("button", name=re.compile("^Run this cell"))
        notebook.change(run.click)  # this chooses the next cell
        notebook.change(run.click)
        for task in (first, second):
            assert output(notebook, f"{task}-check").startswith("Right"), output(
                notebook, f"{task}-check"
            )
        assert faults(notebook) == []
