"""What charts have in common: axes, legends, names beside points, the source line."""

import pandas as pd

from ..numbers.periods import period_bounds
from .style import PALETTE, QUIET, source_line
from .wording import number_in_words


def axes_for(ax, height: float | None = None, width: float | None = None):
    """The axes given, or new ones: of the usual size, or as high or wide (in inches) as the rows need."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    usual = plt.rcParams["figure.figsize"]
    return plt.subplots(figsize=(width or usual[0], height or usual[1]))[1]


def name_point(
    ax, text: str, x: float, y: float, offset: tuple[float, float], ha: str = "left"
) -> None:
    """A small name beside a point, `offset` in points of type."""
    ax.annotate(
        text,
        (x, y),
        xytext=offset,
        textcoords="offset points",
        ha=ha,
        va="center",
        size=8,
        color=QUIET,
    )


def finish(ax, briefings, plain: str = ""):
    """What all charts share: no ticks where rows are named, the line that names the briefings, and a $ that is a $."""
    from matplotlib.text import Text

    if plain:
        ax.tick_params(axis=plain, length=0)
    all_of_them = list(PALETTE) == list(briefings)
    named = (
        f"five briefings, {min(PALETTE)} to {max(PALETTE)}"
        if all_of_them
        else f"briefing{'s' * (len(briefings) > 1)} of " + ", ".join(briefings)
    )
    source_line(ax, f"Source: Briefing Room, {named}")
    numbers = [
        text
        for name, axis in (("x", ax.xaxis), ("y", ax.yaxis))
        if name != plain
        for text in axis.findobj(Text)
    ]
    for text in set(ax.findobj(Text)).difference(numbers):
        text.set_parse_math(False)  # a $ in what was typed or said would begin a formula
    return ax


WHOLE = ("count", "rank", "year")  # units without fractions


def time_axis(ax, periods) -> None:
    """Years, or quarters where there are few: each named in its middle, with ticks where it begins and ends."""
    bounds = [pd.Timestamp(day) for period in periods for day in period_bounds(period)] or [
        pd.Timestamp("2020-01-01")
    ]
    first, last = min(bounds), max(bounds)
    pad = max((last - first) * 0.06, (pd.Timedelta(days=500) - (last - first)) / 2)
    first, last = first - pad, last + pad
    if (last - first).days >= 900:  # the first and the last year in full, so that they can be named
        first, last = (
            min(first, pd.Timestamp(f"{min(bounds).year}-06-01")),
            max(last, pd.Timestamp(f"{max(bounds).year}-08-01")),
        )
    frequency, form = (
        ("QS", "{0.year}\nQ{0.quarter}") if (last - first).days < 900 else ("YS", "{0.year}")
    )
    edges = pd.date_range(
        first.to_period(frequency[0]).start_time, last + pd.Timedelta(days=366), freq=frequency
    )
    middles = [(a, a + (b - a) / 2) for a, b in zip(edges, edges[1:])]
    step = len(middles) // 14 + 1
    ax.set_xticks(
        [edge for edge in edges if first <= edge <= last],
        [""] * sum(first <= edge <= last for edge in edges),
    )
    named = [
        (middle, form.format(edge))
        for edge, middle in middles
        if first <= middle <= last and edge.year % step == 0
    ]
    ax.set_xticks([middle for middle, _ in named], [text for _, text in named], minor=True)
    ax.tick_params(axis="x", which="minor", length=0, pad=4)
    ax.set_xlim(first, last)


def value_axis(ax, values: list[float], unit: str) -> None:
    """Room for the labels; never below nothing where nothing is below it; first rank on top."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if not values:
        ax.set_yticks([])
        return
    low, high = min(values), max(values)
    if unit == "rank":
        ax.set_ylim(high + max(1.5, 0.2 * (high - low)), min(low - 1, 0.5))
    else:
        pad = max(0.17 * (high - low), 0.06 * max(abs(low), abs(high)))
        bottom = max(0, low - pad) if low >= 0 else low - pad
        ax.set_ylim(bottom, high + pad)
    whole = unit in WHOLE and high >= 2 and max(value % 1 for value in values) == 0
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], integer=whole))
    impossible = {
        "rank": lambda value: value <= 0,
        "percent": lambda value: high <= 100 < value,
    }.get(unit, lambda value: False)
    ax.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: "" if impossible(value) else number_in_words(value))
    )


def briefing_legend(ax, briefings, *, crosses: bool = False) -> None:
    """One row above the chart, where it covers nothing: which colour is which briefing."""
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], ls="", label="Said on")] if len(briefings) else []
    handles += [
        Line2D([], [], ls="", marker="o", color=PALETTE[briefing], ms=5, label=briefing)
        for briefing in briefings
    ]
    if crosses:
        handles.append(
            Line2D([], [], ls="", marker="x", color=QUIET, ms=6, mew=1.1, label="published figure")
        )
    if handles:
        ax.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(-0.02 if len(briefings) else 0, 1.0),
            ncols=len(handles),
            fontsize=7.5,
            handlelength=0.8,
            handletextpad=0.4,
            columnspacing=1,
            borderaxespad=0.2,
        )
