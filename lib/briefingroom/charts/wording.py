"""Findings, amounts and periods in words, as titles and labels have them."""

from textwrap import fill, shorten

import pandas as pd

from ..corpus.tables import read_table
from ..numbers.intervals import Interval
from ..numbers.series import in_doubt


def short_term(term: str) -> str:
    """A term as a chart can hold it."""
    short = shorten(term, 60, placeholder=" …")
    return short if short != "…" else f"{term.strip()[:58]} …"


LARGE_NUMBERS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


UNIT_WORDS = {
    "CNY": "yuan",
    "USD": "US dollars",
    "percent": "%",
    "percentage_point": "percentage points",
    "t": "tonnes",
    "year": "years",
}


DAGGER = "\u2020"


TITLE_WIDTH = 74  # characters in a line of a title


def source_of(briefings: list[str]) -> str:
    return f"Source: Briefing Room, briefing{'s' * (len(briefings) > 1)} of " + ", ".join(briefings)


def bound_words(row) -> str:
    """The bound of a figure in words, as it was said where that can be seen.

    >>> from briefingroom import series
    >>> bound_words(series("manufacturing_share_of_world").query("claim == '2021-03-01.c004'").iloc[0])
    'nearly '
    """
    if row.bound == "under":
        sentences = read_table("sentences")
        said = sentences.text[sentences.sentence == row.sentence].item().lower()
        return "nearly " if f"nearly {row.quote.lower()}" in said else "under "
    return {"exact": "", "at_least": "at least ", "up_to": "up to "}.get(row.bound, row.bound + " ")


def series_finding(name: str, rows: pd.DataFrame, unit: str) -> str:
    """What a series says: its first and its last value, or its name where they cannot be put beside each other.

    >>> from briefingroom import series
    >>> rows = series("little_giants")
    >>> series_finding("Little giants", rows, "count")
    'Little giants: 248 in 2020, 8,997 in 2023'
    """
    rows = rows[rows.kind != "target"]
    if rows.empty or rows.baseline.nunique() > 1 or rows.region.nunique() > 1:
        return name
    kinds = rows.period.map(kind_of_period)
    periods = rows.groupby(kinds).period.nunique()
    if periods.max() > 1:  # years beside years and quarters beside quarters, where there are such
        rows = rows[kinds == periods.idxmax()]
    elif len(periods) > 2:
        rows = rows[kinds != "span"]
    ends = list(dict.fromkeys(rows.period.iloc[[0, -1]]))
    if any(in_doubt(rows[rows.period.isin(ends)].claim)):
        return name  # a figure in doubt is no finding
    day = len({period[:4] for period in ends}) < len(ends)
    said = {period: _agreed_amount(rows[rows.period == period], unit) for period in ends}
    if len(set(said.values())) < len(said):
        return f"{name}: {said[ends[0]]} " + " and ".join(
            period_in_words(period, day) for period in ends
        )
    return f"{name}: " + ", ".join(
        f"{amount} {period_in_words(period, day)}" for period, amount in said.items()
    )


def _agreed_amount(rows: pd.DataFrame, unit: str) -> str:
    """The most exact of several statements of one thing if they can all be so, else each of them."""
    best = min(rows.itertuples(), key=lambda row: (row.high - row.low, -row.low))
    agree = all(
        Interval(best.low, best.high).meets(Interval(row.low, row.high))
        for row in rows.itertuples()
    )
    return " or ".join(
        dict.fromkeys(
            bound_words(row) + amount_in_words(row.value, unit)
            for row in ([best] if agree else rows.itertuples())
        )
    )


def kind_of_period(period: str) -> str:
    """What a period is: span, quarter, year, month or day."""
    return (
        "span"
        if "/" in period
        else "quarter"
        if "Q" in period
        else {4: "year", 7: "month"}.get(len(period), "day")
    )


def wrapped_title(title: str, wide: int = TITLE_WIDTH) -> str:
    """A title in one line, or in lines of about the same length."""
    lines = -(-len(title) // wide)
    return title if lines < 2 else fill(title, min(wide, len(title) // lines + 10))


def period_in_words(period: str, day: bool = False) -> str:
    """A period as it stands in a sentence; a day is named by its year unless that is not enough.

    >>> [period_in_words(period) for period in ("2019", "2020-12-31", "2023-Q1", "2016/2019")]
    ['in 2019', 'in 2020', 'in Q1 2023', 'for 2016 to 2019']
    """
    if "/" in period:
        return "for " + period.replace("/", " to ")
    if "Q" in period:
        return f"in {period[5:]} {period[:4]}"
    return (
        ("on " + period if day else "in " + period[:4])
        if kind_of_period(period) == "day"
        else "in " + period
    )


def amount_in_words(value: float, unit: str) -> str:
    """A value with its unit, in the largest usual word.

    >>> amount_in_words(690000, "count"), amount_in_words(24.54e12, "CNY"), amount_in_words(5.9, "percent"), amount_in_words(2, "rank")
    ('690,000', '24.54 trillion yuan', '5.9%', '2')
    """
    if unit in ("percent", "rank"):
        return number_in_words(value) + "%" * (unit == "percent")
    scale, word = next(
        ((scale, word + " ") for scale, word in LARGE_NUMBERS if abs(value) >= scale), (1, "")
    )
    return f"{number_in_words(value / scale)} {word}{UNIT_WORDS.get(unit, unit.replace('count', ''))}".strip()


def number_in_words(value: float) -> str:
    """A number with the digits that figures in speech have.

    >>> number_in_words(100000), number_in_words(24.54), number_in_words(8997)
    ('100,000', '24.54', '8,997')
    """
    return f"{value:,.0f}" if abs(value) >= 10000 else f"{value:,.5g}"


def axis_scale(largest: float, unit: str) -> tuple[float, str]:
    """What the axis is divided by, and its word.

    >>> axis_scale(31.7e12, "CNY"), axis_scale(55.3, "percent")
    ((1000000000000.0, 'trillion '), (1, ''))
    """
    return next(((scale, word + " ") for scale, word in LARGE_NUMBERS if largest >= scale), (1, ""))
