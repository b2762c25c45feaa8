"""Every place where one word stands whole on a page, all of them found at once.

A frequent word has so many places that to go from one to the next takes longer than to read the
page. So the page is looked at as bytes, with numpy: where two letters of the word stand, the rarest
two that follow each other; then whether the others stand around them, and whether the word goes on.
"""

from typing import NamedTuple

import numpy as np

from .numbering import (
    BYTES_AT_ONCE,
    FIRST_BYTES,
    IN_WORD,
    INNER_MARK,
    KIND_OF_BYTE,
    NUMBER_OF_BYTES,
)

KINDS_OF_BYTES = np.frombuffer(KIND_OF_BYTE, np.uint8)
SHORTEST_WORD = 2
# Around a page: a word may go on over a mark to a letter beyond it, and is read in numbers.
BEFORE = "\n\n"
BEHIND = "\n\n" + BYTES_AT_ONCE * "\0"


class WholeWord(NamedTuple):
    """A word that is looked for.

    Attributes
    ----------
    letters : the word.
    rarest : which of its letters is the first of the rarest two.
    """

    letters: bytes
    rarest: int

    def begins(self, page: str) -> np.ndarray:
        """Where it begins on a page.

        Parameters
        ----------
        page : plain ASCII.

        >>> whole_word("art", sample="").begins("art of part, art-house, art.").tolist()
        [0, 24]
        """
        if len(page) < len(self.letters):
            return np.zeros(0, int)
        letters = f"{BEFORE}{page}{BEHIND}".encode()
        at_every_byte = np.frombuffer(letters, np.uint8)
        begins = self._candidates(at_every_byte)
        for place, size in self._parts():
            eight = np.ndarray(len(letters) - place - 7, NUMBER_OF_BYTES, letters, place, (1,))
            wanted = self.letters[place : place + size].ljust(BYTES_AT_ONCE, b"\0")
            there = eight[begins] & FIRST_BYTES[size]
            begins = begins[there == np.frombuffer(wanted, NUMBER_OF_BYTES)]
        ends = begins + len(self.letters)
        goes_on = _is_continued(at_every_byte[begins - 1], at_every_byte[begins - 2])
        goes_on |= _is_continued(at_every_byte[ends], at_every_byte[ends + 1])
        return begins[~goes_on] - len(BEFORE)

    def _candidates(self, at_every_byte: np.ndarray) -> np.ndarray:
        """Where the word would begin, by its rarest two letters."""
        first, second = self.letters[self.rarest : self.rarest + 2]
        last = max(0, len(at_every_byte) - len(self.letters) - BYTES_AT_ONCE)
        is_there = at_every_byte[self.rarest : self.rarest + last] == first
        is_there &= at_every_byte[self.rarest + 1 : self.rarest + 1 + last] == second
        is_there[: len(BEFORE)] = False
        return np.flatnonzero(is_there)

    def _parts(self) -> list[tuple[int, int]]:
        """The places and sizes of parts of the word that are compared as one number each."""
        last = max(0, len(self.letters) - BYTES_AT_ONCE)
        places = [*range(0, last, BYTES_AT_ONCE), last]
        size = min(len(self.letters), BYTES_AT_ONCE)
        return [(place, size) for place in places]


def whole_word(word: str, sample: str) -> WholeWord:
    """How to look for a word, given a page of the text in which it is looked for.

    >>> whole_word("jazz", sample="a ja zz zz").rarest
    1
    """
    pairs = [word[place : place + 2] for place in range(len(word) - 1)]
    counts = [sample.count(pair) for pair in pairs]
    return WholeWord(word.encode(), counts.index(min(counts)))


def _is_continued(next_letters: np.ndarray, letters_beyond: np.ndarray) -> np.ndarray:
    """Of each place whether a word goes on there, perhaps over a mark."""
    is_joined = (KINDS_OF_BYTES[next_letters] == INNER_MARK) & (
        KINDS_OF_BYTES[letters_beyond] == IN_WORD
    )
    return is_joined | (KINDS_OF_BYTES[next_letters] == IN_WORD)
