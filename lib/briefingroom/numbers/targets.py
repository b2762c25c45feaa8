"""Promises, with the day on which each falls due."""

from datetime import date

import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from .periods import period_bounds

STATUSES = ("met", "on course", "open", "not reported", "missed")


def promises(briefing: str = ALL, status: str = ALL) -> pd.DataFrame:
    """The targets of a briefing and a status.

    Columns: those of `targets`, briefing (in which it was made), end (the last day on which it is
    due; missing where none is named).

    Raises
    ------
    UnknownName : when there is no such briefing or status; the message names the nearest.

    >>> sorted(set(promises(status="met").status))
    ['met']
    """
    rows = read_table("targets")
    made_on = pd.to_datetime(rows.made).dt.strftime("%Y-%m-%d")
    rows = rows.assign(briefing=made_on)
    if briefing != ALL:
        known = list(read_table("briefings").briefing)
        must_be(briefing, known, f"There is no briefing {briefing!r}")
        rows = rows[rows.briefing == briefing]
    if status != ALL:
        must_be(status, STATUSES, f"There is no status {status!r}")
        rows = rows[rows.status == status]
    last_days = [_last_day_due(due) for due in rows.due]
    rows = rows.assign(end=pd.to_datetime(last_days))
    return rows.sort_values(
        ["made", "end", "target"],
        na_position="first",
        ignore_index=True,
    )


def _last_day_due(due: str) -> date | None:
    if not due:
        return None
    _, end = period_bounds(due)
    return end
