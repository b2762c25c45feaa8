"""What marks one briefing, speaker, role or period against another: key words."""

import math

import numpy as np
import pandas as pd

from .texts import ABOUT, QuestionError, Texts, corpus
from .trends import PER

PRIOR = 500  # words: how much text the prior of the log odds is worth
ALL_WRONG = 0.05  # chance that any of the bounds of the log ratio is wrong, if words were independent
SLACK = 1 + 1e-9  # equal odds count as equal in spite of rounding


def keywords(
    target,
    reference=None,
    *,
    by: str = "briefing",
    role=None,
    act=None,
    min_count: int = 5,
    top: int | None = 100,
    relabellings: int = 1000,
    seed: int = 0,
    texts: Texts | None = None,
) -> pd.DataFrame:
    """The words that mark a target against a reference, the most marked first.

    To see what the target avoids, exchange target and reference.

    Parameters
    ----------
    target : a briefing, or a list of them (a period).
    reference : the same, for comparison; if not given, everything else.
    by : briefing, speaker, outlet, role or act: what target and reference are.
    role, act : only turns of this one, or of any in a list, on both sides.
    min_count : only words that occur as often as this in target and reference together.
    top : how many words; None gives all.
    relabellings, seed : how many random ones, and the seed of the draws.
    texts : other texts than the five briefings.

    Columns
    -------
    word : as counted, lower case.
    count_target, count_reference, words_target, words_reference, rate_target, rate_reference : rates per 10,000 words.
    log_ratio : how many times the rate doubles from reference to target, with half a hit added on each side so that
        nought can be compared (Hardie 2014; Walter 1975).
    log_ratio_low : its conservative bound: the end nearer nought of its confidence interval, and 0 when the interval
        holds 0 (LRC; Evert 2022: exact interval of a Poisson rate ratio given the sum, at 95 % for all compared words
        together, after Bonferroni). The rows are in the order of this column, then of log_odds_z.
    log_odds, log_odds_z : log odds ratio with an informative Dirichlet prior, and the same over its standard deviation
        (Monroe, Colaresi and Quinn 2008). The prior is worth 500 words of target and reference together.
    range_briefings, range_turns, range_speakers : in how many briefings, turns and mouths of the target the word is
        found; a journalist speaks for the outlet. The table's ``attrs["target"]`` has the number there are.
    permutation_share : the turns of both sides are mixed and dealt out again, as many to each side as before; in this
        share of the deals, the true one included, the log odds lie at least as far from 0 as they do. It describes how
        easily the lengths and habits of turns alone make such a difference.
    sentences_target, sentences_reference : lists of the ids in which the word is counted.

    How far to believe it: log_ratio_low and log_odds_z take words for independent, but a word comes in bursts, within
    a turn. Where turns are alike and words do come in bursts, more than 5 % of comparisons show some word with a bound
    above 0, and z beyond 2 is common. permutation_share keeps its promise then: a word chosen beforehand has 0.05 or
    less in at most 5 % of comparisons. But of a hundred words that do not differ about five do: it is no test of the
    words at the top of a list, and says nothing of other briefings, which are not a sample.

    Raises
    ------
    QuestionError : when target and reference share something, or one of them has no words.
    UnknownName : when there is no such briefing, speaker and so on; the message gives the nearest.

    >>> keywords("2023-03-01")[["word", "count_target", "count_reference"]].iloc[0].tolist()
    ['trillion', 22, 18]
    """
    texts = texts or corpus()
    sides = _sides(texts, target, reference, by, texts.select(role=role, act=act))
    vocabulary = np.array(texts.words.vocabulary, object)
    turn_of_word = np.repeat(texts.turn_of, np.diff(texts.words.starts))
    counts = np.array([np.bincount(texts.words.ids[side[turn_of_word]], minlength=len(vocabulary)) for side in sides])
    words = counts.sum(axis=1)
    together = counts.sum(axis=0)
    compared = np.flatnonzero(together >= max(1, min_count))
    y, n = counts[:, compared], words[:, None]
    log_odds, z = _log_odds(y, n, PRIOR * together[compared] / words.sum())
    low = _conservative(y, n)
    best = np.lexsort((vocabulary[compared].astype(str), -z, -low))[:top]
    table = pd.DataFrame({"word": pd.array(vocabulary[compared][best], dtype="str")})
    for values, name in zip((y[:, best], n.repeat(len(best), 1), PER * y[:, best] / n), ("count", "words", "rate")):
        table[f"{name}_target"], table[f"{name}_reference"] = values
    table["log_ratio"] = np.log2((y + 0.5) / (n + 0.5))[:, best].T @ [1, -1]
    table["log_ratio_low"], table["log_odds"], table["log_odds_z"] = low[best], log_odds[best], z[best]
    places = _Places(texts, compared[best])
    for name, thing in _things(texts).items():
        table[f"range_{name}"] = places.range(thing, sides[0])
    table["permutation_share"] = _share(places, sides, table, PRIOR * together[compared[best]] / words.sum(), relabellings, seed)
    for side, name in zip(sides, ("target", "reference")):
        table[f"sentences_{name}"] = places.sentences(side)
    table.attrs["target"] = {name: len(set(thing[sides[0]]) - {""}) for name, thing in _things(texts).items()}
    return table
