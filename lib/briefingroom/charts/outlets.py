"""Who may ask."""

import pandas as pd

from ..text.questions import OUTLET_KINDS, question_statistics
from .frame import axes_for, finish
from .style import PALETTE


def plot_outlets(ax=None):
    """Who may ask: one square for each question, by kind of outlet, in the colour of its briefing.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each kind of outlet.
    """
    table = question_statistics()
    table["kind"] = table.outlet_kind.where(table.outlet != "", "").map(OUTLET_KINDS)
    counts = pd.crosstab(table.kind, table.briefing).reindex(OUTLET_KINDS.values(), fill_value=0)
    ax = axes_for(ax, height=0.4 * len(counts) + 1.9)
    total = counts.sum(axis=1)
    for row, kind in enumerate(counts.index):
        squares = [briefing for briefing in counts for _ in range(counts.loc[kind, briefing])]
        colours = [PALETTE[briefing] for briefing in squares]
        ax.barh(
            [row] * len(squares),
            1,
            left=range(len(squares)),
            color=colours,
            edgecolor="white",
            linewidth=2,
        )
        ax.annotate(
            str(total[kind]),
            (total[kind], row),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
        )
    for briefing in counts:
        ax.barh(0, 0, color=PALETTE[briefing], label=briefing)  # for the legend
    ax.set_yticks(range(len(counts)), counts.index)
    overseas, lost = total["Overseas"], total["Outlet not known"]
    ax.set_title(
        f"{overseas} of {len(table)} questions come from overseas outlets; {lost} askers are not known"
    )
    ax.set(
        xlabel="Questions (count)",
        ylabel="",
        xlim=(0, total.max() + 1),
        ylim=(len(counts) - 0.5, -0.5),
    )
    ax.legend(title="Briefing", loc="lower right", title_fontsize=8.5)
    return finish(ax, counts.columns, "y")
