"""In which sentences each word stands: the numbers of the words turned about, and kept.

To look all words through for those that are asked takes longer than to read where they stand.
"""

from typing import NamedTuple

import numpy as np

from .numbering import Words

WORDS_OF_PORTION = 2**20  # words that are put in order together
BITS_OF_ROW = 32


class RowsOfVocabulary(NamedTuple):
    """The sentences of each word of the vocabulary.

    Attributes
    ----------
    rows : of the sentence of each occurrence: those of the first word in order, then of the second.
    starts : where each word begins among them, and the last ends.
    """

    rows: np.ndarray
    starts: np.ndarray

    def counts(self, words: np.ndarray) -> np.ndarray:
        """How often some words stand."""
        return self.starts[words + 1] - self.starts[words]

    def rows_with(self, words: np.ndarray) -> np.ndarray:
        """The rows of some words, one word after the other.

        >>> rows = RowsOfVocabulary(np.array([0, 2, 0, 1]), np.array([0, 2, 3, 4]))
        >>> rows.rows_with(np.array([2, 0])).tolist()
        [1, 0, 2]
        """
        return self.rows[all_between(self.starts[words], self.starts[words + 1])]


def rows_by_word(words: Words) -> RowsOfVocabulary:
    """The sentences of each word, put in order a portion at a time.

    >>> to_be = Words(np.array([0, 1, 2, 0]), np.array([0, 2, 4]), ["to", "be", "or"])
    >>> rows_by_word(to_be).rows.tolist(), rows_by_word(to_be).starts.tolist()
    ([0, 1, 0, 1], [0, 2, 3, 4])
    """
    number = len(words.vocabulary)
    row = rows_of_words(words)
    starts = np.append(0, np.cumsum(np.bincount(words.ids, minlength=number)))
    begins = starts[:-1].copy()  # of what comes next, for each word
    rows = np.empty_like(row)
    for portion in range(0, len(row), WORDS_OF_PORTION):
        ids = words.ids[portion : portion + WORDS_OF_PORTION]
        word_and_row = ids.astype(np.int64)
        word_and_row <<= BITS_OF_ROW
        word_and_row |= row[portion : portion + WORDS_OF_PORTION]
        word_and_row.sort()
        sizes = np.bincount(ids, minlength=number)
        ends = begins + sizes
        rows[all_between(begins, ends)] = word_and_row.astype(np.int32)  # the last bits
        begins = ends
    return RowsOfVocabulary(rows, starts)


def rows_of_words(words: Words) -> np.ndarray:
    """The row of the sentence of each word: quicker than to look each of many places up.

    >>> rows_of_words(Words(np.array([0, 1, 2]), np.array([0, 2, 3]), ["to", "be", "or"])).tolist()
    [0, 0, 1]
    """
    rows = np.arange(len(words.starts) - 1, dtype=np.int32)
    return np.repeat(rows, np.diff(words.starts))


def all_between(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """All places from each start up to its end.

    >>> all_between(np.array([3, 10]), np.array([5, 13])).tolist()
    [3, 4, 10, 11, 12]
    """
    sizes = ends - starts
    places_before = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) + np.repeat(starts - places_before, sizes)
