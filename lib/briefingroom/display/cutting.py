"""Texts cut at a word."""

from textwrap import shorten

ELLIPSIS = "…"


def shortened(text: str, width: int) -> str:
    """A text cut at a word so that it takes at most so many characters; spaces count once.

    Nothing but an ellipsis is left of a word that is longer than that.

    >>> shortened("the output of all industry", 18), shortened("a year-on-year rate", 9)
    ('the output of …', 'a …')
    """
    return shorten(text, width, placeholder=f" {ELLIPSIS}", break_on_hyphens=False)
