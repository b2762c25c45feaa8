"""Figures side by side: a bar for each, from nothing to its value.

What was said in a briefing has the colour of the briefing; what others published is grey, and
white where nobody printed it and it was worked out. Which figures stand there is a list of their
ids, so that none is typed.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

from ..corpus.tables import read_table
from ..display import counted, magnitude, with_bound
from ..errors import QuestionError, UnknownName
from ..ids import parse_id
from .frame import axes_for_rows, finish, headline, named_rows, write_beside
from .mark_words import day_in_words, words_of
from .marks import DrawnMark, add_marks
from .style import MEDIUM_GREY, QUIET, SMALL, briefing_colour
from .wording import (
    amount_in_words,
    bound_words,
    number_in_words,
    unit_in_words,
    wrapped_title,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TABLE_OF = {"claim": "claims", "reference": "references"}
FIGURE_BAR = 0.58
ROOM_FOR_WORDS = 0.3  # of the longest bar, beyond it
FIGURES_WIDE, FIGURE_ROW, FIGURE_NAME_LINE = 8.6, 0.36, 0.17  # inches
FIGURE_SOURCE_WIDTH = 76  # characters
TITLE_LETTERS = 64  # characters
HUNDRED_THOUSAND, MILLION = 1e5, 1e6
FIGURE_NAME_WIDTH = 40  # characters


class FigureRow(NamedTuple):
    """A figure as it is drawn.

    Attributes
    ----------
    id : of a claim or of a published figure.
    name : what stands beside its bar.
    value : in the unit of the table.
    unit : of the value.
    bound : of it in words: "over ", or nothing.
    briefing : in which it was said; empty where it was not.
    publisher : who published it; empty where it was said.
    computed : whether nobody printed it.
    """

    id: str
    name: str
    value: float
    unit: str
    bound: str
    briefing: str
    publisher: str
    computed: bool


def plot_figures(
    ids: Iterable[str] | Mapping[str, str],
    ax: "Axes | None" = None,
    *,
    title: str = "",
    of: str = "",
) -> "Axes":
    """Figures side by side, a bar for each, in the order given.

    Parameters
    ----------
    ids : ids of claims and of published figures in one unit, such as "2023-03-01.c036" and "r312";
        or a dictionary with a name for each.
    ax : matplotlib Axes; new ones if none are given.
    title : the finding; what the figures reach from and to, if none is given.
    of : what is counted or measured, for the axis.

    Returns the Axes, with one row for each figure. Where all are figures of one indicator, the rows
    are named by their periods alone.

    Raises
    ------
    UnknownName : when there is no such figure.
    QuestionError : when none is given, or their units differ.
    """
    rows = figure_rows(ids)
    scale, word = magnitude_of(rows)
    names = [fill(row.name, FIGURE_NAME_WIDTH) for row in rows]
    lines = 1 + max(name.count("\n") for name in names)
    each = FIGURE_ROW + FIGURE_NAME_LINE * (lines - 1)
    ax = axes_for_rows(ax, len(rows), each=each, around=1.5, width=FIGURES_WIDE)
    for place, row in enumerate(rows):
        _draw_figure(ax, place, row, scale)
        _name_value(ax, place, row, scale)
    add_marks(ax, partial(figure_marks, rows, scale))
    named_rows(ax, names)
    _limit_values(ax, [row.value / scale for row in rows])
    ax.set(xlabel=_axis_in_words(of, f"{word}{unit_in_words(rows[0].unit)}".strip()), ylabel="")
    finding = wrapped_title(title or figures_finding(rows), TITLE_LETTERS)
    headline(ax, finding, colours_in_words(rows))
    said = sorted({row.briefing for row in rows} - {""})
    return finish(ax, said, "y", source=fill(sources_of(rows), FIGURE_SOURCE_WIDTH))


def figure_rows(ids: Iterable[str] | Mapping[str, str]) -> list[FigureRow]:
    """The figures of some ids, each with its name.

    >>> [row.bound for row in figure_rows(["2023-03-01.c036", "r292"])]
    ['', 'over ']
    >>> figure_rows({"r312": "on the register"})[0].name
    'on the register'
    """
    names = ids if isinstance(ids, Mapping) else {}
    found = {id: _row_behind(id) for id in ids}
    by_period = len({row.indicator for row in found.values()}) == 1
    rows = [
        _figure_row(row, id, names.get(id) or _usual_name(row, by_period))
        for id, row in found.items()
    ]
    units = {row.unit for row in rows}
    if len(units) != 1:
        given = ", ".join(sorted(units)) or "no figure"
        raise QuestionError(f"Figures side by side have one unit; here is {given}.")
    return rows


def _row_behind(id: str) -> Any:
    """The row of a table that a figure is."""
    kind = parse_id(id).kind
    if kind not in TABLE_OF:
        raise UnknownName(f"{id} is no figure: give the id of a claim or of a published figure.")
    rows = read_table(TABLE_OF[kind])
    found = rows[rows[kind] == id]
    if found.empty:
        raise UnknownName(f"There is no {kind} {id}.")
    return next(found.itertuples())


def _figure_row(row: Any, id: str, name: str) -> FigureRow:
    is_said = parse_id(id).kind == "claim"
    return FigureRow(
        id=id,
        name=name,
        value=row.value,
        unit=row.unit,
        bound=bound_words(row) if is_said else with_bound("", row.bound),
        briefing=row.briefing if is_said else "",
        publisher="" if is_said else row.publisher,
        computed=not is_said and row.origin != "published",
    )


def _usual_name(row: Any, by_period: bool) -> str:
    """The period of a figure, after the name of its indicator or of what is measured."""
    if by_period:
        period = day_in_words(row.period)
        return period[:1].upper() + period[1:]
    indicators = read_table("indicators")
    names = indicators.name[indicators.indicator == row.indicator]
    name = row.measure if names.empty else names.iloc[0]
    return f"{name}, {day_in_words(row.period)}"


def _draw_figure(ax: "Axes", place: int, row: FigureRow, scale: float) -> None:
    colour = briefing_colour(row.briefing) if row.briefing else MEDIUM_GREY
    ax.barh(
        place,
        row.value / scale,
        height=FIGURE_BAR,
        color="white" if row.computed else colour,
        edgecolor=colour,
    )


def _name_value(ax: "Axes", place: int, row: FigureRow, scale: float) -> None:
    """The value beyond the end of its bar."""
    offset, side = ((-5, 0), "right") if row.value < 0 else ((5, 0), "left")
    text = value_in_words(row, scale)
    write_beside(ax, text, row.value / scale, place, offset, ha=side, size=SMALL)


def magnitude_of(rows: list[FigureRow]) -> tuple[float, str]:
    """What all values are divided by: as the smallest is said, but hundred thousands in millions.

    >>> magnitude_of(figure_rows(["2021-03-01.c064", "r088"]))[1]
    'million '
    >>> magnitude_of(figure_rows(["r294", "r295"]))[1]
    'million '
    """
    sizes = [abs(row.value) for row in rows]
    said_in = min(sizes) if max(sizes) < HUNDRED_THOUSAND else max(min(sizes), MILLION)
    scale, word = magnitude(said_in)
    return scale, word


def value_in_words(row: FigureRow, scale: float) -> str:
    """A value as it stands beside its bar.

    >>> value_in_words(figure_rows(["r292"])[0], 1e6)
    'over 9'
    """
    number = number_in_words(row.value / scale).replace("-", "\N{MINUS SIGN}")
    percent = "%" if row.unit == "percent" else ""
    return f"{row.bound}{number}{percent}"


def _limit_values(ax: "Axes", values: list[float]) -> None:
    """Room for the words beyond each bar, and a line at nothing."""
    low, high = min([*values, 0]), max([*values, 0])
    room = ROOM_FOR_WORDS * max(high - low, 1e-9)
    ax.set_xlim(low - room if low < 0 else 0, high + room)
    if low < 0:
        ax.axvline(0, color=QUIET, lw=1)
        ax.spines["left"].set_visible(False)


def _axis_in_words(of: str, unit: str) -> str:
    """What is measured and in what."""
    return f"{of} ({unit})" if of and unit else of or unit.capitalize()


def figure_marks(rows: list[FigureRow], scale: float) -> list[DrawnMark]:
    """A mark for each figure, in the middle of its bar."""
    return [
        DrawnMark(row.id, (row.value / scale / 2, place), f"{row.name}: {words_of(row.id)}")
        for place, row in enumerate(rows)
    ]


def figures_finding(rows: list[FigureRow]) -> str:
    """From which figure to which they reach.

    >>> figures_finding(figure_rows(["r312", "2023-03-01.c036"]))
    '2 figures side by side, from 13.1 million to 15.96 million'
    """
    in_order = sorted(rows, key=lambda row: row.value)
    ends = in_order[0], in_order[-1]
    least, most = (f"{row.bound}{amount_in_words(row.value, row.unit)}" for row in ends)
    return f"{counted(len(rows), 'figure')} side by side, from {least} to {most}"


def colours_in_words(rows: list[FigureRow]) -> str:
    """What the colours are, as far as they occur.

    >>> colours_in_words(figure_rows(["r312"]))
    'Grey: published by others'
    """
    said = any(row.briefing for row in rows)
    printed = any(row.publisher and not row.computed for row in rows)
    computed = any(row.computed for row in rows)
    parts = [
        *(["in colour: said in a briefing"] if said else []),
        *(["grey: published by others"] if printed else []),
        *(["white: worked out from what they published"] if computed else []),
    ]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def sources_of(rows: list[FigureRow]) -> str:
    """The briefings and the publishers behind figures.

    >>> sources_of(figure_rows(["2023-03-01.c036", "r312"]))
    'Source: briefing of 2023-03-01; Ministry of Public Security of China'
    """
    days = sorted({row.briefing for row in rows} - {""})
    publishers = dict.fromkeys(row.publisher for row in rows if row.publisher)
    noun = "briefings" if len(days) > 1 else "briefing"
    said = [f"{noun} of {', '.join(days)}"] if days else []
    return f"Source: {'; '.join([*said, *publishers])}"
