"""Lessons and exercises on a page without a kernel: guesses and choice questions work there.

`prepared` puts them as plain HTML into the cells, with everything open: the answer below its
question, and of each choice what is said to who takes it. The script ``assets/without_kernel.js``
makes forms of them; loaded in the head of the page, it hides the answers before they are drawn.
What a cell asks for beyond that needs Python, and the cell says so.
"""

import ast
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from ..lessons.covering import uncovered
from ..lessons.distance import amount_with_unit
from ..lessons.veil import unveiled
from .linking import with_chinese
from .repository import NO_REPOSITORY, binder_address, colab_address, repository

if TYPE_CHECKING:
    from nbformat import NotebookNode

GUESS_IN_OUTPUT = re.compile(
    r'<div class="br-predict" data-kind="(?P<kind>[^"]*)" data-question="(?P<question>[^"]*)"'
    r' data-known="(?P<known>[^"]*)" data-answer="(?P<answer>[^"]*)">'
)
NAME_OF_CHOICE = "Choice"
CHECK_OR_QUIZ = ("-quiz", "-check", "-hidden")  # cells that a student runs and does not read
CLOSED_CODE = "hide-input"  # the tag by which MyST-NB closes the code of a cell
LETTER_IS_WRITTEN = re.compile(r"^answer\d+ = ")
ON_BINDER_OR_COLAB = "on Binder, or on Colab once the package is installed there."
CHART_IS_DRAWN = re.compile(r"plt\.subplots|\bchart\b")


class GuessOnPage(NamedTuple):
    """A guess that a lesson asks for, as its output has it.

    Attributes
    ----------
    kind : number, choice or points.
    question : in plain text.
    known : what is shown before there is a guess: unit, choices, points.
    answer : a number, one of the choices, or values by the name of the point.
    opening : the tag that has all this as data.
    """

    kind: str
    question: str
    known: dict[str, Any]
    answer: Any
    opening: str = ""


class ChoiceOnPage(NamedTuple):
    """A question with lettered answers; `right` is its sealed letter.

    `answers` has by letter the answer and what is said to who chooses it.
    """

    question: str
    right: str
    answers: dict[str, tuple[str, str]]


def prepared(notebook: "NotebookNode", name: str) -> "NotebookNode":
    """A notebook whose guesses and choice questions can be answered on a page; the given one stays.

    Parameters
    ----------
    notebook : a lesson as it was run, or a set of exercises.
    name : where it lies in the repository, such as ``exercises/03_reading_a_number.ipynb``.
    """
    ready = deepcopy(notebook)
    for cell in ready.cells:
        if cell.cell_type == "code":
            _prepare_code(cell, name)
    return ready


def _prepare_code(cell: Any, name: str) -> None:
    for output in cell.outputs:
        _open_what_is_covered(output)
        _open_guess(output)
    choice = choice_in(cell.source)
    exercise = cell.metadata.get("nbgrader") or {}
    if choice:
        cell.outputs = [_html_output(choice_as_html(choice))]
    elif exercise.get("solution"):
        cell.outputs = [_html_output(what_it_needs(cell.source, name))]
    if exercise.get("grade_id", "").endswith(CHECK_OR_QUIZ):
        cell.metadata["tags"] = [*cell.metadata.get("tags", []), CLOSED_CODE]


def _html_output(html: str) -> Any:
    from nbformat.v4 import new_output

    return new_output("display_data", data={"text/html": html})


# --- a guess


def _open_what_is_covered(output: Any) -> None:
    """Take away the fold of a notebook: the script hides the answer until there is a guess."""
    data = output.get("data", {})
    if "text/html" in data:
        data["text/html"] = uncovered("".join(data["text/html"]))


def _open_guess(output: Any) -> None:
    """Put the question with its answer in the place of what asks to change the cell."""
    guess = guess_in("".join(output.get("data", {}).get("text/html", "")))
    if guess:
        output.data["text/html"] = guess_as_html(guess)


def guess_in(html: str) -> GuessOnPage | None:
    """The guess that an output asks for; None where it asks for none."""
    match = GUESS_IN_OUTPUT.search(html)
    if not match:
        return None
    return GuessOnPage(
        kind=match["kind"],
        question=unescape(match["question"]),
        known=json.loads(unescape(match["known"])),
        answer=unveiled(match["answer"]),
        opening=match[0],
    )


def guess_as_html(guess: GuessOnPage) -> str:
    """A question with its answer, with the data from which a script makes a form."""
    given = "; ".join(_amounts(guess.known.get("given", {}), guess))
    lines = [
        f'<p class="br-question">{with_chinese(guess.question)}</p>',
        f'<p class="br-given">Given: {escape(given)}.</p>' if given else "",
        f'<p class="br-answer">The answer: {with_chinese(answer_in_words(guess))}.</p>',
    ]
    return f"{guess.opening}{''.join(lines)}</div>"


def answer_in_words(guess: GuessOnPage) -> str:
    """An answer with its unit.

    >>> answer_in_words(GuessOnPage("number", "How many?", {"unit": "million"}, 2.64))
    '2.64 million'
    >>> answer_in_words(GuessOnPage("choice", "Who?", {"choices": ["CCTV", "BBC"]}, "CCTV"))
    'CCTV'
    """
    if guess.kind == "points":
        asked = {name: guess.answer[name] for name in guess.known["points"]}
        return "; ".join(_amounts(asked, guess))
    if guess.kind == "number":
        return amount_with_unit(guess.answer, guess.known["unit"])
    return str(guess.answer)


def _amounts(values: dict[str, float], guess: GuessOnPage) -> Iterator[str]:
    for name, value in values.items():
        yield f"{name}: {amount_with_unit(value, guess.known['unit'])}"


# --- a choice question


def choice_in(source: str) -> ChoiceOnPage | None:
    """The question that the code of a cell asks; None where it asks none.

    >>> found = choice_in('q1 = practice.Choice("Which?", right="950d", a=("red", "Look again."))')
    >>> found.question, found.answers["a"]
    ('Which?', ('red', 'Look again.'))
    """
    if f"{NAME_OF_CHOICE}(" not in source:
        return None
    calls = [each for each in ast.walk(ast.parse(source)) if _is_choice(each)]
    return _choice_of_call(calls[0]) if calls else None


def _is_choice(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == NAME_OF_CHOICE


def _choice_of_call(call: Any) -> ChoiceOnPage:
    question = ast.literal_eval(call.args[0])
    named = {each.arg: ast.literal_eval(each.value) for each in call.keywords}
    right = named.pop("right")
    return ChoiceOnPage(question, right, named)


def choice_as_html(choice: ChoiceOnPage) -> str:
    """A question with its answers, each with what is said of it.

    The sealed letter goes with it, and the question as it was sealed.
    """
    items = "".join(
        f'<li value="{place}" data-letter="{letter}"><span class="br-choice-text">'
        f'{with_chinese(text)}</span> <span class="br-said">{with_chinese(said)}</span></li>'
        for place, (letter, (text, said)) in enumerate(choice.answers.items(), start=1)
    )
    sealed = escape(choice.question.strip().casefold())
    return (
        f'<div class="br-choice" data-sealed="{sealed}" data-right="{choice.right}">'
        f'<p class="br-question">{with_chinese(choice.question)}</p><ol type="a">{items}</ol></div>'
    )


# --- what needs Python


def what_it_needs(source: str, name: str, of: str | None = None) -> str:
    """A line that says what a page cannot do, and where it can be done.

    Parameters
    ----------
    source : of the cell that the student fills in.
    name : of the notebook in the repository.
    of : owner and name of the repository; as pyproject.toml says if it is not given.

    >>> what_it_needs("figure, chart = plt.subplots()", "exercises/capstone.ipynb", "a/b")[:65]
    '<p class="br-needs">This chart is drawn in a notebook with Python'
    """
    if LETTER_IS_WRITTEN.match(source):
        what = "The letter that you hand in is written in the notebook"
    elif CHART_IS_DRAWN.search(source):
        what = "This chart is drawn in a notebook with Python"
    else:
        what = "This answer is written and checked in a notebook with Python"
    where = repository() if of is None else of
    places = _links_to_places(name, where) if where else f"{ON_BINDER_OR_COLAB} {NO_REPOSITORY}"
    return f'<p class="br-needs">{what}, {places}</p>'


def _links_to_places(name: str, of: str) -> str:
    link = partial('<a rel="external noopener" href="{}">{}</a>'.format)
    binder = link(escape(binder_address(name, of)), "on Binder")
    colab = link(escape(colab_address(name, of)), "on Colab")
    return f"{binder}, or {colab} once the package is installed there."
