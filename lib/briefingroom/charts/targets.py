"""Promises, each from the day it was made to the day it is due."""

from datetime import date
from textwrap import shorten

import numpy as np
import pandas as pd

from ..corpus.reading import ALL
from ..numbers.targets import promises
from .frame import axes_for, briefing_legend, finish
from .style import PALETTE, QUIET

STATUS_MARKERS = {"met": "o", "on course": ">", "open": "D", "not reported": "s", "missed": "X"}


def plot_targets(ax=None, *, briefing: str = ALL, status: str = ALL, chosen: str = ""):
    """Promises, each from the day it was made to the day it is due, and what these sources say became of it.

    Parameters
    ----------
    ax : matplotlib Axes; new ones, as high as the rows need, if none are given.
    briefing : id of a briefing, or ``"all"``. status : met, missed, on course, open, not reported, or ``"all"``.
    chosen : id of a target whose row is set off.

    Returns the Axes, with one row for each promise in the order in which they were made, then fall due.

    Raises
    ------
    UnknownName : when there is no such briefing or status; the message names the nearest.
    """
    from matplotlib.dates import date2num

    rows = promises(briefing, status)
    ax = axes_for(ax, height=0.22 * max(len(rows), 2) + 1.5, width=9)
    later, edge = date2num(date(2027, 1, 1)), date2num(date(2027, 7, 1))
    start, end = (
        date2num(pd.to_datetime(rows.briefing)),
        date2num(rows.end),
    )  # in days, not a number where nothing is due
    undated = rows.end.isna().to_numpy()
    stop = np.maximum(start, np.where(undated, start + 260, np.minimum(end, edge)))
    for y in rows.index[rows.target == chosen]:
        ax.axhspan(y - 0.5, y + 0.5, color="#e4e4e4", lw=0, zorder=0)
    for briefing, mine in rows.groupby("briefing"):
        colour, at = PALETTE[briefing], mine.index
        ax.plot(start[at], at, "|", color=colour, ms=8, mew=1.6)
        for style, some in (("-", at[~undated[at]]), (":", at[undated[at]])):
            ax.hlines(
                some,
                start[some],
                np.minimum(stop[some], later),
                color=colour,
                lw=1.3,
                ls=style,
                zorder=1,
            )
        far = at[stop[at] > later]
        ax.hlines(far, later, stop[far], color=colour, lw=1.3, ls="--", zorder=1)
        for status, some in mine.groupby("status").groups.items():
            face = colour if status in ("met", "missed") else "white"
            ax.plot(
                stop[some],
                some,
                STATUS_MARKERS[status],
                color=colour,
                mfc=face,
                ms=6.5,
                mew=1.3,
                zorder=3,
            )
    for y, row in enumerate(rows.itertuples()):
        due = f", due {row.end.year}" if stop[y] == edge else ", no due date" if undated[y] else ""
        ax.text(
            stop[y] + 55, y, row.status + due, va="center", size=8, color=QUIET, in_layout=False
        )
    ax.set_yticks(
        range(len(rows)), [shorten(measure, 58, placeholder=" ...") for measure in rows.measure]
    )
    ax.tick_params(axis="y", labelsize=7.5)
    ax.yaxis.set_label_coords(
        0, 0.5
    )  # there is none; its place need not be looked for among the names of the rows
    ax.set_xticks([date2num(date(year, 1, 1)) for year in range(2021, 2028)], [""] * 7)
    ax.set_xticks(
        [date2num(date(year, 7, 1)) for year in range(2021, 2028)],
        [*range(2021, 2027), "later"],
        minor=True,
    )
    ax.tick_params(axis="x", which="minor", length=0, pad=4)
    ax.set(
        xlabel="From the day of the promise to the end of the period in which it is due", ylabel=""
    )
    ax.set_xlim(date2num(date(2020, 7, 1)), date2num(date(2028, 12, 1)))
    ax.set_ylim(max(len(rows), 2) - 0.4, -0.6)
    counts = rows.status.value_counts().reindex(STATUS_MARKERS, fill_value=0)
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    briefing_legend(ax, sorted(rows.briefing.unique()))
    ax.set_title(
        f"{len(rows)} promise{'' if len(rows) == 1 else 's'}: {told}"
        if len(rows)
        else "No promise of this choice",
        y=1,
        pad=24,
    )
    if rows.empty:
        ax.annotate(
            "Nothing to draw", (0.5, 0.5), xycoords="axes fraction", ha="center", color=QUIET
        )
    return finish(ax, sorted(rows.briefing.unique()) or PALETTE, "y")
