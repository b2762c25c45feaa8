"""How often a term is used, by briefing, role, speaker or act, and how far to rely on that."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import QuestionError
from ..numbers.resampling import (
    NO_INTERVAL,
    drawn_turns,
    middles_95,
    most_where_none,
    times_drawn,
)
from .index import ABOUT, Chosen, Hits, Texts, corpus, names_by_group
from .terms import Terms, labelled

PER = 10_000  # words
PRODUCTS_IN_ONE_THREAD = 200_000  # of numbers in a matrix multiplication, about


class TurnGroups(NamedTuple):
    """The turns that are compared.

    Attributes
    ----------
    names : of the groups.
    of_turn : for each turn the number of its group; -1 where it is in none.
    turns : for each group its turns.
    """

    names: np.ndarray
    of_turn: np.ndarray
    turns: list[np.ndarray]


def trend(
    terms: Terms,
    by: str = "briefing",
    *,
    role: Chosen = None,
    speaker: Chosen = None,
    act: Chosen = None,
    resamples: int = 1000,
    seed: int = 0,
    texts: Texts | None = None,
) -> pd.DataFrame:
    """How often terms are used in each briefing (or by each role, speaker, act), with an interval.

    The interval says how much the rate would move if other turns of the same kind had been spoken:
    the turns of the group are drawn again, with replacement, as many as there are, and the rate is
    computed anew; 95 % of these rates lie between low and high (percentile bootstrap; Efron 1979;
    for texts, see Gries 2006). Words of one turn belong together and are drawn together. For a term
    that a few turns hold the interval is too narrow: of about 25 turns, expect it to cover the true
    rate in about nine cases of ten. With one turn there is none. Look at ``range`` first.

    Where no turn has the term, drawing again finds nothing, whatever the true rate; then high is an
    upper bound and low is 0. If one turn in so many had the term, none of n turns would have it
    with a chance of 5 % at a share of 1 - 0.05 ** (1 / n), which is about 3 / n (the rule of three:
    Hanley and Lippman-Hand, JAMA 249, 1983). As a rate it is that share of the turns with one use
    each; a term that comes in bursts could be more frequent.

    Parameters
    ----------
    terms : a term as in ``concordance``, or a list of terms. A list inside the list is one term in
        several wordings, counted together:
        ``trend([["new development paradigm", "new development pattern"], "reform"])``.
    by : briefing, role, speaker or act (or outlet). Turns without a known one are left out.
    role, speaker, act : only turns of this one, or of any in a list; words are counted in these
        turns only.
    resamples : how often the turns are drawn.
    seed : of the draws. The same seed gives the same interval everywhere, whatever the other groups
        are.
    texts : other texts than the five briefings.

    Columns: term, then the one named by `by`, count, words (of the group), rate, low, high (per
    10,000 words), turns (that have the term), range ("5 of 25 turns"), sentences (list of the ids
    in which it is counted).

    Raises
    ------
    QuestionError : for an empty term or an unknown `by`.
    UnknownName : when there is no such role, speaker or act.

    >>> table = trend("new industrialization")
    >>> table["count"].tolist()
    [1, 0, 1, 10, 5]
    >>> table.range.tolist()[3]
    '3 of 26 turns'
    """
    texts = texts or corpus()
    if by not in ABOUT:
        *others, last = ABOUT
        raise QuestionError(f"A trend is by {', '.join(others)} or {last}, not by {by!r}.")
    chosen = texts.select(role=role, speaker=speaker, act=act)
    groups = _group_turns(texts, by, chosen)
    words = [texts.words_of_turn[turns] for turns in groups.turns]
    rows = []
    for label, term in labelled(terms):
        hits = texts.find(term)
        in_turn = np.bincount(texts.turn_of[hits.row], minlength=len(texts.turns))
        counts = [in_turn[turns] for turns in groups.turns]
        intervals = _intervals(counts, words, resamples, seed)
        sentences = _sentences_of(hits, texts, groups)
        of_groups = zip(groups.names, counts, words, intervals, sentences, strict=True)
        for name, count, size, interval, ids in of_groups:
            rate = _rate_row(count, size, interval)
            rows.append({"term": label, by: name, **rate, "sentences": ids})
    return pd.DataFrame(rows)


def _group_turns(texts: Texts, by: str, chosen: np.ndarray) -> TurnGroups:
    """The chosen turns by what is known of them."""
    names = texts.turns[by].to_numpy(object).copy()
    is_grouped = chosen & (names != "")
    names[~is_grouped] = None
    of_turn, groups = pd.factorize(names)
    if not len(groups):
        raise QuestionError(f"There is nothing to compare: no chosen turn has a known {by}.")
    in_order = np.argsort(of_turn, kind="stable")
    sizes = np.bincount(of_turn + 1)  # those in no group come first
    edges = np.cumsum(sizes)[:-1]
    _, *turns = np.split(in_order, edges)
    return TurnGroups(groups, of_turn, turns)


def _sentences_of(hits: Hits, texts: Texts, groups: TurnGroups) -> list[list[str]]:
    """For each group the ids of the sentences with a hit."""
    turn = texts.turn_of[hits.row]
    group = groups.of_turn[turn]
    in_order = np.argsort(group, kind="stable")
    in_a_group = in_order[group[in_order] >= 0]
    return names_by_group(
        texts.sentence,
        group=group[in_a_group],
        number=hits.row[in_a_group],
        groups=len(groups.names),
    )


def _rate_row(
    counts: np.ndarray, words: np.ndarray, interval: tuple[float, float]
) -> dict[str, int | float | str]:
    """The rate of one term in one group of turns, given its count and the words in each turn."""
    turns = len(counts)
    turns_with_term = np.count_nonzero(counts)
    low, high = interval
    return {
        "count": int(counts.sum()),
        "words": int(words.sum()),
        "rate": PER * counts.sum() / words.sum(),
        "low": low,
        "high": high,
        "turns": turns_with_term,
        "range": f"{turns_with_term} of {turns} turns",
    }


def _intervals(
    counts: list[np.ndarray], words: list[np.ndarray], resamples: int, seed: int
) -> list[tuple[float, float]]:
    """The interval of each group, given the count and the words in each of its turns.

    Groups of as many turns have the same draws, and are reckoned together.
    """
    intervals = [_interval_without_draws(*group) for group in zip(counts, words, strict=True)]
    sizes = np.array([len(count) if np.any(count) else 0 for count in counts])
    for turns in np.unique(sizes[sizes > 1]).tolist():
        alike = np.flatnonzero(sizes == turns).tolist()
        hits = np.column_stack([counts[number] for number in alike])
        spoken = np.column_stack([words[number] for number in alike])
        rates = _resampled_rates(hits, spoken, resamples, seed)
        for number, interval in zip(alike, middles_95(rates), strict=True):
            intervals[number] = interval
    return intervals


def _interval_without_draws(counts: np.ndarray, words: np.ndarray) -> tuple[float, float]:
    """That of a group in which no turn has the term; none where there is a single turn."""
    if len(counts) > 1 and not np.any(counts):
        return 0.0, upper_bound_of_none(len(counts), int(words.sum()))
    return NO_INTERVAL


def upper_bound_of_none(turns: int, words: int) -> float:
    """How high the rate per 10,000 words may be of a term that no turn has, at 95 % confidence.

    Parameters
    ----------
    turns, words : of the group, over 0.

    >>> round(upper_bound_of_none(turns=30, words=10_000), 2)
    2.85
    """
    return PER * most_where_none(turns) * turns / words


def _resampled_rates(
    counts: np.ndarray, words: np.ndarray, resamples: int, seed: int
) -> np.ndarray:
    """The rates in samples of as many turns, drawn with replacement: samples by groups.

    Of counts and words each row is a turn, each column a group. Whole numbers of this size are
    exact in floating point, which is multiplied faster.
    """
    rates = []
    for drawn in drawn_turns(len(counts), resamples, seed):
        hits, spoken = _sums_drawn(drawn, counts, words)
        rates.append(PER * hits / spoken)
    return np.concatenate(rates)


def _sums_drawn(drawn: np.ndarray, *per_turn: np.ndarray) -> list[np.ndarray]:
    """The sums over the turns of each sample: those of one group added, of several multiplied."""
    turns, groups = per_turn[0].shape
    if groups == 1:
        return [numbers[drawn].sum(axis=1) for numbers in per_turn]
    times = times_drawn(drawn, turns).astype(float)
    return [_small_products(times, numbers.astype(float)) for numbers in per_turn]


def _small_products(times: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """The product of two matrices, so many rows at a time that no second thread is waited for."""
    rows = max(1, PRODUCTS_IN_ONE_THREAD // numbers.size)
    begins = range(0, len(times), rows)
    return np.concatenate([times[begin : begin + rows] @ numbers for begin in begins])
