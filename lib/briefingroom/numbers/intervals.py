"""What a figure, as it is written, commits its speaker to: a range.

"24.54 trillion yuan" is anything that rounds to it; "over 24.54 trillion" anything above; "nearly 3,000" anything below.
Zeros at the end of an amount or a count of a thousand or more say nothing about precision, so "90,000 companies" is
anything that rounds to nine ten-thousands; those of a percentage or a multiple do, so "20%" is 19.5 to 20.5. A count that
is written to its last digit ("eight", "4,762 enterprises") is that number.
"""

import math
import re
from typing import NamedTuple

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


RATES = ("percent", "percentage_point", "multiple", "rank", "year", "month")


VAGUE = 0.05  # "about" is read as within five percent, and never finer than the rounding


class Interval(NamedTuple):
    """All values from low to high, the ends among them; an end may be infinite."""

    low: float
    high: float

    @property
    def bounded(self) -> bool:
        return math.isfinite(self.low) and math.isfinite(self.high)

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both; ends that differ only by floating-point error meet.

        >>> Interval(1, 2).meets(Interval(2, 3)), Interval(1, 2).meets(Interval(2.1, 3))
        (True, False)
        """
        slack = 1e-9 * max([abs(end) for end in (*self, *other) if math.isfinite(end)], default=0)
        return self.low <= other.high + slack and other.low <= self.high + slack


def step(quote: str, value: float, unit: str) -> float:
    """How much one unit of the last digit that counts is worth, in base units.

    >>> step("24.54 trillion yuan", 24.54e12, "CNY"), step("90,000", 90000, "count"), step("20%", 20, "percent")
    (10000000000.0, 10000.0, 1.0)
    """
    match = NUMBER.search(quote)
    if not match:  # number words: as many digits as the value has
        text, scale = f"{value:.0f}", 1.0
    else:
        text = match[0].replace(",", "")
        scale = value / float(text) if float(text) else 1.0
    decimals = len(text.partition(".")[2])
    zeros = len(text) - len(text.rstrip("0")) if not decimals and unit not in RATES else 0
    return scale * 10.0 ** (zeros - decimals)


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
    half = 0.0 if is_counted_out(quote, value, unit) else step(quote, value, unit) / 2
    if bound in ("over", "at_least"):
        return Interval(value, math.inf)
    if bound in ("under", "up_to"):
        return Interval(0.0, value)
    if bound == "about":
        half = max(half, abs(value) * VAGUE)
    return Interval(_clean(value - half), _clean(value + half))


def is_counted_out(quote: str, value: float, unit: str) -> bool:
    """Whether a count or a rank is given to the last one, and so not rounded.

    >>> is_counted_out("4,762", 4762, "count"), is_counted_out("90,000", 90000, "count"), is_counted_out("1.2 billion", 1.2e9, "count")
    (True, False, False)
    """
    match = NUMBER.search(quote)
    whole = not match or float(match[0].replace(",", "")) == value
    return (
        unit in ("count", "rank")
        and whole
        and value == int(value)
        and (value < 1000 or value % 10 != 0)
    )


def _clean(number: float) -> float:
    """Without the last floating-point digits, so that 28.1 - 0.05 is 28.05."""
    return float(f"{number:.12g}")


def average_growth(start: Interval, end: Interval, years: int) -> Interval:
    """Percent a year that leads from one level to the other in so many years.

    >>> [round(rate, 2) for rate in average_growth(Interval(100, 100), Interval(121, 121), 2)]
    [10.0, 10.0]
    """
    return Interval(*(100 * (ratio ** (1 / years) - 1) for ratio in divide(end, start)))


def divide(part: Interval, whole: Interval) -> Interval:
    """Every quotient of a value of one by a value of the other; both are positive.

    >>> divide(Interval(1, 2), Interval(4, math.inf))
    Interval(low=0.0, high=0.5)
    """
    low = 0.0 if math.isinf(whole.high) else part.low / whole.high
    return Interval(
        low, math.inf if whole.low <= 0 or math.isinf(part.high) else part.high / whole.low
    )


def add(*parts: Interval) -> Interval:
    """Every sum of one value from each."""
    return Interval(sum(part.low for part in parts), sum(part.high for part in parts))


def subtract(a: Interval, b: Interval) -> Interval:
    """Every difference of a value of one and a value of the other.

    >>> subtract(Interval(50, 51), Interval(3, 4))
    Interval(low=46, high=48)
    """
    return Interval(a.low - b.high, a.high - b.low)


def multiply(a: Interval, b: Interval) -> Interval:
    """Every product of a value of one and a value of the other; both are positive."""
    return Interval(
        a.low * b.low, math.inf if math.isinf(a.high) or math.isinf(b.high) else a.high * b.high
    )
