r"""The words of a text as numbers, cut many at a time.

These are the words of ``cleaning.words``, but a page is cut as a whole, by what each of its bytes
is: a letter, a mark that may stand between two letters of one word, or something else. Letters of
more than one byte consist of bytes that are letters too, once the other signs beyond ASCII are out
of the way.

The numbers are kept in a dictionary. Most words are common and have sixteen bytes at most; these
are two numbers of 64 bits, which are compared with those in a table, all words of a page at once.
"""

import re
from typing import NamedTuple

import numpy as np

BYTE_OF_LETTER = re.compile(rb"[\w\x80-\xff]")
MARKS_IN_WORDS = b"'.,-"  # on a page the apostrophe is plain
IN_WORD, INNER_MARK = 1, 2
KIND_OF_BYTE = bytes(
    IN_WORD if BYTE_OF_LETTER.match(bytes([byte])) else INNER_MARK if byte in MARKS_IN_WORDS else 0
    for byte in range(256)
)
SIGN_BEYOND_ASCII = re.compile(r"[^\w\x00-\x7f]")
NO_LETTER = "\x02"

FIRST_TWO_BITS = 0b11000000
CONTINUES = 0b10000000  # those of a byte inside a letter of several

BYTES_AT_ONCE = 8  # bytes of a word that are one number
NUMBER_OF_BYTES = np.dtype("<u8")
FIRST_BYTES = np.array([256**size - 1 for size in range(BYTES_AT_ONCE + 1)], NUMBER_OF_BYTES)
MOST_PLACES = 2**18  # in the table of common words
CHARACTERS_A_PLACE = 16
MULTIPLIER_OF_HEAD = np.uint64(0x9E3779B97F4A7C15)
MULTIPLIER_OF_TAIL = np.uint64(0xC2B2AE3D27D4EB4F)
NOT_IN_TABLE = -1


class Words(NamedTuple):
    """The words of the texts as numbers.

    Attributes
    ----------
    ids : the numbers, in order.
    starts : where each sentence begins among them, and the last ends.
    vocabulary : the words that the numbers mean.
    """

    ids: np.ndarray
    starts: np.ndarray
    vocabulary: list[str]


class CutPage(NamedTuple):
    """A page in words.

    Attributes
    ----------
    letters : the page in bytes, a line break before it and behind it.
    starts, ends : of its words among the bytes.
    """

    letters: bytes
    starts: np.ndarray
    ends: np.ndarray

    def words_before_ends(self) -> np.ndarray:
        """The words of the page up to the end of each line.

        >>> cut_page("one line\\nand two").words_before_ends().tolist()
        [2, 4]
        """
        line_breaks = np.flatnonzero(np.frombuffer(self.letters, np.uint8) == ord("\n"))
        return np.searchsorted(self.starts, line_breaks[1:])

    def starts_in_characters(self) -> np.ndarray:
        """Where its words begin on the page as text.

        >>> cut_page("élan vital").starts_in_characters().tolist()
        [0, 5]
        """
        letters = np.frombuffer(self.letters, np.uint8)
        begins_character = (letters & FIRST_TWO_BITS) != CONTINUES
        characters_before = np.cumsum(begins_character) - 1
        return characters_before[self.starts] - 1  # without the line break before it


class Spelling(NamedTuple):
    """Words as they are spelled: their first eight bytes, and the next eight, as numbers."""

    head: np.ndarray
    tail: np.ndarray

    def chosen(self, which: np.ndarray) -> "Spelling":
        """Those of some words."""
        return Spelling(self.head[which], self.tail[which])

    def places(self, bits: int) -> np.ndarray:
        """Where they are looked for in a table whose places are numbers of so many bits."""
        mixed = (self.head ^ self.tail * MULTIPLIER_OF_TAIL) * MULTIPLIER_OF_HEAD
        return (mixed >> np.uint64(64 - bits)).astype(np.intp)


class Numbering(dict[bytes, int]):
    """Numbers of words, given in order of first appearance.

    Parameters
    ----------
    characters : about how long the text is.

    >>> numbers = Numbering(characters=18)
    >>> [numbers[word] for word in (b"to", b"be", b"or", b"not", b"to", b"be")]
    [0, 1, 2, 3, 0, 1]
    """

    def __init__(self, characters: int):
        wanted = min(characters // CHARACTERS_A_PLACE, MOST_PLACES - 1)
        self._bits = max(1, wanted.bit_length())
        places = 2**self._bits
        self._spelling = Spelling(
            head=np.zeros(places, NUMBER_OF_BYTES),
            tail=np.zeros(places, NUMBER_OF_BYTES),
        )
        self._numbers = np.full(places, NOT_IN_TABLE, np.int32)

    def __missing__(self, word: bytes) -> int:
        number = len(self)
        self[word] = number
        return number

    def numbers(self, page: CutPage) -> np.ndarray:
        """The numbers of the words of a page.

        >>> Numbering(characters=18).numbers(cut_page("to be or not to be")).tolist()
        [0, 1, 2, 3, 0, 1]
        """
        sizes = page.ends - page.starts
        spelling = _spelling_of(page, sizes)
        places = spelling.places(self._bits)
        numbers = self._known(spelling, places)
        numbers[sizes > 2 * BYTES_AT_ONCE] = NOT_IN_TABLE
        unknown = np.flatnonzero(numbers == NOT_IN_TABLE)
        numbers[unknown] = [self[word] for word in _bytes_of_words(page, unknown)]
        short = unknown[sizes[unknown] <= 2 * BYTES_AT_ONCE]
        self._learn(spelling.chosen(short), places[short], numbers[short])
        return numbers

    def _known(self, spelling: Spelling, places: np.ndarray) -> np.ndarray:
        """The numbers of the words that the table has, and NOT_IN_TABLE for others."""
        there = self._spelling.chosen(places)
        is_there = (there.head == spelling.head) & (there.tail == spelling.tail)
        return np.where(is_there, self._numbers[places], NOT_IN_TABLE)

    def _learn(self, spelling: Spelling, places: np.ndarray, numbers: np.ndarray) -> None:
        """Put words into their places of the table, if these are free."""
        is_free = self._numbers[places] == NOT_IN_TABLE
        places = places[is_free]
        self._spelling.head[places] = spelling.head[is_free]
        self._spelling.tail[places] = spelling.tail[is_free]
        self._numbers[places] = numbers[is_free]


def cut_page(lines: str) -> CutPage:
    """A page in words.

    >>> page = cut_page("self-reliance, 5.9%")
    >>> [page.letters[start:end] for start, end in zip(page.starts, page.ends)]
    [b'self-reliance', b'5.9']
    """
    if not lines.isascii():
        lines = SIGN_BEYOND_ASCII.sub(NO_LETTER, lines)
    letters = f"\n{lines}\n".encode()
    kinds = np.frombuffer(letters.translate(KIND_OF_BYTE), np.uint8)
    in_word = kinds == IN_WORD
    is_mark = kinds == INNER_MARK
    joins = is_mark[1:-1] & in_word[:-2] & in_word[2:]
    in_word[1:-1] |= joins
    edges = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    return CutPage(letters, starts=edges[::2], ends=edges[1::2])


def numbered_words(pages: list[str]) -> Words:
    """The words of pages as numbers, in order of first appearance.

    Parameters
    ----------
    pages : whole sentences as they are searched, one a line.

    >>> words = numbered_words(["to be or", "not to be"])
    >>> words.ids.tolist(), words.starts.tolist(), words.vocabulary
    ([0, 1, 2, 3, 0, 1], [0, 3, 6], ['to', 'be', 'or', 'not'])
    """
    numbering = Numbering(sum(map(len, pages)))
    ids = []
    starts = [np.zeros(1, np.int64)]
    words = 0
    for lines in pages:
        page = cut_page(lines)
        ids.append(numbering.numbers(page))
        starts.append(words + page.words_before_ends())
        words += len(page.starts)
    return Words(
        ids=np.concatenate(ids),
        starts=np.concatenate(starts),
        vocabulary=[word.decode() for word in numbering],
    )


def _spelling_of(page: CutPage, sizes: np.ndarray) -> Spelling:
    """The first sixteen bytes of the words of a page."""
    with_room = page.letters + bytes(2 * BYTES_AT_ONCE)
    places = len(page.letters) + BYTES_AT_ONCE
    at_every_byte = np.ndarray(places, NUMBER_OF_BYTES, with_room, strides=(1,))
    head = at_every_byte[page.starts] & FIRST_BYTES[np.minimum(sizes, BYTES_AT_ONCE)]
    tail = np.zeros(len(head), NUMBER_OF_BYTES)
    long = np.flatnonzero(sizes > BYTES_AT_ONCE)
    more = np.minimum(sizes[long] - BYTES_AT_ONCE, BYTES_AT_ONCE)
    tail[long] = at_every_byte[page.starts[long] + BYTES_AT_ONCE] & FIRST_BYTES[more]
    return Spelling(head, tail)


def _bytes_of_words(page: CutPage, which: np.ndarray) -> list[bytes]:
    """Some of the words of a page."""
    starts = page.starts[which].tolist()
    ends = page.ends[which].tolist()
    return [page.letters[start:end] for start, end in zip(starts, ends, strict=True)]
