"""How far above a stated floor the printed figure lies."""

from collections.abc import Iterator
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..ids import parse_id
from .frame import axes_for_rows, draw_level, finish, headline, many_named_rows, name_point
from .mark_words import short_name_of, words_of
from .marks import DrawnMark, add_marks
from .style import LIGHT_GREY, QUIET, MarkStyle, briefing_colour
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FLOOR_NAME_WIDTH, FLOOR_LINE_WIDTH = 96, 48  # characters
WIDTH_OF_FLOORS = 7.8  # inches
REACHED, MISSED, ALSO_A_FLOOR = "o", "X", ">"
FLOOR_TICKS = (0, 5, 10, 15, 20)
LOWEST_SHOWN = -5  # percent; what lies lower stands at the edge, with its number
ROOM_FOR_PERCENT = 4  # percent, for a number beside the highest
ROOM_AT_EDGE = 1.2
FLOOR_DOT: MarkStyle = {"ls": "none", "ms": 7.5, "zorder": 3, "clip_on": False}


def plot_floors(table: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """How far the printed figures lie above or below the floors that were stated.

    Parameters
    ----------
    table : as `floors` returns it.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each floor.
    """
    ax = axes_for_rows(ax, len(table), each=0.42, around=1.5, width=WIDTH_OF_FLOORS)
    ax.axvline(0, color=QUIET, lw=1, zorder=0)
    for y, row in enumerate(table.itertuples()):
        _draw_floor(ax, y, row)
    add_marks(ax, partial(floor_marks, table.copy()))
    many_named_rows(ax, [_name_of(row) for row in table.itertuples()])
    highest = max([FLOOR_TICKS[-1], *table.above_percent])
    ax.set(
        xlabel="Printed figure above or below the floor (%)\n"
        "Triangle: printed as a floor, too; cross: below the floor",
        ylabel="",
        xlim=(LOWEST_SHOWN - ROOM_AT_EDGE, highest + ROOM_FOR_PERCENT),
    )
    ax.set_xticks(FLOOR_TICKS, [_percent_on_axis(tick) for tick in FLOOR_TICKS])
    ax.spines["left"].set_visible(False)  # the line at nothing is the one to read from
    headline(
        ax,
        wrapped_title(floors_finding(table)),
        "Every “over” with a figure printed for the same thing within half a year",
    )
    briefings = sorted({parse_id(claim).briefing for claim in table.claim})
    return finish(ax, briefings, "y")


def _draw_floor(ax: "Axes", y: int, row: Any) -> None:
    above = row.above_percent
    colour = briefing_colour(parse_id(row.claim).briefing)
    place = place_of_floor(above)
    draw_level(ax, 0, place, y, color=LIGHT_GREY, lw=3, zorder=1)
    ax.plot(place, y, marker=_marker_of(row), color=colour, **FLOOR_DOT)
    name_point(ax, _percent_in_words(above), max(above, 0), y, (9, 0))


def place_of_floor(above: float) -> float:
    """Where a floor is drawn: as far as the chart reaches.

    >>> place_of_floor(4.5), place_of_floor(-90.0)
    (4.5, -5)
    """
    return max(above, LOWEST_SHOWN)


def _percent_in_words(above: float) -> str:
    """How far the printed figure lies from the floor, as it stands beside its row.

    >>> _percent_in_words(4.52), _percent_in_words(-90.0)
    ('+4.5%', '−90.0%, outside the scale')
    """
    said = f"{above:+.1f}%".replace("-", "−") if above else "0%"
    return said if above >= LOWEST_SHOWN else f"{said}, outside the scale"


def _percent_on_axis(tick: int) -> str:
    return f"{tick:+d}".replace("-", "−") if tick else "0"


def _marker_of(row: Any) -> str:
    if row.above_percent < 0:
        return MISSED
    return REACHED if row.published_bound == "exact" else ALSO_A_FLOOR


def _name_of(row: Any) -> str:
    name = f"{short_name_of(row.claim, row.measure)}, over {row.quote}"
    name = shorten(name, FLOOR_NAME_WIDTH, placeholder=" …")
    return wrapped_title(name, FLOOR_LINE_WIDTH)


def floor_marks(table: pd.DataFrame) -> Iterator[DrawnMark]:
    """Of each floor the claim, at nothing, and the printed figure, where it lies."""
    for y, row in enumerate(table.itertuples()):
        yield DrawnMark(row.claim, (0, y), words_of(row.claim))
        at = (place_of_floor(row.above_percent), y)
        yield DrawnMark(row.reference, at, words_of(row.reference))


def floors_finding(table: pd.DataFrame) -> str:
    """How many floors were reached, of those with an exact figure beside them.

    A floor beside a floor is no test: two floors always have a common value.

    >>> bounds = ["exact", "exact", "over"]
    >>> above = [4.0, 0.0, -90.0]
    >>> floors_finding(pd.DataFrame({"above_percent": above, "published_bound": bounds}))
    '2 of 2 floors that can be tested are reached; 1 cannot be'
    """
    tested = table[table.published_bound == "exact"]
    reached = int((tested.above_percent >= 0).sum())
    found = f"{reached} of {len(tested)} floors that can be tested are reached"
    if len(tested) < len(table):
        found += f"; {len(table) - len(tested)} cannot be"
    return found
