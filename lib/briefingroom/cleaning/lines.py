"""Lines and places of a text, and white space folded."""

import re
from typing import NamedTuple

UNSEEN_MARKS = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"  # in a class
)
LINE_BREAK = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
PAGE_MARKER = re.compile("_ueditor_page_break_tag_")
BARE = re.compile(rf"[^\s{UNSEEN_MARKS}](?:.*[^\s{UNSEEN_MARKS}])?", re.DOTALL)


def any_of(*forms: str) -> re.Pattern:
    """One form for several ways to say a thing, in any case.

    >>> any_of("good (?:morning|evening)", "hello").match("Hello")[0]
    'Hello'
    """
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


class TextSpan(NamedTuple):
    """A stretch [start, end) of a text, in characters from 0."""

    start: int
    end: int

    def covers(self, other: "TextSpan") -> bool:
        """Whether the other lies inside.

        >>> TextSpan(2, 9).covers(TextSpan(2, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end


class Line(NamedTuple):
    """A line of a source that holds something, without the white space around it.

    Attributes
    ----------
    number : from 1, as an editor shows it.
    start, end : [start, end) of what is written, in characters of the source.
    text : what is written.
    """

    number: int
    start: int
    end: int
    text: str

    def holds(self, offset: int) -> bool:
        """Whether a character offset of the source lies in the line.

        >>> Line(1, 4, 9, "words").holds(9)
        False
        """
        return self.start <= offset < self.end


def written_lines(text: str) -> list[Line]:
    r"""The lines of a text that hold something, with their place.

    What a web editor puts between two pages stands on its own, also where no line ends. Marks that
    nobody sees are no part of a line at its edges.

    >>> written_lines("Title\n\n  Ann Lee:\n")[1]
    Line(number=3, start=9, end=17, text='Ann Lee:')
    >>> [line.text for line in written_lines("\ufeffTitle\r\n_ueditor_page_break_tag_CCTV:")]
    ['Title', '_ueditor_page_break_tag_', 'CCTV:']
    """
    lines = []
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        for begin, end in _pieces_of_line(raw):
            bare = BARE.search(raw, begin, end)
            if bare:
                lines.append(Line(number, start + bare.start(), start + bare.end(), bare[0]))
        start += len(raw) + len("\n")
    return lines


def _pieces_of_line(raw: str) -> list[TextSpan]:
    """Where a line is cut: at other signs of a line's end, and around page markers."""
    spans = []
    at = 0
    cuts = [*LINE_BREAK.finditer(raw), *PAGE_MARKER.finditer(raw)]
    for cut in sorted(cuts, key=lambda match: match.start()):
        spans += [TextSpan(at, cut.start()), TextSpan(*cut.span())]
        at = cut.end()
    return [*spans, TextSpan(at, len(raw))]


def line_of(text: str, offset: int) -> int:
    r"""The line number, from 1, at a character offset.

    >>> line_of("one\ntwo", 4)
    2
    """
    return text.count("\n", 0, offset) + 1


def fold(text: str) -> str:
    """White space folded: every run of it, of any kind, becomes one space.

    >>> fold("in  cyberspace\\xa0 \\n and")
    'in cyberspace and'
    """
    return " ".join(text.split())


def nth_place(text: str, words: str, nth: int) -> int:
    """Where words stand in a text for the nth time, counted from 1; -1 where they stand less often.

    >>> nth_place("up 5% and 5%", "5%", 2), nth_place("up 5% and 5%", "5%", 4)
    (10, -1)
    """
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            break
    return at
