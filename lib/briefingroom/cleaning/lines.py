"""Lines and places of a text, and white space folded."""

from typing import NamedTuple


class Line(NamedTuple):
    number: int  # from 1, as an editor shows it
    start: int  # of what is written, without white space around it
    end: int
    text: str


def written_lines(text: str) -> list[Line]:
    """The lines of a text that hold something, with their place."""
    lines, start = [], 0
    for number, raw in enumerate(text.split("\n"), 1):
        bare = raw.strip()
        if bare:
            begin = start + raw.index(bare)
            lines.append(Line(number, begin, begin + len(bare), bare))
        start += len(raw) + 1
    return lines


def line_of(text: str, offset: int) -> int:
    """The line number, from 1, at a character offset."""
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
