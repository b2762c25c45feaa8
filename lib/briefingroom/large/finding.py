"""Where a term may stand: the rows of sentences that the index gives, never one too few.

The index has the words that the package has cut, so a term of plain words is found there exactly,
but how often in a sentence. The package's own patterns then say where in it.
"""

import re
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise

import numpy as np

from ..errors import QuestionError
from ..text.terms import Term, exact_pattern, searchable, words_of_wording
from .store import Store

WORDS_AT_ONCE = 1000  # in one query of the index
ANY_ROW = ""
MARKS_OF_PATTERNS = "'.,-"  # that stand inside a word, or beside one
# Such a mark may be one of punctuation then: "reform.*" finds the end of "We need reform."
MARK_AT_STAR = re.compile(rf"\*[{MARKS_OF_PATTERNS}]|[{MARKS_OF_PATTERNS}]\*")
MOST_WORDS = 2**31  # of a sentence
NO_ROWS = np.zeros(0, np.int64)


def wordings_of(term: Term) -> list[str]:
    """The wordings of a term as they are searched.

    Parameters
    ----------
    term : as in `concordance`.

    Raises
    ------
    QuestionError : when there is none.

    >>> wordings_of("New Paradigm")
    ['new paradigm']
    """
    wordings = [term] if isinstance(term, str) else list(term)
    if not wordings:
        raise QuestionError("There is no word to look for: the list of wordings is empty.")
    return [searchable(wording).lower() for wording in wordings]


def rows_with(store: Store, term: Term) -> np.ndarray:
    """The rows of all sentences in which a term may stand, in order.

    Parameters
    ----------
    store : of the collection.
    term : as in `concordance`.

    Raises
    ------
    QuestionError : when there is no word in it.
    """
    found = [NO_ROWS]
    for wording in wordings_of(term):
        found += [_rows_matching(store, query) for query in _queries(store, wording)]
    return np.unique(np.concatenate(found))


def places_with(store: Store, words: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Where a phrase stands, the stars in which are whole words: row, and place of its first word.

    Parameters
    ----------
    store : of the collection.
    words : of the phrase; the first is without a star.
    """
    (query,) = _queries(store, " ".join(words))
    begins = []
    for number, word in enumerate(words):
        if word.strip("*"):
            row, place = store.places_in_index(word, query)
            begins.append(row * MOST_WORDS + place - number)
    in_all = reduce(np.intersect1d, begins)
    return in_all // MOST_WORDS, in_all % MOST_WORDS


def _rows_matching(store: Store, query: str) -> np.ndarray:
    if query == ANY_ROW:
        return np.arange(store.first_rows[-1])
    return store.rows_matching(query)


def _queries(store: Store, wording: str) -> Iterator[str]:
    """What the index is asked for one wording; a row of any answer may have it."""
    words = words_of_wording(wording)
    conditions = _plain_conditions(words)
    starred = [word for word in words if "*" in word and word.strip("*")]
    alternatives = [words for word in starred for words in _alternatives(store, word)]
    if not all(alternatives):
        return  # a word with a star that nobody has said
    several = sorted(alternatives, key=len)
    conditions += [_any_of(each) for each in several if len(each) <= WORDS_AT_ONCE]
    many = [each for each in several if len(each) > WORDS_AT_ONCE]
    if conditions or not many:
        yield " AND ".join(conditions) or ANY_ROW
        return
    fewest = many[0]
    for begin in range(0, len(fewest), WORDS_AT_ONCE):
        yield _any_of(fewest[begin : begin + WORDS_AT_ONCE])


def _plain_conditions(words: list[str]) -> list[str]:
    """What the words without a star ask of a row."""
    conditions = [_phrase_of_index(run) for run in _plain_runs(words)]
    return conditions + [_near_in_index(*near) for near in _words_apart(words)]


def _plain_runs(words: list[str]) -> Iterator[list[str]]:
    """The words without a star that follow each other."""
    run: list[str] = []
    for word in [*words, "*"]:
        if "*" not in word:
            run.append(word)
        elif run:
            yield run
            run = []


def _words_apart(words: list[str]) -> Iterator[tuple[str, str, int]]:
    """Two plain words between which stand so many words of any kind, and no other."""
    plain_places = [place for place, word in enumerate(words) if "*" not in word]
    for before, behind in pairwise(plain_places):
        between = words[before + 1 : behind]
        if between and not any(word.strip("*") for word in between):
            yield words[before], words[behind], len(between)


def _near_in_index(before: str, behind: str, apart: int) -> str:
    """That they stand so near; the index does not ask which comes first."""
    return f"NEAR({_phrase_of_index([before])} {_phrase_of_index([behind])}, {apart})"


def _phrase_of_index(words: list[str]) -> str:
    return f'"{" ".join(words)}"'


def _any_of(words: list[str]) -> str:
    together = " OR ".join(_phrase_of_index([word]) for word in words)
    return f"({together})"


def _alternatives(store: Store, word: str) -> list[list[str]]:
    """Words of the collection; where a word with stars stands, there is one of each list."""
    if stands_for_words(word):
        return [[known for known, _ in words_like(store, word)]]
    pieces = [piece.strip(MARKS_OF_PATTERNS) for piece in word.split("*")]
    return [_words_holding(store, piece) for piece in pieces if piece]


def stands_for_words(word: str) -> bool:
    """Whether a word of a term, with its stars, finds whole words and nothing beside them.

    >>> stands_for_words("*-quality"), stands_for_words("qual*"), stands_for_words("reform.*")
    (False, True, False)
    """
    return MARK_AT_STAR.search(word) is None


def _words_holding(store: Store, letters: str) -> list[str]:
    found = store.ask(
        "SELECT word FROM read_parquet({vocabulary}) WHERE contains(word, ?)", [letters]
    )
    return found["word"].tolist()


def words_like(store: Store, word: str) -> list[tuple[str, int]]:
    """The words of the collection, with their numbers, that a word stands for.

    Parameters
    ----------
    store : of the collection.
    word : of a term, in lower case; it may have stars.
    """
    is_like = "word = ?"
    if "*" in word:
        is_like = r"word LIKE ? ESCAPE '\'"
        pieces = [re.sub(r"([%_\\])", r"\\\1", piece) for piece in re.split(r"\*+", word)]
        asked = "%".join(pieces)
    else:
        asked = word
    found = store.ask(
        "SELECT word, file_row_number AS number FROM "
        f"read_parquet({{vocabulary}}, file_row_number = true) WHERE {is_like} ORDER BY number",
        [asked],
    )
    exact = exact_pattern(word)
    pairs = zip(found["word"].tolist(), found["number"].tolist(), strict=True)
    return [(known, number) for known, number in pairs if exact.fullmatch(known)]
