"""Values that were stated, over time.

A point stands only where a figure was stated, and no line is drawn through years that were not. "Over" is an arrow that
points up, "nearly" one that points down; a target is a diamond; an independent figure is a grey cross. A thin line
along the time axis is the period that a figure is for, and one across it what its last digit leaves open.
"""

from textwrap import fill

import pandas as pd

from ..corpus.tables import read_table
from ..numbers.periods import period_bounds
from ..numbers.series import in_doubt, series
from .frame import axes_for, briefing_legend, time_axis, value_axis
from .placement import write_labels
from .style import PALETTE, QUIET, source_line
from .wording import (
    DAGGER,
    UNIT_WORDS,
    axis_scale,
    bound_words,
    number_in_words,
    series_finding,
    source_of,
    wrapped_title,
)

BOUND_MARKERS = {
    "exact": "o",
    "about": "o",
    "over": "^",
    "at_least": "^",
    "under": "v",
    "up_to": "v",
}


LASTING = {
    "lw": 5,
    "alpha": 0.2,
    "solid_capstyle": "butt",
    "zorder": 1,
}  # the line for how long a period is


def plot_series(indicator: str, ax=None, *, references: bool = True, chosen: str = ""):
    """Every stated value of an indicator over time, with what each leaves open, and independent figures beside them.

    Parameters
    ----------
    indicator : id of an indicator, see `indicators`.
    ax : matplotlib Axes; new ones if none are given.
    references : draw independent figures too.
    chosen : id of a claim to ring.

    Returns the Axes. Claims whose unit is not that of the indicator (a slip of unit), that name no period, or that are
    for another region than China while others are for China, are left out, and the chart says how many; `series` has
    them.

    Raises
    ------
    UnknownName : when there is no such indicator.
    """
    about = (
        read_table("indicators").set_index("indicator").loc[lambda table: table.index == indicator]
    )
    everything = series(indicator)
    name, unit = about["name"].item(), about.unit.item()
    rows = _drawable(everything, unit)
    published = (
        read_table("references")
        .query("indicator == @indicator and unit == @unit")
        .drop_duplicates(["period", "value"])
    )
    published = published if references else published.head(0)
    scale, word = axis_scale(max([*rows.value, *published.value], default=1.0), unit)
    rows = rows.assign(
        at=[
            _drawn_at(row.period, unit == "year" or row.kind == "cumulative")
            for row in rows.itertuples()
        ],
        slip=in_doubt(rows.claim),
    )
    at_end = bool((rows.kind == "cumulative").any())
    ax = axes_for(ax)
    taken = [
        (_drawn_at(row.period, at_end), row.value / scale, 8, 8) for row in published.itertuples()
    ]
    for row, (x, y, *_) in zip(published.itertuples(), taken):
        if "/" in row.period:
            ax.plot(period_bounds(row.period), [y, y], color=QUIET, **LASTING)
        ax.plot(x, y, "x", color=QUIET, ms=9, mew=1.1, zorder=2)
    drawn = rows.drop_duplicates(["period", "value", "bound", "kind", "briefing", "region"])
    for row in drawn.itertuples():
        colour, x, y = PALETTE[row.briefing], row.at, row.value / scale
        first, last = period_bounds(row.period)
        if first < last:
            ax.plot([first, last], [y, y], color=colour, **LASTING)
        low, high = (end / scale for end in _extent(row))
        ax.plot([x, x], [low, high], color=colour, lw=1, alpha=0.7, zorder=1)
        filled = row.bound == "exact" and row.kind != "target"
        marker = "D" if row.kind == "target" else BOUND_MARKERS[row.bound]
        ax.plot(
            x,
            y,
            marker,
            color=colour,
            mfc=colour if filled else "white",
            ms=6.5,
            mew=1.4,
            zorder=3,
            clip_on=False,
        )
        taken += [
            (x, y, 9, 9),
            (x, (low + high) / 2, 2, (low, high)),
            (first + (last - first) / 2, y, (first, last), 4),
        ]
    for row in rows[rows.claim == chosen].itertuples():
        ax.plot(
            row.at, row.value / scale, "o", color="black", mfc="none", ms=15, mew=1.2, clip_on=False
        )
    time_axis(ax, [*rows.period, *published.period])
    value_axis(
        ax,
        [end / scale for row in drawn.itertuples() for end in _extent(row)]
        + [y for _, y, *_ in taken],
        unit,
    )
    lasting = any(first < last for first, last in map(period_bounds, rows.period))
    ax.set_xlabel(
        "Period that the figure is for" + " (pale bar: from its first to its last day)" * lasting
    )
    ax.set(ylabel=f"{word}{UNIT_WORDS.get(unit, unit.replace('count', ''))}".strip() or "number")
    write_labels(
        ax,
        [
            (row.at, row.value / scale, _label(row, scale, drawn), PALETTE[row.briefing])
            for row in _labelled(drawn)
        ],
        taken,
    )
    if not taken:
        ax.annotate(
            "No statement gives both a period and this unit.",
            (0.5, 0.5),
            xycoords="axes fraction",
            ha="center",
            color=QUIET,
        )
    briefings = sorted(rows.briefing.unique())
    briefing_legend(ax, briefings, crosses=len(published) > 0)
    ax.set_title(wrapped_title(series_finding(name, rows, unit)), y=1, pad=24 if taken else None)
    notes = [source_of(sorted(everything.briefing.unique()))] if len(everything) else []
    notes += ["Crosses: " + ", ".join(published.publisher.unique())] * (len(published) > 0)
    notes += [f"{DAGGER} a discrepancy is about this figure: see br.discrepancies()"] * bool(
        rows.slip.any()
    )
    left = len(everything) - len(rows)
    notes += [
        f"Not drawn: {left} statement{'s' if left > 1 else ''} in another unit, for another region or without a period"
    ] * (left > 0)
    source_line(ax, "\n".join(fill(note, 118) for note in notes))
    return ax


def _drawable(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of a series that can stand on one pair of axes."""
    rows = rows[(rows.unit == unit) & rows.when.notna()]
    china = rows[rows.region == "China"]
    return china if len(china) else rows


def _extent(row) -> list[float]:
    """From where to where a figure is drawn: what its last digit leaves open, where that says something."""
    rounded = (
        row.bound in ("exact", "about")
        and row.unit not in ("rank", "year")
        and row.kind != "target"
    )
    return [row.low, row.high] if rounded else [row.value, row.value]


def _labelled(rows: pd.DataFrame):
    """One row for each label: a figure said again soon after is not written again."""
    return (
        rows.sort_values("value", kind="stable")
        .drop_duplicates(["value", "bound", "briefing", "kind", "region"])
        .itertuples()
    )


def _label(row, scale: float, rows: pd.DataFrame) -> str:
    """A figure as it stands beside its point."""
    text = f"{bound_words(row)}{number_in_words(row.value / scale)}" + (
        "%" if row.unit == "percent" else ""
    )
    text = f"target {text}" if row.kind == "target" else text
    text += DAGGER * row.slip
    if rows.baseline.nunique() > 1 and row.baseline not in ("", "yoy"):
        text += f" against {row.baseline}"
    return text + f", {row.region}" * (rows.region.nunique() > 1)


def _drawn_at(period: str, end: bool = False) -> pd.Timestamp:
    """Where the figure of a period is drawn: in its middle; at the end of a span that a sum or a count grew over."""
    first, last = map(pd.Timestamp, period_bounds(period))
    return last if end and "/" in period else first + (last - first) / 2
