"""How evenly a term is spread, and which words keep it company."""

import numpy as np
import pandas as pd

from ..cleaning.words import words
from ..errors import QuestionError
from .index import Texts, corpus, rows_of
from .terms import labelled


def dispersion(terms, parts: str = "turns", *, texts: Texts | None = None) -> pd.DataFrame:
    """How evenly terms are spread over the texts: first in how many parts each is found, then how evenly.

    Parameters
    ----------
    terms : a term as in ``concordance``, or a list of terms; a list inside the list is one term in several wordings.
    parts : briefings, turns or speakers: over what dp is computed. A journalist speaks for the outlet; turns whose
        speaker is not known are left out of the parts "speakers".
    texts : other texts than the five briefings.

    Columns
    -------
    term, count.
    range_briefings, of_briefings, range_turns, of_turns, range_speakers, of_speakers : found in k of n.
    dp : Gries' deviation of proportions (2008): half the sum, over the parts, of the difference between a part's share
        of the hits and its share of the words. 0: exactly as the words are spread; near 1: all in one small part.
    dp_norm : the same over its largest possible value, 1 less the share of the smallest part (Lijffijt and Gries 2012).
        Both are descriptions, and both fall as a term gets more frequent: compare terms of like counts. Missing when
        there is no hit.
    sentences : list of the ids in which the term is counted.

    Raises
    ------
    QuestionError : for an empty term or unknown parts.

    >>> dispersion(["rare earth", "high-quality development"]).range_turns.tolist()
    [2, 27]
    """
    texts = texts or corpus()
    if parts not in texts.range:
        raise QuestionError(f"The parts are {', '.join(texts.range)}, not {parts!r}.")
    rows = []
    for label, term in labelled(terms):
        hits = texts.find(term)
        per_turn = np.bincount(texts.turn_of[hits.row], minlength=len(texts.turns))
        row = {"term": label, "count": len(hits.row)}
        for name, number in texts.range.items():
            row[f"range_{name}"] = len(set(number[per_turn > 0]) - {-1})
            row[f"of_{name}"] = int(number.max()) + 1
        row["dp"], row["dp_norm"] = _deviation(per_turn, texts.words_of_turn, texts.range[parts])
        rows.append(row | {"sentences": texts.sentence[np.unique(hits.row)].tolist()})
    return pd.DataFrame(rows)


def _deviation(hits: np.ndarray, sizes: np.ndarray, part: np.ndarray) -> tuple[float, float]:
    """Gries' DP, plain and normalised, from hits and words of each turn and the part to which it belongs."""
    hits, sizes = (
        np.bincount(part[part >= 0], weights=values[part >= 0]) for values in (hits, sizes)
    )
    if not hits.sum():
        return float("nan"), float("nan")
    shares = sizes / sizes.sum()
    dp = abs(hits / hits.sum() - shares).sum() / 2
    return float(dp), float(dp / (1 - shares.min())) if len(shares) > 1 else float("nan")


def collocates(
    term, window: int = 5, min_count: int = 3, *, texts: Texts | None = None
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
    log_dice : 14 + log2(2 count / (count_word + count_term)) (Rychlý 2008). One more means twice as close; 14 when
        neither is found without the other, above 10 is close; it does not depend on how long the texts are.
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
    hits = texts.find(term)
    places = _near(texts, hits, window)
    row = rows_of(places, texts.words.starts)
    ids = texts.words.ids[places]
    everywhere = np.bincount(texts.words.ids, minlength=len(texts.words.vocabulary))
    rows = []
    for word in np.flatnonzero(np.bincount(ids, minlength=len(everywhere)) >= max(1, min_count)):
        mine = row[ids == word]
        rows.append(
            {
                "word": texts.words.vocabulary[word],
                "count": len(mine),
                "count_word": int(everywhere[word]),
                "count_term": len(hits.row),
                "log_dice": 14 + np.log2(2 * len(mine) / (everywhere[word] + len(hits.row))),
                "turns": len(np.unique(texts.turn_of[mine])),
                "sentences": texts.sentence[np.unique(mine)].tolist(),
            }
        )
    columns = ["word", "count", "count_word", "count_term", "log_dice", "turns", "sentences"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["log_dice", "word"], ascending=[False, True], ignore_index=True)


def _near(texts: Texts, hits, window: int) -> np.ndarray:
    """Which words of the texts stand within the window of a hit, the hits themselves left out."""
    near, within = [], []
    for row, start, end in zip(*hits):
        first = texts.words.starts[row] + len(words(texts.text[row][:start]))
        last = first + len(words(texts.text[row][start:end]))
        low, high = texts.words.starts[row], texts.words.starts[row + 1]
        within.append(np.arange(first, last))
        near.append(np.arange(max(low, first - window), min(high, last + window)))
    return np.setdiff1d(np.concatenate([*near, []]), np.concatenate([*within, []])).astype(int)
