"""What marks one briefing, speaker, role or period against another: key words."""

import math

import numpy as np
import pandas as pd

from ..errors import QuestionError
from .index import ABOUT, Texts, corpus, names_by_group, rows_of
from .trends import PER

PRIOR = 500  # words: how much text the prior of the log odds is worth


AT_ONCE = 500_000  # numbers, when turns are dealt


REST = "everything else"


ALL_WRONG = (
    0.05  # chance that any of the bounds of the log ratio is wrong, if words were independent
)


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
    top : how many words; None gives all, which takes memory for every word and turn.
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
        found; a journalist speaks for the outlet. The table's ``attrs["target"]`` has the number there are,
        ``attrs["sides"]`` what target and reference are in words, ``attrs["briefings"]`` those that they are from.
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

    >>> words = keywords("2023-03-01").set_index("word")
    >>> list(words.index[:4])
    ['iot', 'will', 'jin', 'specialized']
    >>> int(words.range_turns["iot"])
    3
    """
    texts = texts or corpus()
    sides = _sides(texts, target, reference, by, texts.select(role=role, act=act))
    vocabulary = np.array(texts.words.vocabulary, object)
    words_in = np.diff(texts.words.starts)
    spoken = [texts.words.ids[np.repeat(side[texts.turn_of], words_in)] for side in sides]
    counts = np.array([np.bincount(ids, minlength=len(vocabulary)) for ids in spoken])
    words, together = counts.sum(axis=1, keepdims=True), counts.sum(axis=0)
    compared = np.flatnonzero(together >= max(1, min_count))
    low = _conservative(counts[:, compared], words)
    prior = PRIOR * together / together.sum()
    with_prior = counts[:, compared] + prior[compared]
    log_odds = _log_odds(with_prior, words)
    z = log_odds / np.sqrt((1 / with_prior).sum(axis=0))
    best = np.lexsort((vocabulary[compared].astype(str), -z, -low))[:top]
    chosen = compared[best]
    found = counts[:, chosen]
    table = {"word": pd.array(vocabulary[chosen], dtype="str")}
    for name, values in (
        ("count", found),
        ("words", words.repeat(len(best), axis=1)),
        ("rate", PER * found / words),
    ):
        table[f"{name}_target"], table[f"{name}_reference"] = values
    table["log_ratio"] = np.subtract(*np.log2((found + 0.5) / (words + 0.5)))
    table |= {"log_ratio_low": low[best], "log_odds": log_odds[best], "log_odds_z": z[best]}

    word, row = _stand(texts, chosen)
    turn = texts.turn_of[row]
    here = sides[0][turn]
    for name, codes in texts.range.items():
        table[f"range_{name}"] = _distinct(word[here], codes[turn[here]], len(best))
    table["permutation_share"] = _permutation_share(
        texts, sides, (word, turn), prior[chosen], log_odds[best], relabellings, seed
    )
    for side, name in zip(sides, ("target", "reference")):
        table[f"sentences_{name}"] = names_by_group(
            texts.sentence, word[side[turn]], row[side[turn]], len(best)
        )
    table = pd.DataFrame(table)
    table.attrs["target"] = {
        name: len(set(codes[sides[0]]) - {-1}) for name, codes in texts.range.items()
    }
    said = [_listed_names(texts.turns[by][side].unique()) for side in sides]
    table.attrs["sides"] = [said[0], REST if reference is None else said[1]]
    table.attrs["briefings"] = texts.turns.briefing[sides[0] | sides[1]].unique().tolist()
    return table


def _listed_names(names) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _sides(
    texts: Texts, target, reference, by: str, chosen: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The turns of target and reference: True or False for each."""
    if by not in ABOUT:
        raise QuestionError(
            f"Key words are by {', '.join(ABOUT[:-1])} or {ABOUT[-1]}, not by {by!r}."
        )
    first = texts.select(**{by: target})
    second = ~first if reference is None else texts.select(**{by: reference})
    if (first & second).any():
        raise QuestionError(
            f"{target!r} and {reference!r} are the same in part or whole; compare two different things."
        )
    sides = first & chosen, second & chosen
    for side, name in zip(sides, (target, REST if reference is None else reference)):
        if not texts.words_of_turn[side].sum():
            raise QuestionError(f"There are no words to compare in {name!r}.")
    return sides


def _log_odds(with_prior: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Log odds ratio of the first side to the second, of counts to which the prior was added."""
    odds = with_prior / (words + PRIOR - with_prior)
    return np.log(odds[0] / odds[1])


def _conservative(counts: np.ndarray, words: np.ndarray) -> np.ndarray:
    """The bound of the log ratio that is nearer 0, and 0 when the interval holds 0 (LRC; Evert 2022).

    If both rates were equal, the hits would fall to the side with the higher rate as often as its share of the words.
    The lower bound of that share is exact (Clopper and Pearson 1934), and gives that of the ratio.
    """
    if not counts.size:
        return np.zeros(0)
    high = np.argmax(counts / words, axis=0)
    hits, both = np.take_along_axis(counts, high[None], 0)[0], counts.sum(axis=0)
    size = words[high, 0] / words.sum()
    error = ALL_WRONG / 2 / counts.shape[1]
    sure = np.flatnonzero(_log_mass(hits, both, size) < math.log(error))
    sure = sure[_log_tail(hits[sure], both[sure], size[sure]) < math.log(error)]
    k, n, share = hits[sure], both[sure], size[sure].copy()
    for _ in range(
        50
    ):  # Newton's method in log share, where the tail is concave: it never overshoots
        tail = _log_tail(k, n, share)
        step = (math.log(error) - tail) / (k * np.exp(_log_mass(k, n, share) - tail))
        share *= np.exp(step)
        if (step < 1e-9).all():
            break
    bound = np.zeros(counts.shape[1])
    bound[sure] = np.log2(share / (1 - share) * (1 - size[sure]) / size[sure])
    return np.where(high == 0, bound, 0 - bound)


def _log_mass(k: np.ndarray, n: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Logarithm of the chance of exactly k hits in n when each has chance p."""
    log_factorial = np.append(0, np.cumsum(np.log(np.arange(1, n.max(initial=0) + 1))))
    choose = log_factorial[n] - log_factorial[k] - log_factorial[n - k]
    return choose + k * np.log(p) + (n - k) * np.log1p(-p)


def _log_tail(k: np.ndarray, n: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Logarithm of the chance of k or more hits in n when each has chance p, for p at most k / n.

    The terms after the first are a hypergeometric series, summed until nothing is added.
    """
    odds, term, total = p / (1 - p), np.ones(len(k)), np.ones(len(k))
    for j in range(int((n - k).max(initial=0))):
        term = term * odds * np.maximum(n - k - j, 0) / (k + j + 1)
        total += term
        if (term < 1e-17 * total).all():
            break
    return _log_mass(k, n, p) + np.log(total)


def _stand(texts: Texts, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the chosen words stand: which of them, and the row of the sentence, in order of both."""
    number = np.full(len(texts.words.vocabulary), -1)
    number[chosen] = np.arange(len(chosen))
    word = number[texts.words.ids]
    at = np.flatnonzero(word >= 0)
    at = at[np.argsort(word[at], kind="stable")]
    return word[at], rows_of(at, texts.words.starts)


def _distinct(word: np.ndarray, code: np.ndarray, size: int) -> np.ndarray:
    """For each word, in how many different things it stands."""
    word, code = word[code >= 0], code[code >= 0]
    things = code.max(initial=0) + 1
    return np.bincount(np.unique(word * things + code) // things, minlength=size)


def _permutation_share(
    texts: Texts, sides, found, prior, log_odds, relabellings: int, seed: int
) -> np.ndarray:
    """In which share of the deals of the turns the log odds of each word are at least as far from 0."""
    word, turn = found
    shape = len(texts.turns), len(prior)
    per_turn = np.bincount(turn * shape[1] + word, minlength=shape[0] * shape[1]).reshape(shape)
    turns = np.flatnonzero(sides[0] | sides[1])
    per_turn = np.column_stack([per_turn, texts.words_of_turn])[turns].astype(np.int32)
    everything = per_turn.sum(axis=0)
    hand = min(
        sides[0].sum(), sides[1].sum()
    )  # it is enough to deal the smaller side; the log odds only change sign
    reached, rng = np.ones(len(prior)), np.random.default_rng(seed)
    at_once = max(1, AT_ONCE // max(per_turn.shape[1] * hand, len(turns)))
    for begin in range(0, relabellings, at_once):
        deck = np.tile(np.arange(len(turns)), (min(at_once, relabellings - begin), 1))
        dealt = per_turn[rng.permuted(deck, axis=1)[:, :hand]].sum(axis=1)
        both = np.array([dealt, everything - dealt])
        reached += (
            abs(_log_odds(both[..., :-1] + prior, both[..., -1:])) >= abs(log_odds) - 1e-9
        ).sum(axis=0)
    return reached / (relabellings + 1)
