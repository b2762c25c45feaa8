"""The texts as the questions of this package search them: loaded once, prepared when first needed.

Three things are prepared, each at its first use and then kept:

- *pages*, a copy of the text for searching: lower case, plain quotation marks, one sentence a line. Every character
  stays in its place, so that a hit on a page is a hit in the sentence. Together they are as large as the text.
- *words*, the text as numbers: one number a word, as ``words.words`` draws them, lower case.
- *turns*, one row for each turn, with its words counted.

A term means the same in every function that takes one, see ``Texts.find``.
"""

import re
from collections import defaultdict
from functools import cache, cached_property
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..cleaning.words import WORD
from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..errors import QuestionError

ABOUT = ("briefing", "speaker", "outlet", "role", "act")


PAGE = 100_000  # characters, about


# The dashes become characters of one byte that are no letters and never occur, so that a page stays plain ASCII.
PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "‑": "-",
        "–": "\x01",
        "—": "\x02",
        "\n": " ",
        "İ": "i",
    }
)


_INNER = "['.,-]"  # what may stand between two letters of one word, as in `words.WORD`


_START, _END = rf"(?<!\w)(?<!\w{_INNER})", rf"(?!{_INNER}?\w)"


_REST = rf"\w*(?:{_INNER}\w+)*"  # what `*` stands for at the end of a word


_PART = rf"{_REST}{_INNER}?"  # and before other letters


_BETWEEN = r"[^\w\n]+"


_TERM = re.compile(rf"[\w*]+(?:{_INNER}[\w*]+)*")  # a word of a term


class Hits(NamedTuple):
    """Where a term stands: for each hit the row of its sentence, and start and end in that sentence."""

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray


class Words(NamedTuple):
    """The words of the texts: ids in order, where each sentence begins (and the last ends), and what the ids mean."""

    ids: np.ndarray
    starts: np.ndarray
    vocabulary: list[str]


def plain(text: str) -> str:
    """Text for comparing: plain quotation marks, every character in its place.

    >>> plain("China’s “new normal”")
    'China\\'s "new normal"'
    """
    return text.replace("\n", " ") if text.isascii() else text.translate(PLAIN)


class Texts:
    """Sentences in order, ready to be searched and counted.

    The five briefings are loaded by the functions themselves. For texts of your own, make one of these from a table
    and hand it to any of them: ``concordance("jobs", texts=Texts(table))``.

    Parameters
    ----------
    table : one row a sentence, in order, those of a turn and of a briefing together. Columns sentence, turn,
        briefing, text; speaker, outlet, role and act if they are known.

    Raises
    ------
    QuestionError : when a column is missing or the sentences of a turn or a briefing are not together.

    >>> rows = pd.DataFrame({"sentence": ["a1", "a2"], "turn": "a", "briefing": "mine", "text": ["Jobs!", "More jobs."]})
    >>> Texts(rows).find("jobs").start
    array([0, 5])
    """

    def __init__(self, table: pd.DataFrame):
        missing = [name for name in ("sentence", "turn", "briefing", "text") if name not in table]
        if missing or not len(table):
            needed = "at least one sentence and the columns sentence, turn, briefing and text"
            raise QuestionError(f"Texts need {needed}; missing: {missing or 'rows'}.")
        self.sentence = table["sentence"].array
        self.text = table["text"].tolist()
        turn = table["turn"].to_numpy()
        first = np.flatnonzero(np.append(True, turn[1:] != turn[:-1]))
        self.turn_of = np.repeat(np.arange(len(first)), np.diff(first, append=len(turn)))
        self.first_of_turn = first
        self.turns = pd.DataFrame({"turn": table["turn"].array[first]})
        for name in ABOUT:
            self.turns[name] = table[name].array[first] if name in table else ""
        for name in ("turn", "briefing"):
            runs = self.turns[name][self.turns[name] != self.turns[name].shift()]
            if runs.duplicated().any():
                again = runs[runs.duplicated()].iloc[0]
                raise QuestionError(
                    f"The sentences of a {name} must stand together; those of {again!r} do not."
                )
        lengths = np.fromiter(map(len, self.text), np.int64, len(self.text))
        self.starts = np.concatenate([[0], np.cumsum(lengths + 1)])

    @cached_property
    def pages(self) -> list[tuple[int, str]]:
        """The text for searching, in stretches of whole sentences: where each begins, and its lines."""
        edges = np.unique(rows_of(np.arange(0, self.starts[-1], PAGE), self.starts))
        pairs = zip(edges, [*edges[1:], len(self.text)])
        return [
            (int(self.starts[a]), "\n".join([plain(text).lower() for text in self.text[a:b]]))
            for a, b in pairs
        ]

    @cached_property
    def words(self) -> Words:
        """The text as numbers, one a word; numbered in order of first appearance."""
        number: dict[str, int] = defaultdict(lambda: len(number))
        end = number["\n"]  # of a sentence: numbered with the words, and taken out below
        ids = []
        for _, page in self.pages:
            pattern = re.compile(
                rf"{WORD.pattern}|\n", re.ASCII if page.isascii() else 0
            )  # the same words, faster
            found = pattern.findall(page + "\n")
            ids.append(np.fromiter(map(number.__getitem__, found), np.int32, len(found)))
        all_ids = np.concatenate(ids)
        ends = np.flatnonzero(all_ids == end)
        starts = np.append(0, ends - np.arange(len(ends)))
        return Words(all_ids[all_ids != end] - 1, starts, list(number)[1:])

    @cached_property
    def words_of_turn(self) -> np.ndarray:
        """The number of words of each turn."""
        return np.diff(self.words.starts[np.append(self.first_of_turn, len(self.text))])

    @cached_property
    def range(self) -> dict[str, np.ndarray]:
        """For each turn the number of its briefing, of itself and of who speaks (speaker or outlet; -1: not known)."""
        speaker, outlet, briefing = (
            self.turns[name].to_numpy(object) for name in ("speaker", "outlet", "briefing")
        )
        who = np.where(speaker != "", speaker, outlet)
        who[who == ""] = None
        return {
            "briefings": pd.factorize(briefing)[0],
            "turns": np.arange(len(briefing)),
            "speakers": pd.factorize(who)[0],
        }

    def select(self, **wanted) -> np.ndarray:
        """Which turns are wanted: True or False for each.

        Parameters
        ----------
        wanted : briefing, speaker, outlet, role or act, each one name or several; None does not ask.

        Raises
        ------
        UnknownName : when no turn has such a name; the message gives the nearest.
        """
        chosen = np.ones(len(self.turns), bool)
        for about, names in wanted.items():
            if names is not None:
                names = [names] if isinstance(names, str) else list(names)
                for name in names:
                    self._known(about, name)
                chosen &= self.turns[about].isin(names).to_numpy()
        return chosen

    def _known(self, about: str, name: str) -> None:
        known = [known for known in self.turns[about].unique() if known]
        if not known:
            raise QuestionError(f"These texts do not say the {about} of a turn.")
        must_be(name, known, f"There is no {about} {name!r}")

    def find(self, term, case: bool = False) -> Hits:
        """Where a term stands, in order.

        A term is one or more words. It is found wherever these words follow each other in one sentence, whatever
        punctuation stands between them, so "small and medium-sized" finds "small- and medium-sized". Words are those
        of ``words.words``, so the counts of all functions agree: a hyphen or apostrophe inside a word belongs to it,
        "quality" finds neither "high-quality" nor "quality's", and "high quality" does not find "high-quality".
        Capital letters and the form of quotation marks make no difference. Plurals are other words.

        ``*`` stands for any letters inside a word, or none ("industr*", "*-quality", "China*" for "China's" too); on
        its own for exactly one word ("new * paradigm").

        Parameters
        ----------
        term : a term, or several wordings that count as one; where two overlap, the first and longest counts.
        case : whether capital letters must agree.

        Raises
        ------
        QuestionError : when a term has no word in it.
        """
        wordings = [term] if isinstance(term, str) else list(term)
        if not wordings:
            raise QuestionError("There is no word to look for: the list of wordings is empty.")
        found = [self._spans(wording, case) for wording in wordings]
        spans = found[0] if len(found) == 1 else _apart(np.concatenate(found))
        row = rows_of(spans[:, 0], self.starts)
        return Hits(row, *(spans - self.starts[row, None]).T)

    def _spans(self, wording: str, case: bool) -> np.ndarray:
        """The hits of one wording: start and end in the running text."""
        search = _searcher(plain(wording).lower())
        spans = np.concatenate([_flat(search(page)) + base for base, page in self.pages])
        if case:
            exact = re.compile(_pattern(_words_of(plain(wording))))
            rows = rows_of(spans[:, 0], self.starts)
            places = zip(rows, (spans - self.starts[rows, None]).tolist())
            spans = spans[
                [
                    bool(exact.fullmatch(plain(self.text[row][start:end])))
                    for row, (start, end) in places
                ]
            ]
        return spans


@cache
def corpus() -> Texts:
    """The five briefings, prepared once in a session."""
    about = read_table("turns")[["turn", *ABOUT[1:]]]
    return Texts(
        read_table("sentences")[["sentence", "turn", "briefing", "text"]].merge(
            about, on="turn", how="left"
        )
    )


def labelled(terms) -> list[tuple[str, str | list[str]]]:
    """One term or a list of them, each with its label; a term in several wordings is a list inside the list.

    >>> labelled(["reform", ["smart", "intelligent"]])
    [('reform', 'reform'), ('smart / intelligent', ['smart', 'intelligent'])]
    """
    terms = [terms] if isinstance(terms, str) else list(terms)
    if not terms:
        raise QuestionError("There is no term to count: the list is empty.")
    return [(term if isinstance(term, str) else " / ".join(term), term) for term in terms]


def rows_of(places: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The row of the sentence in which each place (a character or a word) stands, given where the sentences begin."""
    return np.searchsorted(starts, places, side="right") - 1


def listed(names, group: np.ndarray, number: np.ndarray, groups: int) -> list[list[str]]:
    """For each group the names of the numbers in it, each once. Groups, and numbers in a group, come in order.

    >>> listed(np.array(["a", "b"]), np.array([0, 0, 0, 2]), np.array([0, 1, 1, 0]), 3)
    [['a', 'b'], [], ['a']]
    """
    new = np.append(True, (group[1:] != group[:-1]) | (number[1:] != number[:-1]))[: len(group)]
    found = np.asarray(names, object)[number[new]].tolist()
    edges = np.append(0, np.cumsum(np.bincount(group[new], minlength=groups))).tolist()
    return [found[begin:end] for begin, end in pairwise(edges)]


def _flat(spans) -> np.ndarray:
    return np.fromiter(chain.from_iterable(spans), np.int64).reshape(-1, 2)


def _apart(spans: np.ndarray) -> np.ndarray:
    """Spans without those that overlap an earlier one; of those that begin together the longest stays."""
    kept, last = [], -1
    for start, end in sorted(spans.tolist(), key=lambda span: (span[0], -span[1])):
        if start >= last:
            kept.append((start, end))
            last = end
    return _flat(kept)


def _words_of(wording: str) -> list[str]:
    found = _TERM.findall(wording)
    if not any(word.strip("*") for word in found):
        raise QuestionError(
            f"There is no word to look for in {wording!r}; for signs use concordance(..., regex=True)."
        )
    return found


def _inside(part: str) -> str:
    *parts, last = map(re.escape, re.split(r"\*+", part))
    return _PART.join([*parts, last]) if last or not parts else _PART.join(parts) + _REST


def _pattern(found: list[str]) -> str:
    return _BETWEEN.join(
        (_inside(word) if word.strip("*") else rf"\w{_REST}") + _END for word in found
    )


def _searcher(wording: str):
    """A function that finds a wording on a page.

    `re` is fast with a pattern that begins with plain letters. So the first fixed letters of the wording begin the
    pattern, what must not stand before them is looked up behind them, and stars before them are matched afterwards.
    """
    found = _words_of(wording)
    stars = next(i for i, word in enumerate(found) if word.strip("*"))  # words that may be any
    open_start, fixed, rest = re.fullmatch(r"(\**)([^*]+)(.*)", found[stars]).groups()
    letters = re.escape(fixed)
    start = "" if open_start else rf"(?<!\w{letters})(?<!\w{_INNER}{letters})"
    more = "".join(_BETWEEN + _pattern([word]) for word in found[stars + 1 :])
    right = re.compile(letters + start + _inside(rest) + _END + more)
    if not stars and not open_start:
        return lambda page: [match.span() for match in right.finditer(page)]

    left = re.compile(
        _START + (_pattern(["*"]) + _BETWEEN) * stars + (_PART if open_start else "") + r"\Z"
    )
    edge = "\n" if stars else " "

    def search(page: str):
        last = 0
        for match in right.finditer(page):
            before = left.search(
                page, max(last, page.rfind(edge, 0, match.start()) + 1), match.start()
            )
            if before:
                last = match.end()
                yield before.start(), last

    return search
