"""What a figure is for: a day, a month, a quarter, a year, or a span of them.

A period is written ``2019``, ``2020-06``, ``2023-Q1``, ``2022-12-31``, or a span such as
``2016/2019``. A year is the whole year; a stock "by the end of 2021" is ``2021-12-31``.
"""

import calendar
import re
from datetime import date

_ONE_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)
_WHOLE_YEARS = re.compile(r"(\d{4})(?:/(\d{4}))?")


def period_bounds(period: str) -> tuple[date, date]:
    """First and last day of a period.

    Raises
    ------
    ValueError : when it is not a period; the message says what one looks like.

    >>> [day.isoformat() for day in period_bounds("2023-Q1")]
    ['2023-01-01', '2023-03-31']
    >>> [day.isoformat() for day in period_bounds("2016/2019")]
    ['2016-01-01', '2019-12-31']
    """
    first, _, last = period.partition("/")
    begin, _ = _days_of(first, period)
    _, end = _days_of(last or first, period)
    if begin > end:
        raise ValueError(f"{period!r} ends before it begins.")
    return begin, end


def _days_of(text: str, period: str) -> tuple[date, date]:
    """First and last day of a period that is no span; the message names the whole of it."""
    match = _ONE_PERIOD.fullmatch(text)
    if not match:
        raise ValueError(
            f"{period!r} is no period: write 2019, 2020-06, 2023-Q1, 2022-12-31, "
            "or a span 2016/2019."
        )
    year = int(match["year"])
    first_month, last_month = _months_of(match)
    day = int(match["day"] or 0)
    try:
        begin = date(year, first_month, day or 1)
        end = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{period!r} is no period: there is no such day or month.") from None
    return begin, end


def _months_of(match: re.Match[str]) -> tuple[int, int]:
    """First and last month of a quarter, a month or a year."""
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return last - 2, last
    month = int(match["month"] or 0)
    return month or 1, month or 12


def years(period: str) -> tuple[int, int] | None:
    """The first and the last year of a span of whole years; None when it is not one.

    >>> years("2016/2019"), years("2019"), years("2022-01/2022-05")
    ((2016, 2019), (2019, 2019), None)
    """
    match = _WHOLE_YEARS.fullmatch(period)
    if not match:
        return None
    first, last = match.groups()
    return int(first), int(last or first)


def kind_of_period(period: str) -> str:
    """What a period is: span, quarter, year, month or day.

    >>> [kind_of_period(period) for period in ("2016/2019", "2023-Q1", "2019", "2020-06")]
    ['span', 'quarter', 'year', 'month']
    """
    if "/" in period:
        return "span"
    if "Q" in period:
        return "quarter"
    by_dashes = {0: "year", 1: "month", 2: "day"}
    return by_dashes[period.count("-")]


def period_step(period: str) -> int:
    """A number for a period, one more than that of the period of its kind just before.

    For a span there is none: it is 0. A day has the number of its year if it is the last of one.

    >>> period_step("2020-Q1") - period_step("2019-Q4"), period_step("2021-01-31")
    (1, 0)
    >>> period_step("2022-12-31") - period_step("2021-12-31")
    1
    """
    first, _ = period_bounds(period)
    kind = kind_of_period(period)
    if kind == "day":
        is_last = (first.month, first.day) == (12, 31)
        return first.year if is_last else 0
    steps = {
        "year": first.year,
        "quarter": 4 * first.year + (first.month - 1) // 3,
        "month": 12 * first.year + first.month,
    }
    return steps.get(kind, 0)
