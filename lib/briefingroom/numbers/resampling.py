"""Turns drawn again, with replacement: how far a figure would move with other turns of the kind.

The percentile bootstrap (Efron 1979), with turns as what is drawn, because the words and the codes
of one turn belong together.
"""

from collections.abc import Iterator

import numpy as np

DRAWS = 1_000_000  # kept in memory at once
MIDDLE_95 = (2.5, 97.5)  # percentiles
NO_INTERVAL = (float("nan"), float("nan"))


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
        times = np.apply_along_axis(np.bincount, 1, drawn, minlength=turns)
        sums.append(times @ per_turn)
    return np.concatenate(sums)


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
