"""The line on which a guess and its answer stand."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from ..display import escape
from .distance import CALENDAR_YEAR, amount_with_unit

ROUND_ENDS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)  # or ten times that ...
SHORT_UNITS = ("percent", CALENDAR_YEAR)
YEARS_AROUND = 5
NEAR_AN_END = 25  # percent of the line; here words begin or end at their mark

LINE = (
    "position:relative;height:5.2em;max-width:36em;margin:0.4em 1em;font-size:90%;line-height:1.2"
)
TRACK = "position:absolute;left:0;right:0;top:2em;border-top:2px solid;opacity:0.4"
END = "position:absolute;top:2.6em;opacity:0.7"
DOT = "position:absolute;top:1.65em;width:0.8em;height:0.8em;margin-left:-0.4em;border-radius:50%"
ANSWER_DOT = f"{DOT};background:currentColor"
GUESS_DOT = f"{DOT};box-sizing:border-box;border:2px solid"
ANSWER_WORDS = "position:absolute;top:0;white-space:nowrap;font-weight:bold"
GUESS_WORDS = "position:absolute;top:3.9em;white-space:nowrap"


class Ends(NamedTuple):
    """Where a line begins and ends."""

    low: float
    high: float


@dataclass(frozen=True)
class ScaleLine:
    """A guess and its answer on a line, in HTML; the colours are those of the page.

    Attributes
    ----------
    guess, answer : numbers.
    unit : of both.
    """

    guess: float
    answer: float
    unit: str

    @property
    def ends(self) -> Ends:
        """Round numbers around both; 0 and 100 for percentages between them."""
        return line_ends(self.guess, self.answer, self.unit)

    @property
    def names_of_ends(self) -> list[str]:
        """The ends as they are written; a long unit stands only beside guess and answer."""
        unit = self.unit if self.unit in SHORT_UNITS else ""
        return [amount_with_unit(end, unit) for end in self.ends]

    def __str__(self) -> str:
        low, high = self.names_of_ends
        guess = amount_with_unit(self.guess, self.unit)
        answer = amount_with_unit(self.answer, self.unit)
        return f"A line from {low} to {high}: your guess at {guess}, the answer at {answer}."

    def _repr_html_(self) -> str:
        low, high = map(escape, self.names_of_ends)
        answer, guess = self._percent_of_line(self.answer), self._percent_of_line(self.guess)
        answer_words = f"answer {amount_with_unit(self.answer, self.unit)}"
        guess_words = f"your guess {amount_with_unit(self.guess, self.unit)}"
        return (
            f'<div role="img" aria-label="{escape(str(self))}" style="{LINE}">'
            f"{_words_at(answer, answer_words, ANSWER_WORDS)}"
            f'<div style="{TRACK}"></div>'
            f'<span style="{END};left:0">{low}</span> '
            f'<span style="{END};right:0">{high}</span>'
            f'<span style="{ANSWER_DOT};left:{answer:.2f}%"></span>'
            f'<span style="{GUESS_DOT};left:{guess:.2f}%"></span> '
            f"{_words_at(guess, guess_words, GUESS_WORDS)}</div>"
        )

    def _percent_of_line(self, value: float) -> float:
        low, high = self.ends
        return 100 * (value - low) / (high - low)


def _words_at(percent: float, words: str, style: str) -> str:
    """Words at their mark, turned inward near an end of the line."""
    if percent > 100 - NEAR_AN_END:
        place = f"right:{100 - percent:.2f}%"
    elif percent < NEAR_AN_END:
        place = f"left:{percent:.2f}%"
    else:
        place = f"left:{percent:.2f}%;transform:translateX(-50%)"
    return f'<span style="{style};{place}">{escape(words)}</span> '


def line_ends(guess: float, answer: float, unit: str) -> Ends:
    """Round numbers around a guess and its answer; nothing is the least where both are above it.

    >>> line_ends(60, 91.6, "percent"), line_ends(1.5, 2.64, "million")
    (Ends(low=0, high=100), Ends(low=0, high=3))
    >>> line_ends(-3, 2, ""), line_ends(2017, 2019, "calendar year")
    (Ends(low=-3, high=2), Ends(low=2012, high=2024))
    """
    low, high = min(guess, answer), max(guess, answer)
    if unit == CALENDAR_YEAR:
        return Ends(low - YEARS_AROUND, high + YEARS_AROUND)
    if unit == "percent" and low >= 0 and high <= 100:
        return Ends(0, 100)
    low_end = -_round_end(-low) if low < 0 else 0
    high_end = _round_end(high) if high > 0 else 0
    if low_end == high_end:  # both are nothing
        return Ends(0, 1)
    return Ends(low_end, high_end)


def _round_end(size: float) -> float:
    """The next round number from a positive one on."""
    power = 10.0 ** math.floor(math.log10(size))
    # Only the rounding of the computer can make a number larger than ten of its powers.
    end = next((each * power for each in ROUND_ENDS if each * power >= size), size)
    return int(end) if end.is_integer() else end
