"""What was said about one thing over time."""

from collections.abc import Iterable

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..corpus.voices import who_says
from .intervals import Interval, as_written
from .periods import period_bounds

COLUMNS_OF_SERIES = (
    "indicator briefing period when value low high bound unit kind baseline region who quote "
    "claim sentence"
).split()
SLIPS = (  # kinds of discrepancy in which the figure itself is in doubt
    "unit slip",
    "factor",
    "arithmetic",
    "translation",
)


def series(indicator: str) -> pd.DataFrame:
    """Every value of an indicator that somebody stated, in order of the period it is for.

    Nothing is joined or corrected: a slip stands as it was said, a target as a target. Before you
    compare two rows, read the indicator's caution:
    ``indicators().set_index("indicator").caution[...]``.

    Parameters
    ----------
    indicator : id of an indicator, see `indicators`.

    Returns
    -------
    DataFrame : indicator, briefing, period, when (last day of the period), value, low, high (the
        range that the figure as written leaves open), bound, unit, kind, baseline, region, who,
        quote, claim, sentence.

    Raises
    ------
    UnknownName : when there is no such indicator; the message names the nearest.

    >>> series("5g_base_stations")[["period", "value", "bound"]].head(2).to_dict("list")["bound"]
    ['exact', 'over']
    """
    known = list(read_table("indicators").indicator)
    must_be(indicator, known, f"There is no indicator {indicator!r}")
    claims = read_table("claims")
    rows = claims[claims.indicator == indicator]
    ranges = _ranges_of(rows)
    rows = rows.assign(
        when=[_last_day(period) for period in rows.period],
        low=[interval.low for interval in ranges],
        high=[interval.high for interval in ranges],
        who=[who_says(sentence) for sentence in rows.sentence],
    )
    in_order = rows.sort_values(["when", "claim"], kind="stable")
    return in_order[COLUMNS_OF_SERIES].reset_index(drop=True)


def _ranges_of(claims: pd.DataFrame) -> list[Interval]:
    return [
        as_written(value, quote, unit, bound)
        for value, quote, unit, bound in zip(
            claims.value,
            claims.quote,
            claims.unit,
            claims.bound,
            strict=True,
        )
    ]


def _last_day(period: str) -> pd.Timestamp:
    """The day on which a period ends; missing where a claim is for no period."""
    if not period:
        return pd.NaT
    _, end = period_bounds(period)
    return pd.Timestamp(end)


def in_doubt(claims: Iterable[str]) -> list[bool]:
    """Of each claim, whether a discrepancy says that the figure itself is in doubt.

    Of the claims that a discrepancy names, the first is the one that it doubts.

    >>> in_doubt(["2020-10-23.c001", "2020-10-23.c002"])
    [False, False]
    """
    discrepancies = read_table("discrepancies")
    slips = discrepancies[discrepancies.kind.isin(SLIPS)]
    doubtful = {claims.split("; ")[0] for claims in slips.claims}
    return [claim in doubtful for claim in claims]
