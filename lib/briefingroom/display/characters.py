"""Characters that a terminal or a page would obey instead of showing them."""

import re

# Control characters, and those that turn the direction of writing.
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    r"""A text whose control characters are shown and not obeyed; line ends and tabs stay.

    >>> print(printable("\x1b[31mred"))
    \x1b[31mred
    """
    return CONTROL.sub(_escaped, text)


def _escaped(match: re.Match) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
