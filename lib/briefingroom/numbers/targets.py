"""Promises, with the day on which each falls due."""

import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from .periods import period_bounds

STATUSES = ("met", "on course", "open", "not reported", "missed")


def promises(briefing: str = ALL, status: str = ALL) -> pd.DataFrame:
    """The targets of a briefing and a status, with the briefing and the last day on which each is due."""
    rows = read_table("targets")
    rows = rows.assign(briefing=pd.to_datetime(rows.made).dt.strftime("%Y-%m-%d"))
    if briefing != ALL:
        must_be(
            briefing, list(read_table("briefings").briefing), f"There is no briefing {briefing!r}"
        )
        rows = rows[rows.briefing == briefing]
    if status != ALL:
        must_be(status, list(STATUSES), f"There is no status {status!r}")
        rows = rows[rows.status == status]
    rows = rows.assign(
        end=pd.to_datetime([period_bounds(due)[1] if due else None for due in rows.due])
    )
    return rows.sort_values(["made", "end", "target"], na_position="first", ignore_index=True)
