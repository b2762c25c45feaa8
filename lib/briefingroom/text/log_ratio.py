"""How many times a rate doubles from one side to the other, and its conservative bound.

Counts are arrays with one row for each of the two sides and one column a word; sizes, the words of
each side in all, have the same rows and one column.
"""

import math
from typing import NamedTuple

import numpy as np

ALL_WRONG = 0.05  # chance that any of the bounds is wrong, if words were independent
HALF_A_HIT = 0.5
NEWTON_STEPS = 50
SMALLEST_STEP = 1e-9
SMALLEST_TERM = 1e-17  # of a series, in proportion to its sum


class Binomial(NamedTuple):
    """Hits in a number of trials, each with the same chance; one column a word.

    Attributes
    ----------
    log_ways : the logarithm of the number of ways in which so many trials have so many hits. It
        does not depend on the chance, and takes a table as long as the largest number of trials.
    """

    hits: np.ndarray
    trials: np.ndarray
    chance: np.ndarray
    log_ways: np.ndarray

    def chosen(self, which: np.ndarray) -> "Binomial":
        """Those of some words."""
        return Binomial(
            hits=self.hits[which],
            trials=self.trials[which],
            chance=self.chance[which],
            log_ways=self.log_ways[which],
        )

    def log_mass(self) -> np.ndarray:
        """Logarithm of the chance of exactly so many hits.

        >>> three_of_four = binomial(np.array([3]), np.array([4]), np.array([0.5]))
        >>> np.exp(three_of_four.log_mass()).round(4).tolist()
        [0.25]
        """
        misses = self.trials - self.hits
        of_hits = self.hits * np.log(self.chance)
        of_misses = misses * np.log1p(-self.chance)
        return self.log_ways + of_hits + of_misses

    def log_tail(self) -> np.ndarray:
        """Logarithm of the chance of so many hits or more, for chances at most hits / trials.

        The terms after the first are a hypergeometric series, summed until nothing is added.

        >>> three_of_four = binomial(np.array([3]), np.array([4]), np.array([0.5]))
        >>> np.exp(three_of_four.log_tail()).round(4).tolist()
        [0.3125]
        """
        misses = self.trials - self.hits
        odds = self.chance / (1 - self.chance)
        term = np.ones(len(odds))
        total = term.copy()
        for more in range(int(misses.max(initial=0))):
            term *= odds
            term *= np.maximum(misses - more, 0)
            term /= self.hits + more + 1
            total += term
            if (term < SMALLEST_TERM * total).all():
                break
        return self.log_mass() + np.log(total)


def binomial(hits: np.ndarray, trials: np.ndarray, chance: np.ndarray) -> Binomial:
    """Hits in a number of trials; there are as many ways as combinations.

    >>> four_of_six = binomial(np.array([4]), np.array([6]), np.array([0.5]))
    >>> np.exp(four_of_six.log_ways).round().tolist()
    [15.0]
    """
    log_factorial = _log_factorials(trials.max(initial=0))
    log_ways = log_factorial[trials]
    log_ways -= log_factorial[hits]
    log_ways -= log_factorial[trials - hits]
    return Binomial(hits, trials, chance, log_ways)


def _log_factorials(largest: int) -> np.ndarray:
    """The logarithms of the factorials of 0, 1 and so on."""
    logarithms = np.log(np.arange(1, largest + 1))
    return np.append(0, np.cumsum(logarithms))


def log_ratio(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """How many times the rate doubles from the second side to the first.

    Half a hit is added on each side so that nought can be compared (Hardie 2014; Walter 1975).

    >>> log_ratio(np.array([[7], [1]]), np.array([[99], [99]])).round(2).tolist()
    [2.32]
    """
    rates = (counts + HALF_A_HIT) / (sizes + HALF_A_HIT)
    first, second = np.log2(rates)
    return first - second


def conservative_log_ratio(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The bound of the log ratio that is nearer 0; 0 when the interval holds 0 (LRC; Evert 2022).

    If both rates were equal, the hits would fall to the side with the higher rate as often as its
    share of the words. The lower bound of that share is exact (Clopper and Pearson 1934), and gives
    that of the ratio.

    >>> counts, sizes = np.array([[40, 5], [1, 4]]), np.array([[99], [99]])
    >>> conservative_log_ratio(counts, sizes).round(2).tolist()
    [2.55, 0.0]
    """
    if not counts.size:
        return np.zeros(0)
    words = counts.shape[1]
    higher = np.argmax(counts / sizes, axis=0)
    if_equal = binomial(
        hits=np.take_along_axis(counts, higher[None], axis=0)[0],
        trials=counts.sum(axis=0),
        chance=sizes[higher, 0] / sizes.sum(),
    )
    log_error = math.log(ALL_WRONG / 2 / words)
    differs = _where_unlikely(if_equal, log_error)
    bound = np.zeros(words)
    bound[differs] = _bound_of_ratio(if_equal.chosen(differs), log_error)
    return np.where(higher == 0, bound, 0 - bound)


def _where_unlikely(if_equal: Binomial, log_error: float) -> np.ndarray:
    """The words of which so many hits or more are less likely than the error."""
    candidates = np.flatnonzero(if_equal.log_mass() < log_error)
    tails = if_equal.chosen(candidates).log_tail()
    return candidates[tails < log_error]


def _bound_of_ratio(if_equal: Binomial, log_error: float) -> np.ndarray:
    """The lower bound of the log ratio, from that of the chance of a hit on the higher side."""
    share = if_equal.chance
    chance = _chance_at_error(if_equal, log_error)
    odds = chance / (1 - chance)
    return np.log2(odds * (1 - share) / share)


def _chance_at_error(if_equal: Binomial, log_error: float) -> np.ndarray:
    """The chance with which so many hits or more are exactly as likely as the error.

    Newton's method in the logarithm of the chance, where the tail is concave: it never overshoots.
    """
    tried = if_equal
    for _ in range(NEWTON_STEPS):
        log_tail = tried.log_tail()
        slope = tried.hits * np.exp(tried.log_mass() - log_tail)
        step = (log_error - log_tail) / slope
        tried = tried._replace(chance=tried.chance * np.exp(step))
        if (step < SMALLEST_STEP).all():
            break
    return tried.chance
