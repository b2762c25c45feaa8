"""How evenly a term is spread, and which words keep it company."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..errors import QuestionError
from .index import Texts, WordHits, corpus, differs_from_last, names_by_group, rows_of
from .occurrences import all_between
from .terms import Term, Terms, labelled

MAXIMUM_LOG_DICE = 14


class Deviation(NamedTuple):
    """Gries' deviation of proportions, plain and over its largest possible value."""

    dp: float
    dp_norm: float


def dispersion(terms: Terms, parts: str = "turns", *, texts: Texts | None = None) -> pd.DataFrame:
    """How evenly terms are spread over the texts: in how many parts each is found, and how evenly.

    Parameters
    ----------
    terms : a term as in ``concordance``, or a list of terms; a list inside the list is one term in
        several wordings.
    parts : briefings, turns or speakers: over what dp is computed. A journalist speaks for the
        outlet; turns whose speaker is not known are left out of the parts "speakers".
    texts : other texts than the five briefings.

    Columns
    -------
    term, count.
    range_briefings, of_briefings, range_turns, of_turns, range_speakers, of_speakers : found in k
        of n.
    dp : Gries' deviation of proportions (2008): half the sum, over the parts, of the difference
        between a part's share of the hits and its share of the words. 0: exactly as the words are
        spread; near 1: all in one small part.
    dp_norm : the same over its largest possible value, 1 less the share of the smallest part
        (Lijffijt and Gries 2012). Both are descriptions, and both fall as a term gets more
        frequent: compare terms of like counts. Missing when there is no hit.
    sentences : list of the ids in which the term is counted.

    Raises
    ------
    QuestionError : for an empty term or unknown parts.

    >>> dispersion(["rare earth", "high-quality development"]).range_turns.tolist()
    [2, 27]
    """
    texts = texts or corpus()
    if parts not in texts.range:
        known = ", ".join(texts.range)
        raise QuestionError(f"The parts are {known}, not {parts!r}.")
    rows = []
    for label, term in labelled(terms):
        hits = texts.find(term)
        turn = texts.turn_of[hits.row]
        in_turn = np.bincount(turn, minlength=len(texts.turns))
        deviation = _deviation(in_turn, texts.words_of_turn, texts.range[parts])
        row = {
            "term": label,
            "count": len(hits.row),
            **_range_columns(turn, texts),
            **deviation._asdict(),
            "sentences": _ids_of(hits.row, texts),
        }
        rows.append(row)
    return pd.DataFrame(rows)


def _range_columns(turn: np.ndarray, texts: Texts) -> dict[str, int]:
    """In how many parts of each kind these turns are, and how many parts there are."""
    columns = {}
    for name, part in texts.range.items():
        found_in = set(part[turn].tolist())
        known = found_in - {-1}
        columns[f"range_{name}"] = len(known)
        columns[f"of_{name}"] = int(part.max()) + 1
    return columns


def _ids_of(rows: np.ndarray, texts: Texts) -> list[str]:
    """The ids of sentences, each once and in order."""
    return texts.sentence[np.unique(rows)].tolist()


def _deviation(hits: np.ndarray, sizes: np.ndarray, part: np.ndarray) -> Deviation:
    """From the hits and words of each turn and the part to which it belongs."""
    in_a_part = part >= 0
    part = part[in_a_part]
    hits = np.bincount(part, weights=hits[in_a_part])
    sizes = np.bincount(part, weights=sizes[in_a_part])
    if not hits.sum():
        return Deviation(float("nan"), float("nan"))
    share_of_hits = hits / hits.sum()
    share_of_words = sizes / sizes.sum()
    dp = abs(share_of_hits - share_of_words).sum() / 2
    if len(share_of_words) == 1:
        return Deviation(float(dp), float("nan"))
    largest = 1 - share_of_words.min()
    return Deviation(float(dp), float(dp / largest))


def collocates(
    term: Term, window: int = 5, min_count: int = 3, *, texts: Texts | None = None
) -> pd.DataFrame:
    """The words that stand near a term more than anywhere else, the closest companions first.

    Parameters
    ----------
    term : as in ``concordance``.
    window : how many words on each side of a hit count as near. It ends with the sentence.
    min_count : only words that stand near as often as this.
    texts : other texts than the five briefings.

    Columns
    -------
    word : as counted, lower case. The words of the hits themselves are not counted.
    count : how often it stands near a hit; counted once if near two.
    count_word, count_term : how often it and the term are found in all.
    log_dice : 14 + log2(2 count / (count_word + count_term)) (Rychlý 2008). One more means twice as
        close; 14 when neither is found without the other, above 10 is close; it does not depend on
        how long the texts are.
    turns : in how many turns the two stand near each other. Look at this first.
    sentences : list of the ids in which they do.

    Raises
    ------
    QuestionError : for an empty term or a window below 1.

    >>> collocates("digital").word.tolist()[:2]
    ['transformation', 'economy']
    """
    texts = texts or corpus()
    if window < 1:
        raise QuestionError(f"The window must be at least one word, not {window!r}.")
    hits = texts.find_words(term)
    near = _words_near(texts, hits, window)
    table = _collocates_among(near, len(hits.row), max(1, min_count), texts)
    return closest_first(table)


def closest_first(collocates: pd.DataFrame) -> pd.DataFrame:
    """The closest companions first; those that are as close by the alphabet."""
    return collocates.sort_values(
        ["log_dice", "word"],
        ascending=[False, True],
        ignore_index=True,
    )


def log_dice(count: ArrayLike, count_word: ArrayLike, count_term: ArrayLike) -> np.ndarray:
    """How close two words are: 14 when neither is found without the other (Rychlý 2008).

    Parameters
    ----------
    count : how often they stand near each other, for each pair.
    count_word, count_term : how often each of the two is found.

    >>> log_dice([2, 1], [2, 2], 2).tolist()
    [14.0, 13.0]
    """
    dice = 2 * np.asarray(count, float) / (np.asarray(count_word) + np.asarray(count_term))
    return MAXIMUM_LOG_DICE + np.log2(dice)


def _collocates_among(near: np.ndarray, count_term: int, fewest: int, texts: Texts) -> pd.DataFrame:
    """The words that stand at these places at least so often."""
    word_near = texts.words.ids[near]
    counts_near = np.bincount(word_near, minlength=len(texts.words.vocabulary))
    often = np.flatnonzero(counts_near >= fewest)
    is_often = counts_near[word_near] >= fewest
    by_word = np.argsort(word_near[is_often], kind="stable")
    row = rows_of(near[is_often], texts.words.starts)[by_word]
    group = np.repeat(np.arange(len(often)), counts_near[often])
    count = counts_near[often]
    count_word = texts.word_counts[often]
    ids = names_by_group(texts.sentence, group, row, len(often))
    columns = {
        "word": pd.array([texts.words.vocabulary[word] for word in often.tolist()], dtype="str"),
        "count": count,
        "count_word": count_word,
        "count_term": np.full(len(often), count_term),
        "log_dice": log_dice(count, count_word, count_term),
        "turns": _count_turns(group, texts.turn_of[row], len(often)),
        "sentences": pd.Series(ids, dtype=object),
    }
    return pd.DataFrame(columns)


def _count_turns(group: np.ndarray, turn: np.ndarray, groups: int) -> np.ndarray:
    """In how many turns each group is; its turns are in order."""
    is_new = differs_from_last(group) | differs_from_last(turn)
    return np.bincount(group[is_new], minlength=groups)


def _words_near(texts: Texts, hits: WordHits, window: int) -> np.ndarray:
    """Which words of the texts stand within the window of a hit, the hits themselves left out."""
    starts = texts.words.starts
    low = np.maximum(starts[hits.row], hits.first - window)
    high = np.minimum(starts[hits.row + 1], hits.last + window)
    near = np.zeros(len(texts.words.ids), bool)
    near[all_between(low, high)] = True
    near[all_between(hits.first, hits.last)] = False
    return np.flatnonzero(near)
