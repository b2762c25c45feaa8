"""A numeral that is no quantity, and what several readers of such numerals share."""

from typing import NamedTuple

from .number_tokens import Token

EARLIEST, LATEST = 1800, 2150  # of what is read as a year


class Other(NamedTuple):
    """What is no quantity: tokens [start, stop) and the reason, as in `other_numerals`."""

    start: int
    stop: int
    reason: str


def is_year(token: Token) -> bool:
    """Whether four digits can be a year."""
    written = token.written
    return len(written) == 4 and written.isdecimal() and EARLIEST <= int(written) <= LATEST
