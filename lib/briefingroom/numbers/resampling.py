"""Turns drawn again, with replacement: how far a figure would move with other turns of the kind.

The percentile bootstrap (Efron 1979), with turns as what is drawn, because the words and the codes
of one turn belong together.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

DRAWS = 1_000_000  # kept in memory at once
MIDDLE_95 = (2.5, 97.5)  # percentiles
NO_INTERVAL = (float("nan"), float("nan"))
CHANCE_OF_NONE = 0.05  # that no turn has a thing, where its true share is the upper bound


def drawn_turns(turns: int, resamples: int, seed: int) -> Iterator[np.ndarray]:
    """Samples of as many turns as there are, as arrays of samples by numbers of turns.

    Parameters
    ----------
    turns : how many there are.
    resamples : how many samples.
    seed : of the draws.

    >>> [len(samples) for samples in drawn_turns(3, 10, seed=0)]
    [10]
    """
    draws = np.random.default_rng(seed)
    at_once = max(1, DRAWS // turns)
    for begin in range(0, resamples, at_once):
        samples = min(at_once, resamples - begin)
        yield draws.integers(0, turns, (samples, turns))


def resampled_sums(per_turn: np.ndarray, resamples: int, seed: int) -> np.ndarray:
    """The sums of what each turn holds, in each sample: an array of samples by columns.

    Parameters
    ----------
    per_turn : turns by columns.
    resamples, seed : as in `drawn_turns`.

    >>> resampled_sums(np.array([[2, 1], [2, 1]]), 2, seed=0).tolist()
    [[4, 2], [4, 2]]
    """
    turns = len(per_turn)
    sums = []
    for drawn in drawn_turns(turns, resamples, seed):
        sums.append(times_drawn(drawn, turns) @ per_turn)
    return np.concatenate(sums)


def times_drawn(drawn: np.ndarray, turns: int) -> np.ndarray:
    """How often each turn is drawn in each sample, one sample a row.

    >>> times_drawn(np.array([[0, 2, 2], [1, 0, 1]]), turns=3).tolist()
    [[1, 0, 2], [1, 2, 0]]
    """
    samples = len(drawn)
    first_cells = turns * np.arange(samples)[:, None]
    cells = first_cells + drawn
    times = np.bincount(cells.ravel(), minlength=samples * turns)
    return times.reshape(samples, turns)


def middle_95(values: np.ndarray) -> tuple[float, float]:
    """Between which two values the middle 95 % of those lie that are numbers.

    >>> middle_95(np.arange(1001.0)), middle_95(np.array([]))
    ((25.0, 975.0), (nan, nan))
    """
    defined = values[~np.isnan(values)]
    if not len(defined):
        return NO_INTERVAL
    low, high = np.percentile(defined, MIDDLE_95)
    return float(low), float(high)


def middles_95(columns: np.ndarray) -> list[tuple[float, float]]:
    """The same of each column.

    >>> middles_95(np.array([[0.0, 5.0], [1.0, np.nan]]))
    [(0.025, 0.975), (5.0, 5.0)]
    """
    if not len(columns) or np.isnan(columns).any():
        return [middle_95(column) for column in columns.T]
    lows, highs = np.percentile(columns, MIDDLE_95, axis=0)
    return list(zip(lows.tolist(), highs.tolist(), strict=True))


def most_where_none(turns: int) -> float:
    """The share of turns that may have a thing of which none of so many has it.

    If more had it, so many turns without it would come by chance in less than one case of twenty
    (the exact upper bound of a share of nothing; of 30 turns nearly three, the rule of three).

    Parameters
    ----------
    turns : how many there are, one at least.

    >>> round(30 * most_where_none(30), 2)
    2.85
    """
    return 1 - CHANCE_OF_NONE ** (1 / turns)


def counts_per_unit(units: pd.Series, has: pd.Series) -> np.ndarray:
    """For each unit, in the order of their names, how many rows have something and how many not.

    Parameters
    ----------
    units : of each row what is drawn again as a whole: its turn, or its question.
    has : for each row whether it has it.

    >>> counts_per_unit(pd.Series(["t2", "t1", "t2"]), pd.Series([True, False, False])).tolist()
    [[0, 1], [1, 1]]
    """
    by_unit = has.groupby(units)
    having = by_unit.sum().to_numpy()
    return np.column_stack([having, by_unit.size().to_numpy() - having])


def interval_of_share(per_turn: np.ndarray, resamples: int, seed: int) -> tuple[float, float]:
    """Between which percentages a share lies when turns are drawn again; none of a single turn.

    Where all are alike, no sample differs; the other end is then what so many turns leave open.

    Parameters
    ----------
    per_turn : turns by two columns, what has it and what has it not.
    resamples, seed : as in `drawn_turns`.

    >>> interval_of_share(np.array([[1, 1], [2, 2]]), 100, seed=0)
    (50.0, 50.0)
    >>> low, high = interval_of_share(np.array([[0, 2]] * 30), 100, seed=0)
    >>> low, round(high, 1)
    (0.0, 9.5)
    """
    turns = len(per_turn)
    having, lacking = per_turn.sum(axis=0)
    if turns < 2:
        return NO_INTERVAL
    if not having:
        return 0.0, 100 * most_where_none(turns)
    if not lacking:
        return 100 - 100 * most_where_none(turns), 100.0
    sums = resampled_sums(per_turn, resamples, seed)
    return middle_95(100 * sums[:, 0] / sums.sum(axis=1))
