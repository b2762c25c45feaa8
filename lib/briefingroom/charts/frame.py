"""What charts have in common: axes and rows, time and values, names beside points, legends."""

import math
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

import pandas as pd

from ..numbers.periods import period_bounds
from .style import (
    INK,
    LIGHT_GREY,
    MEDIUM_GREY,
    POINTS_AN_INCH,
    QUIET,
    SMALL,
    SMALLEST,
    MarkStyle,
    briefing_colour,
    is_dark,
    source_line,
    text_ink,
)
from .wording import letters_wide, number_in_words, source_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.lines import Line2D

Entry = TypeVar("Entry")
NumberOfRows = TypeVar("NumberOfRows", int, float)
Offset = tuple[float, float]  # to the right and up, in points of type

# One row above the chart, where it covers nothing.
LEGEND_ABOVE: MarkStyle = {
    "loc": "lower left",
    "fontsize": SMALLEST,
    "handlelength": 0.8,
    "borderpad": 0.2,
    "borderaxespad": 0.2,
    "columnspacing": 1,
}
LEGEND_INSET = 2 * 0.2 * SMALLEST  # points from the edge of such a row to its first sign
LEGEND_HEAD = LEGEND_INSET + 1.2 * SMALLEST  # the same to words that no sign stands before
ORIGIN_MARKERS = {  # of independent figures, by how they came about
    "published": "x",
    "computed": "+",
    "read off a chart": "1",
}
LEVEL_LINES: MarkStyle = {"color": LIGHT_GREY, "lw": 0.6}
LEGEND_CROSS: MarkStyle = {
    "color": MEDIUM_GREY,
    "ms": 5.5,
    "mew": 1.1,
}
POINTS_OF_A_LETTER = 5.2  # of the name of a row, about
TITLE_LETTER = 7.3  # points, about
LEGEND_GAP = 5  # points between the chart, whose uppermost number reaches over it, and a legend
LEGEND_ROOM = 25  # points between the chart and words that stand over its legend
LEGEND_ROW = 13.5  # points from one row of a legend to the next
SAID_ON = "Said on"  # before the days of the briefings in a legend
LEGEND_LETTER, LEGEND_ENTRY = 4.4, 20  # points of a letter, and of what else an entry takes
LEGEND_WIDER = 1.15  # the layout, which comes later, makes the axes wider by this
BARE_ROOM = 9  # points between the chart and words where nothing stands between
SUBTITLE_LINE = 15  # points
TITLE_LINE = 0.28  # inches
SUBTITLE_ROOM = 0.3  # inches of a chart, for the line under its title
SUBTITLE_GAP = 7  # points, for what hangs below the line of the title
FURTHER_LINE = 0.5  # of a row, for each further line of its name


# --- axes and their rows


def axes_for(
    ax: "Axes | None",
    height: float | None = None,
    width: float | None = None,
) -> "Axes":
    """The axes given, or new ones: of the usual size, or as high or wide (in inches) as said."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    usual_width, usual_height = plt.rcParams["figure.figsize"]
    size = (width or usual_width, height or usual_height)
    _, new = plt.subplots(figsize=size)
    return new


def axes_for_rows(
    ax: "Axes | None",
    rows: float,
    *,
    each: float,
    around: float,
    width: float | None = None,
) -> "Axes":
    """The axes given, or new ones with so many inches for each row and so many around them."""
    height = each * rows + around + SUBTITLE_ROOM
    return axes_for(ax, height, width)


def at_least_two(number: NumberOfRows) -> NumberOfRows | int:
    """The rows for which a chart has room: one row or none is drawn as high as two.

    >>> at_least_two(0), at_least_two(3)
    (2, 3)
    """
    return max(number, 2)


def points_beside_names(names: Iterable[str], width: float) -> float:
    """About how many points wide the axes of a figure are, beside the names of its rows.

    Parameters
    ----------
    names : of the rows.
    width : of the figure, in inches.
    """
    longest = max(map(letters_wide, names), default=0)
    return width * POINTS_AN_INCH - POINTS_OF_A_LETTER * longest - LEGEND_ENTRY


def end_with_room(longest: float, beside: float, axes_points: float) -> float:
    """Where an axis ends that has room for words beside its longest bar.

    Parameters
    ----------
    longest : the value of that bar.
    beside : the room, in points.
    axes_points : the width of the axes.

    >>> end_with_room(30, 100, 400)
    40.0
    """
    return longest / (1 - min(beside / axes_points, 0.7))


def title_letters(width: float) -> int:
    """The characters of a line of a title over a figure so many inches wide.

    >>> title_letters(7.2)
    71
    """
    return int(width * POINTS_AN_INCH / TITLE_LETTER)


def rows_from_the_top(ax: "Axes", number: int) -> None:
    """Room for so many rows at 0, 1, 2 ..., the first on top."""
    ax.set_ylim(number - 0.5, -0.5)


def named_rows(ax: "Axes", names: Sequence[str]) -> None:
    """One row for each name, the first on top."""
    ax.set_yticks(range(len(names)), names)
    rows_from_the_top(ax, len(names))


def many_named_rows(
    ax: "Axes", names: Sequence[str], places: Sequence[float] | None = None
) -> None:
    """One row for each name in small type, the first on top, with some room above and below.

    Parameters
    ----------
    places : where the middle of each row stands, as `row_places` has it; else they are evenly high.
    """
    ax.set_yticks(range(len(names)) if places is None else places, names)
    ax.tick_params(axis="y", labelsize=SMALLEST)
    # There is no label; its place need not be looked for among the names of the rows.
    ax.yaxis.set_label_coords(0, 0.5)
    loose_rows_from_the_top(ax, rows_high(names) if places is not None else len(names))


def row_places(names: Sequence[str]) -> list[float]:
    """Where the middle of each row stands, when a name of several lines has a higher row.

    >>> row_places(["one", "of two\\nlines", "one"])
    [0.0, 1.25, 2.5]
    """
    heights = [_row_height(name) for name in names]
    above = [sum(heights[:number]) for number in range(len(heights))]
    return [top + height / 2 - 0.5 for top, height in zip(above, heights, strict=True)]


def rows_high(names: Sequence[str]) -> float:
    """How many rows of one line names take.

    >>> rows_high(["one", "of two\\nlines"])
    2.5
    """
    return sum(map(_row_height, names))


def _row_height(name: str) -> float:
    return 1 + FURTHER_LINE * name.count("\n")


def loose_rows_from_the_top(ax: "Axes", number: float) -> None:
    """Room for so many rows, but for two at least, with a little more above and below."""
    places = at_least_two(number)
    ax.set_ylim(places - 0.4, -0.6)


def headline(ax: "Axes", title: str, subtitle: str = "", *, above: float = BARE_ROOM) -> None:
    """The finding as the title; under it what is measured, in what unit, of whom and when.

    Parameters
    ----------
    above : points between the chart and the words, where a legend or the heads of columns stand.
    """
    lines = subtitle.count("\n") + 1 if subtitle else 0
    pad = above + lines * SUBTITLE_LINE + (SUBTITLE_GAP if lines else 0)
    from .left_edge import bring_title_to_the_left
    from .subtitles import add_subtitle

    bring_title_to_the_left(ax, ax.set_title(title, y=1, pad=pad, linespacing=1))
    if subtitle:
        add_subtitle(ax, subtitle, above)


def title_above_legend(ax: "Axes", title: str, subtitle: str = "") -> None:
    """A title that leaves a row for the legend between it and the chart."""
    headline(ax, title, subtitle, above=LEGEND_ROOM)


# --- marks that many charts have


def draw_level(ax: "Axes", first: Any, last: Any, y: float, **style: Any) -> None:
    """A level line from one place to another."""
    ax.plot([first, last], [y, y], **style)


def draw_upright(ax: "Axes", x: Any, low: float, high: float, **style: Any) -> None:
    """An upright line from one value to another."""
    ax.plot([x, x], [low, high], **style)


# --- words beside what is drawn


def write_beside(
    ax: "Axes",
    text: str,
    x: float,
    y: float,
    offset: Offset,
    **style: Any,
) -> None:
    """A text beside a point, level with it if the style does not say otherwise."""
    ax.annotate(
        text,
        (x, y),
        xytext=offset,
        textcoords="offset points",
        **{"va": "center", "color": text_ink()} | style,
    )


def name_point(
    ax: "Axes",
    text: str,
    x: float,
    y: float,
    offset: Offset,
    ha: str = "left",
) -> None:
    """A small name beside a point."""
    write_beside(ax, text, x, y, offset, ha=ha, size=SMALL, color=QUIET)


def write_shares(
    ax: "Axes",
    bars: "BarContainer",
    shares: Iterable[float],
    ink: str,
    *,
    least: float,
) -> None:
    """The percent inside each bar that is wide enough to hold it."""

    def text_in_bar(share: float) -> str:
        return f"{share:.0f}%" if share >= least else ""

    ax.bar_label(
        bars,
        [text_in_bar(share) for share in shares],
        label_type="center",
        color=ink,
        size=SMALL,
    )


def write_in_the_middle(ax: "Axes", text: str) -> None:
    """Words in the middle of a chart that has nothing to draw."""
    ax.annotate(
        text,
        (0.5, 0.5),
        xycoords="axes fraction",
        ha="center",
        color=QUIET,
    )


# --- time and values


LONGEST_IN_QUARTERS = 900  # days; what lasts as long or longer is named by its years
SHORTEST_SHOWN = pd.Timedelta(days=500)
MARGIN = 0.06  # of the time shown, at either end
MOST_NAMES = 14  # of years or quarters on one axis
NO_PERIODS = (date(2020, 1, 1), date(2020, 1, 1))  # what is shown where there are none


class CalendarPart(NamedTuple):
    """A year or a quarter on the time axis."""

    name: str
    begins: pd.Timestamp
    middle: pd.Timestamp


def time_axis(ax: "Axes", periods: Iterable[str]) -> None:
    """Years, or quarters where there are few: named in their middle, with ticks at their ends."""
    first, last = time_shown(periods)
    parts = calendar_parts(first, last)
    every = len(parts) // MOST_NAMES + 1  # years, where there is no room for all their names
    ticks = [part.begins for part in parts if first <= part.begins <= last]
    named = [part for part in parts if part.begins.year % every == 0]
    named = [part for part in named if first <= part.middle <= last]
    names_between_ticks(
        ax,
        ticks,
        middles=[part.middle for part in named],
        names=[part.name for part in named],
    )
    ax.set_xlim(first, last)


def names_between_ticks(ax: "Axes", ticks: list, middles: list, names: list) -> None:
    """An axis of stretches of time: strokes where they begin, names in their middle."""
    no_names = [""] * len(ticks)
    ax.set_xticks(ticks, no_names)
    ax.set_xticks(middles, names, minor=True)
    ax.tick_params(axis="x", which="minor", length=0, pad=8)


def time_shown(periods: Iterable[str]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From when to when the time axis of these periods reaches.

    >>> [day.date().isoformat() for day in time_shown(["2019", "2022"])]
    ['2018-10-05', '2023-03-28']
    """
    bounds = [period_bounds(period) for period in periods] or [NO_PERIODS]
    begin = pd.Timestamp(min(first for first, _ in bounds))
    end = pd.Timestamp(max(last for _, last in bounds))
    length = end - begin
    margin = max(length * MARGIN, (SHORTEST_SHOWN - length) / 2)
    first = begin - margin
    last = end + margin
    if _in_quarters(first, last):
        return first, last
    # The first and the last year are shown beyond their middle, so that they can be named.
    early_enough = pd.Timestamp(begin.year, 6, 1)
    late_enough = pd.Timestamp(end.year, 8, 1)
    return min(first, early_enough), max(last, late_enough)


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
    end = last + pd.Timedelta(days=366)
    edges = pd.date_range(begin, end, freq=f"{unit}S")
    return [
        CalendarPart(
            name=name.format(edge),
            begins=edge,
            middle=edge + (following - edge) / 2,
        )
        for edge, following in pairwise(edges)
    ]


WHOLE = ("count", "rank", "year")  # units without fractions
ROUND_STEPS = [1, 2, 2.5, 5, 10]  # what the ticks of an axis are apart, or ten times that ...


def value_axis(ax: "Axes", values: Sequence[float], unit: str) -> None:
    """Room for the labels; never below nothing where nothing is below it; first rank on top."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if not values:
        ax.set_yticks([])
        return
    low = min(values)
    high = max(values)
    in_fractions = any(value % 1 for value in values)
    whole = unit in WHOLE and high >= 2 and not in_fractions
    ticks = MaxNLocator(nbins=6, steps=ROUND_STEPS, integer=whole)

    def name_of(value: float, position: int | None) -> str:
        if _is_impossible(value, high, unit):
            return ""
        return number_in_words(value)

    ax.set_ylim(*value_limits(low, high, unit))
    read_by_level_lines(ax)
    ax.yaxis.set_major_locator(ticks)
    ax.yaxis.set_major_formatter(FuncFormatter(name_of))


def read_by_level_lines(ax: "Axes") -> None:
    """Quiet lines across the chart from which values are read, in place of an upright axis."""
    ax.grid(axis="y", **LEVEL_LINES)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def value_limits(low: float, high: float, unit: str) -> tuple[float, float]:
    """The bottom and the top of an axis that shows values from low to high.

    >>> value_limits(0, 100, "percent"), value_limits(1, 2, "rank")
    ((0, 117.0), (3.5, 0))
    """
    spread = high - low
    if unit == "rank":
        last_rank = high + max(1.5, 0.2 * spread)
        first_rank = min(low - 1, 0.5)
        return last_rank, first_rank
    largest = max(abs(low), abs(high))
    room = max(0.17 * spread, 0.06 * largest)
    bottom = low - room
    if low >= 0:
        bottom = max(0, bottom)
    return bottom, high + room


def _is_impossible(value: float, high: float, unit: str) -> bool:
    """Whether a tick would name a rank before the first, or more than all of what is a part."""
    if unit == "rank":
        return value <= 0
    return unit == "percent" and high <= 100 < value


# --- legends and the last strokes


def briefing_legend(
    ax: "Axes",
    briefings: Collection[str],
    *,
    origins: Collection[str] = (),
    heading: str = SAID_ON,
) -> float:
    """A row above the chart, where it covers nothing: which colour is which briefing.

    Where there is no room for the independent figures, they are left out. More briefings than a
    row holds have further rows.

    Parameters
    ----------
    ax : matplotlib Axes.
    briefings : ids of the briefings that are shown.
    origins : of the independent figures that are shown, as in `references`.
    heading : before the briefings.

    Returns the room that the rows take, in points; words above them begin there. The published
    briefings never have more than one row, so that a title of the reader's own has room.
    """
    entries = _briefing_entries(briefings, heading)
    if legend_holds(ax, briefings, origins):
        entries += _origin_entries(origins)
    if not entries:
        return BARE_ROOM
    rows = _rows_of_entries(entries, _width_for_legend(ax))
    for number, row in enumerate(rows):
        _draw_legend_row(ax, row, rows_below=len(rows) - 1 - number)
    return LEGEND_ROOM + LEGEND_ROW * (len(rows) - 1)


def _rows_of_entries(entries: list["Line2D"], room: float) -> list[list["Line2D"]]:
    """Entries in as many rows, of about the same number, as their width needs."""
    number = math.ceil(_width_of_entries(entries) / room)
    return in_rows(entries, math.ceil(len(entries) / number))


def in_rows(entries: list[Entry], most: int) -> list[list[Entry]]:
    """Entries one after the other in rows of at most so many.

    >>> in_rows(["a", "b", "c", "d", "e"], 2)
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    return [entries[start : start + most] for start in range(0, len(entries), most)]


def legend_above(ax: "Axes", *, inset: float = LEGEND_INSET, up: float = 0, **look: Any) -> None:
    """A row above the chart that begins where the names of its rows do.

    Parameters
    ----------
    inset : points from its edge to what is seen of it.
    up : points from where the lowest row stands.
    look : further settings of a legend, such as its handles and its columns.
    """
    from .left_edge import bring_legend_to_the_left

    legend = ax.legend(**LEGEND_ABOVE | look)
    bring_legend_to_the_left(ax, legend, inset, LEGEND_GAP + up)


def _draw_legend_row(ax: "Axes", entries: list["Line2D"], rows_below: int) -> None:
    earlier = ax.get_legend()
    has_head = entries[0].get_marker() == "None"
    legend_above(
        ax,
        inset=LEGEND_HEAD if has_head else LEGEND_INSET,
        up=rows_below * LEGEND_ROW,
        handles=entries,
        ncols=len(entries),
        handletextpad=0.4,
    )
    if earlier:
        ax.add_artist(earlier)


def legend_holds(ax: "Axes", briefings: Collection[str], origins: Collection[str]) -> bool:
    """Whether the row above the chart has room for the independent figures too."""
    entries = _briefing_entries(briefings) + _origin_entries(origins)
    return _width_of_entries(entries) <= _width_for_legend(ax)


def _width_of_entries(entries: list["Line2D"]) -> float:
    """About how many points entries take side by side."""
    letters = sum(len(str(entry.get_label())) for entry in entries)
    return LEGEND_LETTER * letters + LEGEND_ENTRY * len(entries)


def _width_for_legend(ax: "Axes") -> float:
    """The points that a legend has: those of the figure, where the chart is alone in it."""
    figure: Any = ax.get_figure(root=True)
    if len(figure.axes) == 1:
        return figure.bbox.width * POINTS_AN_INCH / figure.dpi - LEGEND_ENTRY
    return ax.bbox.width * POINTS_AN_INCH / figure.dpi * LEGEND_WIDER


def _legend_entry(label: str, **look: Any) -> "Line2D":
    from matplotlib.lines import Line2D

    return Line2D([], [], ls="", label=label, **look)


def _briefing_entries(briefings: Collection[str], heading: str = SAID_ON) -> list["Line2D"]:
    if not len(briefings):
        return []
    entries = [_legend_entry(heading)]
    for briefing in briefings:
        entries.append(_legend_entry(briefing, marker="o", color=briefing_colour(briefing), ms=5))
    return entries


def _origin_entries(origins: Collection[str]) -> list["Line2D"]:
    return [
        _legend_entry(f"{origin} figure", marker=ORIGIN_MARKERS[origin], **LEGEND_CROSS)
        for origin in origins
    ]


def finish(
    ax: "Axes",
    briefings: Collection[str],
    plain: Literal["", "x", "y"] = "",
    *,
    source: str = "",
) -> "Axes":
    """What all charts share: no ticks where rows are named, the line that names the briefings.

    Parameters
    ----------
    ax : matplotlib Axes with everything drawn on them.
    briefings : ids of the briefings that the source line names.
    plain : the axis, ``"x"`` or ``"y"``, that has names instead of numbers, if there is one.
    source : what the source line says where the chart is not made from the briefings.
    """
    if plain:
        ax.tick_params(axis=plain, length=0)
    source_line(ax, source or source_in_words(briefings))
    _take_dollars_literally(ax, plain)
    keep_readable(ax)
    return ax


def _take_dollars_literally(ax: "Axes", plain: str) -> None:
    """A $ in what was typed or said begins no formula; the numbers of an axis may still be one."""
    from matplotlib.text import Text

    words = set(ax.findobj(Text))
    if plain != "x":
        words.difference_update(ax.xaxis.findobj(Text))
    if plain != "y":
        words.difference_update(ax.yaxis.findobj(Text))
    for text in words:
        text.set_parse_math(False)


def keep_readable(ax: "Axes") -> None:
    """Readable words and marks also where the user's settings are for TeX or a dark screen.

    Names and quotes hold %, & and $, which TeX would not print.
    """
    from matplotlib.text import Text

    for text in ax.findobj(Text):
        text.set_usetex(False)
    if is_dark(ax.get_facecolor()) or is_dark(ax.figure.get_facecolor()):
        _put_on_white(ax)


def _put_on_white(ax: "Axes") -> None:
    """White paper and dark ink around the chart, in a style that is made for dark screens."""
    from matplotlib.legend import Legend
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    figure = ax.figure
    paper = Rectangle((0, 0), 1, 1, transform=figure.transFigure, facecolor="white", zorder=-1)
    paper.set_in_layout(False)
    figure.add_artist(paper)  # stays white in a file, whose background has a setting of its own
    figure.set_facecolor("white")
    ax.set_facecolor("white")
    for spine in ax.spines.values():
        spine.set_edgecolor(QUIET)
    ax.tick_params(which="both", color=QUIET, labelcolor=INK)
    titles = [child for child in ax.get_children() if isinstance(child, Text)]
    words = [ax.xaxis.label, ax.yaxis.label, *titles]
    for legend in ax.findobj(Legend):
        legend.get_frame().set(facecolor="white", edgecolor=QUIET)
        words += [legend.get_title(), *legend.get_texts()]
    for text in words:
        if text not in ax.texts:
            text.set_color(INK)
