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
SMALLEST_IN_TENTHS = 0.1
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


def in_tenths(amounts: str) -> str:
    """An amount or a range, with one decimal where it is a number of percent.

    >>> in_tenths("8.907 to 8.933 percent"), in_tenths("6.603 to 6.692 percent")
    ('8.9 percent', '6.6 to 6.7 percent')
    >>> in_tenths("0.046 percent"), in_tenths("35.75 to 35.85 trillion CNY")
    ('0.046 percent', '35.75 to 35.85 trillion CNY')
    """
    numbers, percent, unit = amounts.partition(" percent")
    if not percent:
        return amounts
    ends = [_one_decimal(end) for end in numbers.split(" to ")]
    return " to ".join(dict.fromkeys(ends)) + percent + unit


def _one_decimal(words: str) -> str:
    """The number at the end of some words with one decimal, unless next to nothing is left of it.

    >>> _one_decimal("over 5.87"), _one_decimal("1,234.567")
    ('over 5.9', '1,234.6')
    """
    *before, number = words.split(" ")
    _, _, decimals = number.partition(".")
    value = float(number.replace(",", "")) if len(decimals) > 1 else 0.0
    return " ".join([*before, f"{value:,.1f}"]) if abs(value) >= SMALLEST_IN_TENTHS else words
