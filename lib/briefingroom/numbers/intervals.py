"""What a figure, as it is written, commits its speaker to: a range.

"24.54 trillion yuan" is anything that rounds to it; "over 24.54 trillion" anything above; "nearly
3,000" anything below. Zeros at the end of an amount or a count of a thousand or more say nothing
about precision, so "90,000 companies" is anything that rounds to nine ten-thousands; those of a
percentage or a multiple do, so "20%" is 19.5 to 20.5. A count that is written to its last digit
("eight", "4,762 enterprises") is that number.
"""

import math
import re
from typing import NamedTuple

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
RATES = ("percent", "percentage_point", "multiple", "rank", "year", "month")
VAGUE = 0.05  # "about" is read as within five percent, and never finer than the rounding
SAME = 1e-9  # two ends that differ by a smaller share of themselves are one


class Interval(NamedTuple):
    """All values from low to high, the ends among them; an end may be infinite."""

    low: float
    high: float

    @property
    def bounded(self) -> bool:
        """Whether neither end is infinite.

        >>> Interval(1, 2).bounded, Interval(1, math.inf).bounded
        (True, False)
        """
        return all(map(math.isfinite, self))

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both; ends that differ only by floating-point error meet.

        >>> Interval(1, 2).meets(Interval(2, 3)), Interval(1, 2).meets(Interval(2.1, 3))
        (True, False)
        """
        ends = (*self, *other)
        sizes = [abs(end) for end in ends if math.isfinite(end)]
        slack = SAME * max(sizes, default=0)
        begins_in_time = self.low <= other.high + slack
        ends_in_time = other.low <= self.high + slack
        return begins_in_time and ends_in_time


def number_written(quote: str) -> str:
    """The first number of a quote that is written in digits, without commas; else nothing.

    >>> number_written("over 24,540.5 yuan"), number_written("sevenfold")
    ('24540.5', '')
    """
    match = NUMBER.search(quote)
    if not match:
        return ""
    return match[0].replace(",", "")


def step(quote: str, value: float, unit: str) -> float:
    """How much one unit of the last digit that counts is worth, in base units.

    >>> step("24.54 trillion yuan", 24.54e12, "CNY"), step("90,000", 90000, "count")
    (10000000000.0, 10000.0)
    >>> step("20%", 20, "percent")
    1.0
    """
    number = number_written(quote)
    scale = 1.0
    if not number:  # number words: as many digits as the value has
        number = f"{value:.0f}"
    elif float(number):
        scale = value / float(number)
    return scale * 10.0 ** _place_of_last_digit(number, unit)


def _place_of_last_digit(number: str, unit: str) -> int:
    """The power of ten of the last digit that counts: 1 for that of tens, -1 for that of tenths."""
    _, _, decimals = number.partition(".")
    if decimals:
        return -len(decimals)
    if unit in RATES:
        return 0
    significant = number.rstrip("0")
    return len(number) - len(significant)


def as_written(value: float, quote: str, unit: str, bound: str = "exact") -> Interval:
    """The range that a figure, as written, leaves open.

    Parameters
    ----------
    value : in base units. quote : the words that state it. unit, bound : as in `claims`.

    >>> as_written(28.1, "28.1%", "percent")
    Interval(low=28.05, high=28.15)
    >>> as_written(3000, "3,000", "count", "under")
    Interval(low=0.0, high=3000)
    >>> as_written(1.2e9, "1.2 billion", "count", "over").high
    inf
    """
    rounding = 0.0
    if not is_counted_out(quote, value, unit):
        rounding = step(quote, value, unit) / 2
    if bound in ("over", "at_least"):
        return Interval(value, math.inf)
    if bound in ("under", "up_to"):
        return Interval(0.0, value)
    if bound == "about":
        vagueness = abs(value) * VAGUE
        rounding = max(rounding, vagueness)
    low = _clean(value - rounding)
    high = _clean(value + rounding)
    return Interval(low, high)


def is_counted_out(quote: str, value: float, unit: str) -> bool:
    """Whether a count or a rank is given to the last one, and so not rounded.

    >>> is_counted_out("4,762", 4762, "count"), is_counted_out("90,000", 90000, "count")
    (True, False)
    >>> is_counted_out("1.2 billion", 1.2e9, "count")
    False
    """
    if unit not in ("count", "rank"):
        return False
    number = number_written(quote)
    if number and float(number) != value:
        return False
    if value != int(value):
        return False
    return value < 1000 or value % 10 != 0


def _clean(number: float) -> float:
    """Without the last floating-point digits, so that 28.1 - 0.05 is 28.05."""
    return float(f"{number:.12g}")


def average_growth(start: Interval, end: Interval, years: int) -> Interval:
    """Percent a year that leads from one level to the other in so many years.

    >>> [round(rate, 2) for rate in average_growth(Interval(100, 100), Interval(121, 121), 2)]
    [10.0, 10.0]
    """
    ratio = divide(end, start)
    low = _percent_a_year(ratio.low, years)
    high = _percent_a_year(ratio.high, years)
    return Interval(low, high)


def _percent_a_year(ratio: float, years: int) -> float:
    yearly = ratio ** (1 / years)
    return 100 * (yearly - 1)


def divide(part: Interval, whole: Interval) -> Interval:
    """Every quotient of a value of one by a value of the other; both are positive.

    >>> divide(Interval(1, 2), Interval(4, math.inf))
    Interval(low=0.0, high=0.5)
    """
    low, high = 0.0, math.inf
    if not math.isinf(whole.high):
        low = part.low / whole.high
    if whole.low > 0 and not math.isinf(part.high):
        high = part.high / whole.low
    return Interval(low, high)


def total_of(*parts: Interval) -> Interval:
    """Every sum of one value from each.

    >>> total_of(Interval(1, 2), Interval(3, 4))
    Interval(low=4, high=6)
    """
    low = sum(part.low for part in parts)
    high = sum(part.high for part in parts)
    return Interval(low, high)


def subtract(a: Interval, b: Interval) -> Interval:
    """Every difference of a value of one and a value of the other.

    >>> subtract(Interval(50, 51), Interval(3, 4))
    Interval(low=46, high=48)
    """
    low = a.low - b.high
    high = a.high - b.low
    return Interval(low, high)


def multiply(a: Interval, b: Interval) -> Interval:
    """Every product of a value of one and a value of the other; both are positive.

    >>> multiply(Interval(1, 2), Interval(3, math.inf))
    Interval(low=3, high=inf)
    """
    low = a.low * b.low
    high = math.inf
    if not math.isinf(a.high) and not math.isinf(b.high):
        high = a.high * b.high
    return Interval(low, high)
