"""Promises, forecasts and thresholds, with the day on which each falls due; which are counted."""

import re
from datetime import date

import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from .periods import period_bounds

STATUSES = ("met", "on course", "open", "not reported", "missed")
PROMISE = "promise"
TARGET_KINDS = (PROMISE, "forecast", "threshold")
NO_DUE_DATE = "no due date"


def due_in_words(due: str) -> str:
    """When a target is due, as it stands in a sentence.

    >>> due_in_words("2024/2026"), due_in_words("")
    ('due 2024 to 2026', 'no due date')
    """
    return f"due {time_in_words(due)}" if due else NO_DUE_DATE


def time_in_words(due: str) -> str:
    """A due date as it is read, with the ends of a span as words.

    >>> time_in_words("2024/2026"), time_in_words("2025")
    ('2024 to 2026', '2025')
    """
    return due.replace("/", " to ")


def plain_measure(measure: str) -> str:
    """What is promised, without the remark in brackets that the table has at its end.

    >>> plain_measure("distinctive industrial SME clusters (about)")
    'distinctive industrial SME clusters'
    """
    return re.sub(r" \([^()]*\)$", "", measure)


def promises(briefing: str = ALL, status: str = ALL) -> pd.DataFrame:
    """The promises that officials made, each once: what is meant by the number of promises.

    A forecast, a threshold, what a journalist says and what was said before are rows of `targets`,
    and are left out here.

    Parameters
    ----------
    briefing : id of the briefing in which it was made, or ``"all"``.
    status : met, missed, on course, open, not reported, or ``"all"``.

    Returns
    -------
    DataFrame : the columns of `targets`, briefing (in which it was made), end (the last day on
        which it is due; missing where none is named).

    Raises
    ------
    UnknownName : when there is no such briefing or status; the message names the nearest.

    >>> made = promises()
    >>> set(made.kind), set(made.said_by), set(made.said_again)
    ({'promise'}, {'official'}, {''})
    """
    return chosen_targets(briefing, status, PROMISE)


def chosen_targets(
    briefing: str = ALL, status: str = ALL, target_kind: str = PROMISE
) -> pd.DataFrame:
    """The targets of a briefing, a status and a kind; as promises, those that are counted.

    Parameters
    ----------
    briefing, status : as in `promises`.
    target_kind : promise (by officials, each once), forecast, threshold, or ``"all"``.

    Columns: those of `promises`.

    Raises
    ------
    UnknownName : when there is no such briefing, status or kind; the message names the nearest.

    >>> len(chosen_targets(target_kind="all")) == len(read_table("targets"))
    True
    """
    rows = read_table("targets")
    made_on = pd.to_datetime(rows.made).dt.strftime("%Y-%m-%d")
    rows = rows.assign(briefing=made_on)
    if target_kind != ALL:
        must_be(target_kind, (*TARGET_KINDS, ALL), f"There is no kind {target_kind!r}")
        rows = rows[rows.kind == target_kind]
    if target_kind == PROMISE:
        made = zip(rows.kind, rows.said_by, rows.said_again, strict=True)
        rows = rows.loc[[is_counted(*each) for each in made]]
    if briefing != ALL:
        known = list(read_table("briefings").briefing)
        must_be(briefing, known, f"There is no briefing {briefing!r}")
        rows = rows[rows.briefing == briefing]
    if status != ALL:
        must_be(status, STATUSES, f"There is no status {status!r}")
        rows = rows[rows.status == status]
    last_days = [_last_day_due(due) for due in rows.due]
    promised = rows.measure.map(plain_measure)
    rows = rows.assign(end=pd.to_datetime(last_days), promised=promised)
    return rows.sort_values(
        ["made", "end", "target"],
        na_position="first",
        ignore_index=True,
    )


def is_counted(kind: str, said_by: str, said_again: str) -> bool:
    """Whether a row of `targets` is one of the promises: made by an official, and not before.

    >>> is_counted("promise", "official", ""), is_counted("promise", "official", "g07")
    (True, False)
    """
    return kind == PROMISE and said_by == "official" and not said_again


def _last_day_due(due: str) -> date | None:
    if not due:
        return None
    _, end = period_bounds(due)
    return end
