"""What marks one briefing, speaker, role or period against another: key words."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import QuestionError
from .index import ABOUT, Chosen, Texts, corpus, differs_from_last, names_by_group
from .log_odds import Deck, log_odds_of, permutation_share, prior_of
from .log_ratio import conservative_log_ratio, log_ratio
from .trends import PER

REST = "everything else"


class Sides(NamedTuple):
    """The turns of target and reference: True or False for each turn."""

    target: np.ndarray
    reference: np.ndarray


class Counts(NamedTuple):
    """How often words are said on each side.

    Attributes
    ----------
    words : their numbers in the vocabulary.
    found : how often; target in the first row, reference in the second, one column a word.
    sizes : the words of each side in all; the same rows, one column.
    """

    words: np.ndarray
    found: np.ndarray
    sizes: np.ndarray

    def chosen(self, which: np.ndarray) -> "Counts":
        """Those of some of the words."""
        return Counts(
            words=self.words[which],
            found=self.found[:, which],
            sizes=self.sizes,
        )


class Scores(NamedTuple):
    """How much each word marks the target, in the columns of `keywords`."""

    log_ratio_low: np.ndarray
    log_odds: np.ndarray
    log_odds_z: np.ndarray

    def chosen(self, which: np.ndarray) -> "Scores":
        """Those of some of the words."""
        return Scores(
            log_ratio_low=self.log_ratio_low[which],
            log_odds=self.log_odds[which],
            log_odds_z=self.log_odds_z[which],
        )


class Occurrences(NamedTuple):
    """Where words stand, in order: which of them, in which sentence and turn."""

    word: np.ndarray
    row: np.ndarray
    turn: np.ndarray

    def chosen(self, which: np.ndarray) -> "Occurrences":
        """Those for which a mask says True."""
        if which.all():  # target against everything else: nothing is left out
            return self
        return Occurrences(
            word=self.word[which],
            row=self.row[which],
            turn=self.turn[which],
        )


def keywords(
    target: Chosen,
    reference: Chosen = None,
    *,
    by: str = "briefing",
    role: Chosen = None,
    act: Chosen = None,
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
    count_target, count_reference, words_target, words_reference, rate_target, rate_reference :
        rates per 10,000 words.
    log_ratio : how many times the rate doubles from reference to target, with half a hit added on
        each side so that nought can be compared (Hardie 2014; Walter 1975).
    log_ratio_low : its conservative bound: the end nearer nought of its confidence interval, and 0
        when the interval holds 0 (LRC; Evert 2022: exact interval of a Poisson rate ratio given the
        sum, at 95 % for all compared words together, after Bonferroni). The rows are in the order
        of this column, then of log_odds_z.
    log_odds, log_odds_z : log odds ratio with an informative Dirichlet prior, and the same over its
        standard deviation (Monroe, Colaresi and Quinn 2008). The prior is worth 500 words of target
        and reference together.
    range_briefings, range_turns, range_speakers : in how many briefings, turns and mouths of the
        target the word is found; a journalist speaks for the outlet. The table's
        ``attrs["target"]`` has the number there are, ``attrs["sides"]`` what target and reference
        are in words, ``attrs["briefings"]`` those that they are from.
    permutation_share : the turns of both sides are mixed and dealt out again, as many to each side
        as before; in this share of the deals, the true one included, the log odds lie at least as
        far from 0 as they do. It describes how easily the lengths and habits of turns alone make
        such a difference.
    sentences_target, sentences_reference : lists of the ids in which the word is counted.

    How far to believe it: log_ratio_low and log_odds_z take words for independent, but a word comes
    in bursts, within a turn. Where turns are alike and words do come in bursts, more than 5 % of
    comparisons show some word with a bound above 0, and z beyond 2 is common. permutation_share
    keeps its promise then: a word chosen beforehand has 0.05 or less in at most 5 % of comparisons.
    But of a hundred words that do not differ about five do: it is no test of the words at the top
    of a list, and says nothing of other briefings, which are not a sample.

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
    spoken = texts.select(role=role, act=act)
    sides = _sides(texts, target, reference, by, spoken)
    counts = _count(texts, sides, max(1, min_count))
    scores = scores_of(counts)
    vocabulary = np.array(texts.words.vocabulary, object)
    best = most_marked(vocabulary[counts.words], scores)[:top]
    counts = counts.chosen(best)
    scores = scores.chosen(best)
    occurrences = _occurrences(texts, counts.words)
    words = len(best)
    share = permutation_share(
        _deck(texts, sides, occurrences, words),
        prior=prior_of(counts.found, counts.sizes),
        log_odds=scores.log_odds,
        relabellings=relabellings,
        seed=seed,
    )
    columns = {
        "word": pd.array(vocabulary[counts.words], dtype="str"),
        **count_columns(counts),
        "log_ratio": log_ratio(counts.found, counts.sizes),
        **scores._asdict(),
        **spread_columns(texts, sides.target, occurrences, words),
        "permutation_share": share,
        **_sentence_columns(texts, sides, occurrences, words),
    }
    table = pd.DataFrame(columns)
    table.attrs["target"] = _parts_of(texts, sides.target)
    table.attrs["sides"] = _names_of_sides(texts, by, sides, reference)
    table.attrs["briefings"] = texts.names("briefing", sides.target | sides.reference)
    return table


def _sides(texts: Texts, target: Chosen, reference: Chosen, by: str, spoken: np.ndarray) -> Sides:
    if by not in ABOUT:
        *others, last = ABOUT
        raise QuestionError(f"Key words are by {', '.join(others)} or {last}, not by {by!r}.")
    first = texts.select(**{by: target})
    second = ~first
    if reference is not None:
        second = texts.select(**{by: reference})
    if (first & second).any():
        raise QuestionError(
            f"{target!r} and {reference!r} are the same in part or whole; "
            "compare two different things."
        )
    sides = Sides(first & spoken, second & spoken)
    _must_have_words(texts, sides.target, target)
    _must_have_words(texts, sides.reference, REST if reference is None else reference)
    return sides


def _must_have_words(texts: Texts, side: np.ndarray, name: Chosen) -> None:
    if not texts.words_of_turn[side].sum():
        raise QuestionError(f"There are no words to compare in {name!r}.")


def _count(texts: Texts, sides: Sides, fewest: int) -> Counts:
    """The words that both sides together have so often."""
    found = np.array([texts.word_counts_in(side) for side in sides])
    together = found.sum(axis=0)
    compared = np.flatnonzero(together >= fewest)
    return Counts(
        words=compared,
        found=found[:, compared],
        sizes=found.sum(axis=1, keepdims=True),
    )


def scores_of(counts: Counts) -> Scores:
    """How strongly each word marks the target."""
    prior = prior_of(counts.found, counts.sizes)
    log_odds = log_odds_of(counts.found, counts.sizes, prior)
    return Scores(
        log_ratio_low=conservative_log_ratio(counts.found, counts.sizes),
        log_odds=log_odds.ratio,
        log_odds_z=log_odds.z,
    )


def most_marked(words: np.ndarray, scores: Scores) -> np.ndarray:
    """The order of the words: by the bound, then by z, then by the alphabet."""
    last_key_first = (
        words.astype(str),
        -scores.log_odds_z,
        -scores.log_ratio_low,
    )
    return np.lexsort(last_key_first)


def count_columns(counts: Counts) -> dict[str, np.ndarray]:
    """How often each word is found on both sides, of how many words, and in ten thousand."""
    sizes = counts.sizes.repeat(len(counts.words), axis=1)
    rates = PER * counts.found / counts.sizes
    target, reference = 0, 1
    return {
        "count_target": counts.found[target],
        "count_reference": counts.found[reference],
        "words_target": sizes[target],
        "words_reference": sizes[reference],
        "rate_target": rates[target],
        "rate_reference": rates[reference],
    }


def _occurrences(texts: Texts, words: np.ndarray) -> Occurrences:
    """Where the words stand, one word after the other."""
    rows = texts.rows_of_vocabulary
    row = rows.rows_with(words)
    word = np.repeat(np.arange(len(words)), rows.counts(words))
    return Occurrences(word, row, texts.turn_of[row])


def spread_columns(
    texts: Texts, side: np.ndarray, occurrences: Occurrences, words: int
) -> dict[str, np.ndarray]:
    """In how many briefings, turns and mouths of a side each word is found."""
    is_here = side[occurrences.turn]
    here = occurrences.chosen(is_here)
    columns = {}
    for name, part in texts.range.items():
        parts = part[here.turn]
        columns[f"range_{name}"] = _count_distinct(here.word, parts, words)
    return columns


def _count_distinct(word: np.ndarray, part: np.ndarray, words: int) -> np.ndarray:
    """For each word, in how many different parts it stands."""
    is_known = part >= 0
    word = word[is_known]
    part = part[is_known]
    parts = part.max(initial=0) + 1
    pairs = np.unique(word * parts + part)
    return np.bincount(pairs // parts, minlength=words)


def _deck(texts: Texts, sides: Sides, occurrences: Occurrences, words: int) -> Deck:
    """The turns of both sides with the words that are compared, to be dealt again."""
    is_dealt = sides.target | sides.reference
    place = np.cumsum(is_dealt) - 1
    dealt = occurrences.chosen(is_dealt[occurrences.turn])
    is_new = differs_from_last(dealt.word) | differs_from_last(dealt.turn)
    first = np.flatnonzero(is_new)
    counts = np.zeros((np.count_nonzero(is_dealt), words + 1), np.int32)
    times = np.diff(first, append=len(is_new))
    counts[place[dealt.turn[first]], dealt.word[first]] = times
    counts[:, words] = texts.words_of_turn[is_dealt]
    smaller = min(sides.target.sum(), sides.reference.sum())
    return Deck(counts, hand=int(smaller))


def _sentence_columns(
    texts: Texts, sides: Sides, occurrences: Occurrences, words: int
) -> dict[str, list[list[str]]]:
    """The ids of the sentences in which each word is counted."""
    columns = {}
    for name, side in sides._asdict().items():
        is_here = side[occurrences.turn]
        here = occurrences.chosen(is_here)
        ids = names_by_group(texts.sentence, here.word, here.row, words)
        columns[f"sentences_{name}"] = ids
    return columns


def _parts_of(texts: Texts, side: np.ndarray) -> dict[str, int]:
    """How many briefings, turns and speakers a side has."""
    numbers = {}
    for name, part in texts.range.items():
        known = set(part[side].tolist()) - {-1}
        numbers[name] = len(known)
    return numbers


def _names_of_sides(texts: Texts, by: str, sides: Sides, reference: Chosen) -> list[str]:
    """What target and reference are, in words."""
    target = _joined_by_and(texts.names(by, sides.target))
    if reference is None:
        return [target, REST]
    return [target, _joined_by_and(texts.names(by, sides.reference))]


def _joined_by_and(names: Iterable[str]) -> str:
    *others, last = names
    if not others:
        return last
    return f"{', '.join(others)} and {last}"
