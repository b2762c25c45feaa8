"""How much of each briefing is formula."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from .frame import axes_for_rows, finish, headline, rows_from_the_top
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import briefing_colour, text_ink

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_formula(table: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """How much of each briefing is formula: the share of its words in phrases that another has too.

    Parameters
    ----------
    table : as `formula_share` returns it (briefing, share from 0 to 1; sentences, so that the
        marks can be opened).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one bar for each briefing.
    """
    percent = 100 * table.share
    ax = axes_for_rows(ax, len(table), each=0.5, around=1.5)
    bars = ax.barh(
        table.briefing,
        percent,
        color=[briefing_colour(briefing) for briefing in table.briefing],
        height=0.65,
    )
    add_marks(ax, partial(formula_marks, table.copy()))
    labels = [f"{share:.1f}%" for share in percent]
    ax.bar_label(bars, labels, padding=4, color=text_ink())
    headline(
        ax,
        formula_finding(table),
        "Share of the words of a briefing in phrases that another has too, percent",
    )
    ax.set(
        xlabel="Share of the words in phrases that another briefing has too (%)",
        ylabel="",
    )
    rows_from_the_top(ax, len(table))
    ax.margins(x=0.1)
    return finish(ax, table.briefing, "y")


def formula_marks(table: pd.DataFrame) -> Iterator[DrawnMark]:
    """The sentences that hold formula, in the middle of the bar of their briefing."""
    for row in table.to_dict("records"):
        briefing, percent = row["briefing"], 100 * row["share"]
        sentences = row.get("sentences", ())
        said = f"{briefing}: {percent:.1f}% of the words are formula"
        yield from marks_of_group(sentences, (percent / 2, briefing), said, briefing)


def formula_finding(table: pd.DataFrame) -> str:
    """How little and how much of a briefing is formula.

    >>> formula_finding(pd.DataFrame({"share": [0.05, 0.11]}))
    'Between 5.0% and 11.0% of a briefing is formula'
    """
    percent = 100 * table.share
    least, most = percent.min(), percent.max()
    return f"Between {least:.1f}% and {most:.1f}% of a briefing is formula"
