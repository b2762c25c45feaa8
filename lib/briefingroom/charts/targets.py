"""Promises, each from the day it was made to the day it is due."""

from datetime import date
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.reading import ALL
from ..display import counted, shortened
from ..numbers.targets import PROMISE, chosen_targets
from .frame import (
    at_least_two,
    axes_for_rows,
    briefing_legend,
    finish,
    many_named_rows,
    names_between_ticks,
    title_above_legend,
    write_in_the_middle,
)
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import QUIET, SMALL, MarkStyle, briefing_colour, briefing_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATUS_MARKERS = {
    "met": "o",
    "on course": ">",
    "open": "D",
    "not reported": "s",
    "missed": "X",
}
DECIDED = ("met", "missed")  # their markers are filled
MEASURE_WIDTH = 50  # characters of a line; more only where two lines do not hold the name
LONGEST_MEASURE = 120  # characters
ROW_OF_ONE_LINE, ROW_OF_TWO_LINES = 0.22, 0.37  # inches
NAME_OF_ALL = "target"  # promises, forecasts and thresholds together

YEARS_SHOWN = range(2021, 2028)
DAYS_SHOWN = (date(2020, 7, 1), date(2029, 3, 1))
LATER = date(2027, 1, 1)  # where the axis ceases to be a calendar
END_OF_LATER = date(2027, 7, 1)  # where everything stops that is due later still
DAYS_WITHOUT_DUE_DATE = 260  # the length of a line that leads to no day

DAY_STROKE: MarkStyle = {
    "marker": "|",
    "linestyle": "none",
    "ms": 8,
    "mew": 1.6,
}
TIME_LINE: MarkStyle = {
    "lw": 1.3,
    "zorder": 1,
}
STATUS_MARKER: MarkStyle = {
    "linestyle": "none",
    "ms": 6.5,
    "mew": 1.3,
    "zorder": 3,
}
CHOSEN_ROW: MarkStyle = {
    "color": "#e4e4e4",
    "lw": 0,
    "zorder": 0,
}


def plot_targets(
    ax: "Axes | None" = None,
    *,
    briefing: str = ALL,
    status: str = ALL,
    kind: str = PROMISE,
    chosen: str = "",
) -> "Axes":
    """Promises, each from the day it was made to the day it is due, and what became of it.

    What became of it is what these sources say.

    Parameters
    ----------
    ax : matplotlib Axes; new ones, as high as the rows need, if none are given.
    briefing : id of a briefing, or ``"all"``.
    status : met, missed, on course, open, not reported, or ``"all"``.
    kind : promise (by officials, each once, as `promises` counts them), forecast, threshold, or
        ``"all"`` for every row of `targets`.
    chosen : id of a target whose row is set off.

    Returns the Axes, with one row for each promise in the order in which they were made, then fall
    due.

    Raises
    ------
    UnknownName : when there is no such briefing, status or kind; the message names the nearest.
    """
    rows = with_days_to_draw(chosen_targets(briefing, status, kind))
    briefings = sorted(rows.briefing.unique())
    names = [measure_in_lines(promised) for promised in rows.promised]
    height = ROW_OF_TWO_LINES if "\n" in "".join(names) else ROW_OF_ONE_LINE
    ax = axes_for_rows(ax, at_least_two(len(rows)), each=height, around=1.5, width=7.8)
    for y in rows.index[rows.target == chosen]:
        ax.axhspan(y - 0.5, y + 0.5, **CHOSEN_ROW)
    for made_at, made_then in rows.groupby("briefing"):
        _draw_promises(ax, made_then, briefing_colour(made_at))
    for row in rows.itertuples():
        _write_status(ax, row)
    add_marks(ax, partial(target_marks, rows))
    many_named_rows(ax, names)
    _name_years(ax)
    briefing_legend(ax, briefings)
    title_above_legend(
        ax,
        targets_finding(rows, kind),
        "From the day it was made to the day it is due, and what these sources say of it",
    )
    if rows.empty:
        write_in_the_middle(ax, "Nothing to draw")
    return finish(ax, briefings or briefing_colours(), "y")


def measure_in_lines(measure: str) -> str:
    """What was promised, whole, in one line or in two that are as short as they can be.

    >>> print(measure_in_lines("projects on the industrial foundation and on key technologies"))
    projects on the industrial foundation and on key
    technologies
    """
    short = shortened(measure, LONGEST_MEASURE)
    width = MEASURE_WIDTH
    while len(lines := wrap(short, width)) > 2:
        width += 1
    return "\n".join(lines)


def with_days_to_draw(rows: pd.DataFrame) -> pd.DataFrame:
    """Promises with where their lines begin and end, as numbers of days, and how they end.

    Added are begins, stops, undated (nothing says when it is due) and later (it is due after the
    years shown).
    """
    from matplotlib.dates import date2num

    end_of_axis = date2num(END_OF_LATER)
    undated = rows.end.isna()
    begins = date2num(pd.to_datetime(rows.briefing))
    due = np.minimum(date2num(rows.end), end_of_axis)
    stops = np.where(undated, begins + DAYS_WITHOUT_DUE_DATE, due)
    stops = np.maximum(begins, stops)
    return rows.assign(
        begins=begins,
        stops=stops,
        undated=undated,
        later=stops == end_of_axis,
    )


def target_marks(rows: pd.DataFrame) -> list[DrawnMark]:
    """A mark for each promise, where its line ends."""
    return [
        DrawnMark(row.target, (row.stops, row.Index), words_of(row.target))
        for row in rows.itertuples()
    ]


def _draw_promises(ax: "Axes", rows: pd.DataFrame, colour: str) -> None:
    """The promises of one briefing: the day they were made, the time they have, their status."""
    from matplotlib.dates import date2num

    y = rows.index.to_numpy()
    begins = rows.begins.to_numpy()
    stops = rows.stops.to_numpy()
    undated = rows.undated.to_numpy()
    later = date2num(LATER)
    in_years = np.minimum(stops, later)
    far = stops > later
    ax.plot(begins, y, color=colour, **DAY_STROKE)
    for some, line in ((~undated, "-"), (undated, ":")):
        ax.hlines(y[some], begins[some], in_years[some], color=colour, ls=line, **TIME_LINE)
    ax.hlines(y[far], later, stops[far], color=colour, ls="--", **TIME_LINE)
    for status, numbers in rows.groupby("status").indices.items():
        _draw_status(ax, stops[numbers], y[numbers], status, colour)


def _draw_status(
    ax: "Axes",
    stops: np.ndarray,
    y: np.ndarray,
    status: str,
    colour: str,
) -> None:
    """A marker of the status where the line of each promise ends."""
    ax.plot(
        stops,
        y,
        marker=STATUS_MARKERS[status],
        color=colour,
        mfc=colour if status in DECIDED else "white",
        **STATUS_MARKER,
    )


def _write_status(ax: "Axes", row: Any) -> None:
    """What became of a promise, beside the end of its line."""
    text = row.status
    if row.later:
        text += f", due {row.end.year}"
    elif row.undated:
        text += ", no due date"
    ax.text(
        row.stops + 55,
        row.Index,
        text,
        va="center",
        size=SMALL,
        color=QUIET,
        in_layout=False,
    )


def _name_years(ax: "Axes") -> None:
    """The years, with ticks where they begin; the last stands for all that follow."""
    from matplotlib.dates import date2num

    names_between_ticks(
        ax,
        ticks=[date2num(date(year, 1, 1)) for year in YEARS_SHOWN],
        middles=[date2num(date(year, 7, 1)) for year in YEARS_SHOWN],
        names=[*YEARS_SHOWN[:-1], "later"],
    )
    ax.set(
        xlabel="From the day of the promise to the end of the period in which it is due",
        ylabel="",
        xlim=date2num(DAYS_SHOWN),
    )


def targets_finding(rows: pd.DataFrame, kind: str = PROMISE) -> str:
    """How many promises there are, or targets of another kind, and what became of them.

    >>> targets_finding(pd.DataFrame({"status": ["open", "met", "met"]}))
    '3 promises: 2 met, 1 open'
    >>> targets_finding(pd.DataFrame({"status": []}))
    'No promise of this choice'
    """
    name = NAME_OF_ALL if kind == ALL else kind
    if rows.empty:
        return f"No {name} of this choice"
    counts = rows.status.value_counts()
    statuses = [status for status in STATUS_MARKERS if status in counts]
    outcome = ", ".join(f"{counts[status]} {status}" for status in statuses)
    return f"{counted(len(rows), name)}: {outcome}"
