"""Set phrases: strings of words that are said again, and how much of a briefing consists of them."""

import numpy as np
import pandas as pd

from ..errors import QuestionError
from .index import Texts, corpus, names_by_group, rows_of


def shared_phrases(
    min_words: int = 6, between: bool = True, *, texts: Texts | None = None
) -> pd.DataFrame:
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
    briefing = texts.range["briefings"][texts.turn_of]
    none = np.zeros(0, int)
    lengths, sizes, all_places = [none], [none], [none]
    for length, places, edges in _maximal(
        *_repeated(texts.words, min_words), texts.words, min_words
    ):
        if between:
            places, edges = _in_several_briefings(places, edges, briefing[rows_of(places, starts)])
        lengths.append(np.full(len(edges) - 1, length))
        sizes.append(np.diff(edges))
        all_places.append(places)
    length, size, place = map(np.concatenate, (lengths, sizes, all_places))

    at = np.cumsum(size) - size
    order = np.lexsort((place[at], -size, -length))
    length, size, moved = length[order], size[order], at[order]
    at = np.cumsum(size) - size
    place = place[np.arange(len(place)) + np.repeat(moved - at, size)]
    phrase = np.repeat(np.arange(len(size)), size)
    row = rows_of(place, starts)
    turn = texts.turn_of[row]
    spans = zip(place[at].tolist(), (place[at] + length).tolist())
    table = {
        "phrase": pd.array(
            [" ".join([vocabulary[word] for word in ids[begin:end]]) for begin, end in spans],
            dtype="str",
        ),
        "words": length,
        "count": size,
        "briefings": names_by_group(texts.turns.briefing.unique(), phrase, briefing[row], len(size)),
    }
    table["range"] = np.array([len(names) for names in table["briefings"]], int)
    table["turns"] = names_by_group(texts.turns.turn, phrase, turn, len(size))
    table["sentences"] = names_by_group(texts.sentence, phrase, row, len(size))
    return pd.DataFrame(table)


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
    briefing = texts.range["briefings"][texts.turn_of]
    places, edges = _repeated(texts.words, min_words)
    begins, _ = _in_several_briefings(places, edges, briefing[rows_of(places, starts)])
    covered = np.zeros(len(ids) + 1, np.int32)
    np.add.at(covered, begins, 1)
    np.subtract.at(covered, begins + min_words, 1)
    row = rows_of(np.flatnonzero(np.cumsum(covered[:-1])), starts)
    names = texts.turns.briefing.unique()
    table = pd.DataFrame({"briefing": names})
    table["words"] = np.bincount(briefing, weights=np.diff(starts), minlength=len(names)).astype(
        int
    )
    table["formula"] = np.bincount(briefing[row], minlength=len(names))
    table["share"] = table.formula / table.words
    table["sentences"] = names_by_group(texts.sentence, briefing[row], row, len(names))
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
    places, edges = _together(places[order], number[order])
    group = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    return places[np.lexsort((places, group))], edges


def _together(places: np.ndarray, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places whose key another one has, in the given order, and where each key begins and ends. Keys are sorted."""
    first = (
        np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, int)
    )
    size = np.diff(first, append=len(keys))
    return places[np.repeat(size > 1, size)], np.append(0, np.cumsum(size[size > 1]))


def _maximal(places: np.ndarray, edges: np.ndarray, words, length: int):
    """For each length the strings that cannot grow without losing a place: the places, and the edges between strings."""
    ids, starts, vocabulary = words
    while len(places):
        row = rows_of(places, starts)
        before = np.where(places > starts[row], ids[places - 1], -1)
        after = np.where(
            places + length < starts[row + 1], ids[np.minimum(places + length, len(ids) - 1)], -1
        )
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


def _in_several_briefings(
    places: np.ndarray, edges: np.ndarray, briefing: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of strings and their places, those that stand in more than one briefing."""
    size = np.diff(edges)
    low, high = (
        function.reduceat(briefing, edges[:-1]) if len(size) else size
        for function in (np.minimum, np.maximum)
    )
    shared = low < high
    return places[np.repeat(shared, size)], np.append(0, np.cumsum(size[shared]))
