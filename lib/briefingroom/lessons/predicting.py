"""Predict, act, see: a question that shows its answer beside a guess, and only then.

The guess is an argument in the cell, so it is saved with the notebook and needs no widget. In a
lesson the answer is a call, so that it does not stand in the cell in words, and the cell is
committed with an empty guess::

    br.predict(
        "How many rows does the table of claims have?",
        answer=lambda: len(br.claims()),
        guess="",
    )
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from ..charts.wording import unit_in_words
from ..display import Block, Note, Paragraph, Readable, as_html, escape
from ..errors import QuestionError
from .covering import cover_next_cells
from .numerals import Unreadable
from .tasks import ChoiceTask, NumberTask, PointsTask, Task, point_name
from .typed import of_python
from .veil import veiled


@dataclass(frozen=True, repr=False)
class Prediction(Readable):
    """A question, and once there is a guess, the answer beside it.

    Attributes
    ----------
    question : in plain text.
    task : what is asked for, with its answer.
    typed : the guess as it stands in the cell.
    guess : the guess as it was read; None where there is none, or none that can be read.
    trouble : why a guess cannot be read, in a sentence; empty where it can, or where there is none.
    covers : how many of the next cells show the answer too.
    """

    question: str
    task: Task
    typed: Any = None
    guess: Any = None
    trouble: str = ""
    covers: int = 0

    def blocks(self) -> tuple[Block, ...]:
        said_before = self.task.said_before()
        begin = [Paragraph(self.question), *([Paragraph(said_before)] if said_before else [])]
        if self.guess is not None:
            return (*begin, *self.task.compare(self.guess, self.typed), *self._where_to_look())
        if self.trouble:
            how = "" if self.task.faults_say_how else self.task.what_to_write()
            return (*begin, Paragraph(self.trouble), Note(self._to_go_on("Change", how)))
        return (*begin, Note(self._to_go_on("Write", self.task.what_to_write())))

    def _where_to_look(self) -> tuple[Note, ...]:
        """That what waited can be opened now; nothing where no cell waited."""
        if not self.covers:
            return ()
        if self.covers == 1:
            return (Note("Now look at the next cell: run it, or open the line below it."),)
        cells = f"the next {self.covers} cells"
        return (Note(f"Now look at {cells}: run them, or open the lines below them."),)

    def _to_go_on(self, verb: str, how: str) -> str:
        """Where the guess is written, how, and what happens then."""
        where = "between the quotation marks" if isinstance(self.typed, str) else "after guess="
        sentences = (
            f"{verb} your guess {where} and run the cell again.",
            how,
            "The answer then stands beside your guess.",
        )
        return " ".join(filter(None, sentences))

    def _repr_html_(self) -> str:
        """With what a page needs to ask the question itself, the answer veiled (see `veil`)."""
        data = {
            "kind": self.task.kind,
            "question": self.question,
            "known": json.dumps(self.task.known()),
            "answer": veiled(self.task.answer),
        }
        attributes = "".join(f' data-{name}="{escape(text)}"' for name, text in data.items())
        return f'<div class="br-predict"{attributes}>{as_html(self.blocks())}</div>'


def predict(
    question: str,
    *,
    answer: Any,
    guess: Any = None,
    unit: str = "",
    choices: Iterable[Any] = (),
    given: Iterable[Any] = (),
    covers: int = 0,
) -> Prediction:
    """Ask for a guess, and set the answer beside it.

    Without a guess it shows the question and says where to write. With one it shows how far off
    the guess is. A guess that cannot be read gets one sentence that says what can be; no guess
    raises an error.

    Parameters
    ----------
    question : in plain text.
    answer : a number, a text that is one of the choices, or points of a line (a dictionary or a
        Series, such as ``{"2020": 0.69, "2023": 2.64}``); or a function without arguments that
        gives one of these.
    guess : what the learner writes. A number may be typed as "2,5", "25 %", "1/3", "about 30",
        "2.5 million" or "250万"; a comma before exactly three digits groups thousands. A choice is
        written in any spelling of its capitals, or as its number. Points are a dictionary of some
        of them, or a list of all in the order of time. None, empty text, ``...`` and missing values
        are no guess yet.
    unit : of the answer, such as "percent", "million" or "trillion yuan"; "calendar year" for a
        year such as 2019.
    choices : the choices, two or more, in their order.
    given : the points that are shown from the start.
    covers : how many of the cells that are run next show the answer. As long as there is no guess,
        what they show is folded under one line; with a guess, a line says that they can be opened.

    Returns
    -------
    Prediction : shows itself as text and as HTML. The HTML carries question, kind, unit, choices
        and points as data, and the answer in letters that nobody reads at a glance.

    Raises
    ------
    QuestionError : when the question is not well made: no answer, a text without choices, an answer
        that is not among them, no number.

    >>> predict("How many words?", answer=lambda: 92, guess="")
    How many words?
    <BLANKLINE>
    Write your guess between the quotation marks and run the cell again. A number, such as "25", \
"2.5" or "1,000". The answer then stands beside your guess.
    >>> predict("How many words?", answer=lambda: 92, guess="about 45")
    How many words?
    <BLANKLINE>
    Your guess  45 (read from “about 45”)
    The answer  92
    <BLANKLINE>
    Your guess is about half of it.
    >>> print(predict("Who asks first?", answer="CCTV", choices=["CCTV", "Reuters"], guess="cctv"))
    Who asks first?
    <BLANKLINE>
    Your guess  CCTV
    The answer  CCTV
    <BLANKLINE>
    Your guess is the answer: CCTV.
    """
    if not str(question).strip():
        raise QuestionError("A question has words: give them first.")
    value = of_python(answer() if callable(answer) else answer)
    task = _task_of(value, unit, tuple(choices), tuple(given))
    prediction = _with_guess(Prediction(str(question), task, typed=of_python(guess), covers=covers))
    cover_next_cells(covers if prediction.guess is None else 0)
    return prediction


def _with_guess(asked: Prediction) -> Prediction:
    """A question with what was typed as it was read, or with why it cannot be."""
    if asked.task.is_open(asked.typed):
        return asked
    try:
        return replace(asked, guess=asked.task.read(asked.typed, asked.question))
    except Unreadable as fault:
        return replace(asked, trouble=str(fault))


# --- what is asked for


def _task_of(answer: Any, unit: str, choices: tuple, given: tuple) -> Task:
    words = unit if unit == "percent" else unit_in_words(unit)
    if choices:
        return _choice_task(answer, choices)
    if isinstance(answer, dict):
        return _points_task(answer, words, given)
    if isinstance(answer, str):
        raise QuestionError(f"The answer {answer!r} is a text: give choices=[...] with it.")
    return NumberTask(_number_of_answer(answer), words)


def _choice_task(answer: Any, choices: tuple) -> ChoiceTask:
    names = tuple(point_name(choice) for choice in choices)
    right = point_name(answer)
    if len(set(names)) < max(len(names), 2):
        raise QuestionError("Give two choices or more, each once.")
    if right not in names:
        raise QuestionError(f"The answer {right!r} is none of the choices {', '.join(names)}.")
    return ChoiceTask(right, names)


def _points_task(answer: dict, unit: str, given: tuple) -> PointsTask:
    points = {point_name(key): _number_of_answer(value) for key, value in answer.items()}
    known = tuple(point_name(key) for key in given)
    unknown = [name for name in known if name not in points]
    if unknown:
        raise QuestionError(f"The points that are given, {', '.join(unknown)}, have no answer.")
    if len(points) < len(answer) or len(points) == len(known):
        raise QuestionError("Give points that differ, and leave one or more to be guessed.")
    return PointsTask(points, known, unit)


def _number_of_answer(value: Any) -> float:
    is_number = isinstance(value, (Real, Decimal)) and not isinstance(value, (bool, np.bool_))
    if not is_number or pd.isna(value) or not np.isfinite(float(value)):
        raise QuestionError(f"The answer {value!r} is no number, choice or points of a line.")
    return float(value)
