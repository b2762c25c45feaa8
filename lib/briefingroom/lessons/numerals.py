"""Digits with their marks, as people of many countries type them, as one exact number.

What a mark means is decided so, and nothing is guessed beyond it:

- A comma that is followed by exactly three digits groups thousands ("1,000", "12,345,678"); any
  other single comma is the decimal mark ("2,5", "0,125", "1234,567").
- A single point is the decimal mark, also before three digits ("2.564", "1.000" is one); several
  points group thousands ("1.000.000").
- Blanks, apostrophes and low lines only group ("1 000", "1'000", "1_000").
- Of two different marks the last is the decimal mark ("1,000.5", "1.000,5", "1 000,5").
"""

import re
from fractions import Fraction

from ..errors import BriefingRoomError


class Unreadable(BriefingRoomError):
    """What was typed cannot be read; the text is one sentence that says what can be."""


# Digits with marks between them, and what may follow: a power of ten or the lower half of a
# fraction. Three digits of a power are enough, and what is longer would take all memory.
NUMERAL = r"(?:\d+ )?\d+ ?/ ?\d+|(?:\d+(?:[ ,.'_]\d+)*[.,]?|[.,]\d+)(?:e[-+]?\d{1,3}(?!\d))?"

_FRACTION = re.compile(r"(?:(\d+) )?(\d+) ?/ ?(\d+)")
_MARK = re.compile(r"[ ,.'_]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\D\d{3})+")
DECIMAL_MARKS = ",."


def number_of(numeral: str) -> Fraction:
    """The number that digits with their marks stand for.

    Raises
    ------
    Unreadable : when the marks do not group the digits in any way that is known.

    >>> [float(number_of(typed)) for typed in ("2,5", "1,000", "1.000.000", "1 000,5", "2 1/2")]
    [2.5, 1000.0, 1000000.0, 1000.5, 2.5]
    """
    if is_fraction(numeral):
        return _number_of_fraction(numeral)
    digits, _, power = numeral.partition("e")
    return Fraction(_plain_digits(digits)) * Fraction(10) ** int(power or 0)


def is_fraction(numeral: str) -> bool:
    """Whether digits are written as a fraction.

    >>> is_fraction("1/3"), is_fraction("0.3")
    (True, False)
    """
    return _FRACTION.fullmatch(numeral) is not None


def _number_of_fraction(numeral: str) -> Fraction:
    match = _FRACTION.fullmatch(numeral)
    assert match is not None
    whole, above, below = (int(part or 0) for part in match.groups())
    if not below:
        raise Unreadable(f"“{numeral}” divides by nothing: write a fraction such as 1/3.")
    return whole + Fraction(above, below)


def _plain_digits(digits: str) -> str:
    """Digits without grouping and with a point as their decimal mark."""
    whole, decimals = _at_decimal_mark(digits)
    if _MARK.search(whole) and not _is_grouped(whole):
        raise Unreadable(
            f"How “{digits}” is grouped cannot be read: write 1,000 or 1000, and 2.5 or 2,5."
        )
    return f"{_MARK.sub('', whole) or 0}.{decimals or 0}"


def _at_decimal_mark(digits: str) -> tuple[str, str]:
    """What stands before the decimal mark, and what after it."""
    marks = _MARK.findall(digits)
    if not marks or marks[-1] not in DECIMAL_MARKS or marks.count(marks[-1]) > 1:
        return digits, ""
    before, mark, after = digits.rpartition(marks[-1])
    alone = len(marks) == 1
    if mark == "," and alone and _is_grouped(digits):
        return digits, ""
    return before, after


def _is_grouped(whole: str) -> bool:
    """Whether one kind of mark stands between groups of three digits."""
    one_kind = len(set(_MARK.findall(whole))) == 1
    return one_kind and _THOUSANDS.fullmatch(whole) is not None
