"""The texts as the questions of this package search them: loaded once, prepared when first needed.

Three things are prepared, each at its first use and then kept:

- *pages*, a copy of the text for searching: lower case, plain quotation marks, one sentence a line,
  letters in one form however they were typed. Nearly always every character stays in its place;
  where it does not, ``FoldedText`` leads back from a hit on a page to its place in the sentence.
  Together they are as large as the text.
- *words*, the text as numbers: one number a word, as ``words.words`` draws them, lower case.
- *turns*, one row for each turn, with its words counted.

A term means the same in every function that takes one, see ``Texts.find``.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..corpus.active import cached_by_collection
from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..errors import QuestionError
from .folding import FoldedText, folded, unusual_characters
from .numbering import Words, cut_page, numbered_words
from .occurrences import RowsOfVocabulary, rows_by_word
from .terms import Search, Term, exact_pattern, plain, search_for, searchable
from .whole_words import SHORTEST_WORD, whole_word

NEEDED = ("sentence", "turn", "briefing", "text")
ABOUT = ("briefing", "speaker", "outlet", "role", "act")
PAGE = 400_000  # characters, about
SAMPLE = 100_000  # characters of a page that show how frequent letters are

Chosen = str | Iterable[str] | None  # one name, or several; None for all


class Hits(NamedTuple):
    """Where a term stands: of each hit the row of its sentence, start and end in that sentence."""

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def chosen(self, which: np.ndarray) -> "Hits":
        """The hits for which a mask says True.

        >>> hits = Hits(np.array([0, 3]), np.array([5, 7]), np.array([9, 8]))
        >>> hits.chosen(hits.row > 0).start
        array([7])
        """
        return Hits(
            row=self.row[which],
            start=self.start[which],
            end=self.end[which],
        )


class WordHits(NamedTuple):
    """Which words the hits of a term are: the row of each, its first word and the one behind it."""

    row: np.ndarray
    first: np.ndarray
    last: np.ndarray


class NumberedNames(NamedTuple):
    """Names of which many are the same.

    Attributes
    ----------
    numbers : of each name, in order of first appearance.
    names : that the numbers mean.
    """

    numbers: np.ndarray
    names: np.ndarray


class SearchPage(NamedTuple):
    """Whole sentences to be searched, and where the first begins in the running text."""

    start: int
    lines: str


class PreparedText(NamedTuple):
    """The text as it is searched.

    Attributes
    ----------
    pages : its sentences, in lower case.
    starts : where each sentence begins in it, and the last ends.
    folded : the sentences that have other characters here than as given, by row.
    """

    pages: list[SearchPage]
    starts: np.ndarray
    folded: dict[int, FoldedText]


class Texts:
    """Sentences in order, ready to be searched and counted.

    The five briefings are loaded by the functions themselves. For texts of your own, make one of
    these from a table and hand it to any of them: ``concordance("jobs", texts=Texts(table))``.

    Parameters
    ----------
    table : one row a sentence, in order, those of a turn and of a briefing together. Columns
        sentence, turn, briefing, text; speaker, outlet, role and act if they are known. A missing
        text has no words; what is missing of the others is not known.

    Raises
    ------
    QuestionError : when a column is missing or the sentences of a turn or a briefing are not
        together.

    >>> two = {"sentence": ["a1", "a2"], "text": ["Jobs!", "More jobs."]}
    >>> rows = pd.DataFrame({**two, "turn": "a", "briefing": "mine"})
    >>> Texts(rows).find("jobs").start
    array([0, 5])
    """

    def __init__(self, table: pd.DataFrame):
        _must_have_sentences(table)
        self.sentence = table["sentence"].array
        self.text = table["text"].tolist()
        begins_turn = differs_from_last(table["turn"].to_numpy())
        self.first_of_turn = np.flatnonzero(begins_turn)
        self.turn_of = np.cumsum(begins_turn) - 1
        self.turns = _turns_of(table, self.first_of_turn)
        _must_stand_together(self.turns["turn"])
        _must_stand_together(self.turns["briefing"])
        try:
            self.starts = starts_of(self.text)
        except TypeError:  # what is missing, or a number, has no length
            self.text = _as_texts(self.text)
            self.starts = starts_of(self.text)

    @cached_property
    def pages(self) -> list[SearchPage]:
        """The text for searching, in stretches of whole sentences."""
        return self._prepared.pages

    @cached_property
    def _prepared(self) -> PreparedText:
        """The pages; made twice where some letters are typed in several ways."""
        pages = _pages_of(self.text, self.starts)
        if not unusual_characters(page.lines for page in pages):
            return PreparedText(pages, self.starts, {})
        texts = list(self.text)
        unusual = unusual_characters(texts)
        rows = {}
        for row, text in enumerate(texts):
            if not unusual.isdisjoint(text):
                rows[row] = folded(text)
                texts[row] = rows[row].text
        starts = starts_of(texts)
        return PreparedText(_pages_of(texts, starts), starts, rows)

    @cached_property
    def words(self) -> Words:
        """The text as numbers, one a word; numbered in order of first appearance.

        >>> words = corpus().words
        >>> [words.vocabulary[number] for number in words.ids[:3]]
        ['ladies', 'and', 'gentlemen']
        """
        return numbered_words([page.lines for page in self.pages])

    @cached_property
    def word_counts(self) -> np.ndarray:
        """How often each word of the vocabulary is said.

        >>> int(corpus().word_counts.sum()) == len(corpus().words.ids)
        True
        """
        return np.bincount(self.words.ids, minlength=len(self.words.vocabulary))

    def word_counts_in(self, turns: np.ndarray) -> np.ndarray:
        """How often each word is said in the turns for which a mask says True.

        Those in the greater part of the turns are all but those in the others.

        >>> counts = corpus().word_counts_in(corpus().select(act="opening"))
        >>> int(counts.sum()) == int(corpus().words_of_turn[corpus().select(act="opening")].sum())
        True
        """
        words_in = self.words_of_turn[turns].sum()
        if 2 * words_in > len(self.words.ids):
            return self.word_counts - self.word_counts_in(~turns)
        edges = self.words.starts[np.append(self.first_of_turn, len(self.text))]
        stretches = edges[_runs_of(turns)]
        said = [self.words.ids[begin:end] for begin, end in stretches.tolist()]
        ids = np.concatenate([self.words.ids[:0], *said])
        return np.bincount(ids, minlength=len(self.words.vocabulary))

    @cached_property
    def rows_of_vocabulary(self) -> RowsOfVocabulary:
        """In which sentences each word of the vocabulary stands.

        >>> rows = corpus().rows_of_vocabulary.rows_with(np.array([0]))
        >>> all("ladies" in corpus().text[row].lower() for row in rows.tolist())
        True
        """
        return rows_by_word(self.words)

    @cached_property
    def words_of_turn(self) -> np.ndarray:
        """The number of words of each turn.

        >>> len(corpus().words_of_turn) == len(corpus().turns)
        True
        """
        rows = np.append(self.first_of_turn, len(self.text))
        edges = self.words.starts[rows]
        return np.diff(edges)

    @cached_property
    def range(self) -> dict[str, np.ndarray]:
        """For each turn the number of its briefing, of itself and of who speaks.

        That is the speaker or the outlet; -1 where neither is known.

        >>> list(corpus().range)
        ['briefings', 'turns', 'speakers']
        """
        speaker = self.turns["speaker"].to_numpy(object)
        outlet = self.turns["outlet"].to_numpy(object)
        who = np.where(speaker != "", speaker, outlet)
        who[who == ""] = None
        numbers, _ = pd.factorize(who)
        return {
            "briefings": self._numbered["briefing"].numbers,
            "turns": np.arange(len(self.turns)),
            "speakers": numbers,
        }

    @cached_property
    def _numbered(self) -> dict[str, NumberedNames]:
        """What is known of the turns, each name once."""
        columns = {about: self.turns[about].to_numpy(object) for about in ABOUT}
        return {about: NumberedNames(*pd.factorize(names)) for about, names in columns.items()}

    def names(self, about: str, turns: np.ndarray) -> list[str]:
        """The names of what is asked, each once, as they come in the turns of a mask.

        Parameters
        ----------
        about : briefing, speaker, outlet, role or act.
        turns : True or False for each turn.

        >>> corpus().names("act", corpus().select(act="opening"))
        ['opening']
        """
        numbers, known = self._numbered[about]
        return known[pd.unique(numbers[turns])].tolist()

    def select(self, **wanted: Chosen) -> np.ndarray:
        """Which turns are wanted: True or False for each.

        Parameters
        ----------
        wanted : briefing, speaker, outlet, role or act, each one name or several; None does not
            ask.

        Raises
        ------
        UnknownName : when no turn has such a name; the message gives the nearest.

        >>> int(corpus().select(act="opening").sum())
        5
        """
        chosen = np.ones(len(self.turns), bool)
        for about, choice in wanted.items():
            if choice is None:
                continue
            names = [choice] if isinstance(choice, str) else list(choice)
            self._must_know(about, names)
            numbers, known = self._numbered[about]
            chosen_names = set(names)
            is_named = np.array([name in chosen_names for name in known.tolist()])
            chosen &= is_named[numbers]
        return chosen

    def _must_know(self, about: str, names: list[str]) -> None:
        known = [name for name in self._numbered[about].names.tolist() if name]
        for name in names:
            if not known:
                raise QuestionError(f"These texts do not say the {about} of a turn.")
            must_be(name, known, f"There is no {about} {name!r}")

    def find(self, term: Term, case: bool = False) -> Hits:
        """Where a term stands, in order.

        A term is one or more words. It is found wherever these words follow each other in one
        sentence, whatever punctuation stands between them, so "small and medium-sized" finds
        "small- and medium-sized". Words are those of ``words.words``, so the counts of all
        functions agree: a hyphen or apostrophe inside a word belongs to it, "quality" finds neither
        "high-quality" nor "quality's", and "high quality" does not find "high-quality". Capital
        letters and the form of quotation marks make no difference, nor does how a letter was typed:
        with its accent or before it, full-width, in a ligature, with a soft hyphen or something
        else invisible beside it. Plurals are other words.

        ``*`` stands for any letters inside a word, or none ("industr*", "*-quality", "China*" for
        "China's" too); on its own for exactly one word ("new * paradigm").

        Parameters
        ----------
        term : a term, or several wordings that count as one; where two overlap, the first and
            longest counts.
        case : whether capital letters must agree.

        Raises
        ------
        QuestionError : when a term has no word in it.

        >>> hits = corpus().find("new * paradigm")
        >>> len(hits.row)
        7
        """
        return self._hits_at(self._spans(term, case))

    def find_words(self, term: Term) -> WordHits:
        """Which words a term is, wherever it stands; only the sentences with hits are cut anew.

        Parameters
        ----------
        term : as in `find`.

        Raises
        ------
        QuestionError : when a term has no word in it.

        >>> hits = corpus().find_words("new * paradigm")
        >>> set((hits.last - hits.first).tolist())
        {3}
        """
        start, end = self._spans(term, case=False).T
        starts = self._prepared.starts
        row = rows_of(start, starts)
        rows, sentence = np.unique(row, return_inverse=True)
        lines = self._lines(rows)
        at = starts_of(lines)
        word_starts = cut_page("\n".join(lines)).starts_in_characters()
        words_before = np.searchsorted(word_starts, at[:-1])
        moved = at[sentence] - starts[row]
        before = self.words.starts[row] - words_before[sentence]
        return WordHits(
            row=row,
            first=before + np.searchsorted(word_starts, start + moved),
            last=before + np.searchsorted(word_starts, end + moved),
        )

    def _lines(self, rows: np.ndarray) -> list[str]:
        """Some sentences as they stand on the pages."""
        starts = self._prepared.starts
        begins = starts[rows]
        page = rows_of(begins, np.array([page.start for page in self.pages]))
        places = zip(page.tolist(), begins.tolist(), starts[rows + 1].tolist(), strict=True)
        lines = []
        for number, begin, end in places:
            start, text = self.pages[number]
            lines.append(text[begin - start : end - start - 1])
        return lines

    def _spans(self, term: Term, case: bool) -> np.ndarray:
        """The hits of a term: start and end in the running text."""
        wordings = [term] if isinstance(term, str) else list(term)
        if not wordings:
            raise QuestionError("There is no word to look for: the list of wordings is empty.")
        found = [self._spans_of(wording, case) for wording in wordings]
        spans = np.concatenate(found)
        return without_overlaps(spans) if len(found) > 1 else spans

    def _spans_of(self, wording: str, case: bool) -> np.ndarray:
        """The hits of one wording: start and end in the running text."""
        sample = self.pages[0].lines[:SAMPLE]
        search = _page_search(search_for(searchable(wording).lower()), sample)
        found = [page.start + search(page.lines) for page in self.pages]
        spans = np.concatenate(found)
        if case:
            agrees = self._agree_exactly(spans, wording)
            spans = spans[agrees]
        return spans

    def _agree_exactly(self, spans: np.ndarray, wording: str) -> list[bool]:
        """Of each span whether its capitals are those of the wording."""
        exact = exact_pattern(searchable(wording))
        said = self._words_at(self._hits_at(spans))
        return [exact.fullmatch(searchable(words)) is not None for words in said]

    def _words_at(self, hits: Hits) -> list[str]:
        places = zip(
            hits.row.tolist(),
            hits.start.tolist(),
            hits.end.tolist(),
            strict=True,
        )
        return [self.text[row][start:end] for row, start, end in places]

    def _hits_at(self, spans: np.ndarray) -> Hits:
        """The hits at these spans of the pages, with their places in the sentences as given."""
        start, end = spans.T
        starts = self._prepared.starts
        row = rows_of(start, starts)
        start_of_row = starts[row]
        hits = Hits(row, start - start_of_row, end - start_of_row)
        if self._prepared.folded:
            self._unfold(hits)
        return hits

    def _unfold(self, hits: Hits) -> None:
        """Lead the places of hits in folded sentences back to the sentences as given."""
        for index, row in enumerate(hits.row.tolist()):
            sentence = self._prepared.folded.get(row)
            if sentence:
                place = sentence.place(int(hits.start[index]), int(hits.end[index]))
                hits.start[index], hits.end[index] = place


def _page_search(search: Search, sample: str) -> Callable[[str], np.ndarray]:
    """The quickest way to the hits on a page, as starts and ends in two columns.

    Parameters
    ----------
    search : what is looked for.
    sample : of the text, which shows how frequent its letters are.
    """
    rare = search.rare_letters(sample)

    def spans(page: str) -> np.ndarray:
        return _as_array(search.spans(page, rare))

    if rare or len(search.word) < SHORTEST_WORD or not search.word.isascii():
        return spans
    word = whole_word(search.word, sample)
    start_and_end = np.array([0, len(search.word)])

    def spans_of_word(page: str) -> np.ndarray:
        if not page.isascii():
            return spans(page)
        return word.begins(page)[:, None] + start_and_end

    return spans_of_word


def _pages_of(texts: list[str], starts: np.ndarray) -> list[SearchPage]:
    """Texts for searching; they begin at these places of the running text."""
    begins = np.arange(0, starts[-1], PAGE)
    first_rows = np.unique(rows_of(begins, starts)).tolist()
    pages = []
    for first, end in pairwise([*first_rows, len(texts)]):
        pages.append(SearchPage(int(starts[first]), _searched_lines(texts[first:end])))
    return pages


def _searched_lines(texts: list[str]) -> str:
    """Texts as they are searched, one a line; at once where nearly all are plain ASCII."""
    lines = [text if text.isascii() else plain(text) for text in texts]
    page = "\n".join(lines)
    if page.isascii() and page.count("\n") == len(lines) - 1:
        return page.lower()
    return "\n".join([plain(text).lower() for text in texts])


def starts_of(texts: list[str]) -> np.ndarray:
    """Where each text begins, and the last ends, when one character stands between them.

    >>> starts_of(["one", "four"])
    array([0, 4, 9])
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return np.append(0, np.cumsum(lengths + 1))


def _as_texts(values: list) -> list[str]:
    """The values as texts; what is missing is empty."""
    return ["" if pd.isna(value) else str(value) for value in values]


def _must_have_sentences(table: pd.DataFrame) -> None:
    missing = [name for name in NEEDED if name not in table]
    if missing or not len(table):
        raise QuestionError(
            "Texts need at least one sentence and the columns sentence, turn, briefing and text; "
            f"missing: {missing or 'rows'}."
        )


def _must_stand_together(names: pd.Series) -> None:
    """Refuse names of turns that come again after another one."""
    runs = names[differs_from_last(names.to_numpy())]
    again = runs[runs.duplicated()]
    if len(again):
        raise QuestionError(
            f"The sentences of a {names.name} must stand together; "
            f"those of {again.iloc[0]!r} do not."
        )


def _turns_of(table: pd.DataFrame, first_rows: np.ndarray) -> pd.DataFrame:
    """One row for each turn; empty where the table does not say something about it."""
    turns = pd.DataFrame({"turn": table["turn"].array[first_rows]})
    for name in ABOUT:
        turns[name] = table[name].array[first_rows] if name in table else ""
        if turns[name].isna().any():
            turns[name] = turns[name].astype(object).fillna("")
    return turns


def differs_from_last(values: np.ndarray) -> np.ndarray:
    """Of each value whether it differs from the one before; the first does.

    >>> differs_from_last(np.array([5, 5, 7, 5])).tolist()
    [True, False, True, True]
    """
    differs = np.ones(len(values), bool)
    differs[1:] = values[1:] != values[:-1]
    return differs


def _runs_of(mask: np.ndarray) -> np.ndarray:
    """Where each run of True begins, and where it ends.

    >>> _runs_of(np.array([True, False, True, True])).tolist()
    [[0, 1], [2, 4]]
    """
    padded = np.concatenate([[False], mask, [False]])
    return np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)


@cached_by_collection
def corpus() -> Texts:
    """The briefings asked, prepared once in a session.

    >>> corpus() is corpus()
    True
    """
    sentences = read_table("sentences")[list(NEEDED)]
    turns = read_table("turns")[["turn", *ABOUT[1:]]]
    table = sentences.merge(turns, on="turn", how="left")
    return Texts(table)


def rows_of(places: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The row of the sentence in which each place stands, given where the sentences begin.

    A place is a character or a word.

    >>> rows_of(np.array([0, 4, 5]), np.array([0, 5, 9]))
    array([0, 0, 1])
    """
    return np.searchsorted(starts, places, side="right") - 1


def names_by_group(
    names: Iterable[str], group: np.ndarray, number: np.ndarray, groups: int
) -> list[list[str]]:
    """For each group the names of the numbers in it, each once.

    Groups, and numbers in a group, come in order.

    >>> group, number = np.array([0, 0, 0, 2]), np.array([0, 1, 1, 0])
    >>> names_by_group(np.array(["a", "b"]), group, number, groups=3)
    [['a', 'b'], [], ['a']]
    """
    is_new = differs_from_last(group) | differs_from_last(number)
    names = np.asarray(names, object)
    found = number[is_new]
    sizes = np.bincount(group[is_new], minlength=groups)
    ends = np.cumsum(sizes)
    edges = [0, *ends.tolist()]
    return [names[found[begin:end]].tolist() for begin, end in pairwise(edges)]


def _as_array(spans: Iterable[tuple[int, int]]) -> np.ndarray:
    """Starts in one column, ends in the other."""
    starts_and_ends = np.fromiter(chain.from_iterable(spans), np.int64)
    return starts_and_ends.reshape(-1, 2)


def without_overlaps(spans: np.ndarray) -> np.ndarray:
    """Spans without those that overlap an earlier one; of those that begin together the longest.

    >>> without_overlaps(np.array([[4, 9], [0, 3], [2, 5], [0, 2]])).tolist()
    [[0, 3], [4, 9]]
    """
    kept, last_end = [], 0
    for start, end in sorted(spans.tolist(), key=_start_and_longest):
        if start >= last_end:
            kept.append((start, end))
            last_end = end
    return _as_array(kept)


def _start_and_longest(span: list[int]) -> tuple[int, int]:
    start, end = span
    return start, -end
