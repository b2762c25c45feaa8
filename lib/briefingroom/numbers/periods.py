"""What a figure is for: a day, a month, a quarter, a year, or a span of them.

A period is written ``2019``, ``2020-06``, ``2023-Q1``, ``2022-12-31``, or a span such as ``2016/2019``. A year is the
whole year; a stock "by the end of 2021" is ``2021-12-31``.
"""

import calendar
import re
from datetime import date

PART = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?")


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
    start, end = _days_of(first, period), _days_of(last or first, period)
    if start[0] > end[1]:
        raise ValueError(f"{period!r} ends before it begins.")
    return start[0], end[1]


def _days_of(text: str, period: str) -> tuple[date, date]:
    match = PART.fullmatch(text)
    if not match:
        raise ValueError(
            f"{period!r} is no period: write 2019, 2020-06, 2023-Q1, 2022-12-31, or a span 2016/2019."
        )
    year, quarter, month, day = (int(group) if group else None for group in match.groups())
    if quarter:
        begin, end = 3 * quarter - 2, 3 * quarter
    else:
        begin, end = month or 1, month or 12
    try:
        return date(year, begin, day or 1), date(
            year, end, day or calendar.monthrange(year, end)[1]
        )
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{period!r} is no period: there is no such day or month.") from None


def years(period: str) -> tuple[int, int] | None:
    """The first and the last year of a span of whole years; None when it is not one.

    >>> years("2016/2019"), years("2019"), years("2022-01/2022-05")
    ((2016, 2019), (2019, 2019), None)
    """
    match = re.fullmatch(r"(\d{4})(?:/(\d{4}))?", period)
    return (int(match[1]), int(match[2] or match[1])) if match else None
