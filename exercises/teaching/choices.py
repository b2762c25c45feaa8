"""The choice questions of the exercises: what is asked, the lettered answers, what is said to each,
and the key, which is the letter in our own solution.
"""

import ast
import re
from functools import cache
from typing import NamedTuple

import build
import nbformat
from feedback import HEADING

from briefingroom.practice import letter

QUIZ = "-quiz"
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.S)
HINT = re.compile(r"<details>.*?</details>", re.S)
ABOUT_THE_NOTEBOOK = re.compile(
    r"(Then r|R)un the closed cell and click until you are sure\. "
    r"(Then w|W)rite the letter: it is what you hand in\."
)


class ChoiceAnswer(NamedTuple):
    """An answer that can be chosen, and what is said to who chooses it."""

    text: str
    feedback: str


class ChoiceQuestion(NamedTuple):
    """A question with lettered answers."""

    exercise: str
    task: str  # such as q3
    title: str
    setting: str  # what the question is about, in Markdown
    question: str
    answers: dict[str, ChoiceAnswer]  # by letter
    right: str

    @property
    def name(self) -> str:
        return f"{self.exercise} {self.task}"


@cache
def choice_questions(exercise: str) -> list[ChoiceQuestion]:
    """The choice questions of an exercise, in the order of its tasks."""
    source = nbformat.read(build.SOURCES / exercise / f"{exercise}.ipynb", as_version=4)
    cells = {cell.id: cell.source for cell in source.cells}
    tasks = [id.removesuffix(QUIZ) for id in cells if id.endswith(QUIZ)]
    return [question_of(exercise, task, cells) for task in tasks]


def question_of(exercise: str, task: str, cells: dict[str, str]) -> ChoiceQuestion:
    asked, answers = asked_in(cells[f"{task}{QUIZ}"])
    text = cells[f"{task}-text"]
    right = letter_in(SOLUTION.search(cells[task])[1], answers)
    title = HEADING.search(text)[1].split(": ", 1)[1]
    return ChoiceQuestion(exercise, task, title, setting_in(text), asked, answers, right)


def asked_in(source: str) -> tuple[str, dict[str, ChoiceAnswer]]:
    """The question of a cell that makes a `Choice`, and its answers by letter."""
    (call,) = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "Choice"
    )
    answers = {
        word.arg: ChoiceAnswer(*ast.literal_eval(word.value))
        for word in call.keywords
        if isinstance(word.value, ast.Tuple)
    }
    return ast.literal_eval(call.args[0]), answers


def setting_in(text: str) -> str:
    """The text of a task without its heading, its hints and what only a notebook has."""
    bare = HINT.sub("", HEADING.sub("", text, count=1))
    return re.sub(r"\n{3,}", "\n\n", ABOUT_THE_NOTEBOOK.sub("", bare)).strip()


def letter_in(source: str, answers: dict[str, ChoiceAnswer]) -> str:
    """The letter that the code of an answer hands in, as a check reads it; what was written if
    it is none, and nothing if the code cannot be read.
    """
    written = last_text_in(source)
    return letter(written, {one: answer.text for one, answer in answers.items()})


def last_text_in(source: str) -> str:
    """The last text that code puts under a name, without running it."""
    try:
        lines = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    texts = [
        line.value.value
        for line in lines
        if isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, str)
    ]
    return texts[-1] if texts else ""
