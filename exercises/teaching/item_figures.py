"""How hard a task was, and how well it told strong from weak, with the caution that a small class
needs.

The figures are those of classical item analysis. *Share of points*: the mean of the points divided
by those that could be had. *Correlation with the other tasks*: of the points of a task with the sum
of all others (the task itself left out, or it would be compared with itself), and its interval of
95 percent by Fisher's transformation. *Upper less lower*: the share of points among the best 27
percent in the other tasks, less that among the weakest; those who are equal at the edge share what
room is left there.
"""

import math
from collections.abc import Mapping
from statistics import StatisticsError, correlation, fmean
from typing import NamedTuple

END_OF_CLASS = 0.27
NINETY_FIVE = 1.959964
FEWEST = 10  # hand-ins under which nothing is said of strong and weak

SEPARATES = "tells strong from weak"
REVERSED = "the strong lose it more often than the weak: look at the task"
OPEN = "cannot be said from so few: the interval holds zero"
TOO_FEW = f"fewer than {FEWEST} hand-ins: nothing is said"
ALL_THE_SAME = "all have the same points, in it or in the others"


class ItemFigures(NamedTuple):
    """What a class shows of one task."""

    hand_ins: int
    all_points: int  # how many have them
    no_points: int
    share: float  # of the points
    r: float | None  # with the other tasks
    low: float | None
    high: float | None
    upper_less_lower: float | None

    @property
    def verdict(self) -> str:
        if self.hand_ins < FEWEST:
            return TOO_FEW
        if self.r is None:
            return ALL_THE_SAME
        if self.low is None or self.high is None or self.low <= 0 <= self.high:
            return OPEN
        return SEPARATES if self.low > 0 else REVERSED


def item_figures(points: Mapping[str, float], others: Mapping[str, float], most: float):
    """The figures of a task from the points of each student in it and in the others."""
    shares = [got / most for got in points.values()]
    rests = [others[student] for student in points]
    r = item_rest_correlation(shares, rests)
    low, high = interval(r, len(shares))
    return ItemFigures(
        len(shares),
        sum(share >= 1 for share in shares),
        sum(share <= 0 for share in shares),
        fmean(shares),
        r,
        low,
        high,
        upper_less_lower(shares, rests),
    )


def item_rest_correlation(shares: list[float], rests: list[float]) -> float | None:
    """None where all have the same points, so that nothing can be compared."""
    try:
        return max(-1.0, min(1.0, correlation(shares, rests)))
    except StatisticsError:
        return None


def interval(r: float | None, size: int) -> tuple[float | None, float | None]:
    """The interval of 95 percent of a correlation; none where it is not defined."""
    if r is None or size <= 3 or abs(r) == 1:
        return None, None
    half = NINETY_FIVE / math.sqrt(size - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def upper_less_lower(shares: list[float], rests: list[float]) -> float | None:
    """None where all have the same points in the others."""
    if len(set(rests)) < 2:
        return None
    upper = fmean(shares, weights_of_the_best(rests))
    lower = fmean(shares, weights_of_the_best([-rest for rest in rests]))
    return upper - lower


def weights_of_the_best(totals: list[float]) -> list[float]:
    """How far each belongs to the best 27 percent: 1 above the edge, 0 below, and between, those
    who are equal at the edge share what room is left.
    """
    room = max(1, round(END_OF_CLASS * len(totals)))
    edge = sorted(totals, reverse=True)[room - 1]
    above = sum(total > edge for total in totals)
    at_edge = (room - above) / totals.count(edge)
    weights = []
    for total in totals:
        if total > edge:
            weights.append(1.0)
        elif total == edge:
            weights.append(at_edge)
        else:
            weights.append(0.0)
    return weights
