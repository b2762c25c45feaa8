"""Set phrases: strings of words that are said again, and how much of a briefing they make up."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import QuestionError
from .index import Texts, corpus, differs_from_last, names_by_group, rows_of
from .numbering import Words
from .occurrences import all_between, rows_of_words

MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # of the polynomial that numbers strings
NO_WORD = -1  # before the first word of a sentence and after the last


class Strings(NamedTuple):
    """Strings of so many words, each with all the places where it begins.

    Attributes
    ----------
    length : how many words each has.
    places : the numbers of their first words in the texts, those of one string together.
    edges : where each string begins among the places, and the last ends.
    """

    length: int
    places: np.ndarray
    edges: np.ndarray

    @property
    def sizes(self) -> np.ndarray:
        """How many places each string has."""
        return np.diff(self.edges)

    @property
    def of_place(self) -> np.ndarray:
        """The number of the string that begins at each place."""
        sizes = self.sizes
        return np.repeat(np.arange(len(sizes)), sizes)

    def chosen(self, which: np.ndarray) -> "Strings":
        """The strings for which a mask says True.

        >>> twice_and_once = Strings(6, np.array([3, 70, 20]), np.array([0, 2, 3]))
        >>> twice_and_once.chosen(np.array([True, False])).places.tolist()
        [3, 70]
        """
        sizes = self.sizes
        of_place = np.repeat(which, sizes)
        ends = np.cumsum(sizes[which])
        return Strings(
            length=self.length,
            places=self.places[of_place],
            edges=np.append(0, ends),
        )

    def agree_in(self, values: np.ndarray) -> np.ndarray:
        """Of each string whether the values, one for each place, are the same at all its places.

        >>> twice_and_once = Strings(6, np.array([3, 70, 20]), np.array([0, 2, 3]))
        >>> twice_and_once.agree_in(np.array([0, 1, 1])).tolist()
        [False, True]
        """
        begins = self.edges[:-1]
        if not len(begins):
            return np.zeros(0, bool)
        lowest = np.minimum.reduceat(values, begins)
        highest = np.maximum.reduceat(values, begins)
        return lowest == highest


class Phrases(NamedTuple):
    """Strings of any length.

    Attributes
    ----------
    length : how many words each has.
    size : how many places each has.
    places : all places, those of one phrase together.
    """

    length: np.ndarray
    size: np.ndarray
    places: np.ndarray

    @property
    def of_place(self) -> np.ndarray:
        """The number of the phrase that begins at each place."""
        numbers = np.arange(len(self.size))
        return np.repeat(numbers, self.size)

    @property
    def first(self) -> np.ndarray:
        """Which of the places is the first of each phrase."""
        ends = np.cumsum(self.size)
        return ends - self.size

    def in_order(self, order: np.ndarray) -> "Phrases":
        """The phrases in another order, each with its places.

        >>> phrases = Phrases(np.array([6, 7]), np.array([2, 1]), np.array([3, 70, 20]))
        >>> phrases.in_order(np.array([1, 0])).places.tolist()
        [20, 3, 70]
        """
        size = self.size[order]
        ends = np.cumsum(size)
        moved_to = ends - size
        moved_from = self.first[order]
        shift = np.repeat(moved_from - moved_to, size)
        old_places = np.arange(len(shift)) + shift
        return Phrases(
            length=self.length[order],
            size=size,
            places=self.places[old_places],
        )


def shared_phrases(
    min_words: int = 6, between: bool = True, *, texts: Texts | None = None
) -> pd.DataFrame:
    """Strings of words that are said again, the longest first.

    A phrase is a string of words inside one sentence, whatever the capitals and the punctuation
    between them; it never crosses from one sentence to the next. A part of a longer phrase has a
    row of its own only if it is also said where the longer one is not (maximal repeats).

    Parameters
    ----------
    min_words : the fewest words of a phrase.
    between : True for phrases that at least two briefings share, False for those said twice
        anywhere.
    texts : other texts than the five briefings.

    Columns: phrase (its words, lower case; ``concordance`` finds it), words, count, briefings
    (list), range (in how many briefings), turns (list of ids), sentences (list of ids; a sentence
    that has it twice stands once).

    Raises
    ------
    QuestionError : when a phrase would have less than two words.

    >>> shared_phrases().phrase[4]
    'under the strong leadership of the cpc central committee with comrade xi jinping at its core'
    """
    texts = _loaded(texts, min_words)
    repeated = _repeated_strings(texts.words, min_words)
    row_of_word = rows_of_words(texts.words)
    found = _maximal_strings(repeated, texts.words, row_of_word)
    if between:
        found = (_in_several_briefings(strings, texts, row_of_word) for strings in found)
    return _table_of(_longest_first(found), texts, row_of_word)


def formula_share(min_words: int = 6, *, texts: Texts | None = None) -> pd.DataFrame:
    """How much of each briefing is formula: words inside a phrase that another briefing has too.

    Parameters
    ----------
    min_words : the fewest words of a phrase, as in ``shared_phrases``.
    texts : other texts than the five briefings.

    Columns: briefing, words, formula (words inside a shared phrase), share (of the words, 0 to 1),
    sentences (list of the ids that hold such words). More briefings, and longer ones, share more:
    the share of one briefing depends on what it is compared with.

    Raises
    ------
    QuestionError : when a phrase would have less than two words.

    >>> formula_share().columns.tolist()
    ['briefing', 'words', 'formula', 'share', 'sentences']
    """
    texts = _loaded(texts, min_words)
    repeated = _repeated_strings(texts.words, min_words)
    shared = _in_several_briefings(repeated, texts, rows_of_words(texts.words))
    words_of_formula = _covered_words(shared, len(texts.words.ids))
    row = rows_of(words_of_formula, texts.words.starts)
    briefing_of_turn = texts.range["briefings"]
    turn = texts.turn_of[row]
    briefing = briefing_of_turn[turn]
    names = texts.turns.briefing.unique()
    words = np.bincount(briefing_of_turn, weights=texts.words_of_turn)
    formula = np.bincount(briefing, minlength=len(names))
    table = pd.DataFrame({"briefing": names})
    table["words"] = words.astype(int)
    table["formula"] = formula
    table["share"] = table.formula / table.words
    table["sentences"] = names_by_group(texts.sentence, briefing, row, len(names))
    return table


def _loaded(texts: Texts | None, min_words: int) -> Texts:
    if min_words < 2:
        raise QuestionError(f"A phrase has at least two words, not {min_words!r}.")
    return texts or corpus()


def _repeated_strings(words: Words, length: int) -> Strings:
    """The strings of this length that occur more than once, within sentences.

    Each string has a number of 64 bits made from random numbers of its words (a polynomial hash;
    Karp and Rabin 1987). Two strings that differ have the same number once in 10^19 pairs.
    """
    fits = _fits_into_sentence(words, length)
    numbers = _numbers_of_strings(words, length)[fits]
    by_number = np.argsort(numbers)
    # Each of these is as long as the text, so none is kept beside the one that takes its place.
    numbers = numbers[by_number]
    places = np.flatnonzero(fits)[by_number]
    del by_number, fits
    strings = _strings_of_keys(places, numbers, length)
    in_order = np.lexsort((strings.places, strings.of_place))
    places = strings.places[in_order]
    return strings._replace(places=places)


def _numbers_of_strings(words: Words, length: int) -> np.ndarray:
    """The number of the string of this length that begins at each word."""
    random = np.random.default_rng(0)
    number_of_word = random.integers(0, 2**64, len(words.vocabulary), np.uint64)
    strings = max(0, len(words.ids) - length + 1)
    of_words = number_of_word[words.ids]
    numbers = np.zeros(strings, np.uint64)
    for shift in range(length):
        numbers *= MULTIPLIER
        numbers += of_words[shift : shift + strings]
    return numbers


def _fits_into_sentence(words: Words, length: int) -> np.ndarray:
    """Of each word whether a string of this length may begin there."""
    strings = len(words.ids) - length + 1
    fits = np.ones(max(0, strings), bool)
    begins = words.starts[:-1]
    ends = words.starts[1:]
    has_words = begins < ends
    for back in range(1, length):  # a string that begins so far before the end would cross it
        crossing = np.maximum(ends - back, begins)
        is_place = has_words & (crossing < len(fits))
        fits[crossing[is_place]] = False
    return fits


def _strings_of_keys(places: np.ndarray, keys: np.ndarray, length: int) -> Strings:
    """The strings of which more than one place has the same key. Keys are sorted."""
    begins = np.flatnonzero(differs_from_last(keys))
    edges = np.append(begins, len(keys))
    strings = Strings(length, places, edges)
    return strings.chosen(strings.sizes > 1)


def _maximal_strings(strings: Strings, words: Words, row_of_word: np.ndarray) -> Iterator[Strings]:
    """For each length, the strings that cannot grow without losing a place."""
    while len(strings.places):
        row = row_of_word[strings.places]
        before = _words_before(strings, row, words)
        after = _words_after(strings, row, words)
        grows_left = _always_same_word(before, strings)
        grows_right = _always_same_word(after, strings)
        is_maximal = ~(grows_left | grows_right)
        yield strings.chosen(is_maximal)
        strings = _one_word_longer(strings, after, len(words.vocabulary))


def _words_before(strings: Strings, row: np.ndarray, words: Words) -> np.ndarray:
    """The word before each place in its sentence, of which the row is given."""
    begins_sentence = strings.places == words.starts[row]
    words_before = words.ids[strings.places - 1]
    return np.where(begins_sentence, NO_WORD, words_before)


def _words_after(strings: Strings, row: np.ndarray, words: Words) -> np.ndarray:
    """The word after the string at each place in its sentence, of which the row is given."""
    next_places = strings.places + strings.length
    ends_sentence = next_places == words.starts[row + 1]
    last = len(words.ids) - 1
    next_places = np.minimum(next_places, last)
    next_words = words.ids[next_places]
    return np.where(ends_sentence, NO_WORD, next_words)


def _always_same_word(beside: np.ndarray, strings: Strings) -> np.ndarray:
    """Of each string whether the same word stands beside it at all its places."""
    first_places = strings.edges[:-1]
    is_word = beside[first_places] != NO_WORD
    return strings.agree_in(beside) & is_word


def _one_word_longer(strings: Strings, after: np.ndarray, words: int) -> Strings:
    """The strings with the word after them, as far as they are said more than once."""
    can_grow = after != NO_WORD
    places = strings.places[can_grow]
    keys = strings.of_place * words + after
    keys = keys[can_grow]
    by_key = np.argsort(keys, kind="stable")
    length = strings.length + 1
    return _strings_of_keys(places[by_key], keys[by_key], length)


def _in_several_briefings(strings: Strings, texts: Texts, row_of_word: np.ndarray) -> Strings:
    turn = texts.turn_of[row_of_word[strings.places]]
    briefing = texts.range["briefings"][turn]
    is_in_one = strings.agree_in(briefing)
    return strings.chosen(~is_in_one)


def _covered_words(strings: Strings, words: int) -> np.ndarray:
    """The words of the texts that are part of a string."""
    change = np.zeros(words + 1, np.int32)  # of the number of strings that a word is part of
    np.add.at(change, strings.places, 1)
    ends = strings.places + strings.length
    np.subtract.at(change, ends, 1)
    covering = np.cumsum(change[:-1])
    return np.flatnonzero(covering)


def _longest_first(found: Iterable[Strings]) -> Phrases:
    """Strings of several lengths as phrases: the longest, the most frequent, the first said."""
    none = np.zeros(0, int)
    lengths, sizes, places = [none], [none], [none]
    for strings in found:
        size = strings.sizes
        lengths.append(np.full(len(size), strings.length))
        sizes.append(size)
        places.append(strings.places)
    phrases = Phrases(
        length=np.concatenate(lengths),
        size=np.concatenate(sizes),
        places=np.concatenate(places),
    )
    first_said = phrases.places[phrases.first]
    order = np.lexsort((first_said, -phrases.size, -phrases.length))
    return phrases.in_order(order)


def _table_of(phrases: Phrases, texts: Texts, row_of_word: np.ndarray) -> pd.DataFrame:
    """The phrases in the columns of `shared_phrases`."""
    phrase = phrases.of_place
    row = row_of_word[phrases.places]
    turn = texts.turn_of[row]
    briefing = texts.range["briefings"][turn]
    number = len(phrases.size)
    briefings = names_by_group(texts.turns.briefing.unique(), phrase, briefing, number)
    columns = {
        "phrase": pd.array(_wordings(phrases, texts.words), dtype="str"),
        "words": phrases.length,
        "count": phrases.size,
        "briefings": briefings,
        "range": np.array([len(names) for names in briefings], int),
        "turns": names_by_group(texts.turns.turn, phrase, turn, number),
        "sentences": names_by_group(texts.sentence, phrase, row, number),
    }
    return pd.DataFrame(columns)


def _wordings(phrases: Phrases, words: Words) -> list[str]:
    begins = phrases.places[phrases.first]
    ids = words.ids[all_between(begins, begins + phrases.length)]
    said = np.array(words.vocabulary, object)[ids].tolist()
    edges = np.append(0, np.cumsum(phrases.length)).tolist()
    return [" ".join(said[begin:end]) for begin, end in pairwise(edges)]
