"""What charts have in common: axes and their rows, time and values, names beside points, legends."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..numbers.periods import period_bounds
from .style import PALETTE, QUIET, SMALL, SMALLEST, source_line
from .wording import number_in_words, source_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.lines import Line2D

LEGEND_ABOVE = {
    "loc": "lower left",
    "fontsize": SMALLEST,
    "handlelength": 0.8,
    "borderaxespad": 0.2,
}  # one row above the chart, where it covers nothing
LEGEND_ROOM = 24  # points between the chart and a title that stands over its legend


# --- axes and their rows


def axes_for(ax: "Axes | None", height: float | None = None, width: float | None = None) -> "Axes":
    """The axes given, or new ones: of the usual size, or as high or wide (in inches) as said."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    usual_width, usual_height = plt.rcParams["figure.figsize"]
    size = (width or usual_width, height or usual_height)
    _, new = plt.subplots(figsize=size)
    return new


def height_of_rows(number: int, *, each: float, around: float) -> float:
    """The inches of a chart that has so much for each row and so much around them.

    >>> height_of_rows(4, each=0.5, around=1.5)
    3.5
    """
    return each * number + around


def at_least_two(number: int) -> int:
    """The rows for which a chart has room: one promise or none is drawn as high as two.

    >>> at_least_two(0), at_least_two(3)
    (2, 3)
    """
    return max(number, 2)


def rows_from_the_top(ax: "Axes", number: int) -> None:
    """Room for so many rows at 0, 1, 2 ..., the first on top."""
    ax.set_ylim(number - 0.5, -0.5)


def named_rows(ax: "Axes", names: Sequence[str]) -> None:
    """One row for each name, the first on top."""
    ax.set_yticks(range(len(names)), names)
    rows_from_the_top(ax, len(names))


def many_named_rows(ax: "Axes", names: Sequence[str]) -> None:
    """One row for each name in small type, the first on top, with some room above and below."""
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", labelsize=SMALLEST)
    # There is no label; its place need not be looked for among the names of the rows.
    ax.yaxis.set_label_coords(0, 0.5)
    loose_rows_from_the_top(ax, len(names))


def loose_rows_from_the_top(ax: "Axes", number: int) -> None:
    """Room for so many rows, but for two at least, with a little more above and below."""
    ax.set_ylim(at_least_two(number) - 0.4, -0.6)


def title_above_legend(ax: "Axes", title: str) -> None:
    """A title that leaves a row for the legend between it and the chart."""
    ax.set_title(title, y=1, pad=LEGEND_ROOM)


# --- words beside what is drawn


def write_beside(
    ax: "Axes", text: str, x: float, y: float, offset: tuple[float, float], **style
) -> None:
    """A text beside a point, `offset` in points of type."""
    usual = {"ha": "left", "va": "center"}
    ax.annotate(text, (x, y), xytext=offset, textcoords="offset points", **usual | style)


def name_point(
    ax: "Axes", text: str, x: float, y: float, offset: tuple[float, float], ha: str = "left"
) -> None:
    """A small name beside a point, `offset` in points of type."""
    write_beside(ax, text, x, y, offset, ha=ha, size=SMALL, color=QUIET)


def write_shares(
    ax: "Axes", bars: "BarContainer", shares: Iterable[float], ink: str, *, least: float
) -> None:
    """The percent inside each bar that is wide enough to hold it."""
    texts = [f"{share:.0f}%" if share >= least else "" for share in shares]
    ax.bar_label(bars, texts, label_type="center", color=ink, size=SMALL)


def write_in_the_middle(ax: "Axes", text: str) -> None:
    """Words in the middle of a chart that has nothing to draw."""
    ax.annotate(text, (0.5, 0.5), xycoords="axes fraction", ha="center", color=QUIET)


# --- time and values


LONGEST_IN_QUARTERS = 900  # days; what lasts as long or longer is named by its years
SHORTEST_SHOWN = pd.Timedelta(days=500)
MARGIN = 0.06  # of the time shown, at either end
MOST_NAMES = 14  # of years or quarters on one axis
START_WITHOUT_PERIODS = pd.Timestamp("2020-01-01")


class CalendarPart(NamedTuple):
    """A year or a quarter on the time axis."""

    name: str
    begins: pd.Timestamp
    middle: pd.Timestamp


def time_axis(ax: "Axes", periods: Iterable[str]) -> None:
    """Years, or quarters where there are few: named in their middle, with ticks at their ends."""
    first, last = time_shown(periods)
    parts = calendar_parts(first, last)
    edges = [part.begins for part in parts if first <= part.begins <= last]
    ax.set_xticks(edges, [""] * len(edges))
    every = len(parts) // MOST_NAMES + 1
    named = [
        part for part in parts if first <= part.middle <= last and part.begins.year % every == 0
    ]
    ax.set_xticks([part.middle for part in named], [part.name for part in named], minor=True)
    hide_minor_ticks(ax)
    ax.set_xlim(first, last)


def time_shown(periods: Iterable[str]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From when to when the time axis of these periods reaches.

    >>> [day.date().isoformat() for day in time_shown(["2019", "2022"])]
    ['2018-10-06', '2023-03-27']
    """
    days = [pd.Timestamp(day) for period in periods for day in period_bounds(period)]
    begin = min(days, default=START_WITHOUT_PERIODS)
    end = max(days, default=START_WITHOUT_PERIODS)
    margin = max((end - begin) * MARGIN, (SHORTEST_SHOWN - (end - begin)) / 2)
    first, last = begin - margin, end + margin
    if _in_quarters(first, last):
        return first, last
    # The first and the last year are shown beyond their middle, so that they can be named.
    return (
        min(first, pd.Timestamp(begin.year, 6, 1)),
        max(last, pd.Timestamp(end.year, 8, 1)),
    )


def _in_quarters(first: pd.Timestamp, last: pd.Timestamp) -> bool:
    return (last - first).days < LONGEST_IN_QUARTERS


def calendar_parts(first: pd.Timestamp, last: pd.Timestamp) -> list[CalendarPart]:
    """The quarters from one day to another, or the years where there are many quarters.

    >>> parts = calendar_parts(pd.Timestamp("2019-05-01"), pd.Timestamp("2022-03-01"))
    >>> [part.name for part in parts]
    ['2019', '2020', '2021', '2022']
    """
    if _in_quarters(first, last):
        unit, name = "Q", "{0.year}\nQ{0.quarter}"
    else:
        unit, name = "Y", "{0.year}"
    begin = first.to_period(unit).start_time
    edges = pd.date_range(begin, last + pd.Timedelta(days=366), freq=f"{unit}S")
    return [
        CalendarPart(name.format(edge), edge, edge + (following - edge) / 2)
        for edge, following in pairwise(edges)
    ]


def hide_minor_ticks(ax: "Axes") -> None:
    """No strokes where only names stand."""
    ax.tick_params(axis="x", which="minor", length=0, pad=4)


WHOLE = ("count", "rank", "year")  # units without fractions


def value_axis(ax: "Axes", values: Sequence[float], unit: str) -> None:
    """Room for the labels; never below nothing where nothing is below it; first rank on top."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if not values:
        ax.set_yticks([])
        return
    low, high = min(values), max(values)
    fractions = max(value % 1 for value in values) > 0
    whole = unit in WHOLE and high >= 2 and not fractions

    def name_of(value: float, position: int | None) -> str:
        return "" if _is_impossible(value, high, unit) else number_in_words(value)

    ax.set_ylim(*value_limits(low, high, unit))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], integer=whole))
    ax.yaxis.set_major_formatter(FuncFormatter(name_of))


def value_limits(low: float, high: float, unit: str) -> tuple[float, float]:
    """The bottom and the top of an axis that shows values from low to high.

    >>> value_limits(0, 100, "percent"), value_limits(1, 2, "rank")
    ((0, 117.0), (3.5, 0))
    """
    if unit == "rank":
        return high + max(1.5, 0.2 * (high - low)), min(low - 1, 0.5)
    room = max(0.17 * (high - low), 0.06 * max(abs(low), abs(high)))
    bottom = low - room
    return (max(0, bottom) if low >= 0 else bottom), high + room


def _is_impossible(value: float, high: float, unit: str) -> bool:
    """Whether a tick would name a rank before the first, or more than all of what is a part."""
    if unit == "rank":
        return value <= 0
    return unit == "percent" and high <= 100 < value


# --- legends and the last strokes


def briefing_legend(ax: "Axes", briefings: Collection[str], *, crosses: bool = False) -> None:
    """One row above the chart, where it covers nothing: which colour is which briefing."""
    entries = _legend_entries(briefings, crosses)
    if not entries:
        return
    ax.legend(
        handles=entries,
        bbox_to_anchor=(-0.02 if len(briefings) else 0, 1.0),
        ncols=len(entries),
        handletextpad=0.4,
        columnspacing=1,
        **LEGEND_ABOVE,
    )


def _legend_entries(briefings: Collection[str], crosses: bool) -> list["Line2D"]:
    from matplotlib.lines import Line2D

    def entry(label: str, **look) -> Line2D:
        return Line2D([], [], ls="", label=label, **look)

    entries = [entry("Said on")] if len(briefings) else []
    entries += [
        entry(briefing, marker="o", color=PALETTE[briefing], ms=5) for briefing in briefings
    ]
    if crosses:
        entries.append(entry("published figure", marker="x", color=QUIET, ms=6, mew=1.1))
    return entries


def finish(ax: "Axes", briefings: Collection[str], plain: str = "") -> "Axes":
    """What all charts share: no ticks where rows are named, the line that names the briefings.

    Parameters
    ----------
    ax : matplotlib Axes with everything drawn on them.
    briefings : ids of the briefings that the source line names.
    plain : the axis, ``"x"`` or ``"y"``, that has names instead of numbers, if there is one.
    """
    if plain:
        ax.tick_params(axis=plain, length=0)
    source_line(ax, source_in_words(briefings))
    _take_dollars_literally(ax, plain)
    return ax


def _take_dollars_literally(ax: "Axes", plain: str) -> None:
    """A $ in what was typed or said begins no formula; the numbers of an axis may still be one."""
    from matplotlib.text import Text

    axes = {"x": ax.xaxis, "y": ax.yaxis}
    axes.pop(plain, None)
    numbers = [text for axis in axes.values() for text in axis.findobj(Text)]
    for text in set(ax.findobj(Text)).difference(numbers):
        text.set_parse_math(False)
