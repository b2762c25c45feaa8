"""The words that mark a text against another."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..display import counted
from .frame import axes_for_rows, finish, headline, name_point, named_rows
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import QUIET, SMALL, MarkStyle, briefing_colours
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOWER_BOUND: MarkStyle = {
    "marker": "|",
    "linestyle": "none",
    "color": QUIET,
    "markersize": 8,
    "markeredgewidth": 1.6,
}


def plot_keywords(table: pd.DataFrame, ax: "Axes | None" = None, *, most: int = 15) -> "Axes":
    """The words that mark a text against another: log ratio, conservative bound to estimate.

    Parameters
    ----------
    table : as `keywords` returns it, the best first (word, log_ratio, log_ratio_low, count_target,
        count_reference; sentences_target, so that the marks can be opened). Its ``attrs`` name the
        two sides and their briefings in the title and the source.
    ax : matplotlib Axes; new ones if none are given.
    most : how many words to show.

    Returns the Axes, with one row for each word.
    """
    table = table.head(most)
    rows = range(len(table))
    low, estimate = table.log_ratio_low, table.log_ratio
    ax = axes_for_rows(ax, len(table), each=0.27, around=1.5)
    ax.hlines(rows, low, estimate, color=QUIET, linewidth=1.6)
    ax.plot(low, rows, **LOWER_BOUND)
    ax.plot(estimate, rows, "o", color="black", markersize=6)
    for y, row in enumerate(table.itertuples()):
        counts = f"{row.count_target} : {row.count_reference}"
        name_point(ax, counts, row.log_ratio, y, (7, 0))
    add_marks(ax, partial(keyword_marks, table))
    ax.axvline(0, color=QUIET, linewidth=0.8)
    headline(
        ax,
        wrapped_title(keywords_finding(table)),
        "How much more frequent each word is here than there, as a log ratio",
        above=18,
    )
    _head_the_counts(ax)
    ax.set(
        xlabel="Log ratio, from its lower bound (1: twice as frequent, 2: four times)",
        ylabel="",
    )
    named_rows(ax, table.word)
    ax.spines["left"].set_visible(False)  # the line at nothing is the one to read from
    ax.margins(x=0.12)
    return finish(ax, table.attrs.get("briefings", briefing_colours()), "y")


def keyword_marks(table: pd.DataFrame) -> Iterator[DrawnMark]:
    """The sentences of the target in which each word stands, at its point."""
    target, reference = _sides_compared(table)
    for y, row in enumerate(table.to_dict("records")):
        here = f"{counted(row['count_target'], 'use')} in {target}"
        there = f"{row['count_reference']:,} in {reference}"
        said = f"“{row['word']}”: {here}, {there}"
        sentences = row.get("sentences_target", ())
        yield from marks_of_group(sentences, (row["log_ratio"], y), said)


def _sides_compared(table: pd.DataFrame) -> tuple[str, str]:
    """What the two sides are in words."""
    target, reference = table.attrs.get("sides", ("the text", "the other"))
    return target, reference


def _head_the_counts(ax: "Axes") -> None:
    """Say in the upper right corner what the numbers beside the points are."""
    ax.annotate(
        "uses here : there",
        (1, 1),
        xycoords="axes fraction",
        ha="right",
        va="bottom",
        size=SMALL,
        color=QUIET,
    )


def keywords_finding(table: pd.DataFrame) -> str:
    """Which word marks one side most; the first row is the best.

    >>> counts = {"word": ["green"], "count_target": [33], "count_reference": [20]}
    >>> keywords_finding(pd.DataFrame(counts))
    '“green” marks the text most, against the other: 33 uses to 20'
    """
    best = table.iloc[0]
    target, reference = _sides_compared(table)
    found = f"“{best.word}” marks {target} most, against {reference}"
    return f"{found}: {best.count_target:,} uses to {best.count_reference:,}"
