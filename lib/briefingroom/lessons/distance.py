"""How far a guess is from the answer, in plain words."""

from typing import NamedTuple

from .typed_numbers import unit_in_parts

ROUNDING_ERROR = 1e-9  # of the answer; less is the rounding of the computer
DIGITS_SHOWN = 4  # that a number is shown with

NEAR = (1, 5, 10)  # percent of the answer
NAMED = {  # what part or multiple of the answer a guess is, in words
    1 / 10: "a tenth of",
    1 / 5: "a fifth of",
    1 / 4: "a quarter of",
    1 / 3: "a third of",
    1 / 2: "half of",
    2 / 3: "two thirds of",
    3 / 4: "three quarters of",
    3 / 2: "one and a half times",
    2: "twice",
    3: "three times",
    4: "four times",
    5: "five times",
    10: "ten times",
}
NEAR_A_NAME = 0.05  # of what has such a name


class Beyond(NamedTuple):
    """So many times more or less, in words."""

    size: int
    times: str
    part: str


BEYOND = (
    Beyond(1000, "a thousand", "a thousandth"),
    Beyond(100, "a hundred", "a hundredth"),
    Beyond(10, "ten", "a tenth"),
)
CALENDAR_YEAR = "calendar year"


def amount_with_unit(value: float, unit: str) -> str:
    """A number as it stands beside another, with its unit.

    >>> amount_with_unit(91.6379, "percent"), amount_with_unit(2.64, "million")
    ('91.64%', '2.64 million')
    >>> amount_with_unit(2019, "calendar year"), amount_with_unit(2640000, "")
    ('2019', '2,640,000')
    """
    if unit == CALENDAR_YEAR:
        return f"{value:.0f}"
    if unit == "percent":
        return f"{number_shown(value)}%"
    return f"{number_shown(value)} {unit}".strip()


def number_shown(value: float) -> str:
    """A number with four digits, or more where it has more before the point.

    >>> [number_shown(value) for value in (91.6379, 12345.67, 0.00123456, 100, -0.0)]
    ['91.64', '12,346', '0.001235', '100', '0']
    """
    if abs(value) >= 10 ** (DIGITS_SHOWN - 1):
        return f"{value:,.0f}"
    return f"{value + 0:,.{DIGITS_SHOWN}g}"  # adding nought makes -0.0 a 0


def is_same(guess: float, answer: float) -> bool:
    """Whether a guess is the answer, but for the rounding of the computer."""
    return abs(guess - answer) <= ROUNDING_ERROR * abs(answer)


def distance_in_words(guess: float, answer: float, unit: str = "") -> str:
    """How far a guess is from the answer: a part, a multiple, or what lies between them.

    Percentages and years are subtracted, and so is what lies on both sides of nothing; all else is
    divided.

    >>> distance_in_words(1.3, 2.64, "million"), distance_in_words(60, 91.6, "percent")
    ('about half of it', '31.6 percentage points below it')
    >>> distance_in_words(2.6, 2.64), distance_in_words(2017, 2019, "calendar year")
    ('within 5 percent of it, below', '2 years before it')
    """
    if is_same(guess, answer):
        return "the answer itself"
    if amount_with_unit(guess, unit) == amount_with_unit(answer, unit):
        return "the answer, to the digits shown"
    if unit == CALENDAR_YEAR:
        return f"{_subtracted(guess, answer, 'year')} {'before' if guess < answer else 'after'} it"
    side = "below" if guess < answer else "above"
    if unit_in_parts(unit).in_percent:
        return f"{_subtracted(guess, answer, 'percentage point')} {side} it"
    if guess <= 0 or answer <= 0:
        return f"{amount_with_unit(abs(guess - answer), unit)} {side} it"
    return _ratio_in_words(guess / answer, side)


def _subtracted(guess: float, answer: float, thing: str) -> str:
    number = number_shown(abs(guess - answer))
    return f"{number} {thing}" if number == "1" else f"{number} {thing}s"


def _ratio_in_words(ratio: float, side: str) -> str:
    """A guess as a part or a multiple of the answer, which it is not equal to."""
    for percent in NEAR:
        if abs(ratio - 1) * 100 <= percent + ROUNDING_ERROR:
            return f"within {percent} percent of it, {side}"
    for size, name in NAMED.items():
        if abs(ratio / size - 1) <= NEAR_A_NAME:
            return f"about {name} it"
    for beyond in BEYOND:
        if ratio > beyond.size:
            return f"more than {beyond.times} times it"
        if ratio < 1 / beyond.size:
            return f"less than {beyond.part} of it"
    return _unnamed_ratio(ratio)


def _unnamed_ratio(ratio: float) -> str:
    if ratio < 1:
        return f"about {100 * ratio:.0f} percent of it"
    if ratio < 2:
        return f"about {100 * (ratio - 1):.0f} percent above it"
    return f"about {ratio:.1f} times it"
