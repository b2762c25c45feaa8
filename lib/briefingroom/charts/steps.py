"""How far along the means are that officials name."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..corpus.tables import categories_of, read_table
from .frame import axes_for_rows, finish, legend_above, named_rows, title_above_legend, write_beside
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import DARK_GREY, LIGHT_GREY, MEDIUM_GREY, PALETTE, QUIET, SMALL, MarkStyle
from .wording import NARROW_TITLE_WIDTH, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_WITH_NUMBER = 3  # means: a shorter bar has no room for its number
STEP_BAR: MarkStyle = {"edgecolor": "white", "lw": 0.8, "height": 0.7}


class StepLook(NamedTuple):
    """The look of the bars of a step."""

    colour: str
    ink: str
    hatch: str = ""


STEP_LOOKS = {  # from words to deeds
    "announced": StepLook(LIGHT_GREY, "black"),
    "under way": StepLook(MEDIUM_GREY, "black"),
    "done": StepLook(DARK_GREY, "white"),
}


def plot_steps(means: pd.DataFrame | None = None, ax: "Axes | None" = None) -> "Axes":
    """How far along the means are that officials name: a bar for each instrument, by step.

    Parameters
    ----------
    means : rows of `policy_measures`; all of them if none are given.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each instrument of the code book, the most named first.
    """
    means = read_table("policy_measures") if means is None else means.copy()
    counts = means_by_step(means)
    ax = axes_for_rows(ax, len(counts), each=0.27, around=1.6)
    _draw_steps(ax, counts)
    for y, total in enumerate(counts.sum(axis=1)):
        words = str(total) if total else "never named"
        write_beside(ax, words, total, y, (5, 0), size=SMALL, color=QUIET)
    add_marks(ax, partial(step_marks, means, counts))
    title_above_legend(
        ax,
        wrapped_title(steps_finding(counts), NARROW_TITLE_WIDTH),
        "Means named by officials, count by how far along they are said to be",
    )
    legend_above(ax, ncols=len(STEP_LOOKS))
    widest = counts.sum(axis=1).max()
    ax.set(xlabel="Means named (count)", ylabel="", xlim=(0, max(1, 1.12 * widest)))
    named_rows(ax, list(counts.index))
    return finish(ax, PALETTE, "y")


def means_by_step(means: pd.DataFrame) -> pd.DataFrame:
    """Means: a row for each instrument of the code book, a column for each step.

    Parameters
    ----------
    means : rows of `policy_measures`.

    >>> counts = means_by_step(read_table("policy_measures"))
    >>> len(counts), list(counts.columns)
    (17, ['announced', 'under way', 'done'])
    """
    names = categories_of("policy_measures", "instrument")
    counts = pd.crosstab(means.instrument, means.step)
    counts = counts.reindex(index=names, columns=list(STEP_LOOKS), fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return counts.loc[order]


def _draw_steps(ax: "Axes", counts: pd.DataFrame) -> None:
    left = pd.Series(0, counts.index)
    for step, look in STEP_LOOKS.items():
        number = counts[step]
        bars = ax.barh(
            range(len(counts)), number, left=left, color=look.colour, label=step, **STEP_BAR
        )
        shown = [str(each) if each >= LEAST_WITH_NUMBER else "" for each in number]
        ax.bar_label(bars, shown, label_type="center", color=look.ink, size=SMALL)
        left = left + number


def step_marks(means: pd.DataFrame, counts: pd.DataFrame) -> Iterator[DrawnMark]:
    """The means of each part of a bar, in its middle."""
    for y, instrument in enumerate(counts.index):
        left = 0
        for step in STEP_LOOKS:
            number = counts.loc[instrument, step]
            is_mine = (means.instrument == instrument) & (means.step == step)
            if number:
                words = f"{instrument}, {step}: {number} of {counts.loc[instrument].sum()} means"
                at = (left + number / 2, y)
                yield from marks_of_group(means.policy_measure[is_mine], at, words)
            left += number


def steps_finding(counts: pd.DataFrame) -> str:
    """How many means are only announced, and how many are done.

    >>> steps_finding(pd.DataFrame({"announced": [3, 1], "under way": [0, 0], "done": [2, 1]}))
    '4 of 7 means are announced, 0 under way and 3 done'
    """
    totals = counts.sum()
    announced, under_way, done = (totals[step] for step in STEP_LOOKS)
    of_all = f"{announced:,} of {totals.sum():,} means are announced"
    return f"{of_all}, {under_way:,} under way and {done:,} done"
