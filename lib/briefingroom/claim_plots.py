"""Charts of what was claimed: series with their bounds, promises, and figures that do not hold.

A point stands only where a figure was stated, and no line is drawn through years that were not. "Over" is an arrow that
points up, "nearly" one that points down; a target is a diamond; an independent figure is a grey cross.
"""

import math

import pandas as pd

from .periods import period_bounds
from .plots import _axes, _finish
from .series import series
from .style import PALETTE, QUIET
from .tables import _kept

MARKERS = {"exact": "o", "about": "o", "over": "^", "at_least": "^", "under": "v", "up_to": "v"}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))
UNITS = {"CNY": "yuan", "USD": "US dollars", "percent": "%", "percentage_point": "percentage points", "count": ""}


def plot_series(indicator: str, ax=None, *, references: bool = True):
    """Every stated value of an indicator over time, with what each leaves open, and independent figures beside them.

    Parameters
    ----------
    indicator : id of an indicator, see `indicators`.
    ax : matplotlib Axes; new ones if none are given.
    references : draw independent figures too.

    Returns the Axes. Claims whose unit is not that of the indicator (a slip of unit) and claims about other regions are
    left out; `series` has them.

    Raises
    ------
    UnknownName : when there is no such indicator.
    """
    about = _kept("indicators").set_index("indicator")
    rows = series(indicator)
    unit = about.unit[indicator]
    rows = rows[(rows.unit == unit) & rows.when.notna() & (rows.region == "China")]
    published = _kept("references").query("indicator == @indicator and unit == @unit") if references else pd.DataFrame()
    values = [*rows.value, *published.get("value", [])]
    scale, word = _scale(max(values, default=1.0), unit)
    ax = _axes(ax)
    if len(published):
        ax.plot([_middle(period) for period in published.period], published.value / scale, "x", color=QUIET, ms=5, mew=1.2, zorder=2)
        publishers = published.publisher.unique()
        name = publishers[0] if len(publishers) == 1 else f"independent figures ({len(publishers)} publishers)"
        ax.plot([], [], "x", color=QUIET, ms=5, mew=1.2, label=name)
    for row in rows.drop_duplicates(["period", "value", "bound", "kind", "briefing"]).itertuples():
        colour, y = PALETTE[row.briefing], row.value / scale
        marker = "D" if row.kind == "target" else MARKERS[row.bound]
        face = colour if row.bound == "exact" and row.kind != "target" else "white"
        x = _middle(row.period)
        if "/" in row.period:
            ax.plot(period_bounds(row.period), [y, y], color=colour, lw=1, alpha=0.5, zorder=1)
        elif row.high - row.low < math.inf and unit != "rank":
            ax.plot([x, x], [row.low / scale, row.high / scale], color=colour, lw=1, zorder=1)
        ax.plot(x, y, marker, color=colour, mfc=face, ms=6.5, mew=1.4, zorder=3)
    _labels(ax, rows, scale)
    ax.set_title(about.name[indicator])
    ax.set(xlabel="Period that the figure is for", ylabel=f"{word}{UNITS.get(unit, unit)}".strip() or "number")
    ax.margins(x=0.14, y=0.18)
    for briefing in sorted(rows.briefing.unique()):
        ax.plot([], [], "o", color=PALETTE[briefing], ms=5, label=briefing)
    ax.legend(loc="best", fontsize=7.5, handlelength=0.8, title="said on", title_fontsize=7.5, alignment="left")
    return _finish(ax, sorted(rows.briefing.unique()))


def _labels(ax, rows: pd.DataFrame, scale: float) -> None:
    """The figures beside their points, above and below in turn where they stand close."""
    written = []
    for row in rows.drop_duplicates(["value", "bound", "briefing"]).sort_values("value").itertuples():
        x = _middle(row.period)
        above = sum(abs((x - other).days) < 240 for other in written) % 2 == 0
        written.append(x)
        bound = {"exact": "", "at_least": "at least ", "up_to": "up to "}.get(row.bound, row.bound + " ")
        ax.annotate(
            f"{bound}{row.value / scale:,.5g}",
            (x, row.value / scale),
            xytext=(0, 8 if above else -9),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            size=8,
            color=PALETTE[row.briefing],
        )


def _scale(largest: float, unit: str) -> tuple[float, str]:
    """What the axis is divided by, and its word.

    >>> _scale(31.7e12, "CNY"), _scale(55.3, "percent")
    ((1000000000000.0, 'trillion '), (1, ''))
    """
    return next(((scale, word + " ") for scale, word in SCALES if largest >= 10 * scale or largest >= scale > 1e3), (1, ""))


def _middle(period: str) -> pd.Timestamp:
    """The middle of a period, where its figure is drawn; a stock is drawn on its day."""
    first, last = map(pd.Timestamp, period_bounds(period))
    return first + (last - first) / 2
