"""How often a term is used, by briefing, role, speaker or act, and how far that can be relied on."""

import numpy as np
import pandas as pd

from ..errors import QuestionError
from .index import ABOUT, Texts, corpus, names_by_group
from .terms import labelled

PER = 10_000  # words


DRAWS = 1_000_000  # kept in memory at once


def trend(
    terms,
    by: str = "briefing",
    *,
    role=None,
    speaker=None,
    act=None,
    resamples: int = 1000,
    seed: int = 0,
    texts: Texts | None = None,
) -> pd.DataFrame:
    """How often terms are used in each briefing (or by each role, speaker, act), with an interval.

    The interval says how much the rate would move if other turns of the same kind had been spoken: the turns of the
    group are drawn again, with replacement, as many as there are, and the rate is computed anew; 95 % of these rates
    lie between low and high (percentile bootstrap; Efron 1979; for texts, see Gries 2006). Words of one turn belong
    together and are drawn together. For a term that a few turns hold the interval is too narrow: of about 25 turns,
    expect it to cover the true rate in about nine cases of ten. With one turn there is none, and "0 to 0" only says
    that no turn has the term. Look at ``range`` first.

    Parameters
    ----------
    terms : a term as in ``concordance``, or a list of terms. A list inside the list is one term in several wordings,
        counted together: ``trend([["new development paradigm", "new development pattern"], "reform"])``.
    by : briefing, role, speaker or act (or outlet). Turns without a known one are left out.
    role, speaker, act : only turns of this one, or of any in a list; words are counted in these turns only.
    resamples : how often the turns are drawn.
    seed : of the draws. The same seed gives the same interval everywhere, whatever the other groups are.
    texts : other texts than the five briefings.

    Columns: term, then the one named by `by`, count, words (of the group), rate, low, high (per 10,000 words), turns
    (that have the term), range ("5 of 25 turns"), sentences (list of the ids in which it is counted).

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
        raise QuestionError(f"A trend is by {', '.join(ABOUT[:-1])} or {ABOUT[-1]}, not by {by!r}.")
    chosen = texts.select(role=role, speaker=speaker, act=act)
    names = np.where(chosen, texts.turns[by].to_numpy(object), "")
    code, groups = pd.factorize(np.where(names == "", None, names))
    if not len(groups):
        raise QuestionError(f"There is nothing to compare: no chosen turn has a known {by}.")
    members = np.split(np.argsort(code, kind="stable"), np.cumsum(np.bincount(code + 1))[:-1])[1:]
    rows = []
    for label, term in labelled(terms):
        hits = texts.find(term)
        turn = texts.turn_of[hits.row]
        counts = np.bincount(turn, minlength=len(texts.turns))
        order = np.argsort(code[turn], kind="stable")
        order = order[code[turn[order]] >= 0]
        sentences = names_by_group(texts.sentence, code[turn[order]], hits.row[order], len(groups))
        for group, turns, ids in zip(groups, members, sentences):
            rate = _rate_row(counts[turns], texts.words_of_turn[turns], resamples, seed)
            rows.append({"term": label, by: group, **rate, "sentences": ids})
    return pd.DataFrame(rows)


def _rate_row(counts: np.ndarray, words: np.ndarray, resamples: int, seed: int) -> dict:
    """The rate of one term in one group of turns, given its count and the words in each turn."""
    n, have = len(counts), int((counts > 0).sum())
    low = high = float("nan")
    if n > 1:
        low, high = np.percentile(
            _resampled(counts, words, resamples, np.random.default_rng(seed)), [2.5, 97.5]
        )
    return {
        "count": int(counts.sum()),
        "words": int(words.sum()),
        "rate": PER * counts.sum() / words.sum(),
        "low": float(low),
        "high": float(high),
        "turns": have,
        "range": f"{have} of {n} turns",
    }


def _resampled(
    counts: np.ndarray, words: np.ndarray, resamples: int, rng: np.random.Generator
) -> np.ndarray:
    """The rates in samples of as many turns, drawn with replacement."""
    n, at_once = len(counts), max(1, DRAWS // len(counts))
    rates = []
    for begin in range(0, resamples, at_once):
        drawn = rng.integers(0, n, (min(at_once, resamples - begin), n))
        rates.append(PER * counts[drawn].sum(axis=1) / words[drawn].sum(axis=1))
    return np.concatenate(rates)
