"""Two figures that do not fit together, each pair in its own unit and on its own scale."""

from collections.abc import Iterator
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..corpus.tables import read_table
from ..ids import parse_id
from .frame import (
    axes_for_rows,
    draw_level,
    finish,
    legend_above,
    many_named_rows,
    title_above_legend,
    write_beside,
)
from .mark_words import marks_of_group, short_name_of, words_of
from .marks import DrawnMark, add_marks
from .style import INK, LIGHT_GREY, QUIET, SMALL, MarkStyle, briefing_colour
from .wording import amount_in_words, period_in_words, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAIR_MEASURE_WIDTH = 92  # characters, in two lines
PAIR_LINE_WIDTH = 48
WIDTH_OF_PAIRS = 8.2  # inches
ROOM_LEFT = 0.25  # of the scale; nearer to nothing than that, a label stands at the right
DIGITS = 4  # of an amount that was computed
IN_TENTHS = ("percent", "percentage_point")  # with one decimal, as most are stated
STATED_DOT: MarkStyle = {"marker": "o", "ls": "none", "ms": 8, "zorder": 3, "clip_on": False}
OTHER_DOT: MarkStyle = {
    "marker": "D",
    "ls": "none",
    "ms": 7,
    "mfc": "white",
    "mec": INK,
    "mew": 1.6,
    "zorder": 2,
    "clip_on": False,
}


# A label at the right of the smaller figure stands on the line between the two.
ON_A_LINE: MarkStyle = {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1}, "zorder": 2}


class Pair(NamedTuple):
    """A row of the chart, its places as parts of the larger of the two figures."""

    claim: str
    name: str
    stated: float
    other: float
    stated_words: str
    other_words: str
    others: list[str]


def plot_pairs(
    table: pd.DataFrame, ax: "Axes | None" = None, *, other: str = "other figures"
) -> "Axes":
    """Each stated figure beside another that it does not fit, both in their own unit.

    Parameters
    ----------
    table : as `published_pairs` or `failed_pairs` returns it.
    ax : matplotlib Axes; new ones if none are given.
    other : what the second figures are, for the legend.

    Returns the Axes, the widest gap on top. Every row has a scale of its own, from nothing to the
    larger of its figures.
    """
    pairs = [pair_of(row) for row in table.to_dict("records")]
    pairs.sort(key=lambda pair: min(pair.stated, pair.other))
    ax = axes_for_rows(ax, len(pairs), each=0.46, around=1.15, width=WIDTH_OF_PAIRS)
    for y, pair in enumerate(pairs):
        _draw_pair(ax, y, pair)
    add_marks(ax, partial(pair_marks, pairs))
    many_named_rows(ax, [wrapped_title(pair.name, PAIR_LINE_WIDTH) for pair in pairs])
    ax.set(xlim=(0, 1.45), ylabel="")
    ax.set_xticks([0, 1], ["0", "the larger of the two"])
    for label, dot in (("as stated (colour: briefing)", STATED_DOT), (other, OTHER_DOT)):
        (of_legend,) = ax.plot([], [], color=INK, label=label, **dot)
        of_legend.set_clip_on(True)  # else it takes room at the foot of the figure
    title_above_legend(
        ax,
        wrapped_title(pairs_finding(pairs)),
        "Each pair in its own unit; each row has its own scale, from 0",
    )
    legend_above(ax, ncols=2)
    briefings = sorted({parse_id(pair.claim).briefing for pair in pairs})
    return finish(ax, briefings, "y")


def pair_of(row: dict[str, Any]) -> Pair:
    """A row of the table as it is drawn.

    >>> row = {"claim": "2020-10-23.c087", "measure": "share", "stated": 5.0, "unit": "percent"}
    >>> pair_of(row | {"stated_words": "5%", "other": 20.0, "others": ["r004"]})[2:6]
    (0.25, 1.0, '5%', '20%')
    """
    largest = max(row["stated"], row["other"])
    name = short_name_of(row["claim"], row["measure"])
    return Pair(
        claim=row["claim"],
        name=shorten(f"{name}{_when(row['claim'])}", PAIR_MEASURE_WIDTH, placeholder=" …"),
        stated=row["stated"] / largest,
        other=row["other"] / largest,
        stated_words=row["stated_words"],
        other_words=amount_in_words(_rounded(row["other"], row["unit"]), row["unit"]),
        others=list(row["others"]),
    )


def _when(claim: str) -> str:
    """The time that a figure is for, after its name; nothing where it names none.

    >>> _when("2023-04-20.c015"), _when("2020-10-23.c004")
    (', Q1 2023', ', 2016 to 2019')
    """
    period = read_table("claims").set_index("claim").period.get(claim, "")
    return f", {period_in_words(period).partition(' ')[2]}" if period else ""


def _rounded(value: float, unit: str) -> float:
    return round(value, 1) if unit in IN_TENTHS else float(f"{value:.{DIGITS}g}")


def _draw_pair(ax: "Axes", y: int, pair: Pair) -> None:
    draw_level(ax, pair.stated, pair.other, y, color=LIGHT_GREY, lw=3, zorder=1)
    colour = briefing_colour(parse_id(pair.claim).briefing)
    ax.plot(pair.stated, y, color=colour, **STATED_DOT)
    ax.plot(pair.other, y, **OTHER_DOT)
    _name_end(ax, pair.stated_words, pair.stated, y, is_larger=pair.stated >= pair.other)
    _name_end(ax, pair.other_words, pair.other, y, is_larger=pair.other > pair.stated)


def _name_end(ax: "Axes", words: str, x: float, y: int, *, is_larger: bool) -> None:
    """The larger figure is named at its right, the smaller at its left, if there is room."""
    to_the_right = is_larger or x < ROOM_LEFT
    offset, ha = ((8, 0), "left") if to_the_right else ((-8, 0), "right")
    write_beside(ax, words, x, y, offset, ha=ha, size=SMALL, color=QUIET, **ON_A_LINE)


def pair_marks(pairs: list[Pair]) -> Iterator[DrawnMark]:
    """Of each pair the stated figure, and those that it is held against."""
    for y, pair in enumerate(pairs):
        beside = f"{pair.name}: stated {pair.stated_words}, beside it {pair.other_words}"
        yield DrawnMark(pair.claim, (pair.stated, y), words_of(pair.claim))
        yield from marks_of_group(pair.others, (pair.other, y), beside)


def pairs_finding(pairs: list[Pair]) -> str:
    """In how many pairs the stated figure is the smaller.

    >>> pairs_finding([Pair("2020-10-23.c087", "share", 0.25, 1.0, "5%", "20%", [])])
    'In the one pair the stated figure is the smaller'
    >>> one, other = (Pair("", "", *at, "", "", []) for at in ((0.25, 1.0), (1.0, 0.5)))
    >>> pairs_finding([one, other])
    'In 1 of 2 pairs the stated figure is the smaller'
    """
    smaller = sum(pair.stated < pair.other for pair in pairs)
    if len(pairs) == 1:
        return f"In the one pair the stated figure is the {'smaller' if smaller else 'larger'}"
    if smaller in (0, len(pairs)):
        side = "smaller" if smaller else "larger"
        return f"In all {len(pairs)} pairs the stated figure is the {side}"
    return f"In {smaller} of {len(pairs)} pairs the stated figure is the smaller"
