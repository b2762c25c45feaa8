"""What was said about one thing over time."""

import pandas as pd

from ..corpus.headings import heading
from ..corpus.names import must_be
from ..corpus.tables import read_table
from .intervals import as_written
from .periods import period_bounds


def series(indicator: str) -> pd.DataFrame:
    """Every value of an indicator that somebody stated, in order of the period it is for.

    Nothing is joined or corrected: a slip stands as it was said, a target as a target. Before you compare two rows,
    read the indicator's caution: ``indicators().set_index("indicator").caution[...]``.

    Parameters
    ----------
    indicator : id of an indicator, see `indicators`.

    Returns
    -------
    DataFrame : indicator, briefing, period, when (last day of the period), value, low, high (the range that the figure
        as written leaves open), bound, unit, kind, baseline, region, who, quote, claim, sentence.

    Raises
    ------
    UnknownName : when there is no such indicator; the message names the nearest.

    >>> series("5g_base_stations")[["period", "value", "bound"]].head(2).to_dict("list")["bound"]
    ['exact', 'over']
    """
    must_be(
        indicator, list(read_table("indicators").indicator), f"There is no indicator {indicator!r}"
    )
    claims = read_table("claims")
    rows = claims[claims.indicator == indicator]
    turns = read_table("turns").set_index("turn")
    ranges = [as_written(*row) for row in zip(rows.value, rows.quote, rows.unit, rows.bound)]
    rows = rows.assign(
        when=[
            pd.Timestamp(period_bounds(period)[1]) if period else pd.NaT for period in rows.period
        ],
        low=[each.low for each in ranges],
        high=[each.high for each in ranges],
        who=[
            heading(turns.loc[sentence.rsplit(".", 2)[0]]).split(" — ")[0]
            for sentence in rows.sentence
        ],
    )
    columns = "indicator briefing period when value low high bound unit kind baseline region who quote claim sentence"
    return (
        rows[columns.split()].sort_values(["when", "claim"], kind="stable").reset_index(drop=True)
    )


SLIPS = (
    "unit slip",
    "factor",
    "arithmetic",
    "translation",
)  # kinds of discrepancy in which the figure itself is in doubt


def in_doubt(claims) -> list[bool]:
    """Of each claim, whether a discrepancy says that the figure itself is in doubt; it is the first that the row names."""
    doubtful = {
        row.claims.split("; ")[0]
        for row in read_table("discrepancies").itertuples()
        if row.kind in SLIPS
    }
    return [claim in doubtful for claim in claims]
