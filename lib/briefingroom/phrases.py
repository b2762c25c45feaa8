"""Set phrases: strings of words that are said again, and how much of a briefing consists of them."""

import numpy as np
import pandas as pd

from .texts import QuestionError, Texts, corpus, listed


def shared_phrases(min_words: int = 6, between: bool = True, *, texts: Texts | None = None) -> pd.DataFrame:
    """Strings of words that are said again, the longest first.

    A phrase is a string of words inside one sentence, whatever the capitals and the punctuation between them; it never
    crosses from one sentence to the next. A part of a longer phrase has a row of its own only if it is also said
    where the longer one is not (maximal repeats).

    Parameters
    ----------
    min_words : the fewest words of a phrase.
    between : True for phrases that at least two briefings share, False for those said twice anywhere.
    texts : other texts than the five briefings.

    Columns: phrase (its words, lower case; ``concordance`` finds it), words, count, briefings (list), range
    (in how many briefings), turns (list of ids), sentences (list of ids; a sentence that has it twice stands once).

    Raises
    ------
    QuestionError : when a phrase would have less than two words.

    >>> shared_phrases().phrase[4]
    'under the strong leadership of the cpc central committee with comrade xi jinping at its core'
    """
    texts = _loaded(texts, min_words)
    ids, starts, vocabulary = texts.words
    found = [found for found in _maximal(*_repeated(texts.words, min_words), texts.words, min_words) if len(found[1])]
    size = np.concatenate([*[np.diff(edges) for _, _, edges in found], np.zeros(0, int)])
    group = np.repeat(np.arange(len(size)), size)
    place = np.concatenate([*[places for _, places, _ in found], np.zeros(0, int)])
    first = place[np.cumsum(size) - size]
    length = np.concatenate([*[np.full(len(edges) - 1, length) for length, _, edges in found], np.zeros(0, int)])
    row = np.searchsorted(starts, place, side="right") - 1
    turn = texts.turn_of[row]
    order = np.lexsort((first, -size, -length))
    rank = np.argsort(order)[group]
    begin, end = first[order].tolist(), (first + length)[order].tolist()
    table = pd.DataFrame(
        {
            "phrase": pd.array([" ".join([vocabulary[word] for word in ids[a:b]]) for a, b in zip(begin, end)], dtype="str"),
            "words": length[order],
            "count": size[order],
            "briefings": listed(texts.turns.briefing.unique(), rank, texts.range["briefings"][turn], len(size)),
            "turns": listed(texts.turns.turn, rank, turn, len(size)),
            "sentences": listed(texts.sentence, rank, row, len(size)),
        }
    )
    table.insert(4, "range", table.briefings.map(len))
    return table[table.range > 1].reset_index(drop=True) if between else table


def formula_share(min_words: int = 6, *, texts: Texts | None = None) -> pd.DataFrame:
    """How much of each briefing is formula: words inside a phrase that another briefing has too.

    Parameters
    ----------
    min_words : the fewest words of a phrase, as in ``shared_phrases``.
    texts : other texts than the five briefings.

    Columns: briefing, words, formula (words inside a shared phrase), share (of the words, 0 to 1), sentences (list of
    the ids that hold such words). More briefings, and longer ones, share more: the share of one briefing depends on
    what it is compared with.

    Raises
    ------
    QuestionError : when a phrase would have less than two words.

    >>> formula_share().columns.tolist()
    ['briefing', 'words', 'formula', 'share', 'sentences']
    """
    texts = _loaded(texts, min_words)
    ids, starts, _ = texts.words
    briefing = np.repeat(texts.range["briefings"][texts.turn_of], np.diff(starts))
    places, edges = _repeated(texts.words, min_words)
    said = briefing[places]
    shared = np.minimum.reduceat(said, edges[:-1]) < np.maximum.reduceat(said, edges[:-1]) if len(places) else []
    begins = places[np.repeat(shared, np.diff(edges)).astype(bool)]
    covered = np.zeros(len(ids) + 1, np.int32)
    np.add.at(covered, begins, 1)
    np.subtract.at(covered, begins + min_words, 1)
    covered = np.cumsum(covered[:-1]) > 0
    rows = np.unique(np.searchsorted(starts, np.flatnonzero(covered), side="right") - 1)
    names = texts.turns.briefing.unique()
    table = pd.DataFrame({"briefing": names, "words": np.bincount(briefing, minlength=len(names))})
    table["formula"] = np.bincount(briefing[covered], minlength=len(names))
    table["share"] = table.formula / table.words
    held = texts.range["briefings"][texts.turn_of[rows]]
    table["sentences"] = [texts.sentence[rows[held == number]].tolist() for number in range(len(names))]
    return table


def _loaded(texts: Texts | None, min_words: int) -> Texts:
    if min_words < 2:
        raise QuestionError(f"A phrase has at least two words, not {min_words!r}.")
    return texts or corpus()


def _repeated(words, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Where strings of this length begin that occur more than once: places, equal strings together, and the edges between.

    Each string has a number of 64 bits made from random numbers of its words (a polynomial hash; Karp and Rabin 1987).
    Two strings that differ have the same number once in 10^19 pairs.
    """
    ids, starts, vocabulary = words
    code = np.random.default_rng(0).integers(0, 2**64, len(vocabulary), np.uint64)
    inside = np.ones(max(0, len(ids) - length + 1), bool)
    for back in range(1, length):  # a string that begins here would cross the end of its sentence
        crossing = np.maximum(starts[1:] - back, starts[:-1])
        inside[crossing[(crossing < len(inside)) & (np.diff(starts) > 0)]] = False
    places = np.flatnonzero(inside)
    number = np.zeros(len(places), np.uint64)
    for shift in range(length):
        number = number * np.uint64(0x9E3779B97F4A7C15) + code[ids[places + shift]]
    order = np.argsort(number)
    return _together(places[order], number[order])


def _together(places: np.ndarray, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places whose key another one has, in order of the sorted keys and of place, and where each key begins and ends."""
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, int)
    size = np.diff(first, append=len(keys))
    places, size = places[np.repeat(size > 1, size)], size[size > 1]
    group = np.repeat(np.arange(len(size)), size)
    return places[np.lexsort((places, group))], np.append(0, np.cumsum(size))


def _maximal(places: np.ndarray, edges: np.ndarray, words, length: int):
    """For each length the strings that cannot grow without losing a place: the places, and the edges between strings."""
    ids, starts, vocabulary = words
    while len(places):
        row = np.searchsorted(starts, places, side="right") - 1
        before = np.where(places > starts[row], ids[places - 1], -1)
        after = np.where(places + length < starts[row + 1], ids[np.minimum(places + length, len(ids) - 1)], -1)
        size = np.diff(edges)
        ends = ~(_all_same(before, edges) | _all_same(after, edges))
        yield length, places[np.repeat(ends, size)], np.append(0, np.cumsum(size[ends]))
        keys = np.repeat(np.arange(len(size)), size) * len(vocabulary) + after
        grows = np.flatnonzero(after >= 0)
        grows = grows[np.argsort(keys[grows], kind="stable")]
        places, edges = _together(places[grows], keys[grows])
        length += 1


def _all_same(word: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """For each string whether the same word stands at all its places; none (-1) is never the same."""
    low, high = (function.reduceat(word, edges[:-1]) for function in (np.minimum, np.maximum))
    return (low == high) & (low >= 0)
