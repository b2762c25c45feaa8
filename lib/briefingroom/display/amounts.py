"""Amounts and counts as one reads them."""

from typing import NamedTuple


class Magnitude(NamedTuple):
    """A power of ten and its name, which ends in a blank so that a unit can follow."""

    scale: float
    name: str


MAGNITUDES = (
    Magnitude(1e12, "trillion "),
    Magnitude(1e9, "billion "),
    Magnitude(1e6, "million "),
)
NO_MAGNITUDE = Magnitude(1, "")
SAID_BOUNDS = {"exact": "", "at_least": "at least ", "up_to": "up to "}


def magnitude(value: float) -> Magnitude:
    """The largest of trillion, billion and million that a value reaches; else one, without a name.

    >>> scale, name = magnitude(2e9)
    >>> f"{2e9 / scale:g} {name}yuan"
    '2 billion yuan'
    """
    reached = (each for each in MAGNITUDES if value >= each.scale)
    return next(reached, NO_MAGNITUDE)


def amount(value: float, unit: str) -> str:
    """A value with its unit, as one reads it; a count is a number alone.

    >>> amount(31.3e12, "CNY"), amount(40e6, "count"), amount(0.3, "percentage_point")
    ('31.3 trillion CNY', '40 million', '0.3 percentage point')
    """
    scale, name = magnitude(value)
    unit_words = "" if unit == "count" else unit.replace("_", " ")
    return f"{value / scale:,.12g} {name}{unit_words}".strip()


def with_bound(words: str, bound: str) -> str:
    """The words of a figure, with its bound before them.

    >>> with_bound("52 million", "over"), with_bound("8", "exact")
    ('over 52 million', '8')
    """
    return SAID_BOUNDS.get(bound, f"{bound} ") + words


def counted(number: int, thing: str) -> str:
    """How many there are of a thing whose plural has an s.

    >>> counted(1, "place"), counted(0, "place"), counted(1234, "place")
    ('1 place', '0 places', '1,234 places')
    """
    things = thing if number == 1 else f"{thing}s"
    return f"{number:,} {things}"
