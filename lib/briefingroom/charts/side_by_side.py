"""Some figures side by side: a bar for each, from nothing, with its bound in words.

The numbers come from the tables by their ids, so that none is typed into a chart.
"""

from collections.abc import Mapping
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..errors import QuestionError
from .frame import (
    axes_for_rows,
    briefing_legend,
    end_with_room,
    finish,
    headline,
    named_rows,
    points_beside_names,
    title_beside_names,
    write_beside,
)
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import MEDIUM_GREY, PALETTE
from .wording import amount_in_words, bound_words, source_of, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIGURES_WIDTH = 7.2  # inches
BAR_NAME_WIDTH = 34  # characters in a line of a name
ROOM_FOR_AMOUNT = 105  # points beside the longest bar
FIGURE_BAR = 0.6  # of a row
SOURCE_LETTER = 4.8  # points of a letter of the source line


def plot_side_by_side(
    figures: Mapping[str, str],
    title: str = "",
    measured: str = "",
    ax: "Axes | None" = None,
) -> "Axes":
    """Some figures side by side, a bar for each.

    Parameters
    ----------
    figures : the id of a claim or of a published figure, by the name that its bar bears. All have
        one unit; whether they measure one thing is for the reader to judge.
    title : the finding; if none is given, the largest and the smallest.
    measured : what is measured, of whom and when, for the line under the title.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each figure. A bar has the colour of its briefing, and grey
    is for figures that others published.

    Raises
    ------
    UnknownName : when an id is neither a claim's nor a published figure's.
    QuestionError : when there is no figure, or when they do not have one unit.

    >>> import matplotlib.pyplot as plt
    >>> from briefingroom.charts.describing import chart_title
    >>> ax = plot_side_by_side({"5G stations": "2023-04-20.c018", "counted": "r025"})
    >>> chart_title(ax)
    '5G stations: over 2.64 million; counted: 2.384 million'
    >>> plt.close()
    """
    rows = figures_named(figures)
    names = [fill(name, BAR_NAME_WIDTH) for name in figures]
    ax = axes_for_rows(ax, len(rows), each=0.46, around=1.25, width=FIGURES_WIDTH)
    ax.barh(range(len(rows)), rows.value, FIGURE_BAR, color=rows.colour, linewidth=0)
    for y, row in enumerate(rows.itertuples()):
        write_beside(ax, row.amount, row.value, y, (5, 0))
    add_marks(ax, partial(figure_marks, rows))
    briefings = sorted(set(rows.briefing) - {""})
    room = points_beside_names([line for name in names for line in name.split("\n")], FIGURES_WIDTH)
    headline(
        ax,
        wrapped_title(title or figures_finding(rows), title_beside_names(room)),
        _measured_in_words(measured, rows),
        above=briefing_legend(ax, briefings),
    )
    ax.set(xlim=(0, end_with_room(rows.value.max(), ROOM_FOR_AMOUNT, room)), xlabel="", ylabel="")
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    named_rows(ax, names)
    return finish(ax, briefings, "y", source=_sources_in_words(rows, briefings, room))


def figures_named(figures: Mapping[str, str]) -> pd.DataFrame:
    """The figures with the name, the colour and the words of each, in their order.

    >>> rows = figures_named({"counted": "r025", "said": "2023-04-20.c018"})
    >>> rows[["name", "amount"]].values.tolist()
    [['counted', '2.384 million'], ['said', 'over 2.64 million']]
    """
    claims = read_table("claims").rename(columns={"claim": "id"})
    published = read_table("references").drop(columns="claim").rename(columns={"reference": "id"})
    known = pd.concat([claims, published]).drop_duplicates("id").set_index("id", drop=False)
    for id in figures.values():
        must_be(id, list(known.index), f"There is no figure {id!r}")
    rows = known.loc[list(figures.values())]
    if rows.empty or rows.unit.nunique() > 1:
        units = ", ".join(sorted(set(rows.unit))) or "none"
        raise QuestionError(f"Give figures of one unit; these have: {units}.")
    briefings = rows.briefing.fillna("")
    return rows.assign(
        name=list(figures),
        briefing=briefings,
        colour=[PALETTE.get(briefing, MEDIUM_GREY) for briefing in briefings],
        amount=[
            bound_words(row) + amount_in_words(row.value, row.unit) for row in rows.itertuples()
        ],
    )


def figure_marks(rows: pd.DataFrame) -> list[DrawnMark]:
    """A mark for each bar, in its middle, with the name that the bar bears."""
    return [
        DrawnMark(row.id, (row.value / 2, y), f"{row.name}: {words_of(row.id)}")
        for y, row in enumerate(rows.itertuples(index=False))
    ]


def figures_finding(rows: pd.DataFrame) -> str:
    """The largest and the smallest figure.

    >>> rows = {"name": ["a", "b", "c"], "value": [2, 3, 1], "amount": ["over 2", "3", "1"]}
    >>> figures_finding(pd.DataFrame(rows))
    'b: 3; c: 1'
    """
    in_order = rows.sort_values("value", ascending=False, kind="stable")
    ends = in_order.iloc[[0, -1]] if len(in_order) > 1 else in_order
    return "; ".join(f"{row.name}: {row.amount}" for row in ends.itertuples(index=False))


def _measured_in_words(measured: str, rows: pd.DataFrame) -> str:
    grey = "grey: published elsewhere" if (rows.briefing == "").any() else ""
    return "; ".join(filter(None, [measured or "Figures as stated", grey]))


def _sources_in_words(rows: pd.DataFrame, briefings: list[str], points: float) -> str:
    """The briefings, and who published the rest, in lines so many points wide."""
    others = rows[rows.briefing == ""].publisher.drop_duplicates()
    named = [source_of(briefings) if briefings else "Source: Briefing Room", *others]
    return fill("; ".join(named), int(points / SOURCE_LETTER))
