"""Growth that follows from amounts beside the growth that is given: between them lie the prices."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..ids import parse_id
from .frame import (
    axes_for_rows,
    draw_level,
    finish,
    legend_above,
    name_point,
    named_rows,
    title_above_legend,
)
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import INK, LIGHT_GREY, MarkStyle
from .wording import source_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GIVEN_DOT: MarkStyle = {"marker": "o", "ls": "none", "ms": 8, "color": INK, "zorder": 3}
AMOUNTS_DOT: MarkStyle = {
    "marker": "o",
    "ls": "none",
    "ms": 8,
    "mfc": "white",
    "mec": INK,
    "mew": 1.8,
    "zorder": 3,
}


def plot_growth(table: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """What amounts come to a year, beside the growth that is given, by source.

    Parameters
    ----------
    table : as `growth_of_industry` returns it.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each span of years and source.
    """
    ax = axes_for_rows(ax, len(table), each=0.42, around=1.6)
    for y, row in enumerate(table.itertuples()):
        _draw_growth(ax, y, row)
    add_marks(ax, partial(growth_marks, table.copy()))
    named_rows(ax, [f"{row.years}, {row.source}" for row in table.itertuples()])
    ax.plot([], [], label="growth as given", **GIVEN_DOT)
    ax.plot([], [], label="from the amounts", **AMOUNTS_DOT)
    ax.set(xlabel="Growth of value added (percent a year)", ylabel="", xlim=(0, 10.5))
    title_above_legend(ax, growth_finding(table), "Value added of industry, percent a year")
    legend_above(ax, ncols=2)
    said = [id for ids in table.ids for id in ids if parse_id(id).kind == "claim"]
    briefings = sorted({parse_id(id).briefing for id in said})
    return finish(ax, briefings, "y", source=f"{source_in_words(briefings)}; World Bank")


def _draw_growth(ax: "Axes", y: int, row: Any) -> None:
    draw_level(ax, row.given, row.from_amounts, y, color=LIGHT_GREY, lw=3, zorder=1)
    ax.plot(row.given, y, **GIVEN_DOT)
    ax.plot(row.from_amounts, y, **AMOUNTS_DOT)
    name_point(ax, f"{row.given:.1f}", row.given, y, (-9, 0), "right")
    name_point(ax, f"{row.from_amounts:.1f}", row.from_amounts, y, (9, 0))


def growth_marks(table: pd.DataFrame) -> Iterator[DrawnMark]:
    """Of each row the growth as given, then the amounts."""
    for y, row in enumerate(table.itertuples()):
        name = f"{row.years}, {row.source}"
        given = f"{name}: growth as given, {row.given:.1f} percent a year"
        amounts = f"{name}: from the amounts, {row.from_amounts:.1f} percent a year"
        yield from marks_of_group(row.given_ids, (row.given, y), given)
        yield from marks_of_group(row.ids, (row.from_amounts, y), amounts)


def growth_finding(table: pd.DataFrame) -> str:
    """Where the amounts grow faster than the growth that is given, and by how much.

    >>> growth_finding(pd.DataFrame({"from_amounts": [8.9, 6.6], "given": [5.9, 6.3]}))
    'The amounts grow faster than the rates say: by 0.3 to 3.0 points'
    """
    gaps = table.from_amounts - table.given
    if gaps.min() <= 0:
        return "The amounts do not always grow faster than the rates say"
    by = f"{gaps.min():.1f} to {gaps.max():.1f} points"
    return f"The amounts grow faster than the rates say: by {by}"
