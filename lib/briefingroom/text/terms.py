"""What a term finds: its wordings as patterns, to be searched on a page.

A page is text made plain, in lower case, with one sentence a line; see ``index.Texts``.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from ..errors import QuestionError
from .folding import fold_letters

Term = str | Iterable[str]  # one wording, or several that count as one
Terms = str | Iterable[Term]

# The dashes become characters of one byte that are no letters and never occur, so that a page stays
# plain ASCII.
PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "´": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "\u2010": "-",
        "\u2011": "-",
        "–": "\x01",
        "—": "\x02",
        "\n": " ",
        "İ": "i",
    }
)

CHARACTERS_TO_A_RARE = 5000  # of a page, to each place where the letters stand

_INNER = "['.,-]"  # what may stand between two letters of one word, as in `words.WORD`
_WORD_BEGINS = rf"(?<!\w)(?<!\w{_INNER})"
_WORD_ENDS = rf"(?!{_INNER}?\w)"
_ANY_ENDING = rf"\w*(?:{_INNER}\w+)*"  # what `*` stands for at the end of a word
_ANY_LETTERS = rf"{_ANY_ENDING}{_INNER}?"  # and before other letters
_ANY_WORD = rf"\w{_ANY_ENDING}{_WORD_ENDS}"
_BETWEEN_WORDS = r"[^\w\n]+"
_WORD_OF_TERM = re.compile(rf"[\w*]+(?:{_INNER}[\w*]+)*")


class LabelledTerm(NamedTuple):
    """A term and what a table calls it."""

    label: str
    term: Term


class Search(NamedTuple):
    """How a wording is looked for on a page.

    Attributes
    ----------
    from_letters : the pattern from the first fixed letters on.
    up_to_letters : the pattern of what stands before them; None where nothing does.
    edge : what that does not reach across: the blank before the word, or the break before the line.
    fixed : all letters that stand in every hit, in pieces.
    word : the wording where it is one word without a star; empty where it is not.
    """

    from_letters: re.Pattern[str]
    up_to_letters: re.Pattern[str] | None
    edge: str
    fixed: list[str]
    word: str

    def rare_letters(self, sample: str) -> str | None:
        """The rarest of the fixed letters, by a page of the text; None where all are common.

        >>> search_for("new paradigm").rare_letters(500 * "A new one. " + "A new paradigm.")
        'paradigm'
        """
        rarest = min(self.fixed, key=sample.count)
        is_rare = sample.count(rarest) * CHARACTERS_TO_A_RARE <= len(sample)
        return rarest if is_rare else None

    def spans(self, page: str, rare: str | None = None) -> Iterable[tuple[int, int]]:
        """Start and end of each hit on a page.

        Parameters
        ----------
        page : where it is looked for.
        rare : letters of it; then only the lines that have them are searched.

        >>> list(search_for("reform").spans("reform and more reforms"))
        [(0, 6)]
        >>> list(search_for("*form").spans("reform of form"))
        [(0, 6), (10, 14)]
        """
        if not rare:
            return self._spans_within(page, 0, len(page))
        lines = _lines_with(page, rare)
        return chain.from_iterable(self._spans_within(page, *line) for line in lines)

    def _spans_within(self, page: str, begin: int, end: int) -> Iterable[tuple[int, int]]:
        if self.up_to_letters:
            return self._spans_with_beginnings(page, begin, end, self.up_to_letters)
        return [match.span() for match in self.from_letters.finditer(page, begin, end)]

    def _spans_with_beginnings(
        self, page: str, begin: int, end: int, beginning: re.Pattern[str]
    ) -> Iterator[tuple[int, int]]:
        last_end = begin
        for match in self.from_letters.finditer(page, begin, end):
            letters = match.start()
            after_edge = page.rfind(self.edge, begin, letters) + 1
            before = beginning.search(page, max(last_end, after_edge), letters)
            if before:
                last_end = match.end()
                yield before.start(), last_end


def _lines_with(page: str, letters: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line of a page that has these letters."""
    at = page.find(letters)
    while at >= 0:
        begin = page.rfind("\n", 0, at) + 1
        end = page.find("\n", at)
        if end < 0:
            end = len(page)
        yield begin, end
        at = page.find(letters, end)


def plain(text: str) -> str:
    """Text for comparing: plain quotation marks, every character in its place.

    >>> plain("China’s “new normal”")
    'China\\'s "new normal"'
    """
    if text.isascii():
        return text.replace("\n", " ")
    return text.translate(PLAIN)


def searchable(text: str) -> str:
    r"""Text for comparing as it is searched, however its letters were typed, but for capitals.

    >>> searchable("self\u2010re\xadliance")
    'self-reliance'
    """
    return plain(fold_letters(text))


def labelled(terms: Terms) -> list[LabelledTerm]:
    """One term or a list of them, each with its label.

    A term in several wordings is a list inside the list.

    >>> [term.label for term in labelled(["reform", ["smart", "intelligent"]])]
    ['reform', 'smart / intelligent']
    """
    several = [terms] if isinstance(terms, str) else list(terms)
    if not several:
        raise QuestionError("There is no term to count: the list is empty.")
    return [LabelledTerm(_label_of_term(term), term) for term in several]


def _label_of_term(term: Term) -> str:
    return term if isinstance(term, str) else " / ".join(term)


def search_for(wording: str) -> Search:
    """How to look for a wording that is written as pages are: plain and in lower case.

    `re` is fast with a pattern that begins with plain letters. So the first fixed letters of the
    wording begin the pattern, what must not stand before them is looked up behind them, and stars
    before them are matched afterwards.

    Raises
    ------
    QuestionError : when it has no word in it.

    >>> list(search_for("new * paradigm").spans("a new, better paradigm"))
    [(2, 22)]
    """
    words = words_of_wording(wording)
    free = 0  # words before the first fixed letters, any of which will do
    while not words[free].strip("*"):
        free += 1
    word = words[free].lstrip("*")
    is_open = word != words[free]
    letters, _, _ = word.partition("*")
    rest = word.removeprefix(letters)
    return Search(
        from_letters=_pattern_from_letters(letters, is_open, rest, words[free + 1 :]),
        up_to_letters=_pattern_up_to_letters(free, is_open),
        edge="\n" if free else " ",
        fixed=[piece for word in words for piece in word.split("*") if piece],
        word=letters if words == [letters] else "",
    )


def _pattern_from_letters(
    letters: str, is_open: bool, rest: str, later_words: list[str]
) -> re.Pattern[str]:
    letters = re.escape(letters)
    nothing_before = "" if is_open else rf"(?<!\w{letters})(?<!\w{_INNER}{letters})"
    pieces = [letters, nothing_before, _pattern_of_letters(rest), _WORD_ENDS]
    for word in later_words:
        pieces += _BETWEEN_WORDS, _pattern_of_word(word)
    return re.compile("".join(pieces))


def _pattern_up_to_letters(free_words: int, is_open: bool) -> re.Pattern[str] | None:
    """What stands before the first fixed letters: words of any kind, then any letters."""
    if not free_words and not is_open:
        return None
    before = _WORD_BEGINS + (_ANY_WORD + _BETWEEN_WORDS) * free_words
    if is_open:
        before += _ANY_LETTERS
    return re.compile(before + r"\Z")


def exact_pattern(wording: str) -> re.Pattern[str]:
    """The pattern of a whole hit, with capitals as the wording has them.

    >>> bool(exact_pattern("New * Paradigm").fullmatch("New Development Paradigm"))
    True
    """
    words = [_pattern_of_word(word) for word in words_of_wording(wording)]
    return re.compile(_BETWEEN_WORDS.join(words))


def words_of_wording(wording: str) -> list[str]:
    """The words of a wording, with their stars.

    Raises
    ------
    QuestionError : when there is none.

    >>> words_of_wording("new * paradigm*")
    ['new', '*', 'paradigm*']
    """
    words = _WORD_OF_TERM.findall(wording)
    if not any(word.strip("*") for word in words):
        raise QuestionError(
            f"There is no word to look for in {wording!r}; "
            "for signs use concordance(..., regex=True)."
        )
    return words


def _pattern_of_word(word: str) -> str:
    if not word.strip("*"):
        return _ANY_WORD
    return _pattern_of_letters(word) + _WORD_ENDS


def _pattern_of_letters(letters: str) -> str:
    """Letters of a word, in which stars stand for any letters."""
    pieces = [re.escape(piece) for piece in re.split(r"\*+", letters)]
    if len(pieces) == 1 or pieces[-1]:
        return _ANY_LETTERS.join(pieces)
    return _ANY_LETTERS.join(pieces[:-1]) + _ANY_ENDING
