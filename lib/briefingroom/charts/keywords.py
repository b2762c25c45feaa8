"""The words that mark a text against another."""

from textwrap import fill

import pandas as pd

from .frame import axes_for, finish, name_point
from .style import PALETTE, QUIET


def plot_keywords(table: pd.DataFrame, ax=None, *, most: int = 15):
    """The words that mark a text against another: log ratio, from its conservative bound to its estimate.

    Parameters
    ----------
    table : as `keywords` returns it, the best first (word, log_ratio, log_ratio_low, count_target, count_reference). Its
        ``attrs`` name the two sides and their briefings in the title and the source.
    ax : matplotlib Axes; new ones if none are given.
    most : how many words to show.

    Returns the Axes, with one row for each word.
    """
    table = table.head(most)
    ax = axes_for(ax, height=0.27 * len(table) + 1.5)
    y = range(len(table))
    ax.hlines(y, table.log_ratio_low, table.log_ratio, color=QUIET, linewidth=1.6)
    ax.plot(table.log_ratio_low, y, "|", color=QUIET, markersize=8, markeredgewidth=1.6)
    ax.plot(table.log_ratio, y, "o", color="black", markersize=6)
    for at, row in zip(y, table.itertuples()):
        name_point(ax, f"{row.count_target} : {row.count_reference}", row.log_ratio, at, (7, 0))
    ax.set_yticks(y, table.word)
    ax.axvline(0, color=QUIET, linewidth=0.8)
    first, (target, reference) = table.iloc[0], table.attrs.get("sides", ("the text", "the other"))
    uses = f"{first.count_target:,} uses to {first.count_reference:,}"
    ax.set_title(fill(f"“{first.word}” marks {target} most, against {reference}: {uses}", 68))
    ax.annotate(
        "uses here : there",
        (1, 1),
        xycoords="axes fraction",
        ha="right",
        va="bottom",
        size=8,
        color=QUIET,
    )
    ax.set(
        xlabel="Log ratio, from its lower bound (1: twice as frequent, 2: four times)", ylabel=""
    )
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.margins(x=0.12)
    return finish(ax, table.attrs.get("briefings", PALETTE), "y")
