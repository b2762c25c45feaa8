"""The log odds of words on two sides, and how far chance alone can make them differ.

Counts are arrays with one row for each of the two sides and one column a word; sizes, the words of
each side in all, have the same rows and one column.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

PRIOR = 500  # words: how much text the prior of the log odds is worth
AT_ONCE = 500_000  # numbers, when turns are dealt
KEPT = 1_000_000  # numbers of dealt turns that are kept for the next question
SLACK = 1e-9  # log odds that differ by less are the same


class LogOdds(NamedTuple):
    """Of each word, the log odds ratio of the first side to the second, and over its deviation."""

    ratio: np.ndarray
    z: np.ndarray


class Deck(NamedTuple):
    """Turns to be dealt.

    Attributes
    ----------
    counts : one row a turn, one column a word, and a last one for all its words.
    hand : the turns of the smaller side. It is enough to deal that one: with the other, the log
        odds only change sign.
    """

    counts: np.ndarray
    hand: int

    def portions(self, deals: int) -> list[int]:
        """How many to deal at once, so that the numbers stay in memory.

        >>> Deck(np.zeros((1000, 100)), hand=500).portions(25)
        [10, 10, 5]
        """
        turns, columns = self.counts.shape
        return _portions(deals, max(columns * self.hand, turns))

    def deals(self, deals: int, seed: int) -> Iterator[np.ndarray]:
        """The counts of the hand in each of so many deals, a portion at a time."""
        for some in self._hands(deals, seed):
            for begin, end in pairwise(np.cumsum([0, *self.portions(len(some))]).tolist()):
                yield self.counts[some[begin:end, : self.hand]].sum(axis=1)

    def _hands(self, deals: int, seed: int) -> Iterable[np.ndarray]:
        """The turns of each deal; those of hands of about the same size are kept as one."""
        turns = len(self.counts)
        room = min(turns, 2 ** self.hand.bit_length())
        if isinstance(seed, int) and deals * room <= KEPT:
            return [_kept_hands(turns, room, deals, seed)]
        return dealt_hands(turns, self.hand, deals, seed)


def dealt_hands(turns: int, hand: int, deals: int, seed: int) -> Iterator[np.ndarray]:
    """So many turns of all, drawn anew for each deal, one deal a row.

    >>> [hands.shape for hands in dealt_hands(200_000, 3, deals=3, seed=0)]
    [(2, 3), (1, 3)]
    """
    draws = np.random.default_rng(seed)
    for portion in _portions(deals, turns):
        in_order = np.tile(np.arange(turns), (portion, 1))
        yield draws.permuted(in_order, axis=1)[:, :hand]


def _portions(deals: int, numbers_a_deal: int) -> list[int]:
    at_once = max(1, AT_ONCE // numbers_a_deal)
    return [min(at_once, deals - begin) for begin in range(0, deals, at_once)]


@lru_cache(maxsize=4)
def _kept_hands(turns: int, hand: int, deals: int, seed: int) -> np.ndarray:
    """Hands for the questions that follow: to shuffle takes longer than all the rest."""
    hands = [some.astype(np.int32) for some in dealt_hands(turns, hand, deals, seed)]
    return np.concatenate([np.zeros((0, hand), np.int32), *hands])


def prior_of(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Of each word its part in a text that is worth the prior, if both sides were one.

    >>> prior_of(np.array([[3, 9], [1, 7]]), np.array([[500], [500]])).tolist()
    [2.0, 8.0]
    """
    together = counts.sum(axis=0)
    return PRIOR * together / sizes.sum()


def log_odds_of(counts: np.ndarray, sizes: np.ndarray, prior: np.ndarray) -> LogOdds:
    """With an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).

    >>> alike = np.array([[3, 9], [3, 9]])
    >>> log_odds_of(alike, np.array([[99], [99]]), prior=np.array([1, 1])).ratio.tolist()
    [0.0, 0.0]
    """
    with_prior = counts + prior
    ratio = _log_odds_ratio(with_prior, sizes)
    variances = 1 / with_prior
    deviation = np.sqrt(variances.sum(axis=0))
    return LogOdds(ratio, z=ratio / deviation)


def _log_odds_ratio(with_prior: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    odds = with_prior / (sizes + PRIOR - with_prior)
    return np.log(odds[0] / odds[1])


def permutation_share(
    deck: Deck,
    prior: np.ndarray,
    log_odds: np.ndarray,
    relabellings: int,
    seed: int,
) -> np.ndarray:
    """In which share of the deals the log odds of each word are at least as far from 0.

    The true deal is one of them.

    >>> turns = np.array([[5, 20], [5, 20], [5, 20], [5, 20]])  # alike, so every deal is
    >>> share = permutation_share(Deck(turns, 2), np.ones(1), np.zeros(1), relabellings=9, seed=0)
    >>> share.tolist()
    [1.0]
    """
    everything = deck.counts.sum(axis=0)
    farthest = abs(log_odds) - SLACK
    reached = np.ones(len(prior))
    for dealt in deck.deals(relabellings, seed):
        sides = np.array([dealt, everything - dealt])
        counts = sides[..., :-1]
        sizes = sides[..., -1:]
        by_chance = abs(_log_odds_ratio(counts + prior, sizes))
        reached += (by_chance >= farthest).sum(axis=0)
    return reached / (relabellings + 1)
