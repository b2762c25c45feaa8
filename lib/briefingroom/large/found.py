"""A term in a large collection: how often each briefing has it, and the first lines."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..display import MUTED, counted, paragraph
from ..errors import QuestionError
from ..text.concordancing import Concordance, concordance
from ..text.index import Texts
from ..text.terms import Term, words_of_wording
from ..text.trends import PER
from .finding import places_with, rows_with, stands_for_words, wordings_of, words_like
from .store import Store

TURNS_AT_ONCE = 8  # read for the first lines


@dataclass(frozen=True)
class Found:
    """What a large collection says of a term at once.

    Attributes
    ----------
    counts : one row a briefing: briefing, count, words, rate (per 10,000 words).
    lines : the first hits, as a concordance.
    """

    counts: pd.DataFrame
    lines: Concordance

    @property
    def count(self) -> int:
        """How often the term is found in all."""
        return int(self.counts["count"].sum())

    def _how_many(self) -> str:
        having = int((self.counts["count"] > 0).sum())
        briefings = counted(len(self.counts), "briefing")
        return f"{counted(self.count, 'hit')} in {having:,} of {briefings}"

    def __repr__(self) -> str:
        return f"{self.lines!r}\n{self._how_many()}"

    def _repr_html_(self) -> str:
        return f"{self.lines._repr_html_()}{paragraph(self._how_many(), MUTED)}"


def found(store: Store, term: Term, lines: int, width: int) -> Found:
    """How often each briefing has a term, and its first lines.

    Parameters
    ----------
    store : of the collection.
    term : as in `concordance`.
    lines : how many.
    width : characters of context on each side.

    Raises
    ------
    QuestionError : when the term is empty, or no line is wanted.
    """
    if lines < 1:
        raise QuestionError(f"At least one line is shown, not {lines!r}.")
    turns, counts = _counts_of_turns(store, term)
    having = turns[np.argsort(turns)]
    of_turn, names = store.briefings
    in_briefing = np.bincount(of_turn[turns], weights=counts, minlength=len(names)).astype(int)
    words = np.bincount(of_turn, weights=store.words_of_turn).astype(int)
    table = pd.DataFrame({"briefing": pd.array(names, dtype="str")})
    table["count"] = in_briefing
    table["words"] = words
    table["rate"] = PER * table["count"] / table.words
    return Found(table, first_lines(store, having, term, lines, width))


def _counts_of_turns(store: Store, term: Term) -> tuple[np.ndarray, np.ndarray]:
    """The turns that have a term, and how often each has it."""
    wordings = [words_of_wording(wording) for wording in wordings_of(term)]
    if all(len(words) == 1 and stands_for_words(words[0]) for words in wordings):
        return _counts_of_words(store, [word for (word,) in wordings])
    if len(wordings) > 1:
        return _counted_by_pattern(store, rows_with(store, term), term)
    (words,) = wordings
    if _is_of_whole_words(words):
        return _counts_by_places(store, words, term)
    if any("*" in word for word in words):
        return _counted_by_pattern(store, rows_with(store, term), term)
    return _counts_of_phrase(store, words, term)


def _counts_of_phrase(store: Store, words: list[str], term: Term) -> tuple[np.ndarray, np.ndarray]:
    """The same for a phrase of plain words, of which the rarest is seldom said twice."""
    rows = rows_with(store, term)
    rarest = min(words, key=lambda word: _count_of_word(store, word))
    if words.count(rarest) > 1:
        return _counted_by_pattern(store, rows, term)
    places = store.rows_of_places(rarest)
    repeated = np.unique(places[1:][places[1:] == places[:-1]])
    is_doubtful = np.isin(rows, repeated)
    return _counted_if_doubtful(store, rows[~is_doubtful], rows[is_doubtful], term)


def _is_of_whole_words(words: list[str]) -> bool:
    """Whether a phrase has stars, each for exactly one word inside it."""
    has_stars = any("*" in word for word in words)
    is_plain_or_any = all("*" not in word or not word.strip("*") for word in words)
    return has_stars and is_plain_or_any and "*" not in words[0] and "*" not in words[-1]


def _counts_by_places(store: Store, words: list[str], term: Term) -> tuple[np.ndarray, np.ndarray]:
    """The same for such a phrase, from the places of its words; where hits overlap, by pattern."""
    row, place = places_with(store, words)
    overlaps = (row[1:] == row[:-1]) & (place[1:] - place[:-1] < len(words))
    doubtful = np.unique(row[1:][overlaps])
    return _counted_if_doubtful(store, row[~np.isin(row, doubtful)], doubtful, term)


def _counted_if_doubtful(
    store: Store, rows_of_hits: np.ndarray, doubtful: np.ndarray, term: Term
) -> tuple[np.ndarray, np.ndarray]:
    """Hits whose rows are known, and those in the sentences of other rows, which are read."""
    turns, counts = _counted_by_pattern(store, doubtful, term)
    known = store.turn_of(rows_of_hits)
    turns, counts = np.append(turns, known), np.append(counts, np.ones(len(known), int))
    return _added_up(turns, counts)


def _counts_of_words(store: Store, words: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The same for words that count as one, from the table of counts."""
    numbers = {number for word in words for _, number in words_like(store, word)}
    counts = store.ask(
        "SELECT turn, sum(count)::BIGINT AS count FROM read_parquet({counts}) "
        f"WHERE word IN ({', '.join(map(str, sorted(numbers))) or 'NULL'}) GROUP BY turn",
    )
    return counts["turn"].astype(np.int64), counts["count"]


def _count_of_word(store: Store, word: str) -> int:
    counts = store.ask("SELECT count FROM read_parquet({vocabulary}) WHERE word = ?", [word])
    return int(counts["count"].sum())


def _counted_by_pattern(
    store: Store, rows: np.ndarray, term: Term
) -> tuple[np.ndarray, np.ndarray]:
    """The same by the pattern of the term, for the sentences in some rows."""
    if not len(rows):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    sentences = store.with_turns(store.sentences_in(rows))
    hits = Texts(sentences).find(term)
    turn = store.turn_of(rows)[hits.row]
    return _added_up(turn, np.ones(len(turn), np.int64))


def _added_up(turns: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    having, place = np.unique(turns, return_inverse=True)
    return having, np.bincount(place, weights=counts, minlength=len(having)).astype(np.int64)


def first_lines(store: Store, turns: np.ndarray, term: Term, lines: int, width: int) -> Concordance:
    """The first hits of a term.

    Parameters
    ----------
    store : of the collection.
    turns : that have it, each once at least, in order.
    term : as in `concordance`.
    lines, width : as in `found`.
    """
    found: list[pd.DataFrame] = []
    for begin in range(0, max(1, min(lines, len(turns))), TURNS_AT_ONCE):
        some = turns[begin : begin + TURNS_AT_ONCE]
        found.append(concordance_of_turns(store, some, term, width=width))
        if sum(map(len, found)) >= lines:
            break
    return Concordance(pd.concat(found, ignore_index=True).head(lines))


def concordance_of_turns(store: Store, turns: np.ndarray, term: Term, **how: Any) -> Concordance:
    """The hits of a term in some turns.

    Parameters
    ----------
    store : of the collection.
    turns : their numbers, in order.
    term : as in `concordance`.
    how : regex, case and width, as there.
    """
    parts = store.whole_turns(turns)
    hits = [concordance(term, texts=Texts(table), **how) for table in parts]
    if hits:
        return Concordance(pd.concat(hits, ignore_index=True))
    (first,) = store.whole_turns(np.zeros(1, np.int64))
    return Concordance(concordance(term, texts=Texts(first), **how).iloc[:0])
