"""Krippendorff's alpha for categories: how far codings agree beyond what chance would give.

Alpha is 1 where all agree and 0 where codings agree no more often than codes drawn from one bag.
Written out because the coincidences of turns can be added, so that an interval costs one product of
matrices; the tests hold it against the worked examples of Krippendorff (2011), *Computing
Krippendorff's Alpha-Reliability*, and against the package krippendorff.
"""

from collections.abc import Sequence

import numpy as np

NOT_CODED = -1


def numbered_categories(codes: Sequence[Sequence[str]]) -> np.ndarray:
    """The codes as numbers, in the same arrangement; empty ones are not coded.

    Parameters
    ----------
    codes : for each unit what each coder says.

    >>> numbered_categories([["plan", "tax"], ["tax", ""]]).tolist()
    [[0, 1], [1, -1]]
    """
    categories = sorted({code for unit in codes for code in unit if code})
    numbers = {"": NOT_CODED} | {name: number for number, name in enumerate(categories)}
    return np.array([[numbers[code] for code in unit] for unit in codes], dtype=int)


def coincidences(codes: np.ndarray) -> np.ndarray:
    """The coincidence matrix of each unit: an array of units by categories by categories.

    A unit with m codes gives each pair of them the weight 1 / (m - 1), so that every code that can
    be paired counts once; a unit with a single code gives none.

    Parameters
    ----------
    codes : units by coders, as `numbered_categories` gives them.

    >>> coincidences(np.array([[0, 0], [0, 1], [1, -1]])).tolist()
    [[[2.0, 0.0], [0.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]]]
    """
    categories = np.arange(codes.max(initial=0) + 1)
    counts = (codes[:, :, None] == categories).sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :]
    with_itself = counts[:, :, None] * np.eye(len(categories), dtype=int)
    others = np.maximum(counts.sum(axis=1) - 1, 1)  # a single code has no pair: all is 0 there
    return (pairs - with_itself) / others[:, None, None]


def nominal_alpha(coincidence: np.ndarray) -> np.ndarray:
    """Alpha of one coincidence matrix, or of each of several; not a number where it is undefined.

    It is undefined where only one category is used: then nothing could disagree.

    Parameters
    ----------
    coincidence : an array whose last two axes are categories by categories.

    >>> float(nominal_alpha(np.array([[4.0, 1.0], [1.0, 4.0]])))
    0.64
    """
    of_category = coincidence.sum(axis=-1)
    total = of_category.sum(axis=-1)
    agreeing = np.trace(coincidence, axis1=-2, axis2=-1)
    expected = total**2 - (of_category**2).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha = 1 - (total - 1) * (total - agreeing) / expected
    return np.where(expected > 0, alpha, np.nan)
