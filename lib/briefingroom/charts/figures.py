"""Figures side by side: a bar for each, from nothing to its value, with its bound in words.

What was said in a briefing has the colour of the briefing; what others published is grey, and
white where nobody printed it and it was worked out. Which figures stand there is a list of their
ids, so that none is typed.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..display import counted, magnitude, with_bound
from ..errors import QuestionError
from ..ids import parse_id
from .frame import (
    POINTS_AN_INCH,
    POINTS_OF_A_LETTER,
    TITLE_LINE,
    axes_for_rows,
    briefing_legend,
    finish,
    headline,
    named_rows,
    points_beside_names,
    write_beside,
)
from .language import names_shown
from .mark_words import day_in_words, words_of
from .marks import DrawnMark, add_marks
from .style import ACCENT, MEDIUM_GREY, QUIET, briefing_colour
from .wording import (
    amount_in_words,
    bound_words,
    filled,
    letters_wide,
    number_in_words,
    source_of,
    unit_in_words,
    wrapped_title,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIGURE_BAR = 0.6  # of a row
FIGURES_WIDE, FIGURES_AROUND = 7.2, 1.25  # inches
FIGURE_ROW, FIGURE_NAME_LINE = 0.38, 0.17  # inches
FIGURE_NAME_WIDTH = 38  # characters in a line of a name
BESIDE_BAR = 5  # points from the end of a bar to its amount
BESIDE_AMOUNT = 8  # points from there to the edge of the chart or to the name of the row
MOST_ROOM = 0.7  # of the axes, for amounts beside the bars
FIGURE_TITLE_LETTER = 6.8  # points
SMALL_LETTER = 4.9  # points of a letter of the lines under the title and under the chart
MILLION = 1e6
TOO_LONG_A_NUMBER = 1e4  # before the word million, billion or trillion


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
    ids: str | Iterable[str] | Mapping[str, str],
    ax: "Axes | None" = None,
    *,
    title: str = "",
    of: str = "",
    set_off: str | Iterable[str] = (),
) -> "Axes":
    """Figures side by side, a bar for each, in the order given.

    Parameters
    ----------
    ids : ids of claims and of published figures, such as "2023-03-01.c036" and "r312", one or
        several; or a dictionary with a name for each. All have one unit; whether they measure one
        thing is for the reader to judge.
    ax : matplotlib Axes; new ones if none are given.
    title : the finding; the largest and the smallest figure, where none is given.
    of : what is counted or measured, of whom and when, for the line under the title. Where it names
        the unit of all bars ("million tonnes"), this is not written again beside each.
    set_off : published figures that the title speaks of: their bars are red, their amounts bold.

    Returns the Axes, with one row for each figure. Where all are figures of one indicator, the rows
    are named by their periods alone. A bar has the colour of its briefing; grey is what others
    published, and white what was worked out from that.

    Raises
    ------
    UnknownName : when there is no such figure.
    QuestionError : when none is given, or their units differ.

    >>> import matplotlib.pyplot as plt
    >>> from briefingroom.charts.describing import chart_title
    >>> ax = plot_figures({"2023-04-20.c018": "5G stations", "r025": "counted"})
    >>> chart_title(ax)
    '5G stations: over 2.64 million; counted: 2.384 million'
    >>> plt.close()
    """
    rows = figure_rows(ids)
    names = [filled(row.name, FIGURE_NAME_WIDTH) for row in rows]
    room = points_beside_names([line for name in names for line in name.split("\n")], FIGURES_WIDE)
    points = FIGURES_WIDE * POINTS_AN_INCH
    finding = wrapped_title(title or figures_finding(rows), int(points / FIGURE_TITLE_LETTER))
    letters = int(points / SMALL_LETTER)
    ax = _axes_for_figures(ax, names, finding)
    amounts = amounts_beside(rows, of)
    set_off = {set_off} if isinstance(set_off, str) else set(set_off)
    _draw_figures(ax, rows, amounts, set_off)
    _limit_values(ax, rows, amounts, room)
    add_marks(ax, partial(figure_marks, rows))
    named_rows(ax, names)
    said = _briefings_behind(rows)
    headline(ax, finding, measured_in_words(of, rows, letters), above=briefing_legend(ax, said))
    return finish(ax, said, "y", source=fill(sources_of(rows), letters))


def _axes_for_figures(ax: "Axes | None", names: list[str], finding: str) -> "Axes":
    """The axes given, or new ones as high as the names of the rows and the title need."""
    name_lines = 1 + max(name.count("\n") for name in names)
    each = FIGURE_ROW + FIGURE_NAME_LINE * (name_lines - 1)
    around = FIGURES_AROUND + TITLE_LINE * finding.count("\n")
    return axes_for_rows(ax, len(names), each=each, around=around, width=FIGURES_WIDE)


def figure_rows(ids: str | Iterable[str] | Mapping[str, str]) -> list[FigureRow]:
    """The figures of some ids, each with its name.

    >>> [row.bound for row in figure_rows(["2023-03-01.c036", "r292"])]
    ['', 'over ']
    >>> figure_rows({"r312": "on the register"})[0].name
    'on the register'
    >>> len(figure_rows("r312"))
    1
    """
    ids = [ids] if isinstance(ids, str) else ids
    names = ids if isinstance(ids, Mapping) else {}
    found = {id: _row_behind(id) for id in ids}
    by_period = len({row.indicator for row in found.values()}) == 1
    rows = [
        _figure_row(row, id, names.get(id) or _usual_name(row, by_period))
        for id, row in found.items()
    ]
    units = {row.unit for row in rows}
    if len(units) != 1:
        given = ", ".join(sorted(units)) or "none"
        raise QuestionError(f"Give figures of one unit; these have: {given}.")
    return rows


def _row_behind(id: str) -> Any:
    """The row of a table that a figure is."""
    claims, published = read_table("claims"), read_table("references")
    must_be(id, [*claims.claim, *published.reference], f"There is no figure {id!r}")
    rows = claims[claims.claim == id] if _is_said(id) else published[published.reference == id]
    return next(rows.itertuples())


def _is_said(id: str) -> bool:
    return parse_id(id).kind == "claim"


def _figure_row(row: Any, id: str, name: str) -> FigureRow:
    is_said = _is_said(id)
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
    name = names_shown("indicators")[row.indicator] if row.indicator else row.measure
    return f"{name}, {day_in_words(row.period)}"


def _draw_figures(ax: "Axes", rows: list[FigureRow], amounts: list[str], set_off: set[str]) -> None:
    """A bar for each figure, with its amount beyond the end."""
    for place, (row, amount) in enumerate(zip(rows, amounts, strict=True)):
        is_set_off = row.id in set_off
        _draw_figure(ax, place, row, ACCENT if is_set_off else MEDIUM_GREY)
        offset, side = ((-BESIDE_BAR, 0), "right") if row.value < 0 else ((BESIDE_BAR, 0), "left")
        weight = "bold" if is_set_off else "normal"
        write_beside(ax, amount, row.value, place, offset, ha=side, weight=weight)


def _draw_figure(ax: "Axes", place: int, row: FigureRow, elsewhere: str) -> None:
    """The bar of a figure, which has a colour of its own where no briefing has said it."""
    colour = briefing_colour(row.briefing) if row.briefing else elsewhere
    ax.barh(
        place,
        row.value,
        height=FIGURE_BAR,
        color="white" if row.computed else colour,
        edgecolor=colour,
    )


def amounts_beside(rows: list[FigureRow], of: str = "") -> list[str]:
    """The amounts beside the bars, without their unit where the line under the title has it.

    >>> amounts_beside(figure_rows(["r094", "r095"]), "Crude steel, million tonnes")
    ['804', '1,053']
    >>> amounts_beside(figure_rows(["r094", "r095"]), "Crude steel")
    ['804 million tonnes', '1,053 million tonnes']
    """
    scale, word = magnitude_of(rows)
    amounts = [value_in_words(row, scale) for row in rows]
    unit = f"{word}{unit_in_words(rows[0].unit)}".strip()
    is_common = all(amount.endswith(f" {unit}") for amount in amounts)
    return (
        [amount.removesuffix(f" {unit}") for amount in amounts]
        if unit in of and is_common
        else amounts
    )


def magnitude_of(rows: list[FigureRow]) -> tuple[float, str]:
    """What the values of a million or more are said in: that of the smallest of them.

    >>> magnitude_of(figure_rows(["2021-03-01.c064", "r088"]))[1]
    'million '
    >>> magnitude_of(figure_rows(["r294", "r295"]))[1]
    'million '
    """
    sizes = [abs(row.value) for row in rows]
    return magnitude(min([size for size in sizes if size >= MILLION], default=MILLION))


def value_in_words(row: FigureRow, scale: float) -> str:
    """A value as it stands beside its bar.

    Less than a million is said in full, and so is what is too long in the common magnitude.

    >>> value_in_words(figure_rows(["r292"])[0], 1e6), value_in_words(figure_rows(["r144"])[0], 1e6)
    ('over 9 million', '870,000')
    """
    size = abs(row.value)
    sign = "\N{MINUS SIGN}" if row.value < 0 else ""
    if MILLION <= size < scale * TOO_LONG_A_NUMBER:
        word = magnitude(scale).name
        amount = f"{number_in_words(size / scale)} {word}{unit_in_words(row.unit)}".strip()
    else:
        amount = amount_in_words(size, row.unit)
    return f"{row.bound}{sign}{amount}"


def _limit_values(ax: "Axes", rows: list[FigureRow], amounts: list[str], room: float) -> None:
    """Room for the amounts beyond the bars, no numbers on the axis, and a line at nothing."""
    values = [row.value for row in rows]
    low, high = min([*values, 0]), max([*values, 0])
    with_amounts = list(zip(values, amounts, strict=True))
    left = points_of_longest([amount for value, amount in with_amounts if value < 0])
    right = points_of_longest([amount for value, amount in with_amounts if value >= 0])
    for_bars = max(room - left - right, room * (1 - MOST_ROOM))
    a_point = ((high - low) or 1) / for_bars
    ax.set(xlim=(low - left * a_point, high + right * a_point), xlabel="", ylabel="")
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    if low < 0:
        ax.axvline(0, color=QUIET, lw=1)
        ax.spines["left"].set_visible(False)


def points_of_longest(amounts: list[str]) -> float:
    """About how many points the longest amount takes beside its bar.

    >>> points_of_longest(["36.2%", "3.7%"]), points_of_longest([])
    (39.0, 0.0)
    """
    letters = max((len(amount) for amount in amounts), default=0)
    return BESIDE_BAR + POINTS_OF_A_LETTER * letters + BESIDE_AMOUNT if letters else 0.0


def figure_marks(rows: list[FigureRow]) -> list[DrawnMark]:
    """A mark for each figure, in the middle of its bar, with the name that the bar bears."""
    return [
        DrawnMark(row.id, (row.value / 2, place), f"{row.name}: {words_of(row.id)}")
        for place, row in enumerate(rows)
    ]


def figures_finding(rows: list[FigureRow]) -> str:
    """The largest and the smallest figure by their names, or without them where they are long.

    >>> figures_finding(figure_rows({"r089": "a", "2021-03-01.c064": "b", "r093": "c"}))
    'b: 170 million tonnes; c: 35 million tonnes'
    >>> figures_finding(figure_rows(["r312", "2023-03-01.c036"]))
    '2 figures side by side, from 13.1 million to 15.96 million'
    """
    scale, _ = magnitude_of(rows)
    in_order = sorted(rows, key=lambda row: row.value, reverse=True)
    ends = list(dict.fromkeys([in_order[0], in_order[-1]]))
    amounts = [value_in_words(row, scale) for row in ends]
    if len(rows) > 1 and any(letters_wide(row.name) > FIGURE_NAME_WIDTH for row in ends):
        return f"{counted(len(rows), 'figure')} side by side, from {amounts[-1]} to {amounts[0]}"
    named = zip(ends, amounts, strict=True)
    return "; ".join(f"{row.name}: {amount}" for row, amount in named)


def measured_in_words(of: str, rows: list[FigureRow], letters: int) -> str:
    """What is measured, and what the greys are, in lines of so many letters.

    >>> measured_in_words("Vehicles", figure_rows(["2023-03-01.c036", "r312"]), 40)
    'Vehicles; grey: published elsewhere'
    """
    parts = [of or "Figures as stated", greys_in_words(rows)]
    words = [fill(part, letters) for part in parts if part]
    in_one_line = "; ".join(words)
    return in_one_line if len(in_one_line) <= letters else ";\n".join(words)


def greys_in_words(rows: list[FigureRow]) -> str:
    """What grey and white are, as far as they occur beside something else.

    >>> greys_in_words(figure_rows(["2023-04-20.c028", "r484", "r486"]))
    'grey: published elsewhere; white: worked out from what was published'
    >>> greys_in_words(figure_rows(["r484", "r452"]))
    ''
    """
    is_said = any(row.briefing for row in rows)
    printed = is_said and any(row.publisher and not row.computed for row in rows)
    computed = any(row.computed for row in rows)
    parts = [
        *(["grey: published elsewhere"] if printed else []),
        *(["white: worked out from what was published"] if computed else []),
    ]
    return "; ".join(parts)


def sources_of(rows: list[FigureRow]) -> str:
    """The briefings and the publishers behind figures.

    >>> sources_of(figure_rows(["2023-03-01.c036", "r312"]))
    'Source: Briefing Room, briefing of 2023-03-01; Ministry of Public Security of China'
    >>> sources_of(figure_rows(["r312"]))
    'Source: Ministry of Public Security of China'
    """
    said = _briefings_behind(rows)
    publishers = dict.fromkeys(row.publisher for row in rows if row.publisher)
    others = "; ".join(publishers)
    if not said:
        return f"Source: {others}"
    return "; ".join(filter(None, [source_of(said), others]))


def _briefings_behind(rows: list[FigureRow]) -> list[str]:
    return sorted({row.briefing for row in rows} - {""})
