"""The three things that a lesson asks for: a number, a choice, points of a line.

Each says what can be written, reads a guess, and sets it beside the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Real
from typing import Any, NamedTuple

import pandas as pd

from ..charts.guesses import in_order
from ..display import (
    Block,
    Embedded,
    Fact,
    Facts,
    Listing,
    OnPage,
    Paragraph,
    Remark,
)
from .choices import only_letters, read_choice, with_numbers
from .distance import amount_with_unit, distance_in_words, number_shown
from .numerals import Unreadable
from .picture import GuessPicture
from .scale import ScaleLine
from .typed import as_sentence, is_empty, repeated, the_only_one
from .typed_numbers import plain_text, read_number, unit_in_parts

LABEL_WIDTH = 11  # of "Your guess" and "The answer", in characters


class Task:
    """What is asked for, with its answer.

    Attributes
    ----------
    kind : number, choice or points.
    answer : as a page keeps it.
    faults_say_how : whether what is said of a guess that cannot be read says what can be.
    """

    kind: str
    answer: Any
    faults_say_how = False

    def is_open(self, guess: Any) -> bool:
        """Whether nothing has been guessed yet."""
        return is_empty(guess)

    def what_to_write(self) -> str:
        """What a guess looks like, in a sentence."""
        raise NotImplementedError

    def read(self, guess: Any, question: str) -> Any:
        """A guess as the answer is.

        Raises
        ------
        Unreadable : when it is none.
        """
        raise NotImplementedError

    def compare(self, guess: Any, typed: Any) -> tuple[Block, ...]:
        """A guess that was read beside the answer."""
        raise NotImplementedError

    def known(self) -> dict[str, Any]:
        """What a page may show before there is a guess."""
        raise NotImplementedError

    def said_before(self) -> str:
        """What stands below the question from the start; empty where nothing does."""
        return ""


# --- a number


@dataclass(frozen=True)
class NumberTask(Task):
    """A number in a unit."""

    answer: float
    unit: str
    kind = "number"
    faults_say_how = True

    def what_to_write(self) -> str:
        parts = unit_in_parts(self.unit)
        if parts.in_percent:
            return 'A number, such as "25" or "2.5".'
        if self.unit and parts.scale > 1:
            return f'A number of {self.unit}, such as "25" or "2.5".'
        return 'A number, such as "25", "2.5" or "1,000".'

    def read(self, guess: Any, question: str) -> float:
        return read_number(guess, self.unit, question)

    def compare(self, guess: float, typed: Any) -> tuple[Block, ...]:
        written = amount_with_unit(guess, self.unit)
        origin = _origin_of(typed, guess, written)
        rows = (
            Fact("Your guess", f"{written}{origin}"),
            Fact("The answer", amount_with_unit(self.answer, self.unit)),
        )
        words = distance_in_words(guess, self.answer, self.unit)
        remark = _remark_on_unit(guess, typed, self.unit)
        return (
            Facts(rows, LABEL_WIDTH),
            Paragraph(f"Your guess is {words}."),
            *([Remark(remark)] if remark else []),
            OnPage(Embedded(ScaleLine(guess, self.answer, self.unit))),
        )

    def known(self) -> dict[str, Any]:
        return {"unit": self.unit}


def _origin_of(typed: Any, number: float, written: str) -> str:
    """What was typed, where it looks different from how it was read."""
    if not isinstance(typed, str):
        return ""
    plain = " ".join(typed.split())
    if plain in (written, number_shown(number), f"{number:g}"):
        return ""
    return f" (read from {repeated(plain)})"


def _remark_on_unit(guess: float, typed: Any, unit: str) -> str:
    """What may have been meant by a number that is odd in its unit; empty where it is not."""
    parts = unit_in_parts(unit)
    has_sign = isinstance(typed, str) and "%" in plain_text(typed)
    if parts.in_percent and 0 < abs(guess) < 1 and not has_sign:
        return f"The unit is percent; if a share was meant, write {number_shown(100 * guess)}."
    if parts.scale > 1 and abs(guess) >= parts.scale:
        meant = number_shown(guess / parts.scale)
        return f"The unit is {unit}; if {number_shown(guess)} in all was meant, write {meant}."
    return ""


# --- a choice


@dataclass(frozen=True)
class ChoiceTask(Task):
    """One of several choices."""

    answer: str
    choices: tuple[str, ...]
    kind = "choice"

    def is_open(self, guess: Any) -> bool:
        is_choice = isinstance(guess, str) and guess.strip() in self.choices
        return not is_choice and is_empty(guess)

    def what_to_write(self) -> str:
        return f"A choice or its number: {with_numbers(self.choices)}."

    def read(self, guess: Any, question: str) -> str:
        return read_choice(guess, self.choices)

    def compare(self, guess: str, typed: Any) -> tuple[Block, ...]:
        rows = (Fact("Your guess", guess), Fact("The answer", self.answer))
        if guess == self.answer:
            words = f"Your guess is the answer: {self.answer}."
        else:
            words = f"You chose {guess}; the answer is {self.answer}."
        return (Facts(rows, LABEL_WIDTH), Paragraph(words))

    def known(self) -> dict[str, Any]:
        return {"choices": list(self.choices)}


# --- points of a line


def point_name(key: Any) -> str:
    """The name of a point, whatever it is called by in a table.

    >>> from datetime import date
    >>> [point_name(key) for key in (2023, 2023.0, " 2023 ", date(2023, 3, 31))]
    ['2023', '2023', '2023', '2023-03-31']
    """
    try:
        return _text_of_key(key)
    except (ValueError, OverflowError):  # no date, or a number of thousands of digits
        return repeated(None)


def _text_of_key(key: Any) -> str:
    if isinstance(key, datetime):
        return key.date().isoformat()
    if isinstance(key, pd.Period):
        return str(key).replace("Q", "-Q")  # as this package writes a quarter
    if isinstance(key, Real) and not isinstance(key, bool):
        return f"{key:.10g}"
    return str(key).strip() if isinstance(key, (str, date, bool)) else repeated(key)


class PointRow(NamedTuple):
    """A point, a guess at it, its answer, and how far they are apart."""

    point: str
    guess: str
    answer: str
    distance: str


@dataclass(frozen=True)
class PointsTask(Task):
    """Points of a line, of which some may be given.

    Attributes
    ----------
    answer : values by the name of the point.
    given : the names of those that are shown from the start.
    unit : of all values.
    """

    answer: Mapping[str, float]
    given: tuple[str, ...]
    unit: str
    kind = "points"

    @property
    def asked(self) -> list[str]:
        """The names of the points that are asked for, in the order of time."""
        return [name for name in in_order(self.answer) if name not in self.given]

    def what_to_write(self) -> str:
        points = ", ".join(f'"{name}": ""' for name in self.asked)
        unit = f" ({self.unit})" if self.unit else ""
        return f"A number{unit} for each point, or for some: guess={{{points}}}."

    def read(self, guess: Any, question: str) -> dict[str, float]:
        typed = self._by_name(guess)
        found = {}
        for name in self.asked:
            if not is_empty(typed.get(name)):
                found[name] = self._read_point(name, typed[name], question)
        if not found:
            raise Unreadable("There is a guess only at points that are given.")
        return found

    def _by_name(self, guess: Any) -> dict[str, Any]:
        """A guess by the names of the points; a list has them in their order."""
        if isinstance(guess, (list, tuple)) and len(guess) == len(self.asked):
            return dict(zip(self.asked, guess, strict=True))
        if not isinstance(guess, dict):
            if len(self.asked) == 1:
                return {self.asked[0]: the_only_one(guess)}
            raise Unreadable(f"{as_sentence(repeated(guess))} names no point.")
        return {self._name_of(key): value for key, value in guess.items()}

    def _name_of(self, key: Any) -> str:
        typed = point_name(key)
        for name in self.answer:
            if only_letters(name) == only_letters(typed):
                return name
        raise Unreadable(f"There is no point {repeated(typed)}.")

    def _read_point(self, name: str, typed: Any, question: str) -> float:
        try:
            return read_number(typed, self.unit, question)
        except Unreadable as fault:
            raise Unreadable(f"At {name}: {fault}") from None

    def compare(self, guess: dict[str, float], typed: Any) -> tuple[Block, ...]:
        rows = tuple(self._row(name, guess) for name in self.asked)
        sentence = "{point}: your guess {guess}, the answer {answer}; {distance}."
        said = " ".join(sentence.format(**row._asdict()) for row in rows)
        drawn = GuessPicture(guess, self.answer, self.given, self.unit, said)
        return (OnPage(Embedded(drawn)), Listing(rows, sentence))

    def _row(self, name: str, guess: dict[str, float]) -> PointRow:
        answer = amount_with_unit(self.answer[name], self.unit)
        if name not in guess:
            return PointRow(name, "none", answer, "left open")
        return PointRow(
            point=name,
            guess=amount_with_unit(guess[name], self.unit),
            answer=answer,
            distance=distance_in_words(guess[name], self.answer[name], self.unit),
        )

    def said_before(self) -> str:
        said = [f"{name}: {amount_with_unit(self.answer[name], self.unit)}" for name in self.given]
        return f"Given: {'; '.join(said)}." if said else ""

    def known(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "points": self.asked,
            "given": {name: self.answer[name] for name in self.given},
        }
