"""Numbers in running text: where they stand, what they say, and what a short quote says alone.

All work from the words alone and know nothing of the annotation, which is held against them by
``briefingroom check``.
"""

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from .bounds import bound_after, bound_before
from .counted import counted_after, end_of_counted
from .kinds import CURRENCIES, kind_of
from .lines import TextSpan
from .number_tokens import Token, Tokens, tokens_of
from .quantity_reader import Reading, read_all
from .stated_periods import StatedTime, chosen_period, times_said

UNITLESS = ("count", "rank", "multiple")  # whose quote is the bare number
SCALED_MONEY = 10**9
MAY_STAND_AROUND = frozenset("a an the of and , . ( ) \" ' - – only just".split())


class Quantity(NamedTuple):
    """A value in base units, and its unit: empty where nothing says it.

    The value is None where the words do not fit together to a number.
    """

    value: Decimal | None
    unit: str


def find_numerals(text: str) -> list[TextSpan]:
    """Where the numerals of a text begin and end: groups of digits and number words.

    >>> text = "Fifty-two firms doubled output to 1,234.5 tons in the third quarter."
    >>> [text[a:b] for a, b in find_numerals(text)]
    ['Fifty', 'two', 'doubled', '1,234.5', 'third']
    """
    return [TextSpan(token.start, token.end) for token in tokens_of(text) if token.is_numeral]


def parse_quote(quote: str) -> Quantity:
    """The value and the unit that the words of a quote give.

    The unit is empty where they do not say it. The value is None where a word of the quote is left
    that the grammar cannot use.

    >>> parse_quote("24.54 trillion yuan")
    Quantity(value=Decimal('24540000000000.00'), unit='CNY')
    >>> tuple(parse_quote("Seventy-three")), tuple(parse_quote("sevenfold"))
    ((Decimal('73'), ''), (Decimal('7'), 'multiple'))
    >>> parse_quote("three apples in 20 baskets").value is None
    True
    """
    tokens = tokens_of(quote)
    readings = read_all(tokens, alone=True)
    if len(readings) != 1 or not _is_whole(tokens, readings[0]):
        return Quantity(None, "")
    return Quantity(readings[0].value, readings[0].unit)


def _is_whole(tokens: Tokens, reading: Reading) -> bool:
    """Whether the reading leaves no word of a quote, but the thing counted and the bound."""
    _, start = bound_before(tokens, reading.start)
    stop = reading.stop if reading.unit else end_of_counted(tokens, reading.stop)
    _, stop = bound_after(tokens, stop)
    left: list[Token] = [*tokens[:start], *tokens[stop:]]
    return all(token.text in MAY_STAND_AROUND for token in left)


def reading_in_a_range(text: str, place: TextSpan) -> Quantity | None:
    """What the first number of a range says, which borrows the words of the second.

    Parameters
    ----------
    text : of the sentence.
    place : of the quote in it.

    Returns
    -------
    None where no range begins there.

    >>> str(reading_in_a_range("It takes 3 to 5 million tons.", TextSpan(9, 10)).value)
    '3000000'
    >>> reading_in_a_range("It takes 3 million tons.", TextSpan(9, 10)) is None
    True
    """
    for low, high in pairwise(quantities_in(text)):
        is_range = (low.bound, high.bound) == ("at_least", "up_to")
        if is_range and TextSpan(low.start, low.end) == place:
            return Quantity(low.value, low.unit)
    return None


class Stated(NamedTuple):
    """A numeral of a text, and what it is proposed to be.

    Attributes
    ----------
    start, end : [start, end) in characters of the text.
    quote : what stands there.
    value : in base units; None where the grammar cannot say it.
    unit : as in `claims`; empty where no word says it.
    bound : exact, over, under, about, up_to or at_least.
    kind : as in `claims`; empty for what is no quantity.
    counted : the thing, where the unit is count.
    reason : why it is no quantity, as in `other_numerals`; empty where it is one.
    period : what the value is for; empty where no word says it, or no date was given.
    """

    start: int
    end: int
    quote: str
    value: Decimal | None
    unit: str
    bound: str
    kind: str
    counted: str
    reason: str
    period: str


def quantities_in(text: str, date: str = "") -> list[Stated]:
    """Every numeral of a text in one row, with the value and unit that its words give.

    A range gives two rows, with the bounds at_least and up_to.

    Parameters
    ----------
    text : of a sentence.
    date : of the briefing, as ``YYYY-MM-DD``; without it no period is proposed.

    >>> for each in quantities_in("Nearly 3 to 5 million firms and 5G grew by a third in 2020."):
    ...     print((each.quote, str(each.value), each.unit, each.bound, each.reason))
    ('3', '3000000', 'count', 'at_least', '')
    ('5 million', '5000000', 'count', 'up_to', '')
    ('5G', 'None', '', 'exact', 'name')
    ('a third', '33.33333333333333333333333333', 'percent', 'exact', '')
    ('2020', 'None', '', 'exact', 'year')
    """
    tokens = tokens_of(text)
    times = times_said(tokens, date)
    readings = read_all(tokens)
    stated = _same_money([_stated(text, tokens, reading) for reading in readings])
    return [
        each._replace(period=_period(tokens, reading, each, date, times))
        for each, reading in zip(stated, readings, strict=True)
    ]


def _same_money(stated: list[Stated]) -> list[Stated]:
    """A bare "18.11 trillion" after an amount of money is in the same money."""
    told = list(stated)
    for index in range(1, len(told)):
        before, this = told[index - 1], told[index]
        bare = this.unit == "count" and not this.counted and (this.value or 0) >= SCALED_MONEY
        if bare and before.unit in CURRENCIES and "illion" in this.quote:
            told[index] = this._replace(unit=before.unit)
    return told


def _period(
    tokens: Tokens, reading: Reading, stated: Stated, date: str, times: list[StatedTime]
) -> str:
    if reading.reason or not date:
        return ""
    return chosen_period(tokens, reading, stated.kind, date, times)


def _stated(text: str, tokens: Tokens, reading: Reading) -> Stated:
    start, end = tokens[reading.start].start, tokens[reading.stop - 1].end
    counted, unit = "", _unit_in_text(tokens, reading)
    if unit == "count":
        counted = counted_after(tokens, reading.stop)
    kind = "" if reading.reason else kind_of(tokens, reading, unit)
    return Stated(
        start,
        end,
        text[start:end],
        reading.value,
        unit,
        reading.bound,
        kind,
        counted,
        reading.reason,
        "",
    )


def _unit_in_text(tokens: Tokens, reading: Reading) -> str:
    """The unit of a bare number in its text: a whole number counts, an ordinal ranks."""
    if reading.reason or reading.unit:
        return reading.unit
    special = _special_unit(tokens, reading)
    if special:
        return special
    value = reading.value
    if value is None or value < 0 or value != int(value):
        return ""
    written = tokens.at(reading.number_stop - 1).written
    return "" if reading.scale == 1 and "." in written else "count"


def _special_unit(tokens: Tokens, reading: Reading) -> str:
    """The unit that other words near a bare number say: places of a rank, ages, ratios."""
    before, after = tokens.words(reading.start - 4, reading.start), tokens.word(reading.stop)
    if after in ("places", "spots", "positions", "place") and _MOVES & set(before):
        return "rank"
    if "aged" in before[-2:] or before[-2:] == ("age", "of"):
        return "year"
    ratio = _RATIOS & set(tokens.words(reading.start - 8, reading.start))
    whole = reading.value is not None and reading.value == int(reading.value)
    return "multiple" if ratio and not whole else ""


_MOVES = frozenset("up down by climbed climbing rose rising moved moving fell dropped".split())
_RATIOS = frozenset("ratio ratios coefficient coefficients elasticity".split())
